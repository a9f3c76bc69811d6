// SPDX-License-Identifier: Apache-2.0
// What MELD, MELD-Na and MELD 3.0 share: floors and caps, the dialysis rule, MELD(i), the ends of the scale.
#pragma once

#include "scores/build.h"

namespace nextline {

inline constexpr double kMeldLowest = 6;
inline constexpr double kMeldHighest = 40;
inline constexpr double kMeldCreatinineCap = 4.0;   // mg/dL; MELD and MELD-Na
inline constexpr double kMeld3CreatinineCap = 3.0;  // mg/dL; MELD 3.0

// Two or more dialysis sessions in the past week set creatinine to its cap. `dialysis` is one of the three
// fields that may be assumed absent (contract.md): not entered counts as no; entered and unusable is unknown.
[[nodiscard]] Tri dialysis_for_meld(const Patient& patient);

// Natural logarithms of the three values after floors (1.0) and cap, at both ends.
struct MeldLogs {
  Range bilirubin;
  Range inr;
  Range creatinine;
};
[[nodiscard]] MeldLogs meld_logs(const Patient& patient, Tri dialysis, double creatinine_cap);

// MELD(i) times ten, before rounding.
[[nodiscard]] Range meld_i_unrounded(const MeldLogs& logs);
// MELD-Na before rounding and ends, for a whole MELD(i) and a sodium already kept to 125..137.
[[nodiscard]] double meld_na_unrounded(double whole_meld_i, double sodium);

// Addends of MELD(i), for the components.
void add_meld_i_points(const Patient& patient, const MeldLogs& logs, Tri dialysis, Score& score);
// Asks for what MELD(i) needs, where the score is open.
void ask_for_meld_i(const Patient& patient, Tri dialysis, double creatinine_cap, Score& score);

// Whole number, half up, kept to 6..40: the last step of all three.
[[nodiscard]] double meld_whole(double unrounded);

}  // namespace nextline
