// SPDX-License-Identifier: Apache-2.0
#include "unit/scores/builder.h"

using namespace nextline;
using namespace nextline::test;

namespace {
constexpr auto kId = "ez_albi"_score;
PatientBuilder patient(double bilirubin, double albumin) {
  return PatientBuilder().with("bilirubin"_f, bilirubin).with("albumin"_f, albumin);
}
}  // namespace

TEST_CASE("EZ-ALBI: published vectors and both sides of the edges", "[score][ez_albi]") {
  struct Case {
    double bilirubin;
    double albumin;
    double value;
    const char* grade;
  };
  const auto c = GENERATE(values<Case>({
      {0.8, 4.0, -35.2, "1"},
      {1.5, 3.5, -30.0, "2"},
      {3.5, 2.8, -21.7, "3"},
      {1.6, 4.0, -34.4, "1"},
      {1.6001, 4.0, -34.3999, "2"},
      {3.0, 2.8, -22.2, "2"},
      {3.0001, 2.8, -22.1999, "3"},
  }));
  const Score score = patient(c.bilirubin, c.albumin).score(kId);
  CHECK(score.value == Approx(c.value));
  CHECK(grades(kId, score) == c.grade);
}

TEST_CASE("EZ-ALBI: a range where something is unknown", "[score][ez_albi]") {
  const Score score = PatientBuilder().with("albumin"_f, 4.0).score(kId);
  CHECK(score.at_least == Approx(-35.9));
  CHECK(score.at_most == Approx(24));
  CHECK(grades(kId, score) == "1 2 3");
  CHECK(missing(score) == "bilirubin");
  CHECK(points(score, "albumin"_f) == -36);
}

TEST_CASE("EZ-ALBI names a cut-off within 1.0", "[score][ez_albi][near]") {
  CHECK(patient(0.6, 4.0).score(kId).near == "EZ-ALBI grade 2 begins above -34.4");
  CHECK(patient(0.5, 4.0).score(kId).near.empty());
}
