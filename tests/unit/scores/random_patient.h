// SPDX-License-Identifier: Apache-2.0
// Seeded random patients for the properties of scores: values on and beside cut-offs, at the ends of what is
// possible, and anywhere between, in every unit.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "nextline/fields.h"
#include "nextline/patient.h"
#include "support/random.h"

namespace nextline::test {

// All fields that a score reads.
inline const std::vector<Field>& score_fields() {
  static const std::vector<Field> fields = {
      "age"_f,
      "sex"_f,
      "weight"_f,
      "ecog"_f,
      "ecog_due_to_cancer"_f,
      "bilirubin"_f,
      "albumin"_f,
      "inr"_f,
      "prothrombin_prolongation"_f,
      "creatinine"_f,
      "sodium"_f,
      "platelets"_f,
      "ast"_f,
      "alt"_f,
      "ast_upper_limit"_f,
      "afp"_f,
      "crp"_f,
      "neutrophils"_f,
      "lymphocytes"_f,
      "ascites"_f,
      "encephalopathy"_f,
      "dialysis"_f,
      "transplant_candidate"_f,
      "nodules"_f,
      "largest_nodule"_f,
      "over_half_of_liver"_f,
      "bile_duct_invasion"_f,
      "portal_vein_invasion"_f,
      "hepatic_vein_invasion"_f,
      "extrahepatic_spread"_f,
      "progression_sites"_f,
      "sum_diameters_baseline"_f,
      "sum_diameters_now"_f,
      "days_baseline_to_now"_f,
  };
  return fields;
}

// Values where something changes: what random numbers would hardly meet.
inline std::vector<double> turning_points(Field field) {
  if (field == "bilirubin"_f) return {1, 2, 3, 31.38};
  if (field == "albumin"_f) return {1.5, 2.8, 3, 3.5};
  if (field == "inr"_f) return {1, 1.7, 2.3};
  if (field == "prothrombin_prolongation"_f) return {4, 6};
  if (field == "creatinine"_f) return {1, 3, 4};
  if (field == "sodium"_f) return {125, 137};
  if (field == "platelets"_f) return {52.81};
  if (field == "afp"_f) return {100, 400};
  if (field == "crp"_f) return {10};
  if (field == "lymphocytes"_f) return {0, 1};
  if (field == "nodules"_f) return {0, 1, 2, 3, 4, 5};
  if (field == "largest_nodule"_f) return {2, 3, 5, 6};
  return {};
}

// A known value in the first unit, entered in unit `unit`. Values that rounding moves out of what is possible come
// back to its end.
inline Cell number_cell(Field field, double value, std::size_t unit) {
  Cell cell;
  cell.known = true;
  cell.unit = static_cast<std::uint8_t>(unit);
  cell.value = value;
  cell.entered = value;
  const auto units = spec(field).units;
  if (unit != 0) {
    cell.entered = value * units[unit].div / units[unit].mul;
    cell.value = cell.entered * units[unit].mul / units[unit].div;
    if (cell.value < spec(field).hard.low) cell.value = spec(field).hard.low;
    if (cell.value > spec(field).hard.high) cell.value = spec(field).hard.high;
  }
  return cell;
}

inline Cell random_cell(Field field, Random& random) {
  const FieldSpec& declared = spec(field);
  Cell cell;
  cell.known = true;
  switch (declared.type) {
    case FieldType::kBoolean:
      cell.value = static_cast<double>(random.below(2));
      return cell;
    case FieldType::kEnum:
      cell.words = WordSet::one(random.below(declared.words.size()));
      return cell;
    case FieldType::kSet: {
      const WordSet all = all_words(field);
      cell.words = WordSet{random.next() & random.next()} & all;
      cell.absent = all - cell.words;
      return cell;
    }
    default:
      break;
  }
  const double low = declared.hard.low;
  const double high = declared.hard.high;
  const std::vector<double> turns = turning_points(field);
  double value = low + (high - low) * random.unit();
  const std::size_t kind = random.below(8);
  if (kind == 0) value = low;
  if (kind == 1) value = high;
  if (kind >= 2 && kind <= 4 && !turns.empty()) {
    value = turns[random.below(turns.size())];
    if (random.chance(0.5)) value *= 1 + (random.unit() - 0.5) * 1e-3;
  }
  if (kind >= 5) {  // most real values lie near the lower end
    const double u = random.unit();
    value = low + (high - low) * (u * u * u * u);
  }
  if (declared.type == FieldType::kInteger) value = std::round(value);
  if (value < low) value = low;
  if (value > high) value = high;
  return number_cell(field, value, declared.units.empty() ? 0 : random.below(declared.units.size()));
}

// Every field of the scores known. Either the INR or the prothrombin time: an INR that comes later and replaces a
// prothrombin time is a correction.
inline Patient random_patient(Random& random) {
  Patient patient;
  for (const Field field : score_fields()) patient[field] = random_cell(field, random);
  // Progression outside the liver against a stated "no spread" is a contradiction, and corrects it.
  if (extrahepatic_spread(patient) == Tri::kTrue) patient["extrahepatic_spread"_f].value = 1;
  patient[random.chance(0.8) ? "prothrombin_prolongation"_f : "inr"_f] = Cell{};
  return patient;
}

}  // namespace nextline::test
