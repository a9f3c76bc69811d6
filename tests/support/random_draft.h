// SPDX-License-Identifier: Apache-2.0
// Seeded random patients as text, field by field, for the properties of whole assessments: of most patients only part is
// known, and values lie on and beside cut-offs.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/tables.h"
#include "nextline/fields.h"
#include "support/random.h"

namespace nextline::test {

// A patient as text, field by field; empty: unknown.
struct Draft {
  std::array<std::string, kFieldCount> values;
  std::array<std::string, kFieldCount>
      fuller;  // what a limit, an open set or a plain event will turn out to be

  [[nodiscard]] bool known(Field f) const { return !values[f.index].empty(); }
  [[nodiscard]] std::string json() const {
    std::string text = "{";
    for (std::size_t i = 0; i < kFieldCount; ++i) {
      if (values[i].empty()) continue;
      if (text.size() > 1) text += ", ";
      text += '"' + std::string(kFields[i].id) + "\": " + values[i];
    }
    return text + "}";
  }
};

// What may be assumed absent is given from the start.
inline bool always_given(std::size_t field) { return kFields[field].assumable; }

// ---- random values ------------------------------------------------------------------------------------------
// Values on and beside cut-offs, so that all grades and rules are met.
inline std::vector<double> telling_values(std::string_view field) {
  if (field == "bilirubin") return {0.7, 1.1, 1.9, 2, 2.5, 2.9, 3, 3.1};
  if (field == "albumin") return {2.5, 2.7, 2.8, 3.2, 3.5, 3.6, 4.2};
  if (field == "inr") return {1, 1.2, 1.6, 1.7, 2.3, 2.4};
  if (field == "prothrombin_prolongation") return {1, 3.9, 4, 6, 6.1};
  if (field == "afp") return {3, 99, 100, 399.9, 400, 5000};
  if (field == "weight") return {52, 59.9, 60, 75};
  if (field == "creatinine") return {0.8, 1, 1.5, 3.5, 4.5};
  if (field == "months_to_progression") return {1, 2.9, 3, 3.1, 12};
  if (field == "largest_nodule") return {1.8, 2, 3, 3.1, 5, 5.1, 9};
  if (field == "platelets") return {40, 49, 50, 75, 150};
  return {};
}

inline std::string number(double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.3f", value);
  return text;
}

inline std::string random_number(std::size_t index, Random& random) {
  const FieldSpec& row = kFields[index];
  const bool has_soft = row.soft.low < row.soft.high;
  const Bounds bounds = has_soft ? row.soft : row.hard;
  const std::vector<double> telling = telling_values(row.id);
  double value = 0;
  if (!telling.empty() && random.chance(0.7)) {
    value = telling[random.below(telling.size())];
  } else if (bounds.low > 0 && bounds.high > 50 * bounds.low) {
    value = bounds.low * std::pow(bounds.high / bounds.low, random.unit());
  } else {
    value = bounds.low + (bounds.high - bounds.low) * random.unit();
  }
  if (row.type == FieldType::kInteger) {
    const double width = std::min(bounds.high - bounds.low, 8.0);
    return number(bounds.low + std::floor((width + 1) * random.unit()));
  }
  value = std::clamp(value, bounds.low, bounds.high);
  if (row.units.size() > 1 && random.chance(0.25)) {
    const Unit& unit = row.units[1 + random.below(row.units.size() - 1)];
    const double other = value * unit.div / unit.mul;
    return R"({"value": )" + number(other) + R"(, "unit": ")" + std::string(unit.ucum) + "\"}";
  }
  return number(value);
}

inline std::string in_quotes(std::string_view word) { return '"' + std::string(word) + '"'; }

// A member of a set or list that no one can read.
inline constexpr std::string_view kUnreadable = "unreadable_word";

inline std::string array_of(const std::vector<std::string>& members) {
  std::string text = "[";
  for (const std::string& member : members) text += (text.size() > 1 ? ", " : "") + in_quotes(member);
  return text + "]";
}

