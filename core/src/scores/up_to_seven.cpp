// SPDX-License-Identifier: Apache-2.0
// Up-to-seven criteria for transplantation.
//
// FORMULA   number of nodules + diameter of the largest in cm
// GRADES    within: sum <= 7, no macrovascular invasion, no spread; else beyond
// UNITS     cm
// ROUNDING  None; exactly 7 is within.
// UNKNOWNS  The sum is a range while number or diameter is unknown. "beyond" may be settled before the sum is,
//           and the sum before the grade: then at_least and at_most are one number.
// LIMITS    The publication asks for no microvascular invasion, which only pathology can tell; on imaging it is
//           macrovascular invasion. Without a nodule in the liver the sum is 0.
// SOURCE    [mazzaferro2009] Mazzaferro V et al., Lancet Oncol 2009;10:35-43,
//           doi:10.1016/S1470-2045(08)70284-5
// FACTS     clinical-facts.md A5, K
#include "scores/near.h"
#include "scores/tumour.h"
#include "words/words.h"

namespace nextline {
namespace {

constexpr double kLimit = 7;

double sum_of(double nodules, double largest) { return nodules < 1 ? 0 : nodules + largest; }

}  // namespace

template <>
void compute_score<"up_to_seven"_score>(const Patient& patient, const Scores&, Score& score) {
  const Range nodules = patient.range("nodules"_f);
  const Range largest = patient.range("largest_nodule"_f);
  const Range sum{sum_of(nodules.low, largest.low), sum_of(nodules.high, largest.high)};
  const Tri outside = invasion_or_spread(patient);
  set_range(score, sum.low, sum.high);
  if (can_be_false(outside) && compare(sum.low, kLimit) <= 0) score.grades |= kWithin;
  if (can_be_true(outside) || compare(sum.high, kLimit) > 0) score.grades |= kBeyond;

  if (!sum.settled()) ask(patient, score, {"nodules"_f, "largest_nodule"_f});
  if (!one_grade(score)) {
    if (sum.settled()) {  // the sum is known, the grade is not
      score.state = ScoreState::kOpen;
      score.bounded = true;
    }
    if (outside == Tri::kUnknown) ask_for_invasion_or_spread(patient, score);
  }

  if (nodules.settled() && (largest.settled() || nodules.high < 1)) {
    add_points(patient, score, "nodules"_f, nodules.low);
    if (nodules.low >= 1) add_points(patient, score, "largest_nodule"_f, largest.low);
  }
  if (!sum.settled() || outside == Tri::kTrue) return;
  NearestCutoff near;
  near.offer(sum.low, kLimit, kLimit * kNearShare, "near.up_to_seven"_text);
  score.near = near.text();
}

}  // namespace nextline
