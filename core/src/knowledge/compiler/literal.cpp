// SPDX-License-Identifier: Apache-2.0
#include "knowledge/compiler/literal.h"

#include <nlohmann/json.hpp>

namespace nextline::knowledge::compiler {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte >= 0x7f || c == '?') {  // "?": no trigraphs
      out += '\\';
      for (unsigned shift = 9; shift > 0; shift -= 3) {
        out += static_cast<char>('0' + (byte >> (shift - 3) & 7U));
      }
    } else {
      out += c;
    }
  }
  return out;
}

std::string text_literal(std::string_view text) { return text.empty() ? "{}" : "\"" + escaped(text) + "\"sv"; }

std::string number_literal(double value) {
  auto text = nlohmann::json(value).dump();
  return text.size() > 2 && text.compare(text.size() - 2, 2, ".0") == 0 ? text.substr(0, text.size() - 2)
                                                                        : text;
}

std::string mask_literal(std::uint64_t mask) {
  if (mask == 0) return "0";
  std::string out = "U";
  for (; mask != 0; mask >>= 4U) out.insert(out.begin(), "0123456789abcdef"[mask & 15U]);
  return "0x" + out + "LL";
}

}  // namespace nextline::knowledge::compiler
