// SPDX-License-Identifier: Apache-2.0
// MELD (Model for End-Stage Liver Disease), the UNOS form.
//
// FORMULA   MELD(i) = 10 * (0.957 * ln(creatinine) + 0.378 * ln(bilirubin) + 1.120 * ln(INR) + 0.643)
// UNITS     creatinine and bilirubin in mg/dL
// CLAMPS    Each of the three is at least 1.0; creatinine at most 4.0; dialysis (two or more sessions in the
//           past week) sets creatinine to 4.0.
// ROUNDING  To a whole number, half up, then kept to 6..40. Part of the definition.
// UNKNOWNS  A range over the possible values. Dialysis not entered counts as no, which the assessment lists as
//           an assumption; an entry that cannot be used leaves creatinine between its value and the cap.
// LIMITS    Made for waiting lists, not for HCC. Vitamin K antagonists raise the INR without liver failure. The
//           addends in the components are unrounded; with the constant 6.43 they give MELD(i).
// SOURCE    [kamath2001] Kamath PS et al., Hepatology 2001;33:464-470, doi:10.1053/jhep.2001.22172; clamps and
//           rounding: OPTN Policy 9.1
// FACTS     clinical-facts.md A3, V2
#include "scores/meld.h"

namespace nextline {
namespace {

constexpr double kLnCreatinineFactor = 9.57;
constexpr double kLnBilirubinFactor = 3.78;
constexpr double kLnInrFactor = 11.20;
constexpr double kMeldConstant = 6.43;
constexpr double kFloor = 1.0;
constexpr double kSodiumFactor = 1.32;
constexpr double kSodiumMeldFactor = 0.033;
constexpr double kSodiumHigh = 137;
constexpr double kSodiumGate = 11;  // sodium counts above this whole MELD(i)

}  // namespace

template <>
void compute_score<"meld"_score>(const Patient& patient, const Scores&, Score& score) {
  const Tri dialysis = dialysis_for_meld(patient);
  const MeldLogs logs = meld_logs(patient, dialysis, kMeldCreatinineCap);
  const Range value = meld_i_unrounded(logs);
  set_range(score, meld_whole(value.low), meld_whole(value.high));
  add_meld_i_points(patient, logs, dialysis, score);
  ask_for_meld_i(patient, dialysis, kMeldCreatinineCap, score);
}

Tri dialysis_for_meld(const Patient& patient) {
  const Cell& dialysis = patient["dialysis"_f];
  if (!dialysis.known && !dialysis.error) return Tri::kFalse;
  return patient.is("dialysis"_f);
}

MeldLogs meld_logs(const Patient& patient, Tri dialysis, double creatinine_cap) {
  Range creatinine = within(patient.range("creatinine"_f), kFloor, creatinine_cap);
  if (can_be_true(dialysis)) creatinine.high = creatinine_cap;
  if (dialysis == Tri::kTrue) creatinine.low = creatinine_cap;
  const auto floored = [](Range range) {
    return Range{range.low < kFloor ? kFloor : range.low, range.high < kFloor ? kFloor : range.high};
  };
  return {ln_of(floored(patient.range("bilirubin"_f))), ln_of(floored(patient.range("inr"_f))),
          ln_of(creatinine)};
}

Range meld_i_unrounded(const MeldLogs& logs) {
  const auto sum = [](double creatinine, double bilirubin, double inr) {
    return kLnCreatinineFactor * creatinine + kLnBilirubinFactor * bilirubin + kLnInrFactor * inr +
           kMeldConstant;
  };
  return {sum(logs.creatinine.low, logs.bilirubin.low, logs.inr.low),
          sum(logs.creatinine.high, logs.bilirubin.high, logs.inr.high)};
}

double meld_na_unrounded(double whole_meld_i, double sodium) {
  if (whole_meld_i <= kSodiumGate) return whole_meld_i;
  const double deficit = kSodiumHigh - sodium;
  return whole_meld_i + kSodiumFactor * deficit - kSodiumMeldFactor * whole_meld_i * deficit;
}

void add_meld_i_points(const Patient& patient, const MeldLogs& logs, Tri dialysis, Score& score) {
  add_points(patient, score, "bilirubin"_f, kLnBilirubinFactor * logs.bilirubin);
  add_points(patient, score, "inr"_f, kLnInrFactor * logs.inr);
  const double from_creatinine = kLnCreatinineFactor * logs.creatinine.low;
  if (dialysis == Tri::kTrue) {
    score.components.push({"dialysis"_f, from_creatinine});
  } else if (logs.creatinine.settled()) {
    add_points(patient, score, "creatinine"_f, from_creatinine);
  }
}

void ask_for_meld_i(const Patient& patient, Tri dialysis, double creatinine_cap, Score& score) {
  ask_if_open(patient, score, {"bilirubin"_f, "inr"_f});
  if (dialysis == Tri::kTrue) return;
  ask_if_open(patient, score, {"creatinine"_f});
  if (dialysis == Tri::kUnknown && patient.range("creatinine"_f).low < creatinine_cap) {
    ask_if_open(patient, score, {"dialysis"_f});
  }
}

double meld_whole(double unrounded) { return within(round_half_up(unrounded), kMeldLowest, kMeldHighest); }

}  // namespace nextline
