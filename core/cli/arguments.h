// SPDX-License-Identifier: Apache-2.0
// What stands behind a subcommand, taken apart in one way for all of them: options with their values, `--option=value`, and
// `--`, behind which everything is a word.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nextline {

struct Option {
  std::string_view name;
  std::string value = {};  // what it wants, in a sentence; empty: it takes no value
};

class Arguments {
 public:
  // Stops at the first thing that is not understood: wrong() says what.
  Arguments(std::string_view command, const std::vector<std::string>& given,
            std::initializer_list<Option> options);

  [[nodiscard]] const std::string& wrong() const { return wrong_; }
  // What is no option, in order.
  [[nodiscard]] const std::vector<std::string>& words() const { return words_; }
  [[nodiscard]] bool has(std::string_view option) const { return find(option) != nullptr; }
  // Its value; empty where it was not given, which has() tells.
  [[nodiscard]] std::string value(std::string_view option) const;
  // Its value as a number, digits only; nothing where it was not given. What is no number from `least` to `most` is wrong.
  std::optional<std::uint64_t> number(std::string_view option, std::uint64_t least, std::uint64_t most);

  // Each adds to wrong(), unless something is already.
  void value_is_wrong(std::string_view option);
  // `option`, where it was given, means nothing without `other`, or beside one of `others`.
  void needs(std::string_view option, std::string_view other);
  void excludes(std::string_view option, std::initializer_list<std::string_view> others);
  void takes_no_words();
  void refuse(const std::string& sentence);

 private:
  struct Given {
    Option option;
    std::string value;
  };
  [[nodiscard]] const Given* find(std::string_view option) const;

  std::string command_;
  std::vector<Given> given_;
  std::vector<std::string> words_;
  std::string wrong_;
};

// Says that the command was used wrongly; the exit code of that.
int wrong_usage(std::string_view sentence);

}  // namespace nextline
