// SPDX-License-Identifier: Apache-2.0
#include <set>
#include <vector>

#include "unit/scores/builder.h"

using namespace nextline;
using namespace nextline::test;

TEST_CASE("The table has the scores of the contract in its order", "[score][table]") {
  const char* const ids[] = {"child_pugh",
                             "albi",
                             "malbi",
                             "ez_albi",
                             "palbi",
                             "meld",
                             "meld_na",
                             "meld_3",
                             "bclc",
                             "fib4",
                             "apri",
                             "crafity",
                             "nlr",
                             "plr",
                             "clip",
                             "okuda",
                             "jis",
                             "up_to_seven",
                             "milan",
                             "tumour_growth_rate",
                             "creatinine_clearance"};
  REQUIRE(std::size(ids) <= kScoreCount);  // others may follow
  std::set<std::string_view> labels;
  for (std::size_t i = 0; i < kScoreCount; ++i) {
    const ScoreSpec& score = spec(static_cast<ScoreId>(i));
    INFO(score.id);
    if (i < std::size(ids)) CHECK(score.id == ids[i]);
    CHECK_FALSE(score.label.empty());
    CHECK_FALSE(score.formula.empty());
    CHECK_FALSE(score.source.empty());
    CHECK(score.unit.empty() == score.stage_only);
    if (score.stage_only) CHECK(score.grades.size() > 1);
    CHECK(labels.insert(score.label).second);
  }
}

TEST_CASE("grade_bit finds a grade by its name", "[score][table]") {
  CHECK(grade_bit("child_pugh"_score, "A") == 1);
  CHECK(grade_bit("child_pugh"_score, "C") == 4);
  CHECK(grade_bit("malbi"_score, "2b") == 4);
  CHECK(grade_bit("bclc"_score, "0") == 1);
  CHECK(grade_bit("bclc"_score, "D") == 16);
  CHECK(grade_bit("milan"_score, "beyond") == 2);
  CHECK(grade_bit("crafity"_score, "high") == 4);
  CHECK(grade_bit("meld"_score, "A") == 0);
}

TEST_CASE("With nothing known every score is open and asks", "[score][table]") {
  Scores scores;
  compute_scores(Patient{}, scores);
  for (std::size_t i = 0; i < kScoreCount; ++i) {
    const ScoreSpec& score = spec(static_cast<ScoreId>(i));
    INFO(score.id);
    CHECK(scores[i].state == ScoreState::kOpen);
    CHECK(scores[i].missing.size > 0);
    CHECK(scores[i].near.empty());
    CHECK(scores[i].grades == (1u << score.grades.size()) - 1);
  }
}

TEST_CASE("Computing again leaves nothing behind", "[score][table]") {
  Scores scores;
  compute_scores(PatientBuilder().child_pugh_c().patient(), scores);
  compute_scores(Patient{}, scores);
  CHECK(get(scores, "child_pugh"_score).components.size == 0);
  CHECK(get(scores, "child_pugh"_score).at_most == 15);
}

TEST_CASE("A list that is full keeps what it has and says that something found no place", "[score][table]") {
  FixedList<int, 3> list;
  list.push(1);
  list.push(3);
  list.insert(1, 2);
  CHECK(std::vector<int>(list.begin(), list.end()) == std::vector<int>{1, 2, 3});
  CHECK_FALSE(list.overflowed);
  list.push(4);
  CHECK(std::vector<int>(list.begin(), list.end()) == std::vector<int>{1, 2, 3});
  CHECK(list.overflowed);
}
