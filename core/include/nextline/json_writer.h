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
  // Appends to `out`. Between the beginning of a value and its end `out` is the writer's own, longer than what is
  // written: whoever wants to read it or add to it waits until the outermost bracket is closed.
  explicit JsonWriter(std::string& out) : out_(out), size_(out.size()) {}

  std::size_t begin_object();  // the place where it begins, for repeat()
  void end_object();
  void begin_array();
  void end_array();
  void key(std::string_view name);               // one of the project's own: it is not looked at
  void key_from_outside(std::string_view name);  // any text
  void string(std::string_view text);
  void number(double value);
  void integer(std::int64_t value);
  void boolean(bool value);
  void null();
  // A number that is digits already, in JSON's form.
  void digits(std::string_view text);
  // Writes a value once more that already stands between two places of the text.
  void repeat(std::size_t begin, std::size_t end);
  [[nodiscard]] std::size_t place() const { return size_; }

  void field(std::string_view name, std::string_view text);
  void field_number(std::string_view name, double value) { key(name), number(value); }
  // null when `text` is empty
  void field_or_null(std::string_view name, std::string_view text);

 private:
  // Room for `more` bytes and the comma before them; where they begin.
  char* room(std::size_t more);
  void wrote(const char* end) { size_ = static_cast<std::size_t>(end - out_.data()); }
  char* open_key(std::string_view name, std::size_t more);
  void value(const char* end);
  void open(char bracket);
  void close(char bracket);
  void token(std::string_view text);
  char* quoted(char* to, std::string_view text);

  std::string& out_;
  std::size_t size_;  // what is written of it
  int depth_ = 0;     // brackets that are open
  bool first_ = true;
};

// The number alone, as the writer prints it.
void append_number(std::string& out, double value);
// At most `limit` code points of `text`, invalid UTF-8 replaced.
[[nodiscard]] std::string cut(std::string_view text, std::size_t limit = 64);

}  // namespace nextline
