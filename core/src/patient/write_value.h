// SPDX-License-Identifier: Apache-2.0
// A field as it can be entered again.
#pragma once

#include "nextline/json_writer.h"
#include "nextline/patient.h"

namespace nextline {

// Writes a field as the patient has it: number in the unit entered, word, list of words, null when unknown.
// Of a set of which others were not looked for also "!word" and "?".
void write_value(const Patient& patient, Field field, JsonWriter& json);
// What stands beside the value where there is more to say: "comparator" of a limit; "events", where one of a set of
// events says something of itself.
void write_beside_value(const Patient& patient, Field field, JsonWriter& json);

}  // namespace nextline
