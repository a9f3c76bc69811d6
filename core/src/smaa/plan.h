// SPDX-License-Identifier: Apache-2.0
// What the sampler works from: a problem brought into one order (by id), every measurement composed with its value
// function into tables. Values are single precision: four lanes fit one SIMD register, and a rounding error of 6e-8
// is far below both the tables' own bias (2e-4 at most, 1e-5 usually) and the sampling error.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "nextline/smaa.h"

namespace nextline::smaa {

inline constexpr std::size_t kBins = 256;        // of a table: the upper 8 bits of a random number choose one
inline constexpr std::size_t kHistogram = 2048;  // bins of an alternative's values, for the quantiles
inline constexpr std::uint32_t kBlockDraws = 1024;  // draws that share a seed; a multiple of 256

// A piece of a table: start + slope * t, t being 0..1 inside the bin.
struct Piece {
  float start;
  float slope;
};

// weight * z, z being one of the standard normal draws of this draw.
struct Term {
  std::uint32_t normal;
  float weight;
};

enum class ComposedKind : std::uint8_t {
  kConstant,  // `constant`
  kTable,     // the quantile function composed with the value function, at a random number
  kLinked,    // a sum on the scale of ln or logit, then a table over that sum
};

// One measurement with its value function.
struct Composed {
  ComposedKind kind = ComposedKind::kConstant;
  bool own_draw = false;    // kLinked: the sum holds own_weight times table `own` at a random number
  float constant = 0;       // kLinked: the constant part of the sum
  float own_weight = 0;     // kLinked
  float from = 0;           // kLinked: where the table begins
  float bins_per_unit = 0;  // kLinked
  std::uint32_t own = 0;    // kLinked: place of a table in `pieces`
  std::uint32_t table = 0;  // place in `pieces`
  std::uint32_t terms = 0;  // kLinked: place in `terms`
  std::uint32_t term_count = 0;
  // What the value can be.
  float least = 0;
  float most = 0;
};

// Everything but the weights. Alternatives and criteria in the order of their ids.
struct Tables {
  std::size_t n = 0;
  std::size_t m = 0;
  Missing missing = Missing::kWorst;
  std::vector<std::uint32_t> alternatives;  // place here -> place in the problem
  std::vector<std::uint32_t> criteria;
  bool all_fixed = false;
  std::vector<double> fixed;    // [i * m + c], where all_fixed: exact values
  std::vector<double> outside;  // [i * m + c]
  std::vector<Composed> cells;  // [i * m + c]
  std::vector<Piece> pieces;
  std::vector<Term> terms;
  std::uint32_t normals = 0;       // standard normal draws that cells share
  std::uint32_t normal_table = 0;  // place in `pieces`
};

// How the weights of one draw come about, in the tables' order of criteria. Every space is a tree: the simplex has one
// branch, fixed weights have none.
struct WeightPlan {
  std::vector<std::vector<std::uint32_t>> branches;
  bool ordinal = false;             // the one branch stands in order of importance
  std::vector<float> constant;      // fixed weights
  std::vector<std::uint8_t> never;  // criteria whose weight is fixed at 0
};

// Alternative `better` has at least the value of `worse` on every criterion and more on one, whatever is drawn.
struct Dominance {
  std::uint32_t better;
  std::uint32_t worse;
};

// Sums over draws.
struct Counts {
  std::vector<std::uint32_t> rank;       // [i * n + r]
  std::vector<std::uint32_t> wins;       // [i * n + k]
  std::vector<double> weights;           // [i * m + c], over the draws in which i is first
  std::vector<double> sum;               // of value - centre
  std::vector<double> squares;           // of (value - centre) squared
  std::vector<float> centre;             // inside the range of the values
  std::vector<float> least;              // of the histogram
  std::vector<float> bins_per_unit;      // 0 where the value does not vary
  std::vector<std::uint32_t> histogram;  // [i * kHistogram + bin]; empty where quantiles are not asked for
};

// The hot loop (draws.cpp).
void count_draws(const Tables& tables, const WeightPlan& weights, const std::vector<Dominance>& dominance,
                 std::uint64_t seed, std::uint32_t draws, Counts& counts);
// The same measurements once more. `central` [i * m + c]; only where `wanted`; best[i] counts the draws in which no
// alternative is better than i at central[i].
void count_best(const Tables& tables, const WeightPlan& weights, const std::vector<float>& central,
                const std::vector<std::uint8_t>& wanted, std::uint64_t seed, std::uint32_t draws,
                std::vector<std::uint32_t>& best);

// Exact answers (exact.cpp). `values` [i * m + c] are the partial values, `corners` is what spans the space of weights:
// the simplex's own, or the ordinal ones.

// Shares of a simplex in which the sum of d_k lambda_k is above 0, lambda uniform.
[[nodiscard]] double share_above_zero(const std::vector<double>& d);

struct ExactRanks {
  std::vector<double> rank;     // [i * n + r]
  std::vector<double> central;  // [i * m + k], barycentric
  std::vector<std::uint8_t> has_central;
};
// Up to three criteria.
[[nodiscard]] ExactRanks exact_ranks(const std::vector<double>& values, std::size_t n, std::size_t m);

}  // namespace nextline::smaa
