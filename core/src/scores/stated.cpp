// SPDX-License-Identifier: Apache-2.0
// UNKNOWNS  A statement counts while the inputs leave several grades (contract.md, "Stated scores"): Child-Pugh as
//           points of the class or of the label, ALBI and mALBI as the values of the grade, BCLC as the stage.
// LIMITS    The INR measures the drug under a vitamin K antagonist or another therapeutic anticoagulant: a note stands
//           at Child-Pugh and the MELD family (safety.md, K).
#include "scores/stated.h"

#include "scores/build.h"
#include "words/words.h"

namespace nextline {
namespace {

constexpr Field kStatedChildPugh = "stated_child_pugh"_f;
constexpr Field kStatedAlbi = "stated_albi"_f;
constexpr Field kStatedBclc = "stated_bclc"_f;

// By the words of stated_child_pugh: A, B, C, A5 to C15.
constexpr Range kPoints[] = {{5, 6}, {7, 9},   {10, 15}, {5, 5},   {6, 6},   {7, 7},   {8, 8},
                             {9, 9}, {10, 10}, {11, 11}, {12, 12}, {13, 13}, {14, 14}, {15, 15}};
static_assert(spec(kStatedChildPugh).words.size() == std::size(kPoints));

// By the words of stated_albi: 1, 2, 2a, 2b, 3. An edge belongs to the grade below it; above it begins this far.
constexpr double kBeside = 1 - 2e-9;  // the edges are below 0
constexpr double kLowest = -1e3;
constexpr double kHighest = 1e3;
constexpr Range kAlbiValues[] = {{kLowest, -2.60},
                                 {-2.60 * kBeside, -1.39},
                                 {-2.60 * kBeside, -2.27},
                                 {-2.27 * kBeside, -1.39},
                                 {-1.39 * kBeside, kHighest}};
static_assert(spec(kStatedAlbi).words.size() == std::size(kAlbiValues));

std::size_t word_of(const Patient& patient, Field field) {
  std::size_t word = 0;
  while (!patient[field].words.has(word)) ++word;
  return word;
}

// Keeps what the statement and the inputs share.
template <std::size_t N>
void narrow(Score& score, Range stated, const double (&edges)[N]) {
  const bool below = compare(score.at_most, stated.low) < 0;
  if (below || compare(score.at_least, stated.high) > 0) {
    score.contradicts = true;
    return;
  }
  if (score.state != ScoreState::kOpen) return;
  const double low = score.at_least < stated.low ? stated.low : score.at_least;
  const double high = score.at_most > stated.high ? stated.high : score.at_most;
  if (low == score.at_least && high == score.at_most) return;
  score.stated = true;
  set_range(score, low, high < low ? low : high);
  score.grades = grades_between(low, high < low ? low : high, edges);
  if (score.state == ScoreState::kSettled) score.missing.size = 0;
}

void narrow_stage(Score& score, unsigned grades) {
  if ((score.grades & grades) == 0) {
    score.contradicts = true;
    return;
  }
  if ((score.grades & ~grades) == 0) return;
  score.stated = true;
  score.grades = static_cast<std::uint16_t>(score.grades & grades);
  if (!one_grade(score)) return;
  score.state = ScoreState::kSettled;
  score.missing.size = 0;
}

// mALBI reads ALBI as the inputs leave it: both are narrowed after it.
void narrow_albi(const Patient& patient, Scores& scores) {
  const Range stated = kAlbiValues[word_of(patient, kStatedAlbi)];
  Score& malbi = scores[static_cast<std::size_t>("malbi"_score)];
  narrow_stage(malbi, grades_between(stated.low, stated.high, score_table::kMalbiEdges));
  narrow(scores[static_cast<std::size_t>("albi"_score)], stated, score_table::kAlbiEdges);
}

bool rests_on_inr(ScoreId id) {
  return id == "child_pugh"_score || id == "meld"_score || id == "meld_na"_score || id == "meld_3"_score;
}

}  // namespace

bool stated_field(ScoreId id, Field& field) {
  switch (id) {
    case "child_pugh"_score:
      field = kStatedChildPugh;
      return true;
    case "albi"_score:
    case "malbi"_score:
      field = kStatedAlbi;
      return true;
    case "bclc"_score:
      field = kStatedBclc;
      return true;
    default:
      return false;
  }
}

void apply_statement(const Patient& patient, ScoreId id, Scores& scores) {
  Score& score = scores[static_cast<std::size_t>(id)];
  if (id == "child_pugh"_score && patient.known(kStatedChildPugh)) {
    narrow(score, kPoints[word_of(patient, kStatedChildPugh)], score_table::kChildPughEdges);
  } else if (id == "malbi"_score && patient.known(kStatedAlbi)) {
    narrow_albi(patient, scores);
  } else if (id == "bclc"_score && patient.known(kStatedBclc)) {
    narrow_stage(score,
                 static_cast<unsigned>(patient[kStatedBclc].words.bits));  // the same words in the same order
  }
  constexpr Field kAnticoagulation = "anticoagulation"_f;
  const bool measured =
      patient.entered("inr"_f) || (id == "child_pugh"_score && patient.entered("prothrombin_prolongation"_f));
  if (rests_on_inr(id) && measured &&
      patient.is_in(kAnticoagulation, word(kAnticoagulation, "vitamin_k_antagonist") |
                                          word(kAnticoagulation, "other_therapeutic")) == Tri::kTrue) {
    score.note = "score.anticoagulant"_text;
  }
}

}  // namespace nextline
