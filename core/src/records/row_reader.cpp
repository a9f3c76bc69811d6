// SPDX-License-Identifier: Apache-2.0
#include "records/row_reader.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "nextline/json_writer.h"
#include "patient/read_document.h"
#include "sheet/decoder.h"
#include "sheet/words_of.h"
#include "words/words.h"

namespace nextline::records {

using sheet::Broken;
using sheet::Decimal;
using sheet::find_boolean;
using sheet::find_unit_use;
using sheet::find_word;
using sheet::is_listed_missing;
using sheet::is_missing;
using sheet::joined;
using sheet::Meaning;
using sheet::NumberKind;
using sheet::NumberText;
using sheet::read_number_text;
using sheet::trimmed;
using sheet::units_of;
using sheet::UnitUse;
using sheet::word_id;

namespace {

constexpr double kWholeDay = 1;

// A whole number that no other is written as: up to 2^53 - 1.
bool is_exact(double number) {
  constexpr double kLargestWhole = 9007199254740991;
  return number == std::floor(number) && std::fabs(number) <= kLargestWhole;
}

// A day as spreadsheets count them, from 1900 with a 29 February that never was, as YYYY-MM-DD; empty: none.
std::string excel_day(double serial) {
  constexpr double kFirst = 61;      // 1 March 1900: what comes before is counted wrong
  constexpr double kLast = 2958465;  // 31 December 9999
  if (!(serial >= kFirst && serial < kLast + kWholeDay)) return {};
  // Days since 1 March of the year 0 (Howard Hinnant, chrono-compatible low-level date algorithms).
  constexpr std::int64_t kEpoch = 693899;  // 30 December 1899
  const std::int64_t days = static_cast<std::int64_t>(serial) + kEpoch;
  const std::int64_t era = days / 146097;
  const std::int64_t day_of_era = days % 146097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month_from_march = (5 * day_of_year + 2) / 153;
  const std::int64_t day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
  const std::int64_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  const std::int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  const auto padded = [](std::int64_t value, std::size_t width) {
    std::string text = std::to_string(value);
    return std::string(width > text.size() ? width - text.size() : 0, '0') + text;
  };
  return padded(year, 4) + '-' + padded(month, 2) + '-' + padded(day, 2);
}

// What the map of columns makes of a code; the text itself where it says nothing of it.
std::string_view translated(const Column& column, std::string_view text) {
  for (const auto& [code, meaning] : column.values) {
    if (text == code) return meaning;
  }
  if (column.values.empty()) return text;
  // "1.0" where the map says "1".
  const NumberText number = read_number_text(text, column.decimal);
  if (number.kind != NumberKind::kNumber || !number.unit.empty()) return text;
  for (const auto& [code, meaning] : column.values) {
    const NumberText other = read_number_text(code, column.decimal);
    if (other.kind == NumberKind::kNumber && other.unit.empty() && other.value == number.value) return meaning;
  }
  return text;
}

bool is_none(std::string_view text) { return joined(text) == "none" || text == "[]"; }

// Calls `use` with each part between the marks, trimmed.
template <class Use>
void for_parts(std::string_view text, std::string_view marks, Use use) {
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find_first_of(marks, begin), text.size());
    const std::string_view part = trimmed(text.substr(begin, end - begin));
    if (!part.empty()) use(part);
    begin = end + 1;
  }
}

// The id of the word that the text names; the text itself where it names none.
std::string_view known_word(const FieldSpec& field, std::string_view text) {
  const std::optional<std::size_t> word = find_word(field, text);
  return word ? word_id(field, *word) : text;
}

// Whether the text goes on behind the grade of its first event: "hypertension:2, gi_bleeding:4".
bool goes_on(std::string_view text) {
  const std::size_t colon = text.find(':');
  return colon != std::string_view::npos && text.find_first_of(",+", colon) != std::string_view::npos;
}

std::string_view member_of(std::string_view part) {
  part = trimmed(part);
  if (part.starts_with('!')) part = trimmed(part.substr(1));
  return part.substr(0, part.find(':'));
}

}  // namespace

std::string RowReader::label_of(const Column& column) {
  const std::string label(spec(column.field).label);
  if (!column.set) return label;
  return say("read.label_in_course"_words, {{"number", std::to_string(*column.set + 1)}, {"label", label}});
}

