// SPDX-License-Identifier: Apache-2.0
// A JSON text as a flat list of values, read in one pass with nothing lost: numbers too large for a
// double and repeated keys are kept, invalid UTF-8 becomes U+FFFD.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "nextline/input_limits.h"
#include "nextline/json_writer.h"
#include "words/words.h"

namespace nextline {

enum class JsonKind : std::uint8_t {
  kNull,
  kFalse,
  kTrue,
  kNumber,
  kNotFinite,  // a number beyond the largest double, such as 1e400
  kString,
  kArray,   // its members follow, up to `next`
  kObject,  // pairs of kKey and value follow, up to `next`
  kKey,
};

struct JsonNode {
  JsonKind kind{};
  std::uint32_t next = 0;   // place after this value and all it holds
  std::uint32_t begin = 0;  // kString, kKey: place in Document::text
  std::uint32_t size = 0;
  double number = 0;
};

struct Document {
  std::vector<JsonNode> nodes;  // nodes[0] is the object on top
  std::string text;             // all strings, one after the other

  [[nodiscard]] std::string_view text_of(std::uint32_t node) const {
    return std::string_view(text).substr(nodes[node].begin, nodes[node].size);
  }
};

// Lays values flat one after the other, as they stand in the text or the row they come from. Whoever builds sees to it that
// an object holds pairs of key and value and that what is opened is closed.
class DocumentBuilder {
 public:
  explicit DocumentBuilder(Document& document) : document_(document) { clear(); }

  // Begins again and keeps the room: one for many rows.
  void clear() {
    document_.nodes.clear();
    document_.text.clear();
    open_.clear();
  }

  void value(JsonKind kind) {
    document_.nodes.push_back({kind, static_cast<std::uint32_t>(document_.nodes.size() + 1)});
  }
  void number(double number) {
    value(JsonKind::kNumber);
    document_.nodes.back().number = number + 0.0;  // no minus zero
  }
  void string(std::string_view text) { with_text(JsonKind::kString, text); }
  void key(std::string_view text) { with_text(JsonKind::kKey, text); }
  void open(JsonKind kind) {
    value(kind);
    open_.push_back(document_.nodes.size() - 1);
  }
  void close() {
    document_.nodes[open_.back()].next = static_cast<std::uint32_t>(document_.nodes.size());
    open_.pop_back();
  }
  [[nodiscard]] std::size_t depth() const { return open_.size(); }

 private:
  void with_text(JsonKind kind, std::string_view text) {
    value(kind);
    JsonNode& node = document_.nodes.back();
    node.begin = static_cast<std::uint32_t>(document_.text.size());
    node.size = static_cast<std::uint32_t>(text.size());
    document_.text += text;
  }

  Document& document_;
  std::vector<std::size_t> open_;
};

// Not written as a default argument: Clang 14, which Emscripten of Debian 12 is, evaluates that where it is used.
inline constexpr std::string_view kPatientExpected = "document.patient"_text;

// False, with one sentence in `error`, where there is no JSON object or it breaks a limit of
// input_limits.h; the sentence names `what` was expected. `most_bytes` for what may be longer than a patient.
[[nodiscard]] bool read_document(std::string_view json, Document& document, std::string& error,
                                 std::string_view what = kPatientExpected,
                                 std::size_t most_bytes = kMaxInputBytes);

// The value at `node` as JSON, numbers as every output has them; one that is not finite stays so for whoever reads it again.
void write_document(const Document& document, std::uint32_t node, JsonWriter& json);

}  // namespace nextline
