// SPDX-License-Identifier: Apache-2.0
#include "sheet/plan.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "nextline/json_writer.h"
#include "nextline/numbers.h"
#include "sheet/words_of.h"
#include "words/units.h"
#include "words/words.h"

namespace nextline::sheet {

namespace {

constexpr std::size_t kNamedAtMost = 20;  // columns in one sentence

bool is_number(const FieldSpec& field) {
  return field.type == FieldType::kNumber || field.type == FieldType::kInteger ||
         field.type == FieldType::kQuantity;
}

std::string lower_id(std::string_view text) {
  std::string out;
  for (const char c : text) {
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c == ' ' || c == '-' ? '_' : c;
  }
  return out;
}

bool find_field_name(std::string_view name, Field& out) {
  if (find_field(lower_id(name), out)) return true;
  const std::string wanted = joined(name);
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    if (joined(kFields[i].label) != wanted && joined(kFields[i].id) != wanted) continue;
    out = Field{static_cast<std::uint8_t>(i)};
    return true;
  }
  return false;
}

// "course.2.bilirubin": the set from 0, and what is left.
bool take_set(std::string_view& name, std::optional<int>& set) {
  constexpr std::string_view kCourse = "course.";
  if (!lower_id(name.substr(0, kCourse.size())).starts_with(kCourse)) return false;
  const std::string_view rest = name.substr(kCourse.size());
  int number = 0;
  const auto [end, failed] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
  const auto used = static_cast<std::size_t>(end - rest.data());
  if (failed != std::errc() || number < 1 || number > 1000 || used >= rest.size() || rest[used] != '.')
    return false;
  set = number - 1;
  name = rest.substr(used + 1);
  return true;
}

// "a, b and 3 more".
std::string named(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size() && i < kNamedAtMost; ++i) {
    if (i != 0) out += ", ";
    out += names[i];
  }
  if (names.size() > kNamedAtMost)
    return say<"cohort.and_more">(out, std::to_string(names.size() - kNamedAtMost));
  return out;
}

class Planner {
 public:
  Planner(const PlanOptions& options, const Block& block, const Record& header, std::size_t rows_from,
          Plan& plan, std::string& error)
      : options_(options), block_(block), header_(header), rows_from_(rows_from), plan_(plan), error_(error) {}

  bool make() {
    plan_ = {};
    plan_.missing = options_.missing;
    for (const std::string& one : options_.map.missing) plan_.missing.push_back(one);
    std::size_t count = header_.cells;
    while (count > 0 && trimmed(block_.cell(header_, count - 1)).empty() && is_empty_column(count - 1)) --count;
    for (std::size_t i = 0; i < count; ++i) {
      plan_.columns.emplace_back().name = trimmed(block_.cell(header_, i));
    }
    for (std::size_t i = 0; i < count; ++i) {
      if (!place_column(i)) return false;
    }
    if (!link_unit_columns() || !check_map() || !check_twice()) return false;
    say_unknown();
    if (std::none_of(plan_.columns.begin(), plan_.columns.end(),
                     [](const Column& column) { return column.meaning == Meaning::kField; })) {
      error_ = "cohort.no_field"_text;
      return false;
    }
    if (second_line_is_units()) {
      error_ = "cohort.units_in_second_line"_text;
      return false;
    }
    settle_decimals();
    for (std::size_t i = 0; i < count; ++i) {
      Column& column = plan_.columns[i];
      if (column.meaning != Meaning::kField) continue;
      if (is_number(spec(column.field))) question_unit(i, column);
      if (spec(column.field).type == FieldType::kBoolean) question_codes(i, column);
      if (column.field == "sex"_f) question_letters(i, column);
      if (!column.refused.empty()) plan_.notices.push_back(column.refused);
    }
    return true;
  }

 private:
  template <class Use>
  void for_cells(std::size_t column, Use use) const {
    const std::size_t last = std::min(block_.records.size(), rows_from_ + kSampleRows);
    for (std::size_t r = rows_from_; r < last; ++r) {
      const Record& record = block_.records[r];
      if (column >= record.cells) continue;
      const std::string_view text = trimmed(block_.cell(record, column));
      // What stands for "not known" shows nothing of its column.
      if (!is_listed_missing(plan_, plan_.columns[column], text)) use(text);
    }
  }