// An earlier set has no place for a text where its numbers belong.
void RowReader::problem(const Column& column, IssueCode code, std::string message, std::string_view cell) {
  const bool now = !column.set;
  problems_.push_back(
      {now ? column.field : "course"_f, code, std::move(message), now ? cell : std::string_view{}});
}

void RowReader::write_patient(std::string& out) const {
  JsonWriter json(out);
  json.begin_object();
  const JsonNode& patient = document_.nodes[patient_];
  for (std::uint32_t at = patient_ + 1; at < patient.next; at = document_.nodes[at + 1].next) {
    json.key_from_outside(document_.text_of(at));
    write_document(document_, at + 1, json);
  }
  for (const Problem& one : problems_) {
    if (!one.cell.empty()) json.field(spec(one.field).id, one.cell);
  }
  json.end_object();
}

void RowReader::read(const Plan& plan, const Block& block, const Record& record, RowInput& out) {
  out.error.clear();
  out.id = {};
  out.given = {};
  problems_.clear();
  build_.clear();
  patient_ = 0;
  if (record.broken == Broken::kTooLong) {
    out.error = say<"cohort.row_too_long">(std::to_string(sheet::kMaxRecordBytes));
    return;
  }
  if (record.broken == Broken::kQuoteNotClosed) {
    out.error = "cohort.row_open_quote"_text;
    return;
  }
  const std::size_t columns = plan.columns.size();
  if (plan.id && *plan.id < record.cells) out.id = block.cell(record, *plan.id);
  for (std::size_t i = columns; i < record.cells; ++i) {
    if (trimmed(block.cell(record, i)).empty()) continue;
    out.error = say<"cohort.row_too_many_cells">(std::to_string(record.cells), std::to_string(columns));
    return;
  }
  build_.open(JsonKind::kObject);
  bool course = false;
  for (std::size_t i = 0; i < columns && i < record.cells; ++i) {
    const Column& column = plan.columns[i];
    const std::string_view text = trimmed(block.cell(record, i));
    if (column.meaning == Meaning::kGiven) out.given = is_missing(text) ? std::string_view{} : text;
    course |= column.meaning == Meaning::kDate || (column.meaning == Meaning::kField && column.set);
    if (column.meaning != Meaning::kField || column.set) continue;
    const bool has_unit = column.unit_column && *column.unit_column < record.cells;
    read_cell(plan, column, text,
              has_unit ? trimmed(block.cell(record, *column.unit_column)) : std::string_view{});
  }
  if (course) read_course(plan, block, record);
  build_.close();
  read_patient(document_, 0, out.patient, out.issues);
  if (problems_.empty()) return;
  for (Problem& one : problems_) {
    out.patient[one.field].error = true;
    out.issues.push_back({one.code, one.field, std::string(spec(one.field).id), {}, std::move(one.message)});
  }
  sort_issues(out.issues);
}

void RowReader::read_course(const Plan& plan, const Block& block, const Record& record) {
  int sets = 0;
  for (const Column& column : plan.columns) {
    const bool counts = column.meaning == Meaning::kDate || column.meaning == Meaning::kField;
    if (counts && column.set) sets = std::max(sets, *column.set + 1);
  }
  bool opened = false;
  for (int set = 0; set < sets; ++set) {
    bool any = false;
    for (std::size_t i = 0; i < plan.columns.size() && i < record.cells; ++i) {
      const Column& column = plan.columns[i];
      if (column.set != set || (column.meaning != Meaning::kField && column.meaning != Meaning::kDate))
        continue;
      const std::string_view text = trimmed(block.cell(record, i));
      if (is_missing(text) || is_listed_missing(plan, column, text)) continue;
      if (!opened) {
        build_.key(spec("course"_f).id);
        build_.open(JsonKind::kArray);
        opened = true;
      }
      if (!any) build_.open(JsonKind::kObject);
      any = true;
      if (column.meaning == Meaning::kField) {
        read_cell(plan, column, text, {});
        continue;
      }
      build_.key("date");
      const NumberText number = read_number_text(text, Decimal::kPoint);
      const std::string day =
          column.excel_dates && number.kind == NumberKind::kNumber ? excel_day(number.value) : std::string();
      build_.string(day.empty() ? text : std::string_view(day));
    }
    if (any) build_.close();
  }
  if (opened) build_.close();
}

