// SPDX-License-Identifier: Apache-2.0
// From a document to a patient. What cannot be used becomes an issue, never a guess.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "json/document.h"
#include "knowledge/tables.h"
#include "nextline/json_writer.h"
#include "nextline/numbers.h"
#include "nextline/patient.h"
#include "numbers/date.h"
#include "numbers/sort.h"
#include "patient/contradictions.h"
#include "patient/nearest.h"
#include "patient/read_document.h"
#include "patient/unit_spelling.h"
#include "words/units.h"
#include "words/words.h"

namespace nextline {

namespace {

// The output stays small whatever comes in: at most so many issues of one code for one field, of
// unknown keys, and entries of the course. Everything beyond is still read, and as unknown as if it
// were reported.
constexpr int kMaxIssuesPerField = 100;
constexpr int kMaxUnknownKeys = 200;
constexpr std::uint32_t kMaxCourseEntries = 1000;
// A set has far fewer words; a longer one is told once and read as one with a bad member.
constexpr std::uint32_t kMaxMembers = 100;
constexpr std::size_t kCodes = static_cast<std::size_t>(IssueCode::kContradiction) + 1;

// Conversions closer to 1 than this (AFP in IU, 1.21) are no explanation of a strange value.
constexpr double kLeastSlip = 5;

// An open end lies this far inside, where compare() tells it from the end itself.
constexpr double kOpenEnd = 2e-9;

// All states: what an event says of its own could not be read.
constexpr std::uint8_t kUnreadStatus = (1U << spec("immune_adverse_event_status"_f).words.size()) - 1;

// Where a value stands: on top, or in an earlier laboratory set.
struct Place {
  Field field{};
  std::optional<int> set = {};
};

IssueParam text_param(std::string_view name, std::string_view text) { return {name, cut(text), 0, false}; }
IssueParam number_param(std::string_view name, double number) { return {name, {}, number, true}; }

std::string number_text(double number) {
  std::string out;
  append_number(out, number);
  return cut(out);
}

// "38 g/L", "1.2", "17 years".
std::string with_unit(double number, std::string_view ucum) {
  std::string out = number_text(number);
  const std::string_view unit = printed_unit(ucum);
  if (!unit.empty()) (out += ' ') += unit;
  return out;
}

// "a, b or c".
template <class List, class TextOf>
std::string either(const List& list, TextOf text_of) {
  std::string out;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (i != 0) out += i + 1 == list.size() ? " or " : ", ";
    out += text_of(list[i]);
  }
  return out;
}

std::string words_text(const FieldSpec& field) {
  return either(field.words, [](const Word& word) { return word.id; });
}

std::string expected(const FieldSpec& field) {
  switch (field.type) {
    case FieldType::kNumber:
      return say("expect.number"_words);
    case FieldType::kInteger:
      return say("expect.integer"_words);
    case FieldType::kQuantity:
      return say("expect.quantity"_words, {{"unit", std::string(field.units[0].ucum)}});
    case FieldType::kBoolean:
      return say("expect.boolean"_words);
    case FieldType::kEnum:
      return say("expect.enum"_words, {{"words", words_text(field)}});
    case FieldType::kSet:
      return say("expect.set"_words, {{"words", words_text(field)}});
    case FieldType::kRegimens:
      return say("expect.regimens"_words);
    case FieldType::kRegimenSet:
      return say("expect.regimen_set"_words);
    case FieldType::kCourse:
      return say("expect.course"_words);
  }
  return {};
}

Words found_message(JsonKind kind) {
  switch (kind) {
    case JsonKind::kNull:
      return "found.null"_words;
    case JsonKind::kFalse:
    case JsonKind::kTrue:
      return "found.boolean"_words;
    case JsonKind::kNumber:
    case JsonKind::kNotFinite:
      return "found.number"_words;
    case JsonKind::kArray:
      return "found.list"_words;
    case JsonKind::kObject:
      return "found.object"_words;
    case JsonKind::kString:
    case JsonKind::kKey:
      break;
  }
  return "found.text"_words;
}

std::string_view word_id(const FieldSpec& field, std::size_t i) { return field.words[i].id; }
std::string_view regimen_id(std::size_t i) { return knowledge::regimens()[i].id; }

Comparator find_comparator(std::string_view text) {
  for (const Comparator one :
       {Comparator::kLess, Comparator::kLessEqual, Comparator::kGreaterEqual, Comparator::kGreater}) {
    if (id(one) == text) return one;
  }
  return Comparator::kNone;
}

class Reader {
 public:
  Reader(const Document& document, Patient& patient, std::vector<Issue>& issues)
      : document_(document), patient_(patient), issues_(issues) {}

  void read(std::uint32_t root) {
    const Keys keys = keys_of(root);
    const Keys around = root == 0 ? Keys{} : read_around();
    for (std::size_t i = 0; i < kFieldCount; ++i) {
      const Place place{Field{static_cast<std::uint8_t>(i)}};
      Cell& cell = patient_.cells[i];
      if (around.count[i] > 1 || (around.count[i] == 1 && kind(around.value[i]) != JsonKind::kNull)) {
        cell.error = true;
        report(IssueCode::kUnknownField, place, "read.beside_patient"_words,
               {text_param("key", kFields[i].id)});
      } else if (keys.count[i] == 1) {
        read_value(place, keys.value[i], cell);
      }
      if (keys.count[i] > 1) {
        cell.error = true;
        report_unplaced(IssueCode::kDuplicateKey, place.field, kFields[i].id, "read.duplicate_key"_words,
                        duplicate_params(kFields[i].id, keys.count[i]));
      }
    }
    question_units();
    for_each_key(keys.others, [&](std::string_view key, std::uint32_t count, std::uint32_t value) {
      if (key == "schema") {
        if (count == 1) read_schema(value, "patient/1");
      } else {
        report_unknown_key(key);
      }
      if (count > 1) report_repeated(key, count);
    });
  }

