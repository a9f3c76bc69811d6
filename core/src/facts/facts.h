// SPDX-License-Identifier: Apache-2.0
// Facts: what follows from fields and scores (contract.md, "Facts"). True, false or unknown; two are not boolean
// (lines_of_therapy, bclc). Every fact is monotone: filling in a field never overturns a settled fact.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "facts/events.h"
#include "nextline/fields.h"
#include "nextline/patient.h"
#include "nextline/scores.h"
#include "nextline/tri.h"

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
  kMultikinaseExhausted,
};
inline constexpr std::size_t kFactCount = 39;

struct FactSpec {
  std::string_view id;
  std::string_view label;
};

// Declared here so that the knowledge compiler can check the names that rules use.
inline constexpr FactSpec kFacts[kFactCount] = {
    {"prior_ici", "earlier checkpoint inhibitor"},
    {"prior_anti_ctla4", "earlier anti-CTLA-4"},
    {"prior_anti_vegf", "earlier anti-VEGF agent"},
    {"prior_multikinase", "earlier multikinase inhibitor"},
    {"prior_sorafenib", "earlier sorafenib"},
    {"last_therapy_ici", "last therapy held a checkpoint inhibitor"},
    {"extrahepatic_spread", "extrahepatic spread"},
    {"macrovascular_invasion", "macrovascular invasion"},
    {"new_vascular_invasion", "new vascular invasion"},
    {"oligoprogression", "oligoprogression"},
    {"oligoprogression_wider_limit", "4 or 5 progressing lesions: inside the wider limit only"},
    {"disseminated_progression", "more than 5 progressing lesions or more than 3 organs"},
    {"hyperprogression", "hyperprogression"},
    {"progression_recorded", "progression recorded"},
    {"therapy_has_failed", "the last therapy has failed: progression, toxicity or deterioration"},
    {"afp_falling", "AFP below the one before it"},
    {"poor_liver_function", "ALBI grade 3 or Child-Pugh C"},
    {"good_liver_function", "Child-Pugh A and ALBI grade 1 or 2"},
    {"poor_performance_status", "ECOG 2 or more"},
    {"immune_event_recorded", "immune-related adverse event recorded"},
    {"severe_immune_adverse_event", "severe immune-related adverse event"},
    {"immune_event_stops_inhibitors", "immune-related event that ends inhibitor therapy for good"},
    {"immune_event_needs_care",
     "immune-related event of grade 3, unresolved, or on more than 10 mg of steroid"},
    {"immune_event_mild", "immune-related event of grade 1, or endocrine and settled"},
    {"immune_hepatitis_active", "immune hepatitis of grade 3 or more that is not resolved"},
    {"vegf_event_recorded", "adverse event under an anti-VEGF agent recorded"},
    {"vegf_bleeding", "bleeding under an anti-VEGF agent"},
    {"vegf_bleeding_recorded", "bleeding of any grade under an anti-VEGF agent recorded"},
    {"vegf_bleeding_severe", "bleeding of grade 3 or more under an anti-VEGF agent"},
    {"vegf_intracranial_bleeding", "intracranial bleeding under an anti-VEGF agent"},
    {"vegf_arterial_event", "arterial event under an anti-VEGF agent"},
    {"vegf_perforation", "perforation under an anti-VEGF agent"},
    {"vegf_perforation_stop", "perforation under an anti-VEGF agent that was stopped for toxicity"},
    {"both_safety_signals", "severe immune-related event and bleeding under anti-VEGF"},
    {"vegf_toxicity", "any adverse event of grade 3 or more under an anti-VEGF agent"},
    {"transaminases_over_3x", "AST or ALT over 3 times the upper limit"},
    {"transaminases_over_5x", "AST or ALT over 5 times the upper limit"},
    {"bilirubin_over_2x", "bilirubin over twice its upper limit"},
    {"multikinase_exhausted", "no multikinase inhibitor is left"},
};

[[nodiscard]] constexpr std::string_view fact_id(Fact fact) {
  return kFacts[static_cast<std::size_t>(fact)].id;
}

// Fields a fact rests on: what `missing` names while it is open, what an explanation shows when it is settled.
[[nodiscard]] std::span<const Field> fact_fields(Fact fact);

// Whether a fact is about events of a set, and what of an event it reads: its kind, also its grade, also its state.
enum class EventReads : std::uint8_t { kKind, kGrade, kStatus };
[[nodiscard]] bool reads_events(Fact fact, EventSet& set, EventReads& detail);

struct Facts {
  std::array<Tri, kFactCount> values{};
  int lines_of_therapy = -1;  // -1: unknown
  [[nodiscard]] Tri operator[](Fact fact) const { return values[static_cast<std::size_t>(fact)]; }
  [[nodiscard]] Tri& operator[](Fact fact) { return values[static_cast<std::size_t>(fact)]; }
};

// All but multikinase_exhausted, which follows from the verdicts (verdicts.cpp).
void derive_facts(const Patient& patient, const Scores& scores, Facts& facts);

// Lines of therapy. A regimen whose agents are all in the regimen just before it goes on with that line.
[[nodiscard]] int line_count(const Patient& patient);  // -1: unknown
[[nodiscard]] int last_line(
    const Patient& patient);  // its first regimen, with all agents; kUnreadRegimen: none, unread

// Earlier therapies: whether any (or the last line) holds one of the classes, agents or regimens.
enum class Which : std::uint8_t { kAny, kLast };
[[nodiscard]] Tri prior_class(const Patient& patient, Which which, std::uint32_t classes);
[[nodiscard]] Tri prior_agent(const Patient& patient, Which which, std::uint64_t agents);
[[nodiscard]] Tri prior_regimen(const Patient& patient, Which which, std::uint64_t regimens);

}  // namespace nextline
