// SPDX-License-Identifier: Apache-2.0
#include "patient/contradictions.h"

#include <set>
#include <string>

#include "nextline/nextline.h"
#include "unit/read.h"

using namespace nextline;
using namespace nextline::test;

namespace {

// "ecog with encephalopathy: SENTENCE" for each, in order.
std::string contradictions(std::string_view json) {
  const Reading reading = read_object(json);
  std::string out;
  for (const Issue& issue : reading.issues) {
    INFO(issue.message);
    REQUIRE(issue.code == IssueCode::kContradiction);
    REQUIRE(issue.params.size() == 1);
    REQUIRE(issue.params[0].name == "with");
    if (!out.empty()) out += '\n';
    out += issue.field + " with " + issue.params[0].text + ": " + issue.message;
  }
  return out;
}

struct Case {
  const char* json;
  const char* expected;
};

const char* const kEncephalopathy =
    "ecog with encephalopathy: Encephalopathy of grade 3-4 does not go with ECOG 0: please check both.";
const char* const kPregnantMan = "sex with comorbidities: Pregnancy is listed for a man: please check both.";
const char* const kDirectBilirubin =
    "bilirubin with direct_bilirubin: Direct bilirubin is above total bilirubin, of which it is a part: please "
    "check both.";
const char* const kHepatitisB =
    "etiology with hbv_status: Hepatitis B is named as a cause, but the patient is said never to have had it: "
    "please check both.";
const char* const kNoNodule =
    "nodules with largest_nodule: A diameter of the largest nodule is given, but the liver is said to hold "
    "none: "
    "please check both.";
const char* const kNewInvasion =
    "portal_vein_invasion with progression_sites: New vascular invasion is listed, but portal and hepatic "
    "veins "
    "are said to be free: please check both.";
const char* const kSpreadDenied =
    "extrahepatic_spread with metastasis_sites: Sites of metastases are listed, but extrahepatic spread is "
    "denied: "
    "please check both.";
const char* const kSpreadWithoutSite =
    "extrahepatic_spread with metastasis_sites: Extrahepatic spread is stated, but the list of its sites is "
    "empty: "
    "please check both.";
const char* const kNoSiteOutside =
    "metastasis_sites with progression_sites: Progression outside the liver is listed, but no site of "
    "metastases: "
    "it counts as spread, please check both.";
const char* const kResponseWithoutSite =
    "best_response with progression_sites: Progression is stated, but the list of its sites is empty: it "
    "counts as "
    "progression, please check both.";
const char* const kLesionsWithoutSite =
    "progression_sites with progressing_lesions: Progression is stated, but the list of its sites is empty: it "
    "counts "
    "as progression, please check both.";
const char* const kProgressionOutside =
    "extrahepatic_spread with progression_sites: Progression outside the liver is listed, but extrahepatic "
    "spread "
    "is denied: please check both.";
const char* const kOrgans =
    "progressing_lesions with progressing_organs: More organs than lesions are said to progress, but each "
    "organ "
    "needs one lesion: please check both.";
const char* const kSorafenib =
    "prior_therapies with sorafenib_tolerated: It is stated whether sorafenib was tolerated, but no earlier "
    "therapy holds sorafenib: please check both.";
const char* const kNeverGiven =
    "prior_therapies with intolerances: Sorafenib is listed as not tolerated, but no earlier therapy holds it: "
    "please check both.";
const char* const kToleratedAndNot =
    "sorafenib_tolerated with intolerances: Sorafenib is stated as tolerated and listed as not tolerated: "
    "please "
    "check both.";
const char* const kWorst =
    "immune_adverse_events with immune_adverse_event_worst: The worst immune-related adverse event is not "
    "among "
    "those listed: please check both.";
const char* const kImmuneWithoutInhibitor =
    "prior_therapies with immune_adverse_events: Immune-related adverse events are listed, but no earlier "
    "therapy "
    "holds a checkpoint inhibitor: please check both.";
const char* const kVegfWithoutAgent =
    "prior_therapies with vegf_adverse_events: Adverse events under an anti-VEGF agent are listed, but no "
    "earlier "
    "therapy holds such an agent: please check both.";
const char* const kVegfGrade =
    "vegf_adverse_events with vegf_adverse_event_grade: A grade of adverse events under an anti-VEGF agent is "
    "given, but no event is listed: please check both.";
const char* const kPerforation =
    "vegf_adverse_events with comorbidities: Perforation under an anti-VEGF agent is listed, but the other "
    "conditions leave out perforation or fistula: please check both.";

}  // namespace

