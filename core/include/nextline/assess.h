// SPDX-License-Identifier: Apache-2.0
// From a patient to verdicts, pathways and a ranking. `evaluate` fills fixed arrays without text; `render` (render.h)
// writes the assessment of contract.md.
//
//   Patient patient; std::vector<Issue> issues; std::string error;
//   if (read_patient(json, patient, issues, error)) {
//     Evaluation evaluation;
//     evaluate(patient, evaluation);
//   }
#pragma once

#include <memory>
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

}  // namespace nextline
