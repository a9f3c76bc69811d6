// SPDX-License-Identifier: Apache-2.0
#include "unit/scores/builder.h"

using namespace nextline;
using namespace nextline::test;

namespace {
constexpr auto kId = "nlr"_score;
PatientBuilder patient(double count, double lymphocytes) {
  return PatientBuilder().with("neutrophils"_f, count).with("lymphocytes"_f, lymphocytes);
}
}  // namespace

TEST_CASE("NLR: vectors, range, missing", "[score][nlr]") {
  CHECK(patient(4.2, 1.1).score(kId).value == Approx(3.818).margin(5e-4));
  CHECK(patient(110, 1.1).score(kId).value == Approx(100));
  const Score open = PatientBuilder().with("lymphocytes"_f, 2).score(kId);
  CHECK(open.bounded);
  CHECK(open.at_least == Approx(spec("neutrophils"_f).hard.low / 2));
  CHECK(open.at_most == Approx(spec("neutrophils"_f).hard.high / 2));
  CHECK(missing(open) == "neutrophils");
}

TEST_CASE("NLR: unknown lymphocytes could be 0, so there is no bound", "[score][nlr]") {
  const Score open = PatientBuilder().with("neutrophils"_f, 4).score(kId);
  CHECK(open.state == ScoreState::kOpen);
  CHECK_FALSE(open.bounded);
  CHECK(missing(open) == "lymphocytes");
}

TEST_CASE("NLR: without lymphocytes it is not computable", "[score][nlr]") {
  const Score score = patient(4, 0).score(kId);
  CHECK(score.state == ScoreState::kNotComputable);
  CHECK_FALSE(score.reason.empty());
  CHECK(missing(score).empty());
  CHECK(PatientBuilder().with("lymphocytes"_f, 0).score(kId).state == ScoreState::kNotComputable);
}

TEST_CASE("NLR names a cut-off within 2.5 %", "[score][nlr][near]") {
  CHECK(patient(5.1, 1).score(kId).near == "NLR cut-off 5");
  CHECK(patient(4.1, 1).score(kId).near == "NLR cut-off 4.125");
  CHECK(patient(4.5, 1).score(kId).near.empty());
}
