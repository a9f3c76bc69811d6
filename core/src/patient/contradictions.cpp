// SPDX-License-Identifier: Apache-2.0
#include "patient/contradictions.h"

#include <algorithm>
#include <string>
#include <utility>

#include "knowledge/tables.h"
#include "nextline/numbers.h"
#include "words/words.h"

namespace nextline {

namespace {

constexpr Field kPrior = "prior_therapies"_f;
constexpr Field kComorbidities = "comorbidities"_f;
constexpr Field kProgressionSites = "progression_sites"_f;

class Finder {
 public:
  Finder(const Patient& patient, std::vector<Issue>& issues) : patient_(patient), issues_(issues) {}

  void find() {
    condition();
    liver();
    tumour();
    earlier_therapy();
    immune_events();
    vegf_events();
  }

 private:
  void condition() {
    if (is_word("encephalopathy"_f, word("encephalopathy"_f, "grade_3_4")) && is_number("ecog"_f, 0)) {
      add("ecog"_f, "encephalopathy"_f, "contradiction.encephalopathy_with_ecog0"_words);
    }
    if (is_word("sex"_f, word("sex"_f, "male")) && holds(kComorbidities, word(kComorbidities, "pregnancy"))) {
      add("sex"_f, kComorbidities, "contradiction.pregnant_man"_words);
    }
  }

  void liver() {
    if (patient_.known("bilirubin"_f) && patient_.known("direct_bilirubin"_f) &&
        compare(patient_["direct_bilirubin"_f].value, patient_["bilirubin"_f].value) > 0) {
      add("bilirubin"_f, "direct_bilirubin"_f, "contradiction.direct_above_total_bilirubin"_words);
    }
    if (holds("etiology"_f, word("etiology"_f, "hbv")) &&
        is_word("hbv_status"_f, word("hbv_status"_f, "negative"))) {
      add("etiology"_f, "hbv_status"_f, "contradiction.hbv_negative_with_hbv_etiology"_words);
    }
  }

  void tumour() {
    if (is_number("nodules"_f, 0) && patient_.known("largest_nodule"_f)) {
      add("nodules"_f, "largest_nodule"_f, "contradiction.no_nodule_with_diameter"_words);
    }
    if (is_word("portal_vein_invasion"_f, word("portal_vein_invasion"_f, "none")) &&
        is_word("hepatic_vein_invasion"_f, word("hepatic_vein_invasion"_f, "none")) &&
        holds(kProgressionSites, word(kProgressionSites, "new_vascular_invasion"))) {
      add("portal_vein_invasion"_f, kProgressionSites, "contradiction.no_invasion_with_new_invasion"_words);
    }
    const Tri spread = patient_.is("extrahepatic_spread"_f);
    if (spread == Tri::kFalse && !patient_["metastasis_sites"_f].words.empty()) {
      add("extrahepatic_spread"_f, "metastasis_sites"_f, "contradiction.no_spread_with_metastases"_words);
    }
    if (spread == Tri::kTrue && is_empty("metastasis_sites"_f)) {
      add("extrahepatic_spread"_f, "metastasis_sites"_f, "contradiction.spread_without_site"_words);
    }
    if (spread == Tri::kFalse && holds(kProgressionSites, word(kProgressionSites, "extrahepatic_growth") |
                                                              word(kProgressionSites, "new_extrahepatic"))) {
      add("extrahepatic_spread"_f, kProgressionSites,
          "contradiction.no_spread_with_extrahepatic_progression"_words);
    }
    if (is_empty("metastasis_sites"_f) && spread != Tri::kFalse &&
        holds(kProgressionSites,
              word(kProgressionSites, "extrahepatic_growth") | word(kProgressionSites, "new_extrahepatic"))) {
      add("metastasis_sites"_f, kProgressionSites, "contradiction.no_site_with_extrahepatic_progression"_words);
    }
    if (is_empty(kProgressionSites)) {
      if (is_word("best_response"_f, word("best_response"_f, "pd"))) {
        add("best_response"_f, kProgressionSites, "contradiction.progression_without_site"_words);
      }
      if (compare(patient_.range("progressing_lesions"_f).low, 1) >= 0) {
        add("progressing_lesions"_f, kProgressionSites, "contradiction.progression_without_site"_words);
      }
    }
    if (patient_.known("progressing_lesions"_f) && patient_.known("progressing_organs"_f) &&
        patient_["progressing_organs"_f].value > patient_["progressing_lesions"_f].value) {
      add("progressing_lesions"_f, "progressing_organs"_f, "contradiction.more_organs_than_lesions"_words);
    }
  }

