// SPDX-License-Identifier: Apache-2.0
// The three explanations of nextline/explore.h, written into an object that is already open.
#pragma once

#include "assess/evaluation.h"
#include "nextline/json_writer.h"

namespace nextline {

// Writes the keys ask_next, what_if and rank_range. `data` is the evaluation of `patient`. Returns the number of
// evaluations it took.
int write_explore(JsonWriter& json, const Patient& patient, const EvaluationData& data);

}  // namespace nextline
