// SPDX-License-Identifier: Apache-2.0
// An evaluation as the assessment of contract.md.
//
//   std::string text;
//   render(patient, issues, evaluation, text);   // after evaluate (assess.h)
#pragma once

#include <string>
#include <vector>

#include "nextline/assess.h"

namespace nextline {

// Writes the assessment as compact JSON, without a newline.
void render(const Patient& patient, const std::vector<Issue>& issues, const Evaluation& evaluation,
            std::string& out);

}  // namespace nextline
