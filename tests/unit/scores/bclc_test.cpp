// SPDX-License-Identifier: Apache-2.0
#include "unit/scores/builder.h"

using namespace nextline;
using namespace nextline::test;

namespace {
constexpr auto kId = "bclc"_score;

// ECOG 0, Child-Pugh A, nothing beside the nodules.
PatientBuilder patient(double nodules, double largest_cm) {
  return PatientBuilder()
      .with("ecog"_f, 0)
      .child_pugh_a()
      .no_invasion_no_spread()
      .no("transplant_candidate"_f)
      .with("nodules"_f, nodules)
      .with("largest_nodule"_f, largest_cm);
}
std::string stage(const PatientBuilder& builder) { return grades(kId, builder.score(kId)); }
}  // namespace

TEST_CASE("BCLC: number and size, both sides of each edge", "[score][bclc]") {
  struct Case {
    double nodules;
    double largest;
    const char* stage;
  };
  const auto c = GENERATE(values<Case>({
      {1, 0.5, "0"},
      {1, 2.0, "0"},
      {1, 2.01, "A"},
      {1, 6, "A"},
      {1, 20, "A"},
      {2, 1, "A"},
      {3, 3.0, "A"},
      {3, 3.01, "B"},
      {2, 3.01, "B"},
      {4, 1, "B"},
      {4, 2.5, "B"},
      {0, 1, "A"},
  }));
  INFO(c.nodules << " nodules, " << c.largest << " cm");
  const Score score = patient(c.nodules, c.largest).score(kId);
  CHECK(settled(score));
  CHECK(grades(kId, score) == c.stage);
  CHECK(missing(score).empty());
}

TEST_CASE("BCLC: invasion, spread and performance come before the tumour", "[score][bclc]") {
  CHECK(stage(patient(1, 3).with("portal_vein_invasion"_f, "vp3")) == "C");
  CHECK(stage(patient(1, 3).with("portal_vein_invasion"_f, "present_extent_unknown")) == "C");
  CHECK(stage(patient(1, 3).with("hepatic_vein_invasion"_f, "vv1")) == "C");
  CHECK(stage(patient(1, 3).with_set("progression_sites"_f, {"new_vascular_invasion"})) == "C");
  CHECK(stage(patient(1, 3).with_set("progression_sites"_f, {"new_intrahepatic"})) == "A");
  CHECK(stage(patient(1, 3).yes("extrahepatic_spread"_f)) == "C");
  for (const double ecog : {1, 2}) {
    CHECK(stage(patient(1, 3).with("ecog"_f, ecog).yes("ecog_due_to_cancer"_f)) == "C");
    CHECK(stage(patient(1, 3).with("ecog"_f, ecog).no("ecog_due_to_cancer"_f)) == "A");
    CHECK(stage(patient(1, 3).with("ecog"_f, ecog)) == "A C");
    CHECK(missing(patient(1, 3).with("ecog"_f, ecog).score(kId)) == "ecog_due_to_cancer");
  }
  for (const double ecog : {3, 4}) {
    CHECK(stage(patient(1, 3).with("ecog"_f, ecog).no("ecog_due_to_cancer"_f)) == "D");
    CHECK(stage(patient(1, 3).with("ecog"_f, ecog).yes("extrahepatic_spread"_f)) == "D");
  }
}

