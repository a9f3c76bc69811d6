// SPDX-License-Identifier: Apache-2.0
#include "nextline/numbers.h"

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

#include "support/catch.h"
#include "support/random.h"

using namespace nextline;

namespace {

// Distance in units in the last place of `b`.
double ulps(double a, double b) {
  if (a == b) return 0;
  const double spacing = std::nextafter(std::fabs(b), std::numeric_limits<double>::infinity()) - std::fabs(b);
  return std::fabs(a - b) / spacing;
}

std::uint64_t bits(double x) {
  std::uint64_t out = 0;
  std::memcpy(&out, &x, sizeof out);
  return out;
}

}  // namespace

TEST_CASE("A value within a billionth of a cut-off is on it", "[numbers]") {
  CHECK(compare(2.0, 2.0) == 0);
  CHECK(compare(34.2 / 17.104 * 17.104, 34.2) == 0);
  CHECK(compare(2.0 * (1 + 0.9e-9), 2.0) == 0);
  CHECK(compare(2.0 * (1 - 0.9e-9), 2.0) == 0);
  CHECK(compare(2.0 * (1 + 1.1e-9), 2.0) == 1);
  CHECK(compare(2.0 * (1 - 1.1e-9), 2.0) == -1);
  CHECK(compare(-2.60 * (1 + 0.9e-9), -2.60) == 0);
  CHECK(compare(-2.60 * (1 + 1.1e-9), -2.60) == -1);
  CHECK(compare(0.1 + 0.2, 0.3) == 0);
}

TEST_CASE("At a cut-off of zero only zero is on it", "[numbers]") {
  CHECK(compare(0.0, 0.0) == 0);
  CHECK(compare(-0.0, 0.0) == 0);
  CHECK(compare(1e-300, 0.0) == 1);
  CHECK(compare(-1e-300, 0.0) == -1);
}

TEST_CASE("Each operator knows below, on and above its cut-off", "[numbers]") {
  struct Case {
    Op op;
    bool below, on, above;
  };
  const auto c = GENERATE(Case{Op::kLess, true, false, false}, Case{Op::kLessEqual, true, true, false},
                          Case{Op::kEqual, false, true, false}, Case{Op::kGreaterEqual, false, true, true},
                          Case{Op::kGreater, false, false, true});
  CHECK(holds(399.9, c.op, 400) == c.below);
  CHECK(holds(400.0, c.op, 400) == c.on);
  CHECK(holds(400.1, c.op, 400) == c.above);
}

TEST_CASE("ln is within 2 units in the last place over a million numbers of every size", "[numbers]") {
  test::Random random(1);
  double worst = 0;
  for (int i = 0; i < 1'000'000; ++i) {
    // Half of them spread over all exponents, half around what laboratories print.
    const double x = i % 2 == 0 ? std::ldexp(1 + random.unit(), static_cast<int>(random.next() % 2040) - 1020)
                                : std::pow(10.0, random.unit() * 10 - 3);
    worst = std::max(worst, ulps(ln(x), std::log(x)));
  }
  INFO("worst: " << worst);
  CHECK(worst <= 2);
}

TEST_CASE("ln is exact at 1, close to it, and at the ends", "[numbers]") {
  CHECK(bits(ln(1)) == bits(0.0));
  CHECK(ulps(ln(1 + 0x1p-52), std::log(1 + 0x1p-52)) <= 1);
  CHECK(ulps(ln(1 - 0x1p-53), std::log(1 - 0x1p-53)) <= 1);
  CHECK(ulps(ln(0x1p-1074), std::log(0x1p-1074)) <= 1);
  CHECK(ulps(ln(1.7976931348623157e308), std::log(1.7976931348623157e308)) <= 1);
  CHECK(std::isinf(ln(0)));
  CHECK(std::isnan(ln(-1)));
  CHECK(std::isinf(ln(std::numeric_limits<double>::infinity())));
}

TEST_CASE("log10 is within 4 units in the last place over a million numbers", "[numbers]") {
  test::Random random(2);
  double worst = 0;
  for (int i = 0; i < 1'000'000; ++i) {
    const double x = std::ldexp(1 + random.unit(), static_cast<int>(random.next() % 2040) - 1020);
    worst = std::max(worst, ulps(nextline::log10(x), std::log10(x)));
  }
  INFO("worst: " << worst);
  CHECK(worst <= 4);
  CHECK(compare(nextline::log10(1000), 3) == 0);
}

TEST_CASE("exp is within 2 units in the last place over a million numbers up to 700", "[numbers]") {
  test::Random random(3);
  double worst = 0;
  for (int i = 0; i < 1'000'000; ++i) {
    const double x = i % 2 == 0 ? random.unit() * 1400 - 700 : random.unit() * 4 - 2;
    worst = std::max(worst, ulps(nextline::exp(x), std::exp(x)));
  }
  INFO("worst: " << worst);
  CHECK(worst <= 2);
  CHECK(nextline::exp(0) == 1);
  CHECK(std::isinf(nextline::exp(710)));
  CHECK(nextline::exp(-800) == 0);
  CHECK(std::isnan(nextline::exp(std::numeric_limits<double>::quiet_NaN())));
}

TEST_CASE("ln and exp give these bits, in every build", "[numbers]") {
  // Sums of the bit patterns of ten thousand results; a machine that rounds otherwise changes them.
  test::Random random(4);
  std::uint64_t sum = 0;
  for (int i = 0; i < 10'000; ++i) {
    const double x = random.unit() * 1000;
    sum = sum * 31 + bits(ln(x)) + bits(nextline::exp(x / 10 - 50)) + bits(nextline::log10(x));
  }
  CHECK(sum == 0xda4b'837f'07ae'71baULL);
}

TEST_CASE("MELD rounds half up, also where adding a half would not be exact", "[numbers]") {
  CHECK(round_half_up(10.5) == 11);
  CHECK(round_half_up(11.5) == 12);
  CHECK(round_half_up(10.49999999) == 10);
  CHECK(round_half_up(0.49999999999999994) == 0);
  CHECK(round_half_up(-2.5) == -2);
  CHECK(round_half_up(-2.51) == -3);
  CHECK(round_half_up(0x1p52 + 1) == 0x1p52 + 1);
}

TEST_CASE("Six decimals are kept, half up", "[numbers]") {
  CHECK(round6(1.0000005) == 1.000001);
  CHECK(round6(1.0000004) == 1.0);
  CHECK(round6(-2.6000005) == -2.6);
  CHECK(round6(-2.6000006) == -2.600001);
  CHECK(bits(round6(-0.0000004)) == bits(0.0));
  CHECK(bits(round6(-0.0)) == bits(0.0));
  CHECK(round6(3e9 + 0.25) == 3e9 + 0.25);
  CHECK(round6(1e300) == 1e300);
}

TEST_CASE("Rounding twice is rounding once", "[numbers][property]") {
  test::Random random(5);
  for (int i = 0; i < 100'000; ++i) {
    const double x = std::ldexp(random.unit() - 0.5, static_cast<int>(random.next() % 70) - 20);
    REQUIRE(round6(round6(x)) == round6(x));
  }
}
