// SPDX-License-Identifier: Apache-2.0
// What a report states of a score, and what the anticoagulation of a patient says of it.
#pragma once

#include "nextline/scores.h"

namespace nextline {

// After a score was computed and before those that build on it. A statement narrows what the score's own inputs leave
// open and settles no input; where they exclude it they count, and the score says so (`contradicts`).
void apply_statement(const Patient& patient, ScoreId id, Scores& scores);

// The field in which a report states this score; false where there is none.
[[nodiscard]] bool stated_field(ScoreId id, Field& field);

}  // namespace nextline
