// SPDX-License-Identifier: Apache-2.0
#include "unit/scores/builder.h"

using namespace nextline;
using namespace nextline::test;

namespace {
constexpr auto kId = "creatinine_clearance"_score;
PatientBuilder patient(double age, double weight, double creatinine, const char* sex) {
  return PatientBuilder()
      .with("age"_f, age)
      .with("weight"_f, weight)
      .with("creatinine"_f, creatinine)
      .with("sex"_f, sex);
}
}  // namespace

TEST_CASE("Creatinine clearance: vectors", "[score][creatinine_clearance]") {
  CHECK(patient(65, 70, 1.0, "male").score(kId).value == Approx(72.92).margin(5e-3));
  CHECK(patient(65, 70, 1.0, "female").score(kId).value == Approx(61.98).margin(5e-3));
  // umol/L by 88.4, not by the short form (73.05).
  CHECK(patient(65, 70, 1, "male").with("creatinine"_f, 88.4, "umol/L").score(kId).value ==
        Approx(72.9167).margin(5e-4));
}

TEST_CASE("Creatinine clearance: unknown sex is both", "[score][creatinine_clearance]") {
  const Score score = patient(65, 70, 1.0, "male").without("sex"_f).score(kId);
  CHECK(score.at_least == Approx(61.98).margin(5e-3));
  CHECK(score.at_most == Approx(72.92).margin(5e-3));
  CHECK(missing(score) == "sex");
  CHECK(missing(PatientBuilder().score(kId)) == "age sex weight creatinine");
}