void RowReader::read_cell(const Plan& plan, const Column& column, std::string_view text,
                          std::string_view unit_text) {
  if (is_listed_missing(plan, column, text)) return;
  text = trimmed(translated(column, text));
  if (is_missing(text)) return;
  const FieldSpec& field = spec(column.field);
  if (!column.refused.empty()) {
    problem(column, IssueCode::kWrongType, say<"cohort.cell_refused">(label_of(column)), text);
    return;
  }
  switch (field.type) {
    case FieldType::kNumber:
    case FieldType::kInteger:
    case FieldType::kQuantity:
      read_number(column, text, unit_text);
      return;
    case FieldType::kBoolean: {
      const std::optional<bool> value = find_boolean(text);
      if (!value) {
        problem(column, IssueCode::kWrongType, say<"cohort.cell_boolean">(label_of(column), cut(text)), text);
        return;
      }
      build_.key(field.id);
      build_.value(*value ? JsonKind::kTrue : JsonKind::kFalse);
      return;
    }
    case FieldType::kEnum: {
      build_.key(field.id);
      build_.string(known_word(field, text));
      return;
    }
    case FieldType::kSet:
    case FieldType::kRegimenSet:
      read_set(column, text);
      return;
    case FieldType::kRegimens:
      read_regimens(column, text);
      return;
    case FieldType::kCourse:
      return;
  }
}

void RowReader::read_number(const Column& column, std::string_view text, std::string_view unit_text) {
  const FieldSpec& field = spec(column.field);
  const NumberText read = read_number_text(text, column.decimal);
  if (read.kind != NumberKind::kNumber) {
    const std::string label = label_of(column);
    problem(column, IssueCode::kWrongType,
            read.kind == NumberKind::kAmbiguous ? say<"cohort.cell_ambiguous">(label, cut(text))
            : read.kind == NumberKind::kDate    ? say<"cohort.cell_date">(label, cut(text))
                                                : say<"cohort.cell_number">(label, cut(text)),
            text);
    return;
  }
  // The cell's own unit before that of its row, of its size, of its column.
  UnitUse use = column.unit;
  const std::string_view said = !read.unit.empty() ? read.unit : unit_text;
  if (!said.empty() && (!read.unit.empty() || !is_missing(said))) {
    const std::optional<UnitUse> found = find_unit_use(field, said);
    if (!found) {
      problem(column, IssueCode::kUnknownUnit,
              say<"cohort.cell_unit">(label_of(column), cut(said), units_of(field)), text);
      return;
    }
    use = *found;
  } else {
    for (const auto& [from, unit] : column.units) {
      if (read.value >= from) use = unit;
    }
  }
  const double value = use.mul == use.div ? read.value : read.value * use.mul / use.div;
  build_.key(field.id);
  const auto number = [&] {
    if (value - value == 0) {
      build_.number(value);
    } else {
      build_.value(JsonKind::kNotFinite);
    }
  };
  if (use.unit == 0 && read.comparator == Comparator::kNone) {
    number();
    return;
  }
  build_.open(JsonKind::kObject);
  build_.key("value");
  number();
  build_.key("unit");
  build_.string(field.units[use.unit].ucum);
  if (read.comparator != Comparator::kNone) {
    build_.key("comparator");
    build_.string(id(read.comparator));
  }
  build_.close();
}

// One member: a word, "!word", "?", and of events with a grade and a state, "hepatitis:3:resolved".
void RowReader::read_member(const Column& column, std::string_view text, bool events) {
  const FieldSpec& field = spec(column.field);
  if (text == "?") {
    build_.string(text);
    return;
  }
  const bool denies = text.starts_with('!');
  if (denies) text = trimmed(text.substr(1));
  const std::size_t colon = events ? text.find(':') : std::string_view::npos;
  const std::string_view name = trimmed(text.substr(0, colon));
  const std::string_view known = known_word(field, name);
  if (denies) {
    build_.string('!' + std::string(known));
    return;
  }
  if (colon == std::string_view::npos) {
    build_.string(known);
    return;
  }
  std::string_view rest = text.substr(colon + 1);
  const std::string_view grade = trimmed(rest.substr(0, rest.find(':')));
  const std::string_view status =
      rest.find(':') == std::string_view::npos ? std::string_view{} : trimmed(rest.substr(rest.find(':') + 1));
  const NumberText number = read_number_text(grade, Decimal::kPoint);
  if (!is_missing(grade) && (number.kind != NumberKind::kNumber || !number.unit.empty())) {
    // What is there is there; the rest of the cell may say more, so it stands as a member that cannot be read.
    build_.string(known);
    build_.string(text);
    return;
  }
  build_.open(JsonKind::kObject);
  build_.key("event");
  build_.string(known);
  if (!is_missing(grade)) {
    build_.key("grade");
    build_.number(number.value);
  }
  if (!status.empty()) {
    const FieldSpec& words = spec("immune_adverse_event_status"_f);
    build_.key("status");
    build_.string(known_word(words, status));
  }
  build_.close();
}

