// SPDX-License-Identifier: Apache-2.0
// Which values decided a criterion, as the array `because`.
#include "criteria/criteria.h"

#include "criteria/nodes.h"
#include "patient/write_value.h"
#include "words/words.h"

namespace nextline {

namespace {

using knowledge::Node;
using knowledge::NodeKind;
using knowledge::Rule;
using knowledge::RuleKind;

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
        json.string(grades_of(static_cast<ScoreId>(node.index), score));
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
      json.integer(subject.facts.lines_of_therapy.value_or(0));  // known, or it would not decide
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

}  // namespace

std::string grades_of(ScoreId score_id, const Score& score) {
  std::string text;
  const auto grades = spec(score_id).grades;
  for (std::size_t i = 0; i < grades.size(); ++i) {
    if ((score.grades >> i & 1U) == 0) continue;
    if (!text.empty()) text += "list.or"_text;
    text += grades[i];
  }
  return text;
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

}  // namespace nextline
