// SPDX-License-Identifier: Apache-2.0
#include "sheet/unit_conversions.h"

#include <algorithm>

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

namespace {

bool is_same(const UnitUse& a, const UnitUse& b) { return a.unit == b.unit && a.mul * b.div == b.mul * a.div; }

}  // namespace

std::vector<std::string_view> spellings_of(const FieldSpec& field) {
  std::vector<std::string_view> spellings;
  std::vector<UnitUse> uses;
  for (std::size_t i = 0; i < field.units.size(); ++i) {
    spellings.push_back(field.units[i].ucum);
    uses.push_back({static_cast<int>(i)});
  }
  for (const Conversion& row : kConversions) {
    const UnitUse use = find_unit_use(field, row.spelling);
    const auto same = [&](const UnitUse& other) { return is_same(use, other); };
    if (use.unit < 0 || std::any_of(uses.begin(), uses.end(), same)) continue;
    spellings.push_back(row.spelling);
    uses.push_back(use);
  }
  return spellings;
}

std::string_view spelling_of(const FieldSpec& field, const UnitUse& use) {
  for (const std::string_view spelling : spellings_of(field)) {
    if (is_same(find_unit_use(field, spelling), use)) return spelling;
  }
  return {};
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
