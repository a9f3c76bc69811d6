// SPDX-License-Identifier: Apache-2.0
// Patients and tables as seeds: those of tests/cases, and some that nobody would send. Compiled once, for the stages that
// begin with them.
#pragma once

#include <string>
#include <vector>

#include "support/fuzz.h"

namespace nextline::test {

// The preferences of a case stand behind a zero byte.
[[nodiscard]] std::vector<std::string> patient_seeds();
// The names of the fields and all that may stand in them.
[[nodiscard]] std::vector<std::string> patient_pieces();
// Gives a field another value, which mostly suits it, or takes it away. What stands behind a zero byte stays as it is.
void vary_patient(std::string& text, Random& random);

// The preferences of the cases.
[[nodiscard]] std::vector<std::string> preferences_seeds();

// Some patients to a table, as CSV and as lines of JSON, and forms that people make.
[[nodiscard]] std::vector<std::string> table_seeds();
[[nodiscard]] std::vector<std::string> table_pieces();

}  // namespace nextline::test
