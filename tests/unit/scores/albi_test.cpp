// SPDX-License-Identifier: Apache-2.0
#include "unit/scores/builder.h"

using namespace nextline;
using namespace nextline::test;

namespace {
constexpr auto kId = "albi"_score;

PatientBuilder patient(double bilirubin_umol, double albumin_g_per_l) {
  return PatientBuilder()
      .with("bilirubin"_f, bilirubin_umol, "umol/L")
      .with("albumin"_f, albumin_g_per_l, "g/L");
}
// Bilirubin 10 umol/L makes the logarithm 1: ALBI is 0.66 - 0.085 * albumin.
double albumin_for(double albi) { return (0.66 - albi) / 0.085; }
}  // namespace

TEST_CASE("ALBI: published vectors", "[score][albi]") {
  struct Case {
    double bilirubin;
    double albumin;
    double value;
    const char* grade;
  };
  const auto c = GENERATE(values<Case>({
      {12, 42, -2.8577, "1"},
      {15, 38, -2.4538, "2"},
      {25.656, 35, -2.0449, "2"},
      {60, 28, -1.2064, "3"},
      {17.104, 40, -2.5862, "2"},
  }));
  const Score score = patient(c.bilirubin, c.albumin).score(kId);
  CHECK(score.value == Approx(c.value).margin(5e-5));
  CHECK(grades(kId, score) == c.grade);
}

TEST_CASE("ALBI: an edge belongs to the grade below it", "[score][albi]") {
  CHECK(grades(kId, patient(10, albumin_for(-2.60 - 1e-6)).score(kId)) == "1");
  CHECK(grades(kId, patient(10, albumin_for(-2.60)).score(kId)) == "1");
  CHECK(grades(kId, patient(10, albumin_for(-2.60 + 1e-6)).score(kId)) == "2");
  CHECK(grades(kId, patient(10, albumin_for(-1.39 - 1e-6)).score(kId)) == "2");
  CHECK(grades(kId, patient(10, albumin_for(-1.39)).score(kId)) == "2");
  CHECK(grades(kId, patient(10, albumin_for(-1.39 + 1e-6)).score(kId)) == "3");
}

TEST_CASE("ALBI: units give the same value, addends give the value", "[score][albi]") {
  const Score si = patient(17.104, 40).score(kId);
  const Score mass = PatientBuilder().with("bilirubin"_f, 1.0).with("albumin"_f, 4.0).score(kId);
  CHECK(si.value == Approx(mass.value).epsilon(1e-12));
  CHECK(points(mass, "albumin"_f) == Approx(-3.4));
  CHECK(points(mass, "bilirubin"_f) + points(mass, "albumin"_f) == Approx(mass.value));
}

TEST_CASE("ALBI: with one value unknown it is a range, and its grade may be settled", "[score][albi]") {
  const Score open = PatientBuilder().with("bilirubin"_f, 1.0).score(kId);
  CHECK(open.state == ScoreState::kOpen);
  CHECK(open.at_least == Approx(0.66 * std::log10(17.104) - 0.085 * 70));
  CHECK(open.at_most == Approx(0.66 * std::log10(17.104) - 0.085 * 5));
  CHECK(grades(kId, open) == "1 2 3");
  CHECK(missing(open) == "albumin");
  // Albumin 5.5 g/dL is -4.675; even bilirubin 60 mg/dL adds no more than 1.987.
  const Score grade_1 = PatientBuilder().with("albumin"_f, 5.5).score(kId);
  CHECK(grade_1.state == ScoreState::kOpen);
  CHECK(grades(kId, grade_1) == "1");
  CHECK(missing(grade_1) == "bilirubin");
  CHECK(missing(PatientBuilder().score(kId)) == "bilirubin albumin");
}

TEST_CASE("ALBI names a cut-off within 0.05", "[score][albi][near]") {
  CHECK(patient(10, albumin_for(-2.551)).score(kId).near == "ALBI grade 2 begins above -2.60");
  CHECK(patient(10, albumin_for(-2.549)).score(kId).near.empty());
  CHECK(patient(10, albumin_for(-1.40)).score(kId).near == "ALBI grade 3 begins above -1.39");
}