 private:
  // The keys of an object: those of fields with their (last) value, and all others in order of
  // entry.
  struct Keys {
    std::array<std::uint32_t, kFieldCount> count{};
    std::array<std::uint32_t, kFieldCount> value{};
    std::vector<std::uint32_t> others;  // nodes of keys
  };

  [[nodiscard]] const JsonNode& node(std::uint32_t at) const { return document_.nodes[at]; }
  [[nodiscard]] JsonKind kind(std::uint32_t at) const { return document_.nodes[at].kind; }
  [[nodiscard]] std::string_view text(std::uint32_t at) const { return document_.text_of(at); }

  [[nodiscard]] Keys keys_of(std::uint32_t object) const {
    Keys keys;
    for (std::uint32_t key = object + 1; key < node(object).next; key = node(key + 1).next) {
      Field field{};
      if (find_field(text(key), field)) {
        ++keys.count[field.index];
        keys.value[field.index] = key + 1;
      } else {
        keys.others.push_back(key);
      }
    }
    return keys;
  }

  // What stands beside the patient of a saved case: members of its own, and fields that belong into the patient.
  Keys read_around() {
    Keys keys = keys_of(0);
    for_each_key(keys.others, [&](std::string_view key, std::uint32_t count, std::uint32_t value) {
      if (key != "schema") return;
      if (count == 1) read_schema(value, "nextline-case/1");
      if (count > 1) report_repeated(key, count);
    });
    return keys;
  }

  [[nodiscard]] std::vector<std::uint32_t> keys_inside(std::uint32_t object) const {
    std::vector<std::uint32_t> keys;
    for (std::uint32_t key = object + 1; key < node(object).next; key = node(key + 1).next) keys.push_back(key);
    return keys;
  }

  // Calls `use(first, count)` once per different text, by bytes.
  template <class Use>
  void for_each_text(std::vector<std::uint32_t> keys, Use use) {
    sort_numbers(keys, [&](std::uint32_t a, std::uint32_t b) {
      const int order = text(a).compare(text(b));
      return order != 0 ? order < 0 : a < b;
    });
    for (std::size_t i = 0; i < keys.size();) {
      std::size_t end = i + 1;
      while (end < keys.size() && text(keys[end]) == text(keys[i])) ++end;
      use(keys[i], static_cast<std::uint32_t>(end - i));
      i = end;
    }
  }

  // Calls `use(key, count, value)` once per different key, by bytes.
  template <class Use>
  void for_each_key(std::vector<std::uint32_t> keys, Use use) {
    for_each_text(std::move(keys),
                  [&](std::uint32_t first, std::uint32_t count) { use(text(first), count, first + 1); });
  }

  // ---- issues
  // ------------------------------------------------------------------------------------------
  // How many of this code were told of the field, or of what is no field of the table.
  [[nodiscard]] int& count(IssueCode code, std::optional<Field> of) {
    return counts_[of ? of->index : kFieldCount][static_cast<std::size_t>(code)];
  }

  [[nodiscard]] bool accepts(IssueCode code, std::optional<Field> of) {
    const int limit = code == IssueCode::kUnknownField && !of ? kMaxUnknownKeys : kMaxIssuesPerField;
    return count(code, of) < limit;
  }

  void report_unplaced(IssueCode code, std::optional<Field> of, std::string_view field, Words message,
                       std::vector<IssueParam> params, std::vector<Argument> extra = {}) {
    if (!accepts(code, of)) return;
    ++count(code, of);
    std::vector<Argument> arguments;
    for (const IssueParam& param : params) {
      arguments.push_back({param.name, param.is_number ? number_text(param.number) : param.text});
    }
    arguments.insert(arguments.end(), extra.begin(), extra.end());
    issues_.push_back({code, of, cut(field), std::move(params), say(message, arguments)});
  }

  // An issue of a field. Inside an earlier laboratory set it is one of the course, with index and
  // field.
  void report(IssueCode code, const Place& place, Words message, std::vector<IssueParam> params,
              std::vector<Argument> extra = {}) {
    const FieldSpec& field = spec(place.field);
    std::string label(field.label);
    if (!place.set) {
      extra.push_back({"label", std::move(label)});
      report_unplaced(code, place.field, field.id, message, std::move(params), std::move(extra));
      return;
    }
    label = say("read.label_in_course"_words, {{"number", set_number(*place.set)}, {"label", label}});
    extra.push_back({"label", std::move(label)});
    report_in_course(code, *place.set, field.id, message, std::move(params), std::move(extra));
  }

  void report_in_course(IssueCode code, int set, std::string_view field, Words message,
                        std::vector<IssueParam> params, std::vector<Argument> extra = {}) {
    constexpr Field kCourse = "course"_f;
    if (is_error(code)) patient_[kCourse].error = true;
    params.insert(params.begin(), {number_param("index", set), text_param("field", field)});
    extra.push_back({"number", set_number(set)});
    report_unplaced(code, kCourse, spec(kCourse).id, message, std::move(params), std::move(extra));
  }

  static std::string set_number(int set) { return std::to_string(set + 1); }

  static std::vector<IssueParam> duplicate_params(std::string_view key, std::uint32_t count) {
    return {text_param("key", key), number_param("count", count)};
  }

  // A key that is no field.
  void report_repeated(std::string_view key, std::uint32_t count) {
    report_unplaced(IssueCode::kDuplicateKey, std::nullopt, key, "read.duplicate_key"_words,
                    duplicate_params(key, count));
  }