TEST_CASE("Condition: answers that cannot both be right, and their neighbours that can", "[contradictions]") {
  const auto c = GENERATE(values<Case>({
      {R"({"ecog":0,"encephalopathy":"grade_3_4"})", kEncephalopathy},
      {R"({"ecog":0.0,"encephalopathy":"grade_3_4"})", kEncephalopathy},
      {R"({"ecog":1,"encephalopathy":"grade_3_4"})", ""},
      {R"({"ecog":0,"encephalopathy":"grade_1_2"})", ""},
      {R"({"ecog":null,"encephalopathy":"grade_3_4"})", ""},
      {R"({"ecog":0})", ""},

      {R"({"sex":"male","comorbidities":["pregnancy"]})", kPregnantMan},
      {R"({"sex":"male","comorbidities":["heart_failure","pregnancy"]})", kPregnantMan},
      {R"({"sex":"female","comorbidities":["pregnancy"]})", ""},
      {R"({"sex":"male","comorbidities":["heart_failure"]})", ""},
      {R"({"sex":"male","comorbidities":[]})", ""},
      {R"({"comorbidities":["pregnancy"]})", ""},
  }));
  INFO(c.json);
  CHECK(contradictions(c.json) == c.expected);
}

TEST_CASE("Liver: answers that cannot both be right, and their neighbours that can", "[contradictions]") {
  const auto c = GENERATE(values<Case>({
      {R"({"bilirubin":1.2,"direct_bilirubin":1.3})", kDirectBilirubin},
      {R"({"bilirubin":1.2,"direct_bilirubin":1.2})", ""},
      {R"({"bilirubin":1.2,"direct_bilirubin":1.1})", ""},
      {R"({"direct_bilirubin":1.3})", ""},
      {R"({"bilirubin":1.2})", ""},
      // compared in one unit
      {R"({"bilirubin":1,"direct_bilirubin":{"value":17.2,"unit":"umol/L"}})", kDirectBilirubin},
      {R"({"bilirubin":1,"direct_bilirubin":{"value":17.104,"unit":"umol/L"}})", ""},
      {R"({"bilirubin":{"value":20,"unit":"umol/L"},"direct_bilirubin":1.1})", ""},
      {R"({"bilirubin":{"value":18,"unit":"umol/L"},"direct_bilirubin":1.1})", kDirectBilirubin},

      {R"({"etiology":["hbv"],"hbv_status":"negative"})", kHepatitisB},
      {R"({"etiology":["alcohol","hbv"],"hbv_status":"negative"})", kHepatitisB},
      {R"({"etiology":["hbv"],"hbv_status":"past"})", ""},
      {R"({"etiology":["hbv"],"hbv_status":"hbsag_positive"})", ""},
      {R"({"etiology":["hcv"],"hbv_status":"negative"})", ""},
      {R"({"etiology":[],"hbv_status":"negative"})", ""},
      {R"({"etiology":["hbv"]})", ""},
  }));
  INFO(c.json);
  CHECK(contradictions(c.json) == c.expected);
}

