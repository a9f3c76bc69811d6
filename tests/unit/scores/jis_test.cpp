// SPDX-License-Identifier: Apache-2.0
#include "unit/scores/builder.h"

using namespace nextline;
using namespace nextline::test;

namespace {
constexpr auto kId = "jis"_score;
// T1N0M0, Child-Pugh A: 0 points.
PatientBuilder patient(double nodules = 1, double largest = 1.5) {
  return PatientBuilder()
      .child_pugh_a()
      .no_invasion_no_spread()
      .no("bile_duct_invasion"_f)
      .with("nodules"_f, nodules)
      .with("largest_nodule"_f, largest);
}
}  // namespace

TEST_CASE("JIS: the tumour stage counts the factors that do not hold", "[score][jis]") {
  CHECK(patient(1, 2.0).score(kId).value == 0);   // T1
  CHECK(patient(1, 2.01).score(kId).value == 1);  // T2
  CHECK(patient(2, 2.0).score(kId).value == 1);
  CHECK(patient(1, 1).with("portal_vein_invasion"_f, "vp1").score(kId).value == 1);
  CHECK(patient(1, 1).yes("bile_duct_invasion"_f).score(kId).value == 1);
  CHECK(patient(3, 4).score(kId).value == 2);                                         // T3
  CHECK(patient(3, 4).with("hepatic_vein_invasion"_f, "vv2").score(kId).value == 3);  // T4
  CHECK(patient(1, 1).yes("extrahepatic_spread"_f).score(kId).value == 3);            // IV
  CHECK(patient(3, 4).yes("extrahepatic_spread"_f).score(kId).value == 3);
  CHECK(patient(0, 4).score(kId).value == 0);
}

TEST_CASE("JIS: Child-Pugh adds 0, 1, 2; the worked example is 2", "[score][jis]") {
  CHECK(patient(3, 4).score(kId).value == 2);  // Child-Pugh A, T3N0M0
  CHECK(patient(3, 4).child_pugh_b().score(kId).value == 3);
  const Score score = patient(3, 4).child_pugh_c().yes("extrahepatic_spread"_f).score(kId);
  CHECK(score.value == 5);
  CHECK(score.child_pugh_points == 2);
  CHECK(points(score, "extrahepatic_spread"_f) == 3);
}

TEST_CASE("JIS: unknown items", "[score][jis]") {
  const Score size = patient().without("largest_nodule"_f).score(kId);
  CHECK(size.at_least == 0);
  CHECK(size.at_most == 1);
  CHECK(missing(size) == "largest_nodule");
  const Score spread = patient().without("extrahepatic_spread"_f).score(kId);
  CHECK(spread.at_least == 0);
  CHECK(spread.at_most == 3);
  CHECK(missing(spread) == "extrahepatic_spread");
  // Spread is stage IV whatever the nodules.
  CHECK(settled(PatientBuilder().child_pugh_a().yes("extrahepatic_spread"_f).score(kId)));
  // T4 is stage IV too: spread does not matter.
  CHECK(
      settled(patient(3, 4).with("portal_vein_invasion"_f, "vp4").without("extrahepatic_spread"_f).score(kId)));
  const Score none = PatientBuilder().score(kId);
  CHECK(none.at_least == 0);
  CHECK(none.at_most == 5);
  CHECK(missing(none) ==
        "bilirubin albumin inr ascites encephalopathy nodules largest_nodule bile_duct_invasion "
        "portal_vein_invasion hepatic_vein_invasion extrahepatic_spread progression_sites");
}

TEST_CASE("JIS names the size edge close by", "[score][jis][near]") {
  CHECK(patient(1, 2.05).score(kId).near == "JIS: size counts above 2 cm");
  CHECK(patient(1, 2.05).yes("extrahepatic_spread"_f).score(kId).near.empty());
}
