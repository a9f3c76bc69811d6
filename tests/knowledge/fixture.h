// SPDX-License-Identifier: Apache-2.0
// A small knowledge base that is good, to be spoiled in one place at a time.
#pragma once

#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "knowledge/compiler/compile.h"
#include "knowledge/compiler/vocabulary.h"
#include "nextline/scores.h"

namespace knowledge_fixture {

using Json = nlohmann::json;
using Documents = std::map<std::string, Json>;  // file to content

inline Json clinical(Json entry) {
  entry["source"] = "paper";
  entry["locator"] = "Table 1";
  entry["mark"] = "V";
  entry["entered"] = "2026-01-01";
  entry["review_due"] = "2027-01-01";
  return entry;
}

inline Json condition(const char* text) { return Json::parse(text); }

inline Documents good_base() {
  Documents base;
  Json papers = Json::parse(R"([
    {"id": "paper", "citation": "A paper. 2020", "title": "A paper", "doi": null, "document": "003"},
    {"id": "other_paper", "citation": "Another. 2021", "title": "Another", "doi": "10.1/x", "document": null}])");
  base["sources/papers.json"] = papers;
  base["documents.json"] = Json::parse(R"([{"id": "002", "label": "document 002"},
    {"id": "003", "label": "document 003"}, {"id": "facts", "label": "facts"}])");
  base["guidelines.json"] = Json::array({
      clinical({{"id", "read"}, {"label", "A guideline"}, {"says", "Something."}, {"options", {"beta"}}}),
      clinical(
          {{"id", "not_read"}, {"label", "Another guideline"}, {"says", nullptr}, {"options", Json::array()}}),
  });
  // Scores cite their own publications.
  Json of_scores = Json::array();
  for (const auto& score : nextline::kScores) {
    const Json source = {{"id", score.source}, {"citation", score.source}, {"title", nullptr}};
    if (std::find(of_scores.begin(), of_scores.end(), source) == of_scores.end()) of_scores.push_back(source);
  }
  base["sources/scores.json"] = of_scores;
  base["agents.json"] = Json::parse(R"([
    {"id": "alpha", "label": "alpha", "classes": ["anti_pd1"]},
    {"id": "beta", "label": "beta", "classes": ["multikinase"]},
    {"id": "gamma", "label": "gamma", "classes": ["anti_ctla4", "anti_vegf"]}])");
  base["regimens.json"] = Json::parse(R"([
    {"id": "alpha_gamma", "label": "Alpha + gamma", "agents": ["alpha", "gamma"]},
    {"id": "beta", "label": "Beta", "agents": ["beta"], "unknown_classes": []},
    {"id": "other", "label": "Other", "agents": [], "unknown_classes": ["all"], "unknown_agents": ["all"]}])");
  base["options.json"] = Json::parse(R"([
    {"id": "beta", "label": "Beta", "family": "Kinase", "groups": ["systemic", "kinase"], "regimen": "beta",
     "agents": ["beta"], "harm": "kinase", "treatment": true,
     "doses": [{"when": {"score": "child_pugh", "grade": ["A"]}, "text": "60 mg", "source": "paper",
                "locator": "section 2", "mark": "K"},
               {"when": null, "text": "caf\u00e9 dose?", "source": "paper", "locator": "2", "mark": "V"}]},
    {"id": "alpha_gamma", "label": "Alpha + gamma", "family": "Pairs", "groups": ["systemic"],
     "regimen": "alpha_gamma", "agents": [], "harm": null, "treatment": true, "doses": []},
    {"id": "care", "label": "Care", "family": "Care", "groups": [], "regimen": null, "agents": [],
     "harm": null, "treatment": false, "doses": []}])");
  base["rules/a.json"] = Json::array({
      clinical({{"id", "ecog"},
                {"kind", "requires"},
                {"applies_to", {"systemic", "trials"}},
                {"when", condition(R"({"field": "ecog", "op": "<=", "value": 2})")},
                {"text", "ECOG 0 to 2"}}),
      clinical({{"id", "afp"},
                {"kind", "caution"},
                {"applies_to", {"systemic"}},
                {"except", {"alpha_gamma"}},
                {"when", condition(R"({"field": "afp", "op": ">=", "value": 400, "unit": "ng/mL"})")},
                {"text", "AFP of 400 or more"},
                {"strong", true},
                {"cap", {{"tier", "less_preferred"}, {"reason", "because"}}},
                {"before_start", "wait"}}),
  });
  base["rules/b.json"] = Json::array({
      clinical({{"id", "heart"},
                {"kind", "note"},
                {"applies_to", {"beta"}},
                {"when",
                 condition(R"({"field": "comorbidities", "has_any": ["heart_failure", "qt_prolongation"]})")},
                {"text", "Heart"}}),
      clinical({{"id", "used"},
                {"kind", "excludes"},
                {"applies_to", {"systemic"}},
                {"when", condition(R"({"option_used": true})")},
                {"text", "Used before"}}),
  });
  base["trials.json"] = Json::array({
      clinical(
          {{"id", "NCT00000002"},
           {"label", "Two"},
           {"phase", "3"},
           {"arms", "beta"},
           {"n", 554},
           {"endpoint", "survival"},
           {"design", "randomised"},
           {"completion", nullptr},
           {"gives", Json::parse(R"([{"id": "beta", "regimen": "beta", "experimental": true, "source": "paper",
                                           "locator": "1"}])")},
           {"criteria", Json::array({clinical({{"id", "two.prior"},
                                               {"kind", "requires"},
                                               {"when", condition(R"({"fact": "prior_ici"})")},
                                               {"text", "After one"}})})},
           {"recruitment",
            {{"status", "closed"}, {"as_of", "2026-01"}, {"source", "other_paper"}, {"locator", "1"}}},
           {"second_line", true}}),
      clinical(
          {{"id", "NCT00000001"},
           {"label", "One"},
           {"phase", "2"},
           {"arms", "alpha"},
           {"n", nullptr},
           {"endpoint", nullptr},
           {"design", nullptr},
           {"completion", "2025"},
           {"population", "term"},
           {"criteria", Json::array()},
           {"recruitment", {{"status", "unknown"}, {"as_of", "2026"}, {"source", "paper"}, {"locator", "1"}}},
           {"second_line", false}}),
  });
  base["pathways/way.json"] =
      clinical({{"id", "way"},
                {"label", "Way"},
                {"applies", {{"when", condition(R"({"fact": "prior_ici"})")}, {"text", "After one"}}},
                {"steps", Json::parse(R"([
          {"id": "first", "text": "ECOG 2?", "when": {"field": "ecog", "op": ">=", "value": 2}, "otherwise": false,
           "source": "paper", "locator": "1", "quotes": ["ECOG of 2"],
           "yes": [{"options": ["care"], "value": 2, "text": "care", "locator": "1", "quotes": ["rest", "and care"]}],
           "no": [{"options": ["systemic"], "except": ["beta"], "value": 1, "text": "go", "locator": "1",
                   "quotes": [], "note": "a reading"},
                  {"options": ["systemic"], "value": -1, "strong": true, "when": {"fact": "oligoprogression"},
                   "text": "stay", "locator": "1", "quotes": ["stay"]}]},
          {"id": "second", "text": "Else", "when": {"always": true}, "source": "paper", "locator": "2",
           "quotes": [], "note": "a reading",
           "yes": [{"options": ["beta"], "value": 2, "text": "beta", "locator": "2", "quotes": ["beta"]}]}])")}});
  base["evidence/rows.json"] = Json::array({
      clinical({{"id", "study_b"},
                {"document", "003"},
                {"options", {"beta"}},
                {"regimen", "beta"},
                {"comparator", nullptr},
                {"setting", "after:alpha_gamma,beta"},
                {"design", "prospective"},
                {"region", "Asia"},
                {"n", 50},
                {"arms", 2},
                {"year", 2024},
                {"population", "all"},
                {"line", "50 patients"},
                {"os",
                 Json::parse(R"({"value": 8.5, "low": 7, "high": 10, "unit": "months", "quotes": ["8.5 months"],
                                       "hazard_ratio": {"value": 0.7, "low": 0.5, "high": 0.9}, "p": "<0.001"})")},
                {"orr",
                 Json::parse(R"({"value": 22, "unit": "%", "valued": false, "note": "seven", "quotes": ["22 %"],
                                        "printed": 20, "conflict": "clash"})")}}),
      clinical({{"id", "study_a"},
                {"document", "facts"},
                {"options", Json::array()},
                {"regimen", "something"},
                {"comparator", "beta"},
                {"setting", "first_line"},
                {"design", "review"},
                {"region", nullptr},
                {"n", nullptr},
                {"year", 2019},
                {"population", "all"},
                {"line", "unknown"},
                {"inhibitor_naive", true},
                {"pfs", Json::parse(R"({"value": null, "unit": "months", "note": "not reached"})")}}),
  });
  base["considerations.json"] =
      Json::array({clinical({{"id", "think"},
                             {"when", condition(R"({"field": "hbv_antiviral", "is": false})")},
                             {"show_if_unknown", true},
                             {"text", "Hepatitis B"},
                             {"because", "no antiviral"},
                             {"because_unknown", "not known"}})});
  base["stops.json"] =
      Json::array({clinical({{"id", "stop"},
                             {"when", condition(R"({"field": "varices", "at_least": "high_risk_untreated"})")},
                             {"text", "Stop"}})});
  base["definitions.json"] = Json::array({clinical({{"id", "term"}, {"term", "Term"}, {"text", "means"}})});
  base["conflicts.json"] = Json::parse(R"([
    {"id": "clash", "about": "response", "used": "22", "why": "counted", "evidence": ["study_b"],
     "readings": [{"source": "paper", "document": "003", "locator": "1", "says": "22"},
                  {"source": "other_paper", "document": "002", "locator": "2", "says": "20"}]}])");
  base["labels.json"] = Json::array({clinical(
      {{"id", "label"}, {"regimen", "beta"}, {"region", "US"}, {"text", "first line"}, {"since", "2018-08"}})});
  base["values.json"] = Json::parse(R"({
    "anchors": {"os": {"best": 24, "worst": 0, "unit": "months", "reason": "r"},
                "pfs": {"best": 12, "worst": 0, "unit": "months", "reason": "r"},
                "orr": {"best": 40, "worst": 0, "unit": "%", "reason": "r"},
                "grade34": {"best": 0, "worst": 80, "unit": "%", "reason": "r"}},
    "presets": [
      {"id": "careful", "label": "Careful", "benefit": 0.25, "harm": 0.75, "os": 0, "pfs": 1, "orr": 0, "reason": "r",
       "source": "paper", "locator": "1", "mark": "V2"},
      {"id": "default", "label": "Alike", "benefit": 0.5, "harm": 0.5, "os": 0.5, "pfs": 0.3, "orr": 0.2, "reason": "r"}],
    "between_studies": {"randomised": 0.1, "other": 0.25, "reason": "r"},
    "harm": [{"id": "kinase", "best": 16.3, "worst": 46, "source_best": "paper", "locator_best": "1",
              "source_worst": "other_paper", "locator_worst": "2"}]})");
  base["statements.json"] = Json::parse(R"([{"id": "says", "text": "Always said."}])");
  base["changelog.json"] =
      Json::parse(R"([{"date": "2026-02-03", "text": "second"}, {"date": "2026-01-02", "text": "first"}])");
  return base;
}

inline nextline::knowledge::compiler::Files text_of(const Documents& base) {
  nextline::knowledge::compiler::Files files;
  for (const auto& [name, content] : base) files[name] = content.dump(2);
  return files;
}

// The entry with this id in a file.
inline Json& entry(Documents& base, const std::string& file, const std::string& id) {
  for (auto& item : base.at(file)) {
    if (item.is_object() && item.value("id", "") == id) return item;
  }
  throw std::out_of_range(file + ": " + id);
}

}  // namespace knowledge_fixture
