// SPDX-License-Identifier: Apache-2.0
// PLR: platelet-to-lymphocyte ratio.
//
// FORMULA   platelets / lymphocytes
// UNITS     both in 10^9/L
// CUT-OFFS  300 was used in HCC under checkpoint inhibitors. No grades; context only.
// ROUNDING  None.
// UNKNOWNS  Bounded only where the lymphocytes are known. Lymphocytes 0: not computable.
// LIMITS    Portal hypertension lowers the platelets.
// SOURCE    [muhammed2022] Muhammed A et al., Cancers 2022;14:186
// FACTS     clinical-facts.md A4, K
#include "scores/blood_ratio.h"
#include "scores/near.h"
#include "words/words.h"

namespace nextline {

template <>
void compute_score<"plr"_score>(const Patient& patient, const Scores&, Score& score) {
  compute_ratio_to_lymphocytes(patient, "platelets"_f, score);
  if (score.state != ScoreState::kSettled) return;
  NearestCutoff near;
  near.offer(score.value, 300, 300 * kNearShare, "near.plr"_text);
  score.near = near.text();
}

}  // namespace nextline
