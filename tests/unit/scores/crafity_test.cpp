// SPDX-License-Identifier: Apache-2.0
#include "unit/scores/builder.h"

using namespace nextline;
using namespace nextline::test;

namespace {
constexpr auto kId = "crafity"_score;
PatientBuilder patient(double afp, double crp_mg_per_l) {
  return PatientBuilder().with("afp"_f, afp).with("crp"_f, crp_mg_per_l);
}
}  // namespace

TEST_CASE("CRAFITY: both sides of both cut-offs", "[score][crafity]") {
  struct Case {
    double afp;
    double crp;
    double value;
    const char* grade;
  };
  const auto c = GENERATE(values<Case>({
      {99.9, 9.9, 0, "low"},
      {100, 9.9, 1, "intermediate"},
      {99.9, 10, 1, "intermediate"},
      {100, 10, 2, "high"},
      {250, 6, 1, "intermediate"},
  }));
  const Score score = patient(c.afp, c.crp).score(kId);
  CHECK(score.value == c.value);
  CHECK(grades(kId, score) == c.grade);
}

TEST_CASE("CRAFITY: units", "[score][crafity]") {
  CHECK(patient(1, 1).with("crp"_f, 1.0, "mg/dL").score(kId).value == 1);
  CHECK(patient(1, 1).with("crp"_f, 0.99, "mg/dL").score(kId).value == 0);
  CHECK(patient(1, 1).with("afp"_f, 83, "[IU]/mL").score(kId).value == 1);
  CHECK(patient(1, 1).with("afp"_f, 82, "[IU]/mL").score(kId).value == 0);
}

TEST_CASE("CRAFITY: an unknown item adds nothing or one", "[score][crafity]") {
  const Score open = PatientBuilder().with("afp"_f, 250).score(kId);
  CHECK(open.at_least == 1);
  CHECK(open.at_most == 2);
  CHECK(grades(kId, open) == "intermediate high");
  CHECK(missing(open) == "crp");
  CHECK(missing(PatientBuilder().score(kId)) == "afp crp");
}

TEST_CASE("CRAFITY names a cut-off close by, more widely for AFP in IU", "[score][crafity][near]") {
  CHECK(patient(98, 1).score(kId).near == "CRAFITY: AFP gives a point from 100 ng/mL");
  CHECK(patient(97, 1).score(kId).near.empty());
  CHECK(patient(1, 10.2).score(kId).near == "CRAFITY: CRP gives a point from 10 mg/L (1 mg/dL)");
  CHECK(patient(1, 1).with("afp"_f, 100, "[IU]/mL").score(kId).near.find("depends on the assay") !=
        std::string_view::npos);
  CHECK(patient(1, 1).with("afp"_f, 60, "[IU]/mL").score(kId).near.empty());
}
