// SPDX-License-Identifier: Apache-2.0
// What the assessment, the questions and the comparison say in the same way.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "assess/evaluation.h"
#include "nextline/json_writer.h"

namespace nextline {

// "Atezolizumab + bevacizumab" as it stands inside a sentence.
[[nodiscard]] std::string inside_sentence(std::string_view label);

// Why `upper` stands above `lower`, in words; the level is that of `level_between`.
[[nodiscard]] std::string level_text(const EvaluationData& data, std::size_t upper, std::size_t lower);

// The array of issues as an assessment has it.
void write_issues(const std::vector<Issue>& issues, JsonWriter& json);

}  // namespace nextline
