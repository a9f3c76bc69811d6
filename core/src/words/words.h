// SPDX-License-Identifier: Apache-2.0
// How a sentence of the catalogue is said. An id that the catalogue does not have and a wrong number of arguments are
// errors of the compiler.
//
//   "state.suitable"_text                      // a text without parameters, as it stands
//   say<"tier.placed">(label, word)            // the arguments in the order in which the parameters first stand
//   say("read.wrong_type"_words, {{"label", label}, ...})   // by name, where the sentence is chosen at run time
#pragma once

#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "words/catalogue.h"

namespace nextline {

namespace words {

// {name}, small letters and low lines only: other braces are text. The length of the parameter at the beginning of
// `text`, braces included; 0: there is none.
constexpr std::size_t parameter_size(std::string_view text) {
  if (text.empty() || text[0] != '{') return 0;
  std::size_t at = 1;
  while (at < text.size() && ((text[at] >= 'a' && text[at] <= 'z') || text[at] == '_')) ++at;
  return at > 1 && at < text.size() && text[at] == '}' ? at + 1 : 0;
}

inline constexpr std::size_t kMaxParameters = 8;

// The names of the parameters in the order in which they first stand.
struct Parameters {
  std::string_view names[kMaxParameters];
  std::size_t size = 0;

  // Its place; its own size where it is none of them.
  [[nodiscard]] constexpr std::size_t find(std::string_view name) const {
    std::size_t at = 0;
    while (at < size && names[at] != name) ++at;
    return at;
  }
};

constexpr Parameters parameters(std::string_view text) {
  Parameters found;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t size = parameter_size(text.substr(at));
    if (size == 0) continue;
    const std::string_view name = text.substr(at + 1, size - 2);
    if (found.find(name) == found.size && found.size < kMaxParameters) found.names[found.size++] = name;
  }
  return found;
}

// The place of a row in the catalogue; its size where there is none.
constexpr std::size_t find(std::string_view id) {
  std::size_t at = 0;
  while (at < std::size(kCatalogue) && kCatalogue[at].id != id) ++at;
  return at;
}

// What the compiler stops at.
inline std::string_view no_such_id() { return {}; }
inline std::string_view this_text_has_parameters() { return {}; }

constexpr std::string_view text_of(std::string_view id) {
  const std::size_t at = find(id);
  return at == std::size(kCatalogue) ? no_such_id() : kCatalogue[at].text;
}

// A text as an argument of a template.
template <std::size_t N>
struct Id {
  char letters[N];
  constexpr Id(const char (&id)[N]) {  // NOLINT(google-explicit-constructor): written as "id"
    for (std::size_t i = 0; i < N; ++i) letters[i] = id[i];
  }
  [[nodiscard]] constexpr std::string_view view() const { return {letters, N - 1}; }
};

[[nodiscard]] std::string fill(std::string_view text, std::initializer_list<std::string_view> in_order);

}  // namespace words

// A sentence of the catalogue.
struct Words {
  std::string_view text;
};

consteval Words operator""_words(const char* id, std::size_t size) {
  return {words::text_of(std::string_view(id, size))};
}

consteval std::string_view operator""_text(const char* id, std::size_t size) {
  const std::string_view text = words::text_of(std::string_view(id, size));
  return words::parameters(text).size == 0 ? text : words::this_text_has_parameters();
}

template <words::Id kId, class... Arguments>
[[nodiscard]] std::string say(const Arguments&... arguments) {
  constexpr std::string_view kText = words::text_of(kId.view());
  static_assert(words::parameters(kText).size == sizeof...(Arguments), "as many arguments as parameters");
  return words::fill(kText, {std::string_view(arguments)...});
}

struct Argument {
  std::string_view name;
  std::string text;
};

// Each parameter by the last argument of that name; arguments that the sentence does not ask for are left out.
[[nodiscard]] std::string say(Words sentence, const std::vector<Argument>& arguments = {});

}  // namespace nextline
