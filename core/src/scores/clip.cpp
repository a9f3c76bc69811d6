// SPDX-License-Identifier: Apache-2.0
// CLIP (Cancer of the Liver Italian Program): prognostic score, 0 to 6.
//
// FORMULA   Child-Pugh A 0, B 1, C 2
//           one nodule and up to 50 % of the liver 0; multinodular and up to 50 % 1; massive or above 50 % 2
//           AFP >= 400 ng/mL 1
//           portal vein thrombosis 1
// UNITS     AFP in ng/mL (1 IU = 1.21 ng)
// ROUNDING  None.
// UNKNOWNS  A range; an open Child-Pugh adds the points of the grades it may still have.
// LIMITS    One page prints the AFP cut-off in ng/dL by mistake. Portal vein thrombosis is the portal vein
//           invasion that was entered; hepatic veins do not count. No nodule in the liver counts as "not
//           multinodular".
// SOURCE    [clip1998] CLIP Investigators, Hepatology 1998;28:751-755, doi:10.1002/hep.510280322
// FACTS     clinical-facts.md A5, V
#include "scores/child_pugh_points.h"
#include "scores/near.h"
#include "words/words.h"

namespace nextline {
namespace {

constexpr double kAfp = 400;  // ng/mL

}  // namespace

template <>
void compute_score<"clip"_score>(const Patient& patient, const Scores& scores, Score& score) {
  const Range from_child_pugh = points_of_child_pugh(scores);
  const Range from_afp = point_if(holds_in(patient.range("afp"_f), Op::kGreaterEqual, kAfp));
  const Range from_portal_vein =
      point_if(kleene_not(patient.is_in("portal_vein_invasion"_f, word("portal_vein_invasion"_f, "none"))));

  const Tri over_half = patient.is("over_half_of_liver"_f);
  const Range multinodular = point_if(holds_in(patient.range("nodules"_f), Op::kGreater, 1));
  Range from_tumour{2, 2};
  if (over_half != Tri::kTrue) from_tumour.low = multinodular.low;
  if (over_half == Tri::kFalse) from_tumour.high = multinodular.high;

  const Range points = from_child_pugh + from_tumour + from_afp + from_portal_vein;
  set_range(score, points.low, points.high);
  add_child_pugh_points(scores, score);
  if (from_tumour.settled()) {
    score.components.push({over_half == Tri::kTrue ? "over_half_of_liver"_f : "nodules"_f, from_tumour.low});
  }
  add_points(patient, score, "afp"_f, from_afp);
  add_points(patient, score, "portal_vein_invasion"_f, from_portal_vein);

  if (score.state == ScoreState::kOpen) {
    ask_for_child_pugh(scores, score);
    ask(patient, score, {"afp"_f, "over_half_of_liver"_f, "portal_vein_invasion"_f});
    if (over_half != Tri::kTrue) ask(patient, score, {"nodules"_f});
  }
  NearestCutoff near;
  near.offer_afp(patient, kAfp, "near.clip_afp"_text, "near.clip_afp_iu"_text);
  score.near = near.text();
}

}  // namespace nextline
