// SPDX-License-Identifier: Apache-2.0
#include "json/fill.h"

#include <cstddef>

namespace nextline {

std::string fill(std::string_view text, const std::vector<Argument>& arguments) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const Argument* found = nullptr;
    if (text[at] == '{') {
      const std::string_view name = text.substr(at + 1, text.find('}', at) - at - 1);
      for (const Argument& argument : arguments) {
        if (argument.name == name) found = &argument;
      }
    }
    if (found == nullptr) {
      out += text[at++];
    } else {
      out += found->text;
      at += found->name.size() + 2;
    }
  }
  return out;
}

}  // namespace nextline
