// SPDX-License-Identifier: Apache-2.0
// Rank acceptability (SMAA-2, Lahdelma and Salminen 2001): how often each alternative takes each rank when the
// weights are drawn from what is known of them and the measurements from their sampling distributions.
//
//   smaa::Problem p;
//   p.alternatives = {"lenvatinib", "sorafenib"};
//   p.criteria = {{"survival", {{0, 24}, {0, 1}}}, {"grade34", {{0, 80}, {1, 0}}}};
//   p.measurements = {smaa::lognormal(ln(13.9), 0.2), smaa::beta(9.5, 20.5, 100),   // lenvatinib
//                     smaa::lognormal(ln(11.4), 0.2), smaa::missing(46, 17)};       // sorafenib: worst, best
//   p.weights.space = smaa::WeightSpace::kSimplex;
//   const smaa::Result r = smaa::analyse(p);
//   r.ok && r.rank[0 * 2 + 0] > 0.5    // the share of draws in which lenvatinib is first
//
// The value of an alternative is the sum over criteria of weight times value function of the measurement. Its rank
// is the number of strictly better alternatives, from 0: ties share the best rank, the next is skipped (rsmaa's rule).
// The order of alternatives and criteria changes no result: inside, both stand in the order of their ids. The same
// problem, options and seed give the same bits natively and in WebAssembly, with SIMD and without.
//
// What has an exact answer is not sampled (Method says which): measurements all fixed and weights fixed; pairwise
// index, mean, sd and quantiles under uniform or ordinal weights; ranks and central weights for up to three criteria.
//
// Source: Lahdelma and Salminen, Oper Res 2001;49:444 (SMAA-2); Tervonen 2011, Stat Med 30:1419.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace nextline::smaa {

inline constexpr std::size_t kMaxAlternatives = 64;
inline constexpr std::size_t kMaxCriteria = 32;
inline constexpr std::size_t kMaxPoints = 64;  // of a value function
inline constexpr std::uint32_t kMaxDraws = 1U << 24U;
inline constexpr std::uint32_t kDefaultDraws = 16384;
inline constexpr std::uint64_t kDefaultSeed = 20261121;

enum class OutOfRange : std::uint8_t {
  kClip,         // the value at the nearest end
  kExtrapolate,  // the outermost piece goes on: values below 0 and above 1 do occur
};

// Piecewise linear. x strictly ascending, at least two points; v any finite numbers, usually 0..1 and monotone; flat
// pieces are legal. x is in the unit of the measurement.
struct ValueFunction {
  std::vector<double> x;
  std::vector<double> v;
  OutOfRange out_of_range = OutOfRange::kClip;
};

[[nodiscard]] double value_at(const ValueFunction& function, double x);

// Measurements of one criterion that move together (a network meta-analysis): x of alternative i is
// inverse_logit(baseline + relative_i), ONE baseline draw shared by all, the relative effects multivariate normal.
struct CorrelatedGroup {
  double baseline_mu = 0;     // on the logit
  double baseline_sigma = 0;  // at least 0
  std::vector<double> mu;     // one per alternative
  std::vector<double> cov;    // row by row, alternatives x alternatives; symmetric, positive semi-definite
};

struct Criterion {
  std::string id;
  ValueFunction value;
  CorrelatedGroup group;  // used where a measurement is Kind::kCorrelated; empty otherwise
};

enum class Kind : std::uint8_t {
  kFixed,        // a
  kNormal,       // mean a, standard deviation b
  kLognormal,    // ln x has mean a, standard deviation b
  kBeta,         // alpha a, beta b, times scale
  kLogitNormal,  // logit x has mean a, standard deviation b; times scale
  kCorrelated,   // of the criterion's group, times scale
  kMissing,      // not known: a is the worst it may be, b the best; Options::missing says which is taken
};

// Standard deviations of 0 are legal: the measurement is then fixed at its median.
struct Measurement {
  Kind kind = Kind::kMissing;
  double a = 0;
  double b = 1;
  double scale = 1;        // beta, logit-normal, correlated: 100 where the criterion is in percent
  bool on_values = false;  // fixed, missing: a and b are values already, the value function is left out
  // One shift shared by all measurements of a study: tau times ONE standard normal draw per study and draw, added to
  // ln x (lognormal) or to the logit (beta, logit-normal). Not for the other kinds.
  std::optional<int> study = {};  // any number
  double tau = 0;                 // at least 0
};

