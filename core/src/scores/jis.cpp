// SPDX-License-Identifier: Apache-2.0
// JIS (Japan Integrated Staging): Child-Pugh and the Japanese (LCSGJ) tumour stage, 0 to 5.
//
// FORMULA   Child-Pugh A 0, B 1, C 2 + tumour stage I 0, II 1, III 2, IV 3
//           Tumour stage: of "one nodule", "up to 2 cm", "no vessel or bile duct invasion" all three are T1
//           (I), two T2 (II), one T3 (III), none T4 (IVA); lymph node or distant spread is IVA or IVB.
//           So each factor that does not hold is one point, and spread makes it three.
// UNITS     largest nodule in cm; exactly 2 cm is "up to 2 cm"
// ROUNDING  None.
// UNKNOWNS  A range over the possible values.
// LIMITS    Invasion is macrovascular (portal vein, hepatic vein, new at progression) or of the bile duct. One
//           page prints "< 2 cm". No nodule in the liver counts as "one nodule, up to 2 cm".
// SOURCE    [kudo2003] Kudo M et al., J Gastroenterol 2003;38:207-215, doi:10.1007/s005350300038
// FACTS     clinical-facts.md A5, V
#include "scores/child_pugh_points.h"
#include "scores/near.h"
#include "scores/tumour.h"
#include "words/words.h"

namespace nextline {
namespace {

double multiple_point(Number number) { return number >= Number::kTwoOrThree ? 1 : 0; }
double size_point(Number number, Size size) { return number != Number::kNone && size > Size::kTo2Cm ? 1 : 0; }

}  // namespace

template <>
void compute_score<"jis"_score>(const Patient& patient, const Scores& scores, Score& score) {
  const Tumour tumour = tumour_of(patient);
  Range from_nodules{2, 0};
  each(tumour, [&](Number number, Size size) {
    const double points = multiple_point(number) + size_point(number, size);
    if (points < from_nodules.low) from_nodules.low = points;
    if (points > from_nodules.high) from_nodules.high = points;
  });
  const Tri invasion = kleene_or(macrovascular_invasion(patient), patient.is("bile_duct_invasion"_f));
  const Range factors = from_nodules + point_if(invasion);

  const Tri spread = extrahepatic_spread(patient);
  constexpr double kStage4 = 3;
  const Range stage{spread == Tri::kTrue ? kStage4 : factors.low,
                    spread == Tri::kFalse ? factors.high : kStage4};
  const Range points = points_of_child_pugh(scores) + stage;
  set_range(score, points.low, points.high);

  add_child_pugh_points(scores, score);
  if (spread == Tri::kTrue) {
    score.components.push({spread_field(patient), kStage4});
  } else if (from_nodules.settled()) {
    each(tumour, [&](Number number, Size size) {
      if (score.components.size != 0) return;  // known number and size are one combination
      add_points(patient, score, kNodules, multiple_point(number));
      add_points(patient, score, kLargestNodule, size_point(number, size));
    });
  }

  if (score.state == ScoreState::kOpen) {
    ask_for_child_pugh(scores, score);
    if (spread != Tri::kTrue) {
      ask_for_tumour(patient, tumour, score, [](Number a, Size a_size, Number b, Size b_size) {
        return multiple_point(a) + size_point(a, a_size) != multiple_point(b) + size_point(b, b_size);
      });
      if (invasion == Tri::kUnknown) {
        ask_for_invasion(patient, score);
        ask(patient, score, {"bile_duct_invasion"_f});
      }
      if (factors.low < kStage4) ask_for_spread(patient, score);
    }
  }
  if (spread == Tri::kTrue) return;
  NearestCutoff near;
  near.offer(patient, "largest_nodule"_f, 2, "near.jis_size"_text);
  score.near = near.text();
}

}  // namespace nextline
