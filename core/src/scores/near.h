// SPDX-License-Identifier: Apache-2.0
// When a value counts as close to a cut-off. The widths are a display choice of this project and stand in no
// publication: they decide whether a sentence is shown, never a point or a grade.
//
//   Child-Pugh inputs and all others   within 2.5 % of the cut-off
//   ALBI, mALBI, PALBI                 within 0.05 of a grade's edge
//   EZ-ALBI                            within 1.0 of a grade's edge
//   AFP entered in IU/mL               from 0.8 to 1.25 of the cut-off: the factor differs between assays
#pragma once

#include <string_view>

#include "nextline/numbers.h"
#include "nextline/patient.h"

namespace nextline {

inline constexpr double kNearShare = 0.025;
inline constexpr double kNearAlbi = 0.05;
inline constexpr double kNearEzAlbi = 1.0;
inline constexpr double kNearAfpIuLow = 0.8;
inline constexpr double kNearAfpIuHigh = 1.25;

// Of the cut-offs that are offered, the one that lies closest (the first of equals).
class NearestCutoff {
 public:
  void offer(double value, double cutoff, double width, std::string_view text) {
    const double distance = value < cutoff ? cutoff - value : value - cutoff;
    if (!holds(distance, Op::kLessEqual, width)) return;
    keep(distance / width, text);
  }
  // Within 2.5 % of the cut-off; the field's value in the first unit.
  void offer(const Patient& patient, Field field, double cutoff, std::string_view text) {
    if (patient.known(field)) offer(patient[field].value, cutoff, cutoff * kNearShare, text);
  }
  // AFP: `in_iu` says it where the value was entered in IU/mL.
  void offer_afp(const Patient& patient, double cutoff, std::string_view text, std::string_view in_iu) {
    static constexpr Field kAfp = "afp"_f;
    static_assert(spec(kAfp).units[2].ucum == "[IU]/mL");
    const Cell& afp = patient[kAfp];
    if (!afp.known) return;
    if (afp.unit != 2) return offer(afp.value, cutoff, cutoff * kNearShare, text);
    if (holds(afp.value, Op::kGreaterEqual, cutoff * kNearAfpIuLow) &&
        holds(afp.value, Op::kLessEqual, cutoff * kNearAfpIuHigh)) {
      keep(0, in_iu);
    }
  }
  [[nodiscard]] std::string_view text() const { return text_; }

 private:
  void keep(double share, std::string_view text) {
    if (!text_.empty() && share >= share_) return;
    share_ = share;
    text_ = text;
  }
  double share_ = 0;
  std::string_view text_ = {};
};

}  // namespace nextline
