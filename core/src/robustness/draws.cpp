// SPDX-License-Identifier: Apache-2.0
// The hot loop of rank acceptability: four draws at a time in the compiler's vector types, one source for SSE2, NEON,
// WebAssembly SIMD128 and plain scalar code. Only additions, multiplications and comparisons of IEEE 754, in a fixed
// order: the bits are the same in all of them. Compiled with -O3 also where the rest is compiled for size.
#include <array>
#include <cstring>

#include "robustness/plan.h"
#include "robustness/random.h"

namespace nextline::smaa {

namespace {

using Floats = float __attribute__((vector_size(16)));
using Ints = std::int32_t __attribute__((vector_size(16)));
using Doubles = double __attribute__((vector_size(16)));
using Words = std::uint32_t __attribute__((vector_size(16)));

constexpr std::size_t kLanes = 4;
constexpr std::uint32_t kTileSteps = 64;  // single precision sums run over a tile, double precision over tiles
constexpr float kFraction = 0x1p-24F;

// In a struct, because a vector type loses its attributes as a template argument.
struct FloatLanes {
  Floats v;
};
struct IntLanes {
  Ints v;
};
// Draws in which the first, or the second, of two alternatives is better.
struct PairLanes {
  Ints won;
  Ints lost;
};

Floats splat(float x) { return Floats{x, x, x, x}; }
Floats smaller(Floats a, Floats b) { return a < b ? a : b; }
Floats larger(Floats a, Floats b) { return a < b ? b : a; }

// The lanes as an array, for loops over them: where a lane's number is a variable, Emscripten's compiler neither unrolls
// the loop nor keeps the vector in a register, which doubled the time of a run.
template <class T, class Vector>
std::array<T, kLanes> lanes_of(const Vector& vector) {
  std::array<T, kLanes> lanes;
  static_assert(sizeof lanes == sizeof vector);
  std::memcpy(lanes.data(), &vector, sizeof lanes);
  return lanes;
}

std::uint32_t total_of(Ints counts) {
  std::uint32_t sum = 0;
  for (const std::uint32_t lane : lanes_of<std::uint32_t>(counts)) sum += lane;
  return sum;
}

// 0 <= u < 1 in steps of 2^-24.
Floats uniform(Words random) {
  return __builtin_convertvector(reinterpret_cast<Ints>(random >> 8), Floats) * kFraction;
}

// Both numbers of a piece as one of 64 bits. (As an integer it is taken apart again by Emscripten's compiler.)
double fetch(const Piece* piece) {
  static_assert(sizeof(Piece) == sizeof(double));
  double both;
  std::memcpy(&both, piece, sizeof both);
  return both;
}

// table[bin] at t, 0 <= t < 1.
Floats piecewise(const Piece* table, Ints bin, Floats t) {
  const auto front = reinterpret_cast<Floats>(Doubles{fetch(table + bin[0]), fetch(table + bin[1])});
  const auto back = reinterpret_cast<Floats>(Doubles{fetch(table + bin[2]), fetch(table + bin[3])});
  const Floats start = __builtin_shufflevector(front, back, 0, 2, 4, 6);
  const Floats slope = __builtin_shufflevector(front, back, 1, 3, 5, 7);
  return start + slope * t;
}

// The upper 8 bits choose the bin, the other 24 the place in it.
Floats at_random(const Piece* table, Words random) {
  const Floats t = __builtin_convertvector(reinterpret_cast<Ints>(random & 0xffffffU), Floats) * kFraction;
  return piecewise(table, reinterpret_cast<Ints>(random >> 24), t);
}

using Generator = Xoshiro128<Words>;

// Every block has generators of its own: any part of a run can be made again.
Generator generator(std::uint64_t seed, std::uint32_t block) {
  SplitMix64 seeds(seed ^ SplitMix64(block).next());
  const auto words = [&] {
    const std::uint64_t a = seeds.next();
    const std::uint64_t b = seeds.next();
    return Words{static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(a >> 32U),
                 static_cast<std::uint32_t>(b), static_cast<std::uint32_t>(b >> 32U)};
  };
  Generator result{};
  result.s0 = words();
  result.s1 = words();
  result.s2 = words();
  result.s3 = words();
  return result;
}

// Uniform on the simplex: the gaps between sorted uniform numbers. The sorting is an insertion network, which for six
// criteria has one comparator more than the best one known.
void draw_simplex(Generator& random, std::size_t size, Floats* out) {
  Floats sorted[kMaxCriteria];
  const std::size_t inner = size - 1;
  for (std::size_t i = 0; i < inner; ++i) {
    Floats u = uniform(random.next());
    for (std::size_t k = 0; k < i; ++k) {
      const Floats low = smaller(sorted[k], u);
      u = larger(sorted[k], u);
      sorted[k] = low;
    }
    sorted[i] = u;
  }
  Floats before = splat(0);
  for (std::size_t i = 0; i < inner; ++i) {
    out[i] = sorted[i] - before;
    before = sorted[i];
  }
  out[inner] = 1 - before;
}

class Sampler {
 public:
  Sampler(const Tables& tables, const WeightPlan& weights) : tables_(tables), plan_(weights) {
    for (std::size_t c = 0; c < plan_.constant.size(); ++c) weights_[c] = splat(plan_.constant[c]);
  }