inline std::string random_regimens(Random& random, std::size_t most) {
  constexpr std::array<std::string_view, 6> kUsual = {"atezolizumab_bevacizumab",
                                                      "durvalumab_tremelimumab",
                                                      "nivolumab_ipilimumab",
                                                      "sorafenib",
                                                      "lenvatinib",
                                                      "cabozantinib"};
  std::string text = "[";
  const std::size_t size = random.below(most + 1);
  for (std::size_t i = 0; i < size; ++i) {
    if (i != 0) text += ", ";
    const auto any = random.below(knowledge::regimens().size());
    text += in_quotes(random.chance(0.6) ? kUsual[random.below(kUsual.size())] : knowledge::regimens()[any].id);
  }
  return text + "]";
}

inline std::string random_set(std::span<const Word> words, Random& random) {
  std::string text = "[";
  if (random.chance(0.6)) {
    for (const Word& word : words) {
      if (!random.chance(0.2)) continue;
      if (text.size() > 1) text += ", ";
      text += in_quotes(word.id);
    }
  }
  return text + "]";
}

// What a report states of a score mostly contradicts random values: only leave_open() puts it in.
inline bool is_statement(std::size_t index) { return kFields[index].id.starts_with("stated_"); }

// Empty: nothing can be filled in.
inline std::string random_value(std::size_t index, Random& random) {
  const FieldSpec& row = kFields[index];
  if (is_statement(index)) return "";
  switch (row.type) {
    case FieldType::kBoolean:
      return random.chance(0.5) ? "true" : "false";
    case FieldType::kEnum:
      return in_quotes(row.words[random.chance(0.4) ? 0 : random.below(row.words.size())].id);
    case FieldType::kSet:
      return random_set(row.words, random);
    case FieldType::kRegimens:
      return random_regimens(random, 4);
    case FieldType::kRegimenSet:
      return random_regimens(random, 1);
    case FieldType::kCourse:
      return "";
    case FieldType::kNumber:
    case FieldType::kInteger:
    case FieldType::kQuantity:
      break;
  }
  if (row.id == "ecog" && random.chance(0.7)) return random.chance(0.5) ? "0" : "1";
  return random_number(index, random);
}

// ---- values of which part is known ---------------------------------------------------------------------------
// A limit that the bare number keeps; empty: none.
inline std::string random_limit(std::size_t index, const std::string& value, Random& random) {
  if (value.empty() || value[0] == '{') return "";
  const FieldSpec& row = kFields[index];
  const double exact = std::strtod(value.c_str(), nullptr);
  const double step = row.type == FieldType::kInteger ? 1 : std::max(std::fabs(exact) / 4, 0.01);
  const double apart = random.chance(0.4) ? 0 : step;
  const bool below = random.chance(0.5);
  const double end = below ? exact + apart : exact - apart;
  if (end < row.hard.low || end > row.hard.high) return "";
  const bool open = apart > 0 && random.chance(0.5);
  return R"({"value": )" + number(end) + R"(, "comparator": ")" + (below ? "<" : ">") + (open ? "" : "=") +
         "\"}";
}

// "hepatitis", or the same with a grade and perhaps a state of its own.
inline std::string graded(std::size_t index, std::string_view word, Random& random) {
  std::string text = R"({"event": )" + in_quotes(word) + R"(, "grade": )" + std::to_string(1 + random.below(4));
  if (kFields[index].event == EventDetail::kGradeAndStatus && random.chance(0.7)) {
    const auto statuses = spec("immune_adverse_event_status"_f).words;
    text += R"(, "status": )" + in_quotes(statuses[random.below(statuses.size())].id);
  }
  return text + "}";
}

