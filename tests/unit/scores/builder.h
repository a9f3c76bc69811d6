// SPDX-License-Identifier: Apache-2.0
// Builds patients for the score tests cell by cell, and reads scores as text.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "nextline/fields.h"
#include "nextline/patient.h"
#include "nextline/scores.h"
#include "support/catch.h"

namespace nextline::test {

// PatientBuilder().with("bilirubin"_f, 34.2, "umol/L").with("ascites"_f, "none").no("dialysis"_f)
class PatientBuilder {
 public:
  // A number in `unit`, or in the first unit of the field.
  PatientBuilder& with(Field field, double entered, std::string_view unit = {}) {
    Cell& cell = fresh(field);
    const auto units = spec(field).units;
    while (!unit.empty() && cell.unit < units.size() && units[cell.unit].ucum != unit) ++cell.unit;
    cell.entered = entered;
    cell.value = entered;
    if (!units.empty()) {
      REQUIRE(cell.unit < units.size());
      cell.value = entered * units[cell.unit].mul / units[cell.unit].div;
    }
    return *this;
  }
  // The word of an enum.
  PatientBuilder& with(Field field, std::string_view id) {
    fresh(field).words = bit(field, id);
    return *this;
  }
  // A set with these members and no other.
  PatientBuilder& with_set(Field field, std::initializer_list<std::string_view> members) {
    Cell& cell = fresh(field);
    for (const auto id : members) cell.words |= bit(field, id);
    cell.absent = all_words(field) - cell.words;
    return *this;
  }
  PatientBuilder& yes(Field field) {
    fresh(field).value = 1;
    return *this;
  }
  PatientBuilder& no(Field field) {
    fresh(field).value = 0;
    return *this;
  }
  PatientBuilder& without(Field field) {
    patient_[field] = Cell{};
    return *this;
  }
  // Something was entered that cannot be used.
  PatientBuilder& unusable(Field field) {
    patient_[field] = Cell{};
    patient_[field].error = true;
    return *this;
  }
  // Nothing in the vessels, nothing outside the liver.
  PatientBuilder& no_invasion_no_spread() {
    return with("portal_vein_invasion"_f, "none")
        .with("hepatic_vein_invasion"_f, "none")
        .with_set("progression_sites"_f, {})
        .no("extrahepatic_spread"_f);
  }
  // Child-Pugh A5.
  PatientBuilder& child_pugh_a() {
    return with("bilirubin"_f, 1.0)
        .with("albumin"_f, 4.0)
        .with("inr"_f, 1.0)
        .with("ascites"_f, "none")
        .with("encephalopathy"_f, "none");
  }
  // Child-Pugh B7: ascites and albumin.
  PatientBuilder& child_pugh_b() { return child_pugh_a().with("albumin"_f, 3.0).with("ascites"_f, "mild"); }
  // Child-Pugh C10.
  PatientBuilder& child_pugh_c() {
    return child_pugh_a().with("bilirubin"_f, 4.0).with("albumin"_f, 2.5).with("ascites"_f, "mild");
  }

  [[nodiscard]] const Patient& patient() const { return patient_; }
  [[nodiscard]] Score score(ScoreId id) const {
    Scores scores;
    compute_scores(patient_, scores);
    return get(scores, id);
  }

 private:
  Cell& fresh(Field field) {
    patient_[field] = Cell{};
    patient_[field].known = true;
    return patient_[field];
  }
  static WordSet bit(Field field, std::string_view id) {
    const auto words = spec(field).words;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (words[i].id == id) return WordSet::one(i);
    }
    FAIL("no such word: " << id);
    return {};
  }
  Patient patient_;
};

// The grades that are possible: "A", or "A B C".
inline std::string grades(ScoreId id, const Score& score) {
  std::string text;
  const auto names = spec(id).grades;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if ((score.grades >> i & 1) == 0) continue;
    if (!text.empty()) text += ' ';
    text += names[i];
  }
  return text;
}

// "inr ascites"
inline std::string missing(const Score& score) {
  std::string text;
  for (const Field field : score.missing) {
    if (!text.empty()) text += ' ';
    text += spec(field).id;
  }
  return text;
}

inline bool settled(const Score& score) { return score.state == ScoreState::kSettled; }

// The points of one field; fails where it has none.
inline double points(const Score& score, Field field) {
  for (const Component& component : score.components) {
    if (component.field == field) return component.points;
  }
  FAIL("no component " << spec(field).id);
  return 0;
}

}  // namespace nextline::test
