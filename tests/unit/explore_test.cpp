// SPDX-License-Identifier: Apache-2.0
// What to ask next, what would change the answer, best and worst ranks: known patients, both sides of known cut-offs,
// values as a laboratory prints them.
#include "nextline/explore.h"

#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "explore/what_if.h"
#include "nextline/fields.h"
#include "support/catch.h"

namespace {

using nlohmann::json;

// After atezolizumab-bevacizumab, ECOG 1, Child-Pugh A5, disseminated progression; all that decides is known.
const char* const kUsual = R"({
  "age": 60, "sex": "male", "weight": 70, "histology": "hcc", "ecog": 1, "ecog_due_to_cancer": true,
  "bilirubin": 1.0, "albumin": 4.0, "inr": 1.2, "ascites": "none", "encephalopathy": "none", "anticoagulation": "none",
  "creatinine": 1.0, "sodium": 140, "platelets": 120, "ast": 40, "alt": 40, "ast_upper_limit": 40,
  "alt_upper_limit": 40, "bilirubin_upper_limit": 1.2, "afp": 300, "dialysis": false, "transplant_candidate": false,
  "etiology": [], "hbv_status": "negative", "hbv_antiviral": false, "varices": "none", "nodules": 3,
  "largest_nodule": 4, "over_half_of_liver": false, "bile_duct_invasion": false, "portal_vein_invasion": "none",
  "hepatic_vein_invasion": "none", "extrahepatic_spread": true, "metastasis_sites": ["lung"],
  "prior_therapies": ["atezolizumab_bevacizumab"], "best_response": "sd", "months_to_progression": 6,
  "last_therapy_cycles": 8, "stop_reason": "progression", "intolerances": [], "immune_adverse_events": [],
  "vegf_adverse_events": [], "progression_sites": ["intrahepatic_growth"], "progression_confirmed": true,
  "progressing_lesions": 8, "progressing_organs": 2, "other_sites_controlled": false, "locally_treatable": false,
  "molecular_alterations": [], "comorbidities": [], "concomitant": [], "proteinuria": "none",
  "route_preference": "any"})";

json patient_with(std::initializer_list<std::pair<const char*, json>> changes) {
  json patient = json::parse(kUsual);
  for (const auto& [field, value] : changes) patient[field] = value;
  return patient;
}

json explore(const json& patient) {
  const auto outcome = nextline::explore_text(patient.dump());
  REQUIRE(outcome.ok);
  json told = json::parse(outcome.text, nullptr, false);
  REQUIRE(told.is_object());
  return told;
}

// The change of a field on one side; null where there is none.
json change(const json& told, const std::string& field, const std::string& side) {
  for (const json& one : told["what_if"]) {
    if (one["field"] == field && one["side"] == side) return one;
  }
  return nullptr;
}
json change(std::initializer_list<std::pair<const char*, json>> changes, const std::string& field,
            const std::string& side) {
  return change(explore(patient_with(changes)), field, side);
}

json question(const json& told, const std::string& field) {
  for (const json& one : told["ask_next"]) {
    if (one["fields"][0] == field) return one;
  }
  return nullptr;
}

bool says(const json& one, const std::string& text) {
  return one.is_object() && one["text"].get<std::string>().find(text) != std::string::npos;
}

json in_unit(double value, const char* unit) { return {{"value", value}, {"unit", unit}}; }

}  // namespace

// ---- what would change it --------------------------------------------------------------------------------
TEST_CASE("an exploration begins with its schema") {
  CHECK(nextline::explore_text("{}").text.starts_with(R"({"schema":"explore/1","ask_next":)"));
}

TEST_CASE("with bilirubin below 2.0 mg/dL a Child-Pugh B7 would be A6 and the options lose their caution") {
  const json down = change({{"bilirubin", 2.4}, {"albumin", 3.4}}, "bilirubin", "lower");
  CHECK(says(down,
             "With total bilirubin below 2 mg/dL (now 2.4 mg/dL), Child-Pugh would be A6 instead of B7; "
             "lenvatinib, cabozantinib and 10 more would be suitable instead of possible with caution"));
  CHECK(down["to"] == 1.9);
  CHECK(down["before"] == 2);
  CHECK(down["shown"] == true);
}

