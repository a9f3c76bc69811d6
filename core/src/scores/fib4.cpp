// SPDX-License-Identifier: Apache-2.0
// FIB-4: fibrosis index.
//
// FORMULA   age * AST / (platelets * sqrt(ALT))
// UNITS     years; U/L; platelets in 10^9/L
// CUT-OFFS  Below 1.45 and above 3.25 in the original; no grades here. Context only.
// ROUNDING  None.
// UNKNOWNS  A range over the possible values; platelets and ALT are above 0 by their possible ranges.
// LIMITS    Not made for people with HCC. Steatotic disease uses 1.30 and 2.67, from age 65 on 2.0 below.
// SOURCE    [sterling2006] Sterling RK et al., Hepatology 2006;43:1317-1325, doi:10.1002/hep.21178
// FACTS     clinical-facts.md A4, V
#include <cmath>

#include "scores/build.h"
#include "scores/near.h"

namespace nextline {
namespace {

static_assert(spec("platelets"_f).hard.low > 0 && spec("alt"_f).hard.low > 0);

double fib4(double age, double ast, double alt, double platelets) {
  return age * ast / (platelets * std::sqrt(alt));
}

}  // namespace

template <>
void compute_score<"fib4"_score>(const Patient& patient, const Scores&, Score& score) {
  const Range age = patient.range("age"_f);
  const Range ast = patient.range("ast"_f);
  const Range alt = patient.range("alt"_f);
  const Range platelets = patient.range("platelets"_f);
  set_range(score, fib4(age.low, ast.low, alt.high, platelets.high),
            fib4(age.high, ast.high, alt.low, platelets.low));
  ask_if_open(patient, score, {"age"_f, "platelets"_f, "ast"_f, "alt"_f});
  if (score.state != ScoreState::kSettled) return;
  NearestCutoff near;
  near.offer(score.value, 1.45, 1.45 * kNearShare, "FIB-4 cut-off 1.45");
  near.offer(score.value, 3.25, 3.25 * kNearShare, "FIB-4 cut-off 3.25");
  score.near = near.text();
}

}  // namespace nextline
