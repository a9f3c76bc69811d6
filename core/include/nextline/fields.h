// SPDX-License-Identifier: Apache-2.0
// What can be known of a patient. Each field is declared once, in the table of field_table.h; parser,
// form, documentation and types all come from it.
//
//   constexpr Field f = "bilirubin"_f;        // looked up when compiling; a wrong id does not compile
//   spec(f).units[0].ucum                     // "mg/dL": the unit of a bare number and of all rules
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "nextline/sets.h"

namespace nextline {

enum class FieldType : std::uint8_t {
  kNumber,    // bare number in the field's one unit (or with it)
  kInteger,   // 2 and 2.0 are valid, 2.5 is not
  kQuantity,  // number, or {"value", "unit"} in one of `units`; all three also with "comparator", "confirmed"
  kBoolean,
  kEnum,      // one of `words`
  kSet,       // any of `words`; [] says "looked for, none", "?" others not looked for, "!word" that one absent
  kRegimens,  // ordered list of regimen ids, first line first
  kRegimenSet,  // set of regimen ids, likewise
  kCourse,      // earlier laboratory sets
};

// `ucum` as in contract.md. A value in this unit times `mul` divided by `div` is in the first unit. Read too are the
// `spellings` that laboratories print (interop.md A3), whatever their case, blanks and kind of micro sign.
struct Unit {
  std::string_view ucum;
  double mul = 1;
  double div = 1;
  std::span<const std::string_view> spellings = {};
};

struct Word {
  std::string_view id;
  std::string_view label;
  std::string_view brief = {};  // what stands on the form, with the label one step away; empty: the label
};

// Ends inclusive, in the first unit (clinical-facts.md D3).
struct Bounds {
  double low = 0;
  double high = 0;
};

// A value typed in unit `entered` (index into the units), from `from` (itself only where it is included) up to `to`,
// that would be ordinary in another unit or form and is unlikely in this one: "38 g/dL".
struct Slip {
  double from = 0;
  double to = 0;
  std::string_view unit;  // the unit or form it was probably measured in, for the sentence
  bool from_included = false;
  std::uint8_t entered = 0;
};

// What a member of a set of events may say of itself (contract.md, "Events with their own grade").
enum class EventDetail : std::uint8_t { kNone, kGrade, kGradeAndStatus };
inline constexpr int kHighestGrade = 4;  // CTCAE grades of events are 1 to 4

// Why an answer will not change any more: what the person is, what the disease is, what has happened, how it was measured.
// What would change the ranking is looked for among all others.
enum class Stays : std::uint8_t { kNo, kPerson, kDisease, kPast, kMeasured };

struct FieldSpec {
  std::string_view id;
  std::string_view label;
  std::string_view brief = {};  // as of a word
  std::string_view group;
  FieldType type;
  std::span<const Unit> units = {};
  Bounds hard = {};  // outside: error impossible_value; also the range of completions when unknown
  Bounds soft = {};  // outside: warning implausible_value
  std::span<const Word> words = {};
  std::string_view help = {};
  std::string_view loinc = {};
  int order = 0;         // place among those of its group; gaps are allowed
  bool primary = false;  // asked at once; others are folded away
  std::span<const Slip> slips = {};
  bool in_course = false;                  // may stand in an entry of `course`
  EventDetail event = EventDetail::kNone;  // set: members may be objects {"event", "grade", "status"}
  Stays stays = Stays::kNo;                // why it is not asked what another answer would change
  std::string_view follows = {};  // id: on the page asked only once that field has an answer to ask about
  bool stands_in = false;  // counts where what it stands for is not known, and is never asked for in its place
  bool assumable = false;  // where nothing was entered it counts as absent (contract.md, "Assumptions")
};

// A heading of the form.
struct Group {
  std::string_view id;
  std::string_view label;
};

// A field by its place in the table (contract order).
struct Field {
  std::uint8_t index;
  friend constexpr bool operator==(Field a, Field b) { return a.index == b.index; }
};

}  // namespace nextline

#include "nextline/field_table.h"  // kFields, kGroups

namespace nextline {

inline constexpr std::size_t kFieldCount = std::size(kFields);

[[nodiscard]] constexpr const FieldSpec& spec(Field field) { return kFields[field.index]; }

namespace detail {
inline void no_field_has_this_id() {}  // not constexpr: reaching it stops the compilation
}  // namespace detail

consteval Field operator""_f(const char* text, std::size_t size) {
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    if (kFields[i].id == std::string_view(text, size)) return Field{static_cast<std::uint8_t>(i)};
  }
  detail::no_field_has_this_id();
  return Field{0};
}

// The field with this id at run time; false when there is none.
[[nodiscard]] bool find_field(std::string_view id, Field& out);

// `nextline fields`: the table as JSON ("fields/1"), for the form, the types and the documentation.
void fields_json(std::string& out);

// All words of an enum or set field.
[[nodiscard]] constexpr WordSet all_words(Field field) { return WordSet::first(spec(field).words.size()); }

// The fields that may be assumed absent (contract.md), in field order.
inline constexpr std::size_t kAssumableCount = static_cast<std::size_t>(
    std::count_if(std::begin(kFields), std::end(kFields), [](const FieldSpec& row) { return row.assumable; }));
inline constexpr auto kAssumable = [] {
  std::array<Field, kAssumableCount> all{};
  std::size_t count = 0;
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    if (kFields[i].assumable) all[count++] = Field{static_cast<std::uint8_t>(i)};
  }
  return all;
}();

// The set of one word of an enum or set field, looked up when compiling: word("varices"_f, "none").
consteval WordSet word(Field field, std::string_view id) {
  const auto words = kFields[field.index].words;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].id == id) return WordSet::one(i);
  }
  detail::no_field_has_this_id();
  return {};
}

}  // namespace nextline
