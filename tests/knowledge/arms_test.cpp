// SPDX-License-Identifier: Apache-2.0
// What the arms of a trial give is known drug by drug, and what the rules say of these drugs becomes criteria of the
// trial.
#include <string>

#include "fixture.h"
#include "knowledge/compiler/arms.h"
#include "nextline/fields.h"
#include "support/catch.h"

using namespace knowledge_fixture;  // NOLINT(google-build-using-namespace)
using nextline::knowledge::compiler::arm_criteria;
using nextline::knowledge::compiler::check;
using nextline::knowledge::compiler::read_base;

namespace {

constexpr const char* kTrial = "NCT00000002";

Json arm(const char* id, Json more, bool experimental = true) {
  more["id"] = id;
  more["experimental"] = experimental;
  more["source"] = "paper";
  more["locator"] = "1";
  return more;
}

Json rule(const char* id, const char* kind, const char* group, const char* when) {
  return clinical(
      {{"id", id}, {"kind", kind}, {"applies_to", {group}}, {"when", condition(when)}, {"text", id}});
}

// The criteria that these arms bring to the trial, by id without the trial's.
std::map<std::string, Json> criteria_of(const Documents& base) {
  const auto read = read_base(text_of(base));
  std::map<std::string, Json> found;
  for (const auto& trial : read["trials"]) {
    for (const auto& criterion : arm_criteria(read, trial)) {
      const auto id = criterion["id"].get<std::string>();
      const std::string prefix = "nct00000002.arm.";
      REQUIRE(id.rfind(prefix, 0) == 0);
      CHECK(found.emplace(id.substr(prefix.size()), criterion).second);
    }
  }
  return found;
}

std::map<std::string, Json> criteria_of(Json gives, const std::vector<Json>& rules) {
  auto base = good_base();
  entry(base, "trials.json", kTrial)["gives"] = std::move(gives);
  for (const auto& one : rules) base["rules/a.json"].push_back(one);
  const auto refused = check(text_of(base));
  INFO(refused.value_or(""));
  CHECK(!refused);
  return criteria_of(base);
}

constexpr const char* kGraft = R"({"field": "comorbidities", "has_any": ["organ_transplant"]})";

}  // namespace