  void report_unknown_key(std::string_view key) {
    if (!accepts(IssueCode::kUnknownField, std::nullopt)) return;
    std::vector<IssueParam> params = {text_param("key", key)};
    const std::string_view hint = closest(key, kFieldCount, [](std::size_t i) { return kFields[i].id; });
    if (!hint.empty()) params.push_back(text_param("did_you_mean", hint));
    report_unplaced(IssueCode::kUnknownField, std::nullopt, key,
                    hint.empty() ? "read.unknown_field"_words : "read.unknown_field_hint"_words,
                    std::move(params));
  }

  void wrong_type(const Place& place, std::uint32_t at, Cell& cell) {
    if (kind(at) == JsonKind::kNotFinite) {
      not_finite(place, cell);
      return;
    }
    wrong_type(place, expected(spec(place.field)), say(found_message(kind(at))), cell);
  }

  void wrong_type(const Place& place, const std::string& expected_text, const std::string& found, Cell& cell) {
    cell.error = true;
    report(IssueCode::kWrongType, place, "read.wrong_type"_words, {text_param("found", found)},
           {{"expected", expected_text}});
  }

  void not_finite(const Place& place, Cell& cell) {
    cell.error = true;
    report(IssueCode::kNotFinite, place, "read.not_finite"_words, {});
  }

  // ---- values
  // ------------------------------------------------------------------------------------------
  void read_schema(std::uint32_t at, std::string_view expected_schema) {
    if (kind(at) == JsonKind::kNull) return;
    if (kind(at) == JsonKind::kString && text(at) == expected_schema) return;
    std::string found = say(found_message(kind(at)));
    if (kind(at) == JsonKind::kString) found = '"' + cut(text(at)) + '"';
    report_unplaced(IssueCode::kWrongType, std::nullopt, "schema", "read.wrong_schema"_words,
                    {text_param("expected", expected_schema)}, {{"found", std::move(found)}});
  }

  void read_value(const Place& place, std::uint32_t at, Cell& cell) {
    if (kind(at) == JsonKind::kNull) return;
    switch (spec(place.field).type) {
      case FieldType::kNumber:
      case FieldType::kInteger:
      case FieldType::kQuantity:
        read_number(place, at, cell);
        return;
      case FieldType::kBoolean:
        read_boolean(place, at, cell);
        return;
      case FieldType::kEnum:
        read_enum(place, at, cell);
        return;
      case FieldType::kSet:
      case FieldType::kRegimens:
      case FieldType::kRegimenSet:
        read_list(place, at, cell);
        return;
      case FieldType::kCourse:
        read_course(place, at, cell);
        return;
    }
  }

  void read_boolean(const Place& place, std::uint32_t at, Cell& cell) {
    if (kind(at) != JsonKind::kTrue && kind(at) != JsonKind::kFalse) {
      wrong_type(place, at, cell);
      return;
    }
    cell.known = true;
    cell.value = cell.entered = kind(at) == JsonKind::kTrue ? 1 : 0;
  }

  void read_enum(const Place& place, std::uint32_t at, Cell& cell) {
    if (kind(at) != JsonKind::kString) {
      wrong_type(place, at, cell);
      return;
    }
    const auto words = spec(place.field).words;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (words[i].id != text(at)) continue;
      cell.known = true;
      cell.words = WordSet::one(i);
      return;
    }
    unknown_word(place, text(at), cell);
  }

  void unknown_word(const Place& place, std::string_view entered, Cell& cell) {
    cell.error = true;
    const FieldSpec& field = spec(place.field);
    const bool regimens = field.type == FieldType::kRegimens || field.type == FieldType::kRegimenSet;
    const IssueCode code = regimens ? IssueCode::kUnknownRegimen : IssueCode::kUnknownWord;
    if (!accepts(code, place.set ? "course"_f : place.field)) return;
    const std::string_view hint =
        regimens ? closest(entered, knowledge::regimens().size(), regimen_id)
                 : closest(entered, field.words.size(), [&](std::size_t i) { return word_id(field, i); });
    std::vector<IssueParam> params = {text_param(regimens ? "regimen" : "word", entered)};
    if (!hint.empty()) params.push_back(text_param("did_you_mean", hint));
    const Words message = regimens
                              ? hint.empty() ? "read.unknown_regimen"_words : "read.unknown_regimen_hint"_words
                          : hint.empty() ? "read.unknown_word"_words
                                         : "read.unknown_word_hint"_words;
    report(code, place, message, std::move(params), {{"expected", words_text(field)}});
  }

  // ---- numbers
  // -----------------------------------------------------------------------------------------
  void read_number(const Place& place, std::uint32_t at, Cell& cell) {
    std::uint32_t number_at = at;
    if (kind(at) == JsonKind::kObject) {
      if (!read_quantity(place, at, number_at, cell)) return;
    } else if (kind(at) != JsonKind::kNumber) {
      wrong_type(place, at, cell);
      return;
    }
    const FieldSpec& field = spec(place.field);
    const Unit& unit = field.units[cell.unit];
    cell.entered = node(number_at).number;
    cell.value = cell.entered * unit.mul / unit.div;
    if (field.type == FieldType::kInteger && std::floor(cell.value) != cell.value) {
      report(IssueCode::kWrongType, place, "read.not_whole"_words,
             {number_param("value", cell.entered), text_param("unit", unit.ucum)});
      cell = {};
      cell.error = true;
      return;
    }
    check_range(place, cell);
  }

