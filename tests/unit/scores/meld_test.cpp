// SPDX-License-Identifier: Apache-2.0
#include "scores/meld.h"

#include "unit/scores/builder.h"

using namespace nextline;
using namespace nextline::test;

namespace {
constexpr auto kId = "meld"_score;
PatientBuilder patient(double bilirubin, double inr, double creatinine) {
  return PatientBuilder().with("bilirubin"_f, bilirubin).with("inr"_f, inr).with("creatinine"_f, creatinine);
}
double unrounded(const PatientBuilder& builder) {
  const Tri dialysis = dialysis_for_meld(builder.patient());
  return meld_i_unrounded(meld_logs(builder.patient(), dialysis, kMeldCreatinineCap)).low;
}
}  // namespace

TEST_CASE("MELD: published vectors", "[score][meld]") {
  struct Case {
    double bilirubin;
    double inr;
    double creatinine;
    bool dialysis;
    double raw;
    double value;
  };
  const auto c = GENERATE(values<Case>({
      {0.6, 0.9, 0.7, false, 6.430, 6},
      {1.2, 1.1, 0.8, false, 8.187, 8},
      {2.5, 1.5, 1.3, false, 16.946, 17},
      {10, 2.5, 5, false, 38.663, 39},
      {3, 1.8, 2.0, false, 23.799, 24},
      {3, 1.8, 2.0, true, 30.433, 30},
      {1.1, 1.1, 1.4, false, 11.078, 11},
  }));
  PatientBuilder builder = patient(c.bilirubin, c.inr, c.creatinine);
  c.dialysis ? builder.yes("dialysis"_f) : builder.no("dialysis"_f);
  CHECK(unrounded(builder) == Approx(c.raw).margin(6e-4));
  CHECK(builder.score(kId).value == c.value);
}

TEST_CASE("MELD: floors at 1, creatinine cap at 4, ends at 6 and 40", "[score][meld]") {
  CHECK(unrounded(patient(1, 1, 1)) == Approx(6.43));
  CHECK(unrounded(patient(0.2, 0.6, 0.3)) == Approx(6.43));
  CHECK(unrounded(patient(1, 1, 4)) == unrounded(patient(1, 1, 9)));
  CHECK(unrounded(patient(1, 1, 3.9)) < unrounded(patient(1, 1, 4)));
  CHECK(patient(0.2, 0.6, 0.3).score(kId).value == 6);
  CHECK(patient(60, 20, 9).score(kId).value == 40);
  CHECK(unrounded(patient(60, 20, 9)) > 60);
}

TEST_CASE("MELD rounds half up", "[score][meld]") {
  CHECK(meld_whole(16.4999) == 16);
  CHECK(meld_whole(16.5) == 17);
  CHECK(meld_whole(5.1) == 6);
  CHECK(meld_whole(41.2) == 40);
}

TEST_CASE("MELD: dialysis sets creatinine to 4; not entered counts as no, unusable is unknown",
          "[score][meld]") {
  PatientBuilder builder = patient(3, 1.8, 2.0);
  CHECK(builder.score(kId).value == 24);
  CHECK(builder.yes("dialysis"_f).score(kId).value == 30);
  CHECK(builder.without("creatinine"_f).score(kId).value == 30);
  CHECK(missing(builder.score(kId)).empty());
  CHECK(points(builder.score(kId), "dialysis"_f) == Approx(9.57 * std::log(4)));

  const Score open = patient(3, 1.8, 2.0).unusable("dialysis"_f).score(kId);
  CHECK(open.state == ScoreState::kOpen);
  CHECK(open.at_least == 24);
  CHECK(open.at_most == 30);
  CHECK(missing(open) == "dialysis");
  // At the cap dialysis changes nothing.
  CHECK(settled(patient(3, 1.8, 4.5).unusable("dialysis"_f).score(kId)));
}

TEST_CASE("MELD: a range where something is unknown, settled at the end of the scale", "[score][meld]") {
  const Score open = PatientBuilder().with("bilirubin"_f, 3).with("inr"_f, 1.8).score(kId);
  CHECK(open.at_least == 17);
  CHECK(open.at_most == 30);
  CHECK(missing(open) == "creatinine");
  CHECK(missing(PatientBuilder().score(kId)) == "bilirubin inr creatinine");
  const Score top = PatientBuilder().with("bilirubin"_f, 40).with("inr"_f, 10).score(kId);
  CHECK(settled(top));
  CHECK(top.value == 40);
  CHECK(missing(top).empty());
}