// An open set and what fills it.
inline void random_open_set(std::size_t index, bool with_grades, Random& random, std::string& part,
                            std::string& full) {
  part = full = "[";
  const auto add = [](std::string& list, const std::string& member) {
    list += (list.size() > 1 ? ", " : "") + member;
  };
  const bool open = !with_grades || random.chance(0.5);
  for (const Word& word : kFields[index].words) {
    const bool told = !open || random.chance(0.5);
    if (random.chance(0.2)) {
      const std::string member = with_grades ? graded(index, word.id, random) : in_quotes(word.id);
      add(full, member);
      if (told) add(part, with_grades && random.chance(0.5) ? in_quotes(word.id) : member);
    } else if (open && told && random.chance(0.3)) {
      add(part, in_quotes("!" + std::string(word.id)));
    }
  }
  if (open) add(part, R"("?")");
  part += "]";
  full += "]";
}

// The older fields that say grade and state of an event are another way to say what an event says of itself.
inline bool is_shorthand(std::size_t field) {
  return field == "immune_adverse_event_worst"_f.index || field == "immune_adverse_event_grade"_f.index ||
         field == "immune_adverse_event_status"_f.index || field == "vegf_adverse_event_grade"_f.index;
}
inline bool says_own_grade(const Draft& draft) {
  for (const Field field : {"immune_adverse_events"_f, "vegf_adverse_events"_f}) {
    if (draft.values[field.index].find('{') != std::string::npos ||
        draft.fuller[field.index].find('{') != std::string::npos) {
      return true;
    }
  }
  return false;
}

// Leaves of some values only a part.
inline void leave_open(Draft& draft, Random& random) {
  const bool own_grades = random.chance(0.5);
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    if (always_given(i) || draft.values[i].empty()) continue;
    const FieldSpec& row = kFields[i];
    if (!row.units.empty() && random.chance(0.15)) {
      const std::string limit = random_limit(i, draft.values[i], random);
      if (limit.empty()) continue;
      draft.fuller[i] = draft.values[i];
      draft.values[i] = limit;
    } else if (row.type == FieldType::kSet && random.chance(0.4)) {
      random_open_set(i, own_grades && row.event != EventDetail::kNone, random, draft.values[i],
                      draft.fuller[i]);
    }
  }
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    if (is_statement(i) && random.chance(0.2)) {
      draft.values[i] = in_quotes(kFields[i].words[random.below(kFields[i].words.size())].id);
    }
    if (is_shorthand(i) && says_own_grade(draft)) draft.values[i].clear();
  }
}

inline Draft random_patient(Random& random) {
  Draft draft;
  const double share = 0.1 + 0.85 * random.unit();
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    if (always_given(i) || random.chance(share)) draft.values[i] = random_value(i, random);
  }
  // What decides most often is absent in most patients.
  if (random.chance(0.7)) draft.values["comorbidities"_f.index] = "[]";
  if (random.chance(0.5)) draft.values["bilirubin"_f.index] = "1.1";
  return draft;
}

// An invasion whose extent is not known may be described further; everything else is filled in where nothing is
// known.
inline constexpr std::string_view kExtentUnknown = R"("present_extent_unknown")";
inline constexpr std::string_view kBranch = R"("vp1_to_3")";

// INR that replaces a prothrombin time is a correction, outside the rule.
inline bool may_be_filled(const Draft& draft, std::size_t field) {
  if (kFields[field].type == FieldType::kCourse) return false;
  if (field == "inr"_f.index && !draft.known("inr"_f) && draft.known("prothrombin_prolongation"_f))
    return false;
  if (is_statement(field) || (is_shorthand(field) && says_own_grade(draft))) return false;
  if (!draft.fuller[field].empty()) return draft.values[field] != draft.fuller[field];
  return draft.values[field].empty() || draft.values[field] == kExtentUnknown || draft.values[field] == kBranch;
}

inline std::string value_to_learn(const Draft& draft, std::size_t field, Random& random) {
  constexpr std::array<std::string_view, 4> kExtents = {"vp1", "vp2", "vp3", "vp4"};
  if (!draft.fuller[field].empty()) return draft.fuller[field];
  if (draft.values[field] == kExtentUnknown) {
    return random.chance(0.3) ? std::string(kBranch) : in_quotes(kExtents[random.below(4)]);
  }
  if (draft.values[field] == kBranch) return in_quotes(kExtents[random.below(3)]);
  return random_value(field, random);
}

}  // namespace nextline::test
