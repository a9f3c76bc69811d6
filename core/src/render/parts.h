// SPDX-License-Identifier: Apache-2.0
// What the assessment, the questions and the comparison say in the same way: sentences of the catalogue, filled with what
// the evaluation holds.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "assess/evaluation.h"
#include "nextline/json_writer.h"

namespace nextline {

// A sentence with the id that tells a program which one it is.
struct Said {
  std::string_view id;
  std::string text;  // without a full stop
};

// "Atezolizumab + bevacizumab" as it stands inside a sentence.
[[nodiscard]] std::string inside_sentence(std::string_view label);

// A number as the outputs print it.
[[nodiscard]] std::string number_text(double value);

// "A6", "2a"; empty while unsettled.
[[nodiscard]] std::string label_of(ScoreId score_id, const Score& score);

// Why an option stands where it stands: the criterion that rules it out, else what the algorithms or the rules say of it.
[[nodiscard]] Said place_of(const EvaluationData& data, std::size_t option);

// What is to settle before a therapy that goes on is given further; the strongest of it. Null: nothing, or nothing goes on.
[[nodiscard]] const knowledge::Rule* holding_rule(const EvaluationData& data);

// Why `upper` stands above `lower`, in words; the level is that of `level_between`.
[[nodiscard]] std::string level_text(const EvaluationData& data, std::size_t upper, std::size_t lower);

// The patient in a line, part by part.
struct SummaryPart {
  std::string text;
  bool settled = true;
};
[[nodiscard]] std::vector<SummaryPart> summary_of(const Patient& patient, const EvaluationData& data);

// The array of issues as an assessment has it.
void write_issues(const std::vector<Issue>& issues, JsonWriter& json);

}  // namespace nextline
