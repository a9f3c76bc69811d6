// SPDX-License-Identifier: Apache-2.0
// Pieces that matter to any reader of JSON, and other values for what stands in one.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "support/fuzz.h"

namespace nextline::test {

[[nodiscard]] inline std::vector<std::string> json_pieces() {
  using namespace std::string_literals;
  return {"{",
          "}",
          "[",
          "]",
          "\"",
          ":",
          ",",
          "null",
          "true",
          "false",
          "0",
          "-1",
          "-0",
          "1e9",
          "1e-9",
          "1e308",
          "1e400",
          "1e-400",
          "0.30000000000000004",
          "99999999999999999999",
          "2.0",
          "2.5",
          "NaN",
          "Infinity",
          "\\ud800",
          "\\u0000",
          "\xff\xfe",
          "\xEF\xBB\xBF",
          "\"a\"",
          "[[[[[[[[[[",
          "{}",
          "[]"};
}

// Another number for the next one behind a place: text that is still read, and reaches the arithmetic.
inline void vary_number(std::string& text, Random& random) {
  constexpr std::string_view kNumbers[] = {"0", "1", "2", "3", "0.1", "0.5", "7.3", "40", "100", "27"};
  constexpr std::string_view kExtremes[] = {"-1",   "-27",  "1e5",   "1e6",   "1e9",     "1e12",
                                            "1e-3", "1e-9", "1e308", "1e400", "4.9e-324"};
  constexpr std::string_view kDigits = "0123456789";
  std::size_t at = text.find_first_of(kDigits, random.below(text.size() + 1));
  if (at == std::string::npos) at = text.find_first_of(kDigits);
  if (at == std::string::npos) return;
  const std::size_t end = std::min(text.size(), text.find_first_not_of("0123456789.eE+-", at));
  text.replace(at, end - at, random.below(4) == 0 ? one_of(kExtremes, random) : one_of(kNumbers, random));
}

}  // namespace nextline::test
