// SPDX-License-Identifier: Apache-2.0
// The map of foreign columns, `column-map/1` (interop.md B1): what each column of a file means.
//
//   {"schema": "column-map/1", "columns": [
//     {"from": "Ascites", "field": "ascites", "values": {"1": "none", "2": "mild", "3": "moderate_or_severe"}},
//     {"from": "Plt", "field": "platelets", "unit": "/uL"},
//     {"from": "Platelets", "field": "platelets", "units": [{"from": 1000, "unit": "/uL"}, {"unit": "10*9/L"}]},
//     {"from": "Bili", "field": "bilirubin", "unit_column": "Bili unit", "decimal": ",", "missing": ["CANCELED"]}]}
//
// `field` may also be "id", "given", "keep", "ignore" or "course.1.bilirubin". "checked": true says that a person has
// looked at the unit: the column is then read as it stands.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sheet/number_text.h"

namespace nextline::sheet {

struct UnitFrom {
  bool has_from = false;
  double from = 0;
  std::string unit;
};

struct MapColumn {
  std::string from;
  std::string field;
  std::string unit;
  std::string unit_column;
  std::vector<UnitFrom> units;
  std::vector<std::pair<std::string, std::string>> values;
  std::vector<std::string> missing;
  Decimal decimal = Decimal::kNotKnown;
  bool checked = false;
};

struct ColumnMap {
  std::vector<MapColumn> columns;
  std::vector<std::string> missing;  // of every column
};

// False, with one sentence in `error`, where the text is no column map. An empty text is an empty map.
[[nodiscard]] bool read_column_map(std::string_view json, ColumnMap& map, std::string& error);

}  // namespace nextline::sheet