  [[nodiscard]] bool is_empty_column(std::size_t column) const {
    const std::size_t last = std::min(block_.records.size(), rows_from_ + kSampleRows);
    for (std::size_t r = rows_from_; r < last; ++r) {
      const Record& record = block_.records[r];
      if (column < record.cells && !trimmed(block_.cell(record, column)).empty()) return false;
    }
    return true;
  }

  const MapColumn* mapped(std::string_view name) const {
    for (const MapColumn& row : options_.map.columns) {
      if (row.from == name) return &row;
    }
    const std::string wanted = joined(name);
    for (const MapColumn& row : options_.map.columns) {
      if (joined(row.from) == wanted) return &row;
    }
    return nullptr;
  }

  bool refuse(std::string sentence) {
    error_ = std::move(sentence);
    return false;
  }

  bool place_column(std::size_t i) {
    Column& column = plan_.columns[i];
    std::string name = column.name;
    std::string unit;
    if (const MapColumn* row = mapped(column.name)) {
      name = row->field;
      unit = row->unit;
      column.values = row->values;
      column.missing = row->missing;
      column.checked = row->checked;
      column.decimal = row->decimal;
      if (!place_name(i, name, unit)) return false;
      if (column.meaning == Meaning::kIgnored && name != "ignore") {
        return refuse(say<"cohort.map_no_such_field">(cut(column.name), cut(name)));
      }
      return set_units(*row, column);
    }
    split_unit(name, unit);
    return place_name(i, name, unit);
  }

  // "albumin[g/L]", "albumin (g/L)".
  static void split_unit(std::string& name, std::string& unit) {
    constexpr std::string_view kPairs[] = {"[]", "()"};
    for (const std::string_view pair : kPairs) {
      const std::size_t open = name.find(pair[0]);
      if (open == std::string::npos || open == 0 || name.back() != pair[1]) continue;
      unit = trimmed(std::string_view(name).substr(open + 1, name.size() - open - 2));
      name = trimmed(std::string_view(name).substr(0, open));
      return;
    }
  }

  bool place_name(std::size_t i, std::string_view name, std::string_view unit) {
    Column& column = plan_.columns[i];
    const std::string small = lower_id(name);
    if (small == "id") {
      if (plan_.id) return refuse(say<"cohort.twice">("id"));
      column.meaning = Meaning::kId;
      plan_.id = i;
      return true;
    }
    if (small == "given") {
      if (plan_.given) return refuse(say<"cohort.twice">("given"));
      column.meaning = Meaning::kGiven;
      plan_.given = i;
      return true;
    }
    if (small == "keep") {
      column.meaning = Meaning::kKept;
      return true;
    }
    if (small == "ignore") return true;
    std::string_view rest = name;
    const bool course = take_set(rest, column.set);
    if (course && lower_id(rest) == "date") {
      column.meaning = Meaning::kDate;
      column.excel_dates = lower_id(unit) == "excel";
      return true;
    }
    Field field{};
    if (!find_field_name(rest, field) || (course && !spec(field).in_course) ||
        (!course && spec(field).type == FieldType::kCourse)) {
      column.set.reset();
      return true;
    }
    column.meaning = Meaning::kField;
    column.field = field;
    if (unit.empty() || !is_number(spec(field))) return true;
    column.unit_said = true;
    if (const std::optional<UnitUse> use = find_unit_use(spec(field), unit)) {
      column.unit = *use;
    } else {
      column.refused = say<"cohort.unknown_unit">(column.name, cut(unit), units_of(spec(field)));
    }
    return true;
  }

