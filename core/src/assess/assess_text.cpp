// SPDX-License-Identifier: Apache-2.0
#include "knowledge/tables.h"
#include "nextline/assess.h"
#include "nextline/nextline.h"

namespace nextline {

AssessOutcome assess_text(std::string_view patient_json) {
  AssessOutcome outcome;
  Patient patient;
  std::vector<Issue> issues;
  if (!read_patient(patient_json, patient, issues, outcome.error)) return outcome;
  Evaluation evaluation;
  evaluate(patient, evaluation);
  add_score_issues(evaluation, issues);
  sort_issues(issues);
  outcome.text.reserve(131072);
  render(patient, issues, evaluation, outcome.text);
  outcome.ok = true;
  outcome.has_error = has_error(issues);
  return outcome;
}

std::string_view version() {
  static const std::string text = "nextline 0.1.0, knowledge " + std::string(knowledge::version()) + " (" +
                                  std::string(knowledge::sha256()) + ")";
  return text;
}

}  // namespace nextline
