// SPDX-License-Identifier: Apache-2.0
// Arithmetic that gives the same bits in every build: comparison at cut-offs, ln, log10, exp, rounding.
// Of the C library only sqrt and floor are used, which IEEE 754 fixes exactly.
#pragma once

#include <cstdint>

namespace nextline {

enum class Op : std::uint8_t { kLess, kLessEqual, kEqual, kGreaterEqual, kGreater };

// The one comparison with a cut-off in the project: a value within 1e-9 relative of `cutoff` is on it
// (contract.md, "Cut-offs"). Returns -1 below, 0 on, 1 above.
[[nodiscard]] int compare(double value, double cutoff);
[[nodiscard]] bool holds(double value, Op op, double cutoff);

// Natural logarithm, x > 0; series of the project's own, within 2 ulp, the same bits everywhere.
[[nodiscard]] double ln(double x);
[[nodiscard]] double log10(double x);
// Exponential for |x| < 700; own series, the same bits everywhere.
[[nodiscard]] double exp(double x);

// Half up at the sixth decimal: what the assessment prints and what the ranking compares.
[[nodiscard]] double round6(double x);
// Half up to a whole number (the MELD family).
[[nodiscard]] double round_half_up(double x);

}  // namespace nextline
