// SPDX-License-Identifier: Apache-2.0
#include "assess/prepared.h"
#include "knowledge/tables.h"
#include "nextline/nextline.h"
#include "nextline/render.h"

namespace nextline {

AssessOutcome assess_text(std::string_view patient_json, std::string_view preferences_json) {
  AssessOutcome outcome;
  Prepared prepared;
  if (!prepare(patient_json, preferences_json, prepared, outcome.error)) return outcome;
  outcome.text.reserve(131072);
  render(prepared.patient, prepared.issues, prepared.evaluation, outcome.text);
  outcome.ok = true;
  outcome.has_error = has_error(prepared.issues);
  return outcome;
}

std::string_view version() {
  static const std::string text = "nextline " NEXTLINE_VERSION ", knowledge " +
                                  std::string(knowledge::version()) + " (" + std::string(knowledge::sha256()) +
                                  ")";
  return text;
}

}  // namespace nextline