  bool set_units(const MapColumn& row, Column& column) {
    if (column.meaning != Meaning::kField) return true;
    for (const UnitFrom& one : row.units) {
      const std::optional<UnitUse> use = find_unit_use(spec(column.field), one.unit);
      if (!use) {
        return refuse(say<"cohort.unknown_unit">(column.name, cut(one.unit), units_of(spec(column.field))));
      }
      // Without `from` for all that is smaller.
      column.units.emplace_back(one.has_from ? one.from : -1e300, *use);
    }
    std::stable_sort(column.units.begin(), column.units.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    if (!column.units.empty() && column.units.front().first > -1e299) {
      column.units.insert(column.units.begin(), {-1e300, column.unit});
    }
    return true;
  }

  bool link_unit_columns() {
    for (Column& column : plan_.columns) {
      const MapColumn* row = mapped(column.name);
      if (row == nullptr || row->unit_column.empty() || column.meaning != Meaning::kField) continue;
      for (std::size_t i = 0; i < plan_.columns.size(); ++i) {
        if (plan_.columns[i].name != row->unit_column) continue;
        plan_.columns[i].meaning = Meaning::kUnitOfRow;
        column.unit_column = i;
      }
      if (!column.unit_column) return refuse(say<"cohort.map_no_column">(cut(row->unit_column)));
    }
    return true;
  }

  // A column that the map speaks of and the file does not have: the file is another one, or the name is misspelt.
  bool check_map() {
    for (const MapColumn& row : options_.map.columns) {
      const std::string wanted = joined(row.from);
      if (std::none_of(plan_.columns.begin(), plan_.columns.end(), [&](const Column& column) {
            return column.name == row.from || joined(column.name) == wanted;
          })) {
        plan_.notices.push_back(say<"cohort.map_no_column">(cut(row.from)));
      }
    }
    return true;
  }

  bool check_twice() {
    for (std::size_t i = 0; i < plan_.columns.size(); ++i) {
      const Column& a = plan_.columns[i];
      if (a.meaning != Meaning::kField && a.meaning != Meaning::kDate) continue;
      for (std::size_t j = i + 1; j < plan_.columns.size(); ++j) {
        const Column& b = plan_.columns[j];
        if (a.meaning == b.meaning && a.set == b.set && (a.meaning == Meaning::kDate || a.field == b.field)) {
          return refuse(say<"cohort.two_columns">(cut(a.name), cut(b.name)));
        }
      }
    }
    return true;
  }

  // The first column that is no field is the row's name; the others are named once.
  void say_unknown() {
    std::vector<std::string> unknown;
    for (std::size_t i = 0; i < plan_.columns.size(); ++i) {
      Column& column = plan_.columns[i];
      if (column.meaning == Meaning::kKept) plan_.kept.push_back(i);
      if (column.meaning != Meaning::kIgnored) continue;
      const MapColumn* row = mapped(column.name);
      if (row != nullptr && row->field == "ignore") continue;
      if (i == 0 && !plan_.id) {
        column.meaning = Meaning::kId;
        plan_.id = 0;
        continue;
      }
      const auto& keep = options_.keep;
      if (std::find(keep.begin(), keep.end(), column.name) != keep.end() ||
          std::find(keep.begin(), keep.end(), "*") != keep.end()) {
        column.meaning = Meaning::kKept;
        plan_.kept.push_back(i);
        continue;
      }
      std::string name = '"' + cut(column.name) + '"';
      const std::string_view hint = likely_field(column.name);
      if (!hint.empty()) name = say<"cohort.nearest">(name, hint);
      unknown.push_back(std::move(name));
    }
    if (!unknown.empty()) plan_.notices.push_back(say<"cohort.unknown_columns">(named(unknown)));
  }

  // Cells of numbers in which nothing but units of their fields stands: a header on two lines.
  [[nodiscard]] bool second_line_is_units() const {
    if (rows_from_ >= block_.records.size()) return false;
    const Record& record = block_.records[rows_from_];
    std::size_t units = 0;
    for (std::size_t i = 0; i < plan_.columns.size() && i < record.cells; ++i) {
      const Column& column = plan_.columns[i];
      if (column.meaning != Meaning::kField || !is_number(spec(column.field))) continue;
      const std::string_view text = trimmed(block_.cell(record, i));
      if (is_missing(text)) continue;
      if (!find_unit_use(spec(column.field), text) ||
          read_number_text(text, Decimal::kNotKnown).kind == NumberKind::kNumber) {
        return false;
      }
      ++units;
    }
    return units >= 2;
  }

  // A column that shows nothing of its marks stands in a file: among decimal commas "1.234" is a thousand as well.
  void settle_decimals() {
    bool comma = false;
    bool point = false;
    const auto numbers = [&](auto use) {
      for (std::size_t i = 0; i < plan_.columns.size(); ++i) {
        Column& column = plan_.columns[i];
        if (column.meaning == Meaning::kField && is_number(spec(column.field))) use(i, column);
      }
    };
    numbers([&](std::size_t i, Column& column) {
      settle_decimal(i, column);
      comma |= column.decimal == Decimal::kComma;
      point |= column.decimal == Decimal::kPoint;
    });
    if (!comma || point) return;
    numbers([&](std::size_t, Column& column) {
      if (column.decimal == Decimal::kNotKnown) column.decimal = Decimal::kBoth;
    });
  }

  void settle_decimal(std::size_t i, Column& column) {
    if (column.decimal == Decimal::kNotKnown) column.decimal = options_.decimal;
    if (column.decimal != Decimal::kNotKnown) return;
    bool point = false;
    bool comma = false;
    for_cells(i, [&](std::string_view text) {
      const Decimal shows = read_number_text(text, Decimal::kNotKnown).shows;
      point |= shows == Decimal::kPoint;
      comma |= shows == Decimal::kComma;
    });
    if (point) column.decimal = comma ? Decimal::kBoth : Decimal::kPoint;
    if (comma && !point) column.decimal = Decimal::kComma;
    if (point && comma) plan_.notices.push_back(say<"cohort.both_marks">(cut(column.name)));
  }

  // Whether its numbers are ordinary in the unit that they are read in. Where most would be ordinary in another one, or some
  // in the one and some in the other, nothing of it is read until somebody says which.
  void question_unit(std::size_t i, Column& column) {
    const FieldSpec& field = spec(column.field);
    if (!column.refused.empty() || column.checked || !column.units.empty() || column.unit_column) return;
    std::size_t count = 0;
    std::size_t ordinary = 0;
    std::size_t clear = 0;     // impossible or unlikely in its unit, and ordinary in another one
    std::size_t doubtful = 0;  // possible in its unit, and much like the other one
    std::vector<std::pair<std::string_view, std::size_t>> others;
    const std::vector<Alternative> alternatives = alternatives_of(field, column.unit);
    for_cells(i, [&](std::string_view text) {
      const NumberText read = read_number_text(text, column.decimal);
      if (read.kind != NumberKind::kNumber || !read.unit.empty() || read.comparator != Comparator::kNone)
        return;
      ++count;
      const bool plausible = is_ordinary(field, column.unit, read.value);
      const std::string_view other = other_unit(field, column.unit, alternatives, read.value);
      if (plausible && !is_slip(field, column.unit, read.value)) {
        ++ordinary;
        return;
      }
      if (other.empty()) return;
      ++(plausible ? doubtful : clear);
      const auto at =
          std::find_if(others.begin(), others.end(), [&](const auto& one) { return one.first == other; });
      if (at == others.end()) {
        others.emplace_back(other, 1);
      } else {
        ++at->second;
      }
    });
    // One or two are slips of the finger, which are issues of their rows. High values that are possible count less: a
    // twentieth of a clinic may be jaundiced, a quarter is not.
    const std::size_t few = std::max<std::size_t>(3, count / 20);
    if (clear >= few || clear + doubtful >= std::max<std::size_t>(3, count / 4)) {
      const auto most = std::max_element(others.begin(), others.end(),
                                         [](const auto& a, const auto& b) { return a.second < b.second; });
      const std::string_view unit = field.units[static_cast<std::size_t>(column.unit.unit)].ucum;
      const std::string said(printed_unit(unit).empty() ? unit : printed_unit(unit));
      const std::string other(printed_unit(most->first));
      column.refused = ordinary >= few ? say<"cohort.mixed_units">(cut(column.name), said, other)
                                       : say<"cohort.other_unit">(cut(column.name), said, other);
      return;
    }
    if (!column.unit_said && field.units.size() > 1 && count != 0 && different_scales(field)) {
      plan_.notices.push_back(say<"cohort.unit_taken">(cut(column.name), printed_unit(field.units[0].ucum)));
    }
  }

  // 1 is yes where 0 is no. Where other codes stand beside it, nobody knows what it means: 1 and 2 are yes and no in one
  // table and no and yes in the next.
  void question_codes(std::size_t i, Column& column) {
    if (!column.values.empty() || column.checked) return;
    if (column.name.find('=') != std::string_view::npos && !says_usual_codes(column.name)) {
      column.refused = say<"cohort.coded_header">(cut(column.name));
      return;
    }
    bool one = false;
    std::string other;
    for_cells(i, [&](std::string_view text) {
      const NumberText number = read_number_text(text, Decimal::kPoint);
      if (number.kind != NumberKind::kNumber) return;
      if (number.value == 1) one = true;
      if (number.value != 1 && number.value != 0 && other.empty()) other = text;
    });
    if (one && !other.empty()) column.refused = say<"cohort.unknown_codes">(cut(column.name), cut(other));
  }

  // "(0=no, 1=yes)", in any order and with any marks between them: as they are read.
  static bool says_usual_codes(std::string_view name) {
    const std::string plain = joined(name);
    return plain.find("0=no") != std::string::npos && plain.find("1=yes") != std::string::npos;
  }

  // M and F, or H and F; an H beside an M leaves open in which language it is an M.
  void question_letters(std::size_t i, Column& column) {
    if (!column.values.empty() || column.checked) return;
    bool h = false;
    bool m = false;
    for_cells(i, [&](std::string_view text) {
      h |= text == "H" || text == "h";
      m |= text == "M" || text == "m";
    });
    if (h && m) column.refused = say<"cohort.letters">(cut(column.name));
  }

  // Units that mean the same number need no word.
  static bool different_scales(const FieldSpec& field) {
    return std::any_of(field.units.begin(), field.units.end(),
                       [](const Unit& unit) { return unit.mul != unit.div; });
  }

  static double in_first(const FieldSpec& field, const UnitUse& use, double value) {
    const Unit& unit = field.units[use.unit];
    return value * use.mul / use.div * unit.mul / unit.div;
  }

  static bool is_ordinary(const FieldSpec& field, const UnitUse& use, double value) {
    const double first = in_first(field, use, value);
    return compare(first, field.soft.low) >= 0 && compare(first, field.soft.high) <= 0;
  }

  // In the sense of the field's own slips: "38 g/dL".
  static bool is_slip(const FieldSpec& field, const UnitUse& use, double value) {
    return std::any_of(field.slips.begin(), field.slips.end(), [&](const Slip& slip) {
      if (slip.entered != use.unit || use.mul != use.div) return false;
      const int from = compare(value, slip.from);
      return (from > 0 || (from == 0 && slip.from_included)) && compare(value, slip.to) <= 0;
    });
  }

  // Another unit of the field, far enough from the one that is said to tell them apart.
  struct Alternative {
    std::string_view spelling;
    UnitUse use;
  };

  static std::vector<Alternative> alternatives_of(const FieldSpec& field, const UnitUse& said) {
    constexpr double kLeast = 5;
    std::vector<Alternative> far;
    for (const std::string_view spelling : spellings_of(field)) {
      const std::optional<UnitUse> use = find_unit_use(field, spelling);
      if (!use) continue;
      const double ratio = in_first(field, *use, 1) / in_first(field, said, 1);
      if (ratio >= kLeast || ratio <= 1 / kLeast) far.push_back({spelling, *use});
    }
    return far;
  }

  // The unit in which the number would be an ordinary one; empty: none.
  static std::string_view other_unit(const FieldSpec& field, const UnitUse& use,
                                     const std::vector<Alternative>& alternatives, double value) {
    for (const Slip& slip : field.slips) {
      if (slip.entered != use.unit || use.mul != use.div) continue;
      const int from = compare(value, slip.from);
      if ((from > 0 || (from == 0 && slip.from_included)) && compare(value, slip.to) <= 0) return slip.unit;
    }
    for (const Alternative& one : alternatives) {
      if (is_ordinary(field, one.use, value)) return one.spelling;
    }
    return {};
  }

  const PlanOptions& options_;
  const Block& block_;
  const Record& header_;
  std::size_t rows_from_;
  Plan& plan_;
  std::string& error_;
};

}  // namespace

