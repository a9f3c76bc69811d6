// SPDX-License-Identifier: Apache-2.0
// Which dose is printed for whom, and its short form, as it stands in a row beside other options.
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "nextline/nextline.h"
#include "support/catch.h"

using namespace nextline;
using Json = nlohmann::ordered_json;

namespace {

Json option_of(const char* option, const std::string& patient) {
  const AssessOutcome outcome = overview_text(patient, "");
  REQUIRE(outcome.error.empty());
  const Json overview = Json::parse(outcome.text);
  for (const Json& entry : overview["options"]) {
    if (entry["id"] == option) return entry;
  }
  FAIL("no option " << option);
  return {};
}

std::string short_dose(const char* option, const std::string& patient) {
  const Json entry = option_of(option, patient);
  return entry["dose_short"].is_null() ? "none" : entry["dose_short"].get<std::string>();
}

const std::string kA =
    R"("bilirubin": 0.9, "albumin": 4, "inr": 1, "ascites": "none", "encephalopathy": "none")";
const std::string kB =
    R"("bilirubin": 2.5, "albumin": 3, "inr": 1.2, "ascites": "none", "encephalopathy": "none")";
const std::string kChildPughA = "{" + kA + "}";
const std::string kChildPughB = "{" + kB + "}";
const std::string kChildPughC =
    R"({"bilirubin": 4, "albumin": 2.4, "inr": 2.5, "ascites": "moderate_or_severe", "encephalopathy": "none"})";

// A man of 80, Child-Pugh A: with 60 or 54 kg his clearance is 30 mL/min at a creatinine of 1.667 or 1.5 mg/dL.
std::string man_of_80(const std::string& weight, const std::string& creatinine) {
  return "{" + kA + R"(, "age": 80, "sex": "male", "dialysis": false, "weight": )" + weight +
         R"(, "creatinine": )" + creatinine + "}";
}

// What a dose can say, by its first words or those that no other has.
struct Doses {
  const char* option;
  std::vector<std::string> all;
};
const Doses kLenvatinib{"lenvatinib", {"8 mg by mouth once daily", "12 mg by mouth once daily"}};
const Doses kSorafenib{"sorafenib", {"400 mg by mouth twice daily"}};
const Doses kCabozantinib{"cabozantinib", {"start 60 mg", "start 40 mg", "median dose received was 40 mg"}};
const Doses kRegorafenib{"regorafenib", {"160 mg by mouth once daily", "Rising weekly to the full dose"}};
const Doses kDurvalumab{"durvalumab_tremelimumab", {"tremelimumab 300 mg once", "tremelimumab 4 mg/kg once"}};
const Doses kPairWithInhibitor{
    "ici_plus_multikinase",
    {"every 3 weeks with lenvatinib", "with sorafenib 400 mg", "with pembrolizumab 200 mg"}};
const Doses kEverolimus{"everolimus",
                        {"7.5 mg by mouth once daily", "5 mg by mouth once daily (other labels)"}};
const Doses kPalbociclib{"palbociclib", {"125 mg by mouth once daily", "75 mg."}};

const Doses kContinue{
    "continue_ici",
    {"The inhibitor at the dose of the last therapy.", "antibody alone, at its maintenance dose",
     "anti-VEGF partner only where it was tolerated", "Atezolizumab without bevacizumab"}};
const std::vector<std::string> kLocal = {"Stereotactic radiotherapy", "Thermal ablation", "TACE"};

using Said = std::vector<std::string>;

Said doses_said(const Doses& doses, const std::string& patient) {
  const Json entry = option_of(doses.option, patient);
  Said said;
  if (entry["dose"].is_null()) return said;
  const std::string text = entry["dose"];
  for (const std::string& words : doses.all) {
    if (text.find(words) != std::string::npos) said.push_back(words);
  }
  return said;
}

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

TEST_CASE("lenvatinib: no dose in Child-Pugh B or C, under a clearance of 30 mL/min or on dialysis", "[dose]") {
  const Said under{kLenvatinib.all[0]};
  const Said from{kLenvatinib.all[1]};
  CHECK(doses_said(kLenvatinib, "{}") == kLenvatinib.all);
  CHECK(doses_said(kLenvatinib, kChildPughA) == kLenvatinib.all);
  CHECK(doses_said(kLenvatinib, kChildPughB).empty());
  CHECK(doses_said(kLenvatinib, kChildPughC).empty());
  CHECK(doses_said(kLenvatinib, man_of_80("59.9", "1")) == under);
  CHECK(doses_said(kLenvatinib, man_of_80("60", "1")) == from);
  CHECK(doses_said(kLenvatinib, man_of_80("60", "1.66")) == from);
  CHECK(doses_said(kLenvatinib, man_of_80("60", "1.67")).empty());
  CHECK(doses_said(kLenvatinib, man_of_80("54", "1.5")) == under);
  CHECK(doses_said(kLenvatinib, man_of_80("54", "1.51")).empty());
  for (const std::string weight : {"59", "60"}) {
    CHECK(doses_said(kLenvatinib, "{" + kA + R"(, "dialysis": true, "weight": )" + weight + "}").empty());
    CHECK(doses_said(kLenvatinib, "{" + kB + R"(, "dialysis": false, "weight": )" + weight + "}").empty());
  }
}

TEST_CASE("a drug that is not ruled out and has no dose for this patient says so", "[dose]") {
  CHECK(short_dose("lenvatinib", kChildPughB) == "no dose recommended");
  CHECK(short_dose("lenvatinib", R"({"dialysis": true})") == "no dose recommended");
  CHECK(short_dose("lenvatinib", R"({"dialysis": false, "weight": 60})") == "12 mg daily");
  CHECK(short_dose("sorafenib", kChildPughB) == "400 mg twice daily");
  // In Child-Pugh C it is ruled out, which says it.
  CHECK(short_dose("lenvatinib", kChildPughC) == "none");
}

TEST_CASE("a dose by Child-Pugh class is that of the class, and each of them while it is not known", "[dose]") {
  const Said none;
  struct Row {
    const Doses& doses;
    Said a, b, c;
  };
  const auto only = [](const Doses& doses, std::initializer_list<std::size_t> which) {
    Said said;
    for (const std::size_t i : which) said.push_back(doses.all[i]);
    return said;
  };
  const Row rows[] = {
      {kSorafenib, kSorafenib.all, kSorafenib.all, none},
      {kCabozantinib, only(kCabozantinib, {0, 2}), only(kCabozantinib, {1}), none},
      {kRegorafenib, kRegorafenib.all, kRegorafenib.all, none},
      {kEverolimus, only(kEverolimus, {0}), only(kEverolimus, {1}), none},
      {kPalbociclib, only(kPalbociclib, {0}), only(kPalbociclib, {0}), only(kPalbociclib, {1})},
      {kPairWithInhibitor, kPairWithInhibitor.all, only(kPairWithInhibitor, {1}), none},
      {kDurvalumab, kDurvalumab.all, kDurvalumab.all, kDurvalumab.all},
  };
  for (const Row& row : rows) {
    INFO(row.doses.option);
    CHECK(doses_said(row.doses, "{}") == row.doses.all);
    CHECK(doses_said(row.doses, kChildPughA) == row.a);
    CHECK(doses_said(row.doses, kChildPughB) == row.b);
    CHECK(doses_said(row.doses, kChildPughC) == row.c);
  }
}

TEST_CASE("an inhibitor with lenvatinib has no dose where lenvatinib has none; with sorafenib it has",
          "[dose]") {
  const Said with_sorafenib{kPairWithInhibitor.all[1]};
  CHECK(doses_said(kPairWithInhibitor, man_of_80("60", "1.66")) == kPairWithInhibitor.all);
  CHECK(doses_said(kPairWithInhibitor, man_of_80("54", "1.5")) == kPairWithInhibitor.all);
  CHECK(doses_said(kPairWithInhibitor, man_of_80("54", "1.51")) == with_sorafenib);
  CHECK(doses_said(kPairWithInhibitor, man_of_80("60", "1.67")) == with_sorafenib);
  CHECK(doses_said(kPairWithInhibitor, "{" + kA + R"(, "dialysis": true})") == with_sorafenib);
}

TEST_CASE("going on with an inhibitor: what goes on is that of the last therapy, not of an earlier one",
          "[dose]") {
  const auto after = [](const std::string& therapies) {
    return doses_said(kContinue, R"({"prior_therapies": [)" + therapies + "]}");
  };
  CHECK(doses_said(kContinue, "{}") == kContinue.all);
  CHECK(after(R"("nivolumab")") == Said{kContinue.all[0]});
  CHECK(after(R"("durvalumab_tremelimumab")") == Said{kContinue.all[1]});
  CHECK(after(R"("nivolumab_ipilimumab")") == Said{kContinue.all[1]});
  CHECK(after(R"("atezolizumab_lenvatinib")") == Said{kContinue.all[2]});
  CHECK(after(R"("sintilimab_bevacizumab")") == Said{kContinue.all[2]});
  CHECK(after(R"("atezolizumab_bevacizumab")") == Said{kContinue.all[2], kContinue.all[3]});
  // Nivolumab after nivolumab-ipilimumab is the same line, gone on with.
  CHECK(after(R"("nivolumab_ipilimumab", "nivolumab")") == Said{kContinue.all[1]});
  for (const char* earlier : {"atezolizumab_bevacizumab", "durvalumab_tremelimumab", "sorafenib"}) {
    INFO(earlier);
    CHECK(after("\"" + std::string(earlier) + R"(", "nivolumab")") == Said{kContinue.all[0]});
  }
}

TEST_CASE(
    "local therapy: radiotherapy up to Child-Pugh B7, TACE as far as the liver and its portal vein carry it",
    "[dose]") {
  const std::string b7 = R"("bilirubin": 2.5, "albumin": 3, "inr": 1.2, "ascites": "none")";
  const std::string b8 = R"("bilirubin": 2.5, "albumin": 2.7, "inr": 1.2, "ascites": "none")";
  const Said ablation{kLocal[1]};
  const Said no_tace{kLocal[0], kLocal[1]};
  for (const char* option : {"local_therapy_continue_ici", "local_therapy_switch_systemic"}) {
    INFO(option);
    const Doses local{option, kLocal};
    const auto said = [&](const std::string& members) { return doses_said(local, "{" + members + "}"); };
    CHECK(said("") == kLocal);
    CHECK(said(kA) == kLocal);
    CHECK(said(b7 + R"(, "encephalopathy": "none")") == kLocal);
    CHECK(said(b8 + R"(, "encephalopathy": "none")") == ablation);
    CHECK(said(kA + R"(, "portal_vein_invasion": "vp3")") == kLocal);
    CHECK(said(kA + R"(, "portal_vein_invasion": "vp4")") == no_tace);
    for (const char* grade : {"grade_1_2", "grade_3_4"}) {
      CHECK(said(R"("bilirubin": 0.9, "albumin": 4, "inr": 1, "ascites": "none", "encephalopathy": ")" +
                 std::string(grade) + "\"") == no_tace);
    }
    CHECK(said(R"("bilirubin": 3, "albumin": 4, "inr": 1, "ascites": "none", "encephalopathy": "none")") ==
          kLocal);
    CHECK(said(R"("bilirubin": 3.1, "albumin": 4, "inr": 1, "ascites": "none", "encephalopathy": "none")") ==
          no_tace);
  }
}

TEST_CASE("durvalumab-tremelimumab: by weight under 30 kg, fixed from 30 kg", "[dose]") {
  CHECK(doses_said(kDurvalumab, R"({"weight": 29.9})") == Said{kDurvalumab.all[1]});
  CHECK(doses_said(kDurvalumab, R"({"weight": 30})") == Said{kDurvalumab.all[0]});
  CHECK(short_dose("durvalumab_tremelimumab", R"({"weight": 29.9})") ==
        "4 mg/kg once + 20 mg/kg every 4 weeks");
  CHECK(short_dose("durvalumab_tremelimumab", R"({"weight": 30})") == "300 mg once + 1500 mg every 4 weeks");
}

TEST_CASE("the short doses as the labels and studies print them", "[dose]") {
  const std::pair<const char*, const char*> rows[] = {
      {"sorafenib", "400 mg twice daily"},
      {"regorafenib", "160 mg daily, 21 of 28 days"},
      {"ramucirumab", "8 mg/kg every 2 weeks"},
      {"nivolumab_ipilimumab", "1 + 3 mg/kg every 3 weeks, 4 doses, then nivolumab"},
      {"pembrolizumab_ipilimumab", "dose not verified"},
      {"nivolumab", "240 mg every 2 or 480 mg every 4 weeks"},
      {"pembrolizumab", "200 mg every 3 or 400 mg every 6 weeks"},
      {"atezolizumab_bevacizumab", "1200 mg + 15 mg/kg every 3 weeks"},
      {"regorafenib_pembrolizumab", "dose not verified"},
      {"everolimus", "7.5 mg daily"},
      {"trametinib", "2 mg daily"},
      {"olaparib", "300 mg twice daily"},
      {"olaparib_trastuzumab", "300 mg twice daily + trastuzumab every 3 weeks"},
      {"palbociclib", "125 mg daily, 21 of 28 days"},
  };
  for (const auto& [option, dose] : rows) {
    INFO(option);
    CHECK(short_dose(option, kChildPughA) == dose);
  }
  CHECK(short_dose("cabozantinib", kChildPughB) == "40 mg daily");
  CHECK(short_dose("everolimus", kChildPughB) == "5 mg daily");
  CHECK(short_dose("palbociclib", kChildPughC) == "75 mg daily");
}