TEST_CASE("Tumour: answers that cannot both be right, and their neighbours that can", "[contradictions]") {
  const auto c = GENERATE(values<Case>({
      {R"({"nodules":0,"largest_nodule":2.5})", kNoNodule},
      {R"({"nodules":1,"largest_nodule":2.5})", ""},
      {R"({"nodules":0})", ""},
      {R"({"nodules":0,"largest_nodule":null})", ""},
      {R"({"largest_nodule":2.5})", ""},

      {R"({"portal_vein_invasion":"none","hepatic_vein_invasion":"none",)"
       R"("progression_sites":["new_vascular_invasion"]})",
       kNewInvasion},
      {R"({"portal_vein_invasion":"vp1","hepatic_vein_invasion":"none",)"
       R"("progression_sites":["new_vascular_invasion"]})",
       ""},
      {R"({"portal_vein_invasion":"present_extent_unknown","hepatic_vein_invasion":"none",)"
       R"("progression_sites":["new_vascular_invasion"]})",
       ""},
      {R"({"portal_vein_invasion":"none","hepatic_vein_invasion":"vv1",)"
       R"("progression_sites":["new_vascular_invasion"]})",
       ""},
      {R"({"portal_vein_invasion":"none","hepatic_vein_invasion":"none",)"
       R"("progression_sites":["new_intrahepatic"]})",
       ""},
      {R"({"portal_vein_invasion":"none","progression_sites":["new_vascular_invasion"]})", ""},
      {R"({"hepatic_vein_invasion":"none","progression_sites":["new_vascular_invasion"]})", ""},

      {R"({"extrahepatic_spread":false,"metastasis_sites":["lung"]})", kSpreadDenied},
      {R"({"extrahepatic_spread":false,"metastasis_sites":[]})", ""},
      {R"({"extrahepatic_spread":true,"metastasis_sites":["lung"]})", ""},
      {R"({"metastasis_sites":["lung"]})", ""},
      {R"({"extrahepatic_spread":true,"metastasis_sites":[]})", kSpreadWithoutSite},
      {R"({"extrahepatic_spread":true,"metastasis_sites":null})", ""},
      {R"({"metastasis_sites":[]})", ""},

      {R"({"extrahepatic_spread":false,"progression_sites":["extrahepatic_growth"]})", kProgressionOutside},
      {R"({"metastasis_sites":[],"progression_sites":["new_extrahepatic"]})", kNoSiteOutside},
      {R"({"metastasis_sites":[],"progression_sites":["intrahepatic_growth"]})", ""},
      {R"({"metastasis_sites":["lung"],"progression_sites":["new_extrahepatic"]})", ""},
      {R"({"best_response":"pd","progression_sites":[]})", kResponseWithoutSite},
      {R"({"best_response":"sd","progression_sites":[]})", ""},
      {R"({"progressing_lesions":1,"progression_sites":[]})", kLesionsWithoutSite},
      {R"({"progressing_lesions":0,"progression_sites":[]})", ""},
      {R"({"extrahepatic_spread":false,"progression_sites":["new_extrahepatic"]})", kProgressionOutside},
      {R"({"extrahepatic_spread":false,"progression_sites":["new_extrahepatic","extrahepatic_growth"]})",
       kProgressionOutside},
      {R"({"extrahepatic_spread":false,"progression_sites":["intrahepatic_growth","new_intrahepatic"]})", ""},
      {R"({"extrahepatic_spread":true,"progression_sites":["new_extrahepatic"]})", ""},
      {R"({"progression_sites":["new_extrahepatic"]})", ""},

      {R"({"progressing_lesions":2,"progressing_organs":3})", kOrgans},
      {R"({"progressing_lesions":0,"progressing_organs":1})", kOrgans},
      {R"({"progressing_lesions":3,"progressing_organs":3})", ""},
      {R"({"progressing_lesions":4,"progressing_organs":3})", ""},
      {R"({"progressing_lesions":0,"progressing_organs":0})", ""},
      {R"({"progressing_organs":3})", ""},
      {R"({"progressing_lesions":2})", ""},
  }));
  INFO(c.json);
  CHECK(contradictions(c.json) == c.expected);
}

TEST_CASE("Earlier therapy: answers that cannot both be right, and their neighbours that can",
          "[contradictions]") {
  const auto c = GENERATE(values<Case>({
      {R"({"prior_therapies":["lenvatinib"],"sorafenib_tolerated":true})", kSorafenib},
      {R"({"prior_therapies":["lenvatinib"],"sorafenib_tolerated":false})", kSorafenib},
      {R"({"prior_therapies":[],"sorafenib_tolerated":true})", kSorafenib},
      {R"({"prior_therapies":["sorafenib"],"sorafenib_tolerated":true})", ""},
      {R"({"prior_therapies":["atezolizumab_sorafenib"],"sorafenib_tolerated":true})", ""},
      {R"({"prior_therapies":["sorafenib","lenvatinib"],"sorafenib_tolerated":false})", ""},
      {R"({"prior_therapies":["lenvatinib"]})", ""},
      {R"({"sorafenib_tolerated":true})", ""},
      // it may have been sorafenib
      {R"({"prior_therapies":["other_systemic"],"sorafenib_tolerated":true})", ""},
      // a checkpoint inhibitor not named is no sorafenib
      {R"({"prior_therapies":["other_ici"],"sorafenib_tolerated":true})", kSorafenib},
  }));
  INFO(c.json);
  CHECK(contradictions(c.json) == c.expected);
}

