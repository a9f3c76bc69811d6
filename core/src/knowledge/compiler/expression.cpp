// SPDX-License-Identifier: Apache-2.0
#include "knowledge/compiler/expression.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

#include "facts/facts.h"
#include "knowledge/compiler/literal.h"
#include "knowledge/compiler/vocabulary.h"
#include "nextline/scores.h"
#include "numbers/bits.h"

namespace nextline::knowledge::compiler {

namespace {

std::string in_quotes(std::string_view text) { return "\"" + std::string(text) + "\""; }

bool is_one_of(std::string_view key, std::initializer_list<std::string_view> keys) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

class Compiler {
 public:
  Compiler(const Base& base, const Where& where) : base_(base), where_(where) {}

  void compile(const Json& condition) {
    if (!condition.is_object()) fail("a condition must be an object, not " + condition.dump());
    const auto has = [&](const char* key) { return condition.contains(key); };
    if (has("all") || has("any")) return all_or_any(condition);
    if (has("not")) {
      keys(condition, {"not"});
      const auto at = open(NodeKind::kNot);
      compile(condition["not"]);
      return close(at);
    }
    if (has("always")) {
      keys(condition, {"always"});
      yes(condition, "always");
      return leaf({.kind = NodeKind::kAlways});
    }
    if (has("field")) return field(condition);
    if (has("score")) return score(condition);
    if (has("prior")) return prior(condition);
    if (has("lines")) {
      keys(condition, {"lines"});
      const Json& lines = condition["lines"];
      if (!lines.is_object()) fail("\"lines\" must be an object with op and value");
      keys(lines, {"op", "value"});
      const double value = number(lines);
      if (value < 0 || std::floor(value) != value) fail("the number of lines must be a whole number");
      return leaf({.kind = NodeKind::kLines, .op = op(lines), .number = value, .entered_number = value});
    }
    if (has("fact")) {
      keys(condition, {"fact"});
      const auto id = text(condition, "fact");
      for (std::size_t i = 0; i < kFactCount; ++i) {
        if (kFacts[i].id == id) {
          return leaf({.kind = NodeKind::kFact, .index = static_cast<std::uint8_t>(i)});
        }
      }
      fail("the fact " + in_quotes(id) + " is not known");
    }
    if (has("option_used")) {
      keys(condition, {"option_used"});
      yes(condition, "option_used");
      return leaf({.kind = NodeKind::kOptionUsed});
    }
    if (has("option_not_tolerated")) {
      keys(condition, {"option_not_tolerated"});
      yes(condition, "option_not_tolerated");
      return leaf({.kind = NodeKind::kOptionNotTolerated});
    }
    fail("a condition has no operator that is known: " + condition.dump());
  }

  Expression out;

 private:
  [[noreturn]] void fail(const std::string& what) const { refuse(where_, what); }

  // ---- parts ----
  void keys(const Json& object, std::initializer_list<std::string_view> allowed) const {
    for (const auto& item : object.items()) {
      if (!is_one_of(item.key(), allowed)) {
        fail("the operator " + in_quotes(item.key()) + " is not known here: " + object.dump());
      }
    }
  }
  std::string text(const Json& object, const char* key) const {
    const Json& value = part(object, key);
    if (!value.is_string()) fail(in_quotes(key) + " must be a text in " + object.dump());
    return value.get<std::string>();
  }
  double number(const Json& object) const {
    const Json& value = part(object, "value");
    if (!value.is_number()) fail("a comparison needs a number as value: " + object.dump());
    return value.get<double>();
  }
  void yes(const Json& object, const char* key) const {
    if (object[key] != true) fail(in_quotes(key) + " must be true");
  }
  Op op(const Json& object) const {
    const auto word = text(object, "op");
    if (word == "<") return Op::kLess;
    if (word == "<=") return Op::kLessEqual;
    if (word == "==") return Op::kEqual;
    if (word == ">=") return Op::kGreaterEqual;
    if (word == ">") return Op::kGreater;
    fail("the operator " + in_quotes(word) + " is not known (<, <=, ==, >=, >)");
  }

  // Bits of the listed names; `find` gives the place of a name, where it is known.
  template <class Find>
  void mask(const Json& list, const std::string& what, ExpressionNode& node, Find find) const {
    if (!list.is_array() || list.empty()) fail("a list of " + what + "s must be an array that is not empty");
    std::set<std::pair<std::size_t, std::string>> named;
    for (const auto& item : list) {
      if (!item.is_string()) fail("a list of " + what + "s holds " + item.dump());
      const auto name = item.get<std::string>();
      const std::optional<std::size_t> at = find(name);
      if (!at) fail("the " + what + " " + in_quotes(name) + " is not known");
      named.insert({*at, name});
    }
    for (const auto& [at, name] : named) {
      if (at < 64) node.mask |= std::uint64_t{1} << at;
      node.words += (node.words.empty() ? "" : "|") + name;
    }
  }

