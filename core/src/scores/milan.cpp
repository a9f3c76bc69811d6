// SPDX-License-Identifier: Apache-2.0
// Milan criteria for transplantation.
//
// GRADES    within: one nodule up to 5 cm, or two or three of at most 3 cm each; no macrovascular invasion, no
//           spread. Else beyond.
// UNITS     cm; exactly 5 and 3 cm are within
// ROUNDING  None.
// UNKNOWNS  "beyond" is settled as soon as one condition fails; "within" when all are known to hold.
// LIMITS    No nodule in the liver counts as within its part of the rule.
// SOURCE    [mazzaferro1996] Mazzaferro V et al., N Engl J Med 1996;334:693-699,
//           doi:10.1056/NEJM199603143341104
// FACTS     clinical-facts.md A5, K
#include "scores/near.h"
#include "scores/tumour.h"
#include "words/words.h"

namespace nextline {

template <>
void compute_score<"milan"_score>(const Patient& patient, const Scores&, Score& score) {
  const Tumour tumour = tumour_of(patient);
  const Tri outside = invasion_or_spread(patient);
  bool can_be_within = false;
  bool can_be_beyond = false;
  each(tumour,
       [&](Number number, Size size) { (milan_tumour(number, size) ? can_be_within : can_be_beyond) = true; });
  if (can_be_false(outside) && can_be_within) score.grades |= kWithin;
  if (can_be_true(outside) || can_be_beyond) score.grades |= kBeyond;

  if (one_grade(score)) {
    score.state = ScoreState::kSettled;
  } else {
    if (outside == Tri::kUnknown) ask_for_invasion_or_spread(patient, score);
    ask_for_tumour(patient, tumour, score, [](Number a, Size a_size, Number b, Size b_size) {
      return milan_tumour(a, a_size) != milan_tumour(b, b_size);
    });
  }

  if (outside == Tri::kTrue) return;
  NearestCutoff near;
  if (tumour.numbers == 1u << static_cast<int>(Number::kSingle)) {
    near.offer(patient, "largest_nodule"_f, 5, "near.milan_one"_text);
  } else if (tumour.numbers == 1u << static_cast<int>(Number::kTwoOrThree)) {
    near.offer(patient, "largest_nodule"_f, 3, "near.milan_more"_text);
  }
  score.near = near.text();
}

}  // namespace nextline
