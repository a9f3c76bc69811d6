// SPDX-License-Identifier: Apache-2.0
#include "unit/scores/builder.h"

using namespace nextline;
using namespace nextline::test;

namespace {
constexpr auto kId = "plr"_score;
PatientBuilder patient(double count, double lymphocytes) {
  return PatientBuilder().with("platelets"_f, count).with("lymphocytes"_f, lymphocytes);
}
}  // namespace

TEST_CASE("PLR: vectors, range, missing", "[score][plr]") {
  CHECK(patient(4.2, 1.1).score(kId).value == Approx(3.818).margin(5e-4));
  CHECK(patient(110, 1.1).score(kId).value == Approx(100));
  const Score open = PatientBuilder().with("lymphocytes"_f, 2).score(kId);
  CHECK(open.bounded);
  CHECK(open.at_least == Approx(spec("platelets"_f).hard.low / 2));
  CHECK(open.at_most == Approx(spec("platelets"_f).hard.high / 2));
  CHECK(missing(open) == "platelets");
}

TEST_CASE("PLR: unknown lymphocytes could be 0, so there is no bound", "[score][plr]") {
  const Score open = PatientBuilder().with("platelets"_f, 4).score(kId);
  CHECK(open.state == ScoreState::kOpen);
  CHECK_FALSE(open.bounded);
  CHECK(missing(open) == "lymphocytes");
}

TEST_CASE("PLR: without lymphocytes it is not computable", "[score][plr]") {
  const Score score = patient(4, 0).score(kId);
  CHECK(score.state == ScoreState::kNotComputable);
  CHECK_FALSE(score.reason.empty());
  CHECK(missing(score).empty());
  CHECK(PatientBuilder().with("lymphocytes"_f, 0).score(kId).state == ScoreState::kNotComputable);
}

TEST_CASE("PLR names a cut-off within 2.5 %", "[score][plr][near]") {
  CHECK(patient(299, 1).score(kId).near == "PLR cut-off 300");
  CHECK(patient(250, 1).score(kId).near.empty());
}