TEST_CASE("arms that no trial can have are refused", "[knowledge][trial]") {
  struct Row {
    const char* name;
    Json gives;
    const char* sentence;
  };
  const Row rows[] = {
      {"none", Json::array(), "a second-line trial must say what its arms give"},
      {"an unknown agent", Json::array({arm("a", {{"agents", {"lost"}}})}),
       R"(the agent "lost" does not exist)"},
      {"an unknown regimen", Json::array({arm("a", {{"regimen", "lost"}})}),
       R"(the regimen "lost" does not exist)"},
      {"an empty arm", Json::array({arm("a", Json::object())}),
       "one of regimen, agents (not empty) and inactive"},
      {"an arm without agents", Json::array({arm("a", {{"agents", Json::array()}})}),
       "one of regimen, agents (not empty) and inactive"},
      {"a regimen and agents", Json::array({arm("a", {{"regimen", "beta"}, {"agents", {"beta"}}})}),
       "one of regimen, agents (not empty) and inactive"},
      {"a regimen that is not known", Json::array({arm("a", {{"regimen", "other"}})}),
       R"(the regimen "other" names no agent)"},
      {"an id twice", Json::array({arm("a", {{"regimen", "beta"}}), arm("a", {{"regimen", "beta"}})}),
       "the id is already used by another arm"},
      {"nothing tested", Json::array({arm("a", {{"regimen", "beta"}}, false)}), "no arm is experimental"},
      {"placebo tested", Json::array({arm("a", {{"inactive", "placebo"}})}), "is not what the trial tests"},
      {"a choice of one", Json::array({arm("a", {{"regimen", "beta"}, {"choice", "beta"}})}),
       R"(a choice of one is none: "beta")"},
      {"an unknown key", Json::array({arm("a", {{"regimen", "beta"}, {"dose", "1"}})}),
       R"(the key "dose" is not known)"},
  };
  for (const auto& row : rows) {
    INFO(row.name);
    auto base = good_base();
    entry(base, "trials.json", kTrial)["gives"] = row.gives;
    const auto sentence = check(text_of(base));
    REQUIRE(sentence);
    INFO(*sentence);
    CHECK(sentence->rfind(R"(trials.json, entry "NCT00000002)", 0) == 0);
    CHECK(sentence->find(row.sentence) != std::string::npos);
  }
  auto base = good_base();
  entry(base, "trials.json", kTrial).erase("gives");
  CHECK(check(text_of(base)).value_or("").find("must say what its arms give") != std::string::npos);
}

TEST_CASE("a drug is to the rules what it is, alone and in every pair", "[knowledge][trial]") {
  auto base = good_base();
  entry(base, "options.json", "alpha_gamma")["groups"] = {"systemic", "checkpoint_inhibitor"};
  CHECK(check(text_of(base)) == std::nullopt);  // no option is in "anti_vegf", so none needs to be
  entry(base, "options.json", "care")["groups"] = {"anti_vegf"};
  CHECK(check(text_of(base)).value_or("").find(R"(gives gamma and is not in the group "anti_vegf")") !=
        std::string::npos);
  base = good_base();
  entry(base, "agents.json", "beta")["groups"] = {"lost"};
  CHECK(check(text_of(base)).value_or("").find(R"(no option is in the group "lost")") != std::string::npos);
}

TEST_CASE(
    "what excludes or ends an option excludes the arm, what holds it back is a caution, a plain one is not "
    "said",
    "[knowledge][trial]") {
  auto ends = rule("ends", "caution", "kinase", kGraft);
  ends["cap"] = {{"tier", "not_recommended"}, {"reason", "because"}};
  auto lowers = rule("lowers", "caution", "kinase", kGraft);
  lowers["cap"] = {{"tier", "less_preferred"}, {"reason", "because"}};
  auto strong = rule("strong", "caution", "kinase", kGraft);
  strong["strong"] = true;
  auto waits = rule("waits", "caution", "kinase", kGraft);
  waits["before_start"] = "wait";
  const auto found =
      criteria_of(Json::array({arm("b", {{"regimen", "beta"}}), arm("p", {{"inactive", "placebo"}}, false)}),
                  {rule("out", "excludes", "kinase", kGraft), ends, lowers, strong, waits,
                   rule("needs", "requires", "kinase", kGraft)});
  CHECK(found.at("out")["kind"] == "excludes");
  CHECK(found.at("out")["text"] == "Arm Beta: out");
  CHECK(found.at("out")["when"] == condition(kGraft));
  CHECK(found.at("ends")["kind"] == "excludes");
  CHECK(found.count("lowers") == 0);
  CHECK(found.count("needs") == 0);
  CHECK(found.at("strong")["kind"] == "caution");
  CHECK(found.at("strong")["strong"] == true);
  CHECK(found.at("waits")["kind"] == "caution");
  CHECK(found.at("waits").count("strong") == 0);
  CHECK(found.at("waits")["text"] == "Arm Beta: waits");
  CHECK(found.at("used.b")["when"] == condition(R"({"all": [{"prior": "any", "agent": ["beta"]}]})"));
}

TEST_CASE("rules of arms judge no option, and what they require only of what is tested", "[knowledge][trial]") {
  auto given = rule("given", "requires", "systemic", R"({"not": {"option_used": true}})");
  given["arms_only"] = true;
  auto care = rule("care_with", "caution", "beta", kGraft);
  care["arms_only"] = true;
  const auto found =
      criteria_of(Json::array({arm("one", {{"agents", {"alpha"}}}), arm("two", {{"regimen", "beta"}}, false)}),
                  {given, care});
  CHECK(found.at("given.one")["kind"] == "requires");
  CHECK(found.at("given.one")["text"] == "Arm alpha: given");
  CHECK(found.count("given.two") == 0);
  CHECK(found.at("care_with")["kind"] == "caution");
  // In the tables the criterion of the arm alone is added, no rule of an option.
  auto base = good_base();
  const auto rules_in = [](const Documents& documents) {
    const auto tables =
        nextline::knowledge::compiler::compile(text_of(documents)).files.at("knowledge_tables.cpp");
    std::size_t rules = 0;
    for (auto at = tables.find("{RuleKind::"); at != std::string::npos;
         at = tables.find("{RuleKind::", at + 1)) {
      ++rules;
    }
    return rules;
  };
  const auto before = rules_in(base);
  base["rules/a.json"].push_back(given);
  CHECK(rules_in(base) == before + 1);
  given["applies_to"] = {"systemic", "trials"};
  base["rules/a.json"].back() = given;
  CHECK(check(text_of(base)).value_or("").find("it names no trials") != std::string::npos);
}

TEST_CASE("a drug drawn by lot excludes, one that can be chosen is a caution until none is left",
          "[knowledge][trial]") {
  const auto kinase = rule("kinase_out", "excludes", "kinase", kGraft);
  const auto pair = rule("pair_out", "excludes", "alpha_gamma", R"({"field": "dialysis", "is": true})");
  SECTION("by lot") {
    const auto found = criteria_of(
        Json::array({arm("a", {{"regimen", "alpha_gamma"}}), arm("b", {{"regimen", "beta"}}, false)}),
        {kinase, pair});
    CHECK(found.at("kinase_out")["kind"] == "excludes");
    CHECK(found.at("pair_out")["kind"] == "excludes");
    CHECK(found.count("no_choice_left") == 0);
  }
  SECTION("chosen") {
    const auto found = criteria_of(Json::array({arm("a", {{"regimen", "alpha_gamma"}, {"choice", "the pair"}}),
                                                arm("b", {{"regimen", "beta"}, {"choice", "beta"}}, false)}),
                                   {kinase, pair, rule("all_out", "excludes", "systemic", kGraft)});
    CHECK(found.at("all_out")["kind"] == "excludes");  // touches every choice
    CHECK(found.at("all_out")["text"] == "Arms Alpha + gamma, Beta: all_out");
    CHECK(found.at("kinase_out")["kind"] == "caution");
    CHECK(found.at("kinase_out")["text"] == "The choice of beta falls away. Arm Beta: kinase_out");
    CHECK(found.at("pair_out")["kind"] == "caution");
    CHECK(found.at("no_choice_left")["kind"] == "excludes");
    const auto none = found.at("no_choice_left")["when"].dump();
    CHECK(none.find("organ_transplant") != std::string::npos);
    CHECK(none.find("dialysis") != std::string::npos);
  }
  SECTION("what every choice draws by lot excludes") {
    const auto found = criteria_of(Json::array({arm("a", {{"regimen", "alpha_gamma"}, {"choice", "x"}}),
                                                arm("c", {{"agents", {"alpha"}}, {"choice", "y"}}),
                                                arm("b", {{"regimen", "beta"}}, false)}),
                                   {kinase, pair});
    CHECK(found.at("kinase_out")["kind"] == "excludes");
    CHECK(found.at("pair_out")["kind"] == "caution");
  }
}

TEST_CASE("a trial whose arms bring more criteria than an evaluation holds is refused", "[knowledge][trial]") {
  auto base = good_base();
  for (int i = 0; i < 70; ++i) {
    base["rules/a.json"].push_back(
        rule(("out" + std::to_string(i)).c_str(), "excludes", i < 35 ? "beta" : "kinase", kGraft));
  }
  const auto sentence = check(text_of(base)).value_or("");
  INFO(sentence);
  CHECK(sentence.find("has more than 64") != std::string::npos);
  // One option of many groups is refused first; a pair of two options can exceed it alone.
  base = good_base();
  entry(base, "trials.json", kTrial)["gives"] =
      Json::array({arm("x", {{"agents", {"alpha", "beta", "gamma"}}})});
  for (int i = 0; i < 70; ++i) {
    base["rules/a.json"].push_back(
        rule(("out" + std::to_string(i)).c_str(), "excludes", i < 35 ? "beta" : "alpha_gamma", kGraft));
  }
  const auto of_trial = check(text_of(base)).value_or("");
  INFO(of_trial);
  CHECK(of_trial.rfind(R"(trials.json, entry "NCT00000002": has more than 64 criteria)", 0) == 0);
}
