// SPDX-License-Identifier: Apache-2.0
// CRAFITY: CRP and AFP in immunotherapy.
//
// FORMULA   1 point for AFP >= 100 ng/mL, 1 point for CRP >= 1 mg/dL (10 mg/L)
// GRADES    0 low, 1 intermediate, 2 high
// UNITS     AFP in ng/mL (1 IU = 1.21 ng); CRP in mg/L
// ROUNDING  None; both cut-offs themselves give the point.
// UNKNOWNS  An unknown item adds 0 to 1.
// LIMITS    Made for patients on a checkpoint inhibitor; decides nothing here. One paper prints CRP in mg/mL by
//           mistake. The factor between IU and ng differs between assays.
// SOURCE    [scheiner2022] Scheiner B et al., J Hepatol 2022;76:353-363, doi:10.1016/j.jhep.2021.09.035
// FACTS     clinical-facts.md A4, V
#include "scores/build.h"
#include "scores/near.h"
#include "words/words.h"

namespace nextline {
namespace {

constexpr double kAfpFrom = 100;  // ng/mL
constexpr double kCrpFrom = 10;   // mg/L
static_assert(spec("afp"_f).units[0].ucum == "ng/mL" && spec("crp"_f).units[0].ucum == "mg/L");

}  // namespace

template <>
void compute_score<"crafity"_score>(const Patient& patient, const Scores&, Score& score) {
  const Range from_afp = point_if(holds_in(patient.range("afp"_f), Op::kGreaterEqual, kAfpFrom));
  const Range from_crp = point_if(holds_in(patient.range("crp"_f), Op::kGreaterEqual, kCrpFrom));
  const Range points = from_afp + from_crp;
  set_range(score, points.low, points.high);
  score.grades = grade_bits(static_cast<int>(points.low), static_cast<int>(points.high));
  add_points(patient, score, "afp"_f, from_afp);
  add_points(patient, score, "crp"_f, from_crp);
  ask_if_open(patient, score, {"afp"_f, "crp"_f});
  NearestCutoff near;
  near.offer_afp(patient, kAfpFrom, "near.crafity_afp"_text, "near.crafity_afp_iu"_text);
  near.offer(patient, "crp"_f, kCrpFrom, "near.crafity_crp"_text);
  score.near = near.text();
}

}  // namespace nextline