  void earlier_therapy() {
    const knowledge::Named& named = knowledge::named();
    if (patient_.known("sorafenib_tolerated"_f) &&
        surely_no_agent(knowledge::AgentSet::one(named.sorafenib_agent))) {
      add(kPrior, "sorafenib_tolerated"_f, "contradiction.sorafenib_tolerated_never_given"_words);
    }
    if (patient_.is("sorafenib_tolerated"_f) == Tri::kTrue &&
        holds("intolerances"_f, WordSet::one(named.sorafenib))) {
      add("sorafenib_tolerated"_f, "intolerances"_f, "contradiction.sorafenib_tolerated_and_not"_words);
    }
    for (std::size_t i = 0; i < knowledge::regimens().size(); ++i) {
      const knowledge::Regimen& regimen = knowledge::regimens()[i];
      if (regimen.agents.empty() || !holds("intolerances"_f, WordSet::one(i))) continue;
      if (!surely_no_agent(regimen.agents)) continue;
      add_contradiction(issues_, kPrior, "intolerances"_f,
                        say<"contradiction.not_tolerated_never_given">(regimen.label));
    }
    if (!patient_.known(kPrior) || !patient_.prior.empty()) return;
    for (const Field f :
         {"best_response"_f, "months_to_progression"_f, "last_therapy_cycles"_f, "stop_reason"_f}) {
      if (patient_.known(f)) add(kPrior, f, "contradiction.last_therapy_without_therapy"_words);
    }
  }

  void immune_events() {
    constexpr Field kEvents = "immune_adverse_events"_f;
    constexpr Field kWorst = "immune_adverse_event_worst"_f;
    own_grades(kEvents, "immune_adverse_event_grade"_f);
    if (is_empty(kEvents)) {
      for (const Field f : {kWorst, "immune_adverse_event_grade"_f, "immune_adverse_event_status"_f}) {
        if (patient_.known(f)) add(kEvents, f, "contradiction.immune_details_without_event"_words);
      }
    } else if (patient_.known(kWorst) &&  // the same words in the same order
               patient_[kWorst].words.meets(patient_[kEvents].absent)) {
      add(kEvents, kWorst, "contradiction.worst_not_among_events"_words);
    }
    if (!patient_[kEvents].words.empty() && surely_no_class(knowledge::kCheckpointInhibitor)) {
      add(kPrior, kEvents, "contradiction.immune_events_without_inhibitor"_words);
    }
  }

  void vegf_events() {
    constexpr Field kEvents = "vegf_adverse_events"_f;
    own_grades(kEvents, "vegf_adverse_event_grade"_f);
    if (!patient_[kEvents].words.empty() && surely_no_class(knowledge::kAntiVegf | knowledge::kMultikinase)) {
      add(kPrior, kEvents, "contradiction.vegf_events_without_agent"_words);
    }
    if (is_empty(kEvents) && patient_.known("vegf_adverse_event_grade"_f)) {
      add(kEvents, "vegf_adverse_event_grade"_f, "contradiction.vegf_grade_without_event"_words);
    }
    if (holds(kEvents, word(kEvents, "perforation")) &&
        patient_.has_any(kComorbidities, word(kComorbidities, "perforation_or_fistula")) == Tri::kFalse) {
      add(kEvents, kComorbidities, "contradiction.perforation_not_among_comorbidities"_words);
    }
  }

  // An event that says a higher grade of itself than the worst one counts.
  void own_grades(Field events, Field worst_grade) {
    for (const Event& event : patient_.events(events)) {
      if (!event.has_grade() || compare(event.grade, patient_.range(worst_grade).high) <= 0) continue;
      return add(events, worst_grade, "contradiction.own_grade_above_worst"_words);
    }
  }

  void add(Field first, Field with, Words message) { add_contradiction(issues_, first, with, say(message)); }

  [[nodiscard]] bool is_number(Field f, double value) const {
    return patient_.known(f) && compare(patient_[f].value, value) == 0;
  }
  [[nodiscard]] bool is_word(Field f, WordSet words) const {
    return patient_.known(f) && patient_.is_in(f, words) == Tri::kTrue;
  }
  [[nodiscard]] bool holds(Field f, WordSet members) const {
    return patient_.has_any(f, members) == Tri::kTrue;
  }
  // "Looked for, none".
  [[nodiscard]] bool is_empty(Field f) const {
    return patient_.known(f) && !patient_[f].error && !patient_[f].open && patient_[f].words.empty();
  }

  // Every line is readable, and none may hold it.
  [[nodiscard]] bool surely_no_class(knowledge::ClassSet classes) const {
    return no_line([&](const knowledge::Regimen& regimen) {
      return (regimen.classes | regimen.unknown_classes).meets(classes);
    });
  }
  [[nodiscard]] bool surely_no_agent(knowledge::AgentSet sought) const {
    return no_line([&](const knowledge::Regimen& regimen) {
      return (regimen.agents | regimen.unknown_agents).meets(sought);
    });
  }
  template <class MayHold>
  [[nodiscard]] bool no_line(MayHold may_hold) const {
    if (!patient_.known(kPrior)) return false;
    return std::none_of(patient_.prior.begin(), patient_.prior.end(),
                        [&](Line line) { return !line || may_hold(knowledge::regimens()[*line]); });
  }

  const Patient& patient_;
  std::vector<Issue>& issues_;
};

}  // namespace

void find_contradictions(const Patient& patient, std::vector<Issue>& issues) { Finder(patient, issues).find(); }

void add_contradiction(std::vector<Issue>& issues, Field first, Field with, std::string_view sentence) {
  if (with.index < first.index) std::swap(first, with);
  Issue issue{IssueCode::kContradiction, first, std::string(spec(first).id), {}, std::string(sentence)};
  issue.params.push_back({"with", std::string(spec(with).id)});
  issues.push_back(std::move(issue));
}

}  // namespace nextline
