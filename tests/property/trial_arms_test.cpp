// SPDX-License-Identifier: Apache-2.0
// Trials carry the safety of their arms: whoever an option is ruled out for, its arm is ruled out for too. Random
// patients against the arms as the data names them.
#include <algorithm>
#include <fstream>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "assess/evaluation.h"
#include "knowledge/tables.h"
#include "nextline/assess.h"
#include "nextline/patient.h"
#include "support/catch.h"
#include "support/random_draft.h"

namespace {

using Json = nlohmann::json;
using nextline::Tri;
using nextline::Verdict;
using nextline::knowledge::RuleKind;
using nextline::knowledge::Tier;

// The options whose exclusion an arm of the trial carries, and whether the doctor can avoid the arm.
struct Carried {
  std::size_t trial;
  std::set<std::string> choices;                             // of the trial
  std::vector<std::pair<std::size_t, std::string>> options;  // option, choice of the arm (empty: drawn by lot)
};

std::vector<Carried> carried() {
  std::ifstream in(std::string(NEXTLINE_SOURCE_DIR) + "/core/knowledge/trials.json");
  const Json trials = Json::parse(in);
  std::vector<Carried> all;
  for (std::size_t t = 0; t < nextline::knowledge::trials().size(); ++t) {
    Carried one{t, {}, {}};
    for (const Json& trial : trials) {
      if (trial.at("id") != nextline::knowledge::trials()[t].id) continue;
      for (const Json& arm : trial.at("gives")) {
        const std::string choice = arm.value("choice", std::string());
        if (!choice.empty()) one.choices.insert(choice);
        const auto regimen = nextline::knowledge::find_regimen(arm.value("regimen", std::string()));
        if (!regimen) continue;
        const auto agents = nextline::knowledge::regimens()[*regimen].agents;
        for (std::size_t o = 0; o < nextline::knowledge::options().size(); ++o) {
          const auto own = nextline::knowledge::options()[o].agents;
          // Not only the same regimen: each drug of it.
          if (!own.empty() && own.within(agents)) one.options.emplace_back(o, choice);
        }
      }
    }
    all.push_back(std::move(one));
  }
  return all;
}

// An exclusion of the option is met, or what makes it "not recommended" is.
bool ends(const nextline::knowledge::Option& option, const nextline::OptionResult& result) {
  for (std::size_t i = 0; i < option.rules.size(); ++i) {
    const auto& rule = nextline::knowledge::rules()[option.rules[i]];
    const bool decides = rule.kind == RuleKind::kExcludes || (rule.caps && rule.cap == Tier::kNotRecommended);
    if (decides && result.outcomes[i] == Tri::kTrue) return true;
  }
  return false;
}

// A strong caution of the option is met, or one that says what must be done before the start.
bool holds_back(const nextline::knowledge::Option& option, const nextline::OptionResult& result) {
  for (std::size_t i = 0; i < option.rules.size(); ++i) {
    const auto& rule = nextline::knowledge::rules()[option.rules[i]];
    const bool speaks = rule.strong || !nextline::knowledge::wording(rule).before_start.empty();
    if (rule.kind == RuleKind::kCaution && speaks && result.outcomes[i] == Tri::kTrue) return true;
  }
  return false;
}

}  // namespace

TEST_CASE(
    "whoever may be given by lot what is ruled out as an option does not fit the trial, and what holds an "
    "option back "
    "is said of the trial") {
  const auto trials = carried();
  REQUIRE(trials.size() == nextline::knowledge::trials().size());
  std::size_t by_lot = 0;
  std::size_t chosen = 0;
  std::size_t held_back = 0;
  std::set<std::string> ruled_out;
  for (std::size_t seed = 1; seed <= 5000; ++seed) {
    nextline::test::Random random(seed);
    const auto draft = nextline::test::random_patient(random);
    nextline::Patient patient;
    std::vector<nextline::Issue> issues;
    std::string error;
    REQUIRE(nextline::read_patient(draft.json(), patient, issues, error));
    const auto evaluation = std::make_unique<nextline::Evaluation>();
    nextline::evaluate(patient, *evaluation);
    const auto& data = evaluation->data();
    for (const auto& one : trials) {
      const auto& trial = nextline::knowledge::trials()[one.trial];
      const Verdict verdict = data.trials[one.trial].verdict;
      INFO("seed " << seed << ", " << trial.id << "\n" << draft.json());
      std::set<std::string> gone;
      bool all = false;
      for (const auto& [o, choice] : one.options) {
        if (holds_back(nextline::knowledge::options()[o], data.options[o])) {
          ++held_back;
          CHECK(verdict != Verdict::kEligible);
        }
        if (!ends(nextline::knowledge::options()[o], data.options[o])) continue;
        all = all || choice.empty();
        gone.insert(choice);
      }
      all = all || (!one.choices.empty() && gone == one.choices);
      if (all) {
        ++by_lot;
        ruled_out.insert(std::string(trial.id));
        CHECK(verdict == Verdict::kContraindicated);
      } else if (!gone.empty()) {
        ++chosen;
        CHECK(verdict != Verdict::kEligible);
      }
    }
  }
  CHECK(by_lot > 1000);
  CHECK(held_back > 1000);
  // Each trial in which some option's drugs can be drawn, or are in every choice, was tried.
  for (const auto& one : trials) {
    std::set<std::string> judged;
    for (const auto& option : one.options) judged.insert(option.second);
    if (judged.empty() || (judged.count("") == 0 && judged != one.choices)) continue;
    INFO(nextline::knowledge::trials()[one.trial].id);
    CHECK(ruled_out.count(std::string(nextline::knowledge::trials()[one.trial].id)) == 1);
  }
  INFO(chosen << " could be avoided by the doctor's choice");
  SUCCEED();
}
