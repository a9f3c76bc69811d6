// SPDX-License-Identifier: Apache-2.0
// What is announced holds: entering an answer that was offered, or a value that would change the answer, gives the
// verdicts, tiers and places announced, and before that value nothing changes. Over seeded random patients.
//
// NEXTLINE_EXPLORED sets how many patients are tried (default 100).
#include <algorithm>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "assess/evaluation.h"
#include "explore/explore.h"
#include "explore/what_if.h"
#include "nextline/assess.h"
#include "nextline/explore.h"
#include "nextline/json_writer.h"
#include "support/catch.h"
#include "support/random_draft.h"

namespace {

using nextline::Field;
using nextline::FieldType;
using nextline::kFieldCount;
using nextline::operator""_f;
using nextline::test::Draft;
using nextline::test::Random;
using nlohmann::json;

// What an assessment says, as a reader of it would compare.
struct Said {
  std::map<std::string, std::string> verdict;
  std::map<std::string, std::string> tier;
  std::map<std::string, int> rank;
  std::vector<std::string> order;
  std::size_t contradictions = 0;
};

Said assess(const Draft& draft) {
  nextline::Patient patient;
  std::vector<nextline::Issue> issues;
  std::string error;
  REQUIRE(nextline::read_patient(draft.json(), patient, issues, error));
  static nextline::Evaluation evaluation;
  nextline::evaluate(patient, evaluation);
  Said said;
  const auto options = nextline::knowledge::options();
  for (std::size_t r = 0; r < options.size(); ++r) {
    const std::size_t o = evaluation.data().order[r];
    const std::string id(options[o].id);
    said.verdict[id] = nextline::id(evaluation.data().options[o].verdict);
    said.tier[id] = nextline::id(evaluation.data().options[o].tier);
    said.rank[id] = static_cast<int>(r + 1);
    said.order.push_back(id);
  }
  for (const nextline::Issue& issue : issues) {
    said.contradictions += issue.code == nextline::IssueCode::kContradiction ? 1 : 0;
  }
  return said;
}

json explore(const Draft& draft) {
  const auto outcome = nextline::explore_text(draft.json());
  REQUIRE(outcome.ok);
  return json::parse(outcome.text);
}

Draft entered(Draft draft, const std::string& field, const json& value) {
  Field found{};
  REQUIRE(nextline::find_field(field, found));
  draft.values[found.index] = value.dump();
  return draft;
}

// Every verdict is the announced one, and what is not announced stays; the same of tiers of what can still be used.
std::string difference(const Said& now, const Said& then, const json& changes) {
  std::map<std::string, std::string> verdict = now.verdict;
  std::map<std::string, std::string> tier = now.tier;
  for (const json& change : changes) {
    const std::string id = change["id"];
    if (change.contains("verdict")) {
      if (change["verdict"]["from"] != verdict[id]) return id + " was " + verdict[id];
      verdict[id] = change["verdict"]["to"];
    }
    if (change.contains("tier")) {
      if (change["tier"]["from"] != tier[id]) return id + " was " + tier[id];
      tier[id] = change["tier"]["to"];
    }
  }
  for (const auto& [id, word] : then.verdict) {
    if (verdict[id] != word) return id + " is " + word + ", announced " + verdict[id];
    const bool out = now.verdict.at(id)[0] != 'e' && now.verdict.at(id) != "needs_information" &&
                     word[0] != 'e' && word != "needs_information";
    if (!out && tier[id] != then.tier.at(id)) return id + " is " + then.tier.at(id) + ", announced " + tier[id];
  }
  return "";
}

bool same_for_what_if(const Said& a, const Said& b) {
  return difference(a, b, json::array()).empty() && a.order[0] == b.order[0] && a.order[1] == b.order[1];
}

std::size_t patients_to_try() {
  const char* text = std::getenv("NEXTLINE_EXPLORED");
  const long wanted = text != nullptr ? std::strtol(text, nullptr, 10) : 0;
  return wanted > 0 ? static_cast<std::size_t>(wanted) : 100;
}

double number_of(const json& value) {
  return value.is_object() ? value["value"].get<double>() : value.get<double>();
}
json with_number(const json& like, double value) {
  json result = like;
  (like.is_object() ? result["value"] : result) = value;
  return result;
}

// All but the course known, INR and prothrombin time never both.
Draft complete_patient(Random& random) {
  Draft draft;
  for (std::size_t i = 0; i < kFieldCount; ++i) draft.values[i] = nextline::test::random_value(i, random);
  draft.values[("prothrombin_prolongation"_f).index].clear();
  draft.values["comorbidities"_f.index] = "[]";
  draft.values["portal_vein_invasion"_f.index] = R"("vp1")";
  return draft;
}

}  // namespace