TEST_CASE("What is listed as not tolerated was given: else both are asked about", "[contradictions]") {
  const auto c = GENERATE(values<Case>({
      {R"({"prior_therapies":["lenvatinib"],"intolerances":["sorafenib"]})", kNeverGiven},
      {R"({"prior_therapies":[],"intolerances":["sorafenib"]})", kNeverGiven},
      {R"({"prior_therapies":["lenvatinib","sorafenib"],"intolerances":["sorafenib"]})", ""},
      {R"({"prior_therapies":["atezolizumab_sorafenib"],"intolerances":["sorafenib"]})", ""},
      // one of its drugs was given
      {R"({"prior_therapies":["atezolizumab_bevacizumab"],"intolerances":["atezolizumab_cabozantinib"]})", ""},
      {R"({"prior_therapies":["lenvatinib"],"intolerances":[]})", ""},
      {R"({"prior_therapies":["lenvatinib"],"intolerances":["!sorafenib","?"]})", ""},
      {R"({"intolerances":["sorafenib"]})", ""},
      // not known which drugs
      {R"({"prior_therapies":["other_systemic"],"intolerances":["sorafenib"]})", ""},
      {R"({"prior_therapies":["lenvatinib"],"intolerances":["other_systemic"]})", ""},
      {R"({"prior_therapies":["sorafenib"],"sorafenib_tolerated":true,"intolerances":["sorafenib"]})",
       kToleratedAndNot},
      {R"({"prior_therapies":["sorafenib"],"sorafenib_tolerated":false,"intolerances":["sorafenib"]})", ""},
  }));
  INFO(c.json);
  CHECK(contradictions(c.json) == c.expected);
}

TEST_CASE("The last therapy cannot be described where there was none", "[contradictions]") {
  struct Detail {
    const char* field;
    const char* value;
  };
  const auto d = GENERATE(values<Detail>({
      {"best_response", "\"sd\""},
      {"months_to_progression", "4"},
      {"last_therapy_cycles", "0"},
      {"stop_reason", "\"progression\""},
  }));
  INFO(d.field);
  const std::string detail = std::string("\"") + d.field + "\":" + d.value;
  CHECK(contradictions(R"({"prior_therapies":[],)" + detail + "}") ==
        std::string("prior_therapies with ") + d.field +
            ": The last therapy is described, but the list of earlier therapies is empty: please check both.");
  CHECK(contradictions(R"({"prior_therapies":["sorafenib"],)" + detail + "}").empty());
  CHECK(contradictions(R"({"prior_therapies":null,)" + detail + "}").empty());
  CHECK(contradictions("{" + detail + "}").empty());
  CHECK(contradictions(R"({"prior_therapies":[],")" + std::string(d.field) + "\":null}").empty());
}

TEST_CASE("All four details of a therapy that was never given are questioned", "[contradictions]") {
  CHECK(codes(read_object(R"({"prior_therapies":[],"best_response":"sd","months_to_progression":4,)"
                          R"("last_therapy_cycles":5,"stop_reason":"toxicity"})")) ==
        "contradiction prior_therapies, contradiction prior_therapies, contradiction prior_therapies, "
        "contradiction prior_therapies");
}

TEST_CASE("An immune event cannot be described where none is listed", "[contradictions]") {
  struct Detail {
    const char* field;
    const char* value;
  };
  const auto d = GENERATE(values<Detail>({
      {"immune_adverse_event_worst", "\"colitis\""},
      {"immune_adverse_event_grade", "3"},
      {"immune_adverse_event_status", "\"resolved\""},
  }));
  INFO(d.field);
  const std::string detail = std::string("\"") + d.field + "\":" + d.value;
  CHECK(contradictions(R"({"immune_adverse_events":[],)" + detail + "}") ==
        std::string("immune_adverse_events with ") + d.field +
            ": An immune-related adverse event is described, but none is listed: please check both.");
  CHECK(contradictions(R"({"immune_adverse_events":["colitis"],)" + detail + "}").empty());
  CHECK(contradictions("{" + detail + "}").empty());
}

