// SPDX-License-Identifier: Apache-2.0
#include "scores/meld.h"
#include "unit/scores/builder.h"

using namespace nextline;
using namespace nextline::test;

namespace {
constexpr auto kId = "meld_na"_score;
PatientBuilder patient(double bilirubin, double inr, double creatinine, double sodium) {
  return PatientBuilder()
      .with("bilirubin"_f, bilirubin)
      .with("inr"_f, inr)
      .with("creatinine"_f, creatinine)
      .with("sodium"_f, sodium);
}
}  // namespace

TEST_CASE("MELD-Na: published vectors", "[score][meld_na]") {
  CHECK(patient(0.6, 0.9, 0.7, 140).score(kId).value == 6);
  CHECK(patient(1.2, 1.1, 0.8, 139).score(kId).value == 8);
  CHECK(patient(2.5, 1.5, 1.3, 132).score(kId).value == 21);
  CHECK(patient(10, 2.5, 5, 120).score(kId).value == 39);
  CHECK(patient(3, 1.8, 2.0, 128).score(kId).value == 29);
  CHECK(patient(3, 1.8, 2.0, 128).yes("dialysis"_f).score(kId).value == 33);
  CHECK(meld_na_unrounded(17, 132) == Approx(20.795));
  CHECK(meld_na_unrounded(39, 125) == Approx(39.396));
  CHECK(meld_na_unrounded(24, 128) == Approx(28.752));
  CHECK(meld_na_unrounded(30, 128) == Approx(32.97));
}

TEST_CASE("MELD-Na: the sodium gate is above a whole MELD(i) of 11", "[score][meld_na]") {
  // MELD(i) is 11.08: a whole 11, so sodium does not count.
  CHECK(patient(1.1, 1.1, 1.4, 126).score(kId).value == 11);
  CHECK(meld_na_unrounded(11, 126) == 11);
  CHECK(meld_na_unrounded(12, 126) == Approx(12 + 1.32 * 11 - 0.033 * 12 * 11));
}

TEST_CASE("MELD-Na: sodium is kept to 125..137", "[score][meld_na]") {
  CHECK(patient(3, 1.8, 2.0, 110).score(kId).value == patient(3, 1.8, 2.0, 125).score(kId).value);
  CHECK(patient(3, 1.8, 2.0, 150).score(kId).value == 24);
  CHECK(patient(3, 1.8, 2.0, 137).score(kId).value == 24);
  CHECK(patient(3, 1.8, 2.0, 136).score(kId).value == 25);
}

TEST_CASE("MELD-Na: a range over every whole MELD(i)", "[score][meld_na]") {
  const Score sodium = patient(3, 1.8, 2.0, 128).without("sodium"_f).score(kId);
  CHECK(sodium.at_least == 24);
  CHECK(sodium.at_most == 30);
  CHECK(missing(sodium) == "sodium");
  // Up to 11 sodium cannot matter.
  const Score low = patient(1.1, 1.1, 1.4, 126).without("sodium"_f).score(kId);
  CHECK(settled(low));
  CHECK(low.value == 11);
  // MELD(i) from 8 to 21: the gate lies between.
  const Score creatinine = patient(1.2, 1.1, 1, 125).without("creatinine"_f).score(kId);
  CHECK(creatinine.at_least == 8);
  CHECK(creatinine.at_most == 29);
  CHECK(missing(creatinine) == "creatinine");
  CHECK(missing(PatientBuilder().score(kId)) == "bilirubin inr creatinine sodium");
}
