// SPDX-License-Identifier: Apache-2.0
// What to ask next, what would change the answer, and how far each option's rank may still move. All three are found by
// evaluating the patient again with one field changed (and, for ranks, with all open fields filled in): no rule has a
// special case here. Made on demand, never inside assess_text, whose bytes stay as they are.
//
//   AssessOutcome outcome = explore_text(R"({"prior_therapies": ["sorafenib"], "ecog": 1, "albumin": 3.8})");
//   // {"schema": "explore/1", "ask_next": [...], "what_if": [...], "rank_range": {...}}
//
// ask_next    at most three questions, best first. Each has `fields`, and `answers` that lead to different results;
//             answers of the same result are one: {"range": "at or above 400 ng/mL", "enter": 400, "changes": [...],
//             "first_three": [...], "stops": [...], "text": a sentence}. `enter` is a value of the patient format that
//             lies in the answer. For numbers an edge between two answers is exact where a rule or score has its
//             threshold there, else it is found to the precision of a laboratory report, and what lies between two
//             printed values is not claimed. An answer that contradicts what is entered is left out. A question
//             without answers names several fields that settle nothing alone, but do together.
// what_if     for each known field that can change, the nearest change on each side that flips an option's verdict or
//             tier or changes the first two: `to` is a value of the patient format at which it has changed, `before` the
//             nearest printed one at which it has not (numbers only). Sorted by how near the front it bites, then by
//             relative distance; `shown` marks the first few. Explanation, never advice. Past therapy, earlier events,
//             age, sex and histology are never varied.
// rank_range  each option's best and worst rank as answers come in, the rank now included. `search` is "exact" where
//             at most one field is open and all its answers were tried, else "bounded": one answer at a time, the
//             answers that were best (worst) for an option taken together, and a fixed number of seeded samples of
//             all open fields. Ranks outside a bounded range are possible.
//
// Ranks are those of the weights that the preferences ask for (preferences.h; none: the default).
// Unknown: unknown fields are asked for, never varied; what may be assumed absent (contract.md) stays assumed
// until an answer says otherwise. Errors: as assess_text. At most kMaxExploreEvaluations evaluations.
// Source: the thresholds are those of the rules, scores and facts; the precision and the weights are the project's
// choice (core/src/explore/ask_next.h).
#pragma once

#include <string_view>

#include "nextline/nextline.h"

namespace nextline {

inline constexpr int kMaxExploreEvaluations = 800;

// Never throws, prints or hangs, whatever the bytes.
[[nodiscard]] AssessOutcome explore_text(std::string_view patient_json, std::string_view preferences_json = {});

}  // namespace nextline