  // ---- nodes ----
  void leaf(ExpressionNode node) { out.push_back(std::move(node)); }
  std::size_t open(NodeKind kind) {
    out.push_back({.kind = kind});
    return out.size() - 1;
  }
  void close(std::size_t at) {
    const auto size = out.size() - at;
    if (size > 1000) fail("the condition is too long");
    out[at].size = static_cast<std::uint16_t>(size);
  }

  void all_or_any(const Json& condition) {
    const bool all = condition.contains("all");
    keys(condition, {all ? "all" : "any"});
    const Json& children = condition[all ? "all" : "any"];
    if (!children.is_array() || children.empty()) {
      fail(in_quotes(all ? "all" : "any") + " needs an array of conditions that is not empty");
    }
    const auto at = open(all ? NodeKind::kAll : NodeKind::kAny);
    for (const auto& child : children) compile(child);
    if (children.size() > 255) fail("a condition has 255 parts at most");
    out[at].count = static_cast<std::uint16_t>(children.size());
    close(at);
  }

  void field(const Json& condition) {
    const auto id = text(condition, "field");
    std::size_t index = 0;
    while (index < kFieldCount && kFields[index].id != id) ++index;
    if (index == kFieldCount) fail("the field " + in_quotes(id) + " is not known");
    const Field f{static_cast<std::uint8_t>(index)};
    const FieldSpec& row = spec(f);
    ExpressionNode node{.index = f.index};
    const bool is_number =
        row.type == FieldType::kNumber || row.type == FieldType::kInteger || row.type == FieldType::kQuantity;
    if (condition.contains("op")) {
      keys(condition, {"field", "op", "value", "unit"});
      if (!is_number) fail("the field " + in_quotes(id) + " is not a number and cannot be compared");
      return compare(condition, f, node);
    }
    if (condition.contains("is")) {
      keys(condition, {"field", "is"});
      if (row.type != FieldType::kBoolean) fail("the field " + in_quotes(id) + " is not true or false");
      if (!condition["is"].is_boolean()) fail("\"is\" must be true or false");
      node.kind = NodeKind::kFieldIs;
      if (condition["is"] == true) return leaf(node);
      const auto at = open(NodeKind::kNot);
      leaf(node);
      return close(at);
    }
    const auto word = [&](const std::string& name) -> std::optional<std::size_t> {
      for (std::size_t i = 0; i < row.words.size(); ++i) {
        if (row.words[i].id == name) return i;
      }
      return std::nullopt;
    };
    const auto what = "word of the field " + in_quotes(id);
    for (const auto& [key, kind] :
         {std::pair{"has_any", NodeKind::kSetHasAny}, std::pair{"has_all", NodeKind::kSetHasAll},
          std::pair{"has_none", NodeKind::kSetHasNone}}) {
      if (!condition.contains(key)) continue;
      keys(condition, {"field", key});
      const bool regimens = row.type == FieldType::kRegimenSet;
      if (row.type != FieldType::kSet && !regimens) fail("the field " + in_quotes(id) + " is not a set");
      node.kind = kind;
      mask(condition[key], regimens ? "regimen" : what, node,
           [&](const std::string& name) { return regimens ? index_of(base_["regimens"], name) : word(name); });
      return leaf(node);
    }
    node.kind = NodeKind::kFieldIn;
    const bool in = condition.contains("in");
    const bool least = condition.contains("at_least");
    if (!in && !least && !condition.contains("at_most")) {
      fail("a condition has no operator that is known: " + condition.dump());
    }
    if (row.type != FieldType::kEnum) fail("the field " + in_quotes(id) + " is not one of several words");
    if (in) {
      keys(condition, {"field", "in"});
      mask(condition["in"], what, node, word);
      return leaf(node);
    }
    keys(condition, {"field", least ? "at_least" : "at_most"});
    const auto ordered = ordered_words(f);
    if (ordered.empty()) fail("the words of the field " + in_quotes(id) + " stand in no order");
    const auto name = text(condition, least ? "at_least" : "at_most");
    const std::optional<std::size_t> edge = word(name);
    if (!edge) fail("the " + what + " " + in_quotes(name) + " is not known");
    Json chosen = Json::array();
    for (std::size_t i = 0; i < row.words.size(); ++i) {
      const bool among = ordered.has(i);
      if (i == *edge && !among) fail("the word " + in_quotes(name) + " has no place in the order");
      if (among && (least ? i >= *edge : i <= *edge)) {
        chosen.push_back(std::string(row.words[i].id));
      }
    }
    mask(chosen, what, node, word);
    leaf(node);
  }

