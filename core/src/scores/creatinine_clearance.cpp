// SPDX-License-Identifier: Apache-2.0
// Creatinine clearance after Cockcroft and Gault.
//
// FORMULA   (140 - age) * weight / (72 * creatinine), * 0.85 for women
// UNITS     years, kg, mg/dL; result in mL/min
// ROUNDING  None. The short SI form (1.23 or 1.04 / umol/L) is a rounding of this one and is not used.
// UNKNOWNS  A range over the possible values; creatinine is above 0 by its possible range.
// LIMITS    The weight that was entered is used: ascites and oedema overstate the clearance, low muscle mass
//           too. Not meaningful on dialysis.
// SOURCE    [cockcroft1976] Cockcroft DW, Gault MH, Nephron 1976;16:31-41, doi:10.1159/000180580
// FACTS     clinical-facts.md A8, K
#include "scores/build.h"

namespace nextline {
namespace {

static_assert(spec("creatinine"_f).hard.low > 0 && spec("age"_f).hard.high < 140);

double clearance(double age, double weight, double creatinine, bool female) {
  const double male = (140 - age) * weight / (72 * creatinine);
  return female ? male * 0.85 : male;
}

}  // namespace

template <>
void compute_score<"creatinine_clearance"_score>(const Patient& patient, const Scores&, Score& score) {
  const Range age = patient.range("age"_f);
  const Range weight = patient.range("weight"_f);
  const Range creatinine = patient.range("creatinine"_f);
  const Tri female = patient.is_in("sex"_f, word("sex"_f, "female"));
  set_range(score, clearance(age.high, weight.low, creatinine.high, can_be_true(female)),
            clearance(age.low, weight.high, creatinine.low, female == Tri::kTrue));
  ask_if_open(patient, score, {"age"_f, "sex"_f, "weight"_f, "creatinine"_f});
}

}  // namespace nextline
