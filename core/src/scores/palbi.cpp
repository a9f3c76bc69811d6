// SPDX-License-Identifier: Apache-2.0
// PALBI (platelet-albumin-bilirubin): ALBI with platelets for portal hypertension.
//
// FORMULA   2.02 * b - 0.37 * b^2 - 0.04 * albumin in g/L - 3.48 * p + 1.01 * p^2
//           with b = log10(bilirubin in umol/L), p = log10(platelets in 10^9/L)
// UNITS     mg/dL * 17.104 = umol/L; g/dL * 10 = g/L
// GRADES    1: <= -2.53; 2: > -2.53 to <= -2.09; 3: > -2.09
// ROUNDING  None: -2.5254 is grade 2 although it prints as -2.53.
// UNKNOWNS  A range over the possible values. Both quadratics turn inside it: the bilirubin term is largest at
//           b = 2.02 / 0.74 (537 umol/L), the platelet term smallest at p = 3.48 / 2.02 (53 * 10^9/L).
// LIMITS    Above 537 umol/L the published formula falls with rising bilirubin. No clamps.
// SOURCE    [liu2017] Liu PH et al., J Gastroenterol Hepatol 2017;32:879-886, doi:10.1111/jgh.13608; first in
//           Roayaie S et al., Hepatology 2015;62(S1):631A
// FACTS     clinical-facts.md A2, V
#include "scores/build.h"
#include "scores/near.h"
#include "words/words.h"

namespace nextline {
namespace {

constexpr double kAlbuminSlope = -0.04;  // per g/L
constexpr double kBilirubinTurn = 2.02 / (2 * 0.37);
constexpr double kPlateletTurn = 3.48 / (2 * 1.01);
static_assert(spec("bilirubin"_f).hard.low > 0 && spec("platelets"_f).hard.low > 0);

double from_log_bilirubin(double b) { return 2.02 * b - 0.37 * (b * b); }
double platelet_term(double p) { return -3.48 * p + 1.01 * (p * p); }

Range between(double a, double b) { return a < b ? Range{a, b} : Range{b, a}; }

}  // namespace

template <>
void compute_score<"palbi"_score>(const Patient& patient, const Scores&, Score& score) {
  const Range bilirubin = patient.range("bilirubin"_f);
  const Range albumin = patient.range("albumin"_f);
  const Range b = log10_of({bilirubin.low * kBilirubinUmolPerMgDl, bilirubin.high * kBilirubinUmolPerMgDl});
  const Range p = log10_of(patient.range("platelets"_f));

  Range from_bilirubin = between(from_log_bilirubin(b.low), from_log_bilirubin(b.high));
  if (b.low < kBilirubinTurn && kBilirubinTurn < b.high) {
    from_bilirubin.high = from_log_bilirubin(kBilirubinTurn);
  }
  Range from_platelets = between(platelet_term(p.low), platelet_term(p.high));
  if (p.low < kPlateletTurn && kPlateletTurn < p.high) {
    from_platelets.low = platelet_term(kPlateletTurn);
  }
  const Range from_albumin{kAlbuminSlope * (albumin.high * kAlbuminGlPerGdl),
                           kAlbuminSlope * (albumin.low * kAlbuminGlPerGdl)};

  const Range value = from_bilirubin + from_albumin + from_platelets;
  set_range(score, value.low, value.high);
  score.grades = grades_between(value.low, value.high, score_table::kPalbiEdges);
  add_points(patient, score, "bilirubin"_f, from_bilirubin);
  add_points(patient, score, "albumin"_f, from_albumin);
  add_points(patient, score, "platelets"_f, from_platelets);
  ask_if_open(patient, score, {"bilirubin"_f, "albumin"_f, "platelets"_f});
  if (score.state != ScoreState::kSettled) return;
  NearestCutoff near;
  near.offer(score.value, score_table::kPalbiEdges[0], kNearAlbi, "near.palbi_2"_text);
  near.offer(score.value, score_table::kPalbiEdges[1], kNearAlbi, "near.palbi_3"_text);
  score.near = near.text();
}

}  // namespace nextline
