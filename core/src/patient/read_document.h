// SPDX-License-Identifier: Apache-2.0
// The one reader of patients, for what comes as a document already: a row of a table, a patient inside another object.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "json/document.h"
#include "nextline/issues.h"
#include "nextline/patient.h"

namespace nextline {

// Where the patient is in an object that may be one or hold one as "patient", beside others: a line of JSON Lines, a case
// that the page saved ("nextline-case/1"). False, with one sentence in `error`, where it holds none, or two.
[[nodiscard]] bool find_patient(const Document& document, std::uint32_t& root, std::string& error);

// `root`: the node of the object.
void read_patient(const Document& document, std::uint32_t root, Patient& patient, std::vector<Issue>& issues);

}  // namespace nextline