  // {"value": 1.4, "unit": "mg/dL"}, with "comparator" or "confirmed" beside them: finds the number and sets the rest;
  // false where anything is wrong. Beside one of the two the unit may be left out: it is then that of a bare number.
  bool read_quantity(const Place& place, std::uint32_t object, std::uint32_t& number_at, Cell& cell) {
    const FieldSpec& field = spec(place.field);
    std::uint32_t value = 0;  // nodes; 0: not there
    std::uint32_t unit = 0;
    std::uint32_t comparator = 0;
    std::uint32_t confirmed = 0;
    bool good = true;
    for_each_key(keys_inside(object), [&](std::string_view key, std::uint32_t count, std::uint32_t at) {
      if (key == "value") {
        value = at;
      } else if (key == "unit") {
        unit = at;
      } else if (key == "comparator") {
        comparator = at;
      } else if (key == "confirmed") {
        confirmed = at;
      } else {
        good = false;
        report(IssueCode::kUnknownField, place, "read.unknown_key_in_quantity"_words, {text_param("key", key)});
      }
      if (count > 1) {
        good = false;
        report(IssueCode::kDuplicateKey, place, "read.duplicate_key_inside"_words,
               duplicate_params(key, count));
      }
    });
    // Where a key is repeated or does not belong there, nothing more is said about the values.
    if (good && (value == 0 || (unit == 0 && comparator == 0 && confirmed == 0))) {
      good = false;
      const std::string found = say("found.object_without"_words, {{"key", value == 0 ? "value" : "unit"}});
      wrong_type(place, say("expect.quantity"_words, {{"unit", std::string(field.units[0].ucum)}}), found,
                 cell);
    } else if (good) {
      const bool good_number = check_number(place, value, cell);
      good = (unit == 0 || read_unit(place, unit, cell)) && good_number;
      good = read_comparator(place, comparator, cell) && good;
      good = read_confirmed(place, confirmed, cell) && good;
    }
    if (!good) {
      cell = {};
      cell.error = true;
    }
    number_at = value;
    return good;
  }

  bool check_number(const Place& place, std::uint32_t at, Cell& cell) {
    if (kind(at) == JsonKind::kNumber) return true;
    if (kind(at) == JsonKind::kNotFinite) {
      not_finite(place, cell);
    } else {
      const std::string found = say(found_message(kind(at)));
      report(IssueCode::kWrongType, place, "read.wrong_value_in_quantity"_words, {text_param("found", found)});
    }
    return false;
  }

  bool read_unit(const Place& place, std::uint32_t at, Cell& cell) {
    const FieldSpec& field = spec(place.field);
    if (kind(at) != JsonKind::kString) {
      const std::string found = say(found_message(kind(at)));
      report(IssueCode::kWrongType, place, "read.wrong_unit_in_quantity"_words, {text_param("found", found)},
             {{"unit", std::string(field.units[0].ucum)}});
      return false;
    }
    if (const std::optional<std::size_t> found = find_unit(field, text(at))) {
      cell.unit = static_cast<std::uint8_t>(*found);
      return true;
    }
    report(IssueCode::kUnknownUnit, place, "read.unknown_unit"_words, {text_param("unit", text(at))},
           {{"expected", either(field.units, [](const Unit& unit) { return unit.ucum; })}});
    return false;
  }

  // Both keys may be null, which says nothing.
  bool read_comparator(const Place& place, std::uint32_t at, Cell& cell) {
    if (at == 0 || kind(at) == JsonKind::kNull) return true;
    if (kind(at) == JsonKind::kString) cell.comparator = find_comparator(text(at));
    if (cell.comparator != Comparator::kNone) return true;
    if (kind(at) == JsonKind::kString) {
      report(IssueCode::kUnknownWord, place, "read.unknown_comparator"_words, {text_param("word", text(at))});
    } else {
      report(IssueCode::kWrongType, place, "read.wrong_comparator"_words,
             {text_param("found", say(found_message(kind(at))))});
    }
    return false;
  }

  bool read_confirmed(const Place& place, std::uint32_t at, Cell& cell) {
    if (at == 0 || kind(at) == JsonKind::kNull) return true;
    cell.confirmed = kind(at) == JsonKind::kTrue;
    if (cell.confirmed || kind(at) == JsonKind::kFalse) return true;
    report(IssueCode::kWrongType, place, "read.wrong_confirmed"_words,
           {text_param("found", say(found_message(kind(at))))});
    return false;
  }

  // What a limit leaves of the possible range: low above high where it leaves nothing.
  static Range range_of(const FieldSpec& field, const Cell& cell) {
    Range left{field.hard.low, field.hard.high};
    const bool open = cell.comparator == Comparator::kLess || cell.comparator == Comparator::kGreater;
    const bool from_above = cell.comparator == Comparator::kLess || cell.comparator == Comparator::kLessEqual;
    double end = cell.value;
    if (open) {
      const bool whole = field.type == FieldType::kInteger;
      const double step = whole ? 1 : kOpenEnd * (end == 0 ? 1 : std::fabs(end));
      end += from_above ? -step : step;
    }
    // What lies on an end of the possible range is on it.
    if (from_above) {
      if (compare(end, left.high) < 0) left.high = compare(end, left.low) == 0 ? left.low : end;
    } else if (compare(end, left.low) > 0) {
      left.low = compare(end, left.high) == 0 ? left.high : end;
    }
    return left;
  }

