// SPDX-License-Identifier: Apache-2.0
// Both inputs read and the patient evaluated: what every door begins with.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "nextline/assess.h"

namespace nextline {

struct Prepared {
  Patient patient;
  Preferences preferences;
  std::vector<Issue> issues;  // of both, sorted
  Evaluation evaluation;
};

// False, with one sentence in `error`, where there is no patient.
[[nodiscard]] bool prepare(std::string_view patient_json, std::string_view preferences_json, Prepared& out,
                           std::string& error);

}  // namespace nextline