[[nodiscard]] Measurement fixed(double x);
[[nodiscard]] Measurement fixed_value(double v);  // past the value function
[[nodiscard]] Measurement normal(double mean, double sd);
[[nodiscard]] Measurement lognormal(double mu, double sigma);
[[nodiscard]] Measurement beta(double alpha, double beta, double scale = 1);
[[nodiscard]] Measurement logit_normal(double mu, double sigma, double scale = 1);
[[nodiscard]] Measurement correlated(double scale = 1);
[[nodiscard]] Measurement missing(double worst, double best);                // in the unit of the criterion
[[nodiscard]] Measurement missing_value(double worst = 0, double best = 1);  // values
[[nodiscard]] Measurement shifted(Measurement m, int study, double tau);     // m with a shared shift

enum class WeightSpace : std::uint8_t {
  kSimplex,  // uniform over all weights that are at least 0 and sum to 1
  kTree,     // two levels: uniform over the branches, then uniform inside each
  kOrdinal,  // uniform over the weights that keep an order of importance
  kFixed,
};

struct Weights {
  WeightSpace space = WeightSpace::kSimplex;
  std::vector<double> fixed;          // kFixed: one per criterion, at least 0, not all 0; made to sum to 1
  std::vector<std::uint32_t> order;   // kOrdinal: places in Problem::criteria, most important first
  std::vector<std::uint32_t> branch;  // kTree: the branch of each criterion, any numbers below kMaxCriteria
};

struct Problem {
  std::vector<std::string> alternatives;  // ids, unique
  std::vector<Criterion> criteria;        // ids unique
  std::vector<Measurement> measurements;  // alternative by alternative: [a * criteria.size() + c]
  Weights weights;
};

enum class Missing : std::uint8_t { kWorst, kBest };

struct Options {
  std::uint32_t draws = kDefaultDraws;  // a multiple of 4, at least 4, at most kMaxDraws
  std::uint64_t seed = kDefaultSeed;
  Missing missing = Missing::kWorst;
  bool confidence = false;     // confidence factors: a second pass over the measurements
  bool quantiles = true;       // of the values
  bool always_sample = false;  // also where there is an exact answer
};

enum class Method : std::uint8_t { kClosedForm, kSampled };

// Of the value of one alternative. The mean and the standard deviation run over weights and measurements.
struct ValueSummary {
  double mean = 0;
  double sd = 0;
  double q025 = 0, q25 = 0, q50 = 0, q75 = 0, q975 = 0;  // 0 where not asked for
};

// Alternatives and criteria in the order of the problem; n alternatives, m criteria.
struct Result {
  bool ok = false;
  std::string
      error;  // one sentence with the place, where the problem or the options are bad; all else is empty then
  std::size_t alternatives = 0;
  std::size_t criteria = 0;

  std::vector<double> rank;      // [i * n + r]: share of draws in which i has rank r; each row sums to 1
  std::vector<double> pairwise;  // [i * n + k]: share of draws in which i is strictly better than k; diagonal 0
  std::vector<double> central;   // [i * m + c]: mean weights over the draws in which i is first
  std::vector<std::uint8_t> has_central;  // [i]: 0 where i is never first: no central weights, no confidence
  std::vector<double>
      confidence;  // [i]: share of draws, weights at i's central ones, in which none is better than i
  std::vector<ValueSummary> value;  // [i]
  // [i * m + c]: probability that the measurement falls outside the ends of the value function, where it is clipped
  // (or extrapolated): from the distribution, not counted. 0 where the value function is left out.
  std::vector<double> outside;

  Method rank_method = Method::kSampled;      // ranks and central weights
  Method pairwise_method = Method::kSampled;  // pairwise index
  Method value_method = Method::kSampled;     // mean, sd, quantiles

  // What was run.
  std::uint32_t draws = 0;
  std::uint64_t seed = 0;
  WeightSpace space = WeightSpace::kSimplex;
  Missing missing = Missing::kWorst;
};

// Standard error of a share that was estimated from `draws` draws: at most 0.5 / sqrt(draws).
[[nodiscard]] double standard_error(double share, std::uint32_t draws);

// The sampling tables of a problem's measurements: what takes longest to build. Good for any weights, seed and number
// of draws as long as alternatives, criteria, measurements and the missing policy stay.
struct Tables;
using TablesPtr = std::shared_ptr<const Tables>;

// Null, with one sentence in `error`, where the problem is bad.
[[nodiscard]] TablesPtr build_tables(const Problem& problem, Missing missing, std::string& error);

[[nodiscard]] Result analyse(const Problem& problem, const Options& options = {});
// The same with tables that were built before, from this problem but for its weights; `options.missing` must be theirs.
[[nodiscard]] Result analyse(const Problem& problem, const Tables& tables, const Options& options = {});

}  // namespace nextline::smaa
