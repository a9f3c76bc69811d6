// SPDX-License-Identifier: Apache-2.0
#include "scores/tumour.h"

namespace nextline {
namespace {

constexpr double kSizeEdges[] = {2, 3, 5};  // cm; an edge belongs to the class below it
constexpr double kNumberEdges[] = {0, 1, 3};

static_assert(spec("largest_nodule"_f).units[0].ucum == "cm");

Tri new_invasion(const Patient& patient) {
  return patient.has_any("progression_sites"_f, word("progression_sites"_f, "new_vascular_invasion"));
}

Tri grown_outside(const Patient& patient) {
  constexpr Field kSites = "progression_sites"_f;
  return patient.has_any(kSites, word(kSites, "extrahepatic_growth") | word(kSites, "new_extrahepatic"));
}

}  // namespace

Tri macrovascular_invasion(const Patient& patient) {
  const Tri no_portal = patient.is_in("portal_vein_invasion"_f, word("portal_vein_invasion"_f, "none"));
  const Tri no_hepatic = patient.is_in("hepatic_vein_invasion"_f, word("hepatic_vein_invasion"_f, "none"));
  return kleene_or(kleene_or(kleene_not(no_portal), kleene_not(no_hepatic)), new_invasion(patient));
}

Tumour tumour_of(const Patient& patient) {
  const Range number = patient.range("nodules"_f);
  const Range size = patient.range("largest_nodule"_f);
  return {static_cast<std::uint8_t>(grades_between(number.low, number.high, kNumberEdges)),
          static_cast<std::uint8_t>(grades_between(size.low, size.high, kSizeEdges))};
}

bool milan_tumour(Number number, Size size) {
  switch (number) {
    case Number::kNone:
      return true;
    case Number::kSingle:
      return size <= Size::kTo5Cm;
    case Number::kTwoOrThree:
      return size <= Size::kTo3Cm;
    case Number::kFourOrMore:
      return false;
  }
  return false;
}

Tri extrahepatic_spread(const Patient& patient) {
  constexpr Field kSites = "metastasis_sites"_f;
  const Tri sites = patient.has_any(kSites, all_words(kSites));
  const Tri grown = grown_outside(patient);
  if (sites == Tri::kTrue || grown == Tri::kTrue) return Tri::kTrue;
  const Tri stated = patient.is("extrahepatic_spread"_f);
  return stated != Tri::kUnknown ? stated : sites;
}

Field spread_field(const Patient& patient) {
  if (patient.is("extrahepatic_spread"_f) == Tri::kTrue) return "extrahepatic_spread"_f;
  return patient["metastasis_sites"_f].words.empty() ? "progression_sites"_f : "metastasis_sites"_f;
}

Tri invasion_or_spread(const Patient& patient) {
  return kleene_or(macrovascular_invasion(patient), extrahepatic_spread(patient));
}

void ask_for_invasion(const Patient& patient, Score& score) {
  ask(patient, score, {"portal_vein_invasion"_f, "hepatic_vein_invasion"_f});
  if (new_invasion(patient) == Tri::kUnknown) add_missing(score, "progression_sites"_f);
}

void ask_for_spread(const Patient& patient, Score& score) {
  if (extrahepatic_spread(patient) != Tri::kUnknown) return;
  add_missing(score, "extrahepatic_spread"_f);
  if (grown_outside(patient) == Tri::kUnknown) add_missing(score, "progression_sites"_f);
}

void ask_for_invasion_or_spread(const Patient& patient, Score& score) {
  ask_for_invasion(patient, score);
  ask_for_spread(patient, score);
}

}  // namespace nextline
