// SPDX-License-Identifier: Apache-2.0
// A cell count divided by the lymphocytes: NLR and PLR.
#pragma once

#include "scores/build.h"
#include "words/words.h"

namespace nextline {

// No lymphocytes: not computable. Lymphocytes unknown: they could be almost 0, so the ratio has no
// bound.
inline void compute_ratio_to_lymphocytes(const Patient& patient, Field count, Score& score) {
  const Range counts = patient.range(count);
  const Range lymphocytes = patient.range("lymphocytes"_f);
  if (lymphocytes.high <= 0) {
    return set_not_computable(score, "score.no_lymphocytes"_text);
  }
  if (lymphocytes.low > 0) {
    set_range(score, counts.low / lymphocytes.high, counts.high / lymphocytes.low);
  }
  ask_if_open(patient, score, {count, "lymphocytes"_f});
}

}  // namespace nextline