TEST_CASE("BCLC: Child-Pugh C is D, unless a transplant candidate inside Milan", "[score][bclc]") {
  CHECK(stage(patient(1, 4).child_pugh_c()) == "D");
  CHECK(stage(patient(1, 4).child_pugh_c().yes("transplant_candidate"_f)) == "A");
  CHECK(stage(patient(1, 2).child_pugh_c().yes("transplant_candidate"_f)) == "0");
  CHECK(stage(patient(3, 3).child_pugh_c().yes("transplant_candidate"_f)) == "A");
  CHECK(stage(patient(1, 4).child_pugh_b()) == "A");
  // Outside Milan candidacy does not matter.
  CHECK(stage(patient(1, 5.1).child_pugh_c().yes("transplant_candidate"_f)) == "D");
  CHECK(stage(patient(2, 3.1).child_pugh_c().yes("transplant_candidate"_f)) == "D");
  CHECK(stage(patient(1, 4).child_pugh_c().yes("transplant_candidate"_f).yes("extrahepatic_spread"_f)) == "D");
  // Inside Milan it is open until candidacy is known; outside nobody is asked.
  const PatientBuilder inside = patient(1, 4).child_pugh_c().without("transplant_candidate"_f);
  CHECK(stage(inside) == "A D");
  CHECK(missing(inside.score(kId)) == "transplant_candidate");
  const PatientBuilder outside = patient(1, 6).child_pugh_c().without("transplant_candidate"_f);
  CHECK(stage(outside) == "D");
  CHECK(missing(outside.score(kId)).empty());
  // A candidate inside Milan with cancer-related ECOG 1 is C.
  CHECK(stage(patient(1, 4)
                  .child_pugh_c()
                  .yes("transplant_candidate"_f)
                  .with("ecog"_f, 1)
                  .yes("ecog_due_to_cancer"_f)) == "C");
}

TEST_CASE("BCLC: what cannot change the stage is not asked for", "[score][bclc]") {
  CHECK(stage(PatientBuilder().with("ecog"_f, 4)) == "D");
  CHECK(missing(PatientBuilder().with("ecog"_f, 4).score(kId)).empty());
  // Spread: C or D, whatever the nodules; candidacy is not asked for, since spread is outside Milan.
  const PatientBuilder spread = PatientBuilder().yes("extrahepatic_spread"_f);
  CHECK(stage(spread) == "C D");
  CHECK(missing(spread.score(kId)) == "ecog bilirubin albumin inr ascites encephalopathy");
  CHECK(stage(spread.patient().known("ecog"_f)
                  ? spread
                  : PatientBuilder(spread).with("ecog"_f, 1).child_pugh_a()) == "C");
  // Four nodules: the size is not asked for.
  const PatientBuilder four = patient(4, 1).without("largest_nodule"_f);
  CHECK(stage(four) == "B");
  // Two nodules of unknown size.
  const PatientBuilder two = patient(2, 1).without("largest_nodule"_f);
  CHECK(stage(two) == "A B");
  CHECK(missing(two.score(kId)) == "largest_nodule");
  // 4 cm of unknown number: one A, two or three B, none A.
  const PatientBuilder size = patient(1, 4).without("nodules"_f);
  CHECK(stage(size) == "A B");
  CHECK(missing(size.score(kId)) == "nodules");
  CHECK(stage(patient(1, 1).without("nodules"_f)) == "0 A B");
}

TEST_CASE("BCLC: nothing known is every stage, and names what would settle it", "[score][bclc]") {
  const Score score = PatientBuilder().score(kId);
  CHECK(score.state == ScoreState::kOpen);
  CHECK(grades(kId, score) == "0 A B C D");
  CHECK(missing(score) ==
        "ecog ecog_due_to_cancer bilirubin albumin inr ascites encephalopathy transplant_candidate nodules "
        "largest_nodule portal_vein_invasion hepatic_vein_invasion extrahepatic_spread progression_sites");
  // Invasion is open while one of its three fields is.
  const PatientBuilder vessels = patient(1, 3).without("progression_sites"_f);
  CHECK(stage(vessels) == "A C");
  CHECK(missing(vessels.score(kId)) == "progression_sites");
}

TEST_CASE("BCLC: open Child-Pugh leaves D possible", "[score][bclc]") {
  const PatientBuilder open =
      patient(1, 6).with("bilirubin"_f, 4).with("albumin"_f, 2.5).without("ascites"_f);  // 9 to 11 points
  CHECK(stage(open) == "A D");
  CHECK(missing(open.score(kId)) == "ascites");
}

TEST_CASE("BCLC names the size edge that applies", "[score][bclc][near]") {
  CHECK(patient(1, 2.05).score(kId).near == "BCLC 0: one nodule up to 2 cm");
  CHECK(patient(1, 3.0).score(kId).near.empty());
  CHECK(patient(2, 3.05).score(kId).near == "BCLC A: up to three nodules of at most 3 cm");
  CHECK(patient(1, 2.0).yes("extrahepatic_spread"_f).score(kId).near.empty());
}
