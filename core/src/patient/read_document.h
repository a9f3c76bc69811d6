// SPDX-License-Identifier: Apache-2.0
// The one reader of patients, for what comes as a document already: a row of a table, a patient inside another object.
#pragma once

#include <cstdint>
#include <vector>

#include "json/document.h"
#include "nextline/issues.h"
#include "nextline/patient.h"

namespace nextline {

// `root`: the node of the object.
void read_patient(const Document& document, std::uint32_t root, Patient& patient, std::vector<Issue>& issues);

}  // namespace nextline
