// SPDX-License-Identifier: Apache-2.0
#include "unit/scores/builder.h"

using namespace nextline;
using namespace nextline::test;

namespace {
constexpr auto kId = "apri"_score;
PatientBuilder patient(double ast, double upper_limit, double platelets) {
  return PatientBuilder()
      .with("ast"_f, ast)
      .with("ast_upper_limit"_f, upper_limit)
      .with("platelets"_f, platelets);
}
}  // namespace

TEST_CASE("APRI: vector, and no upper limit is assumed", "[score][apri]") {
  CHECK(patient(50, 40, 110).score(kId).value == Approx(1.1364).margin(5e-5));
  const Score open = patient(50, 40, 110).without("ast_upper_limit"_f).score(kId);
  CHECK(open.state == ScoreState::kOpen);
  CHECK(open.at_least == Approx(100 * (50 / 100.0) / 110));
  CHECK(open.at_most == Approx(100 * (50 / 10.0) / 110));
  CHECK(missing(open) == "ast_upper_limit");
  CHECK(missing(PatientBuilder().score(kId)) == "platelets ast ast_upper_limit");
}

TEST_CASE("APRI names a cut-off within 2.5 %", "[score][apri][near]") {
  CHECK(patient(60, 40, 100).score(kId).near == "APRI cut-off 1.5");
  CHECK(patient(20, 40, 100).score(kId).near == "APRI cut-off 0.5");
  CHECK(patient(50, 40, 110).score(kId).near.empty());
}
