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

// What may hold a patient as "patient" beside others: a case that the page saved ("nextline-case/1"), and where rows are
// read also {"id", "patient", "given"}. Every other object is a patient.
enum class Holder : std::uint8_t { kCase, kCaseOrRow };

// Where the patient is in an object that may be one or hold one. False, with one sentence in `error` (empty before), where
// it should hold one and holds none, or two.
[[nodiscard]] bool find_patient(const Document& document, Holder holder, std::uint32_t& root,
                                std::string& error);

// `root`: the node of the object. Where that is one within another, fields of a patient beside it are told, and not used.
void read_patient(const Document& document, std::uint32_t root, Patient& patient, std::vector<Issue>& issues);

}  // namespace nextline
