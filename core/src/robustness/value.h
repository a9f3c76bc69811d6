// SPDX-License-Identifier: Apache-2.0
// The multicriteria value of an option: benefit (overall survival, progression-free survival, response) and harm (grade
// 3-4 treatment-related events) on fixed anchors (core/knowledge/values.json), weighted as the preferences say. What is
// missing is a bound: worst for `low`, best for `high` (robustness.md, "The method here").
#pragma once

#include "assess/evaluation.h"

namespace nextline {

void value_options(const Patient& patient, const Facts& facts, EvaluationData& data);

// How close a row's setting is to the patient: 0 nearest, up to kFarthestSetting (design.md, "Which evidence").
inline constexpr int kFarthestSetting = 4;
[[nodiscard]] int setting_distance(const Patient& patient, const Facts& facts, const knowledge::Evidence& row);

// Farther than this a row is from another setting.
inline constexpr int kOwnSetting = 1;

// 0 very low .. 3 high, from design and setting.
[[nodiscard]] int certainty_of(const Patient& patient, const Facts& facts, int evidence);

[[nodiscard]] const knowledge::Outcome& outcome_of(const knowledge::Evidence& row, Criterion criterion);

// An inhibitor's benefit in patients who had none says at most what it may still do after one.
[[nodiscard]] bool upper_bound_only(const Facts& facts, const knowledge::Evidence& row, Criterion criterion);

// A result on the scale from 0 to 1.
[[nodiscard]] double partial_value(Criterion criterion, double result);

}  // namespace nextline
