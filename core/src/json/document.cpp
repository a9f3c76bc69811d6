// SPDX-License-Identifier: Apache-2.0
#include "json/document.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "json/utf8.h"
#include "nextline/input_limits.h"
#include "nextline/json_writer.h"
#include "numbers/decimal.h"
#include "words/words.h"

namespace nextline {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Whether this is a number of JSON beyond the largest double; what is none (1e400.5, 01e400) is left
// to the parser, which refuses it. The decimal point is taken out first (1.5e3 is 15e2), so that the
// answer does not depend on the locale.
bool overflows(std::string_view token) {
  constexpr long kFarTooLarge = 100'000'000;  // no input is long enough to bring this exponent back
  std::string digits;
  std::size_t at = 0;
  long exponent = 0;
  if (at < token.size() && token[at] == '-') ++at;
  const std::size_t first = at;
  while (at < token.size() && is_digit(token[at])) ++at;
  const std::size_t whole_digits = at - first;
  if (whole_digits == 0 || (whole_digits > 1 && token[first] == '0')) return false;
  std::string_view fraction;
  if (at < token.size() && token[at] == '.') {
    const std::size_t begin = ++at;
    while (at < token.size() && is_digit(token[at])) ++at;
    fraction = token.substr(begin, at - begin);
    if (fraction.empty()) return false;
  }
  if (at < token.size() && (token[at] == 'e' || token[at] == 'E')) {
    ++at;
    const bool negative = at < token.size() && token[at] == '-';
    if (at < token.size() && (token[at] == '-' || token[at] == '+')) ++at;
    if (at == token.size()) return false;
    for (; at < token.size() && is_digit(token[at]); ++at) {
      if (exponent < kFarTooLarge) exponent = exponent * 10 + (token[at] - '0');
    }
    if (negative) exponent = -exponent;
  }
  if (at != token.size()) return false;
  if (static_cast<long>(whole_digits) + exponent < 300) return false;
  digits = token.substr(first, whole_digits);
  digits += fraction;
  digits += 'e';
  digits += std::to_string(exponent - static_cast<long>(fraction.size()));
  const char* end = nullptr;
  return std::isinf(read_decimal(digits.c_str(), &end));
}

// The text as the parser may see it.
struct Cleaned {
  std::string_view json;  // the input itself where nothing had to be replaced
  std::string storage;
  std::vector<std::uint32_t> overflows;  // which numbers, counted from 0, are beyond the largest double
};

std::optional<int> hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return std::nullopt;
}

// The value of \uXXXX at this place.
std::optional<int> escaped_unit(std::string_view json, std::size_t at) {
  if (at + 6 > json.size() || json[at] != '\\' || json[at + 1] != 'u') return std::nullopt;
  int value = 0;
  for (std::size_t i = at + 2; i < at + 6; ++i) {
    const std::optional<int> digit = hex_digit(json[i]);
    if (!digit) return std::nullopt;
    value = value * 16 + *digit;
  }
  return value;
}

// The parser gives up at the first number out of range, broken byte or lone surrogate. They are
// replaced before it sees them, in one pass: the number by 0 (and remembered), the others by
// U+FFFD. A byte zero, which it takes for the end of the text, is not JSON: false.
bool clean(std::string_view json, Cleaned& out) {
  std::size_t copied = 0;
  const auto replace = [&](std::size_t at, std::size_t size, std::string_view by) {
    out.storage += json.substr(copied, at - copied);
    out.storage += by;
    copied = at + size;
  };
  bool in_string = false;
  std::uint32_t numbers = 0;
  for (std::size_t at = 0; at < json.size();) {
    const char c = json[at];
    if (c == '\0') return false;
    if (static_cast<unsigned char>(c) >= 0x80) {
      const Utf8Step step = utf8_step(json, at);
      if (!step.valid) replace(at, step.size, kReplacement);
      at += step.size;
    } else if (in_string && c == '\\') {
      const std::optional<int> unit = escaped_unit(json, at);
      if (!unit) {
        // Another escape: two characters, of which the second may be a quote. Anything but a letter
        // or a quote is looked at in the next round.
        const bool pair = at + 1 < json.size() && json[at + 1] > ' ' && json[at + 1] <= '~';
        at += pair ? 2 : 1;
      } else if (*unit >= 0xD800 && *unit <= 0xDFFF) {
        const std::optional<int> second = *unit <= 0xDBFF ? escaped_unit(json, at + 6) : std::nullopt;
        const bool pair = second && *second >= 0xDC00 && *second <= 0xDFFF;
        if (!pair) replace(at, 6, "\\ufffd");
        at += pair ? 12 : 6;
      } else {
        at += 6;
      }
    } else if (c == '"') {
      in_string = !in_string;
      ++at;
    } else if (!in_string && (c == '-' || is_digit(c))) {
      std::size_t end = at + 1;
      while (end < json.size() && (is_digit(json[end]) || json[end] == '.' || json[end] == 'e' ||
                                   json[end] == 'E' || json[end] == '+' || json[end] == '-')) {
        ++end;
      }
      if (overflows(json.substr(at, end - at))) {
        replace(at, end - at, "0");
        out.overflows.push_back(numbers);
      }
      ++numbers;
      at = end;
    } else {
      ++at;
    }
  }
  if (out.storage.empty()) {
    out.json = json;
  } else {
    out.storage += json.substr(copied);
    out.json = out.storage;
  }
  return true;
}

