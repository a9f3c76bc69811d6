// SPDX-License-Identifier: Apache-2.0
#include "unit/scores/builder.h"

using namespace nextline;
using namespace nextline::test;

namespace {
constexpr auto kId = "up_to_seven"_score;
PatientBuilder patient(double nodules, double largest) {
  return PatientBuilder().no_invasion_no_spread().with("nodules"_f, nodules).with("largest_nodule"_f, largest);
}
}  // namespace

TEST_CASE("Up-to-seven: vectors and both sides of seven", "[score][up_to_seven]") {
  struct Case {
    double nodules;
    double largest;
    double value;
    const char* grade;
  };
  const auto c = GENERATE(values<Case>({
      {4, 2.8, 6.8, "within"},
      {3, 4.5, 7.5, "beyond"},
      {2, 5, 7, "within"},
      {2, 5.01, 7.01, "beyond"},
      {1, 6, 7, "within"},
      {0, 4, 0, "within"},
  }));
  const Score score = patient(c.nodules, c.largest).score(kId);
  CHECK(settled(score));
  CHECK(score.value == Approx(c.value));
  CHECK(grades(kId, score) == c.grade);
}

TEST_CASE("Up-to-seven: invasion or spread is beyond, whatever the sum", "[score][up_to_seven]") {
  CHECK(grades(kId, patient(1, 1).with("portal_vein_invasion"_f, "vp1").score(kId)) == "beyond");
  CHECK(grades(kId, patient(1, 1).yes("extrahepatic_spread"_f).score(kId)) == "beyond");
  const Score score = PatientBuilder().yes("extrahepatic_spread"_f).score(kId);
  CHECK(grades(kId, score) == "beyond");
  CHECK(score.state == ScoreState::kOpen);
  CHECK(missing(score) == "nodules largest_nodule");
}

TEST_CASE("Up-to-seven: the sum may be known before the grade", "[score][up_to_seven]") {
  const Score score = patient(2, 3).without("extrahepatic_spread"_f).score(kId);
  CHECK(score.state == ScoreState::kOpen);
  CHECK(score.bounded);
  CHECK(score.at_least == 5);
  CHECK(score.at_most == 5);
  CHECK(grades(kId, score) == "within beyond");
  CHECK(missing(score) == "extrahepatic_spread");
  // Beyond by the sum alone: nothing else is asked for.
  const Score beyond = PatientBuilder().with("nodules"_f, 5).with("largest_nodule"_f, 4).score(kId);
  CHECK(settled(beyond));
  CHECK(grades(kId, beyond) == "beyond");
  CHECK(missing(beyond).empty());
}

TEST_CASE("Up-to-seven: unknown number or size", "[score][up_to_seven]") {
  const Score score = patient(2, 3).without("nodules"_f).score(kId);
  CHECK(score.at_least == 0);
  CHECK(score.at_most == 102);
  CHECK(missing(score) == "nodules");
  const Score size = patient(7, 1).without("largest_nodule"_f).score(kId);
  CHECK(grades(kId, size) == "beyond");
  CHECK(missing(size) == "largest_nodule");
}

TEST_CASE("Up-to-seven names its limit close by", "[score][up_to_seven][near]") {
  CHECK(patient(4, 2.9).score(kId).near == "up-to-seven: the sum may reach 7");
  CHECK(patient(4, 2.5).score(kId).near.empty());
  CHECK(patient(4, 2.9).yes("extrahepatic_spread"_f).score(kId).near.empty());
}