TEST_CASE("Toxicity: answers that cannot both be right, and their neighbours that can", "[contradictions]") {
  const auto c = GENERATE(values<Case>({
      {R"({"immune_adverse_events":["hepatitis"],"immune_adverse_event_worst":"colitis"})", kWorst},
      {R"({"immune_adverse_events":["hepatitis","colitis"],"immune_adverse_event_worst":"colitis"})", ""},
      {R"({"immune_adverse_events":["other"],"immune_adverse_event_worst":"other"})", ""},
      {R"({"immune_adverse_events":["hepatitis"]})", ""},
      {R"({"immune_adverse_event_worst":"colitis"})", ""},

      {R"({"prior_therapies":["sorafenib"],"immune_adverse_events":["colitis"]})", kImmuneWithoutInhibitor},
      {R"({"prior_therapies":["everolimus"],"immune_adverse_events":["colitis"]})", kImmuneWithoutInhibitor},
      {R"({"prior_therapies":[],"immune_adverse_events":["colitis"]})", kImmuneWithoutInhibitor},
      {R"({"prior_therapies":["sorafenib"],"immune_adverse_events":[]})", ""},
      {R"({"prior_therapies":["sorafenib","nivolumab"],"immune_adverse_events":["colitis"]})", ""},
      {R"({"prior_therapies":["atezolizumab_bevacizumab"],"immune_adverse_events":["colitis"]})", ""},
      {R"({"prior_therapies":["tremelimumab"],"immune_adverse_events":["colitis"]})", ""},
      {R"({"prior_therapies":["other_ici"],"immune_adverse_events":["colitis"]})", ""},
      {R"({"prior_therapies":["other_systemic"],"immune_adverse_events":["colitis"]})", ""},
      {R"({"prior_therapies":["other_multikinase"],"immune_adverse_events":["colitis"]})",
       kImmuneWithoutInhibitor},
      {R"({"immune_adverse_events":["colitis"]})", ""},

      {R"({"prior_therapies":["nivolumab"],"vegf_adverse_events":["hypertension"]})", kVegfWithoutAgent},
      {R"({"prior_therapies":[],"vegf_adverse_events":["gi_bleeding"]})", kVegfWithoutAgent},
      {R"({"prior_therapies":["durvalumab_tremelimumab","everolimus"],"vegf_adverse_events":["proteinuria"]})",
       kVegfWithoutAgent},
      {R"({"prior_therapies":["nivolumab"],"vegf_adverse_events":[]})", ""},
      {R"({"prior_therapies":["atezolizumab_bevacizumab"],"vegf_adverse_events":["hypertension"]})", ""},
      {R"({"prior_therapies":["ramucirumab"],"vegf_adverse_events":["hypertension"]})", ""},
      {R"({"prior_therapies":["nivolumab","lenvatinib"],"vegf_adverse_events":["hypertension"]})", ""},
      {R"({"prior_therapies":["other_systemic"],"vegf_adverse_events":["hypertension"]})", ""},
      {R"({"prior_therapies":["other_multikinase"],"vegf_adverse_events":["hypertension"]})", ""},
      {R"({"vegf_adverse_events":["hypertension"]})", ""},

      {R"({"vegf_adverse_events":[],"vegf_adverse_event_grade":3})", kVegfGrade},
      {R"({"vegf_adverse_events":["hypertension"],"vegf_adverse_event_grade":3})", ""},
      {R"({"vegf_adverse_event_grade":3})", ""},
      {R"({"vegf_adverse_events":[]})", ""},

      {R"({"vegf_adverse_events":["perforation"],"comorbidities":[]})", kPerforation},
      {R"({"vegf_adverse_events":["perforation"],"comorbidities":["heart_failure"]})", kPerforation},
      {R"({"vegf_adverse_events":["perforation"],"comorbidities":["perforation_or_fistula"]})", ""},
      {R"({"vegf_adverse_events":["hypertension"],"comorbidities":[]})", ""},
      {R"({"vegf_adverse_events":["perforation"]})", ""},
      {R"({"comorbidities":["perforation_or_fistula"],"vegf_adverse_events":[]})", ""},
  }));
  INFO(c.json);
  CHECK(contradictions(c.json) == c.expected);
}