  void check_range(const Place& place, Cell& cell) {
    const FieldSpec& field = spec(place.field);
    const Unit& unit = field.units[cell.unit];
    Range left{cell.value, cell.value};
    bool impossible = false;
    if (cell.comparator != Comparator::kNone) {
      left = range_of(field, cell);
      impossible = left.low > left.high;
    }
    const auto outside = [&](Bounds bounds) {
      return compare(left.high, bounds.low) < 0 || compare(left.low, bounds.high) > 0;
    };
    impossible = impossible || outside(field.hard);
    const bool implausible = impossible || outside(field.soft);
    if (implausible && (impossible || !cell.confirmed)) {
      const Bounds bounds = impossible ? field.hard : field.soft;
      const double low = bounds.low * unit.div / unit.mul;
      const double high = bounds.high * unit.div / unit.mul;
      std::string value = with_unit(cell.entered, unit.ucum);
      if (cell.comparator != Comparator::kNone) value = std::string(id(cell.comparator)) + ' ' + value;
      report(impossible ? IssueCode::kImpossibleValue : IssueCode::kImplausibleValue, place,
             impossible ? "read.impossible_value"_words : "read.implausible_value"_words,
             {number_param("value", cell.entered), text_param("unit", unit.ucum), number_param("low", low),
              number_param("high", high)},
             {{"value", std::move(value)}, {"high", with_unit(high, unit.ucum)}});
    }
    if (!cell.confirmed) question_unit(place, cell, likely_unit(field, cell, implausible));
    if (impossible) {
      cell = {};
      cell.error = true;
      return;
    }
    if (cell.comparator == Comparator::kNone) {
      cell.known = true;
      return;
    }
    // One value left: it is the value.
    if (compare(left.low, left.high) == 0) {
      cell.known = true;
      cell.comparator = Comparator::kNone;
      cell.value = left.low;
      cell.entered = left.low * unit.div / unit.mul;
      return;
    }
    cell.low = left.low;
    cell.high = left.high;
  }

  void question_unit(const Place& place, const Cell& cell, std::string_view likely) {
    if (likely.empty()) return;
    const Unit& unit = spec(place.field).units[cell.unit];
    const bool whole_time = place.field == "prothrombin_prolongation"_f;
    report(
        IssueCode::kUnitSlip, place, whole_time ? "read.whole_prothrombin_time"_words : "read.unit_slip"_words,
        {number_param("value", cell.entered), text_param("unit", unit.ucum), text_param("likely_unit", likely)},
        {{"value", with_unit(cell.entered, unit.ucum)}, {"likely", std::string(printed_unit(likely))}});
  }

  // The unit or form in which the number that stands there would be an ordinary one; empty: none.
  static std::string_view likely_unit(const FieldSpec& field, const Cell& cell, bool implausible) {
    const Unit& unit = field.units[cell.unit];
    for (const Slip& slip : field.slips) {
      const Unit& meant = field.units[slip.entered];
      const bool same_unit =
          cell.unit == slip.entered || compare(unit.mul * meant.div, meant.mul * unit.div) == 0;
      const int from = compare(cell.entered, slip.from);
      if (same_unit && (from > 0 || (from == 0 && slip.from_included)) && compare(cell.entered, slip.to) <= 0) {
        return slip.unit;
      }
    }
    if (!implausible || cell.comparator != Comparator::kNone) return {};
    for (const Unit& other : field.units) {
      const double ratio = other.mul / other.div * unit.div / unit.mul;
      if (ratio < kLeastSlip && ratio > 1 / kLeastSlip) continue;
      const double value = cell.entered * other.mul / other.div;
      if (compare(value, field.soft.low) >= 0 && compare(value, field.soft.high) <= 0) return other.ucum;
    }
    return {};
  }

  // Slips that show only beside another field; each field is asked once.
  void question_units() {
    constexpr Field kBilirubin = "bilirubin"_f;
    constexpr Field kWeight = "weight"_f;
    const Cell& bilirubin = patient_[kBilirubin];
    constexpr double kLowMicromol = 10;
    if (asks(kBilirubin) && bilirubin.unit == 1 && compare(bilirubin.entered, kLowMicromol) < 0 &&
        liver_is_ill()) {
      question_unit({kBilirubin}, bilirubin, spec(kBilirubin).units[0].ucum);
    }
    const Cell& weight = patient_[kWeight];
    const Cell& height = patient_["height"_f];
    if (asks(kWeight) && weight.unit == 0 && height.known) {
      constexpr double kHighIndex = 45;  // kg/m2
      constexpr double kKilogramsPerPound = spec(kWeight).units[1].mul;
      const double metres = height.value / 100;
      const double index = weight.value / (metres * metres);
      const double as_pounds = weight.value * kKilogramsPerPound;
      if (compare(index, kHighIndex) > 0 && compare(as_pounds, spec(kWeight).soft.low) >= 0) {
        question_unit({kWeight}, weight, "lb");
      }
    }
  }

  // A number was entered, and nobody has asked about its unit or answered yet.
  [[nodiscard]] bool asks(Field field) const {
    constexpr auto kSlipCode = static_cast<std::size_t>(IssueCode::kUnitSlip);
    return patient_.entered(field) && !patient_[field].confirmed && counts_[field.index][kSlipCode] == 0;
  }

  // Ascites, encephalopathy, albumin under 30 g/L or INR of 1.7 or more: a normal bilirubin is then unlikely.
  [[nodiscard]] bool liver_is_ill() const {
    constexpr double kLowAlbumin = 3.0;  // g/dL
    constexpr double kHighInr = 1.7;
    for (const Field finding : {"ascites"_f, "encephalopathy"_f}) {
      if (patient_.is_in(finding, WordSet::one(0)) == Tri::kFalse) return true;  // the first word says "none"
    }
    return compare(patient_.range("albumin"_f).high, kLowAlbumin) < 0 ||
           compare(patient_.range("inr"_f).low, kHighInr) >= 0;
  }

