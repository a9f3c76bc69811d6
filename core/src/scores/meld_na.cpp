// SPDX-License-Identifier: Apache-2.0
// MELD-Na: MELD with sodium, the OPTN form of January 2016.
//
// FORMULA   MELD(i) > 11: MELD(i) + 1.32 * (137 - Na) - 0.033 * MELD(i) * (137 - Na); else MELD(i)
// UNITS     sodium in mmol/L; MELD(i) as in meld.cpp
// CLAMPS    Sodium 125 to 137; those of MELD(i).
// ROUNDING  MELD(i) is rounded to a whole number (half up) before the gate and the sodium term: creatinine 1.4,
//           bilirubin 1.1, INR 1.1, Na 126 is 11, not 22. The result is rounded again, then kept to 6..40.
// UNKNOWNS  A range: every possible whole MELD(i) with both ends of sodium. Dialysis as in meld.cpp.
// LIMITS    As MELD. Replaced by MELD 3.0 for allocation in the United States in July 2023.
// SOURCE    [kim2008] Kim WR et al., N Engl J Med 2008;359:1018-1026, doi:10.1056/NEJMoa0801209; the form in
//           use: OPTN Policy 9.1 (2016)
// FACTS     clinical-facts.md A3, V2
#include "scores/meld.h"

namespace nextline {
namespace {

constexpr double kSodiumFloor = 125;
constexpr double kSodiumCeiling = 137;

}  // namespace

template <>
void compute_score<"meld_na"_score>(const Patient& patient, const Scores&, Score& score) {
  const Tri dialysis = dialysis_for_meld(patient);
  const MeldLogs logs = meld_logs(patient, dialysis, kMeldCreatinineCap);
  const Range meld_i = meld_i_unrounded(logs);
  const double first = round_half_up(meld_i.low);
  const double last = round_half_up(meld_i.high);
  const Range sodium = within(patient.range("sodium"_f), kSodiumFloor, kSodiumCeiling);

  // Linear in sodium for each whole MELD(i): the ends are enough. Above 40 the sodium term changes its sign.
  Range value{meld_na_unrounded(first, sodium.low), meld_na_unrounded(first, sodium.low)};
  for (double whole = first; whole <= last; whole += 1) {
    for (const double end : {sodium.low, sodium.high}) {
      const double candidate = meld_na_unrounded(whole, end);
      if (candidate < value.low) value.low = candidate;
      if (candidate > value.high) value.high = candidate;
    }
  }
  set_range(score, meld_whole(value.low), meld_whole(value.high));

  add_meld_i_points(patient, logs, dialysis, score);
  if (first == last && sodium.settled()) {
    add_points(patient, score, "sodium"_f, meld_na_unrounded(first, sodium.low) - first);
  }
  ask_for_meld_i(patient, dialysis, kMeldCreatinineCap, score);
  ask_if_open(patient, score, {"sodium"_f});
}

}  // namespace nextline
