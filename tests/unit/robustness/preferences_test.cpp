// SPDX-License-Identifier: Apache-2.0
// Weights as the user gives them: presets, numbers, an order; and everything that cannot be read.
#include <string>
#include <vector>

#include "knowledge/tables.h"
#include "nextline/nextline.h"
#include "nextline/preferences.h"
#include "support/catch.h"

using namespace nextline;  // NOLINT(google-build-using-namespace)

namespace {

struct Read {
  Preferences preferences;
  std::vector<Issue> issues;
};

Read read(std::string_view text) {
  Read out;
  read_preferences(text, out.preferences, out.issues);
  return out;
}

void check_weights(const Preferences& preferences, const Weights& expected) {
  for (std::size_t c = 0; c < kEndpointCount; ++c) CHECK(preferences.weights[c] == Approx(expected[c]));
}

const std::string kPatient = R"({"prior_therapies": ["atezolizumab_bevacizumab"], "ecog": 1, "bilirubin": 0.9,
  "albumin": 3.8, "inr": 1.1, "ascites": "none", "encephalopathy": "none", "varices": "none"})";

}  // namespace

TEST_CASE("Without preferences benefit and harm count alike", "[preferences]") {
  for (const char* const text : {"", "  \n", "{}", R"({"schema": "preferences/1"})", R"({"preset": null})"}) {
    INFO(text);
    const Read out = read(text);
    CHECK(out.issues.empty());
    CHECK(out.preferences.from == Preferences::From::kNothing);
    check_weights(out.preferences, {0.25, 0.15, 0.1, 0.5});
  }
}

TEST_CASE("A preset is chosen by its name", "[preferences]") {
  const Read efficacy = read(R"({"schema": "preferences/1", "preset": "efficacy_first"})");
  CHECK(efficacy.issues.empty());
  CHECK(efficacy.preferences.from == Preferences::From::kPreset);
  check_weights(efficacy.preferences, {0.375, 0.225, 0.15, 0.25});
  check_weights(read(R"({"preset": "tolerability_first"})").preferences, {0.125, 0.075, 0.05, 0.75});
  // The survey asked for neither survival nor response.
  check_weights(read(R"({"preset": "patient_preference"})").preferences, {0, 0.54, 0, 0.46});
}

TEST_CASE("Weights are any numbers from zero and are made to sum to one", "[preferences]") {
  check_weights(read(R"({"weights": {"os": 0.3, "pfs": 0.1, "orr": 0.1, "grade34": 0.5}})").preferences,
                {0.3, 0.1, 0.1, 0.5});
  check_weights(read(R"({"weights": {"grade34": 5, "os": 3, "pfs": 1, "orr": 1}})").preferences,
                {0.3, 0.1, 0.1, 0.5});
  check_weights(read(R"({"weights": {"os": 1, "pfs": 0, "orr": 0, "grade34": -0.0}})").preferences,
                {1, 0, 0, 0});
  // As large and as small as numbers get.
  check_weights(read(R"({"weights": {"os": 1e308, "pfs": 1e308, "orr": 1e308, "grade34": 1e308}})").preferences,
                {0.25, 0.25, 0.25, 0.25});
  check_weights(read(R"({"weights": {"os": 5e-324, "pfs": 0, "orr": 0, "grade34": 5e-324}})").preferences,
                {0.5, 0, 0, 0.5});
}

TEST_CASE("An order of importance gives the mean of all weights that keep it", "[preferences]") {
  const Read out = read(R"({"order": ["os", "grade34", "pfs", "orr"]})");
  CHECK(out.issues.empty());
  CHECK(out.preferences.from == Preferences::From::kOrder);
  CHECK(out.preferences.order[1] == Endpoint::kGrade34);
  check_weights(out.preferences, {25.0 / 48, 7.0 / 48, 3.0 / 48, 13.0 / 48});
}