  // ---- lists of words and regimens
  // -----------------------------------------------------------------------
  void read_list(const Place& place, std::uint32_t list, Cell& cell) {
    if (kind(list) != JsonKind::kArray) {
      wrong_type(place, list, cell);
      return;
    }
    const FieldSpec& field = spec(place.field);
    if (field.type == FieldType::kRegimens) {
      read_lines(place, list, cell);
    } else {
      read_set(place, list, cell);
    }
  }

  // An unknown line is still a line.
  void read_lines(const Place& place, std::uint32_t list, Cell& cell) {
    Members members(*this, place, cell);
    for (std::uint32_t at = list + 1; at < node(list).next; at = node(at).next) {
      const Line line = members.find(at);
      if (line) cell.words |= WordSet::one(*line);
      patient_.prior.push_back(line);
    }
    members.report_unknown();
    if (!cell.error) cell.absent = states("intolerances"_f) - cell.words;
    cell.known = true;
  }

  // Members present, "!word" absent, "?" the others not looked for.
  void read_set(const Place& place, std::uint32_t list, Cell& cell) {
    const FieldSpec& field = spec(place.field);
    std::uint32_t count = 0;
    for (std::uint32_t at = list + 1; at < node(list).next; at = node(at).next) ++count;
    const bool too_many = count > kMaxMembers;
    if (too_many) {
      cell.error = true;
      report(IssueCode::kWrongType, place, "read.too_many_members"_words,
             {number_param("limit", kMaxMembers), number_param("count", count)});
    }
    Members members(*this, place, cell, too_many);
    WordSet denied;
    WordSet plain;
    bool open = false;
    for (std::uint32_t at = list + 1; at < node(list).next; at = node(at).next) {
      if (kind(at) == JsonKind::kObject && field.event != EventDetail::kNone) {
        read_event(place, at, members, cell, too_many);
        continue;
      }
      const std::string_view entered = kind(at) == JsonKind::kString ? text(at) : std::string_view{};
      if (entered == "?") {
        open = true;
        continue;
      }
      const bool denies = entered.starts_with('!');
      const std::optional<std::size_t> found = members.find(at, denies ? 1 : 0);
      if (!found) continue;
      (denies ? denied : cell.words) |= WordSet::one(*found);
      // A word that stands there again says nothing new.
      if (!denies && field.event != EventDetail::kNone && !plain.has(*found)) {
        plain |= WordSet::one(*found);
        add_event(place, {static_cast<std::uint8_t>(*found)}, kMaxMembers);
      }
    }
    members.report_unknown();
    contradict(place, cell, denied);
    const WordSet all = states(place.field);
    // With a bad member nothing that is not denied is known to be absent.
    cell.absent = (open || members.bad() ? denied : all) - cell.words - contradicted_;
    cell.open = open && (cell.words | cell.absent) != all;
    cell.known = !cell.error || !(cell.words | cell.absent).empty();
    if (open && (cell.words | cell.absent).empty()) cell.known = cell.open = false;  // as if it were not there
  }

  // What is said to be there and not to be there is neither, and never assumed.
  void contradict(const Place& place, Cell& cell, WordSet denied) {
    const FieldSpec& field = spec(place.field);
    contradicted_ = cell.words & denied;
    if (contradicted_.empty()) return;
    cell.words -= contradicted_;
    cell.error = true;
    std::string words;
    for (std::size_t i = 0; i < 64; ++i) {
      if (!contradicted_.has(i)) continue;
      if (!words.empty()) words += ", ";
      words += field.type == FieldType::kSet ? word_id(field, i) : regimen_id(i);
    }
    if (std::vector<Event>* events = patient_.events_of(place.field)) {
      std::erase_if(*events, [&](const Event& event) { return contradicted_.has(event.kind); });
    }
    report(IssueCode::kContradiction, place, "contradiction.word_and_not"_words, {text_param("word", words)});
  }

  // Keeps at most `most` that say the same; in the order of the words, whatever the order of entry.
  void add_event(const Place& place, const Event& event, std::ptrdiff_t most) {
    std::vector<Event>* events = patient_.events_of(place.field);
    if (events == nullptr || std::count(events->begin(), events->end(), event) >= most) return;
    const auto rank = [](const Event& one) { return one.kind * 256 * 256 + one.grade * 256 + one.status; };
    const auto after =
        std::find_if(events->begin(), events->end(), [&](const Event& one) { return rank(one) > rank(event); });
    events->insert(after, event);
  }

  // Members of a list: finds them, and tells which were none.
  class Members {
   public:
    Members(Reader& reader, const Place& place, Cell& cell, bool silent = false)
        : reader_(reader), place_(place), cell_(cell), silent_(silent), bad_(silent) {}

    // The member at this node without its first `skip` bytes.
    std::optional<std::size_t> find(std::uint32_t at, std::size_t skip = 0) {
      const FieldSpec& field = spec(place_.field);
      const JsonKind found_kind = reader_.kind(at);
      if (found_kind == JsonKind::kString) {
        const std::optional<std::size_t> found = find_member(field, reader_.text(at).substr(skip));
        if (!found) unknown_.push_back(at);
        bad_ |= !found;
        return found;
      }
      bad_ = true;
      const std::uint32_t kind_bit = 1U << static_cast<unsigned>(found_kind);
      if (!silent_ && (wrong_kinds_ & kind_bit) == 0) reader_.wrong_member(place_, found_kind, cell_);
      wrong_kinds_ |= kind_bit;
      return std::nullopt;
    }
    void spoil() { bad_ = cell_.error = true; }
    void report_unknown() {
      if (bad_) cell_.error = true;
      if (silent_) return;
      reader_.for_each_text(std::move(unknown_), [&](std::uint32_t first, std::uint32_t /*count*/) {
        reader_.unknown_word(place_, reader_.text(first), cell_);
      });
    }
    [[nodiscard]] bool bad() const { return bad_; }

