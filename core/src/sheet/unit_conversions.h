// SPDX-License-Identifier: Apache-2.0
// Units that no field has but that convert exactly into one of its own (interop.md A3): laboratories count cells per
// microlitre, and enzymes in katal; and how headers spell times.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nextline/fields.h"

namespace nextline::sheet {

struct Conversion {
  std::string_view spelling;
  std::string_view into;  // a unit of the field; a value times `mul` divided by `div` is in it
  double mul;
  double div;
};

inline constexpr Conversion kConversions[] = {
    {"nmol/L", "umol/L", 1, 1000},
    {"/uL", "10*9/L", 1, 1000},
    {"cells/uL", "10*9/L", 1, 1000},
    {"/mm3", "10*9/L", 1, 1000},
    {"/mcL", "10*9/L", 1, 1000},
    {"/L", "10*9/L", 1, 1e9},
    {"ukat/L", "U/L", 60, 1},
    {"nkat/L", "U/L", 6, 100},
    {"kU/L", "U/L", 1000, 1},
    {"IU/L", "[IU]/mL", 1, 1000},
    {"pg/mL", "ng/mL", 1, 1000},
    {"ng/dL", "ng/mL", 1, 100},
    {"g", "kg", 1, 1000},
    {"m", "cm", 100, 1},
    {"year", "a", 1, 1},
    {"yr", "a", 1, 1},
    {"yrs", "a", 1, 1},
    {"y", "a", 1, 1},
    {"month", "mo", 1, 1},
    {"day", "d", 1, 1},
    {"seconds", "s", 1, 1},
};

// How the numbers of a column or cell come into a unit of the field.
struct UnitUse {
  std::size_t unit = 0;  // of the field's units
  double mul = 1;
  double div = 1;
};

// "mg/dL, umol/L".
[[nodiscard]] std::string units_of(const FieldSpec& field);

// What a column of the field may be in: its own units, then one spelling of each that converts into one of them.
[[nodiscard]] std::vector<std::string_view> spellings_of(const FieldSpec& field);
// The one of them that is used.
[[nodiscard]] std::string_view spelling_of(const FieldSpec& field, const UnitUse& use);

// None: the text is no unit of the field and converts into none.
[[nodiscard]] std::optional<UnitUse> find_unit_use(const FieldSpec& field, std::string_view text);

}  // namespace nextline::sheet
