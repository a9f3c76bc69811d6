// SPDX-License-Identifier: Apache-2.0
#include "unit/scores/builder.h"

using namespace nextline;
using namespace nextline::test;

namespace {
constexpr auto kId = "child_pugh"_score;

struct Item {
  const char* field;
  double entered;
  const char* unit;
  double points;
};
}  // namespace

TEST_CASE("Child-Pugh gives each laboratory item its points in the unit entered", "[score][child_pugh]") {
  const auto c = GENERATE(values<Item>({
      {"bilirubin", 1.99, "mg/dL", 1},
      {"bilirubin", 2.0, "mg/dL", 2},
      {"bilirubin", 3.0, "mg/dL", 2},
      {"bilirubin", 3.01, "mg/dL", 3},
      {"bilirubin", 34.1, "umol/L", 1},
      {"bilirubin", 34.2, "umol/L", 2},
      {"bilirubin", 51.3, "umol/L", 2},
      {"bilirubin", 51.4, "umol/L", 3},
      {"albumin", 3.51, "g/dL", 1},
      {"albumin", 3.5, "g/dL", 2},
      {"albumin", 2.8, "g/dL", 2},
      {"albumin", 2.79, "g/dL", 3},
      {"albumin", 35.1, "g/L", 1},
      {"albumin", 35, "g/L", 2},
      {"albumin", 28, "g/L", 2},
      {"albumin", 27.9, "g/L", 3},
      {"inr", 1.69, "1", 1},
      {"inr", 1.7, "1", 2},
      {"inr", 2.3, "1", 2},
      {"inr", 2.31, "1", 3},
      {"prothrombin_prolongation", 3.9, "s", 1},
      {"prothrombin_prolongation", 4, "s", 2},
      {"prothrombin_prolongation", 6, "s", 2},
      {"prothrombin_prolongation", 6.1, "s", 3},
  }));
  INFO(c.field << " " << c.entered << " " << c.unit);
  Field field{};
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    if (kFields[i].id == c.field) field.index = static_cast<std::uint8_t>(i);
  }
  PatientBuilder builder;
  builder.child_pugh_a();
  if (field == "prothrombin_prolongation"_f) builder.without("inr"_f);
  const Score score = builder.with(field, c.entered, c.unit).score(kId);
  CHECK(settled(score));
  CHECK(score.value == 4 + c.points);
  CHECK(points(score, field) == c.points);
}

TEST_CASE("Child-Pugh: a value within 1e-9 of a cut-off is on it", "[score][child_pugh]") {
  CHECK(PatientBuilder().child_pugh_a().with("bilirubin"_f, 2.0 - 1e-10).score(kId).value == 6);
  CHECK(PatientBuilder().child_pugh_a().with("bilirubin"_f, 2.0 - 1e-7).score(kId).value == 5);
  CHECK(PatientBuilder().child_pugh_a().with("albumin"_f, 2.8 - 1e-10).score(kId).value == 6);
}

TEST_CASE("Child-Pugh gives findings one, two or three points", "[score][child_pugh]") {
  for (const auto& [word, points] : {std::pair{"none", 1.0}, {"mild", 2.0}, {"moderate_or_severe", 3.0}}) {
    CHECK(PatientBuilder().child_pugh_a().with("ascites"_f, word).score(kId).value == 4 + points);
  }
  for (const auto& [word, points] : {std::pair{"none", 1.0}, {"grade_1_2", 2.0}, {"grade_3_4", 3.0}}) {
    CHECK(PatientBuilder().child_pugh_a().with("encephalopathy"_f, word).score(kId).value == 4 + points);
  }
}

