// SPDX-License-Identifier: Apache-2.0
#include "arguments.h"

#include <algorithm>
#include <charconv>
#include <iostream>

#include "nextline/json_writer.h"
#include "words/words.h"

namespace nextline {

Arguments::Arguments(std::string_view command, const std::vector<std::string>& given,
                     std::initializer_list<Option> options)
    : command_(command) {
  bool only_words = false;
  for (std::size_t i = 0; i < given.size() && wrong_.empty(); ++i) {
    const std::string& arg = given[i];
    if (only_words || arg.size() < 2 || arg[0] != '-') {
      words_.push_back(arg);
      continue;
    }
    if (arg == "--") {
      only_words = true;
      continue;
    }
    const std::size_t equals = arg.starts_with("--") ? arg.find('=') : std::string::npos;
    const std::string name = arg.substr(0, equals);
    const auto* const option =
        std::find_if(options.begin(), options.end(), [&](const Option& one) { return one.name == name; });
    if (option == options.end()) {
      refuse(say<"command.unknown_option">(cut(name), command));
    } else if (option->value.empty()) {
      if (equals != std::string::npos) refuse(say<"command.no_value">(name));
      given_.push_back({*option, {}});
    } else if (has(name)) {
      refuse(say<"command.option_twice">(name));
    } else if (equals != std::string::npos) {
      given_.push_back({*option, arg.substr(equals + 1)});
    } else if (i + 1 < given.size()) {
      given_.push_back({*option, given[++i]});
    } else {
      refuse(say<"command.wants">(name, option->value));
    }
  }
}

const Arguments::Given* Arguments::find(std::string_view option) const {
  const auto found =
      std::find_if(given_.begin(), given_.end(), [&](const Given& one) { return one.option.name == option; });
  return found == given_.end() ? nullptr : &*found;
}

std::string Arguments::value(std::string_view option) const {
  const Given* const given = find(option);
  return given == nullptr ? std::string() : given->value;
}

std::optional<std::uint64_t> Arguments::number(std::string_view option, std::uint64_t least,
                                               std::uint64_t most) {
  const Given* const given = find(option);
  if (given == nullptr) return std::nullopt;
  const std::string& text = given->value;
  std::uint64_t value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed == std::errc() && end == text.data() + text.size() && value >= least && value <= most)
    return value;
  value_is_wrong(option);
  return std::nullopt;
}

void Arguments::value_is_wrong(std::string_view option) {
  const Given* const given = find(option);
  if (given != nullptr) refuse(say<"command.wants_not">(option, given->option.value, cut(given->value)));
}

void Arguments::needs(std::string_view option, std::string_view other) {
  if (has(option) && !has(other)) refuse(say<"command.nothing_without">(option, other));
}

void Arguments::excludes(std::string_view option, std::initializer_list<std::string_view> others) {
  for (const std::string_view other : others) {
    if (has(option) && has(other)) refuse(say<"command.nothing_beside">(other, option));
  }
}

void Arguments::takes_no_words() {
  if (!words_.empty()) refuse(say<"command.takes_no_word">(command_, cut(words_[0])));
}

void Arguments::refuse(const std::string& sentence) {
  if (wrong_.empty()) wrong_ = sentence;
}

int wrong_usage(std::string_view sentence) {
  constexpr int kUsageError = 2;
  std::cerr << say<"command.usage">(sentence) << "\n";
  return kUsageError;
}

}  // namespace nextline
