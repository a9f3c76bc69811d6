// SPDX-License-Identifier: Apache-2.0
#include "nextline/numbers.h"

#include <cmath>
#include <limits>

#include "numbers/bits.h"

namespace nextline {

namespace {

constexpr double kTolerance = 1e-9;  // relative; contract.md, "Cut-offs"

// ln 2 in two parts: the first has 32 trailing zero bits, so that k * kLn2High is exact for every
// exponent k.
constexpr double kLn2High = 6.93147180369123816490e-01;
constexpr double kLn2Low = 1.90821492927058770002e-10;
constexpr double kLn10 = 2.302585092994045684;
constexpr double kInverseLn2 = 1.442695040888963407;

// Factors of the series of exp, so that no term waits for a division.
constexpr double kOneOver[] = {1.0 / 13, 1.0 / 12, 1.0 / 11, 1.0 / 10, 1.0 / 9, 1.0 / 8,
                               1.0 / 7,  1.0 / 6,  1.0 / 5,  1.0 / 4,  1.0 / 3};

constexpr std::uint64_t kMantissaBits = 0x000f'ffff'ffff'ffffULL;
constexpr std::uint64_t kOneBits = 0x3ff0'0000'0000'0000ULL;

}  // namespace

int compare(double value, double cutoff) {
  const double difference = value - cutoff;
  if (std::fabs(difference) <= kTolerance * std::fabs(cutoff)) return 0;
  return difference < 0 ? -1 : 1;
}

bool holds(double value, Op op, double cutoff) {
  const int side = compare(value, cutoff);
  switch (op) {
    case Op::kLess:
      return side < 0;
    case Op::kLessEqual:
      return side <= 0;
    case Op::kEqual:
      return side == 0;
    case Op::kGreaterEqual:
      return side >= 0;
    case Op::kGreater:
      return side > 0;
  }
  return false;
}

// x = m * 2^k with m between sqrt(1/2) and sqrt(2). With f = m - 1 and s = f / (2 + f):
//   ln m = 2 atanh(s) = 2 s + 2 s^3 / 3 + 2 s^5 / 5 + ...
// written as f - (f^2/2 - s (f^2/2 + r)), r being the terms from s^3 on divided by s, which keeps
// the exact f in front. |s| < 0.1716, so that the last term used is below 2^-56 of the sum.
double ln(double x) {
  if (!(x > 0)) {
    return x == 0 ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::quiet_NaN();
  }
  if (x > std::numeric_limits<double>::max()) return x;
  int k = 0;
  if (x < std::numeric_limits<double>::min()) {  // subnormal
    x *= 0x1p54;
    k = -54;
  }
  const std::uint64_t bits = bits_of(x);
  k += static_cast<int>(bits >> 52U) - 1023;
  double m = from_bits((bits & kMantissaBits) | kOneBits);
  if (m > 1.41421356237309504880) {
    m *= 0.5;
    ++k;
  }
  const double f = m - 1;
  const double s = f / (2 + f);
  const double z = s * s;
  double r = 0;
  for (int odd = 23; odd >= 3; odd -= 2) r = z * (2.0 / odd + r);
  const double half_square = 0.5 * f * f;
  const double power = k;
  return power * kLn2High - ((half_square - (s * (half_square + r) + power * kLn2Low)) - f);
}

double log10(double x) { return ln(x) / kLn10; }

// x = k ln 2 + r with |r| <= ln 2 / 2; e^r by its Taylor series to r^13 (the next term is below
// 2^-58).
double exp(double x) {
  if (x != x) return x;
  if (x > 709) return std::numeric_limits<double>::infinity();
  if (x < -708) return 0;
  const double power = std::floor(x * kInverseLn2 + 0.5);
  const double high = x - power * kLn2High;
  const double low = power * kLn2Low;
  const double r = high - low;
  double sum = 0;
  for (const double factor : kOneOver) sum = (1 + sum) * (r * factor);
  // e^r = 1 + r + r^2/2 (1 + sum); `lost` is what rounding took from r.
  const double lost = (high - r) - low;
  const double e = 1 + (r + (0.5 * r * r * (1 + sum) + lost));
  return e * power_of_two(static_cast<int>(power));
}

double round_half_up(double x) {
  const double whole = std::floor(x);
  return x - whole >= 0.5 ? whole + 1 : whole;  // the difference is exact, x + 0.5 would not be
}

double round6(double x) {
  if (!(std::fabs(x) < 0x1p53)) return x;                                // a whole number, or not a number
  if (std::fabs(x) < 0x1p31) return round_half_up(x * 1e6) / 1e6 + 0.0;  // + 0.0: no minus zero
  const double whole = std::floor(x);
  return whole + round_half_up((x - whole) * 1e6) / 1e6;
}

}  // namespace nextline
