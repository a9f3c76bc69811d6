// SPDX-License-Identifier: Apache-2.0
#include "criteria/criteria.h"

#include <algorithm>

#include "words/words.h"

namespace nextline {

namespace {

using knowledge::Node;
using knowledge::NodeKind;
using knowledge::Rule;
using knowledge::RuleKind;

const Node& node_at(std::uint32_t index) { return knowledge::nodes()[index]; }

Field field_of(const Node& node) { return Field{node.index}; }
const Score& score_of(const Subject& subject, const Node& node) { return subject.scores[node.index]; }

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

Which which_of(const Node& node) { return node.op == Op::kEqual ? Which::kAny : Which::kLast; }

// The option's regimen was an earlier line, or all of its agents have been given in some line.
Tri option_used(const Subject& subject) {
  if (subject.option == nullptr || subject.option->agents == 0) return Tri::kFalse;
  const knowledge::Option& option = *subject.option;
  const Patient& patient = subject.patient;
  if (!patient.known("prior_therapies"_f)) return Tri::kUnknown;
  std::uint64_t given = 0;
  std::uint64_t perhaps = 0;  // agents that a line may have held besides
  for (const int line : patient.prior) {
    if (line == kUnreadRegimen) {
      perhaps = knowledge::kAnyAgent;
      continue;
    }
    const knowledge::Regimen& regimen = knowledge::regimens()[static_cast<std::size_t>(line)];
    given |= regimen.agents;
    perhaps |= regimen.unknown_agents;
    if (line == option.regimen) return Tri::kTrue;
  }
  if ((option.agents & ~given) == 0) return Tri::kTrue;
  return (option.agents & ~(given | perhaps)) == 0 ? Tri::kUnknown : Tri::kFalse;
}

Tri option_not_tolerated(const Subject& subject) {
  if (subject.option == nullptr || subject.option->regimen < 0) return Tri::kFalse;
  return subject.patient.has_any("intolerances"_f,
                                 std::uint64_t{1} << static_cast<unsigned>(subject.option->regimen));
}

// Whether a line of earlier therapy leaves open what it held: unreadable, or a regimen of unknown classes.
bool has_open_line(const Patient& patient) {
  for (const int line : patient.prior) {
    if (line == kUnreadRegimen) return true;
    const knowledge::Regimen& regimen = knowledge::regimens()[static_cast<std::size_t>(line)];
    if ((regimen.unknown_classes | regimen.unknown_agents) != 0) return true;
  }
  return false;
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
      return patient.is_in(field_of(node), node.bits);
    case NodeKind::kSetHasAny:
      return patient.has_any(field_of(node), node.bits);
    case NodeKind::kSetHasAll:
      return patient.has_all(field_of(node), node.bits);
    case NodeKind::kSetHasNone:
      return kleene_not(patient.has_any(field_of(node), node.bits));
    case NodeKind::kScoreCompare:
      return compare_score(score_of(subject, node), node);
    case NodeKind::kScoreGrade:
      return grade_among(score_of(subject, node), node.bits);
    case NodeKind::kPriorRegimen:
      return prior_regimen(patient, which_of(node), node.bits);
    case NodeKind::kPriorAgent:
      return prior_agent(patient, which_of(node), node.bits);
    case NodeKind::kPriorClass:
      return prior_class(patient, which_of(node), static_cast<std::uint32_t>(node.bits));
    case NodeKind::kLines:
      if (subject.facts.lines_of_therapy < 0) return Tri::kUnknown;
      return tri(holds(subject.facts.lines_of_therapy, node.op, node.number()));
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

// Calls `visit` with the index of each child of an all, any or not node.
template <class Visit>
void for_children(std::uint32_t index, Visit visit) {
  const Node& node = node_at(index);
  std::uint32_t child = index + 1;
  const std::uint32_t count = node.kind == NodeKind::kNot ? 1 : node.count;
  for (std::uint32_t i = 0; i < count; ++i) {
    visit(child);
    child += node_at(child).size;
  }
}

bool is_leaf(const Node& node) {
  return node.kind != NodeKind::kAll && node.kind != NodeKind::kAny && node.kind != NodeKind::kNot;
}

// Leaves that decided: below an `all` that is false only its false children, and so on. `negated` is true below an odd
// number of nots: the leaf is then shown with the opposite operator.
template <class Visit>
void for_deciding_leaves(const Subject& subject, std::uint32_t index, bool negated, Visit visit) {
  const Node& node = node_at(index);
  if (is_leaf(node)) {
    visit(node, negated);
    return;
  }
  if (node.kind == NodeKind::kNot) {
    for_deciding_leaves(subject, index + 1, !negated, visit);
    return;
  }
  const Tri outcome = evaluate(subject, index);
  if (outcome == Tri::kUnknown) return;
  for_children(index, [&](std::uint32_t child) {
    if (evaluate(subject, child) == outcome) for_deciding_leaves(subject, child, negated, visit);
  });
}

std::string_view word_of(Op op, bool negated) {
  if (negated) {
    switch (op) {
      case Op::kLess:
        return ">=";
      case Op::kLessEqual:
        return ">";
      case Op::kEqual:
        return "!=";
      case Op::kGreaterEqual:
        return "<";
      case Op::kGreater:
        return "<=";
    }
  }
  switch (op) {
    case Op::kLess:
      return "<";
    case Op::kLessEqual:
      return "<=";
    case Op::kEqual:
      return "==";
    case Op::kGreaterEqual:
      return ">=";
    case Op::kGreater:
      return ">";
  }
  return "";
}

std::string_view membership(NodeKind kind, bool negated) {
  switch (kind) {
    case NodeKind::kSetHasAny:
      return negated ? "has_none" : "has_any";
    case NodeKind::kSetHasNone:
      return negated ? "has_any" : "has_none";
    case NodeKind::kSetHasAll:
      return negated ? "lacks_one_of" : "has_all";
    default:
      return negated ? "not_in" : "in";
  }
}

// "a|b|c" as an array of strings.
void write_words(std::string_view words, JsonWriter& json) {
  json.begin_array();
  while (!words.empty()) {
    const std::size_t bar = words.find('|');
    json.string(words.substr(0, bar));
    words = bar == std::string_view::npos ? std::string_view{} : words.substr(bar + 1);
  }
  json.end_array();
}

void write_unit(const Patient& patient, Field field, JsonWriter& json) {
  const FieldSpec& row = spec(field);
  const Cell& cell = patient[field];
  json.key("unit");
  const bool measured = row.type == FieldType::kQuantity || row.type == FieldType::kNumber;
  if (measured && cell.unit < row.units.size()) {
    json.string(row.units[cell.unit].ucum);
  } else {
    json.null();
  }
}

void write_entry(const Subject& subject, Field field, JsonWriter& json) {
  json.begin_object();
  json.field("field", spec(field).id);
  json.key("value");
  write_value(subject.patient, field, json);
  write_beside_value(subject.patient, field, json);
  write_unit(subject.patient, field, json);
}

// `full`: a fact is followed by the fields it rests on.
void write_leaf(const Subject& subject, const Node& node, bool negated, bool full, JsonWriter& json) {
  const Patient& patient = subject.patient;
  switch (node.kind) {
    case NodeKind::kAlways:
    case NodeKind::kAll:
    case NodeKind::kAny:
    case NodeKind::kNot:
      return;
    case NodeKind::kFieldCompare: {
      write_entry(subject, field_of(node), json);
      json.field("op", word_of(node.op, negated));
      // The threshold in the unit the value is shown in.
      const auto units = spec(field_of(node)).units;
      const Cell& cell = patient[field_of(node)];
      double threshold = threshold_of(node);
      if (cell.unit < units.size()) {
        const Unit& unit = units[cell.unit];
        threshold = cell.unit == node.detail ? node.number() : threshold * unit.div / unit.mul;
      }
      json.field_number("threshold", threshold);
      json.end_object();
      return;
    }
    case NodeKind::kFieldIs:
      write_entry(subject, field_of(node), json);
      json.field("op", "==");
      json.key("threshold");
      json.boolean(!negated);
      json.end_object();
      return;
    case NodeKind::kFieldIn:
    case NodeKind::kSetHasAny:
    case NodeKind::kSetHasAll:
    case NodeKind::kSetHasNone:
      write_entry(subject, field_of(node), json);
      json.field("op", membership(node.kind, negated));
      json.key("threshold");
      write_words(knowledge::word_lists()[node.detail], json);
      json.end_object();
      return;
    case NodeKind::kScoreCompare:
    case NodeKind::kScoreGrade: {
      const ScoreSpec& row = spec(static_cast<ScoreId>(node.index));
      const Score& score = score_of(subject, node);
      json.begin_object();
      json.field("field", row.id);
      json.key("value");
      if (node.kind == NodeKind::kScoreCompare && score.state == ScoreState::kSettled) {
        json.number(score.value);
      } else if (node.kind == NodeKind::kScoreGrade) {
        std::string grades;
        for (std::size_t i = 0; i < row.grades.size(); ++i) {
          if ((score.grades & (1U << i)) == 0) continue;
          if (!grades.empty()) grades += " or ";
          grades += row.grades[i];
        }
        json.string(grades);
      } else {
        json.null();
      }
      json.field_or_null("unit", node.kind == NodeKind::kScoreCompare ? row.unit : std::string_view{});
      if (node.kind == NodeKind::kScoreCompare) {
        json.field("op", word_of(node.op, negated));
        json.field_number("threshold", node.number());
      } else {
        json.field("op", membership(NodeKind::kFieldIn, negated));
        json.key("threshold");
        write_words(knowledge::word_lists()[node.detail], json);
      }
      json.field("label", row.label);
      json.end_object();
      return;
    }
    case NodeKind::kPriorRegimen:
    case NodeKind::kPriorAgent:
    case NodeKind::kPriorClass:
      write_entry(subject, "prior_therapies"_f, json);
      json.field("op", which_of(node) == Which::kAny ? (negated ? "has_none" : "has_any")
                                                     : (negated ? "last_not_in" : "last_in"));
      json.key("threshold");
      write_words(knowledge::word_lists()[node.detail], json);
      json.end_object();
      return;
    case NodeKind::kLines:
      json.begin_object();
      json.field("field", "lines_of_therapy");
      json.key("value");
      json.integer(subject.facts.lines_of_therapy);
      json.key("unit");
      json.null();
      json.field("op", word_of(node.op, negated));
      json.field_number("threshold", node.number());
      json.field("label", "fact.lines_of_therapy"_text);
      json.end_object();
      return;
    case NodeKind::kOptionUsed:
    case NodeKind::kOptionNotTolerated: {
      const bool used = node.kind == NodeKind::kOptionUsed;
      write_entry(subject, used ? "prior_therapies"_f : "intolerances"_f, json);
      json.field("op", negated ? "lacks_option" : "holds_option");
      json.key("threshold");
      json.null();
      json.end_object();
      return;
    }
    case NodeKind::kFact: {
      const Fact fact = static_cast<Fact>(node.index);
      json.begin_object();
      json.field("field", fact_id(fact));
      json.key("value");
      json.boolean(subject.facts[fact] == Tri::kTrue);
      json.key("unit");
      json.null();
      json.field("op", "==");
      json.key("threshold");
      json.boolean(!negated);
      json.field("label", kFacts[node.index].label);
      json.end_object();
      if (!full) return;
      for (const Field field : fact_fields(fact)) {
        if (!patient.entered(field)) continue;
        write_entry(subject, field, json);
        json.key("op");
        json.null();
        json.key("threshold");
        json.null();
        json.end_object();
      }
      return;
    }
  }
}

// What an open fact about events waits for, where the set of them is known: an event's own grade or state belongs into the
// set; the fields beside it serve the only event or the one that is named as the worst.
void event_needs(const Patient& patient, EventSet set, EventReads detail, FieldSet& needs) {
  const bool immune = set == EventSet::kImmune;
  const Field field = immune ? "immune_adverse_events"_f : "vegf_adverse_events"_f;
  const Field grade = immune ? "immune_adverse_event_grade"_f : "vegf_adverse_event_grade"_f;
  const Field status = "immune_adverse_event_status"_f;
  const Field worst = "immune_adverse_event_worst"_f;
  const Cell& cell = patient[field];
  const std::vector<Event>& events = immune ? patient.immune_events : patient.vegf_events;
  const bool others = patient.has_any(field, ~cell.words & states(field)) == Tri::kUnknown;
  const bool named = immune && patient.known(worst) && (patient[worst].words & cell.words) != 0;
  const bool addressed = named || (events.size() == 1 && !others);
  const auto lacks = [&](auto own) {
    return std::any_of(events.begin(), events.end(), [&](const Event& event) { return own(event) == 0; });
  };
  if (others) needs.set(field.index);
  if (detail != EventReads::kKind && lacks([](const Event& event) { return event.grade; })) {
    if (!patient.known(grade)) needs.set(grade.index);
    if (events.size() > 1 || !addressed) needs.set(field.index);
  }
  if (detail == EventReads::kStatus && lacks([](const Event& event) { return event.status; })) {
    if (addressed && !patient.known(status)) needs.set(status.index);
    if (events.size() > 1 || !addressed) needs.set(field.index);
  }
}

void leaf_needs(const Subject& subject, const Node& node, FieldSet& needs) {
  switch (node.kind) {
    case NodeKind::kFieldCompare:
    case NodeKind::kFieldIs:
    case NodeKind::kFieldIn:
    case NodeKind::kSetHasAny:
    case NodeKind::kSetHasAll:
    case NodeKind::kSetHasNone:
      needs.set(node.index);
      return;
    case NodeKind::kScoreCompare:
    case NodeKind::kScoreGrade:
      for (const Field field : score_of(subject, node).missing) needs.set(field.index);
      return;
    case NodeKind::kPriorRegimen:
    case NodeKind::kPriorAgent:
    case NodeKind::kPriorClass:
    case NodeKind::kLines:
    case NodeKind::kOptionUsed:
      needs.set(("prior_therapies"_f).index);
      return;
    case NodeKind::kOptionNotTolerated:
      needs.set(("intolerances"_f).index);
      return;
    case NodeKind::kFact: {
      // A field with an error counts as missing too, and an earlier therapy of unknown class as not well known.
      const auto fact = static_cast<Fact>(node.index);
      const auto fields = fact_fields(fact);
      EventSet set{};
      EventReads detail{};
      if (reads_events(fact, set, detail)) {
        const bool immune = set == EventSet::kImmune;
        const Field events = immune ? "immune_adverse_events"_f : "vegf_adverse_events"_f;
        if (!subject.patient.known(events)) {
          needs.set(events.index);
        } else {
          event_needs(subject.patient, set, detail, needs);
        }
        const Field prior = "prior_therapies"_f;
        if (!subject.patient.known(prior) || has_open_line(subject.patient)) needs.set(prior.index);
        return;
      }
      bool named = false;
      for (const Field field : fields) {
        if (spec(field).stands_in || !subject.patient.open(field)) continue;
        needs.set(field.index);
        named = true;
      }
      if (named) return;
      // Everything was entered, and still leaves it open: the line that is not well known.
      for (const Field field : fields) {
        if (field == "prior_therapies"_f && has_open_line(subject.patient)) needs.set(field.index);
      }
      return;
    }
    case NodeKind::kAlways:
    case NodeKind::kAll:
    case NodeKind::kAny:
    case NodeKind::kNot:
      return;
  }
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

void collect_needs(const Subject& subject, std::uint32_t index, FieldSet& needs) {
  if (evaluate(subject, index) != Tri::kUnknown) return;
  const Node& node = node_at(index);
  if (is_leaf(node)) {
    leaf_needs(subject, node, needs);
    return;
  }
  for_children(index, [&](std::uint32_t child) { collect_needs(subject, child, needs); });
}

void write_because(const Subject& subject, std::uint32_t index, bool full, JsonWriter& json) {
  json.begin_array();
  if (evaluate(subject, index) != Tri::kUnknown) {
    for_deciding_leaves(subject, index, false, [&](const Node& node, bool negated) {
      write_leaf(subject, node, negated, full, json);
    });
  }
  json.end_array();
}

// ---- a rule behind its gate ------------------------------------------------------------------------------
// With one way g the rule reads "g and the condition", a requirement "not g or the condition"; with several, each of them
// stands so, joined by "or" (of a requirement by "and").

namespace {

Tri behind(Tri gate, RuleKind kind, Tri condition) {
  return kind == RuleKind::kRequires ? kleene_or(kleene_not(gate), condition) : kleene_and(gate, condition);
}

// Calls `visit` with each way through the gate and the outcome of the rule by that way alone.
template <class Visit>
void for_ways(const Subject& subject, const Rule& rule, Visit visit) {
  const Tri condition = evaluate(subject, rule.node);
  const auto way = [&](std::uint32_t node) {
    const Tri open = evaluate(subject, node);
    visit(node, open, behind(open, rule.kind, condition), condition);
  };
  if (node_at(rule.gate).kind == NodeKind::kAny) {
    for_children(rule.gate, way);
  } else {
    way(rule.gate);
  }
}

}  // namespace

Tri evaluate(const Subject& subject, const Rule& rule) {
  if (rule.gate == knowledge::kNone) return evaluate(subject, rule.node);
  const Tri open = evaluate(subject, rule.gate);
  // A closed gate needs no look behind it.
  return behind(open, rule.kind, open == Tri::kFalse ? Tri::kUnknown : evaluate(subject, rule.node));
}

void collect_needs(const Subject& subject, const Rule& rule, FieldSet& needs) {
  if (rule.gate == knowledge::kNone) {
    collect_needs(subject, rule.node, needs);
    return;
  }
  if (evaluate(subject, rule) != Tri::kUnknown) return;
  for_ways(subject, rule, [&](std::uint32_t way, Tri, Tri outcome, Tri) {
    if (outcome != Tri::kUnknown) return;
    collect_needs(subject, way, needs);
    collect_needs(subject, rule.node, needs);
  });
}

void write_because(const Subject& subject, const Rule& rule, bool full, JsonWriter& json) {
  if (rule.gate == knowledge::kNone) {
    write_because(subject, rule.node, full, json);
    return;
  }
  const Tri decided = evaluate(subject, rule);
  const bool required = rule.kind == RuleKind::kRequires;
  const auto write_deciding = [&](std::uint32_t node, bool negated) {
    for_deciding_leaves(subject, node, negated, [&](const Node& leaf, bool is_negated) {
      write_leaf(subject, leaf, is_negated, full, json);
    });
  };
  json.begin_array();
  if (decided != Tri::kUnknown) {
    for_ways(subject, rule, [&](std::uint32_t way, Tri open, Tri outcome, Tri condition) {
      if (outcome != decided) return;
      if ((required ? kleene_not(open) : open) == decided) write_deciding(way, required);
      if (condition == decided) write_deciding(rule.node, false);
    });
  }
  json.end_array();
}

namespace {

// The members of a set as they can be entered: those there, those denied where others were not looked for, "?".
template <class IdOf>
void write_members(const Cell& cell, std::size_t count, IdOf id_of, JsonWriter& json) {
  json.begin_array();
  for (std::size_t i = 0; i < count; ++i) {
    if ((cell.words & (std::uint64_t{1} << i)) != 0) json.string(id_of(i));
  }
  for (std::size_t i = 0; cell.open && i < count; ++i) {
    if ((cell.absent & (std::uint64_t{1} << i)) != 0) json.string("!" + std::string(id_of(i)));
  }
  if (cell.open) json.string("?");
  json.end_array();
}

}  // namespace

void write_beside_value(const Patient& patient, Field field, JsonWriter& json) {
  const Comparator comparator = patient[field].comparator;
  if (comparator != Comparator::kNone) json.field("comparator", id(comparator));
  if (spec(field).event == EventDetail::kNone) return;
  bool speaks = false;
  for (const Event& event : patient.events(field)) speaks |= event.grade != 0 || event.status != 0;
  if (!speaks) return;
  const auto statuses = spec("immune_adverse_event_status"_f).words;
  json.key("events");
  json.begin_array();
  for (const Event& event : patient.events(field)) {
    json.begin_object();
    json.field("event", spec(field).words[event.kind].id);
    if (event.grade != 0) {
      json.key("grade");
      json.integer(event.grade);
    }
    for (std::size_t i = 0; i < statuses.size(); ++i) {
      if (event.status == 1U << i) json.field("status", statuses[i].id);
    }
    json.end_object();
  }
  json.end_array();
}

void write_value(const Patient& patient, Field field, JsonWriter& json) {
  const Cell& cell = patient[field];
  const FieldSpec& row = spec(field);
  if (!patient.entered(field)) {
    json.null();
    return;
  }
  switch (row.type) {
    case FieldType::kNumber:
    case FieldType::kInteger:
    case FieldType::kQuantity:
      json.number(cell.entered);
      return;
    case FieldType::kBoolean:
      json.boolean(cell.value != 0);
      return;
    case FieldType::kEnum:
      for (std::size_t i = 0; i < row.words.size(); ++i) {
        if ((cell.words & (std::uint64_t{1} << i)) != 0) {
          json.string(row.words[i].id);
          return;
        }
      }
      json.null();
      return;
    case FieldType::kSet:
      write_members(cell, row.words.size(), [&](std::size_t i) { return row.words[i].id; }, json);
      return;
    case FieldType::kRegimenSet:
      write_members(
          cell, static_cast<std::size_t>(knowledge::regimen_count()),
          [](std::size_t i) { return knowledge::regimen_id(static_cast<int>(i)); }, json);
      return;
    case FieldType::kRegimens:
      json.begin_array();
      for (const int line : patient.prior) {
        if (line == kUnreadRegimen) {
          json.null();
        } else {
          json.string(knowledge::regimen_id(line));
        }
      }
      json.end_array();
      return;
    case FieldType::kCourse:
      json.integer(static_cast<std::int64_t>(patient.course.size()));
      return;
  }
}

}  // namespace nextline
