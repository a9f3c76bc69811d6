// SPDX-License-Identifier: Apache-2.0
// From what a paper prints to a distribution (robustness.md, "Distributions from what papers print").
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "nextline/smaa.h"

namespace nextline {

// What the spread of a result rests on.
enum class SpreadRule : std::uint8_t {
  kCi,        // the printed interval
  kN,         // the number of patients
  kAssumedN,  // kAssumedPatients, because neither is printed or the two do not fit together
  kNone,      // there is no result
};
[[nodiscard]] std::string_view id(SpreadRule rule);  // "ci", "n", "assumed_n", "none"

inline constexpr int kAssumedPatients = 20;

// Months or percent.
struct Printed {
  double value = 0;
  std::optional<double> low;  // of the 95 % interval
  std::optional<double> high;
  std::optional<int> n;   // patients of this arm
  bool own_count = true;  // false: n is an even share of a whole trial's patients
};

struct Measured {
  SpreadRule rule = SpreadRule::kNone;
  // The 95 % interval: printed (kCi), else of the distribution; none: that limit was not reached.
  std::optional<double> low;
  std::optional<double> high;
  std::optional<int> n;  // kN, kAssumedN: the number that was used
  smaa::Measurement distribution;
};

// Log-normal. Interval: sigma = ln(high / low) / 3.92; upper limit not reached: (ln median - ln low) / 1.96; n only:
// 1.4427 / sqrt(n), the Kaplan-Meier median under an exponential. Not above 0: no result.
[[nodiscard]] Measured measure_median(const Printed& printed);

// Jeffreys beta of x = n p, where a whole x of the arm's own n prints back as the percentage at its decimals; else the
// printed interval, as wide on the logit; else the share of a trial's n; else 20 patients.
[[nodiscard]] Measured measure_proportion(const Printed& printed);

}  // namespace nextline
