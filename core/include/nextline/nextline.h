// SPDX-License-Identifier: Apache-2.0
// The one door: text in, text out. The command, the WebAssembly border and every test use these.
#pragma once

#include <string>
#include <string_view>

namespace nextline {

struct AssessOutcome {
  bool ok = false;         // false: no assessment was possible, `error` says why (exit code 2)
  bool has_error = false;  // an error issue was found; the assessment is there all the same (exit code 1)
  std::string text;        // the assessment as compact JSON
  std::string error;
};

// Assesses one patient (contract.md), with the weights that the preferences ask for (preferences.h; none: the default).
// Where preferences were given the assessment says under `preferences` which weights counted. Never throws, prints or
// hangs, whatever the bytes.
[[nodiscard]] AssessOutcome assess_text(std::string_view patient_json, std::string_view preferences_json = {});

// The same, in parts (contract.md, "Overview and parts"): what is shown at once, and single options and trials, whole. An id
// that does not exist is an error.
[[nodiscard]] AssessOutcome overview_text(std::string_view patient_json,
                                          std::string_view preferences_json = {});
[[nodiscard]] AssessOutcome option_text(std::string_view patient_json, std::string_view preferences_json,
                                        std::string_view id);
[[nodiscard]] AssessOutcome trial_text(std::string_view patient_json, std::string_view preferences_json,
                                       std::string_view id);

// Release and knowledge version, e.g. "nextline 1.2.3, knowledge 2026-11-21 (<sha256>)".
[[nodiscard]] std::string_view version();

}  // namespace nextline