// Takes what the parser reports and lays it flat. Returning false stops the parser.
class Handler {
 public:
  Handler(Document& document, const Cleaned& cleaned, std::string& error, std::string_view what)
      : document_(document), cleaned_(cleaned), error_(error), what_(what) {}

  bool null() { return add(JsonKind::kNull); }
  bool boolean(bool value) { return add(value ? JsonKind::kTrue : JsonKind::kFalse); }
  bool number_integer(nlohmann::json::number_integer_t value) { return number(static_cast<double>(value)); }
  bool number_unsigned(nlohmann::json::number_unsigned_t value) { return number(static_cast<double>(value)); }
  bool number_float(nlohmann::json::number_float_t value, const std::string&) { return number(value); }
  bool string(const std::string& value) {
    if (!stands_inside()) return false;
    document_.string(value);
    return true;
  }
  bool binary(nlohmann::json::binary_t&) { return false; }  // no such thing in JSON text
  bool key(const std::string& value) {
    document_.key(value);
    return true;
  }
  bool start_object(std::size_t) { return open(JsonKind::kObject); }
  bool start_array(std::size_t) { return stands_inside() && open(JsonKind::kArray); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool parse_error(std::size_t position, const std::string& token, const nlohmann::detail::exception&) {
    const std::string_view read = cleaned_.json.substr(0, std::min(position, cleaned_.json.size()));
    const std::string line = std::to_string(1 + std::count(read.begin(), read.end(), '\n'));
    error_ = whole_ ? say<"document.goes_on">(what_, line) : say<"document.not_json">(what_, line, cut(token));
    return false;
  }

 private:
  bool number(double value) {
    const bool overflow =
        next_overflow_ < cleaned_.overflows.size() && cleaned_.overflows[next_overflow_] == numbers_;
    ++numbers_;
    if (overflow) ++next_overflow_;
    if (!stands_inside()) return false;
    if (overflow) {
      document_.value(JsonKind::kNotFinite);
    } else {
      document_.number(value);
    }
    return true;
  }

  bool add(JsonKind kind) {
    if (!stands_inside()) return false;
    document_.value(kind);
    return true;
  }

  // On top stands an object.
  bool stands_inside() {
    if (document_.depth() != 0) return true;
    error_ = say<"document.not_an_object">(
        what_, what_ == "document.patient"_text ? "document.such_as_patient"_text : std::string_view{});
    return false;
  }

  bool open(JsonKind kind) {
    if (document_.depth() == kMaxDepth) {
      error_ = say<"document.too_deep">(what_, std::to_string(kMaxDepth));
      return false;
    }
    document_.open(kind);
    return true;
  }

  bool close() {
    document_.close();
    whole_ = document_.depth() == 0;
    return true;
  }

  DocumentBuilder document_;
  const Cleaned& cleaned_;
  std::string& error_;
  std::string what_;
  std::uint32_t numbers_ = 0;
  std::size_t next_overflow_ = 0;
  bool whole_ = false;  // what was expected is there
};

}  // namespace

bool read_document(std::string_view json, Document& document, std::string& error, std::string_view what,
                   std::size_t most_bytes) {
  if (json.size() > most_bytes) {
    error = say<"document.too_long">(what, std::to_string(most_bytes));
    return false;
  }
  if (json.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    error = say<"document.empty">(what);
    return false;
  }
  Cleaned cleaned;
  if (!clean(json, cleaned)) {
    error = say<"document.byte_zero">(what);
    return false;
  }
  Handler handler(document, cleaned, error, what);
  return nlohmann::json::sax_parse(cleaned.json, &handler);
}

void write_document(const Document& document, std::uint32_t node, JsonWriter& json) {
  const JsonNode& value = document.nodes[node];
  switch (value.kind) {
    case JsonKind::kNull:
      json.null();
      return;
    case JsonKind::kFalse:
    case JsonKind::kTrue:
      json.boolean(value.kind == JsonKind::kTrue);
      return;
    case JsonKind::kNumber:
      json.number(value.number);
      return;
    case JsonKind::kNotFinite:
      json.digits("1e999");
      return;
    case JsonKind::kString:
    case JsonKind::kKey:
      json.string(document.text_of(node));
      return;
    case JsonKind::kArray:
      json.begin_array();
      for (std::uint32_t at = node + 1; at < value.next; at = document.nodes[at].next)
        write_document(document, at, json);
      json.end_array();
      return;
    case JsonKind::kObject:
      json.begin_object();
      for (std::uint32_t at = node + 1; at < value.next; at = document.nodes[at + 1].next) {
        json.key_from_outside(document.text_of(at));
        write_document(document, at + 1, json);
      }
      json.end_object();
      return;
  }
}

}  // namespace nextline
