// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "knowledge/tables.h"

namespace nextline::knowledge {

namespace {
template <class Row>
int find_by_id(std::span<const Row> rows, std::string_view id) {
  const auto at = std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.id == id; });
  return at == rows.end() ? -1 : static_cast<int>(at - rows.begin());
}
}  // namespace

int find_regimen(std::string_view id) { return find_by_id(regimens(), id); }
int regimen_count() { return static_cast<int>(regimens().size()); }
std::string_view regimen_id(int index) { return regimens()[static_cast<std::size_t>(index)].id; }
std::string_view regimen_label(int index) { return regimens()[static_cast<std::size_t>(index)].label; }
int find_option(std::string_view id) { return find_by_id(options(), id); }

}  // namespace nextline::knowledge