   private:
    Reader& reader_;
    const Place& place_;
    Cell& cell_;
    bool silent_;  // nothing more is told of this list
    bool bad_;
    std::vector<std::uint32_t> unknown_;
    std::uint32_t wrong_kinds_ = 0;  // bits of JsonKind
  };

  // {"event": "hepatitis", "grade": 3, "status": "resolved"}. Where only grade or status are wrong the event counts, with any
  // grade or state; so it does where a key is none of these, which may have been meant as either.
  void read_event(const Place& place, std::uint32_t object, Members& members, Cell& cell, bool silent) {
    const FieldSpec& field = spec(place.field);
    std::uint32_t name = 0;  // nodes; 0: not there, or there twice
    std::uint32_t grade = 0;
    std::uint32_t status = 0;
    bool twice = false;
    Event event;
    const bool with_status = field.event == EventDetail::kGradeAndStatus;
    for_each_key(keys_inside(object), [&](std::string_view key, std::uint32_t count, std::uint32_t at) {
      if (key != "event" && key != "grade" && key != "status") event = unread_event(with_status);
      if (count > 1) {
        twice |= key == "event";
        if (key == "grade") event.grade = Event::kUnreadGrade;
        if (key == "status" && with_status) event.status = kUnreadStatus;
        if (!silent) {
          report(IssueCode::kDuplicateKey, place, "read.duplicate_key_inside"_words,
                 duplicate_params(key, count));
        }
      } else if (key == "event") {
        name = at;
      } else if (key == "grade") {
        grade = at;
      } else if (key == "status" && with_status) {
        status = at;
      } else if (!silent) {
        report(IssueCode::kUnknownField, place,
               with_status ? "read.unknown_key_in_event"_words : "read.unknown_key_in_graded"_words,
               {text_param("key", key)});
      }
    });
    if (name == 0 || kind(name) != JsonKind::kString) {
      members.spoil();
      if (silent || twice) return;
      const std::string found =
          name == 0 ? say("found.object_without"_words, {{"key", "event"}}) : say(found_message(kind(name)));
      report(IssueCode::kWrongType, place, "read.wrong_event"_words, {text_param("found", found)});
      return;
    }
    const std::optional<std::size_t> found = members.find(name);
    if (!found) return;
    cell.words |= WordSet::one(*found);
    event.kind = static_cast<std::uint8_t>(*found);
    if (grade != 0 && kind(grade) != JsonKind::kNull) event.grade = read_grade(place, grade, silent);
    if (status != 0 && kind(status) != JsonKind::kNull) event.status = read_status(place, status, silent);
    add_event(place, event, silent ? 2 : kMaxMembers);
  }

  static Event unread_event(bool with_status) {
    return {0, Event::kUnreadGrade, with_status ? kUnreadStatus : std::uint8_t{0}};
  }

  std::uint8_t read_grade(const Place& place, std::uint32_t at, bool silent) {
    const double grade = node(at).number;
    const bool is_number = kind(at) == JsonKind::kNumber;
    if (is_number && grade >= 1 && grade <= kHighestGrade && std::floor(grade) == grade) {
      return static_cast<std::uint8_t>(grade);
    }
    if (silent) return Event::kUnreadGrade;
    if (kind(at) == JsonKind::kNotFinite) {
      report(IssueCode::kNotFinite, place, "read.not_finite"_words, {});
    } else if (is_number && std::floor(grade) == grade) {
      report(IssueCode::kImpossibleValue, place, "read.impossible_grade"_words,
             {number_param("value", grade), number_param("low", 1), number_param("high", kHighestGrade)});
    } else {
      const std::string found = is_number ? number_text(grade) : say(found_message(kind(at)));
      report(IssueCode::kWrongType, place, "read.wrong_grade"_words, {text_param("found", found)});
    }
    return Event::kUnreadGrade;
  }

  std::uint8_t read_status(const Place& place, std::uint32_t at, bool silent) {
    const FieldSpec& words = spec("immune_adverse_event_status"_f);
    if (kind(at) == JsonKind::kString) {
      for (std::size_t i = 0; i < words.words.size(); ++i) {
        if (words.words[i].id == text(at)) return static_cast<std::uint8_t>(1U << i);
      }
    }
    if (silent) return kUnreadStatus;
    if (kind(at) == JsonKind::kString) {
      report(IssueCode::kUnknownWord, place, "read.unknown_status"_words, {text_param("word", text(at))},
             {{"expected", words_text(words)}});
    } else {
      report(IssueCode::kWrongType, place, "read.wrong_status"_words,
             {text_param("found", say(found_message(kind(at))))}, {{"expected", words_text(words)}});
    }
    return kUnreadStatus;
  }

  static std::optional<std::size_t> find_member(const FieldSpec& field, std::string_view text) {
    if (field.type != FieldType::kSet) return knowledge::find_regimen(text);
    for (std::size_t i = 0; i < field.words.size(); ++i) {
      if (field.words[i].id == text) return i;
    }
    return std::nullopt;
  }

  void wrong_member(const Place& place, JsonKind kind_found, Cell& cell) {
    if (kind_found == JsonKind::kNotFinite) {
      not_finite(place, cell);
      return;
    }
    cell.error = true;
    const std::string found = say(found_message(kind_found));
    report(IssueCode::kWrongType, place, "read.wrong_member"_words, {text_param("found", found)});
  }

