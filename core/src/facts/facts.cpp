// SPDX-License-Identifier: Apache-2.0
#include "facts/facts.h"

#include <array>
#include <iterator>

#include "knowledge/tables.h"
#include "nextline/numbers.h"
#include "scores/tumour_growth_rate.h"

namespace nextline {

namespace {

using knowledge::Regimen;

// Named: clang 14 leaves a field literal inside a template undefined.
constexpr Field kPriorTherapies = "prior_therapies"_f;

// Whether `line` goes on with the line of `before`: all of its agents are in it (atezolizumab after bevacizumab was
// dropped). What could not be read, or of which not every agent is known, is a line of its own.
bool goes_on(Line before, Line line) {
  if (!before || !line) return false;
  const Regimen& first = knowledge::regimens()[*before];
  const Regimen& then = knowledge::regimens()[*line];
  return !then.agents.empty() && then.unknown_classes.empty() && then.unknown_agents.empty() &&
         then.agents.within(first.agents);
}

// Whether one earlier therapy satisfies `holds`, which answers for a regimen that could be read.
template <class Holds>
Tri prior(const Patient& patient, Which which, Holds holds) {
  if (!patient.known(kPriorTherapies)) return Tri::kUnknown;
  const auto one = [&](Line line) { return line ? holds(*line) : Tri::kUnknown; };
  if (patient.prior.empty()) return Tri::kFalse;
  if (which == Which::kLast) return one(last_line(patient));
  Tri any = Tri::kFalse;
  for (const Line line : patient.prior) any = kleene_or(any, one(line));
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

// Whether a laboratory value is over `times` its own upper limit. Where the laboratory's limit is not given, the
// limits that laboratories have (the plausible range) are tried.
Tri over_limit(const Patient& patient, Field field, Field limit, double times) {
  const Range value = patient.range(field);
  const bool given = patient.known(limit) || patient[limit].comparator != Comparator::kNone;
  const Range upper = given ? patient.range(limit) : Range{spec(limit).soft.low, spec(limit).soft.high};
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

// ---- adverse events -----------------------------------------------------------------------------------------
constexpr Field kEvents = "immune_adverse_events"_f;
constexpr Field kStatus = "immune_adverse_event_status"_f;
constexpr Field kVegfEvents = "vegf_adverse_events"_f;

constexpr WordSet kEndocrine = word(kEvents, "thyroiditis") | word(kEvents, "adrenalitis") |
                               word(kEvents, "hypophysitis") | word(kEvents, "diabetes");
constexpr WordSet kMyocarditis = word(kEvents, "myocarditis");
constexpr WordSet kMyositis = word(kEvents, "myositis");
constexpr WordSet kPneumonitis = word(kEvents, "pneumonitis");
constexpr WordSet kNeurologic = word(kEvents, "neurologic");
constexpr WordSet kHepatitis = word(kEvents, "hepatitis");
constexpr WordSet kResolved = word(kStatus, "resolved");
constexpr WordSet kOnReplacement = word(kStatus, "on_replacement");
constexpr WordSet kNotSettled = word(kStatus, "ongoing") | word(kStatus, "on_steroids_over_10mg");

bool any_event(const PossibleEvent& /*event*/) { return true; }

bool endocrine(const PossibleEvent& event) { return event.kind.meets(kEndocrine); }
bool replaced(const PossibleEvent& event) { return endocrine(event) && event.status.meets(kOnReplacement); }

// safety.md, "Severe immune event".
bool severe(const PossibleEvent& event) {
  if (replaced(event)) return false;
  if (event.grade >= 3) return true;
  constexpr WordSet kFromGradeTwo = kMyocarditis | kNeurologic | kPneumonitis | kHepatitis;
  return event.grade == 2 && event.kind.meets(kFromGradeTwo);
}

// safety.md, "any checkpoint inhibitor": what ends inhibitors for good. An endocrine event never does.
bool stops_inhibitors(const PossibleEvent& event) {
  if (endocrine(event)) return false;
  if (event.kind.meets(kMyocarditis)) return event.grade >= 2;
  if (event.kind.meets(kMyositis | kPneumonitis | kNeurologic)) return event.grade >= 3;
  return event.grade >= 4;
}

bool needs_care(const PossibleEvent& event) {
  if (endocrine(event)) return event.status.meets(kNotSettled);
  if (stops_inhibitors(event)) return false;
  return event.grade == 3 || event.status.meets(kNotSettled);
}

// Noted only: grade 1, or endocrine and settled.
bool mild(const PossibleEvent& event) {
  if (endocrine(event)) return !event.status.meets(kNotSettled);
  return event.grade == 1;
}

bool hepatitis_active(const PossibleEvent& event) {
  return event.kind.meets(kHepatitis) && event.grade >= 3 && !event.status.meets(kResolved);
}

// Another than hepatitis, of which a rule of its own speaks.
bool severe_and_active(const PossibleEvent& event) {
  return severe(event) && !event.kind.meets(kHepatitis) && event.status.meets(kNotSettled);
}

constexpr WordSet kIntracranial = word(kVegfEvents, "intracranial_bleeding");
constexpr WordSet kNamedBleeding =
    word(kVegfEvents, "gi_bleeding") | word(kVegfEvents, "variceal_bleeding") | kIntracranial;
constexpr WordSet kBleeding = kNamedBleeding | word(kVegfEvents, "other_bleeding");
constexpr WordSet kArterial = word(kVegfEvents, "arterial_thromboembolism");
constexpr WordSet kPerforation = word(kVegfEvents, "perforation");

bool bleeding_counts(const PossibleEvent& event) {
  return event.kind.meets(kNamedBleeding) || (event.kind.meets(kBleeding) && event.grade >= 3);
}
bool bleeding_recorded(const PossibleEvent& event) { return event.kind.meets(kBleeding); }
bool bleeding_severe(const PossibleEvent& event) { return event.kind.meets(kBleeding) && event.grade >= 3; }
bool bleeding_intracranial(const PossibleEvent& event) { return event.kind.meets(kIntracranial); }
bool arterial(const PossibleEvent& event) { return event.kind.meets(kArterial); }
bool perforation(const PossibleEvent& event) { return event.kind.meets(kPerforation); }
bool grade_3(const PossibleEvent& event) { return event.grade >= 3; }

// ---- progression --------------------------------------------------------------------------------------------
constexpr Field kStopReason = "stop_reason"_f;
constexpr Field kProgressionSites = "progression_sites"_f;
constexpr WordSet kAllSites = all_words(kProgressionSites);
constexpr WordSet kStoppedByProgression = word(kStopReason, "progression") | word(kStopReason, "both");

// False only where the reason and the sites are known and say none; what speaks against that is a contradiction, and
// progression counts.
Tri progression_recorded(const Patient& patient) {
  const Tri reason = patient.is_in(kStopReason, kStoppedByProgression);
  const Tri sites = patient.has_any(kProgressionSites, kAllSites);
  const Tri response = patient.is_in("best_response"_f, word("best_response"_f, "pd"));
  const Tri lesions = at_least(patient, "progressing_lesions"_f, 1);
  for (const Tri sign : {reason, sites, response, lesions}) {
    if (sign == Tri::kTrue) return Tri::kTrue;
  }
  return kleene_or(reason, sites);
}

// Said of it by itself or among the regimens that were not tolerated. Either counts against "tolerated", and where no earlier
// therapy holds it; both are contradictions.
Tri sorafenib_not_tolerated(const Patient& patient, Tri given) {
  const Tri tolerated = patient.is("sorafenib_tolerated"_f);
  const WordSet sorafenib = WordSet::one(knowledge::named().sorafenib);
  if (tolerated == Tri::kFalse || patient.has_any("intolerances"_f, sorafenib) == Tri::kTrue) return Tri::kTrue;
  return tolerated == Tri::kTrue || given == Tri::kFalse ? Tri::kFalse : Tri::kUnknown;
}

// AFP now below the last one of the course. Open where it is not known which that is: a set without a readable date may be
// the last, and of two values of one day neither counts.
Tri afp_falling(const Patient& patient) {
  constexpr Field kAfp = "afp"_f;
  const CourseEntry* last = nullptr;
  Range then{};
  bool differ = false;
  for (const CourseEntry& entry : patient.course) {
    const Cell& cell = entry.cells[kAfp.index];
    if (!cell.known && !cell.error && cell.comparator == Comparator::kNone) continue;
    if (entry.date.empty()) return Tri::kUnknown;
    if (last != nullptr && entry.date < last->date) continue;
    const Range range = entry.range(kAfp);
    const bool same_day = last != nullptr && entry.date == last->date;
    differ = same_day && (differ || compare(range.low, then.low) != 0 || compare(range.high, then.high) != 0);
    last = &entry;
    then = range;
  }
  if (last == nullptr || differ) return Tri::kUnknown;
  const Range now = patient.range(kAfp);
  if (compare(now.high, then.low) < 0) return Tri::kTrue;
  return compare(now.low, then.high) >= 0 ? Tri::kFalse : Tri::kUnknown;
}

// ---- hyperprogression (clinical-facts.md A6, Kim CG 2021) ----------------------------------------------
// Where sums or times are limits: what each comparison compares comes nearer or goes apart with each number alone, so what
// holds at all ends of the ranges holds between them, also that the rates are there at all.
Tri hyperprogression(const Patient& patient) {
  constexpr Field kNumbers[] = {"sum_diameters_before"_f, "sum_diameters_baseline"_f, "sum_diameters_now"_f,
                                "days_before_to_baseline"_f, "days_baseline_to_now"_f};
  constexpr std::size_t kCount = std::size(kNumbers);
  std::array<Range, kCount> left{};
  for (std::size_t i = 0; i < kCount; ++i) {
    if (!patient.entered(kNumbers[i])) return Tri::kUnknown;
    left[i] = patient.range(kNumbers[i]);
  }
  std::array<bool, 3> holds{};
  std::array<bool, 3> fails{};
  for (unsigned corner = 0; corner < 1U << kCount; ++corner) {
    std::array<double, kCount> at{};
    bool again = false;
    for (std::size_t i = 0; i < kCount; ++i) {
      const bool high = (corner >> i & 1U) != 0;
      at[i] = high ? left[i].high : left[i].low;
      again = again || (high && left[i].settled());
    }
    if (again) continue;
    const auto [before, baseline, now, days_before, days_on] = at;
    double rate_before = 0;
    double rate_on = 0;
    std::string_view why;
    if (!growth_rate(before, baseline, days_before, rate_before, why)) return Tri::kUnknown;
    if (!growth_rate(baseline, now, days_on, rate_on, why)) return Tri::kUnknown;
    const double kinetics_before = (baseline - before) / (days_before / kDaysPerMonth);
    const double kinetics_on = (now - baseline) / (days_on / kDaysPerMonth);
    if (kinetics_before <= 0) return Tri::kUnknown;  // ratios undefined: not assessable
    const std::array<bool, 3> here = {compare(kinetics_on, 4 * kinetics_before) >= 0,
                                      compare(rate_on, 4 * rate_before) >= 0,
                                      compare(rate_on - rate_before, 40) >= 0};
    for (std::size_t i = 0; i < here.size(); ++i) (here[i] ? holds : fails)[i] = true;
  }
  Tri all = Tri::kTrue;
  for (std::size_t i = 0; i < holds.size(); ++i) {
    all = kleene_and(all, holds[i] && fails[i] ? Tri::kUnknown : tri(holds[i]));
  }
  return all;
}

}  // namespace

bool reads_events(Fact fact, EventSet& set, EventReads& detail) {
  const auto is = [&](EventSet of, EventReads read) {
    set = of;
    detail = read;
    return true;
  };
  switch (fact) {
    case Fact::kImmuneEventRecorded:
      return is(EventSet::kImmune, EventReads::kKind);
    case Fact::kImmuneEventStopsInhibitors:
      return is(EventSet::kImmune, EventReads::kGrade);
    case Fact::kSevereImmuneAdverseEvent:
    case Fact::kImmuneEventNeedsCare:
    case Fact::kImmuneEventMild:
    case Fact::kImmuneHepatitisActive:
    case Fact::kImmuneEventActive:
      return is(EventSet::kImmune, EventReads::kStatus);
    case Fact::kVegfEventRecorded:
    case Fact::kVegfBleedingRecorded:
    case Fact::kVegfIntracranialBleeding:
    case Fact::kVegfArterialEvent:
    case Fact::kVegfPerforation:
      return is(EventSet::kVegf, EventReads::kKind);
    case Fact::kVegfBleeding:
    case Fact::kVegfBleedingSevere:
    case Fact::kVegfToxicity:
      return is(EventSet::kVegf, EventReads::kGrade);
    default:
      return false;
  }
}

Tri prior_class(const Patient& patient, Which which, knowledge::ClassSet classes) {
  return prior(patient, which, [&](std::size_t line) {
    const Regimen& regimen = knowledge::regimens()[line];
    if (regimen.classes.meets(classes)) return Tri::kTrue;
    return regimen.unknown_classes.meets(classes) ? Tri::kUnknown : Tri::kFalse;
  });
}

Tri prior_agent(const Patient& patient, Which which, knowledge::AgentSet agents) {
  return prior(patient, which, [&](std::size_t line) {
    const Regimen& regimen = knowledge::regimens()[line];
    if (regimen.agents.meets(agents)) return Tri::kTrue;
    return regimen.unknown_agents.meets(agents) ? Tri::kUnknown : Tri::kFalse;
  });
}

Tri prior_regimen(const Patient& patient, Which which, knowledge::RegimenSet regimens) {
  return prior(patient, which, [&](std::size_t line) {
    if (regimens.has(line)) return Tri::kTrue;
    // Not known which: it may have been any of them.
    return knowledge::regimens()[line].unknown_agents == knowledge::kAnyAgent ? Tri::kUnknown : Tri::kFalse;
  });
}

Line last_line(const Patient& patient) {
  if (patient.prior.empty()) return kUnreadRegimen;
  std::size_t first = patient.prior.size() - 1;
  while (first > 0 && goes_on(patient.prior[first - 1], patient.prior[first])) --first;
  return patient.prior[first];
}

std::optional<int> line_count(const Patient& patient) {
  if (!patient.known(kPriorTherapies)) return std::nullopt;
  int lines = 0;
  for (std::size_t i = 0; i < patient.prior.size(); ++i) {
    if (i == 0 || !goes_on(patient.prior[i - 1], patient.prior[i])) ++lines;
  }
  return lines;
}

void derive_facts(const Patient& patient, const Scores& scores, Facts& facts) {
  using knowledge::kAntiCtla4;
  using knowledge::kAntiVegf;
  using knowledge::kCheckpointInhibitor;
  using knowledge::kMultikinase;

  facts.lines_of_therapy = line_count(patient);
  const Tri prior_ici = prior_class(patient, Which::kAny, kCheckpointInhibitor);
  const Tri last_ici = prior_class(patient, Which::kLast, kCheckpointInhibitor);
  // Multikinase inhibitors act on VEGF receptors: safety.md counts them among the anti-VEGF agents.
  const Tri prior_vegf = prior_class(patient, Which::kAny, kAntiVegf | kMultikinase);
  facts[Fact::kPriorIci] = prior_ici;
  facts[Fact::kPriorAntiCtla4] = prior_class(patient, Which::kAny, kAntiCtla4);
  facts[Fact::kPriorAntiVegf] = prior_vegf;
  facts[Fact::kPriorMultikinase] = prior_class(patient, Which::kAny, kMultikinase);
  facts[Fact::kPriorSorafenib] =
      prior_agent(patient, Which::kAny, knowledge::regimens()[knowledge::named().sorafenib].agents);
  facts[Fact::kLastTherapyIci] = last_ici;

  facts[Fact::kExtrahepaticSpread] = extrahepatic_spread(patient);
  facts[Fact::kMacrovascularInvasion] = macrovascular_invasion(patient);
  facts[Fact::kNewVascularInvasion] =
      patient.has_any("progression_sites"_f, word("progression_sites"_f, "new_vascular_invasion"));

  const Tri oligo = kleene_and(
      kleene_and(last_ici, between(patient, "progressing_lesions"_f, 1, 5)),
      kleene_and(between(patient, "progressing_organs"_f, 1, 3),
                 kleene_and(patient.is("other_sites_controlled"_f),
                            at_least(patient, "months_to_progression"_f, fact_table::kLeastMonths))));
  facts[Fact::kOligoprogression] = oligo;
  facts[Fact::kOligoprogressionWiderLimit] = kleene_and(oligo, at_least(patient, "progressing_lesions"_f, 4));
  facts[Fact::kDisseminatedProgression] =
      kleene_or(at_least(patient, "progressing_lesions"_f, 6), at_least(patient, "progressing_organs"_f, 4));
  facts[Fact::kHyperprogression] = hyperprogression(patient);
  facts[Fact::kProgressionRecorded] = progression_recorded(patient);
  facts[Fact::kTherapyHasFailed] =
      kleene_or(facts[Fact::kProgressionRecorded],
                patient.is_in(kStopReason, kStoppedByProgression | word(kStopReason, "toxicity") |
                                               word(kStopReason, "deterioration")));
  facts[Fact::kAfpFalling] = afp_falling(patient);

  const std::uint16_t class_c = grade_bit("child_pugh"_score, "C");
  const std::uint16_t class_a = grade_bit("child_pugh"_score, "A");
  const std::uint16_t albi_3 = grade_bit("albi"_score, "3");
  const Tri is_albi_3 = grade_in(scores, "albi"_score, albi_3);
  facts[Fact::kPoorLiverFunction] = kleene_or(is_albi_3, grade_in(scores, "child_pugh"_score, class_c));
  facts[Fact::kGoodLiverFunction] =
      kleene_and(grade_in(scores, "child_pugh"_score, class_a), kleene_not(is_albi_3));
  facts[Fact::kPoorPerformanceStatus] = at_least(patient, "ecog"_f, 2);

  const PossibleEvents immune(patient, EventSet::kImmune);
  const auto after_ici = [&](EventTest test) { return kleene_and(prior_ici, immune.some(test)); };
  facts[Fact::kImmuneEventRecorded] = after_ici(any_event);
  facts[Fact::kSevereImmuneAdverseEvent] = after_ici(severe);
  facts[Fact::kImmuneEventStopsInhibitors] = after_ici(stops_inhibitors);
  facts[Fact::kImmuneEventNeedsCare] = after_ici(needs_care);
  facts[Fact::kImmuneEventMild] = after_ici(mild);
  facts[Fact::kImmuneHepatitisActive] = after_ici(hepatitis_active);
  facts[Fact::kImmuneEventActive] = after_ici(severe_and_active);

  const PossibleEvents vegf(patient, EventSet::kVegf);
  const auto after_vegf = [&](EventTest test) { return kleene_and(prior_vegf, vegf.some(test)); };
  facts[Fact::kVegfEventRecorded] = after_vegf(any_event);
  facts[Fact::kVegfBleeding] = after_vegf(bleeding_counts);
  facts[Fact::kVegfBleedingRecorded] = after_vegf(bleeding_recorded);
  facts[Fact::kVegfBleedingSevere] = after_vegf(bleeding_severe);
  facts[Fact::kVegfIntracranialBleeding] = after_vegf(bleeding_intracranial);
  facts[Fact::kVegfArterialEvent] = after_vegf(arterial);
  facts[Fact::kVegfPerforation] = after_vegf(perforation);
  // A perforation ends the agent that caused it: where the last therapy ended for another reason the question need
  // not be asked before every anti-VEGF option.
  facts[Fact::kVegfPerforationStop] =
      kleene_and(facts[Fact::kVegfPerforation],
                 patient.is_in(kStopReason, word(kStopReason, "toxicity") | word(kStopReason, "both")));
  facts[Fact::kBothSafetySignals] =
      kleene_and(facts[Fact::kSevereImmuneAdverseEvent], facts[Fact::kVegfBleeding]);
  facts[Fact::kVegfToxicity] = after_vegf(grade_3);
  facts[Fact::kTransaminasesOver3x] = transaminases_over(patient, 3);
  facts[Fact::kTransaminasesOver5x] = transaminases_over(patient, 5);
  facts[Fact::kBilirubinOver2x] = over_limit(patient, "bilirubin"_f, "bilirubin_upper_limit"_f, 2);
  facts[Fact::kSorafenibNotTolerated] = sorafenib_not_tolerated(patient, facts[Fact::kPriorSorafenib]);
  facts[Fact::kMultikinaseExhausted] = Tri::kUnknown;
}

}  // namespace nextline
