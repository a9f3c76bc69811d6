// SPDX-License-Identifier: Apache-2.0
#include "unit/scores/builder.h"

using namespace nextline;
using namespace nextline::test;

namespace {
constexpr auto kId = "milan"_score;
PatientBuilder patient(double nodules, double largest) {
  return PatientBuilder().no_invasion_no_spread().with("nodules"_f, nodules).with("largest_nodule"_f, largest);
}
}  // namespace

TEST_CASE("Milan: number and size, both sides of each edge", "[score][milan]") {
  struct Case {
    double nodules;
    double largest;
    const char* grade;
  };
  const auto c = GENERATE(values<Case>({
      {1, 5.0, "within"},
      {1, 5.01, "beyond"},
      {2, 3.0, "within"},
      {3, 3.0, "within"},
      {3, 3.01, "beyond"},
      {3, 4.5, "beyond"},
      {4, 1.0, "beyond"},
      {0, 9.0, "within"},
  }));
  INFO(c.nodules << " nodules, " << c.largest << " cm");
  const Score score = patient(c.nodules, c.largest).score(kId);
  CHECK(settled(score));
  CHECK(grades(kId, score) == c.grade);
}

TEST_CASE("Milan: sizes in mm", "[score][milan]") {
  CHECK(grades(kId, patient(1, 1).with("largest_nodule"_f, 50, "mm").score(kId)) == "within");
  CHECK(grades(kId, patient(1, 1).with("largest_nodule"_f, 51, "mm").score(kId)) == "beyond");
  CHECK(grades(kId, patient(3, 1).with("largest_nodule"_f, 30, "mm").score(kId)) == "within");
}

TEST_CASE("Milan: one failed condition settles it", "[score][milan]") {
  CHECK(settled(PatientBuilder().yes("extrahepatic_spread"_f).score(kId)));
  CHECK(settled(PatientBuilder().with("portal_vein_invasion"_f, "vp1").score(kId)));
  CHECK(settled(PatientBuilder().with("nodules"_f, 4).score(kId)));
  CHECK(settled(PatientBuilder().with("nodules"_f, 1).with("largest_nodule"_f, 6).score(kId)));
  // 6 cm of unknown number: without a nodule it would be within.
  CHECK(grades(kId, PatientBuilder().with("largest_nodule"_f, 6).score(kId)) == "within beyond");
}

TEST_CASE("Milan: unknown items", "[score][milan]") {
  const Score number = patient(1, 4).without("nodules"_f).score(kId);
  CHECK(grades(kId, number) == "within beyond");
  CHECK(missing(number) == "nodules");
  const Score invasion = patient(1, 4).without("hepatic_vein_invasion"_f).score(kId);
  CHECK(missing(invasion) == "hepatic_vein_invasion");
  CHECK(missing(PatientBuilder().score(kId)) ==
        "nodules largest_nodule portal_vein_invasion hepatic_vein_invasion extrahepatic_spread "
        "progression_sites");
}

TEST_CASE("Milan names the edge that applies", "[score][milan][near]") {
  CHECK(patient(1, 4.9).score(kId).near == "Milan: one nodule up to 5 cm");
  CHECK(patient(1, 3.0).score(kId).near.empty());
  CHECK(patient(2, 2.95).score(kId).near == "Milan: two or three nodules of at most 3 cm");
  CHECK(patient(1, 4.9).yes("extrahepatic_spread"_f).score(kId).near.empty());
}
