// SPDX-License-Identifier: Apache-2.0
// A document as values that hold values, for who looks for keys by name.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "json/document.h"

namespace nextline {

// A value in a document, which must outlive it.
class JsonValue {
 public:
  JsonValue(const Document& document, std::uint32_t at) : document_(&document), at_(at) {}

  [[nodiscard]] JsonKind kind() const { return node().kind; }
  [[nodiscard]] bool is_array() const { return kind() == JsonKind::kArray; }
  [[nodiscard]] bool is_object() const { return kind() == JsonKind::kObject; }
  [[nodiscard]] double number() const { return node().number; }
  [[nodiscard]] std::string_view string() const { return document_->text_of(at_); }
  [[nodiscard]] bool says(std::string_view word) const {
    return kind() == JsonKind::kString && string() == word;
  }

  [[nodiscard]] std::vector<JsonValue> members() const {
    std::vector<JsonValue> result;
    for (std::uint32_t i = at_ + 1; i < node().next; i = document_->nodes[i].next)
      result.emplace_back(*document_, i);
    return result;
  }

  // Of an object, the value of a key; none where it is null. Of a key that stands twice, the first.
  [[nodiscard]] std::optional<JsonValue> find(std::string_view key) const {
    if (!is_object()) return std::nullopt;
    for (std::uint32_t i = at_ + 1; i < node().next;) {
      const std::uint32_t value = i + 1;
      if (document_->text_of(i) == key) {
        if (document_->nodes[value].kind == JsonKind::kNull) return std::nullopt;
        return JsonValue(*document_, value);
      }
      i = document_->nodes[value].next;
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] const JsonNode& node() const { return document_->nodes[at_]; }
  const Document* document_;
  std::uint32_t at_;
};

}  // namespace nextline
