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
    uses.push_back({i});
  }
  for (const Conversion& row : kConversions) {
    const std::optional<UnitUse> use = find_unit_use(field, row.spelling);
    const auto same = [&](const UnitUse& other) { return is_same(*use, other); };
    if (!use || std::any_of(uses.begin(), uses.end(), same)) continue;
    spellings.push_back(row.spelling);
    uses.push_back(*use);
  }
  return spellings;
}

std::string_view spelling_of(const FieldSpec& field, const UnitUse& use) {
  for (const std::string_view spelling : spellings_of(field)) {
    const std::optional<UnitUse> own = find_unit_use(field, spelling);
    if (own && is_same(*own, use)) return spelling;
  }
  return {};
}

std::optional<UnitUse> find_unit_use(const FieldSpec& field, std::string_view text) {
  if (const std::optional<std::size_t> own = find_unit(field, text)) return UnitUse{*own};
  const std::string plain = plain_unit(text);
  // As the program itself prints it: "years".
  for (std::size_t i = 0; i < field.units.size() && !plain.empty(); ++i) {
    if (plain_unit(printed_unit(field.units[i].ucum)) == plain) return UnitUse{i};
  }
  for (const Conversion& row : kConversions) {
    if (plain_unit(row.spelling) != plain) continue;
    for (std::size_t i = 0; i < field.units.size(); ++i) {
      if (field.units[i].ucum == row.into) return UnitUse{i, row.mul, row.div};
    }
  }
  return std::nullopt;
}

}  // namespace nextline::sheet
