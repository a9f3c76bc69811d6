// SPDX-License-Identifier: Apache-2.0
#include "unit/scores/builder.h"

using namespace nextline;
using namespace nextline::test;

namespace {
constexpr auto kId = "malbi"_score;

PatientBuilder patient(double bilirubin_umol, double albumin_g_per_l) {
  return PatientBuilder()
      .with("bilirubin"_f, bilirubin_umol, "umol/L")
      .with("albumin"_f, albumin_g_per_l, "g/L");
}
double albumin_for(double albi) { return (0.66 - albi) / 0.085; }
}  // namespace

TEST_CASE("mALBI: published vectors", "[score][malbi]") {
  CHECK(grades(kId, patient(12, 42).score(kId)) == "1");
  CHECK(grades(kId, patient(15, 38).score(kId)) == "2a");
  CHECK(grades(kId, patient(25.656, 35).score(kId)) == "2b");
  CHECK(grades(kId, patient(60, 28).score(kId)) == "3");
  CHECK(grades(kId, patient(17.104, 40).score(kId)) == "2a");
}

TEST_CASE("mALBI: an edge belongs to the grade below it", "[score][malbi]") {
  struct Case {
    double albi;
    const char* grade;
  };
  const auto c = GENERATE(values<Case>({
      {-2.60 - 1e-6, "1"},
      {-2.60, "1"},
      {-2.60 + 1e-6, "2a"},
      {-2.27 - 1e-6, "2a"},
      {-2.27, "2a"},
      {-2.27 + 1e-6, "2b"},
      {-1.39 - 1e-6, "2b"},
      {-1.39, "2b"},
      {-1.39 + 1e-6, "3"},
  }));
  INFO(c.albi);
  const Score score = patient(10, albumin_for(c.albi)).score(kId);
  CHECK(grades(kId, score) == c.grade);
  CHECK(settled(score));
}

TEST_CASE("mALBI is a stage: open it shows the grades left, with one left it is settled", "[score][malbi]") {
  const Score open = PatientBuilder().with("albumin"_f, 3.8).score(kId);
  CHECK(open.state == ScoreState::kOpen);
  CHECK_FALSE(open.bounded);
  CHECK(grades(kId, open) == "1 2a 2b 3");
  CHECK(missing(open) == "bilirubin");
  const Score one = PatientBuilder().with("albumin"_f, 5.5).score(kId);
  CHECK(settled(one));
  CHECK(grades(kId, one) == "1");
  CHECK(missing(one).empty());
}

TEST_CASE("mALBI names a cut-off within 0.05", "[score][malbi][near]") {
  CHECK(patient(10, albumin_for(-2.30)).score(kId).near == "mALBI grade 2b begins above -2.27");
  CHECK(patient(10, albumin_for(-2.40)).score(kId).near.empty());
}
