// SPDX-License-Identifier: Apache-2.0
// mALBI (modified ALBI): ALBI with its wide grade 2 split.
//
// FORMULA   The ALBI value (albi.cpp).
// GRADES    1: <= -2.60; 2a: > -2.60 to <= -2.27; 2b: > -2.27 to <= -1.39; 3: > -1.39
// ROUNDING  None: the grade comes from the unrounded value.
// UNKNOWNS  As ALBI; the grade is the value, so an open mALBI shows the grades that are possible.
// LIMITS    Papers print both "< -2.27" and "<= -2.27"; exactly -2.27 is taken as 2a, as with the other edges.
// SOURCE    [hiraoka2019] Hiraoka A et al., Liver Cancer 2019;8:312-325, doi:10.1159/000494844
// FACTS     clinical-facts.md A2, K
#include "scores/build.h"
#include "scores/near.h"
#include "words/words.h"

namespace nextline {
template <>
void compute_score<"malbi"_score>(const Patient& patient, const Scores& scores, Score& score) {
  const Score& albi = get(scores, "albi"_score);
  score.components = albi.components;
  score.grades = grades_between(albi.at_least, albi.at_most, score_table::kMalbiEdges);
  if (one_grade(score)) {
    score.state = ScoreState::kSettled;
  } else {
    ask(patient, score, {"bilirubin"_f, "albumin"_f});
  }
  if (albi.state != ScoreState::kSettled) return;
  NearestCutoff near;
  near.offer(albi.value, score_table::kMalbiEdges[0], kNearAlbi, "near.malbi_2a"_text);
  near.offer(albi.value, score_table::kMalbiEdges[1], kNearAlbi, "near.malbi_2b"_text);
  near.offer(albi.value, score_table::kMalbiEdges[2], kNearAlbi, "near.malbi_3"_text);
  score.near = near.text();
}

}  // namespace nextline