TEST_CASE("Child-Pugh grades: A to 6, B to 9, C from 10", "[score][child_pugh]") {
  struct Case {
    double bilirubin;
    double albumin;
    double inr;
    const char* ascites;
    double points;
    const char* grade;
  };
  const auto c = GENERATE(values<Case>({
      {1, 4, 1, "none", 5, "A"},
      {2.5, 4, 1, "none", 6, "A"},
      {2.5, 3, 1, "none", 7, "B"},
      {2.5, 3, 2, "mild", 9, "B"},
      {2.5, 3, 2, "moderate_or_severe", 10, "C"},
      {4, 2, 3, "moderate_or_severe", 13, "C"},
  }));
  const Score score = PatientBuilder()
                          .child_pugh_a()
                          .with("bilirubin"_f, c.bilirubin)
                          .with("albumin"_f, c.albumin)
                          .with("inr"_f, c.inr)
                          .with("ascites"_f, c.ascites)
                          .score(kId);
  CHECK(score.value == c.points);
  CHECK(grades(kId, score) == c.grade);
}

TEST_CASE("Child-Pugh: the worked example is B7", "[score][child_pugh]") {
  const Score score = PatientBuilder()
                          .with("bilirubin"_f, 1.5)
                          .with("albumin"_f, 3.3)
                          .with("inr"_f, 1.2)
                          .with("ascites"_f, "mild")
                          .with("encephalopathy"_f, "none")
                          .score(kId);
  CHECK(score.value == 7);
  CHECK(grades(kId, score) == "B");
  CHECK(points(score, "albumin"_f) == 2);
  CHECK(points(score, "ascites"_f) == 2);
}

TEST_CASE("Child-Pugh: an unknown item adds one to three points", "[score][child_pugh]") {
  const Score one = PatientBuilder().child_pugh_a().without("ascites"_f).score(kId);
  CHECK(one.state == ScoreState::kOpen);
  CHECK(one.bounded);
  CHECK(one.at_least == 5);
  CHECK(one.at_most == 7);
  CHECK(grades(kId, one) == "A B");
  CHECK(missing(one) == "ascites");

  const Score none = PatientBuilder().score(kId);
  CHECK(none.at_least == 5);
  CHECK(none.at_most == 15);
  CHECK(grades(kId, none) == "A B C");
  CHECK(missing(none) == "bilirubin albumin inr ascites encephalopathy");
  CHECK(none.components.size == 0);
}

TEST_CASE("Child-Pugh: one grade left is settled while the points are open", "[score][child_pugh]") {
  const Score score = PatientBuilder()
                          .with("bilirubin"_f, 4)
                          .with("albumin"_f, 2.0)
                          .with("ascites"_f, "moderate_or_severe")
                          .with("encephalopathy"_f, "none")
                          .score(kId);
  CHECK(score.state == ScoreState::kOpen);
  CHECK(score.at_least == 11);
  CHECK(score.at_most == 13);
  CHECK(grades(kId, score) == "C");
  CHECK(missing(score) == "inr");
}

TEST_CASE("Child-Pugh takes the INR before the prothrombin time", "[score][child_pugh]") {
  PatientBuilder both;
  both.child_pugh_a().with("inr"_f, 1.0).with("prothrombin_prolongation"_f, 8);
  CHECK(both.score(kId).value == 5);
  CHECK(both.unusable("inr"_f).score(kId).value == 7);
  CHECK(both.without("inr"_f).score(kId).value == 7);
  CHECK(points(both.score(kId), "prothrombin_prolongation"_f) == 3);
}

TEST_CASE("Child-Pugh names an input close to its cut-off", "[score][child_pugh][near]") {
  CHECK(PatientBuilder().child_pugh_a().score(kId).near.empty());
  CHECK(PatientBuilder().child_pugh_a().with("bilirubin"_f, 1.94).score(kId).near.empty());
  CHECK(PatientBuilder().child_pugh_a().with("bilirubin"_f, 1.95).score(kId).near ==
        "bilirubin: 2 points begin at 2.0 mg/dL");
  CHECK(PatientBuilder().child_pugh_a().with("bilirubin"_f, 51.4, "umol/L").score(kId).near ==
        "bilirubin: 3 points begin above 51.3 µmol/L");
  // The closest of several.
  CHECK(PatientBuilder().child_pugh_a().with("bilirubin"_f, 1.96).with("inr"_f, 1.7).score(kId).near ==
        "INR: 2 points begin at 1.7");
}
