// SPDX-License-Identifier: Apache-2.0
// From a patient to verdicts, pathways and a ranking. `evaluate` fills fixed arrays without text; `render` writes the
// assessment of contract.md.
//
//   Patient patient; std::vector<Issue> issues; std::string error, text;
//   if (read_patient(json, patient, issues, error)) {
//     Evaluation evaluation;
//     evaluate(patient, evaluation);
//     render(patient, issues, evaluation, text);
//   }
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "nextline/issues.h"
#include "nextline/patient.h"
#include "nextline/preferences.h"
#include "nextline/scores.h"

namespace nextline {

struct EvaluationData;

// Holds the arrays; reuse one for many patients.
class Evaluation {
 public:
  Evaluation();
  ~Evaluation();
  Evaluation(const Evaluation&) = delete;
  Evaluation& operator=(const Evaluation&) = delete;
  [[nodiscard]] EvaluationData& data() { return *data_; }
  [[nodiscard]] const EvaluationData& data() const { return *data_; }

 private:
  std::unique_ptr<EvaluationData> data_;
};

// Scores, facts, verdicts, pathways, ranking. Total: every patient has an evaluation. Without preferences the default
// weights count.
void evaluate(const Patient& patient, const Preferences& preferences, Evaluation& evaluation);
void evaluate(const Patient& patient, Evaluation& evaluation);

// Adds what only scores can show (a contradiction between Child-Pugh and ALBI) to the issues.
void add_score_issues(const Evaluation& evaluation, std::vector<Issue>& issues);

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
