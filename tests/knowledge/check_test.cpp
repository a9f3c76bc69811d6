// SPDX-License-Identifier: Apache-2.0
// Every way in which a knowledge base can be wrong is refused with one sentence that names file and entry.
#include <string>

#include "fixture.h"
#include "support/catch.h"

using namespace knowledge_fixture;  // NOLINT(google-build-using-namespace)
using nextline::knowledge::compiler::check;
using nextline::knowledge::compiler::compile;

namespace {

struct Bad {
  const char* name;
  std::function<void(Documents&)> spoil;  // the one thing that is wrong
  const char* place;                      // what the sentence starts with
  const char* sentence;                   // what it says
};

std::function<void(Documents&)> when(const char* text) {
  return [text](Documents& b) { entry(b, "rules/a.json", "ecog")["when"] = condition(text); };
}
constexpr const char* kEcog = R"(rules/a.json, entry "ecog": )";
constexpr const char* kStudy = R"(evidence/rows.json, entry "study_b)";

constexpr const char* kPreset = R"(values.json, entry "default": )";

Json& default_preset(Documents& b) { return b["values.json"]["presets"][1]; }
Json& study(Documents& b) { return entry(b, "evidence/rows.json", "study_b"); }
Json& step(Documents& b) { return b["pathways/way.json"]["steps"][0]; }

std::string words(int count) {
  std::string text = "one";
  for (int i = 1; i < count; ++i) text += " more";
  return text;
}

void refuses(const Bad& bad) {
  INFO(bad.name);
  auto base = good_base();
  bad.spoil(base);
  const auto outcome = compile(text_of(base));
  INFO(outcome.error);
  CHECK(outcome.files.empty());
  CHECK(outcome.error.rfind(bad.place, 0) == 0);
  CHECK(outcome.error.find(bad.sentence) != std::string::npos);
  CHECK(!outcome.error.empty());
  CHECK(outcome.error.back() == '.');
  CHECK(outcome.error.find('\n') == std::string::npos);
}

}  // namespace

TEST_CASE("a good knowledge base is accepted", "[knowledge]") {
  const auto sentence = check(text_of(good_base()));
  INFO(sentence.value_or(""));
  CHECK(!sentence);
}

