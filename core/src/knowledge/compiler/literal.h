// SPDX-License-Identifier: Apache-2.0
// Values as C++ source text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace nextline::knowledge::compiler {

// "..."sv in ASCII; other bytes as three-digit octal escapes, which cannot run into what follows.
[[nodiscard]] std::string text_literal(std::string_view text);
// The part between the quotes.
[[nodiscard]] std::string escaped(std::string_view text);
// Shortest decimal text that reads back as the same double.
[[nodiscard]] std::string number_literal(double value);
[[nodiscard]] std::string mask_literal(std::uint64_t mask);

}  // namespace nextline::knowledge::compiler
