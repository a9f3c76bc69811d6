// SPDX-License-Identifier: Apache-2.0
// What a report states of a score counts while the score's own inputs leave it open.
#include <string>
#include <string_view>

#include "assess/evaluation.h"
#include "nextline/nextline.h"
#include "unit/read.h"

using namespace nextline;
using namespace nextline::test;

namespace {

std::string assessment(std::string_view json) {
  const AssessOutcome outcome = assess_text(json);
  REQUIRE(outcome.ok);
  return outcome.text;
}

// A score as the assessment prints it, up to its components.
std::string score(std::string_view json, std::string_view id) {
  const std::string text = assessment(json);
  const std::size_t from = text.find("{\"id\":\"" + std::string(id) + "\",\"value\"");
  REQUIRE(from != std::string::npos);
  return text.substr(from, text.find(",\"components\"", from) - from);
}

std::string contradictions(std::string_view json) {
  const std::string text = assessment(json);
  std::string out;
  for (std::size_t at = text.find("\"code\":\"contradiction\""); at != std::string::npos;
       at = text.find("\"code\":\"contradiction\"", at + 1)) {
    const std::size_t field = text.find("\"field\":\"", at) + 9;
    if (!out.empty()) out += ", ";
    out += text.substr(field, text.find('"', field) - field);
  }
  return out;
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

constexpr std::string_view kWhole =
    R"("bilirubin":0.9,"albumin":3.8,"inr":1.1,"ascites":"none","encephalopathy":"none")";

}  // namespace

TEST_CASE("Whoever knows only the Child-Pugh class has the class, and whoever knows the points has the points",
          "[stated]") {
  struct Case {
    const char* stated;
    const char* printed;
  };
  const auto c = GENERATE(values<Case>({
      {"A", R"("value":null,"at_least":5,"at_most":6,"grade":"A","grades":["A"],"label":null)"},
      {"B", R"("value":null,"at_least":7,"at_most":9,"grade":"B","grades":["B"],"label":null)"},
      {"C", R"("value":null,"at_least":10,"at_most":15,"grade":"C","grades":["C"],"label":null)"},
      {"A5", R"("value":5,"grade":"A","label":"A5")"},
      {"A6", R"("value":6,"grade":"A","label":"A6")"},
      {"B7", R"("value":7,"grade":"B","label":"B7")"},
      {"B9", R"("value":9,"grade":"B","label":"B9")"},
      {"C10", R"("value":10,"grade":"C","label":"C10")"},
      {"C15", R"("value":15,"grade":"C","label":"C15")"},
  }));
  INFO(c.stated);
  const std::string printed = score(R"({"stated_child_pugh":")" + std::string(c.stated) + "\"}", "child_pugh");
  CHECK(has(printed, c.printed));
  CHECK(has(printed, R"("near":null,"stated":true)"));
}

TEST_CASE("A stated score is used only as far as its own inputs leave it open", "[stated]") {
  // Two items of 1 point leave 5 to 11.
  const std::string part = R"({"bilirubin":0.9,"inr":1.1,"stated_child_pugh":"C"})";
  CHECK(has(score(part, "child_pugh"), R"("at_least":10,"at_most":11,"grade":"C")"));
  // What settles it leaves nothing to state.
  const std::string settled = "{" + std::string(kWhole) + R"(,"stated_child_pugh":"A"})";
  CHECK(has(score(settled, "child_pugh"), R"("value":5,"grade":"A","label":"A5")"));
  CHECK_FALSE(has(score(settled, "child_pugh"), "stated"));
  CHECK(contradictions(settled).empty());
}

TEST_CASE("Inputs that exclude what is stated count, and both are to be checked", "[stated]") {
  CHECK(contradictions("{" + std::string(kWhole) + R"(,"stated_child_pugh":"B"})") == "stated_child_pugh");
  const std::string open = R"({"bilirubin":0.9,"inr":1.1,"ascites":"none","stated_child_pugh":"C"})";
  CHECK(contradictions(open) == "stated_child_pugh");
  CHECK(has(score(open, "child_pugh"), R"("at_least":5,"at_most":9,)"));
  CHECK_FALSE(has(score(open, "child_pugh"), "stated"));
  CHECK(contradictions("{" + std::string(kWhole) + R"(,"stated_albi":"3"})") == "stated_albi");
  CHECK(contradictions(R"({"portal_vein_invasion":"vp4","stated_bclc":"B"})") == "stated_bclc");
  CHECK(contradictions(R"({"portal_vein_invasion":"vp4","stated_bclc":"C"})").empty());
}

