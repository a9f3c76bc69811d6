// SPDX-License-Identifier: Apache-2.0
// An evaluation as the assessment of contract.md.
//
//   std::string text;
//   render(patient, issues, evaluation, text);   // after evaluate (assess.h)
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "nextline/assess.h"

namespace nextline {

// Writes the assessment as compact JSON, without a newline.
void render(const Patient& patient, const std::vector<Issue>& issues, const Evaluation& evaluation,
            std::string& out);

// The overview: of each option only the criteria that decide or speak, of each trial id, verdict and recruitment. All
// else as in the assessment, byte for byte.
void render_overview(const Patient& patient, const std::vector<Issue>& issues, const Evaluation& evaluation,
                     std::string& out);

// One option or one trial, whole, as in the assessment byte for byte; false where none has that id.
[[nodiscard]] bool render_option(const Patient& patient, const Evaluation& evaluation, std::string_view id,
                                 std::string& out);
[[nodiscard]] bool render_trial(const Patient& patient, const Evaluation& evaluation, std::string_view id,
                                std::string& out);

}  // namespace nextline
