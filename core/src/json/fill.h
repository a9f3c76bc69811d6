// SPDX-License-Identifier: Apache-2.0
// Sentences with places for what they are about: "expected {what}; found {found}".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace nextline {

struct Argument {
  std::string_view name;
  std::string text;
};

// The text with each {name} replaced by its argument, the last of that name.
[[nodiscard]] std::string fill(std::string_view text, const std::vector<Argument>& arguments);

}  // namespace nextline
