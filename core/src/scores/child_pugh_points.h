// SPDX-License-Identifier: Apache-2.0
// Child-Pugh grade as points (A 0, B 1, C 2), as CLIP and JIS count it.
#pragma once

#include "scores/build.h"

namespace nextline {

[[nodiscard]] inline Range points_of_child_pugh(const Scores& scores) {
  const unsigned grades = get(scores, "child_pugh"_score).grades;
  return {(grades & 1) != 0   ? 0.0
          : (grades & 2) != 0 ? 1.0
                              : 2.0,
          (grades & 4) != 0   ? 2.0
          : (grades & 2) != 0 ? 1.0
                              : 0.0};
}

inline void add_child_pugh_points(const Scores& scores, Score& score) {
  const Range points = points_of_child_pugh(scores);
  if (points.settled()) score.child_pugh_points = static_cast<std::int8_t>(points.low);
}

// Child-Pugh's open items, where its grade is open.
inline void ask_for_child_pugh(const Scores& scores, Score& score) {
  if (points_of_child_pugh(scores).settled()) return;
  for (const Field field : get(scores, "child_pugh"_score).missing) add_missing(score, field);
}

}  // namespace nextline
