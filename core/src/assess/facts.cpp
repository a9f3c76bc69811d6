// SPDX-License-Identifier: Apache-2.0
#include "assess/facts.h"

#include "knowledge/tables.h"
#include "nextline/numbers.h"
#include "scores/tumour_growth_rate.h"

namespace nextline {

namespace {

using knowledge::Regimen;

// Named: clang 14 leaves a field literal inside a template undefined.
constexpr Field kPriorTherapies = "prior_therapies"_f;

// Whether one earlier therapy satisfies `holds`, which answers for a regimen that could be read.
template <class Holds>
Tri prior(const Patient& patient, Which which, Holds holds) {
  if (!patient.known(kPriorTherapies)) return Tri::kUnknown;
  const auto one = [&](int line) {
    if (line == kUnreadRegimen) return Tri::kUnknown;
    return holds(static_cast<std::size_t>(line));
  };
  if (patient.prior.empty()) return Tri::kFalse;
  if (which == Which::kLast) return one(patient.prior.back());
  Tri any = Tri::kFalse;
  for (const int line : patient.prior) any = kleene_or(any, one(line));
  return any;
}

// Whether every value still possible of a number field lies in [low, high].
Tri between(const Patient& patient, Field field, double low, double high) {
  const Range range = patient.range(field);
  if (compare(range.low, low) >= 0 && compare(range.high, high) <= 0) return Tri::kTrue;
  if (compare(range.high, low) < 0 || compare(range.low, high) > 0) return Tri::kFalse;
  return Tri::kUnknown;
}

Tri at_least(const Patient& patient, Field field, double limit) {
  const Range range = patient.range(field);
  if (compare(range.low, limit) >= 0) return Tri::kTrue;
  return compare(range.high, limit) < 0 ? Tri::kFalse : Tri::kUnknown;
}

// Whether a laboratory value is over `times` its own upper limit.
Tri over_limit(const Patient& patient, Field field, Field limit, double times) {
  const Range value = patient.range(field);
  const Range upper = patient.range(limit);
  if (compare(value.low, times * upper.high) > 0) return Tri::kTrue;
  return compare(value.high, times * upper.low) <= 0 ? Tri::kFalse : Tri::kUnknown;
}

Tri transaminases_over(const Patient& patient, double times) {
  return kleene_or(over_limit(patient, "ast"_f, "ast_upper_limit"_f, times),
                   over_limit(patient, "alt"_f, "alt_upper_limit"_f, times));
}

Tri grade_in(const Scores& scores, ScoreId id, std::uint16_t grades) {
  const std::uint16_t possible = get(scores, id).grades;
  if (possible == 0) return Tri::kUnknown;
  if ((possible & ~grades) == 0) return Tri::kTrue;
  return (possible & grades) == 0 ? Tri::kFalse : Tri::kUnknown;
}

// ---- immune-related adverse events -----------------------------------------------------------------------
constexpr Field kEvents = "immune_adverse_events"_f;
constexpr Field kWorst = "immune_adverse_event_worst"_f;
constexpr Field kGrade = "immune_adverse_event_grade"_f;
constexpr Field kStatus = "immune_adverse_event_status"_f;

constexpr std::uint64_t kAllEvents = (std::uint64_t{1} << spec(kEvents).words.size()) - 1;
constexpr std::uint64_t kEndocrine =
    word(kEvents, "thyroiditis") | word(kEvents, "adrenalitis") | word(kEvents, "hypophysitis");
constexpr std::uint64_t kMyocarditis = word(kEvents, "myocarditis");
constexpr std::uint64_t kPneumonitis = word(kEvents, "pneumonitis");
constexpr std::uint64_t kNeurologic = word(kEvents, "neurologic");
constexpr std::uint64_t kHepatitis = word(kEvents, "hepatitis");
constexpr std::uint64_t kOnReplacement = word(kStatus, "on_replacement");
constexpr std::uint64_t kNotSettled = word(kStatus, "ongoing") | word(kStatus, "on_steroids_over_10mg");

struct ImmuneEvent {
  std::uint64_t kind;
  int grade;
  std::uint64_t status;
  [[nodiscard]] bool replaced() const { return (kind & kEndocrine) != 0 && (status & kOnReplacement) != 0; }
};

// safety.md, "Severe immune event".
bool severe(const ImmuneEvent& event) {
  if (event.replaced()) return false;
  if (event.grade >= 3) return true;
  constexpr std::uint64_t kFromGradeTwo = kMyocarditis | kNeurologic | kPneumonitis | kHepatitis;
  return event.grade == 2 && (event.kind & kFromGradeTwo) != 0;
}

// safety.md, "any checkpoint inhibitor": what ends inhibitors for good.
bool stops_inhibitors(const ImmuneEvent& event) {
  if (event.replaced()) return false;
  if ((event.kind & kMyocarditis) != 0) return event.grade >= 2;
  if ((event.kind & (kPneumonitis | kNeurologic)) != 0) return event.grade >= 3;
  return event.grade >= 4;
}

bool needs_care(const ImmuneEvent& event) {
  if (event.replaced() || stops_inhibitors(event)) return false;
  return event.grade == 3 || (event.status & kNotSettled) != 0;
}

bool mild(const ImmuneEvent& event) { return event.grade == 1 || event.replaced(); }

// Tries every event, grade and status that is still possible. The list of events has the last word: a `worst` that is
// not on it is a contradiction and ignored, so that no answer overturns another.
template <class Holds>
Tri worst_event(const Patient& patient, Holds holds) {
  const Cell& events = patient[kEvents];
  if (!events.known) return Tri::kUnknown;
  std::uint64_t candidates = kAllEvents & ~events.absent;
  if (candidates == 0) return Tri::kFalse;
  const std::uint64_t worst = patient.possible(kWorst);
  if (patient.known(kWorst) && (worst & events.words) != 0) candidates &= worst;
  const Range grades = patient.range(kGrade);
  const std::uint64_t statuses = patient.possible(kStatus);
  bool some = false;
  bool all = events.words != 0;  // members of which nothing is known may be absent
  for (std::uint64_t kind = 1; kind <= kAllEvents; kind <<= 1U) {
    if ((candidates & kind) == 0) continue;
    for (int grade = static_cast<int>(grades.low); grade <= static_cast<int>(grades.high); ++grade) {
      for (std::uint64_t status = 1; status <= statuses; status <<= 1U) {
        if ((statuses & status) == 0) continue;
        if (holds(ImmuneEvent{kind, grade, status})) {
          some = true;
        } else {
          all = false;
        }
      }
    }
  }
  if (all) return Tri::kTrue;
  return some ? Tri::kUnknown : Tri::kFalse;
}

// ---- hyperprogression (clinical-facts.md A6, Kim CG 2021) ----------------------------------------------
Tri hyperprogression(const Patient& patient) {
  constexpr Field kNumbers[] = {"sum_diameters_before"_f, "sum_diameters_baseline"_f, "sum_diameters_now"_f,
                                "days_before_to_baseline"_f, "days_baseline_to_now"_f};
  for (const Field field : kNumbers) {
    if (!patient.known(field)) return Tri::kUnknown;
  }
  const double before = patient[kNumbers[0]].value;
  const double baseline = patient[kNumbers[1]].value;
  const double now = patient[kNumbers[2]].value;
  const double days_before = patient[kNumbers[3]].value;
  const double days_on = patient[kNumbers[4]].value;
  double rate_before = 0;
  double rate_on = 0;
  std::string_view why;
  if (!growth_rate(before, baseline, days_before, rate_before, why)) return Tri::kUnknown;
  if (!growth_rate(baseline, now, days_on, rate_on, why)) return Tri::kUnknown;
  const double kinetics_before = (baseline - before) / (days_before / kDaysPerMonth);
  const double kinetics_on = (now - baseline) / (days_on / kDaysPerMonth);
  if (kinetics_before <= 0) return Tri::kUnknown;  // ratios undefined: not assessable
  return tri(compare(kinetics_on, 4 * kinetics_before) >= 0 && compare(rate_on, 4 * rate_before) >= 0 &&
             compare(rate_on - rate_before, 40) >= 0);
}

// ---- what each fact rests on -----------------------------------------------------------------------------
constexpr Field kPriorOnly[] = {"prior_therapies"_f};
constexpr Field kExhausted[] = {"ecog"_f,
                                "bilirubin"_f,
                                "albumin"_f,
                                "inr"_f,
                                "ascites"_f,
                                "encephalopathy"_f,
                                "prior_therapies"_f,
                                "stop_reason"_f,
                                "sorafenib_tolerated"_f,
                                "vegf_adverse_events"_f,
                                "comorbidities"_f};
constexpr Field kBilirubin[] = {"bilirubin"_f, "bilirubin_upper_limit"_f};
constexpr Field kVessels[] = {"portal_vein_invasion"_f, "hepatic_vein_invasion"_f, "progression_sites"_f};
constexpr Field kSites[] = {"progression_sites"_f};
constexpr Field kOligo[] = {"prior_therapies"_f, "months_to_progression"_f, "progressing_lesions"_f,
                            "progressing_organs"_f, "other_sites_controlled"_f};
constexpr Field kLesions[] = {"progressing_lesions"_f, "progressing_organs"_f};
constexpr Field kSums[] = {"sum_diameters_before"_f, "sum_diameters_baseline"_f, "sum_diameters_now"_f,
                           "days_before_to_baseline"_f, "days_baseline_to_now"_f};
constexpr Field kProgression[] = {"stop_reason"_f, "progression_sites"_f};
constexpr Field kLiver[] = {"bilirubin"_f, "albumin"_f, "inr"_f, "ascites"_f, "encephalopathy"_f};
constexpr Field kEcog[] = {"ecog"_f};
constexpr Field kRecorded[] = {"prior_therapies"_f, "immune_adverse_events"_f};
constexpr Field kImmune[] = {"prior_therapies"_f, "immune_adverse_events"_f, "immune_adverse_event_worst"_f,
                             "immune_adverse_event_grade"_f, "immune_adverse_event_status"_f};
constexpr Field kVegf[] = {"prior_therapies"_f, "vegf_adverse_events"_f, "vegf_adverse_event_grade"_f};
constexpr Field kVegfNoGrade[] = {"prior_therapies"_f, "vegf_adverse_events"_f};
constexpr Field kPerforationStop[] = {"prior_therapies"_f, "stop_reason"_f, "vegf_adverse_events"_f};
constexpr Field kTransaminases[] = {"ast"_f, "alt"_f, "ast_upper_limit"_f, "alt_upper_limit"_f};
constexpr Field kBoth[] = {"prior_therapies"_f,
                           "immune_adverse_events"_f,
                           "immune_adverse_event_worst"_f,
                           "immune_adverse_event_grade"_f,
                           "immune_adverse_event_status"_f,
                           "vegf_adverse_events"_f,
                           "vegf_adverse_event_grade"_f};

}  // namespace

std::span<const Field> fact_fields(Fact fact) {
  switch (fact) {
    case Fact::kPriorIci:
    case Fact::kPriorAntiCtla4:
    case Fact::kPriorAntiVegf:
    case Fact::kPriorMultikinase:
    case Fact::kPriorSorafenib:
    case Fact::kLastTherapyIci:
      return kPriorOnly;
    case Fact::kMultikinaseExhausted:
      return kExhausted;
    case Fact::kBilirubinOver2x:
      return kBilirubin;
    case Fact::kMacrovascularInvasion:
      return kVessels;
    case Fact::kNewVascularInvasion:
      return kSites;
    case Fact::kOligoprogression:
    case Fact::kOligoprogressionWiderLimit:
      return kOligo;
    case Fact::kDisseminatedProgression:
      return kLesions;
    case Fact::kHyperprogression:
      return kSums;
    case Fact::kProgressionRecorded:
      return kProgression;
    case Fact::kPoorLiverFunction:
    case Fact::kGoodLiverFunction:
      return kLiver;
    case Fact::kPoorPerformanceStatus:
      return kEcog;
    case Fact::kImmuneEventRecorded:
      return kRecorded;
    case Fact::kSevereImmuneAdverseEvent:
    case Fact::kImmuneEventStopsInhibitors:
    case Fact::kImmuneEventNeedsCare:
    case Fact::kImmuneEventMild:
      return kImmune;
    case Fact::kVegfBleeding:
    case Fact::kVegfBleedingSevere:
    case Fact::kVegfToxicity:
      return kVegf;
    case Fact::kVegfArterialEvent:
    case Fact::kVegfPerforation:
      return kVegfNoGrade;
    case Fact::kVegfPerforationStop:
      return kPerforationStop;
    case Fact::kBothSafetySignals:
      return kBoth;
    case Fact::kTransaminasesOver3x:
    case Fact::kTransaminasesOver5x:
      return kTransaminases;
  }
  return {};
}

Tri prior_class(const Patient& patient, Which which, std::uint32_t classes) {
  return prior(patient, which, [&](std::size_t line) {
    const Regimen& regimen = knowledge::regimens()[line];
    if ((regimen.classes & classes) != 0) return Tri::kTrue;
    return (regimen.unknown_classes & classes) != 0 ? Tri::kUnknown : Tri::kFalse;
  });
}

Tri prior_agent(const Patient& patient, Which which, std::uint64_t agents) {
  return prior(patient, which,
               [&](std::size_t line) { return tri((knowledge::regimens()[line].agents & agents) != 0); });
}

Tri prior_regimen(const Patient& patient, Which which, std::uint64_t regimens) {
  return prior(patient, which,
               [&](std::size_t line) { return tri((regimens & (std::uint64_t{1} << line)) != 0); });
}

void derive_facts(const Patient& patient, const Scores& scores, Facts& facts) {
  using knowledge::kAntiCtla4;
  using knowledge::kAntiVegf;
  using knowledge::kCheckpointInhibitor;
  using knowledge::kMultikinase;

  facts.lines_of_therapy = patient.known("prior_therapies"_f) ? static_cast<int>(patient.prior.size()) : -1;
  const Tri prior_ici = prior_class(patient, Which::kAny, kCheckpointInhibitor);
  const Tri last_ici = prior_class(patient, Which::kLast, kCheckpointInhibitor);
  // Multikinase inhibitors act on VEGF receptors: safety.md counts them among the anti-VEGF agents.
  const Tri prior_vegf = prior_class(patient, Which::kAny, kAntiVegf | kMultikinase);
  facts[Fact::kPriorIci] = prior_ici;
  facts[Fact::kPriorAntiCtla4] = prior_class(patient, Which::kAny, kAntiCtla4);
  facts[Fact::kPriorAntiVegf] = prior_vegf;
  facts[Fact::kPriorMultikinase] = prior_class(patient, Which::kAny, kMultikinase);
  const int sorafenib = knowledge::find_regimen("sorafenib");
  facts[Fact::kPriorSorafenib] =
      sorafenib < 0 ? Tri::kUnknown
                    : prior_agent(patient, Which::kAny,
                                  knowledge::regimens()[static_cast<std::size_t>(sorafenib)].agents);
  facts[Fact::kLastTherapyIci] = last_ici;

  facts[Fact::kMacrovascularInvasion] = macrovascular_invasion(patient);
  facts[Fact::kNewVascularInvasion] =
      patient.has_any("progression_sites"_f, word("progression_sites"_f, "new_vascular_invasion"));

  const Tri oligo = kleene_and(kleene_and(last_ici, between(patient, "progressing_lesions"_f, 1, 5)),
                               kleene_and(between(patient, "progressing_organs"_f, 1, 3),
                                          kleene_and(patient.is("other_sites_controlled"_f),
                                                     at_least(patient, "months_to_progression"_f, 3))));
  facts[Fact::kOligoprogression] = oligo;
  facts[Fact::kOligoprogressionWiderLimit] = kleene_and(oligo, at_least(patient, "progressing_lesions"_f, 4));
  facts[Fact::kDisseminatedProgression] =
      kleene_or(at_least(patient, "progressing_lesions"_f, 6), at_least(patient, "progressing_organs"_f, 4));
  facts[Fact::kHyperprogression] = hyperprogression(patient);
  constexpr std::uint64_t kAllSites = (std::uint64_t{1} << spec("progression_sites"_f).words.size()) - 1;
  facts[Fact::kProgressionRecorded] = kleene_or(
      patient.is_in("stop_reason"_f, word("stop_reason"_f, "progression") | word("stop_reason"_f, "both")),
      patient.has_any("progression_sites"_f, kAllSites));

  const std::uint16_t class_c = grade_bit(ScoreId::kChildPugh, "C");
  const std::uint16_t class_a = grade_bit(ScoreId::kChildPugh, "A");
  const std::uint16_t albi_3 = grade_bit(ScoreId::kAlbi, "3");
  const Tri is_albi_3 = grade_in(scores, ScoreId::kAlbi, albi_3);
  facts[Fact::kPoorLiverFunction] = kleene_or(is_albi_3, grade_in(scores, ScoreId::kChildPugh, class_c));
  facts[Fact::kGoodLiverFunction] =
      kleene_and(grade_in(scores, ScoreId::kChildPugh, class_a), kleene_not(is_albi_3));
  facts[Fact::kPoorPerformanceStatus] = at_least(patient, "ecog"_f, 2);

  facts[Fact::kImmuneEventRecorded] = kleene_and(prior_ici, patient.has_any(kEvents, kAllEvents));
  facts[Fact::kSevereImmuneAdverseEvent] = kleene_and(prior_ici, worst_event(patient, severe));
  facts[Fact::kImmuneEventStopsInhibitors] = kleene_and(prior_ici, worst_event(patient, stops_inhibitors));
  facts[Fact::kImmuneEventNeedsCare] = kleene_and(prior_ici, worst_event(patient, needs_care));
  facts[Fact::kImmuneEventMild] = kleene_and(prior_ici, worst_event(patient, mild));

  constexpr Field kVegfEvents = "vegf_adverse_events"_f;
  const Tri grade_3 = at_least(patient, "vegf_adverse_event_grade"_f, 3);
  const Tri gi_bleeding = patient.has_any(kVegfEvents, word(kVegfEvents, "gi_bleeding"));
  const Tri other_bleeding = patient.has_any(kVegfEvents, word(kVegfEvents, "other_bleeding"));
  const Tri bleeding = kleene_and(prior_vegf, kleene_or(gi_bleeding, kleene_and(other_bleeding, grade_3)));
  facts[Fact::kVegfBleeding] = bleeding;
  facts[Fact::kVegfBleedingSevere] =
      kleene_and(prior_vegf, kleene_and(kleene_or(gi_bleeding, other_bleeding), grade_3));
  facts[Fact::kVegfArterialEvent] =
      kleene_and(prior_vegf, patient.has_any(kVegfEvents, word(kVegfEvents, "arterial_thromboembolism")));
  const Tri perforation =
      kleene_and(prior_vegf, patient.has_any(kVegfEvents, word(kVegfEvents, "perforation")));
  facts[Fact::kVegfPerforation] = perforation;
  // A perforation ends the agent that caused it: where the last therapy ended for another reason the question need
  // not be asked before every anti-VEGF option.
  facts[Fact::kVegfPerforationStop] = kleene_and(
      perforation,
      patient.is_in("stop_reason"_f, word("stop_reason"_f, "toxicity") | word("stop_reason"_f, "both")));
  facts[Fact::kBothSafetySignals] = kleene_and(facts[Fact::kSevereImmuneAdverseEvent], bleeding);
  constexpr std::uint64_t kAllVegf = (std::uint64_t{1} << spec(kVegfEvents).words.size()) - 1;
  facts[Fact::kVegfToxicity] =
      kleene_and(prior_vegf, kleene_and(patient.has_any(kVegfEvents, kAllVegf), grade_3));
  facts[Fact::kTransaminasesOver3x] = transaminases_over(patient, 3);
  facts[Fact::kTransaminasesOver5x] = transaminases_over(patient, 5);
  facts[Fact::kBilirubinOver2x] = over_limit(patient, "bilirubin"_f, "bilirubin_upper_limit"_f, 2);
  facts[Fact::kMultikinaseExhausted] = Tri::kUnknown;
}

}  // namespace nextline
