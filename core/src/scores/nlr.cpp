// SPDX-License-Identifier: Apache-2.0
// NLR: neutrophil-to-lymphocyte ratio.
//
// FORMULA   neutrophils / lymphocytes
// UNITS     both in 10^9/L
// CUT-OFFS  None agreed: 5 is common in HCC under checkpoint inhibitors; above 4.125 was linked to
//           hyperprogression (Kim CG et al., J Hepatol 2021;74:350-359). No grades; context only.
// ROUNDING  None.
// UNKNOWNS  Bounded only where the lymphocytes are known. Lymphocytes 0: not computable.
// LIMITS    Raised by infection and steroids.
// SOURCE    [muhammed2022] Muhammed A et al., Cancers 2022;14:186
// FACTS     clinical-facts.md A4, K (4.125: V)
#include "scores/blood_ratio.h"
#include "scores/near.h"
#include "words/words.h"

namespace nextline {

template <>
void compute_score<"nlr"_score>(const Patient& patient, const Scores&, Score& score) {
  compute_ratio_to_lymphocytes(patient, "neutrophils"_f, score);
  if (score.state != ScoreState::kSettled) return;
  NearestCutoff near;
  near.offer(score.value, 5, 5 * kNearShare, "near.nlr_high"_text);
  near.offer(score.value, 4.125, 4.125 * kNearShare, "near.nlr_low"_text);
  score.near = near.text();
}

}  // namespace nextline