TEST_CASE("2.0 mg/dL of bilirubin is two points, and so is 3.0") {
  const json to_two = change({{"bilirubin", 1.5}, {"albumin", 3.4}}, "bilirubin", "higher");
  CHECK(says(to_two, "from 2 to 3 mg/dL (now 1.5 mg/dL), Child-Pugh would be B7 instead of A6"));
  CHECK(to_two["before"] == 1.9);
  const json to_three = change({{"bilirubin", 2.4}, {"albumin", 3.6}}, "bilirubin", "higher");
  CHECK(says(to_three, "With total bilirubin above 3 and up to "));
  CHECK(to_three["to"] == 3.1);
  CHECK(to_three["before"] == 3);
}

TEST_CASE("bilirubin entered in umol/L is answered in umol/L, at 34.2 and 51.3") {
  const json entered = in_unit(40, "umol/L");
  const json down = change({{"bilirubin", entered}, {"albumin", 3.4}}, "bilirubin", "lower");
  CHECK(says(down, "below 34.2 µmol/L (now 40 µmol/L)"));
  CHECK(down["to"] == in_unit(34, "umol/L"));
  CHECK(down["before"] == in_unit(34.2, "umol/L"));
  const json up = change({{"bilirubin", entered}, {"albumin", 3.6}}, "bilirubin", "higher");
  CHECK(says(up, "above 51.3 and up to "));
  CHECK(up["to"] == in_unit(52, "umol/L"));
}

TEST_CASE("3.5 g/dL of albumin is still two points: only above it would the class be A") {
  const json up = change({{"bilirubin", 2.4}, {"albumin", 3.4}}, "albumin", "higher");
  CHECK(says(up, "With albumin above 3.5 g/dL (now 3.4 g/dL), Child-Pugh would be A6 instead of B7"));
  CHECK(up["to"] == 3.6);
  CHECK(up["before"] == 3.5);
  const json in_grams = change({{"bilirubin", 2.4}, {"albumin", in_unit(34, "g/L")}}, "albumin", "higher");
  CHECK(says(in_grams, "With albumin above 35 g/L (now 34 g/L)"));
  CHECK(in_grams["to"] == in_unit(36, "g/L"));
}

TEST_CASE("below 2.8 g/dL of albumin three points begin") {
  const json down = change({{"albumin", 3.4}}, "albumin", "lower");
  CHECK(says(down, "below 2.8 g/dL"));
  CHECK(down["to"] == 2.7);
  CHECK(down["before"] == 2.8);
  const json up = change({{"albumin", in_unit(27, "g/L")}}, "albumin", "higher");
  CHECK(says(up, "at or above 28 g/L"));
}

TEST_CASE("an INR of 1.7 is two points, 1.6 is one; 2.3 is two, 2.4 is three") {
  const json up = change({{"bilirubin", 2.4}, {"albumin", 3.4}}, "inr", "higher");
  CHECK(up["to"] == 1.7);
  CHECK(up["before"] == 1.6);
  const json down = change({{"bilirubin", 2.4}, {"albumin", 3.4}, {"inr", 2.0}}, "inr", "lower");
  CHECK(says(down, "With INR below 1.7 (now 2), Child-Pugh would be B7 instead of B8"));
  const json above = change({{"inr", 2.0}}, "inr", "higher");
  CHECK(says(above, "With INR above 2.3 (now 2), Child-Pugh would be B7 instead of A6"));
}

TEST_CASE("ramucirumab hangs on 400 ng/mL of AFP, from both sides and in IU") {
  const json up = change({{"afp", 300}}, "afp", "higher");
  CHECK(says(up,
             "at or above 400 ng/mL (now 300 ng/mL), ramucirumab would be possible with caution instead of not "
             "indicated"));
  CHECK(up["to"] == 400);
  CHECK(up["before"] == 399);
  CHECK(change({{"afp", 300}}, "afp", "lower").is_null());
  const json down = change({{"afp", 400}}, "afp", "lower");
  CHECK(says(
      down,
      "below 400 ng/mL (now 400 ng/mL), ramucirumab would be not indicated instead of possible with caution"));
  // 330 IU/mL are 399.3 ng/mL, 331 are 400.51.
  const json units = change({{"afp", in_unit(330, "[IU]/mL")}}, "afp", "higher");
  CHECK(says(units, "at or above 331 IU/mL (now 330 IU/mL)"));
  CHECK(units["to"] == in_unit(331, "[IU]/mL"));
}

