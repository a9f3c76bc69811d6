// SPDX-License-Identifier: Apache-2.0
#include "unit/scores/builder.h"

using namespace nextline;
using namespace nextline::test;

namespace {
constexpr auto kId = "okuda"_score;
PatientBuilder patient() {
  return PatientBuilder()
      .with("bilirubin"_f, 1)
      .with("albumin"_f, 4)
      .with("ascites"_f, "none")
      .no("over_half_of_liver"_f);
}
}  // namespace

TEST_CASE("Okuda: each item, both sides", "[score][okuda]") {
  CHECK(patient().score(kId).value == 0);
  CHECK(patient().with("bilirubin"_f, 3.0).score(kId).value == 0);
  CHECK(patient().with("bilirubin"_f, 3.01).score(kId).value == 1);
  CHECK(patient().with("albumin"_f, 3.0).score(kId).value == 0);
  CHECK(patient().with("albumin"_f, 2.99).score(kId).value == 1);
  CHECK(patient().with("albumin"_f, 30, "g/L").score(kId).value == 0);
  CHECK(patient().with("ascites"_f, "mild").score(kId).value == 1);
  CHECK(patient().yes("over_half_of_liver"_f).score(kId).value == 1);
}

TEST_CASE("Okuda: stages", "[score][okuda]") {
  CHECK(grades(kId, patient().score(kId)) == "I");
  CHECK(grades(kId, patient().with("ascites"_f, "mild").score(kId)) == "II");
  const PatientBuilder two = patient().with("ascites"_f, "mild").with("albumin"_f, 2.8);
  CHECK(grades(kId, two.score(kId)) == "II");
  const PatientBuilder three = PatientBuilder(two).with("bilirubin"_f, 4);
  CHECK(grades(kId, three.score(kId)) == "III");
  CHECK(grades(kId, PatientBuilder(three).yes("over_half_of_liver"_f).score(kId)) == "III");
}

TEST_CASE("Okuda: unknown items", "[score][okuda]") {
  const Score open = patient().without("ascites"_f).score(kId);
  CHECK(grades(kId, open) == "I II");
  CHECK(open.at_least == 0);
  CHECK(open.at_most == 1);
  CHECK(missing(open) == "ascites");
  const Score stage = patient().with("albumin"_f, 2).without("ascites"_f).score(kId);
  CHECK(grades(kId, stage) == "II");
  CHECK(stage.state == ScoreState::kOpen);
  CHECK(missing(PatientBuilder().score(kId)) == "bilirubin albumin ascites over_half_of_liver");
}

TEST_CASE("Okuda names a cut-off close by", "[score][okuda][near]") {
  CHECK(patient().with("albumin"_f, 2.95).score(kId).near == "Okuda: albumin gives a point below 3 g/dL");
  CHECK(patient().with("bilirubin"_f, 3.05).score(kId).near == "Okuda: bilirubin gives a point above 3 mg/dL");
}