TEST_CASE("text that cannot be read is refused", "[knowledge]") {
  struct Row {
    const char* file;
    const char* text;
    const char* sentence;
  };
  static const std::string nested = std::string(100'000, '[');
  const auto row = GENERATE(values<Row>({
      {"agents.json", "[{\"id\": \"a\",\n  \"label\" 1}]", "agents.json: is not JSON (line 2, column 11)."},
      {"agents.json", "", "agents.json: is not JSON (line 1, column 1)."},
      {"agents.json", "[1e400]", "agents.json: holds a number that is out of range."},
      {"agents.json", "[\"\xff\"]", "agents.json: is not JSON"},
      {"agents.json", R"([{"id": "a", "id": "b"}])",
       R"(agents.json: the key "id" stands twice in one object.)"},
      {"agents.json", "{}", "agents.json: must be an array of entries."},
      {"agents.json", "[7]", R"(agents.json, entry "number 1": must be an object.)"},
      {"agents.json", R"([{"label": "a"}])", R"(agents.json, entry "number 1": the key "id" is missing.)"},
      {"agents.json", R"([{"id": "a b"}])", R"(agents.json, entry "a b": an id has letters)"},
      {"values.json", "[]", "values.json: must be one object."},
      {"agents.json", nested.c_str(), "agents.json: is nested too deep."},
      {"rulez.json", "[]", "rulez.json: is no file of the knowledge base."},
  }));
  auto files = text_of(good_base());
  files[row.file] = row.text;
  const auto sentence = check(files);
  REQUIRE(sentence);
  INFO(*sentence);
  CHECK(sentence->rfind(row.sentence, 0) == 0);
}

TEST_CASE("no file may be missing", "[knowledge]") {
  const auto file = GENERATE(
      values<const char*>({"agents.json", "regimens.json", "options.json", "trials.json", "considerations.json",
                           "stops.json", "definitions.json", "conflicts.json", "labels.json", "values.json",
                           "statements.json", "changelog.json", "pathways/way.json", "evidence/rows.json"}));
  auto files = text_of(good_base());
  files.erase(file);
  const auto sentence = check(files);
  REQUIRE(sentence);
  CHECK(sentence->find("is missing") != std::string::npos);
}

TEST_CASE("entries of a wrong shape are refused", "[knowledge]") {
  const Bad rows[] = {
      {"unknown key", [](auto& b) { entry(b, "agents.json", "beta")["colour"] = 1; },
       R"(agents.json, entry "beta": )", R"(the key "colour" is not known)"},
      {"unknown key in an outcome", [](auto& b) { study(b)["os"]["mean"] = 1; }, kStudy,
       R"( / os": the key "mean" is not known)"},
      {"unknown key in a dose", [](auto& b) { entry(b, "options.json", "beta")["doses"][0]["mg"] = 1; },
       R"(options.json, entry "beta / dose": )", R"("mg" is not known)"},
      {"unknown key in a step", [](auto& b) { step(b)["maybe"] = 1; },
       R"(pathways/way.json, entry "way / first")", R"("maybe" is not known)"},
      {"unknown key in a statement", [](auto& b) { step(b)["yes"][0]["maybe"] = 1; },
       R"(pathways/way.json, entry "way / first / yes")", R"("maybe" is not known)"},
      {"unknown key in a trial's criterion",
       [](auto& b) { entry(b, "trials.json", "NCT00000002")["criteria"][0]["x"] = 1; },
       R"(trials.json, entry "NCT00000002 / two.prior")", R"("x" is not known)"},
      {"unknown key in a cap", [](auto& b) { entry(b, "rules/a.json", "afp")["cap"]["x"] = 1; },
       R"(rules/a.json, entry "afp / cap")", R"("x" is not known)"},
      {"unknown key in a reading", [](auto& b) { entry(b, "conflicts.json", "clash")["readings"][0]["x"] = 1; },
       R"(conflicts.json, entry "clash / reading")", R"("x" is not known)"},
      {"unknown key in a preset", [](auto& b) { default_preset(b)["x"] = 1; },
       R"(values.json, entry "default")", R"("x" is not known)"},
      {"unknown key in the distance between studies",
       [](auto& b) { b["values.json"]["between_studies"]["x"] = 1; }, R"(values.json, entry "between_studies")",
       R"("x" is not known)"},
      {"missing key", [](auto& b) { entry(b, "agents.json", "beta").erase("label"); },
       R"(agents.json, entry "beta": )", R"(the key "label" is missing)"},
      {"missing source", [](auto& b) { entry(b, "rules/a.json", "ecog").erase("source"); }, kEcog,
       R"(the key "source" is missing)"},
      {"missing locator", [](auto& b) { entry(b, "rules/a.json", "ecog").erase("locator"); }, kEcog,
       R"(the key "locator" is missing)"},
      {"empty locator", [](auto& b) { entry(b, "rules/a.json", "ecog")["locator"] = ""; }, kEcog,
       R"("locator" must be a text that is not empty)"},
      {"missing quotes of a step", [](auto& b) { step(b).erase("quotes"); },
       R"(pathways/way.json, entry "way / first": )", R"(the key "quotes" is missing)"},
      {"missing quotes of a statement", [](auto& b) { step(b)["yes"][0].erase("quotes"); },
       R"(pathways/way.json, entry "way / first / yes": )", R"(the key "quotes" is missing)"},
      {"an empty quote", [](auto& b) { step(b)["yes"][0]["quotes"] = {""}; },
       R"(pathways/way.json, entry "way / first / yes": )", R"("quotes" must be an array of texts)"},
      {"an empty note", [](auto& b) { step(b)["no"][0]["note"] = ""; },
       R"(pathways/way.json, entry "way / first / no": )", R"("note" must be a text that is not empty)"},
      {"missing locator of recruitment",
       [](auto& b) { entry(b, "trials.json", "NCT00000001")["recruitment"].erase("locator"); },
       R"(trials.json, entry "NCT00000001 / recruitment": )", R"(the key "locator" is missing)"},
      {"missing locator of a step", [](auto& b) { step(b).erase("locator"); }, "pathways/way.json",
       R"(the key "locator" is missing)"},
      {"null where something must stand", [](auto& b) { entry(b, "agents.json", "beta")["label"] = nullptr; },
       R"(agents.json, entry "beta": )", "something other than null"},
      {"unknown kind", [](auto& b) { entry(b, "rules/a.json", "ecog")["kind"] = "forbids"; }, kEcog,
       R"("kind" must be one of excludes, requires, caution, note)"},
      {"unknown mark", [](auto& b) { entry(b, "rules/a.json", "ecog")["mark"] = "W"; }, kEcog,
       "must be one of V, V2"},
      {"id used twice in a file", [](auto& b) { b["agents.json"].push_back(entry(b, "agents.json", "beta")); },
       R"(agents.json, entry "beta": )", "the id is already used in agents.json"},
      {"id used twice in two files",
       [](auto& b) { b["rules/b.json"].push_back(entry(b, "rules/a.json", "ecog")); },
       R"(rules/b.json, entry "ecog": )", "the id is already used in rules/a.json"},
      {"id of a rule used in a trial",
       [](auto& b) { entry(b, "trials.json", "NCT00000002")["criteria"][0]["id"] = "ecog"; },
       R"(trials.json, entry "NCT00000002 / ecog": )", "the id is already used in rules/a.json"},
      {"id of a step used twice", [](auto& b) { b["pathways/way.json"]["steps"][1]["id"] = "first"; },
       R"(pathways/way.json, entry "way / first": )", "the id is already used"},
      {"malformed date", [](auto& b) { entry(b, "rules/a.json", "ecog")["entered"] = "21.11.2026"; }, kEcog,
       R"("entered" must be a date)"},
      {"a day that does not exist",
       [](auto& b) { entry(b, "rules/a.json", "ecog")["review_due"] = "2027-02-29"; }, kEcog,
       R"("review_due" must be a date)"},
      {"review before entry", [](auto& b) { entry(b, "rules/a.json", "ecog")["review_due"] = "2025-12-31"; },
       kEcog, "due for review before it was entered"},
      {"empty changelog", [](auto& b) { b["changelog.json"] = Json::array(); }, "changelog.json: ", "is empty"},
      {"malformed date of a change", [](auto& b) { b["changelog.json"][0]["date"] = "2026-2-3"; },
       R"(changelog.json, entry "2026-2-3")", "must be a date"},
  };
  for (const auto& row : rows) refuses(row);
}

TEST_CASE("references that lead nowhere are refused", "[knowledge]") {
  const Bad rows[] = {
      {"source", [](auto& b) { entry(b, "rules/a.json", "ecog")["source"] = "lost"; }, kEcog,
       R"(the source "lost" does not exist)"},
      {"source of a dose", [](auto& b) { entry(b, "options.json", "beta")["doses"][0]["source"] = "lost"; },
       R"(options.json, entry "beta")", R"(the source "lost" does not exist)"},
      {"source of a preset", [](auto& b) { b["values.json"]["presets"][0]["source"] = "lost"; }, "values.json",
       R"(the source "lost" does not exist)"},
      {"source of a bound of harm", [](auto& b) { b["values.json"]["harm"][0]["source_worst"] = "lost"; },
       "values.json", R"(the source "lost" does not exist)"},
      {"source of recruitment",
       [](auto& b) { entry(b, "trials.json", "NCT00000001")["recruitment"]["source"] = "lost"; },
       R"(trials.json, entry "NCT00000001")", R"(the source "lost" does not exist)"},
      {"definition of a trial's population",
       [](auto& b) { entry(b, "trials.json", "NCT00000001")["population"] = "lost"; },
       R"(trials.json, entry "NCT00000001": )", R"(the definition "lost" does not exist)"},
      {"source of a score", [](auto& b) { b["sources/scores.json"].erase(0); },
       "sources/*.json: ", R"(the source "pugh1973" of the score "child_pugh" is missing)"},
      {"unused source",
       [](auto& b) { b["sources/papers.json"].push_back({{"id", "idle"}, {"citation", "x"}, {"title", "x"}}); },
       R"(sources/papers.json, entry "idle": )", "used by no entry"},
      {"unused agent",
       [](auto& b) { b["agents.json"].push_back({{"id", "idle"}, {"label", "x"}, {"classes", {"mek"}}}); },
       R"(agents.json, entry "idle": )", "in no regimen, no option and no trial"},
      {"class of an agent", [](auto& b) { entry(b, "agents.json", "beta")["classes"] = {"kinase"}; },
       R"(agents.json, entry "beta": )", R"(the class "kinase" is not known)"},
      {"an agent is of one class, not of several",
       [](auto& b) { entry(b, "agents.json", "beta")["classes"] = {"checkpoint_inhibitor"}; },
       R"(agents.json, entry "beta": )", R"(the class "checkpoint_inhibitor" is not known)"},
      {"an agent without class", [](auto& b) { entry(b, "agents.json", "beta")["classes"] = Json::array(); },
       R"(agents.json, entry "beta": )", "has no class"},
      {"unknown class of a regimen",
       [](auto& b) { entry(b, "regimens.json", "other")["unknown_classes"] = {"any"}; },
       R"(regimens.json, entry "other": )", R"(the class "any" is not known)"},
      {"unknown agent that a regimen may hold",
       [](auto& b) { entry(b, "regimens.json", "other")["unknown_agents"] = {"lost"}; },
       R"(regimens.json, entry "other": )", R"(the agent "lost" does not exist)"},
      {"agent of a regimen", [](auto& b) { entry(b, "regimens.json", "beta")["agents"] = {"lost"}; },
       R"(regimens.json, entry "beta": )", R"(the agent "lost" does not exist)"},
      {"agent of an option", [](auto& b) { entry(b, "options.json", "care")["agents"] = {"lost"}; },
       R"(options.json, entry "care": )", R"(the agent "lost" does not exist)"},
      {"agents that are not those of the regimen",
       [](auto& b) { entry(b, "options.json", "beta")["agents"] = {"alpha"}; },
       R"(options.json, entry "beta": )", "not those of its regimen"},
      {"regimen of an option", [](auto& b) { entry(b, "options.json", "beta")["regimen"] = "lost"; },
       R"(options.json, entry "beta": )", R"(the regimen "lost" does not exist)"},
      {"regimen of a label", [](auto& b) { entry(b, "labels.json", "label")["regimen"] = "lost"; },
       R"(labels.json, entry "label": )", R"(the regimen "lost" does not exist)"},
      {"regimen of a setting", [](auto& b) { study(b)["setting"] = "after:lost"; }, kStudy,
       R"(the regimen "lost" of the setting does not exist)"},
      {"setting", [](auto& b) { study(b)["setting"] = "later"; }, kStudy,
       R"(the setting "later" is not known)"},
      {"harm", [](auto& b) { entry(b, "options.json", "beta")["harm"] = "lost"; },
       R"(options.json, entry "beta": )", R"(the harm "lost" does not exist)"},
      {"applies_to", [](auto& b) { entry(b, "rules/a.json", "ecog")["applies_to"] = {"lost"}; }, kEcog,
       R"("lost" is neither an option nor a group)"},
      {"except", [](auto& b) { entry(b, "rules/a.json", "ecog")["except"] = {"lost"}; }, kEcog,
       R"("lost" is neither an option nor a group)"},
      {"a rule that applies to nothing",
       [](auto& b) {
         entry(b, "rules/a.json", "ecog")["applies_to"] = {"beta"};
         entry(b, "rules/a.json", "ecog")["except"] = {"kinase"};
       },
       kEcog, "the rule applies to no option"},
      {"an option called trials", [](auto& b) { entry(b, "options.json", "care")["groups"] = {"trials"}; },
       R"(options.json, entry "care": )", "neither an option nor a group"},
      {"options of a statement", [](auto& b) { step(b)["yes"][0]["options"] = {"lost"}; },
       R"(pathways/way.json, entry "way / first")", R"("lost" is neither an option nor a group)"},
      {"a statement that applies to nothing", [](auto& b) { step(b)["yes"][0]["except"] = {"care"}; },
       R"(pathways/way.json, entry "way / first")", "applies to no option"},
      {"two statements that contradict each other",
       [](auto& b) {
         step(b)["no"].push_back(
             {{"options", {"alpha_gamma"}}, {"value", -1}, {"text", "x"}, {"locator", "1"}, {"quotes", {"x"}}});
       },
       R"(pathways/way.json, entry "way / first")", R"(speak of the option "alpha_gamma")"},
      {"option of evidence", [](auto& b) { study(b)["options"] = {"kinase"}; }, kStudy,
       R"(the option "kinase" does not exist)"},
      {"conflict of an outcome", [](auto& b) { study(b)["orr"]["conflict"] = "lost"; }, kStudy,
       R"( / orr": the conflict "lost" does not exist)"},
      {"evidence of a conflict", [](auto& b) { entry(b, "conflicts.json", "clash")["evidence"] = {"lost"}; },
       R"(conflicts.json, entry "clash": )", R"(the evidence "lost" does not exist)"},
      {"a conflict with one reading", [](auto& b) { entry(b, "conflicts.json", "clash")["readings"].erase(0); },
       R"(conflicts.json, entry "clash": )", "needs two readings"},
  };
  for (const auto& row : rows) refuses(row);
}

TEST_CASE("a quote of 25 words is taken, two of them in a statement and in a step", "[knowledge]") {
  auto base = good_base();
  step(base)["quotes"] = {words(25), words(25)};
  step(base)["yes"][0]["quotes"] = {words(25), words(25)};
  const auto sentence = check(text_of(base));
  INFO(sentence.value_or(""));
  CHECK(!sentence);
}

TEST_CASE("conditions that the language does not know are refused", "[knowledge]") {
  const Bad rows[] = {
      {"field", when(R"({"field": "ecgo", "op": ">=", "value": 1})"), kEcog,
       R"(the field "ecgo" is not known)"},
      {"word", when(R"({"field": "varices", "in": ["some"]})"), kEcog, R"("some" is not known)"},
      {"member", when(R"({"field": "comorbidities", "has_any": ["gout"]})"), kEcog, R"("gout" is not known)"},
      {"unit", when(R"({"field": "afp", "op": ">=", "value": 400, "unit": "mg/dL"})"), kEcog,
       R"(the field "afp" is not measured in "mg/dL")"},
      {"no unit", when(R"({"field": "afp", "op": ">=", "value": 400})"), kEcog,
       R"(the threshold of the field "afp" has no unit)"},
      {"operator", when(R"({"field": "ecog", "op": "=>", "value": 1})"), kEcog,
       R"(the operator "=>" is not known)"},
      {"operator of another form", when(R"({"field": "ecog", "is": true, "op": ">=", "value": 1})"), kEcog,
       R"(the operator "is" is not known here)"},
      {"is_unknown", when(R"({"field": "ecog", "is_unknown": true})"), kEcog, "no operator that is known"},
      {"empty condition", when("{}"), kEcog, "no operator that is known"},
      {"score", when(R"({"score": "albie", "op": ">=", "value": 1})"), kEcog,
       R"(the score "albie" is not known)"},
      {"grade", when(R"({"score": "albi", "grade": ["4"]})"), kEcog, R"("4" is not known)"},
      {"grade of a score without", when(R"({"score": "meld", "grade": ["A"]})"), kEcog, R"("A" is not known)"},
      {"number of a stage", when(R"({"score": "bclc", "op": ">=", "value": 1})"), kEcog,
       R"(the score "bclc" is a stage)"},
      {"fact", when(R"({"fact": "prior_icu"})"), kEcog, R"(the fact "prior_icu" is not known)"},
      {"regimen", when(R"({"prior": "any", "regimen": ["lost"]})"), kEcog,
       R"(the regimen "lost" is not known)"},
      {"agent", when(R"({"prior": "any", "agent": ["lost"]})"), kEcog, R"(the agent "lost" is not known)"},
      {"class", when(R"({"prior": "any", "class": ["lost"]})"), kEcog, R"(the class "lost" is not known)"},
      {"prior", when(R"({"prior": "first", "class": ["mek"]})"), kEcog, R"("prior" must be any or last)"},
      {"prior of nothing", when(R"({"prior": "any"})"), kEcog, "needs one of class, agent and regimen"},
      {"comparison of words", when(R"({"field": "varices", "op": ">=", "value": 1})"), kEcog,
       R"(the field "varices" is not a number)"},
      {"is of a number", when(R"({"field": "ecog", "is": true})"), kEcog,
       R"(the field "ecog" is not true or false)"},
      {"in of a set", when(R"({"field": "comorbidities", "in": ["pregnancy"]})"), kEcog,
       "not one of several words"},
      {"has_any of an enum", when(R"({"field": "varices", "has_any": ["none"]})"), kEcog, "is not a set"},
      {"order of words that have none", when(R"({"field": "sex", "at_least": "male"})"), kEcog,
       "stand in no order"},
      {"a word outside the order",
       when(R"({"field": "portal_vein_invasion", "at_least": "present_extent_unknown"})"), kEcog,
       "has no place in the order"},
      {"threshold above the possible range", when(R"({"field": "ecog", "op": ">=", "value": 5})"), kEcog,
       "outside the possible range"},
      {"threshold outside in another unit",
       when(R"({"field": "albumin", "op": ">=", "value": 3.5, "unit": "g/L"})"), kEcog,
       "outside the possible range"},
      {"half a point of a whole number", when(R"({"field": "ecog", "op": ">=", "value": 1.5})"), kEcog,
       "is a whole number"},
      {"value that is a text", when(R"({"field": "ecog", "op": ">=", "value": "2"})"), kEcog, "needs a number"},
      {"empty list", when(R"({"field": "varices", "in": []})"), kEcog, "not empty"},
      {"empty all", when(R"({"all": []})"), kEcog, "not empty"},
      {"deep inside", when(R"({"all": [{"any": [{"not": {"fact": "nothing"}}]}]})"), kEcog,
       R"(the fact "nothing" is not known)"},
      {"always false", when(R"({"always": false})"), kEcog, "must be true"},
      {"half a line", when(R"({"lines": {"op": ">=", "value": 1.5}})"), kEcog, "whole number"},
      {"in a dose", [](auto& b) { entry(b, "options.json", "beta")["doses"][0]["when"] = {{"fact", "x"}}; },
       R"(options.json, entry "beta / dose": )", R"(the fact "x" is not known)"},
      {"in a step", [](auto& b) { step(b)["when"] = {{"fact", "x"}}; },
       R"(pathways/way.json, entry "way / first": )", R"(the fact "x" is not known)"},
      {"in a statement", [](auto& b) { step(b)["yes"][0]["when"] = {{"fact", "x"}}; },
       R"(pathways/way.json, entry "way / first / yes": )", R"(the fact "x" is not known)"},
      {"in a pathway", [](auto& b) { b["pathways/way.json"]["applies"]["when"] = {{"fact", "x"}}; },
       R"(pathways/way.json, entry "way / applies": )", R"(the fact "x" is not known)"},
      {"in a criterion of a trial",
       [](auto& b) { entry(b, "trials.json", "NCT00000002")["criteria"][0]["when"] = {{"fact", "x"}}; },
       R"(trials.json, entry "NCT00000002 / two.prior": )", R"(the fact "x" is not known)"},
      {"in a consideration",
       [](auto& b) { entry(b, "considerations.json", "think")["when"] = {{"fact", "x"}}; },
       R"(considerations.json, entry "think": )", R"(the fact "x" is not known)"},
      {"in a stop sign", [](auto& b) { entry(b, "stops.json", "stop")["when"] = {{"fact", "x"}}; },
       R"(stops.json, entry "stop": )", R"(the fact "x" is not known)"},
  };
  for (const auto& row : rows) refuses(row);
}

TEST_CASE("numbers, quotes and ids that cannot be right are refused", "[knowledge]") {
  const Bad rows[] = {
      {"low above the value", [](auto& b) { study(b)["os"]["low"] = 9; }, kStudy,
       "the interval does not hold its value"},
      {"high below the value", [](auto& b) { study(b)["os"]["high"] = 8.4; }, kStudy,
       "the interval does not hold its value"},
      {"interval of the hazard ratio", [](auto& b) { study(b)["os"]["hazard_ratio"]["low"] = 0.8; }, kStudy,
       "hazard_ratio\": the interval does not hold"},
      {"p above 1", [](auto& b) { study(b)["os"]["p"] = 1.2; }, kStudy, R"("p" must be a number from 0 to 1)"},
      {"p that is no p", [](auto& b) { study(b)["os"]["p"] = "n.s."; }, kStudy,
       R"("p" must be a number from 0 to 1)"},
      {"percent above 100", [](auto& b) { study(b)["orr"]["value"] = 220; }, kStudy, "between 0 and 100"},
      {"months below 0", [](auto& b) { study(b)["os"]["comparator_value"] = -1; }, kStudy,
       "must not be below 0"},
      {"months of a response", [](auto& b) { study(b)["orr"]["unit"] = "months"; }, kStudy,
       "the unit must be %"},
      {"no patients", [](auto& b) { study(b)["n"] = 0; }, kStudy, R"("n" must be a whole number above 0)"},
      {"half a patient", [](auto& b) { study(b)["n"] = 50.5; }, kStudy,
       R"("n" must be a whole number above 0)"},
      {"a year long ago", [](auto& b) { study(b)["year"] = 202; }, kStudy, "the year is not plausible"},
      {"null without a note", [](auto& b) { study(b)["os"] = {{"value", nullptr}, {"unit", "months"}}; },
       kStudy, "needs a note"},
      {"no outcome", [](auto& b) { study(b).erase("os"), study(b).erase("orr"); }, kStudy,
       "reports no outcome"},
      {"a printed number without its conflict", [](auto& b) { study(b)["orr"].erase("conflict"); }, kStudy,
       "needs the conflict"},
      {"a quote of 26 words", [](auto& b) { study(b)["os"]["quotes"] = {words(26)}; }, kStudy,
       "longer than 25 words"},
      {"five quotes", [](auto& b) { study(b)["os"]["quotes"] = {"a", "b", "c", "d", "e"}; }, kStudy,
       "more than four quotes"},
      {"a quote of a statement of 26 words", [](auto& b) { step(b)["yes"][0]["quotes"] = {words(26)}; },
       R"(pathways/way.json, entry "way / first / yes": )", "longer than 25 words"},
      {"a quote of a step of 26 words", [](auto& b) { step(b)["quotes"] = {words(26)}; },
       R"(pathways/way.json, entry "way / first": )", "longer than 25 words"},
      {"three quotes of a statement", [](auto& b) { step(b)["no"][0]["quotes"] = {"a", "b", "c"}; },
       R"(pathways/way.json, entry "way / first / no": )", "more than two quotes"},
      {"three quotes of a step", [](auto& b) { step(b)["quotes"] = {"a", "b", "c"}; },
       R"(pathways/way.json, entry "way / first": )", "more than two quotes"},
      {"a blank quote", [](auto& b) { step(b)["yes"][0]["quotes"] = {" "}; },
       R"(pathways/way.json, entry "way / first / yes": )", "a quote is blank"},
      {"a statement with neither quote nor note", [](auto& b) { step(b)["no"][0].erase("note"); },
       R"(pathways/way.json, entry "way / first / no": )", "neither a quote nor a note"},
      {"a step with neither quote nor note", [](auto& b) { step(b)["quotes"] = Json::array(); },
       R"(pathways/way.json, entry "way / first": )", "neither a quote nor a note"},
      {"a value of 0", [](auto& b) { step(b)["yes"][0]["value"] = 0; },
       R"(pathways/way.json, entry "way / first": )", "is -2, -1, 1 or 2, not 0"},
      {"a value of 1.5", [](auto& b) { step(b)["yes"][0]["value"] = 1.5; },
       R"(pathways/way.json, entry "way / first": )", "is -2, -1, 1 or 2, not 1.5"},
      {"a trial that is not registered",
       [](auto& b) { entry(b, "trials.json", "NCT00000001")["id"] = "NCT0000001"; },
       R"(trials.json, entry "NCT0000001": )", "no registry number"},
      {"a trial of another registry",
       [](auto& b) { entry(b, "trials.json", "NCT00000001")["id"] = "EUCT0000001"; },
       R"(trials.json, entry "EUCT0000001": )", "no registry number"},
      {"a strong note", [](auto& b) { entry(b, "rules/b.json", "heart")["strong"] = true; },
       R"(rules/b.json, entry "heart": )", "only a caution can be strong"},
      {"nothing to say while not known",
       [](auto& b) { entry(b, "considerations.json", "think").erase("because_unknown"); },
       R"(considerations.json, entry "think": )", "because_unknown"},
      {"benefit and harm", [](auto& b) { default_preset(b)["harm"] = 0.6; }, kPreset,
       "benefit and harm do not sum to 1"},
      {"inside benefit", [](auto& b) { default_preset(b)["os"] = 0.4; }, kPreset,
       "os, pfs and orr do not sum to 1"},
      {"a negative weight", [](auto& b) { default_preset(b)["os"] = -0.5; }, kPreset, "between 0 and 1"},
      {"a weight above 1", [](auto& b) { default_preset(b)["benefit"] = 1.5; }, kPreset, "between 0 and 1"},
      {"no default preset", [](auto& b) { default_preset(b)["id"] = "standard"; },
       R"(values.json, entry "presets": )", "no preset with the id \"default\""},
      {"two presets of one name", [](auto& b) { b["values.json"]["presets"][0]["id"] = "default"; }, kPreset,
       "already used by another preset"},
      {"a published preset without a place", [](auto& b) { b["values.json"]["presets"][0].erase("locator"); },
       R"(values.json, entry "careful": )", "a source needs its locator"},
      {"studies that lie apart by less than nothing",
       [](auto& b) { b["values.json"]["between_studies"]["other"] = -0.1; },
       R"(values.json, entry "between_studies": )", "between 0 and 1"},
      {"one arm that shares its patients", [](auto& b) { study(b)["arms"] = 1; }, kStudy, "two arms or more"},
      {"arms without patients", [](auto& b) { study(b)["n"] = nullptr; }, kStudy, "it needs an n"},
      {"an anchor turned round",
       [](auto& b) {
         b["values.json"]["anchors"]["os"] = {{"best", 0}, {"worst", 24}, {"unit", "months"}, {"reason", "r"}};
       },
       R"(values.json, entry "anchors / os": )", "the worst must be 0"},
      {"bounds of harm turned round", [](auto& b) { b["values.json"]["harm"][0]["best"] = 50; },
       R"(values.json, entry "kinase": )", "best <= worst"},
  };
  for (const auto& row : rows) refuses(row);
}

TEST_CASE("what is unsure decides nothing", "[knowledge]") {
  constexpr const char* kSentence = "is marked U (unsure) and must not decide anything";
  const Bad rows[] = {
      {"requires", [](auto& b) { entry(b, "rules/a.json", "ecog")["mark"] = "U"; }, kEcog, kSentence},
      {"caution", [](auto& b) { entry(b, "rules/a.json", "afp")["mark"] = "U"; },
       R"(rules/a.json, entry "afp")", kSentence},
      {"excludes", [](auto& b) { entry(b, "rules/b.json", "used")["mark"] = "U"; },
       R"(rules/b.json, entry "used")", kSentence},
      {"a note that caps",
       [](auto& b) {
         entry(b, "rules/b.json", "heart")["mark"] = "U";
         entry(b, "rules/b.json", "heart")["cap"] = {{"tier", "option"}, {"reason", "r"}};
       },
       R"(rules/b.json, entry "heart")", kSentence},
      {"dose", [](auto& b) { entry(b, "options.json", "beta")["doses"][0]["mark"] = "U"; },
       R"(options.json, entry "beta / dose")", kSentence},
      {"pathway", [](auto& b) { b["pathways/way.json"]["mark"] = "U"; }, R"(pathways/way.json, entry "way")",
       kSentence},
      {"statement", [](auto& b) { step(b)["yes"][0]["mark"] = "U"; },
       R"(pathways/way.json, entry "way / first / yes")", kSentence},
      {"evidence", [](auto& b) { study(b)["mark"] = "U"; }, kStudy, kSentence},
      {"preset", [](auto& b) { b["values.json"]["presets"][0]["mark"] = "U"; },
       R"(values.json, entry "careful")", kSentence},
      {"distance between studies", [](auto& b) { b["values.json"]["between_studies"]["mark"] = "U"; },
       R"(values.json, entry "between_studies")", kSentence},
      {"stop sign", [](auto& b) { entry(b, "stops.json", "stop")["mark"] = "U"; },
       R"(stops.json, entry "stop")", kSentence},
      {"criterion of a trial",
       [](auto& b) { entry(b, "trials.json", "NCT00000002")["criteria"][0]["mark"] = "U"; },
       R"(trials.json, entry "NCT00000002 / two.prior")", kSentence},
  };
  for (const auto& row : rows) refuses(row);

  auto base = good_base();
  entry(base, "rules/b.json", "heart")["mark"] = "U";  // a note
  entry(base, "labels.json", "label")["mark"] = "U";
  CHECK(!check(text_of(base)));
}

TEST_CASE("more than the tables can hold is refused", "[knowledge]") {
  auto base = good_base();
  for (int i = 0; i < 65; ++i) {
    base["agents.json"].push_back({{"id", "agent" + std::to_string(i)}, {"label", "x"}, {"classes", {"mek"}}});
  }
  const auto sentence = check(text_of(base));
  REQUIRE(sentence);
  CHECK(sentence->find("there are more than 64 agents") != std::string::npos);
}

namespace {

// The sentence of refusal; empty: accepted.
std::string refusal(const Documents& base) { return check(text_of(base)).value_or(""); }

}  // namespace

TEST_CASE("a new document is a line of documents.json and no code; a document without one is refused",
          "[knowledge]") {
  auto named = good_base();
  entry(named, "sources/papers.json", "paper")["document"] = "005";
  const auto refused = refusal(named);
  CHECK(refused.find("sources/papers.json, entry \"paper\"") != std::string::npos);
  CHECK(refused.find("the document \"005\" does not exist") != std::string::npos);
  named["documents.json"].push_back({{"id", "005"}, {"label", "read whole: document 005"}});
  CHECK(refusal(named).empty());
  entry(named, "conflicts.json", "clash")["readings"][0]["document"] = "006";
  CHECK(refusal(named).find("the document \"006\" does not exist") != std::string::npos);
}

TEST_CASE("what a guideline says was read, in the source or in a copy; what was not read is null",
          "[knowledge]") {
  for (const char* const mark : {"V", "V2", "K", "U"}) {
    auto base = good_base();
    entry(base, "guidelines.json", "read")["mark"] = mark;
    INFO(mark);
    CHECK(refusal(base).empty() == (mark[0] == 'V'));
    auto unread = good_base();
    entry(unread, "guidelines.json", "not_read")["mark"] = mark;
    CHECK(refusal(unread).empty());
  }
}

TEST_CASE("a guideline that was read names options that exist; one that was not read names none",
          "[knowledge]") {
  auto base = good_base();
  entry(base, "guidelines.json", "read")["options"] = {"omega"};
  CHECK(refusal(base).find("the option \"omega\" does not exist") != std::string::npos);
  entry(base, "guidelines.json", "read")["options"] = Json::array();
  CHECK(refusal(base).find("names the options it speaks of") != std::string::npos);
  auto unread = good_base();
  entry(unread, "guidelines.json", "not_read")["options"] = {"beta"};
  CHECK(refusal(unread).find("none where it was not") != std::string::npos);
}
