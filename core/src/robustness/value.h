// SPDX-License-Identifier: Apache-2.0
// The multicriteria value of an option: benefit (overall survival, progression-free survival, response) and harm (grade
// 3-4 treatment-related events) on fixed anchors with the default weights of core/knowledge/values.json. What is missing
// is a bound: worst for `low`, best for `high` (robustness.md, "The method here").
#pragma once

#include "assess/evaluation.h"

namespace nextline {

void value_options(const Patient& patient, const Facts& facts, EvaluationData& data);

// How close a row's setting is to the patient: 0 nearest, up to kFarthestSetting (design.md, "Which evidence").
inline constexpr int kFarthestSetting = 4;
[[nodiscard]] int setting_distance(const Patient& patient, const Facts& facts, const knowledge::Evidence& row);

}  // namespace nextline
