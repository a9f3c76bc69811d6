// SPDX-License-Identifier: Apache-2.0
#include "sheet/unit_conversions.h"

#include "patient/unit_spelling.h"
#include "words/units.h"

namespace nextline::sheet {

std::string units_of(const FieldSpec& field) {
  std::string out;
  for (const Unit& unit : field.units) {
    if (!out.empty()) out += ", ";
    out += unit.ucum;
  }
  return out;
}

UnitUse find_unit_use(const FieldSpec& field, std::string_view text) {
  const int own = find_unit(field, text);
  if (own >= 0) return {own};
  const std::string plain = plain_unit(text);
  // As the program itself prints it: "years".
  for (std::size_t i = 0; i < field.units.size() && !plain.empty(); ++i) {
    if (plain_unit(printed_unit(field.units[i].ucum)) == plain) return {static_cast<int>(i)};
  }
  for (const Conversion& row : kConversions) {
    if (plain_unit(row.spelling) != plain) continue;
    for (std::size_t i = 0; i < field.units.size(); ++i) {
      if (field.units[i].ucum == row.into) return {static_cast<int>(i), row.mul, row.div};
    }
  }
  return {};
}

}  // namespace nextline::sheet
