// SPDX-License-Identifier: Apache-2.0
// ALBI (albumin-bilirubin): liver function in HCC from two laboratory values.
//
// FORMULA   0.66 * log10(bilirubin in umol/L) - 0.085 * albumin in g/L
// UNITS     mg/dL * 17.104 = umol/L; g/dL * 10 = g/L
// GRADES    1: <= -2.60; 2: > -2.60 to <= -1.39; 3: > -1.39
// ROUNDING  None: the grade comes from the unrounded value (shown with 2 decimals).
// UNKNOWNS  A range over the possible values; the ends are reached at low bilirubin with high albumin and the
//           reverse. Bilirubin is above 0 by its possible range, so the logarithm exists.
// LIMITS    Some papers print -0.0852; that form is not used. No clamps.
// SOURCE    [johnson2015] Johnson PJ et al., J Clin Oncol 2015;33:550-558, doi:10.1200/JCO.2014.57.9151
// FACTS     clinical-facts.md A2, V
#include "scores/build.h"
#include "scores/near.h"
#include "words/words.h"

namespace nextline {
namespace {

constexpr double kBilirubinFactor = 0.66;  // per log10 umol/L
constexpr double kAlbuminFactor = -0.085;  // per g/L
static_assert(spec("bilirubin"_f).hard.low > 0);

}  // namespace

template <>
void compute_score<"albi"_score>(const Patient& patient, const Scores&, Score& score) {
  const Range bilirubin = patient.range("bilirubin"_f);
  const Range albumin = patient.range("albumin"_f);
  const Range logs = log10_of({bilirubin.low * kBilirubinUmolPerMgDl, bilirubin.high * kBilirubinUmolPerMgDl});
  const Range from_bilirubin{kBilirubinFactor * logs.low, kBilirubinFactor * logs.high};
  const Range from_albumin{kAlbuminFactor * (albumin.high * kAlbuminGlPerGdl),
                           kAlbuminFactor * (albumin.low * kAlbuminGlPerGdl)};
  const Range value = from_bilirubin + from_albumin;
  set_range(score, value.low, value.high);
  add_points(patient, score, "bilirubin"_f, from_bilirubin);
  add_points(patient, score, "albumin"_f, from_albumin);
  ask_if_open(patient, score, {"bilirubin"_f, "albumin"_f});
  score.grades = grades_between(score.at_least, score.at_most, score_table::kAlbiEdges);
  if (score.state != ScoreState::kSettled) return;
  NearestCutoff near;
  near.offer(score.value, score_table::kAlbiEdges[0], kNearAlbi, "near.albi_2"_text);
  near.offer(score.value, score_table::kAlbiEdges[1], kNearAlbi, "near.albi_3"_text);
  score.near = near.text();
}

}  // namespace nextline
