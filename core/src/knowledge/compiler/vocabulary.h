// SPDX-License-Identifier: Apache-2.0
// What a condition may name besides fields and facts, which the compiler reads from their own tables
// (nextline/fields.h, facts/facts.h): scores with their grades, classes of agents, enums that have an order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "nextline/fields.h"

namespace nextline::knowledge::compiler {

struct ScoreWord {
  std::string_view id;
  std::string_view unit;
  bool numeric;                          // false: only a stage, nothing to compare
  std::vector<std::string_view> grades;  // bit i of a mask is grades[i]
  std::string_view source;               // publication, must be in sources/
  std::vector<Field> assumable = {};     // fields it reads that may be assumed absent (contract.md)
};

// The same for a fact, by its place in kFacts.
[[nodiscard]] std::span<const Field> assumable_of_fact(std::size_t fact);

struct ClassWord {
  std::string_view id;
  std::uint32_t mask;
};

// Scores in the order of ScoreId.
[[nodiscard]] const std::vector<ScoreWord>& score_words();
// One bit each, then "checkpoint_inhibitor", which stands for several and is no class of an agent.
[[nodiscard]] std::span<const ClassWord> class_words();
[[nodiscard]] std::uint32_t all_classes();

// Bits of the words of an enum field that stand in an order; 0: at_least and at_most make no sense.
[[nodiscard]] std::uint64_t ordered_words(Field field);

}  // namespace nextline::knowledge::compiler
