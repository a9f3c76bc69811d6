// SPDX-License-Identifier: Apache-2.0
// Facts: what follows from fields and scores (contract.md, "Facts"). True, false or unknown; two are not boolean
// (lines_of_therapy, bclc). Every fact is monotone: filling in a field never overturns a settled fact.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "facts/events.h"
#include "knowledge/sets.h"
#include "nextline/fields.h"
#include "nextline/patient.h"
#include "nextline/scores.h"
#include "nextline/tri.h"
#include "words/words.h"

namespace nextline {

// Boolean facts in the order they are printed.
enum class Fact : std::uint8_t {
  kPriorIci,
  kPriorAntiCtla4,
  kPriorAntiVegf,
  kPriorMultikinase,
  kPriorSorafenib,
  kLastTherapyIci,
  kExtrahepaticSpread,
  kMacrovascularInvasion,
  kNewVascularInvasion,
  kOligoprogression,
  kOligoprogressionWiderLimit,
  kDisseminatedProgression,
  kHyperprogression,
  kProgressionRecorded,
  kTherapyHasFailed,
  kAfpFalling,
  kPoorLiverFunction,
  kGoodLiverFunction,
  kPoorPerformanceStatus,
  kImmuneEventRecorded,
  kSevereImmuneAdverseEvent,
  kImmuneEventStopsInhibitors,
  kImmuneEventNeedsCare,
  kImmuneEventMild,
  kImmuneHepatitisActive,
  kImmuneEventActive,
  kVegfEventRecorded,
  kVegfBleeding,
  kVegfBleedingRecorded,
  kVegfBleedingSevere,
  kVegfIntracranialBleeding,
  kVegfArterialEvent,
  kVegfPerforation,
  kVegfPerforationStop,
  kBothSafetySignals,
  kVegfToxicity,
  kTransaminasesOver3x,
  kTransaminasesOver5x,
  kBilirubinOver2x,
  kSorafenibNotTolerated,
  kMultikinaseExhausted,
};
inline constexpr std::size_t kFactCount = 41;

// `fields`: what it rests on. They are what `missing` names while it is open and what an explanation shows when it is
// settled, but for the last `not_asked`, which settle it where they are known. `cut_offs` as of a score.
struct FactSpec {
  std::string_view id;
  std::string_view label;
  std::span<const Field> fields;
  std::span<const CutOff> cut_offs = {};
  std::size_t not_asked = 0;
};

namespace fact_table {

inline constexpr Field kPriorOnly[] = {"prior_therapies"_f};
inline constexpr Field kSorafenib[] = {"prior_therapies"_f, "sorafenib_tolerated"_f, "intolerances"_f};
inline constexpr Field kExhausted[] = {"ecog"_f,
                                       "bilirubin"_f,
                                       "albumin"_f,
                                       "inr"_f,
                                       "ascites"_f,
                                       "encephalopathy"_f,
                                       "prior_therapies"_f,
                                       "stop_reason"_f,
                                       "sorafenib_tolerated"_f,
                                       "vegf_adverse_events"_f,
                                       "comorbidities"_f,
                                       "prothrombin_prolongation"_f,
                                       "stated_child_pugh"_f,
                                       "intolerances"_f};
inline constexpr Field kBilirubin[] = {"bilirubin"_f, "bilirubin_upper_limit"_f};
inline constexpr Field kVessels[] = {"portal_vein_invasion"_f, "hepatic_vein_invasion"_f,
                                     "progression_sites"_f};
inline constexpr Field kSites[] = {"progression_sites"_f};
inline constexpr Field kSpread[] = {"extrahepatic_spread"_f, "metastasis_sites"_f, "progression_sites"_f};
inline constexpr Field kCourseAfp[] = {"afp"_f, "course"_f};
inline constexpr Field kOligo[] = {"prior_therapies"_f, "months_to_progression"_f, "progressing_lesions"_f,
                                   "progressing_organs"_f, "other_sites_controlled"_f};
inline constexpr Field kLesions[] = {"progressing_lesions"_f, "progressing_organs"_f};
inline constexpr Field kSums[] = {"sum_diameters_before"_f, "sum_diameters_baseline"_f, "sum_diameters_now"_f,
                                  "days_before_to_baseline"_f, "days_baseline_to_now"_f};
inline constexpr Field kProgression[] = {"best_response"_f, "stop_reason"_f, "progression_sites"_f,
                                         "progressing_lesions"_f};
inline constexpr Field kLiver[] = {"bilirubin"_f,         "albumin"_f,        "inr"_f,
                                   "ascites"_f,           "encephalopathy"_f, "prothrombin_prolongation"_f,
                                   "stated_child_pugh"_f, "stated_albi"_f};
inline constexpr Field kEcog[] = {"ecog"_f};
inline constexpr Field kRecorded[] = {"prior_therapies"_f, "immune_adverse_events"_f,
                                      "immune_adverse_event_worst"_f};
inline constexpr Field kImmune[] = {"prior_therapies"_f, "immune_adverse_events"_f,
                                    "immune_adverse_event_worst"_f, "immune_adverse_event_grade"_f,
                                    "immune_adverse_event_status"_f};
inline constexpr Field kVegf[] = {"prior_therapies"_f, "vegf_adverse_events"_f, "vegf_adverse_event_grade"_f};
inline constexpr Field kVegfNoGrade[] = {"prior_therapies"_f, "vegf_adverse_events"_f};
inline constexpr Field kPerforationStop[] = {"prior_therapies"_f, "stop_reason"_f, "vegf_adverse_events"_f};
inline constexpr Field kTransaminases[] = {"ast"_f, "alt"_f, "ast_upper_limit"_f, "alt_upper_limit"_f};
inline constexpr Field kBoth[] = {"prior_therapies"_f,
                                  "immune_adverse_events"_f,
                                  "immune_adverse_event_worst"_f,
                                  "immune_adverse_event_grade"_f,
                                  "immune_adverse_event_status"_f,
                                  "vegf_adverse_events"_f,
                                  "vegf_adverse_event_grade"_f};
inline constexpr double kLeastMonths = 3;  // of control before oligoprogression
inline constexpr CutOff kOligoCutOffs[] = {{"months_to_progression"_f, kLeastMonths}};

}  // namespace fact_table

// Declared here so that the knowledge compiler can check the names that rules use.
inline constexpr FactSpec kFacts[kFactCount] = {
    {"prior_ici", "fact.prior_ici"_text, fact_table::kPriorOnly},
    {"prior_anti_ctla4", "fact.prior_anti_ctla4"_text, fact_table::kPriorOnly},
    {"prior_anti_vegf", "fact.prior_anti_vegf"_text, fact_table::kPriorOnly},
    {"prior_multikinase", "fact.prior_multikinase"_text, fact_table::kPriorOnly},
    {"prior_sorafenib", "fact.prior_sorafenib"_text, fact_table::kPriorOnly},
    {"last_therapy_ici", "fact.last_therapy_ici"_text, fact_table::kPriorOnly},
    {"extrahepatic_spread", "fact.extrahepatic_spread"_text, fact_table::kSpread},
    {"macrovascular_invasion", "fact.macrovascular_invasion"_text, fact_table::kVessels},
    {"new_vascular_invasion", "fact.new_vascular_invasion"_text, fact_table::kSites},
    {"oligoprogression", "fact.oligoprogression"_text, fact_table::kOligo, fact_table::kOligoCutOffs},
    {"oligoprogression_wider_limit", "fact.oligoprogression_wider_limit"_text, fact_table::kOligo},
    {"disseminated_progression", "fact.disseminated_progression"_text, fact_table::kLesions},
    {"hyperprogression", "fact.hyperprogression"_text, fact_table::kSums},
    {"progression_recorded", "fact.progression_recorded"_text, fact_table::kProgression},
    {"therapy_has_failed", "fact.therapy_has_failed"_text, fact_table::kProgression},
    {"afp_falling", "fact.afp_falling"_text, fact_table::kCourseAfp},
    {"poor_liver_function", "fact.poor_liver_function"_text, fact_table::kLiver},
    {"good_liver_function", "fact.good_liver_function"_text, fact_table::kLiver},
    {"poor_performance_status", "fact.poor_performance_status"_text, fact_table::kEcog},
    {"immune_event_recorded", "fact.immune_event_recorded"_text, fact_table::kRecorded},
    {"severe_immune_adverse_event", "fact.severe_immune_adverse_event"_text, fact_table::kImmune},
    {"immune_event_stops_inhibitors", "fact.immune_event_stops_inhibitors"_text, fact_table::kImmune},
    {"immune_event_needs_care", "fact.immune_event_needs_care"_text, fact_table::kImmune},
    {"immune_event_mild", "fact.immune_event_mild"_text, fact_table::kImmune},
    {"immune_hepatitis_active", "fact.immune_hepatitis_active"_text, fact_table::kImmune},
    {"immune_event_active", "fact.immune_event_active"_text, fact_table::kImmune},
    {"vegf_event_recorded", "fact.vegf_event_recorded"_text, fact_table::kVegfNoGrade},
    {"vegf_bleeding", "fact.vegf_bleeding"_text, fact_table::kVegf},
    {"vegf_bleeding_recorded", "fact.vegf_bleeding_recorded"_text, fact_table::kVegfNoGrade},
    {"vegf_bleeding_severe", "fact.vegf_bleeding_severe"_text, fact_table::kVegf},
    {"vegf_intracranial_bleeding", "fact.vegf_intracranial_bleeding"_text, fact_table::kVegfNoGrade},
    {"vegf_arterial_event", "fact.vegf_arterial_event"_text, fact_table::kVegfNoGrade},
    {"vegf_perforation", "fact.vegf_perforation"_text, fact_table::kVegfNoGrade},
    {"vegf_perforation_stop", "fact.vegf_perforation_stop"_text, fact_table::kPerforationStop},
    {"both_safety_signals", "fact.both_safety_signals"_text, fact_table::kBoth},
    {"vegf_toxicity", "fact.vegf_toxicity"_text, fact_table::kVegf},
    {"transaminases_over_3x", "fact.transaminases_over_3x"_text, fact_table::kTransaminases},
    {"transaminases_over_5x", "fact.transaminases_over_5x"_text, fact_table::kTransaminases},
    {"bilirubin_over_2x", "fact.bilirubin_over_2x"_text, fact_table::kBilirubin},
    {"sorafenib_not_tolerated", "fact.sorafenib_not_tolerated"_text, fact_table::kSorafenib, {}, 1},
    {"multikinase_exhausted", "fact.multikinase_exhausted"_text, fact_table::kExhausted, {}, 1},
};

[[nodiscard]] constexpr std::string_view fact_id(Fact fact) {
  return kFacts[static_cast<std::size_t>(fact)].id;
}

[[nodiscard]] constexpr std::span<const Field> fact_fields(Fact fact) {
  return kFacts[static_cast<std::size_t>(fact)].fields;
}

// Whether a fact is about events of a set, and what of an event it reads: its kind, also its grade, also its state.
enum class EventReads : std::uint8_t { kKind, kGrade, kStatus };
[[nodiscard]] bool reads_events(Fact fact, EventSet& set, EventReads& detail);

struct Facts {
  std::array<Tri, kFactCount> values{};
  std::optional<int> lines_of_therapy;
  [[nodiscard]] Tri operator[](Fact fact) const { return values[static_cast<std::size_t>(fact)]; }
  [[nodiscard]] Tri& operator[](Fact fact) { return values[static_cast<std::size_t>(fact)]; }
};

// All but multikinase_exhausted, which follows from the verdicts (verdicts.cpp).
void derive_facts(const Patient& patient, const Scores& scores, Facts& facts);

// Lines of therapy. A regimen whose agents are all in the regimen just before it goes on with that line.
[[nodiscard]] std::optional<int> line_count(const Patient& patient);
[[nodiscard]] Line last_line(
    const Patient& patient);  // its first regimen, with all agents; kUnreadRegimen: none, unread

// Earlier therapies: whether any (or the last line) holds one of the classes, agents or regimens.
enum class Which : std::uint8_t { kAny, kLast };
[[nodiscard]] Tri prior_class(const Patient& patient, Which which, knowledge::ClassSet classes);
[[nodiscard]] Tri prior_agent(const Patient& patient, Which which, knowledge::AgentSet agents);
[[nodiscard]] Tri prior_regimen(const Patient& patient, Which which, knowledge::RegimenSet regimens);

}  // namespace nextline
