// SPDX-License-Identifier: Apache-2.0
// The hot loop of rank acceptability: four draws at a time in the compiler's vector types, one source for SSE2, NEON,
// WebAssembly SIMD128 and plain scalar code. Only additions, multiplications and comparisons of IEEE 754, in a fixed
// order: the bits are the same in all of them. Compiled with -O3 also where the rest is compiled for size.
#include <algorithm>
#include <array>
#include <cstring>
#include <limits>

#include "numbers/random.h"
#include "smaa/plan.h"

namespace nextline::smaa {

namespace {

using Floats = float __attribute__((vector_size(16)));
using Ints = std::int32_t __attribute__((vector_size(16)));
using Doubles = double __attribute__((vector_size(16)));
using Words = std::uint32_t __attribute__((vector_size(16)));
using Shorts = std::int16_t __attribute__((vector_size(16)));
using Bytes = std::int8_t __attribute__((vector_size(16)));

constexpr std::size_t kLanes = 4;
constexpr std::size_t kTurn =
    4;  // steps that are ranked together: each of their 16 draws has one byte of a vector
constexpr std::uint32_t kTileSteps = 64;  // single precision sums run over a tile, double precision over tiles
constexpr float kFraction = 0x1p-24F;

// In a struct, because a vector type loses its attributes as a template argument.
struct FloatLanes {
  Floats v;
};
struct IntLanes {
  Ints v;
};
struct ByteLanes {
  Bytes v;
};
// Draws in which the first, or the second, of two alternatives is better.
struct PairLanes {
  Bytes won;
  Bytes lost;
};

Floats splat(float x) { return Floats{x, x, x, x}; }
Floats smaller(Floats a, Floats b) { return a < b ? a : b; }
Floats larger(Floats a, Floats b) { return a < b ? b : a; }

// The lanes as an array, for loops over them: where a lane's number is a variable, Emscripten's compiler neither unrolls
// the loop nor keeps the vector in a register, which doubled the time of a run.
template <class T, class Vector>
std::array<T, sizeof(Vector) / sizeof(T)> lanes_of(const Vector& vector) {
  std::array<T, sizeof(Vector) / sizeof(T)> lanes{};
  static_assert(sizeof lanes == sizeof vector);
  std::memcpy(lanes.data(), &vector, sizeof lanes);
  return lanes;
}

template <class T, class Vector>
std::uint32_t total_of(const Vector& counts) {
  std::uint32_t sum = 0;
  for (const T lane : lanes_of<T>(counts)) sum += lane;
  return sum;
}

// What comparisons of four steps gave, 0 or -1, as bytes.
Bytes pack(Ints a, Ints b, Ints c, Ints d) {
#if defined(__SSE2__)
  return reinterpret_cast<Bytes>(
      __builtin_ia32_packsswb128(__builtin_ia32_packssdw128(a, b), __builtin_ia32_packssdw128(c, d)));
#elif defined(__wasm_simd128__)
  return reinterpret_cast<Bytes>(__builtin_wasm_narrow_s_i8x16_i16x8(
      __builtin_wasm_narrow_s_i16x8_i32x4(a, b), __builtin_wasm_narrow_s_i16x8_i32x4(c, d)));
#else
  const auto halves = [](Ints x, Ints y) {
    return __builtin_shufflevector(reinterpret_cast<Shorts>(x), reinterpret_cast<Shorts>(y), 0, 2, 4, 6, 8, 10,
                                   12, 14);
  };
  return __builtin_shufflevector(reinterpret_cast<Bytes>(halves(a, b)), reinterpret_cast<Bytes>(halves(c, d)),
                                 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
#endif
}

// 0 <= u < 1 in steps of 2^-24.
Floats uniform(Words random) {
  return __builtin_convertvector(reinterpret_cast<Ints>(random >> 8), Floats) * kFraction;
}

// Both numbers of a piece as one of 64 bits. (As an integer it is taken apart again by Emscripten's compiler.)
double fetch(const Piece* piece) {
  static_assert(sizeof(Piece) == sizeof(double));
  double both = 0;
  std::memcpy(&both, piece, sizeof both);
  return both;
}

// start + slope * t of the four pieces.
Floats piecewise(const Piece* a, const Piece* b, const Piece* c, const Piece* d, Floats t) {
  const auto front = reinterpret_cast<Floats>(Doubles{fetch(a), fetch(b)});
  const auto back = reinterpret_cast<Floats>(Doubles{fetch(c), fetch(d)});
  const Floats start = __builtin_shufflevector(front, back, 0, 2, 4, 6);
  const Floats slope = __builtin_shufflevector(front, back, 1, 3, 5, 7);
  return start + slope * t;
}

// The upper 8 bits choose the bin, the other 24 the place in it.
Floats at_random(const Piece* table, Words random) {
  const Floats t = __builtin_convertvector(reinterpret_cast<Ints>(random & 0xffffffU), Floats) * kFraction;
  const auto bits = lanes_of<std::uint32_t>(random);
  return piecewise(table + (bits[0] >> 24U), table + (bits[1] >> 24U), table + (bits[2] >> 24U),
                   table + (bits[3] >> 24U), t);
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
  Floats cell_value(const Composed& cell, const Piece* pieces, Generator& random) const {
    if (cell.kind == ComposedKind::kTable) return at_random(pieces + cell.table, random.next());
    if (cell.kind == ComposedKind::kConstant) return splat(cell.constant);
    Floats sum = splat(cell.constant);
    if (cell.own_draw) sum += cell.own_weight * at_random(pieces + cell.own, random.next());
    for (std::uint32_t t = 0; t < cell.term_count; ++t) {
      const Term& term = tables_.terms[cell.terms + t];
      sum += term.weight * normals_[term.normal].v;
    }
    constexpr float kLast = 255.99998F;  // the largest number below 256
    const Floats place = smaller(larger((sum - cell.from) * cell.bins_per_unit, splat(0)), splat(kLast));
    const Ints bin = __builtin_convertvector(place, Ints);
    const Piece* table = pieces + cell.table;
    return piecewise(table + bin[0], table + bin[1], table + bin[2], table + bin[3],
                     place - __builtin_convertvector(bin, Floats));
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
  constexpr std::uint32_t kBlockSteps = kBlockDraws / kLanes;
  static_assert(kBlockSteps % kTileSteps == 0 && kTileSteps % kTurn == 0);
  static_assert(kBlockSteps / kTurn < 256 && kMaxAlternatives <= 256);  // counts of turns, and ranks, are bytes
  const std::size_t n = tables.n;
  const std::size_t m = tables.m;
  Sampler sampler(tables, plan);
  sampler.reserve();
  Generator random{};
  Floats value[kMaxAlternatives][kTurn];
  Floats weights[kTurn][kMaxCriteria];
  ByteLanes rank[kMaxAlternatives];
  Floats sum[kMaxAlternatives];
  Floats squares[kMaxAlternatives];
  std::vector<PairLanes> pairs(n * (n - 1) / 2, PairLanes{Bytes{}, Bytes{}});
  const Piece* pieces = tables.pieces.data();
  const std::uint32_t steps = draws / kLanes;
  for (std::uint32_t first = 0; first < steps; first += kTurn) {
    if (first % kBlockSteps == 0) random = generator(seed, first / kBlockSteps);
    if (first % kTileSteps == 0) {
      for (std::size_t i = 0; i < n; ++i) sum[i] = squares[i] = splat(0);
    }
    const std::size_t live = std::min<std::size_t>(kTurn, steps - first);
    for (std::size_t step = 0; step < kTurn; ++step) {
      if (step >= live) {
        // No comparison with what is not a number holds.
        for (std::size_t i = 0; i < n; ++i) value[i][step] = splat(std::numeric_limits<float>::quiet_NaN());
        continue;
      }
      sampler.begin_step(random);
      for (std::size_t c = 0; c < m; ++c) weights[step][c] = sampler.weights()[c];
      const Composed* cell = tables.cells.data();
      Generator local = random;
      for (std::size_t i = 0; i < n; ++i) {
        Floats total = splat(0);
        for (std::size_t c = 0; c < m; ++c) {
          total += weights[step][c] * sampler.cell_value(*cell++, pieces, local);
        }
        value[i][step] = total;
      }
      random = local;
    }

    for (std::size_t i = 0; i < n; ++i) rank[i].v = Bytes{};
    PairLanes* pair = pairs.data();
    for (std::size_t i = 0; i < n; ++i) {
      const Floats a = value[i][0];
      const Floats b = value[i][1];
      const Floats c = value[i][2];
      const Floats d = value[i][3];
      Bytes behind = rank[i].v;
      for (std::size_t k = i + 1; k < n; ++k) {
        const Floats* other = value[k];
        const Bytes won = pack(a > other[0], b > other[1], c > other[2], d > other[3]);
        const Bytes lost = pack(other[0] > a, other[1] > b, other[2] > c, other[3] > d);
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
    for (const Dominance& pair_of : dominance) {
      const Floats* better = value[pair_of.better];
      const Floats* worse = value[pair_of.worse];
      const Bytes tie =
          pack(better[0] == worse[0], better[1] == worse[1], better[2] == worse[2], better[3] == worse[3]);
      rank[pair_of.worse].v -= tie;
      counts.wins[pair_of.better * n + pair_of.worse] += total_of<std::uint8_t>(-tie);
    }

    for (std::size_t i = 0; i < n; ++i) {
      std::uint32_t* row = counts.rank.data() + i * n;
      const auto ranks = lanes_of<std::uint8_t>(rank[i].v);
      for (std::size_t draw = 0; draw < live * kLanes; ++draw) {
        ++row[ranks[draw]];
        if (ranks[draw] != 0) continue;
        const Floats* drawn = weights[draw / kLanes];
        for (std::size_t c = 0; c < m; ++c) {
          counts.weights[i * m + c] += static_cast<double>(lanes_of<float>(drawn[c])[draw % kLanes]);
        }
      }
      for (std::size_t step = 0; step < live; ++step) {
        const Floats off = value[i][step] - counts.centre[i];
        sum[i] += off;
        squares[i] += off * off;
      }
    }
    if (!counts.histogram.empty()) {
      for (std::size_t i = 0; i < n; ++i) {
        constexpr float kLast = static_cast<float>(kHistogram - 1);
        std::uint32_t* bins = counts.histogram.data() + i * kHistogram;
        for (std::size_t step = 0; step < live; ++step) {
          const Floats place = (value[i][step] - counts.least[i]) * counts.bins_per_unit[i];
          const Ints bin = __builtin_convertvector(smaller(larger(place, splat(0)), splat(kLast)), Ints);
          for (const std::uint32_t at : lanes_of<std::uint32_t>(bin)) ++bins[at];
        }
      }
    }
    const std::uint32_t done = first + kTurn;
    if (done % kTileSteps == 0 || done >= steps) {
      for (std::size_t i = 0; i < n; ++i) {
        for (const float lane : lanes_of<float>(sum[i])) counts.sum[i] += static_cast<double>(lane);
        for (const float lane : lanes_of<float>(squares[i])) counts.squares[i] += static_cast<double>(lane);
      }
    }
    if (done % kBlockSteps == 0 || done >= steps) {
      pair = pairs.data();
      for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t k = i + 1; k < n; ++k, ++pair) {
          counts.wins[i * n + k] += total_of<std::uint8_t>(pair->won);
          counts.wins[k * n + i] += total_of<std::uint8_t>(pair->lost);
          *pair = PairLanes{Bytes{}, Bytes{}};
        }
      }
    }
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
    best[i] = draws - total_of<std::uint32_t>(beaten[i].v);
  }
}

}  // namespace nextline::smaa
