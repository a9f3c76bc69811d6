// SPDX-License-Identifier: Apache-2.0
// Criteria: expressions over fields, scores and facts, evaluated in Kleene logic, with a trace that says which values
// decided and which fields are still needed. The operators are listed in core/knowledge/README.md.
#pragma once

#include <bitset>
#include <cstdint>
#include <string>

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

// The condition of a rule behind its gate.
[[nodiscard]] Tri evaluate(const Subject& subject, const knowledge::Rule& rule);

// The threshold of a field that is compared, in the field's first unit.
[[nodiscard]] double threshold_of(const knowledge::Node& node);

using FieldSet = std::bitset<128>;
static_assert(kFieldCount <= 128);

// Adds the unknown fields that would help to settle the expression.
void collect_needs(const Subject& subject, std::uint32_t node, FieldSet& needs);
void collect_needs(const Subject& subject, const knowledge::Rule& rule, FieldSet& needs);

// The grades that are still possible: "A or B".
[[nodiscard]] std::string grades_of(ScoreId score_id, const Score& score);

// Writes the array `because`: the values that decided, each with its operator and threshold. `full`: behind a fact
// stand the fields it rests on.
void write_because(const Subject& subject, std::uint32_t node, bool full, JsonWriter& json);
void write_because(const Subject& subject, const knowledge::Rule& rule, bool full, JsonWriter& json);

}  // namespace nextline
