// SPDX-License-Identifier: Apache-2.0
// What a condition may name besides fields, scores and facts, which the compiler reads from their own tables
// (nextline/fields.h, nextline/scores.h, facts/facts.h): classes of agents, enums that have an order.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "knowledge/sets.h"
#include "nextline/fields.h"

namespace nextline::knowledge::compiler {

struct ClassWord {
  std::string_view id;
  ClassSet mask;
};

// One bit each, then "checkpoint_inhibitor", which stands for several and is no class of an agent.
[[nodiscard]] std::span<const ClassWord> class_words();
[[nodiscard]] ClassSet all_classes();

// The words of an enum field that stand in an order; empty: at_least and at_most make no sense.
[[nodiscard]] WordSet ordered_words(Field field);

}  // namespace nextline::knowledge::compiler