TEST_CASE("entering an answer that was offered gives the verdicts and the first three announced") {
  std::size_t answers = 0;
  std::size_t settled = 0;
  for (std::size_t seed = 1; seed <= patients_to_try(); ++seed) {
    Random random(seed);
    const Draft draft = nextline::test::random_patient(random);
    const Said now = assess(draft);
    const json told = explore(draft);
    for (const json& question : told["ask_next"]) {
      INFO("seed " << seed << ": " << question.dump() << "\n" << draft.json());
      CHECK((question["answers"].empty() ? question["fields"].size() > 1 : question["fields"].size() == 1));
      bool matters = question["answers"].empty();
      for (const json& answer : question["answers"]) {
        const Said then = assess(entered(draft, question["fields"][0], answer["enter"]));
        ++answers;
        CHECK(difference(now, then, answer["changes"]) == "");
        CHECK(std::equal(answer["first_three"].begin(), answer["first_three"].end(), then.order.begin()));
        CHECK(then.contradictions <= now.contradictions);
        matters |= then.order != now.order || !answer["changes"].empty() || !answer["stops"].empty();
        for (const json& change : answer["changes"]) {
          settled += change.contains("verdict") && change["verdict"]["from"] == "needs_information" ? 1 : 0;
        }
      }
      CHECK(matters);  // what changes nothing is not asked
    }
  }
  CHECK(answers > patients_to_try());
  CHECK(settled > patients_to_try());
}

TEST_CASE("entering the value printed changes what is announced, and no value nearer changes anything") {
  std::size_t numbers = 0;
  std::size_t words = 0;
  for (std::size_t seed = 1; seed <= patients_to_try(); ++seed) {
    Random random(seed);
    const Draft draft = nextline::test::random_patient(random);
    const Said now = assess(draft);
    const json told = explore(draft);
    for (const json& change : told["what_if"]) {
      INFO("seed " << seed << ": " << change.dump() << "\n" << draft.json());
      const std::string field = change["field"];
      const Said then = assess(entered(draft, field, change["to"]));
      CHECK(difference(now, then, change["changes"]) == "");
      CHECK_FALSE(same_for_what_if(now, then));
      const bool swapped = now.order[0] != then.order[0] || now.order[1] != then.order[1];
      CHECK(swapped == change["first_two"].is_array());
      if (!change.contains("before")) {
        ++words;
        continue;
      }
      ++numbers;
      CHECK(same_for_what_if(now, assess(entered(draft, field, change["before"]))));
      const double from = number_of(change["from"]);
      const double before = number_of(change["before"]);
      const double to = number_of(change["to"]);
      CHECK((change["side"] == "higher" ? from <= before && before < to : from >= before && before > to));
      Field found{};
      REQUIRE(nextline::find_field(field, found));
      if (nextline::spec(found).type == FieldType::kInteger) continue;
      for (int i = 0; i < 3; ++i) {
        const double nearer = from + (before - from) * random.unit();
        CHECK(same_for_what_if(now, assess(entered(draft, field, with_number(change["to"], nearer)))));
      }
    }
  }
  CHECK(numbers > patients_to_try() / 4);
  CHECK(words > patients_to_try());
}

TEST_CASE("a number that is not named changes nothing as far as it is plausible") {
  std::size_t tried = 0;
  for (std::size_t seed = 1; seed <= patients_to_try(); ++seed) {
    Random random(seed);
    const Draft draft = nextline::test::random_patient(random);
    const Said now = assess(draft);
    std::set<std::string> named;
    const json told = explore(draft);
    for (const json& change : told["what_if"]) named.insert(change["field"]);
    for (std::size_t i = 0; i < kFieldCount; ++i) {
      const Field field{static_cast<std::uint8_t>(i)};
      const nextline::FieldSpec& row = nextline::spec(field);
      const bool number = row.type == FieldType::kQuantity || row.type == FieldType::kNumber;
      if (!number || draft.values[i].empty() || named.count(std::string(row.id)) != 0) continue;
      if (nextline::spec(field).stays != nextline::Stays::kNo) continue;
      for (int k = 0; k < 3; ++k) {
        const double value = row.soft.low + (row.soft.high - row.soft.low) * random.unit();
        const Said then = assess(entered(draft, std::string(row.id), value));
        if (then.contradictions > now.contradictions) continue;
        INFO("seed " << seed << ": " << row.id << " " << value << "\n" << draft.json());
        CHECK(same_for_what_if(now, then));
        ++tried;
      }
    }
  }
  CHECK(tried > patients_to_try());
}

TEST_CASE("past therapy, earlier events, age, sex and histology are never varied, and nothing is advised") {
  const std::set<std::string> past = {"age",
                                      "sex",
                                      "histology",
                                      "prior_therapies",
                                      "best_response",
                                      "months_to_progression",
                                      "stop_reason",
                                      "sorafenib_tolerated",
                                      "intolerances",
                                      "immune_adverse_events",
                                      "immune_adverse_event_worst",
                                      "immune_adverse_event_grade",
                                      "vegf_adverse_events",
                                      "vegf_adverse_event_grade"};
  std::size_t seen = 0;
  for (std::size_t seed = 1; seed <= patients_to_try(); ++seed) {
    Random random(seed);
    std::size_t shown = 0;
    bool more = true;
    const json told = explore(nextline::test::random_patient(random));
    for (const json& change : told["what_if"]) {
      ++seen;
      CHECK(past.count(change["field"]) == 0);
      const std::string text = change["text"];
      for (const char* advice : {"should", "must", "give ", "stop ", "consider", "reduce", "recommended to"}) {
        INFO(text);
        CHECK(text.find(advice) == std::string::npos);
      }
      shown += change["shown"] == true ? 1 : 0;
      more &= !text.empty() && text.back() == '.';
    }
    CHECK(shown <= nextline::kMostShown);
    CHECK(more);
  }
  CHECK(seen > patients_to_try());
}