TEST_CASE("A stated ALBI grade narrows ALBI and mALBI", "[stated]") {
  struct Case {
    const char* stated;
    const char* albi;
    const char* malbi;
  };
  const auto c = GENERATE(values<Case>({
      {"1", R"("grade":"1","grades":["1"])", R"("value":"1","grade":"1")"},
      {"2", R"("grade":"2","grades":["2"])", R"("value":null,"grade":null,"grades":["2a","2b"])"},
      {"2a", R"("grade":"2","grades":["2"])", R"("value":"2a","grade":"2a")"},
      {"2b", R"("grade":"2","grades":["2"])", R"("value":"2b","grade":"2b")"},
      {"3", R"("grade":"3","grades":["3"])", R"("value":"3","grade":"3")"},
  }));
  INFO(c.stated);
  const std::string json = R"({"stated_albi":")" + std::string(c.stated) + "\"}";
  CHECK(has(score(json, "albi"), c.albi));
  CHECK(has(score(json, "malbi"), c.malbi));
  CHECK(has(score(json, "albi"), R"("stated":true)"));
  CHECK(has(score(json, "malbi"), R"("stated":true)"));
}

TEST_CASE("A stated BCLC stage settles BCLC and nothing else", "[stated]") {
  const std::string json = R"({"stated_bclc":"C"})";
  CHECK(has(score(json, "bclc"), R"("value":"C","grade":"C","label":"C")"));
  CHECK(has(score(json, "bclc"), R"("stated":true)"));
  CHECK(has(assessment(json), R"("bclc":"C")"));
  CHECK(has(assessment(json), R"("macrovascular_invasion":null)"));
  CHECK(has(score(json, "milan"), R"("value":null)"));
}

TEST_CASE("Facts and options see the stated class", "[stated]") {
  CHECK(has(assessment(R"({"stated_child_pugh":"C"})"), R"("poor_liver_function":true)"));
  CHECK(has(assessment(R"({"stated_child_pugh":"A","stated_albi":"2"})"), R"("poor_liver_function":false)"));
  CHECK(has(assessment("{}"), R"("poor_liver_function":null)"));
}

TEST_CASE("Under an anticoagulant the INR may not speak for the liver, and the scores that use it say so",
          "[stated]") {
  for (const char* drug : {"vitamin_k_antagonist", "other_therapeutic"}) {
    const std::string json = R"({"inr":2.4,"anticoagulation":")" + std::string(drug) + "\"}";
    for (const char* id : {"child_pugh", "meld", "meld_na", "meld_3"}) {
      INFO(drug << " " << id);
      CHECK(has(score(json, id), R"("note":"INR and prothrombin time measure the anticoagulant here)"));
    }
    CHECK_FALSE(has(score(json, "albi"), "note"));
  }
  for (const char* json :
       {R"({"inr":2.4,"anticoagulation":"prophylactic"})", R"({"inr":2.4,"anticoagulation":"none"})",
        R"({"inr":2.4})", R"({"anticoagulation":"vitamin_k_antagonist"})"}) {
    INFO(json);
    CHECK_FALSE(has(score(json, "child_pugh"), "note"));
  }
}

TEST_CASE("An event's own grade above the stated worst is told", "[stated]") {
  const auto told = [](const char* own, const char* worst) {
    return codes(
        read_object(R"({"prior_therapies":["atezolizumab_bevacizumab"],"vegf_adverse_events":[{"event":)"
                    R"("hypertension","grade":)" +
                    std::string(own) + R"(}],"vegf_adverse_event_grade":)" + worst + "}"));
  };
  CHECK(told("3", "3").empty());
  CHECK(told("3", "2") == "contradiction vegf_adverse_events");
  CHECK(told("1", "2").empty());
}

TEST_CASE("What is assumed absent stays so beside one member and a question mark", "[stated]") {
  const auto options = [](const char* comorbidities) {
    const std::string text = assessment(R"({"prior_therapies":["atezolizumab_bevacizumab"],"ecog":1)" +
                                        std::string(comorbidities) + "}");
    const std::size_t from = text.find("\"options\":[");
    return text.substr(from, text.find(",\"trials\":[") - from);
  };
  // "Pregnancy was looked for" adds nothing that is not assumed already.
  const std::string assumed = options("");
  const std::string open = options(R"(,"comorbidities":["!pregnancy","?"])");
  const auto verdicts = [](const std::string& text) {
    std::string out;
    for (std::size_t at = text.find("\"verdict\":\""); at != std::string::npos;
         at = text.find("\"verdict\":\"", at + 1)) {
      out += text.substr(at, text.find('"', at + 11) - at) + "\n";
    }
    return out;
  };
  CHECK(verdicts(assumed) == verdicts(open));
  CHECK_FALSE(verdicts(assumed) == verdicts(options(R"(,"comorbidities":["perforation_or_fistula","?"])")));
}