  // The weights and the shared normal draws of the next four draws. The generator is the caller's, so that it can stay
  // in registers.
  void begin_step(Generator& random) {
    draw_weights(random);
    const Piece* normal = tables_.pieces.data() + tables_.normal_table;
    for (std::uint32_t z = 0; z < tables_.normals; ++z) normals_[z].v = at_random(normal, random.next());
  }

  [[nodiscard]] const Floats* weights() const { return weights_; }

  // The value of the next cell; cells are asked for in their order.
  Floats cell_value(const Cell& cell, const Piece* pieces, Generator& random) const {
    if (cell.kind == CellKind::kTable) return at_random(pieces + cell.table, random.next());
    if (cell.kind == CellKind::kConstant) return splat(cell.constant);
    Floats sum = splat(cell.constant);
    if (cell.own_draw) sum += cell.own_weight * at_random(pieces + cell.own, random.next());
    for (std::uint32_t t = 0; t < cell.term_count; ++t) {
      const Term& term = tables_.terms[cell.terms + t];
      sum += term.weight * normals_[term.normal].v;
    }
    constexpr float kLast = 255.99998F;  // the largest number below 256
    const Floats place = smaller(larger((sum - cell.from) * cell.bins_per_unit, splat(0)), splat(kLast));
    const Ints bin = __builtin_convertvector(place, Ints);
    return piecewise(pieces + cell.table, bin, place - __builtin_convertvector(bin, Floats));
  }

  void reserve() { normals_.resize(tables_.normals); }

 private:
  void draw_weights(Generator& random) {
    if (plan_.branches.empty()) return;
    Floats lambda[kMaxCriteria];
    if (plan_.branches.size() == 1) {
      const std::vector<std::uint32_t>& all = plan_.branches[0];
      draw_simplex(random, all.size(), lambda);
      if (plan_.ordinal) {
        // The corners of the ordered weights are (1, 0, ...), (1/2, 1/2, 0, ...), ...: uniform over their mixtures.
        Floats sum = splat(0);
        for (std::size_t i = all.size(); i-- != 0;) {
          sum += lambda[i] * (1 / static_cast<float>(i + 1));
          weights_[all[i]] = sum;
        }
        return;
      }
      for (std::size_t i = 0; i < all.size(); ++i) weights_[all[i]] = lambda[i];
      return;
    }
    Floats branch[kMaxCriteria];
    draw_simplex(random, plan_.branches.size(), branch);
    for (std::size_t b = 0; b < plan_.branches.size(); ++b) {
      const std::vector<std::uint32_t>& inside = plan_.branches[b];
      draw_simplex(random, inside.size(), lambda);
      for (std::size_t i = 0; i < inside.size(); ++i) weights_[inside[i]] = branch[b] * lambda[i];
    }
  }

