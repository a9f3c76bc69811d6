// SPDX-License-Identifier: Apache-2.0
// The multicriteria value of an option: benefit (overall survival, progression-free survival, response) and harm (grade
// 3-4 treatment-related events) on fixed anchors (core/knowledge/values.json), weighted as the preferences say. What is
// missing is a bound: worst for `low`, best for `high` (robustness.md, "The method here").
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "facts/facts.h"
#include "knowledge/tables.h"
#include "nextline/endpoint.h"

namespace nextline {

// A place in evidence(); none: no result says it.
using EvidenceRow = std::optional<std::uint16_t>;

// Benefit and harm of an option on the scale of the value tree; `low` counts what is missing as worst.
struct OptionValue {
  double low = 0;
  double high = 1;
  std::array<EvidenceRow, kEndpointCount> rows{};
  // The criteria one by one, 0..1, before weighting: with what is missing as worst and as best.
  Weights worst{};
  Weights best{};
  int certainty = 0;  // 0 none, 1 indirect or retrospective .. 3 randomised
};

// Of a treatment; an option that is none (clinical trial, supportive care) has no value of its own.
[[nodiscard]] OptionValue value_of(const Patient& patient, const Facts& facts, const Weights& weights,
                                   const knowledge::Option& option);

// How close a row's setting is to the patient: 0 nearest, up to kFarthestSetting (design.md, "Which evidence").
inline constexpr int kFarthestSetting = 4;
[[nodiscard]] int setting_distance(const Patient& patient, const Facts& facts, const knowledge::Evidence& row);

// Farther than this a row is from another setting.
inline constexpr int kOwnSetting = 1;

// 0 very low .. 3 high, from design and setting.
[[nodiscard]] int certainty_of(const Patient& patient, const Facts& facts, EvidenceRow evidence);

[[nodiscard]] const knowledge::Outcome& outcome_of(const knowledge::Evidence& row, Endpoint endpoint);

// An inhibitor's benefit in patients who had none says at most what it may still do after one.
[[nodiscard]] bool upper_bound_only(const Facts& facts, const knowledge::Evidence& row, Endpoint endpoint);

// A result on the scale from 0 to 1.
[[nodiscard]] double partial_value(Endpoint endpoint, double result);

}  // namespace nextline
