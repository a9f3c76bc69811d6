// SPDX-License-Identifier: Apache-2.0
// Okuda stage.
//
// FORMULA   1 point each: ascites; tumour above 50 % of the liver; albumin < 3 g/dL; bilirubin > 3 mg/dL
// GRADES    0 points I, 1-2 II, 3-4 III
// UNITS     g/dL and mg/dL, which is what the publication prints; other units are converted
// ROUNDING  None; exactly 3 gives no point in either item.
// UNKNOWNS  An unknown item adds 0 to 1.
// LIMITS    Made before today's treatments; decides nothing here.
// SOURCE    [okuda1985] Okuda K et al., Cancer 1985;56:918-928
// FACTS     clinical-facts.md A5, V
#include "scores/build.h"
#include "scores/near.h"
#include "words/words.h"

namespace nextline {
namespace {

constexpr double kLowAlbumin = 3;     // g/dL
constexpr double kHighBilirubin = 3;  // mg/dL

}  // namespace

template <>
void compute_score<"okuda"_score>(const Patient& patient, const Scores&, Score& score) {
  const Range from_ascites = point_if(kleene_not(patient.is_in("ascites"_f, word("ascites"_f, "none"))));
  const Range from_size = point_if(patient.is("over_half_of_liver"_f));
  const Range from_albumin = point_if(holds_in(patient.range("albumin"_f), Op::kLess, kLowAlbumin));
  const Range from_bilirubin = point_if(holds_in(patient.range("bilirubin"_f), Op::kGreater, kHighBilirubin));
  const Range points = from_bilirubin + from_albumin + from_ascites + from_size;
  set_range(score, points.low, points.high);
  score.grades = grades_between(points.low, points.high, score_table::kOkudaEdges);
  add_points(patient, score, "bilirubin"_f, from_bilirubin);
  add_points(patient, score, "albumin"_f, from_albumin);
  add_points(patient, score, "ascites"_f, from_ascites);
  add_points(patient, score, "over_half_of_liver"_f, from_size);
  ask_if_open(patient, score, {"bilirubin"_f, "albumin"_f, "ascites"_f, "over_half_of_liver"_f});
  NearestCutoff near;
  near.offer(patient, "bilirubin"_f, kHighBilirubin, "near.okuda_bilirubin"_text);
  near.offer(patient, "albumin"_f, kLowAlbumin, "near.okuda_albumin"_text);
  score.near = near.text();
}

}  // namespace nextline