TEST_CASE("ECOG 1 looks to 2, ECOG 2 to 1 and 3, ECOG 3 back to 2") {
  CHECK(change({{"ecog", 1}}, "ecog", "higher")["to"] == 2);
  CHECK(change({{"ecog", 1}}, "ecog", "lower").is_null());
  CHECK(change({{"ecog", 2}}, "ecog", "lower")["to"] == 1);
  const json up = change({{"ecog", 2}}, "ecog", "higher");
  CHECK(up["to"] == 3);
  CHECK(says(up, "BCLC would be D instead of C"));
  CHECK(up["first_two"][0] == "best_supportive_care");
  CHECK(change({{"ecog", 3}}, "ecog", "lower")["to"] == 2);
}

// ALBI = 0.66 log10(bilirubin in umol/L) - 0.085 albumin in g/L; grade 3 above -1.39 (core/src/scores/albi.cpp). No rule
// holds a threshold for it on a field: the edge is found by halving.
TEST_CASE(
    "the edge of ALBI grade 3 is found on albumin and on bilirubin, on the side that is true as printed") {
  // bilirubin 1.0: -1.39 is reached at 25.9 g/L
  const json albumin = change({{"albumin", 2.5}}, "albumin", "higher");
  CHECK(says(albumin, "ALBI would be 2 instead of 3"));
  CHECK(albumin["to"] == 2.6);
  CHECK(albumin["before"] == 2.5);
  // albumin 2.5: at 0.70 mg/dL
  const json bilirubin = change({{"albumin", 2.5}}, "bilirubin", "lower");
  CHECK(says(bilirubin, "up to 0.7 mg/dL (now 1 mg/dL), ALBI would be 2 instead of 3"));
  CHECK(bilirubin["before"] == 0.8);
}

TEST_CASE("platelets of 50 keep ablation without caution, 49 do not") {
  const auto oligo = [](int platelets) {
    return patient_with({{"platelets", platelets},
                         {"progressing_lesions", 2},
                         {"progressing_organs", 1},
                         {"other_sites_controlled", true},
                         {"locally_treatable", true},
                         {"largest_nodule", 2.5}});
  };
  const json down = change(explore(oligo(55)), "platelets", "lower");
  CHECK(says(down, "With platelets from 25 to below 50 ×10⁹/L"));
  CHECK(down["to"] == 49);
  CHECK(down["before"] == 50);
  CHECK(change(explore(oligo(49)), "platelets", "higher")["to"] == 50);
}

TEST_CASE("a neighbouring word, a word added, a word taken away") {
  CHECK(change({}, "varices", "higher")["to"] == "high_risk_untreated");
  const json added = explore(patient_with({}));
  bool bleeding = false;
  for (const json& one : added["what_if"]) {
    if (one["side"] != "added") continue;
    bleeding |= one["to"] == json::array({"bleeding_recent"}) && says(one, "added to other conditions");
    CHECK(one["to"] != json::array({"pregnancy"}));  // never set before a patient as a possibility
  }
  CHECK(bleeding);
  const json removed = explore(patient_with({{"comorbidities", {"bleeding_recent", "organ_transplant"}}}));
  const json gone = change(removed, "comorbidities", "removed");
  CHECK(says(gone,
             "Without bleeding in the last 3 months, treated or from gut or airway among other conditions"));
  CHECK(gone["to"] == json::array({"organ_transplant"}));  // a transplant is not undone
}

TEST_CASE("each field either stays, for a reason, or is varied") {
  using nextline::operator""_f;
  for (const nextline::Field field :
       {"age"_f, "sex"_f, "histology"_f, "prior_therapies"_f, "best_response"_f, "immune_adverse_event_grade"_f,
        "vegf_adverse_events"_f, "stop_reason"_f}) {
    CHECK(nextline::spec(field).stays != nextline::Stays::kNo);
  }
  for (const nextline::Field field :
       {"bilirubin"_f, "ecog"_f, "immune_adverse_event_status"_f, "comorbidities"_f}) {
    CHECK(nextline::spec(field).stays == nextline::Stays::kNo);
  }
}

// ---- what to ask next ------------------------------------------------------------------------------------
TEST_CASE("an unknown AFP is asked for in two ranges that meet at 400 ng/mL") {
  const json told = explore(patient_with({{"afp", nullptr}}));
  const json afp = question(told, "afp");
  REQUIRE(afp.is_object());
  REQUIRE(afp["answers"].size() == 2);
  CHECK(afp["answers"][0]["text"] == "Alpha-fetoprotein (AFP) below 400 ng/mL: ramucirumab is not indicated.");
  CHECK(afp["answers"][0]["enter"] == 399);
  CHECK(afp["answers"][1]["text"] ==
        "Alpha-fetoprotein (AFP) at or above 400 ng/mL: ramucirumab is possible with caution; "
        "ramucirumab counts as an option instead of less preferred.");
  CHECK(afp["answers"][1]["enter"] == 400);
}

