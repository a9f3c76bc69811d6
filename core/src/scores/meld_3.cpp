// SPDX-License-Identifier: Apache-2.0
// MELD 3.0: MELD with sodium, albumin and sex.
//
// FORMULA   1.33 (female) + 4.56 * ln(bilirubin) + 0.82 * (137 - Na) - 0.24 * (137 - Na) * ln(bilirubin)
//           + 9.09 * ln(INR) + 11.14 * ln(creatinine) + 1.85 * (3.5 - albumin)
//           - 1.83 * (3.5 - albumin) * ln(creatinine) + 6
// UNITS     bilirubin and creatinine in mg/dL; albumin in g/dL; sodium in mmol/L
// CLAMPS    Bilirubin, INR and creatinine at least 1.0; creatinine at most 3.0, which dialysis sets too; sodium
//           125 to 137; albumin 1.5 to 3.5.
// ROUNDING  To a whole number, half up, then kept to 6..40.
// UNKNOWNS  A range over the possible values: linear in each term, so its ends lie in corners. Sodium goes with
//           bilirubin and albumin with creatinine; the two pairs are searched apart. Dialysis as in meld.cpp.
// LIMITS    As MELD. The form for ages 12 to 17 is not used. In the components the products stand with sodium
//           and with albumin; the constant 6 is left out.
// SOURCE    [kim2021meld] Kim WR et al., Gastroenterology 2021;161:1887-1895, doi:10.1053/j.gastro.2021.08.050
// FACTS     clinical-facts.md A3, V
#include "scores/meld_3.h"

#include "scores/meld.h"

namespace nextline {
namespace {

constexpr double kFemale = 1.33;
constexpr double kMeld3Constant = 6;

double bilirubin_term(double ln_bilirubin) { return 4.56 * ln_bilirubin; }
double sodium_term(double deficit, double ln_bilirubin) {
  return 0.82 * deficit - 0.24 * deficit * ln_bilirubin;
}
double inr_term(double ln_inr) { return 9.09 * ln_inr; }
double creatinine_term(double ln_creatinine) { return 11.14 * ln_creatinine; }
double albumin_term(double deficit, double ln_creatinine) {
  return 1.85 * deficit - 1.83 * deficit * ln_creatinine;
}

// What the formula takes in, after clamps and logarithms.
struct Terms {
  MeldLogs logs;
  Range sodium_deficit;   // 137 - sodium
  Range albumin_deficit;  // 3.5 - albumin
  Range female;           // 0 or 1.33
};

Terms terms_of(const Patient& patient, Tri dialysis) {
  const Range sodium = within(patient.range("sodium"_f), 125, 137);
  const Range albumin = within(patient.range("albumin"_f), 1.5, 3.5);
  const Tri female = patient.is_in("sex"_f, word("sex"_f, "female"));
  return {meld_logs(patient, dialysis, kMeld3CreatinineCap),
          {137 - sodium.high, 137 - sodium.low},
          {3.5 - albumin.high, 3.5 - albumin.low},
          {female == Tri::kTrue ? kFemale : 0.0, female == Tri::kFalse ? 0.0 : kFemale}};
}

// Least and greatest value of a function that is linear in both arguments.
template <class Function>
Range over_corners(Range a, Range b, Function function) {
  const double first = function(a.low, b.low);
  Range found{first, first};
  if (a.settled() && b.settled()) return found;
  for (const double value : {function(a.low, b.high), function(a.high, b.low), function(a.high, b.high)}) {
    if (value < found.low) found.low = value;
    if (value > found.high) found.high = value;
  }
  return found;
}

Range unrounded(const Terms& terms) {
  const Range bilirubin_and_sodium =
      over_corners(terms.logs.bilirubin, terms.sodium_deficit, [](double ln_bilirubin, double deficit) {
        return bilirubin_term(ln_bilirubin) + sodium_term(deficit, ln_bilirubin);
      });
  const Range creatinine_and_albumin =
      over_corners(terms.logs.creatinine, terms.albumin_deficit, [](double ln_creatinine, double deficit) {
        return creatinine_term(ln_creatinine) + albumin_term(deficit, ln_creatinine);
      });
  const Range inr{inr_term(terms.logs.inr.low), inr_term(terms.logs.inr.high)};
  const Range sum = terms.female + bilirubin_and_sodium + inr + creatinine_and_albumin;
  return {sum.low + kMeld3Constant, sum.high + kMeld3Constant};
}

}  // namespace

template <>
void compute_score<"meld_3"_score>(const Patient& patient, const Scores&, Score& score) {
  const Tri dialysis = dialysis_for_meld(patient);
  const Terms terms = terms_of(patient, dialysis);
  const MeldLogs& logs = terms.logs;
  const Range value = unrounded(terms);
  set_range(score, meld_whole(value.low), meld_whole(value.high));

  add_points(patient, score, "sex"_f, terms.female);
  if (logs.bilirubin.settled()) {
    add_points(patient, score, "bilirubin"_f, bilirubin_term(logs.bilirubin.low));
  }
  if (logs.bilirubin.settled() && terms.sodium_deficit.settled()) {
    add_points(patient, score, "sodium"_f, sodium_term(terms.sodium_deficit.low, logs.bilirubin.low));
  }
  if (logs.inr.settled()) add_points(patient, score, "inr"_f, inr_term(logs.inr.low));
  if (logs.creatinine.settled()) {
    const double from_creatinine = creatinine_term(logs.creatinine.low);
    if (dialysis == Tri::kTrue) {
      score.components.push({"dialysis"_f, from_creatinine});
    } else {
      add_points(patient, score, "creatinine"_f, from_creatinine);
    }
    if (terms.albumin_deficit.settled()) {
      add_points(patient, score, "albumin"_f, albumin_term(terms.albumin_deficit.low, logs.creatinine.low));
    }
  }

  ask_for_meld_i(patient, dialysis, kMeld3CreatinineCap, score);
  ask_if_open(patient, score, {"sex"_f, "albumin"_f, "sodium"_f});
}

Range meld_3_unrounded(const Patient& patient) {
  return unrounded(terms_of(patient, dialysis_for_meld(patient)));
}

}  // namespace nextline
