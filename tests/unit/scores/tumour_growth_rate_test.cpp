// SPDX-License-Identifier: Apache-2.0
#include "scores/tumour_growth_rate.h"

#include "unit/scores/builder.h"

using namespace nextline;
using namespace nextline::test;

namespace {
constexpr auto kId = "tumour_growth_rate"_score;
PatientBuilder patient(double baseline, double now, double months) {
  return PatientBuilder()
      .with("sum_diameters_baseline"_f, baseline)
      .with("sum_diameters_now"_f, now)
      .with("days_baseline_to_now"_f, months * kDaysPerMonth);
}
Score read_score(const std::string& json, ScoreId id) {
  Patient patient;
  std::vector<Issue> issues;
  std::string error;
  REQUIRE(read_patient(json, patient, issues, error));
  Scores scores;
  compute_scores(patient, scores);
  return get(scores, id);
}
}  // namespace

TEST_CASE("Tumour growth rate: published vectors", "[score][tumour_growth_rate]") {
  CHECK(patient(64, 84, 1.5).score(kId).value == Approx(72.266).margin(5e-4));
  CHECK(patient(66, 75, 1.5).score(kId).value == Approx(29.132).margin(5e-4));
  CHECK(patient(50, 65, 1.5).score(kId).value == Approx(69.0).margin(5e-2));
  CHECK(patient(50, 50, 1.5).score(kId).value == 0);
  CHECK(patient(50, 40, 2).score(kId).value < 0);
  // Before therapy, as hyperprogression needs it.
  double percent = 0;
  std::string_view why;
  REQUIRE(growth_rate(60, 64, 2 * kDaysPerMonth, percent, why));
  CHECK(percent == Approx(10.165).margin(5e-4));
  REQUIRE(growth_rate(60, 66, 2 * kDaysPerMonth, percent, why));
  CHECK(percent == Approx(15.369).margin(5e-4));
}

TEST_CASE("Tumour growth rate: sums in cm", "[score][tumour_growth_rate]") {
  const double mm = patient(64, 84, 1.5).score(kId).value;
  const double cm = patient(1, 1, 1.5)
                        .with("sum_diameters_baseline"_f, 6.4, "cm")
                        .with("sum_diameters_now"_f, 8.4, "cm")
                        .score(kId)
                        .value;
  CHECK(mm == Approx(cm).epsilon(1e-12));
}

TEST_CASE("Tumour growth rate: open without bounds until all three are known or limited",
          "[score][tumour_growth_rate]") {
  const Score open = patient(64, 84, 1.5).without("sum_diameters_now"_f).score(kId);
  CHECK(open.state == ScoreState::kOpen);
  CHECK_FALSE(open.bounded);
  CHECK(missing(open) == "sum_diameters_now");
  CHECK(missing(PatientBuilder().score(kId)) ==
        "sum_diameters_baseline sum_diameters_now days_baseline_to_now");
}

TEST_CASE("Tumour growth rate: limits bound it, and what they leave alone settles it",
          "[score][tumour_growth_rate]") {
  const auto rate = [](const std::string& baseline, const std::string& now) {
    return read_score(R"({"sum_diameters_baseline":)" + baseline + R"(,"sum_diameters_now":)" + now +
                          R"(,"days_baseline_to_now":30.4375})",
                      kId);
  };
  const auto limit = [](const char* comparator, int mm) {
    return R"({"value":)" + std::to_string(mm) + R"(,"unit":"mm","comparator":")" + comparator + "\"}";
  };
  const Score shrank = rate("50", limit("<=", 50));
  CHECK(shrank.bounded);
  CHECK(shrank.at_least == -100);
  CHECK(shrank.at_most == 0);
  CHECK(missing(shrank) == "sum_diameters_now");
  CHECK(rate(limit(">=", 50), "0").state == ScoreState::kSettled);
  CHECK(rate(limit(">=", 50), "0").value == -100);
  // The baseline may have been nothing: there is no bound.
  CHECK_FALSE(rate(limit("<=", 50), "60").bounded);
}

TEST_CASE("Tumour growth rate: no rate from nothing, in no time, or too steep", "[score][tumour_growth_rate]") {
  CHECK(patient(0, 10, 1).score(kId).state == ScoreState::kNotComputable);
  CHECK(patient(10, 10, 0).score(kId).state == ScoreState::kNotComputable);
  CHECK_FALSE(patient(10, 10, 0).score(kId).reason.empty());
  CHECK(patient(1, 2000, 0.01).score(kId).state == ScoreState::kNotComputable);
  CHECK(patient(10, 20, 0.1).score(kId).state == ScoreState::kNotComputable);
  CHECK(patient(2000, 1, 0.01).score(kId).value == -100);
  CHECK(patient(10, 0, 1).score(kId).value == -100);
}