TEST_CASE("an unknown INR up to 2.3 keeps Child-Pugh A, above it is B7") {
  const json inr = question(explore(patient_with({{"inr", nullptr}})), "inr");
  REQUIRE(inr.is_object());
  REQUIRE(inr["answers"].size() == 2);
  CHECK(says(inr["answers"][0], "INR up to 2.3: Child-Pugh is A"));
  CHECK(says(inr["answers"][1], "INR above 2.3: Child-Pugh is B7"));
}

TEST_CASE("the grade of an immune event comes first where eight options wait for it") {
  const json told = explore(patient_with({{"immune_adverse_events", {"hepatitis"}},
                                          {"immune_adverse_event_worst", "hepatitis"},
                                          {"immune_adverse_event_status", "resolved"}}));
  CHECK(told["ask_next"][0]["fields"] == json::array({"immune_adverse_event_grade"}));
  CHECK(told["ask_next"][0]["answers"].size() == 4);
  CHECK(says(told["ask_next"][0]["answers"][3], "stop sign: A checkpoint inhibitor is contraindicated"));
  CHECK(told["ask_next"][0]["answers"][3]["stops"].size() == 1);
}

TEST_CASE("what settles only together is asked together: five items of Child-Pugh") {
  const json told = explore({{"prior_therapies", {"atezolizumab_bevacizumab"}}, {"ecog", 1}});
  CHECK(told["ask_next"][0]["fields"] ==
        json::array({"bilirubin", "albumin", "inr", "ascites", "encephalopathy"}));
  CHECK(told["ask_next"][0]["answers"].empty());
}

TEST_CASE("an answer that contradicts what is entered is not offered") {
  // No event: nothing to ask about its grade.
  const json none = explore(patient_with({{"immune_adverse_event_grade", nullptr}}));
  CHECK(question(none, "immune_adverse_event_grade").is_null());
  // Direct bilirubin of 2.5 leaves no total below it.
  const json told =
      explore(patient_with({{"bilirubin", nullptr}, {"direct_bilirubin", 2.5}, {"albumin", 3.4}}));
  const json bilirubin = question(told, "bilirubin");
  REQUIRE(bilirubin.is_object());
  for (const json& answer : bilirubin["answers"]) CHECK(answer["enter"].get<double>() >= 2.5);
}

TEST_CASE("where a prothrombin time is known the INR is not asked for, and never both") {
  const json known = explore(patient_with({{"inr", nullptr}, {"prothrombin_prolongation", 2}}));
  CHECK(question(known, "inr").is_null());
  const json neither = explore(patient_with({{"inr", nullptr}}));
  CHECK(question(neither, "inr").is_object());
  CHECK(question(neither, "prothrombin_prolongation").is_null());
}

TEST_CASE("of a patient of whom all is known nothing is asked, and each rank is what it is") {
  const json told = explore(patient_with({{"immune_adverse_event_worst", "other"},
                                          {"immune_adverse_event_grade", 1},
                                          {"immune_adverse_event_status", "resolved"},
                                          {"vegf_adverse_event_grade", 1},
                                          {"hemoglobin", 12},
                                          {"sorafenib_tolerated", true},
                                          {"sum_diameters_before", 50},
                                          {"sum_diameters_baseline", 60},
                                          {"sum_diameters_now", 70},
                                          {"days_before_to_baseline", 60},
                                          {"days_baseline_to_now", 60}}));
  CHECK(told["ask_next"].empty());
  CHECK(told["rank_range"]["search"] == "exact");
  for (const json& option : told["rank_range"]["options"]) {
    CHECK(option["best"] == option["rank"]);
    CHECK(option["worst"] == option["rank"]);
  }
}

TEST_CASE("what is no patient is refused with one sentence, as an assessment refuses it") {
  const auto outcome = nextline::explore_text("[");
  CHECK_FALSE(outcome.ok);
  CHECK_FALSE(outcome.error.empty());
  CHECK(outcome.text.empty());
  CHECK(nextline::explore_text(R"({"albumin": 900})").has_error);
  CHECK_FALSE(nextline::explore_text("{}").has_error);
}
