// SPDX-License-Identifier: Apache-2.0
// Growth of a sum of diameters per month; also what hyperprogression compares (before and on therapy).
#pragma once

#include <string_view>

#include "nextline/patient.h"

namespace nextline {

inline constexpr double kDaysPerMonth = 30.4375;

// Percent per month from a sum of diameters `first` to `second`, `days` later
// (tumour_growth_rate.cpp has the formula). False where there is no rate; `why` then holds a
// sentence.
[[nodiscard]] bool growth_rate(double first, double second, double days, double& percent,
                               std::string_view& why);

// The same for all values of three ranges. False where one of them has no rate.
[[nodiscard]] bool growth_rate(Range first, Range second, Range days, Range& percent, std::string_view& why);

}  // namespace nextline