  void compare(const Json& condition, Field f, ExpressionNode node) {
    const FieldSpec& row = spec(f);
    node.kind = NodeKind::kFieldCompare;
    node.op = op(condition);
    node.entered_number = node.number = number(condition);
    if (condition.contains("unit")) {
      node.unit = text(condition, "unit");
      const auto unit =
          std::find_if(row.units.begin(), row.units.end(), [&](const Unit& u) { return u.ucum == node.unit; });
      if (unit == row.units.end()) {
        fail("the field " + in_quotes(row.id) + " is not measured in " + in_quotes(node.unit));
      }
      node.number = node.entered_number * unit->mul / unit->div;
    } else {
      if (row.type == FieldType::kQuantity) {
        fail("the threshold of the field " + in_quotes(row.id) + " has no unit");
      }
      if (!row.units.empty()) node.unit = std::string(row.units.front().ucum);
    }
    if (row.type == FieldType::kInteger && std::floor(node.number) != node.number) {
      fail("the field " + in_quotes(row.id) + " is a whole number, its threshold is not");
    }
    if (row.hard.low < row.hard.high && (node.number < row.hard.low || node.number > row.hard.high)) {
      fail("the threshold of the field " + in_quotes(row.id) + " is outside the possible range");
    }
    leaf(node);
  }

  void score(const Json& condition) {
    const auto id = text(condition, "score");
    const auto at =
        std::find_if(std::begin(kScores), std::end(kScores), [&](const ScoreSpec& s) { return s.id == id; });
    if (at == std::end(kScores)) fail("the score " + in_quotes(id) + " is not known");
    ExpressionNode node{.index = static_cast<std::uint8_t>(at - std::begin(kScores))};
    if (condition.contains("grade")) {
      keys(condition, {"score", "grade"});
      node.kind = NodeKind::kScoreGrade;
      const auto grade = [&](const std::string& name) -> std::optional<std::size_t> {
        const auto found = std::find(at->grades.begin(), at->grades.end(), name);
        if (found == at->grades.end()) return std::nullopt;
        return static_cast<std::size_t>(found - at->grades.begin());
      };
      mask(condition["grade"], "grade of the score " + in_quotes(id), node, grade);
      return leaf(node);
    }
    keys(condition, {"score", "op", "value"});
    if (at->stage_only) fail("the score " + in_quotes(id) + " is a stage and cannot be compared");
    node.kind = NodeKind::kScoreCompare;
    node.op = op(condition);
    node.number = node.entered_number = number(condition);
    node.unit = std::string(at->unit);
    leaf(node);
  }

  void prior(const Json& condition) {
    keys(condition, {"prior", "class", "agent", "regimen"});
    const auto which = text(condition, "prior");
    if (which != "any" && which != "last") fail("\"prior\" must be any or last, not " + in_quotes(which));
    if (condition.size() != 2) fail("\"prior\" needs one of class, agent and regimen");
    ExpressionNode node;
    node.op = which == "any" ? Op::kEqual : Op::kGreaterEqual;
    if (condition.contains("class")) {
      node.kind = NodeKind::kPriorClass;
      const auto classes = class_words();
      mask(condition["class"], "class", node, [&](const std::string& name) -> std::optional<std::size_t> {
        for (std::size_t i = 0; i < classes.size(); ++i) {
          if (classes[i].id == name) {
            node.mask |= classes[i].mask.bits;
            return 64 + i;  // the bits are already set
          }
        }
        return std::nullopt;
      });
    } else if (condition.contains("agent")) {
      node.kind = NodeKind::kPriorAgent;
      mask(condition["agent"], "agent", node,
           [&](const std::string& name) { return index_of(base_["agents"], name); });
    } else {
      node.kind = NodeKind::kPriorRegimen;
      mask(condition["regimen"], "regimen", node,
           [&](const std::string& name) { return index_of(base_["regimens"], name); });
    }
    leaf(node);
  }

