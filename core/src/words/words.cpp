// SPDX-License-Identifier: Apache-2.0
#include "words/words.h"

namespace nextline {

namespace {

// Copies `text`, with what `value_of(name, out)` writes in place of each parameter.
template <class ValueOf>
std::string filled(std::string_view text, ValueOf value_of) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = words::parameter_size(text.substr(at));
    if (size == 0) {
      out += text[at++];
      continue;
    }
    value_of(text.substr(at + 1, size - 2), out);
    at += size;
  }
  return out;
}

}  // namespace

std::string words::fill(std::string_view text, std::initializer_list<std::string_view> in_order) {
  const Parameters names = parameters(text);
  return filled(text,
                [&](std::string_view name, std::string& out) { out += in_order.begin()[names.find(name)]; });
}

std::string say(Words sentence, const std::vector<Argument>& arguments) {
  return filled(sentence.text, [&](std::string_view name, std::string& out) {
    const Argument* found = nullptr;
    for (const Argument& argument : arguments) {
      if (argument.name == name) found = &argument;
    }
    if (found != nullptr) {
      out += found->text;
    } else {
      ((out += '{') += name) += '}';
    }
  });
}

}  // namespace nextline
