// SPDX-License-Identifier: Apache-2.0
// Trials carry the safety of their arms: what the rules of the options say of the drugs of an arm, written as further
// criteria of the trial, so that a trial is judged, explained and asked about as an option is.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "knowledge/compiler/base.h"

namespace nextline::knowledge::compiler {

// Groups an agent brings with it wherever it is given: by its classes, and those its entry names.
[[nodiscard]] std::set<std::string> groups_of_agent(const Base& base, const std::string& agent);

// Agents of an option: its own, else those of its regimen.
[[nodiscard]] const Json& agents_of_option(const Base& base, const Json& option);

// Refuses what no arm can be: unknown drugs, nothing given, a lot drawn among one, an id twice.
void check_arms(const Base& base, const Entry& trial);

// Criteria of a second-line trial (shape of trials#criterion) that its arms bring. None for the others.
[[nodiscard]] std::vector<Json> arm_criteria(const Base& base, const Entry& trial);

}  // namespace nextline::knowledge::compiler
