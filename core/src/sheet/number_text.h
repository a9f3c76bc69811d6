// SPDX-License-Identifier: Apache-2.0
// Numbers as people and spreadsheets write them (interop.md B1, "Decimal comma", "Excel's doings"). What could be two
// numbers is none until its column says which.
#pragma once

#include <cstdint>
#include <string_view>

#include "nextline/patient.h"

namespace nextline::sheet {

// What a mark before the last digits means in a column.
enum class Decimal : std::uint8_t {
  kNotKnown,
  kPoint,
  kComma,
  kBoth,  // its cells contradict each other: only what can be read in one way counts
};

enum class NumberKind : std::uint8_t {
  kNumber,
  kAmbiguous,  // "1,234" where the column does not say whether the comma is a decimal one
  kDate,       // what spreadsheets make of "1-2": never a number
  kNone,
};

struct NumberText {
  NumberKind kind = NumberKind::kNone;
  double value = 0;
  Comparator comparator = Comparator::kNone;
  std::string_view unit;               // what stands behind the number, without blanks around it
  Decimal shows = Decimal::kNotKnown;  // what this one alone says of its column
};

[[nodiscard]] NumberText read_number_text(std::string_view text, Decimal decimal);

// Blanks of all kinds at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

}  // namespace nextline::sheet