TEST_CASE("no answer and no completion that was tried leaves the range of ranks") {
  for (std::size_t seed = 1; seed <= patients_to_try(); ++seed) {
    Random random(seed);
    const Draft draft = nextline::test::random_patient(random);
    const Said now = assess(draft);
    const json told = explore(draft);
    std::map<std::string, std::pair<int, int>> range;
    for (const json& option : told["rank_range"]["options"]) {
      range[option["id"]] = {option["best"].get<int>(), option["worst"].get<int>()};
      CHECK(option["rank"] == now.rank.at(option["id"]));
      CHECK(option["best"] <= option["rank"]);
      CHECK(option["worst"] >= option["rank"]);
    }
    CHECK(range.size() == now.rank.size());
    for (const json& question : told["ask_next"]) {
      for (const json& answer : question["answers"]) {
        const Said then = assess(entered(draft, question["fields"][0], answer["enter"]));
        for (const auto& [id, rank] : then.rank) {
          INFO("seed " << seed << ": " << id);
          CHECK((range[id].first <= rank && rank <= range[id].second));
        }
      }
    }
  }
}

// By brute force over a fine grid, or over every word.
TEST_CASE("with one open field best and worst rank are exact") {
  std::size_t moved = 0;
  for (std::size_t seed = 1; seed <= 60; ++seed) {
    Random random(seed);
    Draft draft = complete_patient(random);
    const Field fields[] = {"afp"_f,     "bilirubin"_f, "albumin"_f,        "inr"_f,    "ecog"_f,
                            "varices"_f, "platelets"_f, "encephalopathy"_f, "ascites"_f};
    const Field field = fields[seed % std::size(fields)];
    const nextline::FieldSpec& row = nextline::spec(field);
    draft.values[field.index].clear();
    const Said now = assess(draft);
    std::map<std::string, std::pair<int, int>> range;
    for (const auto& [id, rank] : now.rank) range[id] = {rank, rank};
    std::vector<std::string> values;
    for (const nextline::Word& word : row.words) values.push_back(json(std::string(word.id)).dump());
    if (row.words.empty() && row.type == FieldType::kInteger) values = {"0", "1", "2", "3", "4"};
    if (values.empty()) {
      const double high = row.id == "afp" ? 1000 : std::min(row.hard.high, 200.0);
      for (int i = 0; i <= 400; ++i)
        values.push_back(json(row.hard.low + (high - row.hard.low) * i / 400).dump());
      for (const double on : nextline::test::telling_values(row.id)) values.push_back(json(on).dump());
    }
    for (const std::string& value : values) {
      Draft filled = draft;
      filled.values[field.index] = value;
      const Said then = assess(filled);
      if (then.contradictions > now.contradictions) continue;
      for (const auto& [id, rank] : then.rank) {
        range[id] = {std::min(range[id].first, rank), std::max(range[id].second, rank)};
      }
    }
    const json told = explore(draft)["rank_range"];
    INFO("seed " << seed << ", " << row.id << "\n" << draft.json());
    CHECK(told["search"] == "exact");
    for (const json& option : told["options"]) {
      INFO(option.dump());
      CHECK(option["best"] == range[option["id"]].first);
      CHECK(option["worst"] == range[option["id"]].second);
      moved += option["best"] != option["worst"] ? 1 : 0;
    }
  }
  CHECK(moved > 60);
}

TEST_CASE("with several open fields the range is what a search found, and says so") {
  Draft draft;
  draft.values["prior_therapies"_f.index] = R"(["sorafenib"])";
  CHECK(explore(draft)["rank_range"]["search"] == "bounded");
}

TEST_CASE("the work is bounded whatever is known") {
  int most = 0;
  for (std::size_t seed = 1; seed <= patients_to_try(); ++seed) {
    Random random(seed);
    const Draft draft = seed % 2 == 0 ? nextline::test::random_patient(random) : complete_patient(random);
    nextline::Patient patient;
    std::vector<nextline::Issue> issues;
    std::string error;
    REQUIRE(nextline::read_patient(draft.json(), patient, issues, error));
    nextline::Evaluation evaluation;
    nextline::evaluate(patient, evaluation);
    std::string text;
    nextline::JsonWriter writer(text);
    writer.begin_object();
    most = std::max(most, nextline::write_explore(writer, patient, evaluation.data()));
    writer.end_object();
  }
  CHECK(most > 100);
  CHECK(most <= nextline::kMaxExploreEvaluations);
}
