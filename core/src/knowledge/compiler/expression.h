// SPDX-License-Identifier: Apache-2.0
// The criteria language (core/knowledge/README.md), compiled to nodes in prefix order.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "knowledge/compiler/base.h"
#include "knowledge/tables.h"

namespace nextline::knowledge::compiler {

// A Node (tables.h) that owns its texts.
struct ExpressionNode {
  NodeKind kind = NodeKind::kAlways;
  std::uint8_t index = 0;
  Op op = Op::kEqual;
  std::uint16_t count = 0;
  std::uint16_t size = 1;
  double number = 0;
  double entered_number = 0;
  std::uint64_t mask = 0;
  std::string unit = {};
  std::string words = {};  // ids with "|" between them, in table order
};
using Expression = std::vector<ExpressionNode>;

// Compiles one condition; null is "always". Refuses what the language does not know.
[[nodiscard]] Expression compile_condition(const Json& condition, const Base& base, const Where& where);

// Fields it reads: directly, or through a score or a fact that reads a field which may be assumed absent.
struct FieldBits {
  std::uint64_t low = 0;   // fields 0-63
  std::uint64_t high = 0;  // fields 64-127
};
[[nodiscard]] FieldBits fields_read(const Expression& expression);

// Whether the option that is judged changes it.
[[nodiscard]] bool speaks_of_option(const Expression& expression);

// All expressions of a knowledge base in one run of nodes. Equal ones are stored once, also where one is a part of
// another. Add all, then lay out, then ask.
class NodePool {
 public:
  NodePool();
  void add(const Expression& expression);
  void lay_out();
  [[nodiscard]] std::uint32_t place(const Expression& expression) const;
  [[nodiscard]] const std::vector<std::string>& nodes() const { return nodes_; }  // C++ initialisers
  [[nodiscard]] const std::vector<std::string>& word_lists() const {
    return word_lists_;
  }  // the first is empty

 private:
  [[nodiscard]] std::string initialiser(const ExpressionNode& node) const;
  [[nodiscard]] std::vector<std::string> initialisers(const Expression& expression) const;

  std::map<std::vector<std::string>, std::uint32_t> places_;
  std::vector<std::string> nodes_;
  std::vector<std::string> word_lists_;
};

}  // namespace nextline::knowledge::compiler