TEST_CASE("Weights that cannot be read are one issue, and the default counts", "[preferences]") {
  struct Bad {
    const char* text;
    const char* says;
  };
  const Bad rows[] = {
      {"[]", "expected a JSON object"},
      {"7", "expected a JSON object"},
      {"null", "expected a JSON object"},
      {"\"efficacy_first\"", "expected a JSON object"},
      {"{", "expected a JSON object"},
      {"{\"preset\": NaN}", "expected a JSON object"},
      {"\xff\xfe", "expected a JSON object"},
      {"{\"preset\": \"default\"} x", "expected a JSON object"},
      {R"({"a":[[[[[[[[[[1]]]]]]]]]]})", "expected a JSON object"},
      {R"({"colour": "red"})", "\"colour\" is none of them"},
      {R"({"Preset": "efficacy_first"})", "\"Preset\" is none of them"},
      {R"({"schema": "preferences/2"})", "the schema \"preferences/1\""},
      {R"({"schema": 1})", "the schema \"preferences/1\""},
      {R"({"preset": "efficacy_first", "preset": "default"})", "\"preset\" stands twice"},
      {R"({"weights": {"os": 1, "os": 2, "pfs": 1, "orr": 1, "grade34": 1}})", "\"os\" stands twice"},
      {R"({"preset": "default", "order": ["os", "pfs", "orr", "grade34"]})", "several are given"},
      {R"({"weights": {"os": 1, "pfs": 1, "orr": 1, "grade34": 1}, "preset": "default"})", "several are given"},
      {R"({"preset": "cheapest"})", "the id of a preset"},
      {R"({"preset": ""})", "the id of a preset"},
      {R"({"preset": 1})", "the id of a preset"},
      {R"({"preset": ["default"]})", "the id of a preset"},
      {R"({"weights": {"os": 1, "pfs": 1, "orr": 1}})", "a number for each of"},
      {R"({"weights": {"os": 1, "pfs": 1, "orr": 1, "dcr": 1}})", "a number for each of"},
      {R"({"weights": {"os": 1, "pfs": 1, "orr": 1, "grade34": 1, "ttp": 1}})", "a number for each of"},
      {R"({"weights": {}})", "a number for each of"},
      {R"({"weights": [0.25, 0.25, 0.25, 0.25]})", "a number for each of"},
      {R"({"weights": {"os": -0.1, "pfs": 1, "orr": 1, "grade34": 1}})", "0 or more for \"os\""},
      {R"({"weights": {"os": 1, "pfs": "1", "orr": 1, "grade34": 1}})", "0 or more for \"pfs\""},
      {R"({"weights": {"os": 1, "pfs": 1, "orr": true, "grade34": 1}})", "0 or more for \"orr\""},
      {R"({"weights": {"os": 1, "pfs": 1, "orr": 1, "grade34": null}})", "0 or more for \"grade34\""},
      {R"({"weights": {"os": 1e400, "pfs": 1, "orr": 1, "grade34": 1}})", "0 or more for \"os\""},
      {R"({"weights": {"os": 0, "pfs": 0, "orr": 0, "grade34": 0}})", "at least one weight above 0"},
      {R"({"order": ["os", "pfs", "orr"]})", "each once"},
      {R"({"order": ["os", "os", "pfs", "orr"]})", "each once"},
      {R"({"order": ["os", "pfs", "orr", "grade34", "os"]})", "each once"},
      {R"({"order": ["os", "pfs", "orr", "dcr"]})", "each once"},
      {R"({"order": ["os", "pfs", "orr", ["grade34"]]})", "each once"},
      {R"({"order": "os"})", "each once"},
  };
  for (const Bad& bad : rows) {
    INFO(bad.text);
    const Read out = read(bad.text);
    REQUIRE(out.issues.size() == 1);
    const Issue& issue = out.issues[0];
    CHECK(id(issue.code) == "bad_weights");
    CHECK(is_error(issue.code));
    CHECK(issue.field == "preferences");
    CHECK(issue.message.find(bad.says) != std::string::npos);
    CHECK(issue.message.find("The default weights are used.") != std::string::npos);
    CHECK(out.preferences.from == Preferences::From::kNothing);
    check_weights(out.preferences, {0.25, 0.15, 0.1, 0.5});
  }
}

TEST_CASE("Bad weights cost nothing but themselves", "[preferences]") {
  const AssessOutcome plain = assess_text(kPatient);
  const AssessOutcome bad = assess_text(kPatient, R"({"weights": {"os": -1}})");
  REQUIRE(bad.ok);
  CHECK(bad.has_error);
  CHECK_FALSE(plain.has_error);
  // But for the issue the bytes are the same.
  const std::string begin = "\"issues\":[";
  const std::size_t at = bad.text.find(begin) + begin.size();
  std::string rest = bad.text;
  rest.erase(at, rest.find("],\"assumptions\"") - at);
  CHECK(rest == plain.text);
}

TEST_CASE("Weights move the value and nothing that comes before it", "[preferences]") {
  const std::string plain = assess_text(kPatient).text;
  CHECK(assess_text(kPatient, "{}").text == plain);
  const std::string weighted = assess_text(kPatient, R"({"preset": "tolerability_first"})").text;
  CHECK(weighted != plain);
  CHECK(weighted.find("\"preferences\":{\"from\":\"preset\",\"preset\":\"tolerability_first\"") !=
        std::string::npos);
  CHECK(plain.find("\"preferences\"") == std::string::npos);
}
