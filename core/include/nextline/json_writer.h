// SPDX-License-Identifier: Apache-2.0
// Writes compact JSON straight into a string. Numbers as contract.md has them: fixed point, at most six
// decimals, half up, no exponent, no minus zero. Invalid UTF-8 is replaced by U+FFFD.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace nextline {

class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  std::size_t begin_object();  // the place where it begins, for repeat()
  void end_object();
  void begin_array();
  void end_array();
  void key(std::string_view name);
  void string(std::string_view text);
  void number(double value);
  void integer(std::int64_t value);
  void boolean(bool value);
  void null();
  // A number that is digits already, in JSON's form.
  void digits(std::string_view text);
  // Writes a value once more that already stands between two places of the text.
  void repeat(std::size_t begin, std::size_t end);
  [[nodiscard]] std::size_t place() const { return out_.size(); }

  void field(std::string_view name, std::string_view text) { key(name), string(text); }
  void field_number(std::string_view name, double value) { key(name), number(value); }
  // null when `text` is empty
  void field_or_null(std::string_view name, std::string_view text);

 private:
  void separate();
  std::string& out_;
  bool first_ = true;
};

// The number alone, as the writer prints it.
void append_number(std::string& out, double value);
// At most `limit` code points of `text`, invalid UTF-8 replaced.
[[nodiscard]] std::string cut(std::string_view text, std::size_t limit = 64);

}  // namespace nextline
