// SPDX-License-Identifier: Apache-2.0
// Criteria: expressions over fields, scores and facts, evaluated in Kleene logic, with a trace that says which values
// decided and which fields are still needed. The operators are listed in core/knowledge/README.md.
#pragma once

#include <bitset>
#include <cstdint>
#include <vector>

#include "facts/facts.h"
#include "knowledge/tables.h"
#include "nextline/json_writer.h"

namespace nextline {

// What a criterion is judged against. `option` is only needed by the operator option_used.
struct Subject {
  const Patient& patient;
  const Scores& scores;
  const Facts& facts;
  const knowledge::Option* option = nullptr;
};

[[nodiscard]] Tri evaluate(const Subject& subject, std::uint32_t node);

using FieldSet = std::bitset<128>;
static_assert(kFieldCount <= 128);

// Adds the unknown fields that would help to settle the expression.
void collect_needs(const Subject& subject, std::uint32_t node, FieldSet& needs);

// Writes the array `because`: the values that decided, each with its operator and threshold. `full`: behind a fact
// stand the fields it rests on.
void write_because(const Subject& subject, std::uint32_t node, bool full, JsonWriter& json);

// Writes a field as the patient has it: number in the unit entered, word, list of words, null when unknown.
// Of a set of which others were not looked for also "!word" and "?".
void write_value(const Patient& patient, Field field, JsonWriter& json);
// What stands beside the value where there is more to say: "comparator" of a limit; "events", where one of a set of
// events says something of itself.
void write_beside_value(const Patient& patient, Field field, JsonWriter& json);

}  // namespace nextline