void RowReader::read_set(const Column& column, std::string_view text) {
  const FieldSpec& field = spec(column.field);
  const bool events = field.event != EventDetail::kNone;
  const auto is_member = [&](std::string_view part) {
    return find_word(field, member_of(part)) && !(events && goes_on(part));
  };
  build_.key(field.id);
  build_.open(JsonKind::kArray);
  if (!is_none(text)) {
    std::string_view marks = ";|\n";
    // A comma or a plus between words; inside a label it is no mark.
    if (!is_member(text) && text.find_first_of(marks) == std::string_view::npos) {
      for (const std::string_view others :
           {std::string_view(","), std::string_view("+"), std::string_view(",+")}) {
        bool all = true;
        for_parts(text, others, [&](std::string_view part) { all &= part == "?" || is_member(part); });
        if (all) {
          marks = others;
          break;
        }
      }
    }
    for_parts(text, marks, [&](std::string_view part) { read_member(column, part, events); });
  }
  build_.close();
}

// "A > B", "A; B", "1. A 2. B": first line first.
void RowReader::read_regimens(const Column& column, std::string_view text) {
  const FieldSpec& field = spec(column.field);
  std::string plain(text);
  for (const std::string_view arrow : {std::string_view("\xE2\x86\x92"), std::string_view("->")}) {
    for (std::size_t at = plain.find(arrow); at != std::string::npos; at = plain.find(arrow, at)) {
      plain.replace(at, arrow.size(), ">");
    }
  }
  // Numbers before the lines.
  int next = 1;
  for (std::size_t at = 0; at < plain.size(); ++at) {
    const std::string number = std::to_string(next);
    const bool begins = at == 0 || plain[at - 1] == ' ' || plain[at - 1] == ',';
    if (!begins || plain.compare(at, number.size(), number) != 0) continue;
    const std::size_t end = at + number.size();
    if (end >= plain.size() || (plain[end] != '.' && plain[end] != ')')) continue;
    if (next == 1 && at != 0) break;
    plain.replace(at, number.size() + 1, ">");
    ++next;
  }
  build_.key(field.id);
  build_.open(JsonKind::kArray);
  if (!is_none(text)) {
    for_parts(plain, ">;|\n", [&](std::string_view part) {
      while (part.ends_with(',')) part = trimmed(part.substr(0, part.size() - 1));
      build_.string(known_word(field, part));
    });
  }
  build_.close();
}

void RowReader::read_json(std::string_view line, RowInput& out) {
  out.error.clear();
  out.id = {};
  out.given = {};
  problems_.clear();
  patient_ = 0;
  if (!read_document(line, document_, out.error)) return;
  if (!find_patient(document_, Holder::kCaseOrRow, patient_, out.error)) return;
  // What stands around a patient.
  if (patient_ != 0) {
    for (std::uint32_t key = 1; key < document_.nodes[0].next; key = document_.nodes[key + 1].next) {
      const bool is_text = document_.nodes[key + 1].kind == JsonKind::kString;
      if (document_.text_of(key) == "id" && is_text) out.id = document_.text_of(key + 1);
      const JsonNode& value = document_.nodes[key + 1];
      if (document_.text_of(key) == "id" && value.kind == JsonKind::kNumber && is_exact(value.number)) {
        number_id_.clear();
        append_number(number_id_, value.number);
        out.id = number_id_;
      }
      if (document_.text_of(key) == "given" && is_text) out.given = document_.text_of(key + 1);
    }
  }
  read_patient(document_, patient_, out.patient, out.issues);
}

}  // namespace nextline::records
