// SPDX-License-Identifier: Apache-2.0
// The short form of a dose, as it stands in a row beside other options.
#include <string>

#include <nlohmann/json.hpp>

#include "nextline/nextline.h"
#include "support/catch.h"

using namespace nextline;
using Json = nlohmann::ordered_json;

namespace {

std::string short_dose(const char* option, const char* patient) {
  const AssessOutcome outcome = overview_text(patient, "");
  REQUIRE(outcome.error.empty());
  const Json overview = Json::parse(outcome.text);
  for (const Json& entry : overview["options"]) {
    if (entry["id"] == option)
      return entry["dose_short"].is_null() ? "none" : entry["dose_short"].get<std::string>();
  }
  return "no such option";
}

constexpr const char* kChildPughA =
    R"({"bilirubin": 0.9, "albumin": 4, "inr": 1, "ascites": "none", "encephalopathy": "none"})";
constexpr const char* kChildPughC =
    R"({"bilirubin": 4, "albumin": 2.4, "inr": 2.5, "ascites": "moderate_or_severe", "encephalopathy": "none"})";

}  // namespace

TEST_CASE("lenvatinib: 8 mg under 60 kg, 12 mg from 60 kg, and both with their weights while it is not known",
          "[dose]") {
  CHECK(short_dose("lenvatinib", R"({"weight": 59.9})") == "8 mg daily");
  CHECK(short_dose("lenvatinib", R"({"weight": 60})") == "12 mg daily");
  CHECK(short_dose("lenvatinib", "{}") == "8 mg daily (under 60 kg) or 12 mg daily (60 kg or more)");
}

TEST_CASE("cabozantinib: the dose of the Child-Pugh class, both while it is not known, none in class C",
          "[dose]") {
  CHECK(short_dose("cabozantinib", kChildPughA) == "60 mg daily");
  CHECK(short_dose("cabozantinib", "{}") == "60 mg daily (Child-Pugh A) or 40 mg daily (Child-Pugh B)");
  CHECK(short_dose("cabozantinib", kChildPughC) == "none");
}

TEST_CASE("where a rule says that a class has no dose, no short dose is printed", "[dose]") {
  for (const char* option : {"lenvatinib", "sorafenib", "regorafenib"}) {
    INFO(option);
    CHECK(short_dose(option, kChildPughC) == "none");
  }
}

TEST_CASE("what is no drug has no short dose", "[dose]") {
  for (const char* option : {"clinical_trial", "best_supportive_care", "local_therapy_continue_ici"}) {
    INFO(option);
    CHECK(short_dose(option, kChildPughA) == "none");
  }
}