TEST_CASE("What could not be read contradicts nothing", "[contradictions]") {
  struct Unread {
    const char* json;
    const char* expected;
  };
  const auto c = GENERATE(values<Unread>({
      {R"({"ecog":0.5,"encephalopathy":"grade_3_4"})", "wrong_type ecog"},
      {R"({"ecog":0,"ecog":0,"encephalopathy":"grade_3_4"})", "duplicate_key ecog"},
      {R"({"bilirubin":{"value":1,"unit":"g"},"direct_bilirubin":2})", "unknown_unit bilirubin"},
      {R"({"bilirubin":70,"direct_bilirubin":71})",
       "impossible_value bilirubin, unit_slip bilirubin, impossible_value direct_bilirubin, "
       "unit_slip direct_bilirubin"},
      // an unreadable line may have been anything
      {R"({"prior_therapies":["x"],"sorafenib_tolerated":true})", "unknown_regimen prior_therapies"},
      {R"({"prior_therapies":[null],"immune_adverse_events":["colitis"]})", "wrong_type prior_therapies"},
      {R"({"prior_therapies":["nivolumab","x"],"vegf_adverse_events":["hypertension"]})",
       "unknown_regimen prior_therapies"},
      {R"({"prior_therapies":["x"],"best_response":"sd"})", "unknown_regimen prior_therapies"},
      {R"({"prior_therapies":[],"prior_therapies":[],"best_response":"sd"})", "duplicate_key prior_therapies"},
      // a bad member may have been the one that is missing
      {R"({"immune_adverse_events":["hepatitis","x"],"immune_adverse_event_worst":"colitis"})",
       "unknown_word immune_adverse_events"},
      {R"({"immune_adverse_events":["x"],"immune_adverse_event_grade":3})",
       "unknown_word immune_adverse_events"},
      {R"({"extrahepatic_spread":true,"metastasis_sites":["x"]})", "unknown_word metastasis_sites"},
      {R"({"vegf_adverse_events":["x"],"vegf_adverse_event_grade":3})", "unknown_word vegf_adverse_events"},
      {R"({"vegf_adverse_events":["perforation"],"comorbidities":["x"]})", "unknown_word comorbidities"},
      // but the good members of a list are sure
      {R"({"extrahepatic_spread":false,"metastasis_sites":["lung","x"]})",
       "contradiction extrahepatic_spread, unknown_word metastasis_sites"},
      {R"({"etiology":["hbv",1],"hbv_status":"negative"})", "contradiction etiology, wrong_type etiology"},
      {R"({"sex":"male","comorbidities":["pregnancy","x"]})", "contradiction sex, unknown_word comorbidities"},
  }));
  INFO(c.json);
  CHECK(codes(read_object(c.json)) == c.expected);
}

TEST_CASE("A contradiction is a warning and changes no value", "[contradictions]") {
  const Reading reading = read_object(R"({"ecog":0,"encephalopathy":"grade_3_4"})");
  CHECK_FALSE(has_error(reading.issues));
  CHECK(reading["ecog"_f].known);
  CHECK_FALSE(reading["ecog"_f].error);
  CHECK(reading["ecog"_f].value == 0);
  CHECK((reading["encephalopathy"_f].words == word("encephalopathy"_f, "grade_3_4")));
}

TEST_CASE("A contradiction stands on the field that is first in the table", "[contradictions]") {
  std::vector<Issue> issues;
  add_contradiction(issues, "albumin"_f, "bilirubin"_f, "Please check both.");
  add_contradiction(issues, "bilirubin"_f, "albumin"_f, "Please check both.");
  REQUIRE(issues.size() == 2);
  for (const Issue& issue : issues) {
    CHECK(issue.field == "bilirubin");
    CHECK((issue.of == "bilirubin"_f));
    CHECK(params(issue) == "with=albumin");
    CHECK(issue.message == "Please check both.");
  }
}

TEST_CASE("Earlier laboratory sets are not compared with today's answers", "[contradictions]") {
  CHECK(contradictions(
            R"({"ecog":0,"bilirubin":1,"course":[{"encephalopathy":"grade_3_4","direct_bilirubin":2}]})")
            .empty());
}

TEST_CASE("Child-Pugh A with ALBI grade 3 is questioned in the assessment", "[contradictions]") {
  const auto questioned = [](std::string_view bilirubin, std::string_view albumin) {
    const AssessOutcome outcome =
        assess_text(R"({"bilirubin":)" + std::string(bilirubin) + R"(,"albumin":)" + std::string(albumin) +
                    R"(,"inr":1.1,"ascites":"none","encephalopathy":"none"})");
    REQUIRE(outcome.ok);
    REQUIRE_FALSE(outcome.has_error);
    return outcome.text.find(
               R"({"code":"contradiction","severity":"warning","field":"bilirubin","params":{"with":"albumin"},)") !=
           std::string::npos;
  };
  CHECK(questioned("1.95", "2.8"));         // A6, ALBI -1.37
  CHECK_FALSE(questioned("1.8", "2.8"));    // A6, ALBI -1.40
  CHECK_FALSE(questioned("2", "2.8"));      // B7, ALBI 3
  CHECK_FALSE(questioned("1.95", "2.79"));  // B7, ALBI 3
  CHECK_FALSE(questioned("1.95", "null"));
}
