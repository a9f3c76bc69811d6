// SPDX-License-Identifier: Apache-2.0
// Units as people write them, of UCUM. What is not listed reads as it is written in UCUM.
#pragma once

#include <string_view>

namespace nextline {

namespace words {

struct PrintedUnit {
  std::string_view ucum;
  std::string_view printed;  // empty: the number stands alone
};

inline constexpr PrintedUnit kUnits[] = {
    {"1", ""},
    {"points", ""},
    {"a", "years"},
    {"mo", "months"},
    {"d", "days"},
    {"[lb_av]", "lb"},
    {"[in_i]", "in"},
    {"umol/L", "µmol/L"},
    {"ug/L", "µg/L"},
    {"meq/L", "mEq/L"},
    {"[IU]/mL", "IU/mL"},
    {"10*9/L", "×10⁹/L"},
    {"10*3/uL", "×10³/µL"},
    {"%/mo", "% per month"},
};

}  // namespace words

[[nodiscard]] constexpr std::string_view printed_unit(std::string_view ucum) {
  for (const words::PrintedUnit& unit : words::kUnits) {
    if (unit.ucum == ucum) return unit.printed;
  }
  return ucum;
}

}  // namespace nextline
