// SPDX-License-Identifier: Apache-2.0
// Answers that cannot both be right. A contradiction is a warning: it changes no value, and it is
// raised only where both answers are sure. Those that need scores are found above
// (core/src/assess).
#pragma once

#include <string_view>
#include <vector>

#include "nextline/issues.h"
#include "nextline/patient.h"

namespace nextline {

void find_contradictions(const Patient& patient, std::vector<Issue>& issues);

// Adds one, on the field that stands first in the table; the other is its parameter "with". The
// caller sorts the issues again.
void add_contradiction(std::vector<Issue>& issues, Field first, Field with, std::string_view sentence);

}  // namespace nextline