  const Base& base_;
  const Where& where_;
};

// "NodeKind::kAll" ... in the order of the enum.
constexpr std::string_view kKindNames[] = {"kAll",
                                           "kAny",
                                           "kNot",
                                           "kAlways",
                                           "kFieldCompare",
                                           "kFieldIs",
                                           "kFieldIn",
                                           "kSetHasAny",
                                           "kSetHasAll",
                                           "kSetHasNone",
                                           "kScoreCompare",
                                           "kScoreGrade",
                                           "kPriorRegimen",
                                           "kPriorAgent",
                                           "kPriorClass",
                                           "kLines",
                                           "kFact",
                                           "kOptionUsed",
                                           "kOptionNotTolerated"};
constexpr std::string_view kOpNames[] = {"kLess", "kLessEqual", "kEqual", "kGreaterEqual", "kGreater"};

}  // namespace

Expression compile_condition(const Json& condition, const Base& base, const Where& where) {
  if (condition.is_null()) return {ExpressionNode{}};
  Compiler compiler(base, where);
  compiler.compile(condition);
  return std::move(compiler.out);
}

bool speaks_of_option(const Expression& expression) {
  return std::any_of(expression.begin(), expression.end(), [](const ExpressionNode& node) {
    return node.kind == NodeKind::kOptionUsed || node.kind == NodeKind::kOptionNotTolerated;
  });
}

FieldBits fields_read(const Expression& expression) {
  FieldBits bits;
  const auto add = [&](Field field) {
    (field.index < 64 ? bits.low : bits.high) |= std::uint64_t{1} << (field.index % 64U);
  };
  // What stands behind a score or fact matters here only where it may be assumed.
  const auto add_assumable = [&](std::span<const Field> fields) {
    for (const Field field : fields) {
      if (spec(field).assumable) add(field);
    }
  };
  for (const auto& node : expression) {
    switch (node.kind) {
      case NodeKind::kFieldCompare:
      case NodeKind::kFieldIs:
      case NodeKind::kFieldIn:
      case NodeKind::kSetHasAny:
      case NodeKind::kSetHasAll:
      case NodeKind::kSetHasNone:
        add(Field{node.index});
        break;
      case NodeKind::kScoreCompare:
      case NodeKind::kScoreGrade:
        add_assumable(kScores[node.index].inputs);
        break;
      case NodeKind::kPriorRegimen:
      case NodeKind::kPriorAgent:
      case NodeKind::kPriorClass:
      case NodeKind::kLines:
      case NodeKind::kOptionUsed:
        add("prior_therapies"_f);
        break;
      case NodeKind::kOptionNotTolerated:
        add("intolerances"_f);
        break;
      case NodeKind::kFact:
        add_assumable(kFacts[node.index].fields);
        break;
      case NodeKind::kAll:
      case NodeKind::kAny:
      case NodeKind::kNot:
      case NodeKind::kAlways:
        break;
    }
  }
  return bits;
}

NodePool::NodePool() : word_lists_{""} {}

std::string NodePool::initialiser(const ExpressionNode& node) const {
  // A comparison has a number, all others a mask.
  const bool compares = node.kind == NodeKind::kFieldCompare || node.kind == NodeKind::kScoreCompare ||
                        node.kind == NodeKind::kLines;
  std::ptrdiff_t detail = std::find(word_lists_.begin(), word_lists_.end(), node.words) - word_lists_.begin();
  if (node.kind == NodeKind::kFieldCompare) {
    const auto units = spec(Field{node.index}).units;
    const auto unit =
        std::find_if(units.begin(), units.end(), [&](const Unit& u) { return u.ucum == node.unit; });
    detail = units.empty() ? 0 : unit - units.begin();
  }
  std::string out = "{NodeKind::" + std::string(kKindNames[static_cast<std::size_t>(node.kind)]);
  out += ", " + std::to_string(node.index);
  out += ", Op::" + std::string(kOpNames[static_cast<std::size_t>(node.op)]);
  out += ", " + std::to_string(node.count) + ", " + std::to_string(node.size) + ", " + std::to_string(detail);
  return out + ", " + mask_literal(compares ? bits_of(node.entered_number) : node.mask) + "}";
}

std::vector<std::string> NodePool::initialisers(const Expression& expression) const {
  std::vector<std::string> out;
  for (const auto& node : expression) out.push_back(initialiser(node));
  return out;
}

void NodePool::add(const Expression& expression) {
  for (const auto& node : expression) {
    if (std::find(word_lists_.begin(), word_lists_.end(), node.words) == word_lists_.end()) {
      word_lists_.push_back(node.words);
    }
  }
  places_[initialisers(expression)] = 0;
}

void NodePool::lay_out() {
  // Long ones first, so that a shorter one is found inside them.
  std::vector<std::vector<std::string>> order;
  for (const auto& item : places_) order.push_back(item.first);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.size() > b.size(); });
  for (const auto& run : order) {
    const auto at = std::search(nodes_.begin(), nodes_.end(), run.begin(), run.end());
    places_[run] = static_cast<std::uint32_t>(at - nodes_.begin());
    if (at == nodes_.end()) nodes_.insert(nodes_.end(), run.begin(), run.end());
  }
}

std::uint32_t NodePool::place(const Expression& expression) const {
  return places_.at(initialisers(expression));
}

}  // namespace nextline::knowledge::compiler
