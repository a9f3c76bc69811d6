// SPDX-License-Identifier: Apache-2.0
// What the exploration says: ranges, answers, and what is different in another result.
#pragma once

#include <cstdint>
#include <string>

#include "explore/number_scan.h"
#include "explore/probe.h"

namespace nextline {

// "below 2 mg/dL", "from 1.7 to 2.3".
[[nodiscard]] std::string range_text(Field field, std::uint8_t unit, const Limit& low, const Limit& high);
// A number with its unit, a word's label; "none" for an empty set.
[[nodiscard]] std::string answer_text(Field field, const Answer& answer);
// What is different in `then`, clause by clause: "Child-Pugh would be A6 instead of B7; lenvatinib would be ...".
enum class Tense : std::uint8_t { kWill, kWould };
[[nodiscard]] std::string changes_text(const Snapshot& now, const Snapshot& then, Tense tense);

}  // namespace nextline