bool is_listed_missing(const Plan& plan, const Column& column, std::string_view text) {
  const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  const auto holds = [&](const std::vector<std::string>& words) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
      return word.size() == text.size() && std::equal(word.begin(), word.end(), text.begin(),
                                                      [&](char a, char b) { return small(a) == small(b); });
    });
  };
  return holds(plan.missing) || holds(column.missing);
}

bool make_plan(const PlanOptions& options, const Block& block, const Record& header, std::size_t rows_from,
               Plan& plan, std::string& error) {
  return Planner(options, block, header, rows_from, plan, error).make();
}

namespace {

constexpr std::size_t kSamples = 5;

std::string_view id_of(Meaning meaning) {
  switch (meaning) {
    case Meaning::kKept:
      return "keep";
    case Meaning::kId:
      return "id";
    case Meaning::kGiven:
      return "given";
    case Meaning::kField:
      return "field";
    case Meaning::kDate:
      return "date";
    case Meaning::kUnitOfRow:
      return "unit";
    case Meaning::kIgnored:
      break;
  }
  return "ignore";
}

std::string_view id_of(Decimal decimal) {
  return decimal == Decimal::kPoint ? "." : decimal == Decimal::kComma ? "," : std::string_view{};
}

}  // namespace

void write_plan(const Plan& plan, const Block& block, std::size_t rows_from, char delimiter,
                const std::vector<std::vector<std::string_view>>& unread, std::string_view error,
                std::string& out) {
  JsonWriter json(out);
  json.begin_object();
  json.field("schema", "cohort-plan/1");
  json.field_or_null("delimiter", delimiter == '\n' ? std::string_view{} : std::string_view(&delimiter, 1));
  json.field_or_null("error", error);
  json.key("notices");
  json.begin_array();
  for (const std::string& notice : plan.notices) json.string(notice);
  json.end_array();
  json.key("columns");
  json.begin_array();
  for (std::size_t i = 0; i < plan.columns.size(); ++i) {
    const Column& column = plan.columns[i];
    const bool field = column.meaning == Meaning::kField;
    json.begin_object();
    json.field("name", column.name);
    json.field("meaning", id_of(column.meaning));
    json.field_or_null("field", field ? spec(column.field).id : std::string_view{});
    json.key("set");
    if (column.set) {
      json.integer(*column.set + 1);
    } else {
      json.null();
    }
    const bool number = field && is_number(spec(column.field));
    json.field_or_null("unit", number ? spelling_of(spec(column.field), column.unit) : std::string_view{});
    json.key("units");
    json.begin_array();
    if (number) {
      for (const std::string_view unit : spellings_of(spec(column.field))) json.string(unit);
    }
    json.end_array();
    json.key("unit_said");
    json.boolean(column.unit_said);
    json.field_or_null("decimal", id_of(column.decimal));
    json.field_or_null("refused", column.refused);
    json.field_or_null("proposal",
                       column.meaning == Meaning::kIgnored ? likely_field(column.name) : std::string_view{});
    json.key("samples");
    json.begin_array();
    std::vector<std::string_view> seen;
    for (std::size_t r = rows_from; r < block.records.size() && seen.size() < kSamples; ++r) {
      if (i >= block.records[r].cells) continue;
      const std::string_view text = trimmed(block.cell(block.records[r], i));
      if (text.empty() || std::find(seen.begin(), seen.end(), text) != seen.end()) continue;
      seen.push_back(text);
      json.string(cut(text));
    }
    json.end_array();
    json.key("unread");
    json.begin_array();
    if (i < unread.size()) {
      for (const std::string_view text : unread[i]) json.string(cut(text));
    }
    json.end_array();
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

char find_delimiter(std::string_view text, std::size_t& skip) {
  skip = 0;
  // "sep=;" as spreadsheets write it.
  if (text.size() >= 5 && lower_id(text.substr(0, 4)) == "sep=" && text[4] != '\n' && text[4] != '\r') {
    std::size_t end = 5;
    if (end == text.size() || text[end] == '\n' || text[end] == '\r') {
      while (end < text.size() && (text[end] == '\n' || text[end] == '\r')) ++end;
      skip = end;
      return text[4];
    }
  }
  constexpr std::size_t kRecords = 50;
  constexpr std::string_view kCandidates = ",;\t|";
  char best = ',';
  std::size_t best_alike = 0;
  for (const char candidate : kCandidates) {
    Splitter splitter(candidate);
    Block block;
    // So much holds fifty records of any ordinary width.
    splitter.feed(text, block);
    splitter.finish(block);
    std::vector<std::size_t> cells;
    for (std::size_t i = 0; i < block.records.size() && i < kRecords; ++i)
      cells.push_back(block.records[i].cells);
    // The count that most have, among those of two cells and more.
    std::size_t alike = 0;
    for (const std::size_t count : cells) {
      if (count < 2) continue;
      alike = std::max(alike, static_cast<std::size_t>(std::count(cells.begin(), cells.end(), count)));
    }
    if (alike > best_alike) {
      best = candidate;
      best_alike = alike;
    }
  }
  return best;
}

}  // namespace nextline::sheet
