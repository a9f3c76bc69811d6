// SPDX-License-Identifier: Apache-2.0
// From what a paper prints to a distribution: which rule is taken, and how wide it comes out.
#include <cmath>
#include <optional>

#include "robustness/measure.h"
#include "support/catch.h"

using namespace nextline;  // NOLINT(google-build-using-namespace)
using smaa::Kind;

namespace {

constexpr auto kNone = std::nullopt;

Printed printed(double value, std::optional<int> n, std::optional<double> low = kNone,
                std::optional<double> high = kNone, bool own_count = true) {
  Printed out;
  out.value = value;
  out.n = n;
  out.low = low;
  out.high = high;
  out.own_count = own_count;
  return out;
}

}  // namespace

TEST_CASE("A median with its interval is as wide as the interval", "[measure]") {
  const Measured out = measure_median(printed(18, 23, 6.1, 23.5));  // ramucirumab first line, Child-Pugh A
  CHECK(out.rule == SpreadRule::kCi);
  CHECK(out.distribution.kind == Kind::kLognormal);
  CHECK(out.distribution.a == Approx(std::log(18)));
  CHECK(out.distribution.b == Approx(std::log(23.5 / 6.1) / 3.92));
  CHECK(out.low == 6.1);
  CHECK(out.high == 23.5);
}

TEST_CASE("Where the upper limit was not reached the lower one says how wide", "[measure]") {
  const Measured out = measure_median(printed(18.7, kNone, 10.8));  // Study 22
  CHECK(out.rule == SpreadRule::kCi);
  CHECK(out.distribution.b == Approx(std::log(18.7 / 10.8) / 1.96));
  CHECK(out.low == 10.8);
  CHECK_FALSE(out.high);
}

TEST_CASE("A median with patients only is as wide as a Kaplan-Meier median of so many", "[measure]") {
  const Measured out = measure_median(printed(10.3, 36));
  CHECK(out.rule == SpreadRule::kN);
  CHECK(out.n == 36);
  CHECK(out.distribution.b == Approx(1.4427 / 6));
  CHECK(*out.low == Approx(10.3 * std::exp(-1.96 * 1.4427 / 6)));
  CHECK(*out.high == Approx(10.3 * std::exp(1.96 * 1.4427 / 6)));
  // Never as narrow as the parametric median of as many events.
  CHECK(out.distribution.b > 1 / 6.0);
}

TEST_CASE("A median with neither is as wide as that of twenty patients, and says so", "[measure]") {
  const Measured out = measure_median(printed(13.6, kNone));
  CHECK(out.rule == SpreadRule::kAssumedN);
  CHECK(out.n == 20);
  CHECK(out.distribution.b == Approx(0.3226).margin(0.0001));
}

TEST_CASE("An interval that cannot be one is not used", "[measure]") {
  CHECK(measure_median(printed(10, 25, 10, 10)).rule == SpreadRule::kN);     // no width
  CHECK(measure_median(printed(10, 25, 0, 20)).rule == SpreadRule::kN);      // ln 0
  CHECK(measure_median(printed(10, 25, kNone, 20)).rule == SpreadRule::kN);  // lower limit not printed
  CHECK(measure_median(printed(10, 25, 9.9, 10.1)).rule == SpreadRule::kCi);
  CHECK(measure_median(printed(0, 25)).rule == SpreadRule::kNone);
  CHECK(measure_median(printed(0.1, 25)).rule == SpreadRule::kN);
}

TEST_CASE("A percentage that is a count of its patients is a Jeffreys beta", "[measure]") {
  const Measured out = measure_proportion(printed(22, 32));  // printed as 7/32
  CHECK(out.rule == SpreadRule::kN);
  CHECK(out.distribution.kind == Kind::kBeta);
  CHECK(out.distribution.a == Approx(7.5));
  CHECK(out.distribution.b == Approx(25.5));
  CHECK(out.distribution.scale == 100);
  // Jeffreys interval of 7 of 32 (Brown, Cai and DasGupta 2001), by numerical integration.
  CHECK(*out.low == Approx(10.36).margin(0.01));
  CHECK(*out.high == Approx(38.22).margin(0.01));
}

TEST_CASE("A percentage must print back: both sides of the check", "[measure]") {
  // HIMALAYA prints 25.8 %: no count of 393 gives it (101 is 25.7, 102 is 26.0), 100 of 388 does.
  CHECK(measure_proportion(printed(25.8, 393)).rule == SpreadRule::kAssumedN);
  CHECK(measure_proportion(printed(25.8, 388)).rule == SpreadRule::kN);
  CHECK(measure_proportion(printed(25.8, 388)).distribution.a == Approx(100.5));
  // 6 of 32 is 18.75: printed 18.8, or 19.
  CHECK(measure_proportion(printed(18.8, 32)).rule == SpreadRule::kN);
  CHECK(measure_proportion(printed(18.7, 32)).rule == SpreadRule::kAssumedN);
  CHECK(measure_proportion(printed(19, 32)).rule == SpreadRule::kN);
}

TEST_CASE("None and all of the patients have an interval that ends there", "[measure]") {
  const Measured none = measure_proportion(printed(0, 29));
  CHECK(none.distribution.a == Approx(0.5));
  CHECK(none.low == 0);
  CHECK(*none.high == Approx(8.24).margin(0.1));
  const Measured all = measure_proportion(printed(100, 29));
  CHECK(all.high == 100);
  CHECK(*all.low == Approx(91.76).margin(0.1));
}

TEST_CASE("The share of a whole trial's patients need not be a count", "[measure]") {
  const Measured out = measure_proportion(printed(15, 371, kNone, kNone, false));
  CHECK(out.rule == SpreadRule::kN);
  CHECK(out.distribution.a == Approx(0.15 * 371 + 0.5));
  // A printed interval is better than a share.
  const Measured interval = measure_proportion(printed(31, 49, 20, 48, false));
  CHECK(interval.rule == SpreadRule::kCi);
  CHECK(interval.distribution.kind == Kind::kLogitNormal);
  CHECK(interval.low == 20);
  CHECK(interval.high == 48);
  // And the arm's own count is better than the interval.
  CHECK(measure_proportion(printed(31, 48, 20, 48)).rule == SpreadRule::kN);
}

TEST_CASE("Fewer patients never give a narrower result", "[measure]") {
  double before = 0;
  for (const int n : {1000, 500, 200, 100, 50, 20, 10}) {
    const Measured out = measure_proportion(printed(20, n));
    REQUIRE(out.rule == SpreadRule::kN);
    CHECK(*out.high - *out.low > before);
    before = *out.high - *out.low;
  }
}
