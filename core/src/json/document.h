// SPDX-License-Identifier: Apache-2.0
// A JSON text as a flat list of values, read in one pass with nothing lost: numbers too large for a
// double and repeated keys are kept, invalid UTF-8 becomes U+FFFD.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

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

// Not written as a default argument: Clang 14, which Emscripten of Debian 12 is, evaluates that where it is used.
inline constexpr std::string_view kPatientExpected = "document.patient"_text;

// False, with one sentence in `error`, where there is no JSON object or it breaks a limit of
// input_limits.h; the sentence names `what` was expected.
[[nodiscard]] bool read_document(std::string_view json, Document& document, std::string& error,
                                 std::string_view what = kPatientExpected);

}  // namespace nextline
