// SPDX-License-Identifier: Apache-2.0
#include "patient/contradictions.h"

#include <algorithm>
#include <string>
#include <utility>

#include "knowledge/tables.h"
#include "nextline/numbers.h"
#include "patient/messages.h"

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
      add("ecog"_f, "encephalopathy"_f, Message::kEncephalopathyWithEcog0);
    }
    if (is_word("sex"_f, word("sex"_f, "male")) && holds(kComorbidities, word(kComorbidities, "pregnancy"))) {
      add("sex"_f, kComorbidities, Message::kPregnantMan);
    }
  }

  void liver() {
    if (patient_.known("bilirubin"_f) && patient_.known("direct_bilirubin"_f) &&
        compare(patient_["direct_bilirubin"_f].value, patient_["bilirubin"_f].value) > 0) {
      add("bilirubin"_f, "direct_bilirubin"_f, Message::kDirectAboveTotalBilirubin);
    }
    if (holds("etiology"_f, word("etiology"_f, "hbv")) &&
        is_word("hbv_status"_f, word("hbv_status"_f, "negative"))) {
      add("etiology"_f, "hbv_status"_f, Message::kHbvNegativeWithHbvEtiology);
    }
  }

  void tumour() {
    if (is_number("nodules"_f, 0) && patient_.known("largest_nodule"_f)) {
      add("nodules"_f, "largest_nodule"_f, Message::kNoNoduleWithDiameter);
    }
    if (is_word("portal_vein_invasion"_f, word("portal_vein_invasion"_f, "none")) &&
        is_word("hepatic_vein_invasion"_f, word("hepatic_vein_invasion"_f, "none")) &&
        holds(kProgressionSites, word(kProgressionSites, "new_vascular_invasion"))) {
      add("portal_vein_invasion"_f, kProgressionSites, Message::kNoInvasionWithNewInvasion);
    }
    const Tri spread = patient_.is("extrahepatic_spread"_f);
    if (spread == Tri::kFalse && patient_["metastasis_sites"_f].words != 0) {
      add("extrahepatic_spread"_f, "metastasis_sites"_f, Message::kNoSpreadWithMetastases);
    }
    if (spread == Tri::kTrue && is_empty("metastasis_sites"_f)) {
      add("extrahepatic_spread"_f, "metastasis_sites"_f, Message::kSpreadWithoutSite);
    }
    if (spread == Tri::kFalse && holds(kProgressionSites, word(kProgressionSites, "extrahepatic_growth") |
                                                              word(kProgressionSites, "new_extrahepatic"))) {
      add("extrahepatic_spread"_f, kProgressionSites, Message::kNoSpreadWithExtrahepaticProgression);
    }
    if (is_empty("metastasis_sites"_f) && spread != Tri::kFalse &&
        holds(kProgressionSites,
              word(kProgressionSites, "extrahepatic_growth") | word(kProgressionSites, "new_extrahepatic"))) {
      add("metastasis_sites"_f, kProgressionSites, Message::kNoSiteWithExtrahepaticProgression);
    }
    if (is_empty(kProgressionSites)) {
      if (is_word("best_response"_f, word("best_response"_f, "pd"))) {
        add("best_response"_f, kProgressionSites, Message::kProgressionWithoutSite);
      }
      if (compare(patient_.range("progressing_lesions"_f).low, 1) >= 0) {
        add("progressing_lesions"_f, kProgressionSites, Message::kProgressionWithoutSite);
      }
    }
    if (patient_.known("progressing_lesions"_f) && patient_.known("progressing_organs"_f) &&
        patient_["progressing_organs"_f].value > patient_["progressing_lesions"_f].value) {
      add("progressing_lesions"_f, "progressing_organs"_f, Message::kMoreOrgansThanLesions);
    }
  }

  void earlier_therapy() {
    if (patient_.known("sorafenib_tolerated"_f) && surely_no_agent("sorafenib")) {
      add(kPrior, "sorafenib_tolerated"_f, Message::kSorafenibToleratedNeverGiven);
    }
    const int sorafenib = knowledge::find_regimen("sorafenib");
    if (patient_.is("sorafenib_tolerated"_f) == Tri::kTrue && sorafenib >= 0 &&
        holds("intolerances"_f, std::uint64_t{1} << static_cast<unsigned>(sorafenib))) {
      add("sorafenib_tolerated"_f, "intolerances"_f, Message::kSorafenibToleratedAndNot);
    }
    if (!patient_.known(kPrior) || !patient_.prior.empty()) return;
    for (const Field f :
         {"best_response"_f, "months_to_progression"_f, "last_therapy_cycles"_f, "stop_reason"_f}) {
      if (patient_.known(f)) add(kPrior, f, Message::kLastTherapyWithoutTherapy);
    }
  }

  void immune_events() {
    constexpr Field kEvents = "immune_adverse_events"_f;
    constexpr Field kWorst = "immune_adverse_event_worst"_f;
    own_grades(kEvents, "immune_adverse_event_grade"_f);
    if (is_empty(kEvents)) {
      for (const Field f : {kWorst, "immune_adverse_event_grade"_f, "immune_adverse_event_status"_f}) {
        if (patient_.known(f)) add(kEvents, f, Message::kImmuneDetailsWithoutEvent);
      }
    } else if (patient_.known(kWorst) &&  // the same words in the same order
               (patient_[kWorst].words & patient_[kEvents].absent) != 0) {
      add(kEvents, kWorst, Message::kWorstNotAmongEvents);
    }
    if (patient_[kEvents].words != 0 && surely_no_class(knowledge::kCheckpointInhibitor)) {
      add(kPrior, kEvents, Message::kImmuneEventsWithoutInhibitor);
    }
  }

  void vegf_events() {
    constexpr Field kEvents = "vegf_adverse_events"_f;
    own_grades(kEvents, "vegf_adverse_event_grade"_f);
    if (patient_[kEvents].words != 0 && surely_no_class(knowledge::kAntiVegf | knowledge::kMultikinase)) {
      add(kPrior, kEvents, Message::kVegfEventsWithoutAgent);
    }
    if (is_empty(kEvents) && patient_.known("vegf_adverse_event_grade"_f)) {
      add(kEvents, "vegf_adverse_event_grade"_f, Message::kVegfGradeWithoutEvent);
    }
    if (holds(kEvents, word(kEvents, "perforation")) &&
        patient_.has_any(kComorbidities, word(kComorbidities, "perforation_or_fistula")) == Tri::kFalse) {
      add(kEvents, kComorbidities, Message::kPerforationNotAmongComorbidities);
    }
  }

  // An event that says a higher grade of itself than the worst one counts.
  void own_grades(Field events, Field worst_grade) {
    for (const Event& event : patient_.events(events)) {
      if (event.grade == 0 || compare(event.grade, patient_.range(worst_grade).high) <= 0) continue;
      return add(events, worst_grade, Message::kOwnGradeAboveWorst);
    }
  }

  void add(Field first, Field with, Message message) {
    add_contradiction(issues_, first, with, sentence(message));
  }

  [[nodiscard]] bool is_number(Field f, double value) const {
    return patient_.known(f) && compare(patient_[f].value, value) == 0;
  }
  [[nodiscard]] bool is_word(Field f, std::uint64_t words) const {
    return patient_.known(f) && patient_.is_in(f, words) == Tri::kTrue;
  }
  [[nodiscard]] bool holds(Field f, std::uint64_t members) const {
    return patient_.has_any(f, members) == Tri::kTrue;
  }
  // "Looked for, none".
  [[nodiscard]] bool is_empty(Field f) const {
    return patient_.known(f) && !patient_[f].error && !patient_[f].open && patient_[f].words == 0;
  }

  // Every line is readable, and none may hold it.
  [[nodiscard]] bool surely_no_class(std::uint32_t classes) const {
    return no_line([&](const knowledge::Regimen& regimen) {
      return ((regimen.classes | regimen.unknown_classes) & classes) != 0;
    });
  }
  [[nodiscard]] bool surely_no_agent(std::string_view agent) const {
    const auto agents = knowledge::agents();
    std::uint64_t bit = 0;
    for (std::size_t i = 0; i < agents.size(); ++i) {
      if (agents[i].id == agent) bit = std::uint64_t{1} << i;
    }
    return no_line([&](const knowledge::Regimen& regimen) {
      return ((regimen.agents | regimen.unknown_agents) & bit) != 0;
    });
  }
  template <class MayHold>
  [[nodiscard]] bool no_line(MayHold may_hold) const {
    if (!patient_.known(kPrior)) return false;
    return std::none_of(patient_.prior.begin(), patient_.prior.end(), [&](int line) {
      return line == kUnreadRegimen || may_hold(knowledge::regimens()[static_cast<std::size_t>(line)]);
    });
  }

  const Patient& patient_;
  std::vector<Issue>& issues_;
};

}  // namespace

void find_contradictions(const Patient& patient, std::vector<Issue>& issues) { Finder(patient, issues).find(); }

void add_contradiction(std::vector<Issue>& issues, Field first, Field with, std::string_view sentence) {
  if (with.index < first.index) std::swap(first, with);
  Issue issue{IssueCode::kContradiction, first.index, std::string(spec(first).id), {}, std::string(sentence)};
  issue.params.push_back({"with", std::string(spec(with).id)});
  issues.push_back(std::move(issue));
}

}  // namespace nextline