  // ---- earlier laboratory sets
  // ---------------------------------------------------------------------------
  void read_course(const Place& place, std::uint32_t list, Cell& cell) {
    if (kind(list) != JsonKind::kArray) {
      wrong_type(place, list, cell);
      return;
    }
    std::uint32_t count = 0;
    for (std::uint32_t at = list + 1; at < node(list).next; at = node(at).next) ++count;
    if (count > kMaxCourseEntries) {
      cell.error = true;
      report(IssueCode::kWrongType, place, "read.too_many_sets"_words,
             {number_param("limit", kMaxCourseEntries), number_param("count", count)});
      return;
    }
    int set = 0;
    std::size_t unreadable = 0;
    for (std::uint32_t at = list + 1; at < node(list).next; at = node(at).next, ++set) {
      if (kind(at) == JsonKind::kObject) {
        read_course_entry(set, at);
      } else {
        // It may have held anything, and be the last.
        for (Cell& unread : patient_.course.emplace_back().cells) unread.error = true;
        const std::string found = say(found_message(kind(at)));
        report_in_course(IssueCode::kWrongType, set, "course", "read.wrong_course_entry"_words,
                         {text_param("found", found)});
        ++unreadable;
      }
    }
    cell.known = !cell.error || patient_.course.size() > unreadable;
    question_dates();
  }

  // A date may stand once.
  void question_dates() {
    const std::vector<CourseEntry>& course = patient_.course;
    for (std::size_t i = 1; i < course.size(); ++i) {
      const auto same = [&](const CourseEntry& other) { return other.date == course[i].date; };
      if (course[i].date.empty() ||
          std::none_of(course.begin(), course.begin() + static_cast<std::ptrdiff_t>(i), same)) {
        continue;
      }
      report_in_course(IssueCode::kContradiction, static_cast<int>(i), "date", "contradiction.same_date"_words,
                       {text_param("date", course[i].date)});
    }
  }

  void read_course_entry(int set, std::uint32_t object) {
    Keys keys = keys_of(object);
    CourseEntry& entry = patient_.course.emplace_back();
    for (std::size_t i = 0; i < kFieldCount; ++i) {
      if (keys.count[i] == 0) continue;
      const Place place{Field{static_cast<std::uint8_t>(i)}, set};
      if (!kFields[i].in_course) {
        report_in_course(IssueCode::kUnknownField, set, kFields[i].id, "read.unknown_key_in_course"_words, {});
      } else if (keys.count[i] > 1) {
        entry.cells[i].error = true;
        report(IssueCode::kDuplicateKey, place, "read.duplicate_key_inside"_words,
               duplicate_params(kFields[i].id, keys.count[i]));
      } else {
        read_value(place, keys.value[i], entry.cells[i]);
      }
    }
    for_each_key(std::move(keys.others), [&](std::string_view key, std::uint32_t count, std::uint32_t value) {
      if (count > 1) {
        const std::string label =
            say("read.label_in_course"_words, {{"number", set_number(set)}, {"label", cut(key)}});
        report_in_course(IssueCode::kDuplicateKey, set, key, "read.duplicate_key_inside"_words,
                         duplicate_params(key, count), {{"label", label}});
      }
      if (key != "date") {
        report_in_course(IssueCode::kUnknownField, set, key, "read.unknown_key_in_course"_words, {});
      } else if (count == 1) {
        read_date(set, value, entry);
      }
    });
  }

  void read_date(int set, std::uint32_t at, CourseEntry& entry) {
    if (kind(at) == JsonKind::kNull) return;
    if (kind(at) == JsonKind::kString && is_iso_date(text(at))) {
      entry.date = text(at);
      return;
    }
    std::string found = say(found_message(kind(at)));
    if (kind(at) == JsonKind::kString) found = '"' + cut(text(at)) + '"';
    report_in_course(IssueCode::kWrongType, set, "date", "read.wrong_date"_words, {}, {{"found", found}});
  }

  const Document& document_;
  Patient& patient_;
  std::vector<Issue>& issues_;
  WordSet contradicted_;                                           // of the set read last
  std::array<std::array<int, kCodes>, kFieldCount + 1> counts_{};  // the last: of no field
};

}  // namespace

void read_patient(const Document& document, std::uint32_t root, Patient& patient, std::vector<Issue>& issues) {
  patient = {};
  issues.clear();
  Reader(document, patient, issues).read(root);
  find_contradictions(patient, issues);
  sort_issues(issues);
}

bool find_patient(const Document& document, Holder holder, std::uint32_t& root, std::string& error) {
  std::uint32_t count = 0;
  bool is_case = false;
  bool is_row = holder == Holder::kCaseOrRow;  // only the members of a row, and one that could be a patient
  bool has_object = false;
  root = 0;
  for (std::uint32_t key = 1; key < document.nodes[0].next; key = document.nodes[key + 1].next) {
    const std::string_view name = document.text_of(key);
    const JsonKind kind = document.nodes[key + 1].kind;
    if (name == "schema" && kind == JsonKind::kString) {
      is_case = is_case || document.text_of(key + 1).starts_with("nextline-case/");
    }
    is_row = is_row && (name == "id" || name == "patient" || name == "given");
    if (name != "patient") continue;
    root = key + 1;
    ++count;
    has_object = has_object || kind == JsonKind::kObject;
  }
  if (!is_case && !(is_row && has_object)) {
    root = 0;
  } else if (count > 1) {
    error = "patient.twice"_text;
  } else if (!has_object) {
    error = "patient.none"_text;
  }
  return error.empty();
}

bool read_patient(std::string_view json, Patient& patient, std::vector<Issue>& issues, std::string& error) {
  patient = {};
  issues.clear();
  error.clear();
  Document document;
  std::uint32_t root = 0;
  if (!read_document(json, document, error) || !find_patient(document, Holder::kCase, root, error))
    return false;
  read_patient(document, root, patient, issues);
  return true;
}

}  // namespace nextline
