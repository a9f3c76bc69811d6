// SPDX-License-Identifier: Apache-2.0
// The overview, the single options and the single trials hold nothing but what the assessment holds, in the same bytes: on
// the cases of tests/cases and on seeded patients.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "knowledge/tables.h"
#include "nextline/nextline.h"
#include "support/catch.h"
#include "support/random_draft.h"

namespace {

using Json = nlohmann::ordered_json;

std::vector<std::string> cases() {
  std::vector<std::string> patients;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(std::string(NEXTLINE_SOURCE_DIR) + "/tests/cases")) {
    if (entry.path().extension() != ".json") continue;
    std::ifstream file(entry.path());
    const auto read = Json::parse(file);
    for (const auto& one : read.is_array() ? read : Json::array({read})) {
      if (one.contains("patient")) patients.push_back(one["patient"].dump());
    }
  }
  std::sort(patients.begin(), patients.end());
  return patients;
}

std::vector<std::string> seeded(std::size_t count) {
  std::vector<std::string> patients;
  for (std::size_t seed = 1; seed <= count; ++seed) {
    nextline::test::Random random(seed);
    patients.push_back(nextline::test::random_patient(random).json());
  }
  return patients;
}

// The same JSON with its numbers as texts, so that reading and writing it again changes no byte.
std::string in_texts(const std::string& json) {
  std::string out;
  bool inside = false;  // a text
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (inside && c == '\\') {
      out += c;
      out += json[++i];
      continue;
    }
    if (c == '"') inside = !inside;
    if (inside || (c != '-' && (c < '0' || c > '9'))) {
      out += c;
      continue;
    }
    const auto end = json.find_first_not_of("-.0123456789", i);
    out += '"' + json.substr(i, end - i) + '"';
    i = end - 1;
  }
  return out;
}

// The criteria of an option that decide or speak, as contract.md names them.
bool is_shown(const Json& criterion) {
  const auto& kind = criterion["kind"];
  const auto& outcome = criterion["outcome"];
  if (kind == "excludes" || kind == "caution") return outcome == "met";
  return kind == "requires" && (outcome == "not_met" || outcome == "unknown");
}

// What an overview must be, made of the assessment.
Json overview_of(Json assessment) {
  assessment["schema"] = "overview/1";
  for (auto& option : assessment["options"]) {
    Json shown = Json::array();
    for (auto& criterion : option["criteria"]) {
      if (!is_shown(criterion)) continue;
      if (criterion["outcome"] != "met") criterion.erase("because");
      shown.push_back(criterion);
    }
    option["criteria"] = shown;
  }
  for (auto& trial : assessment["trials"]) {
    trial = Json{{"id", trial["id"]}, {"verdict", trial["verdict"]}, {"recruitment", trial["recruitment"]}};
  }
  return assessment;
}

struct Seen {
  std::size_t left_out = 0;  // criteria that are not in the overview
  std::size_t shown = 0;
  std::size_t without_because = 0;
};

void check(const std::string& patient, Seen& seen) {
  INFO(patient);
  const auto whole = nextline::assess_text(patient);
  const auto overview = nextline::overview_text(patient);
  REQUIRE(whole.ok);
  REQUIRE(overview.ok);
  CHECK(overview.has_error == whole.has_error);
  const auto assessment = Json::parse(in_texts(whole.text));
  REQUIRE(assessment.dump() == in_texts(whole.text));
  const auto expected = overview_of(assessment);
  REQUIRE(in_texts(overview.text) == expected.dump());
  for (std::size_t i = 0; i < expected["options"].size(); ++i) {
    const auto& shown = expected["options"][i]["criteria"];
    seen.shown += shown.size();
    seen.left_out += assessment["options"][i]["criteria"].size() - shown.size();
    for (const auto& criterion : shown) seen.without_because += criterion.contains("because") ? 0U : 1U;
  }
}

void check_parts(const std::string& patient) {
  INFO(patient);
  const auto assessment = Json::parse(in_texts(nextline::assess_text(patient).text));
  for (const auto& option : assessment["options"]) {
    const auto part = nextline::option_text(patient, {}, option["id"].get<std::string>());
    REQUIRE(part.ok);
    REQUIRE(in_texts(part.text) == option.dump());
  }
  for (const auto& trial : assessment["trials"]) {
    const auto part = nextline::trial_text(patient, {}, trial["id"].get<std::string>());
    REQUIRE(part.ok);
    REQUIRE(in_texts(part.text) == trial.dump());
  }
}

}  // namespace

TEST_CASE("an overview is the assessment without what neither decides nor speaks", "[overview]") {
  Seen seen;
  const auto patients = cases();
  REQUIRE(patients.size() > 100);
  // All of them in the long tests; the fuzz driver of overviews holds the same of any input.
  const bool all = std::getenv("NEXTLINE_LONG") != nullptr;
  for (std::size_t i = 0; i < patients.size(); i += all ? 1 : 3) check(patients[i], seen);
  for (const auto& patient : seeded(all ? 300 : 100)) check(patient, seen);
  CHECK(seen.left_out > seen.shown);
  CHECK(seen.shown > 10000);
  CHECK(seen.without_because > 1000);
}

TEST_CASE("an option or a trial by itself is what the assessment holds of it", "[overview]") {
  const auto patients = cases();
  for (std::size_t i = 0; i < patients.size(); i += 10) check_parts(patients[i]);
  for (const auto& patient : seeded(30)) check_parts(patient);
}

TEST_CASE("other weights move an option to its new place in the parts as well", "[overview]") {
  const std::string weights = R"({"preset": "tolerability_first"})";
  const auto patient = cases().front();
  const auto assessment = Json::parse(in_texts(nextline::assess_text(patient, weights).text));
  CHECK(in_texts(nextline::overview_text(patient, weights).text) == overview_of(assessment).dump());
  for (const auto& option : assessment["options"]) {
    const auto part = nextline::option_text(patient, weights, option["id"].get<std::string>());
    CHECK(in_texts(part.text) == option.dump());
  }
}

TEST_CASE("an option or trial that does not exist is said, and what is no patient is refused", "[overview]") {
  const auto option = nextline::option_text("{}", {}, "aspirin");
  CHECK_FALSE(option.ok);
  CHECK(option.error == R"(Expected the id of an option that "nextline knowledge" lists.)");
  CHECK(option.text.empty());
  const auto trial = nextline::trial_text("{}", {}, "lenvatinib");
  CHECK_FALSE(trial.ok);
  CHECK(trial.error == R"(Expected the id of a trial that "nextline knowledge" lists.)");
  for (const auto& outcome : {nextline::overview_text("["), nextline::option_text("[", {}, "lenvatinib"),
                              nextline::trial_text("[", {}, "NCT04770896")}) {
    CHECK_FALSE(outcome.ok);
    CHECK(outcome.error == nextline::assess_text("[").error);
    CHECK(outcome.text.empty());
  }
}
