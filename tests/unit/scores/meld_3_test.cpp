// SPDX-License-Identifier: Apache-2.0
#include "scores/meld_3.h"

#include "unit/scores/builder.h"

using namespace nextline;
using namespace nextline::test;

namespace {
constexpr auto kId = "meld_3"_score;
PatientBuilder patient(double bilirubin, double inr, double creatinine, double sodium, double albumin,
                       const char* sex) {
  return PatientBuilder()
      .with("bilirubin"_f, bilirubin)
      .with("inr"_f, inr)
      .with("creatinine"_f, creatinine)
      .with("sodium"_f, sodium)
      .with("albumin"_f, albumin)
      .with("sex"_f, sex);
}
double unrounded(const PatientBuilder& builder) { return meld_3_unrounded(builder.patient()).low; }
}  // namespace

TEST_CASE("MELD 3.0: published vectors", "[score][meld_3]") {
  struct Case {
    PatientBuilder builder;
    double raw;
    double value;
  };
  const Case cases[] = {
      {patient(0.6, 0.9, 0.7, 140, 4.2, "male"), 6.0, 6},
      {patient(0.6, 0.9, 0.7, 140, 4.2, "female"), 7.33, 7},
      {patient(1.2, 1.1, 0.8, 139, 3.8, "male"), 7.6978, 8},
      {patient(2.5, 1.5, 1.3, 132, 2.9, "female"), 21.9391, 22},
      {patient(2.5, 1.5, 1.3, 132, 2.9, "male"), 20.6091, 21},
      {patient(10, 2.5, 5, 120, 1.0, "male"), 39.955, 40},
      {patient(3, 1.8, 2.0, 128, 2.6, "female"), 30.9347, 31},
      {patient(3, 1.8, 2.0, 128, 2.6, "female").yes("dialysis"_f), 34.7838, 35},
  };
  for (const Case& c : cases) {
    CHECK(unrounded(c.builder) == Approx(c.raw).margin(6e-5));
    CHECK(c.builder.score(kId).value == c.value);
  }
}

TEST_CASE("MELD 3.0: clamps", "[score][meld_3]") {
  const double base = unrounded(patient(2, 1.5, 3.0, 125, 1.5, "male"));
  CHECK(unrounded(patient(2, 1.5, 9.0, 125, 1.5, "male")) == base);
  CHECK(unrounded(patient(2, 1.5, 2.9, 125, 1.5, "male")) != base);
  CHECK(unrounded(patient(2, 1.5, 3.0, 110, 1.5, "male")) == base);
  CHECK(unrounded(patient(2, 1.5, 3.0, 126, 1.5, "male")) != base);
  CHECK(unrounded(patient(2, 1.5, 3.0, 125, 1.0, "male")) == base);
  CHECK(unrounded(patient(2, 1.5, 3.0, 125, 1.6, "male")) != base);
  const double top = unrounded(patient(2, 1.5, 3.0, 137, 3.5, "male"));
  CHECK(unrounded(patient(2, 1.5, 3.0, 145, 3.5, "male")) == top);
  CHECK(unrounded(patient(2, 1.5, 3.0, 137, 4.5, "male")) == top);
  CHECK(unrounded(patient(0.3, 0.7, 0.4, 140, 4, "male")) == 6);
}

TEST_CASE("MELD 3.0: unknown sex is both, unknown albumin lies in corners", "[score][meld_3]") {
  const Score sex = patient(2.5, 1.5, 1.3, 132, 2.9, "male").without("sex"_f).score(kId);
  CHECK(sex.at_least == 21);
  CHECK(sex.at_most == 22);
  CHECK(missing(sex) == "sex");
  // Above creatinine 2.75 lower albumin lowers MELD 3.0, below it raises it.
  const Score low = patient(2.5, 1.5, 1.0, 132, 3, "male").without("albumin"_f).score(kId);
  CHECK(low.at_least == patient(2.5, 1.5, 1.0, 132, 3.5, "male").score(kId).value);
  CHECK(low.at_most == patient(2.5, 1.5, 1.0, 132, 1.5, "male").score(kId).value);
  const Range high = meld_3_unrounded(patient(2.5, 1.5, 3.0, 132, 3, "male").without("albumin"_f).patient());
  CHECK(high.low == Approx(unrounded(patient(2.5, 1.5, 3.0, 132, 1.5, "male"))));
  CHECK(high.high == Approx(unrounded(patient(2.5, 1.5, 3.0, 132, 3.5, "male"))));
  const Score none = PatientBuilder().score(kId);
  CHECK(none.at_least == 6);
  CHECK(none.at_most == 40);
  CHECK(missing(none) == "sex bilirubin albumin inr creatinine sodium");
}

TEST_CASE("MELD 3.0: dialysis sets creatinine to 3", "[score][meld_3]") {
  CHECK(patient(3, 1.8, 1.0, 128, 2.6, "female").yes("dialysis"_f).without("creatinine"_f).score(kId).value ==
        35);
  const Score open = patient(3, 1.8, 2.0, 128, 2.6, "female").unusable("dialysis"_f).score(kId);
  CHECK(open.at_least == 31);
  CHECK(open.at_most == 35);
  CHECK(missing(open) == "dialysis");
}

TEST_CASE("MELD 3.0: addends and the constant 6 give the value", "[score][meld_3]") {
  const PatientBuilder builder = patient(2.5, 1.5, 1.3, 132, 2.9, "female");
  const Score score = builder.score(kId);
  double sum = 6;
  for (const Component& component : score.components) sum += component.points;
  CHECK(sum == Approx(unrounded(builder)));
  CHECK(score.components.size == 6);
}
