// SPDX-License-Identifier: Apache-2.0
// EZ-ALBI: ALBI without a logarithm.
//
// FORMULA   bilirubin in mg/dL - 9 * albumin in g/dL
// UNITS     mg/dL and g/dL
// GRADES    1: <= -34.4; 2: > -34.4 to <= -22.2; 3: > -22.2
// ROUNDING  None: the grade comes from the unrounded value.
// UNKNOWNS  A range over the possible values.
// LIMITS    Agreement with ALBI falls from bilirubin 3 mg/dL on (coefficient 0.877, overall 0.981). Which grade
//           owns an edge is not certain; it is taken as in ALBI.
// SOURCE    [kariyama2020] Kariyama K et al., Liver Cancer 2020;9:734-743, doi:10.1159/000508971
// FACTS     clinical-facts.md A2, formula V, cut-offs K
#include "scores/build.h"
#include "scores/near.h"
#include "words/words.h"

namespace nextline {
namespace {

constexpr double kAlbuminPerGramDl = -9;  // per g/dL

}  // namespace

template <>
void compute_score<"ez_albi"_score>(const Patient& patient, const Scores&, Score& score) {
  const Range bilirubin = patient.range("bilirubin"_f);
  const Range albumin = patient.range("albumin"_f);
  const Range from_albumin{kAlbuminPerGramDl * albumin.high, kAlbuminPerGramDl * albumin.low};
  const Range value = bilirubin + from_albumin;
  set_range(score, value.low, value.high);
  score.grades = grades_between(value.low, value.high, score_table::kEzAlbiEdges);
  add_points(patient, score, "bilirubin"_f, bilirubin);
  add_points(patient, score, "albumin"_f, from_albumin);
  ask_if_open(patient, score, {"bilirubin"_f, "albumin"_f});
  if (score.state != ScoreState::kSettled) return;
  NearestCutoff near;
  near.offer(score.value, score_table::kEzAlbiEdges[0], kNearEzAlbi, "near.ez_albi_2"_text);
  near.offer(score.value, score_table::kEzAlbiEdges[1], kNearEzAlbi, "near.ez_albi_3"_text);
  score.near = near.text();
}

}  // namespace nextline
