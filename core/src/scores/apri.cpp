// SPDX-License-Identifier: Apache-2.0
// APRI (AST to platelet ratio index): fibrosis index.
//
// FORMULA   100 * (AST / upper limit of normal AST) / platelets
// UNITS     U/L; platelets in 10^9/L
// CUT-OFFS  0.5 and 1.5 for fibrosis (1.0 and 2.0 for cirrhosis); no grades here. Context only.
// ROUNDING  None.
// UNKNOWNS  A range over the possible values. The upper limit is the laboratory's own and is never assumed.
// LIMITS    Not made for people with HCC.
// SOURCE    [wai2003] Wai CT et al., Hepatology 2003;38:518-526, doi:10.1053/jhep.2003.50346
// FACTS     clinical-facts.md A4, V
#include "scores/build.h"
#include "scores/near.h"
#include "words/words.h"

namespace nextline {
namespace {

static_assert(spec("platelets"_f).hard.low > 0 && spec("ast_upper_limit"_f).hard.low > 0);

double apri(double ast, double upper_limit, double platelets) { return 100 * (ast / upper_limit) / platelets; }

}  // namespace

template <>
void compute_score<"apri"_score>(const Patient& patient, const Scores&, Score& score) {
  const Range ast = patient.range("ast"_f);
  const Range upper_limit = patient.range("ast_upper_limit"_f);
  const Range platelets = patient.range("platelets"_f);
  set_range(score, apri(ast.low, upper_limit.high, platelets.high),
            apri(ast.high, upper_limit.low, platelets.low));
  ask_if_open(patient, score, {"platelets"_f, "ast"_f, "ast_upper_limit"_f});
  if (score.state != ScoreState::kSettled) return;
  NearestCutoff near;
  near.offer(score.value, 0.5, 0.5 * kNearShare, "near.apri_low"_text);
  near.offer(score.value, 1.5, 1.5 * kNearShare, "near.apri_high"_text);
  score.near = near.text();
}

}  // namespace nextline
