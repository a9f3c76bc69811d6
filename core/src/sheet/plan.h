// SPDX-License-Identifier: Apache-2.0
// What each column of a table means, decided once, before the first row is judged: from the header, the map of columns and
// the first rows. What cannot be decided is said and not read, never guessed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "nextline/fields.h"
#include "sheet/column_map.h"
#include "sheet/number_text.h"
#include "sheet/splitter.h"
#include "sheet/unit_conversions.h"

namespace nextline::sheet {

// So many rows are looked at before the first is judged.
inline constexpr std::size_t kSampleRows = 1000;

enum class Meaning : std::uint8_t {
  kIgnored,
  kKept,   // passed on as it stands
  kId,     // the row's name, likewise
  kGiven,  // the option that was chosen
  kField,
  kDate,       // of an earlier laboratory set
  kUnitOfRow,  // the unit of another column's number
};

struct Column {
  std::string name;  // as it stands in the header
  Meaning meaning = Meaning::kIgnored;
  Field field{};
  std::optional<int> set = {};                  // earlier laboratory set, from 0; none: now
  bool unit_said = false;                       // in the header or the map
  UnitUse unit = {};                            // of a bare number
  std::optional<std::size_t> unit_column = {};  // where each row says its unit
  bool excel_dates = false;                     // days since 1900 as spreadsheets count them
  bool checked = false;
  Decimal decimal = Decimal::kNotKnown;
  std::vector<std::pair<double, UnitUse>> units;  // by the size of the number, smallest first
  std::vector<std::pair<std::string, std::string>> values;
  std::vector<std::string> missing;
  std::string refused;  // why nothing of it is read; empty: it is
};

struct Plan;

// Whether the user or the map of columns has said that this text stands for "not known", whatever its case.
[[nodiscard]] bool is_listed_missing(const Plan& plan, const Column& column, std::string_view text);

struct PlanOptions {
  Decimal decimal = Decimal::kNotKnown;
  std::vector<std::string> missing;
  std::vector<std::string> keep;  // names of columns; "*": all that are no fields
  ColumnMap map;
};

struct Plan {
  std::vector<Column> columns;
  std::vector<std::string> missing;    // of every column
  std::vector<std::string> notices;    // sentences about the file
  std::optional<std::size_t> id = {};  // places of columns
  std::optional<std::size_t> given = {};
  std::vector<std::size_t> kept;
};

// False, with one sentence in `error`, where the table cannot be read at all: no column is a field, two are the same one.
// `rows` are the first records behind the header.
[[nodiscard]] bool make_plan(const PlanOptions& options, const Block& block, const Record& header,
                             std::size_t rows_from, Plan& plan, std::string& error);

// What was decided, with some cells of each column and what an unknown one may be: "cohort-plan/1". `unread`: of each column
// cells that are no value of its field; `error`: why the table is not read; empty: it is.
void write_plan(const Plan& plan, const Block& block, std::size_t rows_from, char delimiter,
                const std::vector<std::vector<std::string_view>>& unread, std::string_view error,
                std::string& out);

// The delimiter of the text, from its first records: a line "sep=;" says it; else the one that stands in most records
// equally often. `skip`: bytes of that line.
[[nodiscard]] char find_delimiter(std::string_view text, std::size_t& skip);

}  // namespace nextline::sheet
