// SPDX-License-Identifier: Apache-2.0
#include "criteria/criteria.h"

#include "criteria/nodes.h"

namespace nextline {

namespace {

using knowledge::Node;
using knowledge::NodeKind;
using knowledge::Rule;

// A comparison is settled when all values still possible agree. Every operator but == is monotone in the
// value, so the two ends speak for the range.
Tri compare_range(Range range, Op op, double cutoff) {
  if (op == Op::kEqual) {
    if (compare(range.low, cutoff) > 0 || compare(range.high, cutoff) < 0) return Tri::kFalse;
    return compare(range.low, cutoff) == 0 && compare(range.high, cutoff) == 0 ? Tri::kTrue : Tri::kUnknown;
  }
  const bool low = holds(range.low, op, cutoff);
  const bool high = holds(range.high, op, cutoff);
  return low == high ? tri(low) : Tri::kUnknown;
}

Tri compare_field(const Patient& patient, const Node& node) {
  const Cell& cell = patient[field_of(node)];
  if (patient.entered(field_of(node))) {
    // Where the threshold was printed in the unit entered, compare in it: no conversion can move a cut-off.
    const auto units = spec(field_of(node)).units;
    if (cell.unit < units.size() && cell.unit == node.detail) {
      return compare_range(patient.entered_range(field_of(node)), node.op, node.number());
    }
  }
  return compare_range(patient.range(field_of(node)), node.op, threshold_of(node));
}

Tri compare_score(const Score& score, const Node& node) {
  if (score.state == ScoreState::kSettled) return tri(holds(score.value, node.op, node.number()));
  if (score.state == ScoreState::kOpen && score.bounded) {
    return compare_range({score.at_least, score.at_most}, node.op, node.number());
  }
  return Tri::kUnknown;
}

Tri grade_among(const Score& score, std::uint64_t grades) {
  if (score.grades == 0) return Tri::kUnknown;
  if ((score.grades & ~grades) == 0) return Tri::kTrue;
  return (score.grades & grades) == 0 ? Tri::kFalse : Tri::kUnknown;
}

// The option's regimen was an earlier line, or all of its agents have been given in some line.
Tri option_used(const Subject& subject) {
  if (subject.option == nullptr || subject.option->agents.empty()) return Tri::kFalse;
  const knowledge::Option& option = *subject.option;
  const Patient& patient = subject.patient;
  if (!patient.known("prior_therapies"_f)) return Tri::kUnknown;
  knowledge::AgentSet given;
  knowledge::AgentSet perhaps;  // agents that a line may have held besides
  for (const Line line : patient.prior) {
    if (!line) {
      perhaps = knowledge::kAnyAgent;
      continue;
    }
    const knowledge::Regimen& regimen = knowledge::regimens()[*line];
    given |= regimen.agents;
    perhaps |= regimen.unknown_agents;
    if (line == option.regimen) return Tri::kTrue;
  }
  if (option.agents.within(given)) return Tri::kTrue;
  return option.agents.within(given | perhaps) ? Tri::kUnknown : Tri::kFalse;
}

// The option's regimen was not tolerated, or one of its agents by itself. Of a pair that was not tolerated nobody knows which of the
// two it was.
Tri option_not_tolerated(const Subject& subject) {
  if (subject.option == nullptr) return Tri::kFalse;
  constexpr Field kIntolerances = "intolerances"_f;
  const knowledge::Option& option = *subject.option;
  const auto regimens = knowledge::regimens();
  WordSet holds;
  if (option.regimen) holds |= WordSet::one(*option.regimen);
  for (std::size_t i = 0; i < regimens.size(); ++i) {
    const knowledge::AgentSet agents = regimens[i].agents;
    const bool alone = !agents.empty() && agents == agents.lowest();
    if (alone && agents.within(option.agents)) holds |= WordSet::one(i);
  }
  return subject.patient.has_any(kIntolerances, holds);
}

Tri leaf(const Subject& subject, const Node& node) {
  const Patient& patient = subject.patient;
  switch (node.kind) {
    case NodeKind::kAlways:
      return Tri::kTrue;
    case NodeKind::kFieldCompare:
      return compare_field(patient, node);
    case NodeKind::kFieldIs:
      return patient.is(field_of(node));
    case NodeKind::kFieldIn:
      return patient.is_in(field_of(node), node.words());
    case NodeKind::kSetHasAny:
      return patient.has_any(field_of(node), node.words());
    case NodeKind::kSetHasAll:
      return patient.has_all(field_of(node), node.words());
    case NodeKind::kSetHasNone:
      return kleene_not(patient.has_any(field_of(node), node.words()));
    case NodeKind::kScoreCompare:
      return compare_score(score_of(subject, node), node);
    case NodeKind::kScoreGrade:
      return grade_among(score_of(subject, node), node.bits);
    case NodeKind::kPriorRegimen:
      return prior_regimen(patient, which_of(node), node.regimens());
    case NodeKind::kPriorAgent:
      return prior_agent(patient, which_of(node), node.agents());
    case NodeKind::kPriorClass:
      return prior_class(patient, which_of(node), node.classes());
    case NodeKind::kLines:
      if (!subject.facts.lines_of_therapy) return Tri::kUnknown;
      return tri(holds(*subject.facts.lines_of_therapy, node.op, node.number()));
    case NodeKind::kFact:
      return subject.facts.values[node.index];
    case NodeKind::kOptionUsed:
      return option_used(subject);
    case NodeKind::kOptionNotTolerated:
      return option_not_tolerated(subject);
    case NodeKind::kAll:
    case NodeKind::kAny:
    case NodeKind::kNot:
      break;  // not leaves
  }
  return Tri::kUnknown;
}

}  // namespace

double threshold_of(const Node& node) {
  const auto units = spec(field_of(node)).units;
  if (units.empty()) return node.number();
  const Unit& unit = units[node.detail];
  return node.number() * unit.mul / unit.div;
}

Tri evaluate(const Subject& subject, std::uint32_t index) {
  const Node& node = node_at(index);
  if (is_leaf(node)) return leaf(subject, node);
  if (node.kind == NodeKind::kNot) return kleene_not(evaluate(subject, index + 1));
  const bool all = node.kind == NodeKind::kAll;
  Tri result = tri(all);
  std::uint32_t child = index + 1;
  for (std::uint32_t i = 0; i < node.count; ++i) {
    const Tri one = evaluate(subject, child);
    result = all ? kleene_and(result, one) : kleene_or(result, one);
    if (result == tri(!all)) return result;
    child += node_at(child).size;
  }
  return result;
}

Tri evaluate(const Subject& subject, const Rule& rule) {
  if (rule.gate == knowledge::kNone) return evaluate(subject, rule.node);
  const Tri open = evaluate(subject, rule.gate);
  // A closed gate needs no look behind it.
  return behind(open, rule.kind, open == Tri::kFalse ? Tri::kUnknown : evaluate(subject, rule.node));
}

}  // namespace nextline
