// SPDX-License-Identifier: Apache-2.0
#include "unit/scores/builder.h"

using namespace nextline;
using namespace nextline::test;

namespace {
constexpr auto kId = "palbi"_score;

PatientBuilder patient(double bilirubin_umol, double albumin_g_per_l, double platelets) {
  return PatientBuilder()
      .with("bilirubin"_f, bilirubin_umol, "umol/L")
      .with("albumin"_f, albumin_g_per_l, "g/L")
      .with("platelets"_f, platelets);
}
// Bilirubin 10 umol/L and platelets 100 make the logarithms 1 and 2.
double albumin_for(double palbi) { return (2.02 - 0.37 - 3.48 * 2 + 1.01 * 4 - palbi) / 0.04; }
}  // namespace

TEST_CASE("PALBI: published vectors, graded before rounding", "[score][palbi]") {
  struct Case {
    double bilirubin;
    double albumin;
    double platelets;
    double value;
    const char* grade;
  };
  const auto c = GENERATE(values<Case>({
      {12, 42, 150, -2.7210, "1"},
      {15, 38, 120, -2.5254, "2"},
      {25.656, 35, 110, -2.1833, "2"},
      {60, 28, 70, -1.6805, "3"},
  }));
  const Score score = patient(c.bilirubin, c.albumin, c.platelets).score(kId);
  CHECK(score.value == Approx(c.value).margin(5e-5));
  CHECK(grades(kId, score) == c.grade);
}

TEST_CASE("PALBI: an edge belongs to the grade below it", "[score][palbi]") {
  CHECK(grades(kId, patient(10, albumin_for(-2.53), 100).score(kId)) == "1");
  CHECK(grades(kId, patient(10, albumin_for(-2.53 + 1e-6), 100).score(kId)) == "2");
  CHECK(grades(kId, patient(10, albumin_for(-2.09), 100).score(kId)) == "2");
  CHECK(grades(kId, patient(10, albumin_for(-2.09 + 1e-6), 100).score(kId)) == "3");
}

TEST_CASE("PALBI: the range reaches the turning points of both quadratics", "[score][palbi]") {
  const Score platelets = PatientBuilder().with("bilirubin"_f, 1.0).with("albumin"_f, 4.0).score(kId);
  const double b = std::log10(17.104);
  const double rest = 2.02 * b - 0.37 * b * b - 1.6;
  CHECK(platelets.at_least == Approx(rest - 3.48 * 3.48 / (4 * 1.01)));
  CHECK(platelets.at_most == Approx(rest + 0).margin(1e-12));  // platelets 1: log10 is 0
  CHECK(missing(platelets) == "platelets");
  // The least platelet term is at 53, between the ends.
  CHECK(platelets.at_least <= patient(17.104, 40, 53).score(kId).value);

  const Score bilirubin = PatientBuilder().with("albumin"_f, 4.0).with("platelets"_f, 100).score(kId);
  CHECK(bilirubin.at_most == Approx(2.02 * 2.02 / (4 * 0.37) - 1.6 - 3.48 * 2 + 1.01 * 4));
  CHECK(bilirubin.at_most >= patient(536.7, 40, 100).score(kId).value - 1e-12);
  CHECK(missing(bilirubin) == "bilirubin");
}

TEST_CASE("PALBI names a cut-off within 0.05; its addends give the value", "[score][palbi][near]") {
  const Score score = patient(15, 38, 120).score(kId);
  CHECK(score.near == "PALBI grade 2 begins above -2.53");
  CHECK(points(score, "bilirubin"_f) + points(score, "albumin"_f) + points(score, "platelets"_f) ==
        Approx(score.value));
}
