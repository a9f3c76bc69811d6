// SPDX-License-Identifier: Apache-2.0
#include "unit/scores/builder.h"

using namespace nextline;
using namespace nextline::test;

namespace {
constexpr auto kId = "clip"_score;
// 0 points.
PatientBuilder patient() {
  return PatientBuilder()
      .child_pugh_a()
      .with("nodules"_f, 1)
      .no("over_half_of_liver"_f)
      .with("afp"_f, 10)
      .with("portal_vein_invasion"_f, "none");
}
}  // namespace

TEST_CASE("CLIP: each item", "[score][clip]") {
  CHECK(patient().score(kId).value == 0);
  CHECK(patient().child_pugh_b().score(kId).value == 1);
  CHECK(patient().child_pugh_c().score(kId).value == 2);
  CHECK(patient().with("nodules"_f, 2).score(kId).value == 1);
  CHECK(patient().yes("over_half_of_liver"_f).score(kId).value == 2);
  CHECK(patient().with("nodules"_f, 5).yes("over_half_of_liver"_f).score(kId).value == 2);
  CHECK(patient().with("afp"_f, 399.9).score(kId).value == 0);
  CHECK(patient().with("afp"_f, 400).score(kId).value == 1);
  CHECK(patient().with("afp"_f, 331, "[IU]/mL").score(kId).value == 1);
  CHECK(patient().with("portal_vein_invasion"_f, "vp1").score(kId).value == 1);
  CHECK(patient().with("hepatic_vein_invasion"_f, "vv3").score(kId).value == 0);
}

TEST_CASE("CLIP: the worked example is 4", "[score][clip]") {
  const Score score = patient()
                          .child_pugh_b()
                          .with("nodules"_f, 3)
                          .with("afp"_f, 650)
                          .with("portal_vein_invasion"_f, "vp2")
                          .score(kId);
  CHECK(score.value == 4);
  CHECK(score.child_pugh_points == 1);
  CHECK(points(score, "nodules"_f) == 1);
  CHECK(points(score, "afp"_f) == 1);
  CHECK(points(score, "portal_vein_invasion"_f) == 1);
}

TEST_CASE("CLIP: unknown items", "[score][clip]") {
  const Score size = patient().without("over_half_of_liver"_f).score(kId);
  CHECK(size.at_least == 0);
  CHECK(size.at_most == 2);
  CHECK(missing(size) == "over_half_of_liver");
  CHECK(settled(patient().without("nodules"_f).yes("over_half_of_liver"_f).score(kId)));
  // Child-Pugh 5 to 7: A or B.
  const Score open = patient().without("ascites"_f).score(kId);
  CHECK(open.at_least == 0);
  CHECK(open.at_most == 1);
  CHECK(missing(open) == "ascites");
  // An open item that leaves the Child-Pugh grade alone is not asked for.
  CHECK(settled(patient()
                    .child_pugh_c()
                    .with("bilirubin"_f, 4)
                    .with("ascites"_f, "moderate_or_severe")
                    .without("encephalopathy"_f)
                    .score(kId)));
  const Score none = PatientBuilder().score(kId);
  CHECK(none.at_least == 0);
  CHECK(none.at_most == 6);
  CHECK(missing(none) ==
        "bilirubin albumin inr afp ascites encephalopathy nodules over_half_of_liver portal_vein_invasion");
}

TEST_CASE("CLIP names the AFP cut-off close by", "[score][clip][near]") {
  CHECK(patient().with("afp"_f, 391).score(kId).near == "CLIP: AFP gives a point from 400 ng/mL");
  CHECK(patient().with("afp"_f, 380).score(kId).near.empty());
}
