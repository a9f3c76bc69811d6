// SPDX-License-Identifier: Apache-2.0
// The nodes of an expression, as evaluating it, asking what it waits for and explaining it walk them.
#pragma once

#include <cstdint>

#include "criteria/criteria.h"

namespace nextline {

inline const knowledge::Node& node_at(std::uint32_t index) { return knowledge::nodes()[index]; }

inline Field field_of(const knowledge::Node& node) { return Field{node.index}; }
inline const Score& score_of(const Subject& subject, const knowledge::Node& node) {
  return subject.scores[node.index];
}

inline Which which_of(const knowledge::Node& node) {
  return node.op == Op::kEqual ? Which::kAny : Which::kLast;
}

inline bool is_leaf(const knowledge::Node& node) {
  return node.kind != knowledge::NodeKind::kAll && node.kind != knowledge::NodeKind::kAny &&
         node.kind != knowledge::NodeKind::kNot;
}

// Calls `visit` with the index of each child of an all, any or not node.
template <class Visit>
void for_children(std::uint32_t index, Visit visit) {
  const knowledge::Node& node = node_at(index);
  std::uint32_t child = index + 1;
  const std::uint32_t count = node.kind == knowledge::NodeKind::kNot ? 1 : node.count;
  for (std::uint32_t i = 0; i < count; ++i) {
    visit(child);
    child += node_at(child).size;
  }
}

// ---- a rule behind its gate ------------------------------------------------------------------------------
// With one way g the rule reads "g and the condition", a requirement "not g or the condition"; with several, each of them
// stands so, joined by "or" (of a requirement by "and").

inline Tri behind(Tri gate, knowledge::RuleKind kind, Tri condition) {
  return kind == knowledge::RuleKind::kRequires ? kleene_or(kleene_not(gate), condition)
                                                : kleene_and(gate, condition);
}

// Calls `visit` with each way through the gate and the outcome of the rule by that way alone.
template <class Visit>
void for_ways(const Subject& subject, const knowledge::Rule& rule, Visit visit) {
  const Tri condition = evaluate(subject, rule.node);
  const auto way = [&](std::uint32_t node) {
    const Tri open = evaluate(subject, node);
    visit(node, open, behind(open, rule.kind, condition), condition);
  };
  if (node_at(rule.gate).kind == knowledge::NodeKind::kAny) {
    for_children(rule.gate, way);
  } else {
    way(rule.gate);
  }
}

}  // namespace nextline
