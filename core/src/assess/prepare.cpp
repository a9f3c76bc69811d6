// SPDX-License-Identifier: Apache-2.0
#include "assess/prepared.h"

namespace nextline {

bool prepare(std::string_view patient_json, std::string_view preferences_json, Prepared& out,
             std::string& error) {
  if (!read_patient(patient_json, out.patient, out.issues, error)) return false;
  read_preferences(preferences_json, out.preferences, out.issues);
  evaluate(out.patient, out.preferences, out.evaluation);
  add_score_issues(out.evaluation, out.issues);
  sort_issues(out.issues);
  return true;
}

}  // namespace nextline
