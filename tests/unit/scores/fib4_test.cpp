// SPDX-License-Identifier: Apache-2.0
#include "unit/scores/builder.h"

using namespace nextline;
using namespace nextline::test;

namespace {
constexpr auto kId = "fib4"_score;
PatientBuilder patient(double age, double ast, double alt, double platelets) {
  return PatientBuilder()
      .with("age"_f, age)
      .with("ast"_f, ast)
      .with("alt"_f, alt)
      .with("platelets"_f, platelets);
}
}  // namespace

TEST_CASE("FIB-4: vector, range, missing", "[score][fib4]") {
  CHECK(patient(65, 50, 40, 110).score(kId).value == Approx(4.6715).margin(5e-5));
  CHECK(grades(kId, patient(65, 50, 40, 110).score(kId)).empty());
  const Score open = patient(65, 50, 40, 110).without("alt"_f).score(kId);
  CHECK(open.bounded);
  CHECK(open.at_least == Approx(65 * 50 / (110 * std::sqrt(20000))));
  CHECK(open.at_most == Approx(65 * 50 / 110.0));
  CHECK(missing(open) == "alt");
  CHECK(missing(PatientBuilder().score(kId)) == "age platelets ast alt");
}

TEST_CASE("FIB-4 names a cut-off within 2.5 %", "[score][fib4][near]") {
  CHECK(patient(50, 32.5, 25, 100).score(kId).near == "FIB-4 cut-off 3.25");
  CHECK(patient(50, 30, 25, 100).score(kId).near.empty());
  CHECK(patient(50, 14.6, 25, 100).score(kId).near == "FIB-4 cut-off 1.45");
}
