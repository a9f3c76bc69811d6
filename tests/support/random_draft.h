// SPDX-License-Identifier: Apache-2.0
// Seeded random patients as text, field by field, for the properties of whole assessments: of most patients only part is
// known, and values lie on and beside cut-offs.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/tables.h"
#include "nextline/fields.h"

namespace nextline::test {

// SplitMix64: the same patients on every machine.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
  double unit() { return static_cast<double>(next() >> 11U) / 9007199254740992.0; }
  bool chance(double p) { return unit() < p; }

 private:
  std::uint64_t state_;
};

// A patient as text, field by field; empty: unknown.
struct Draft {
  std::array<std::string, kFieldCount> values;

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

// These may be assumed absent, so they are given from the start.
inline constexpr std::array<Field, 3> kAlwaysGiven = {"comorbidities"_f, "proteinuria"_f, "dialysis"_f};

inline bool always_given(std::size_t field) {
  return std::any_of(kAlwaysGiven.begin(), kAlwaysGiven.end(), [&](Field f) { return f.index == field; });
}

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
    const auto any = random.below(static_cast<std::size_t>(knowledge::regimen_count()));
    text += in_quotes(random.chance(0.6) ? kUsual[random.below(kUsual.size())]
                                         : knowledge::regimen_id(static_cast<int>(any)));
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

// Empty: nothing can be filled in.
inline std::string random_value(std::size_t index, Random& random) {
  const FieldSpec& row = kFields[index];
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

// INR that replaces a prothrombin time is a correction, outside the rule.
inline bool may_be_filled(const Draft& draft, std::size_t field) {
  if (kFields[field].type == FieldType::kCourse) return false;
  if (field == "inr"_f.index && draft.known("prothrombin_prolongation"_f)) return false;
  return draft.values[field].empty() || draft.values[field] == kExtentUnknown;
}

inline std::string value_to_learn(const Draft& draft, std::size_t field, Random& random) {
  constexpr std::array<std::string_view, 4> kExtents = {"vp1", "vp2", "vp3", "vp4"};
  if (draft.values[field] == kExtentUnknown) return in_quotes(kExtents[random.below(4)]);
  return random_value(field, random);
}

}  // namespace nextline::test