  const Tables& tables_;
  const WeightPlan& plan_;
  Floats weights_[kMaxCriteria]{};
  std::vector<FloatLanes> normals_;
};

}  // namespace

void count_draws(const Tables& tables, const WeightPlan& plan, const std::vector<Dominance>& dominance,
                 std::uint64_t seed, std::uint32_t draws, Counts& counts) {
  const std::size_t n = tables.n;
  const std::size_t m = tables.m;
  const bool histogram = !counts.histogram.empty();
  Sampler sampler(tables, plan);
  sampler.reserve();
  Generator random{};
  Floats value[kMaxAlternatives];
  IntLanes rank[kMaxAlternatives];
  Floats sum[kMaxAlternatives];
  Floats squares[kMaxAlternatives];
  std::vector<PairLanes> pairs(n * (n - 1) / 2, PairLanes{Ints{0, 0, 0, 0}, Ints{0, 0, 0, 0}});
  std::vector<IntLanes> ties(dominance.size(), IntLanes{Ints{0, 0, 0, 0}});
  const Piece* pieces = tables.pieces.data();
  const std::uint32_t steps = draws / kLanes;
  for (std::uint32_t step = 0; step < steps; ++step) {
    if (step % (kBlockDraws / kLanes) == 0) random = generator(seed, step / (kBlockDraws / kLanes));
    if (step % kTileSteps == 0) {
      for (std::size_t i = 0; i < n; ++i) sum[i] = squares[i] = splat(0);
    }
    sampler.begin_step(random);
    const Floats* weights = sampler.weights();

    const Cell* cell = tables.cells.data();
    Generator local = random;
    for (std::size_t i = 0; i < n; ++i) {
      Floats total = splat(0);
      for (std::size_t c = 0; c < m; ++c) total += weights[c] * sampler.cell_value(*cell++, pieces, local);
      value[i] = total;
      rank[i].v = Ints{0, 0, 0, 0};
    }
    random = local;

    PairLanes* pair = pairs.data();
    for (std::size_t i = 0; i < n; ++i) {
      const Floats mine = value[i];
      Ints behind = rank[i].v;
      for (std::size_t k = i + 1; k < n; ++k) {
        // A comparison gives 0 or -1.
        const Ints won = mine > value[k];
        const Ints lost = value[k] > mine;
        rank[k].v -= won;
        behind -= lost;
        pair->won -= won;
        pair->lost -= lost;
        ++pair;
      }
      rank[i].v = behind;
    }
    // Rounding may make equal what is better by less than 1e-7. It keeps the order otherwise: sums run in the
    // same order for all, and every operation rounds monotonically.
    for (std::size_t d = 0; d < dominance.size(); ++d) {
      const Ints tie = value[dominance[d].better] == value[dominance[d].worse];
      rank[dominance[d].worse].v -= tie;
      ties[d].v -= tie;
    }

    for (std::size_t i = 0; i < n; ++i) {
      const Floats off = value[i] - counts.centre[i];
      sum[i] += off;
      squares[i] += off * off;
      std::uint32_t* row = counts.rank.data() + i * n;
      const auto ranks = lanes_of<std::uint32_t>(rank[i].v);
      for (std::size_t lane = 0; lane < kLanes; ++lane) {
        ++row[ranks[lane]];
        if (ranks[lane] != 0) continue;
        for (std::size_t c = 0; c < m; ++c) {
          counts.weights[i * m + c] += static_cast<double>(lanes_of<float>(weights[c])[lane]);
        }
      }
      if (histogram) {
        constexpr float kLast = static_cast<float>(kHistogram - 1);
        const Floats place = (value[i] - counts.least[i]) * counts.bins_per_unit[i];
        const Ints bin = __builtin_convertvector(smaller(larger(place, splat(0)), splat(kLast)), Ints);
        std::uint32_t* bins = counts.histogram.data() + i * kHistogram;
        for (const std::uint32_t at : lanes_of<std::uint32_t>(bin)) ++bins[at];
      }
    }
    if (step % kTileSteps == kTileSteps - 1 || step == steps - 1) {
      for (std::size_t i = 0; i < n; ++i) {
        for (const float lane : lanes_of<float>(sum[i])) counts.sum[i] += static_cast<double>(lane);
        for (const float lane : lanes_of<float>(squares[i])) counts.squares[i] += static_cast<double>(lane);
      }
    }
  }
  const PairLanes* pair = pairs.data();
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = i + 1; k < n; ++k, ++pair) {
      counts.wins[i * n + k] = total_of(pair->won);
      counts.wins[k * n + i] = total_of(pair->lost);
    }
  }
  for (std::size_t d = 0; d < dominance.size(); ++d) {
    counts.wins[dominance[d].better * n + dominance[d].worse] += total_of(ties[d].v);
  }
}

void count_best(const Tables& tables, const WeightPlan& plan, const std::vector<float>& central,
                const std::vector<std::uint8_t>& wanted, std::uint64_t seed, std::uint32_t draws,
                std::vector<std::uint32_t>& best) {
  const std::size_t n = tables.n;
  const std::size_t m = tables.m;
  Sampler sampler(tables, plan);
  sampler.reserve();
  Generator random{};
  std::vector<FloatLanes> values(n * m);
  std::vector<IntLanes> beaten(n, IntLanes{Ints{0, 0, 0, 0}});
  const auto total = [&](std::size_t alternative, const float* weights) {
    Floats sum = splat(0);
    for (std::size_t c = 0; c < m; ++c) sum += weights[c] * values[alternative * m + c].v;
    return sum;
  };
  const Piece* pieces = tables.pieces.data();
  const std::uint32_t steps = draws / kLanes;
  for (std::uint32_t step = 0; step < steps; ++step) {
    if (step % (kBlockDraws / kLanes) == 0) random = generator(seed, step / (kBlockDraws / kLanes));
    sampler.begin_step(random);
    for (std::size_t at = 0; at < n * m; ++at)
      values[at].v = sampler.cell_value(tables.cells[at], pieces, random);
    for (std::size_t i = 0; i < n; ++i) {
      if (wanted[i] == 0) continue;
      const float* weights = central.data() + i * m;
      const Floats mine = total(i, weights);
      Ints lost = {0, 0, 0, 0};
      for (std::size_t k = 0; k < n; ++k) {
        if (k != i) lost |= total(k, weights) > mine;
      }
      beaten[i].v -= lost;
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    best[i] = 0;
    if (wanted[i] == 0) continue;
    best[i] = draws - total_of(beaten[i].v);
  }
}

}  // namespace nextline::smaa
