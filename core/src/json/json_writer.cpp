// SPDX-License-Identifier: Apache-2.0
#include "nextline/json_writer.h"

#include <cmath>
#include <cstring>
#include <vector>

#include "json/utf8.h"
#include "nextline/numbers.h"

namespace nextline {

namespace {

void append_unsigned(std::string& out, std::uint64_t value) {
  char digits[20];
  std::size_t count = 0;
  do {
    digits[count++] = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (value != 0);
  while (count != 0) out += digits[--count];
}

// A whole number of 2^53 or more, every digit of it (309 at most).
void append_large(std::string& out, double value) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  std::uint64_t mantissa = (bits & 0x000f'ffff'ffff'ffffULL) | 0x0010'0000'0000'0000ULL;
  const int shift = static_cast<int>((bits >> 52U) & 0x7ffU) - 1075;
  constexpr std::uint64_t kBase = 1'000'000'000;
  std::vector<std::uint64_t> limbs;  // base 10^9, lowest first
  for (; mantissa != 0; mantissa /= kBase) limbs.push_back(mantissa % kBase);
  for (int done = 0; done < shift; done += 24) {
    const int step = shift - done < 24 ? shift - done : 24;
    std::uint64_t carry = 0;
    for (std::uint64_t& limb : limbs) {
      const std::uint64_t product = (limb << static_cast<unsigned>(step)) + carry;
      limb = product % kBase;
      carry = product / kBase;
    }
    if (carry != 0) limbs.push_back(carry);
  }
  append_unsigned(out, limbs.back());
  for (std::size_t i = limbs.size() - 1; i-- != 0;) {
    for (std::uint64_t unit = kBase / 10; unit != 0; unit /= 10) {
      out += static_cast<char>('0' + limbs[i] / unit % 10);
    }
  }
}

// A character that stands for itself in a JSON string.
bool is_plain(char c) { return c >= 0x20 && c < 0x7f && c != '"' && c != '\\'; }

// Whether all of eight bytes are plain: the high bit of a byte is set where it is not. The order of the bytes does
// not matter, so every machine agrees.
bool are_plain(const char* eight) {
  constexpr std::uint64_t kOnes = 0x0101'0101'0101'0101ULL;
  constexpr std::uint64_t kHighs = 0x8080'8080'8080'8080ULL;
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, eight, sizeof bytes);
  const auto has_zero = [](std::uint64_t x) { return (x - kOnes) & ~x; };
  const std::uint64_t control = (bytes - kOnes * 0x20) & ~bytes;
  const std::uint64_t high = bytes | (bytes + kOnes);  // 0x7f and above
  return ((control | high | has_zero(bytes ^ (kOnes * '"')) | has_zero(bytes ^ (kOnes * '\\'))) & kHighs) == 0;
}

// Length of the run of plain characters at the beginning of `text`.
std::size_t plain_run(std::string_view text) {
  std::size_t run = 0;
  while (run + 8 <= text.size() && are_plain(text.data() + run)) run += 8;
  while (run < text.size() && is_plain(text[run])) ++run;
  return run;
}

// The opening quotation mark, plain text, and what stands behind it, in one step: each call to a string costs more than
// the few bytes that most of them carry.
void append_quoted(std::string& out, bool comma, std::string_view plain, std::string_view behind) {
  const std::size_t before = out.size();
  out.resize(before + (comma ? 2 : 1) + plain.size() + behind.size());
  char* to = out.data() + before;
  if (comma) *to++ = ',';
  *to++ = '"';
  plain.copy(to, plain.size());
  behind.copy(to + plain.size(), behind.size());
}

}  // namespace

void append_number(std::string& out, double value) {
  if (!std::isfinite(value)) {
    out += "null";  // JSON has no other word for it; no result of the core is infinite
    return;
  }
  const double rounded = round6(value);
  const double magnitude = std::fabs(rounded);
  if (rounded < 0) out += '-';
  if (magnitude >= 0x1p53) {
    append_large(out, magnitude);
    return;
  }
  double whole = std::floor(magnitude);
  double millionths = round_half_up((magnitude - whole) * 1e6);
  if (millionths >= 1e6) {
    whole += 1;
    millionths = 0;
  }
  append_unsigned(out, static_cast<std::uint64_t>(whole));
  auto rest = static_cast<std::uint32_t>(millionths);
  if (rest == 0) return;
  out += '.';
  for (std::uint32_t unit = 100'000; rest != 0; unit /= 10) {
    out += static_cast<char>('0' + rest / unit);
    rest %= unit;
  }
}

std::string cut(std::string_view text, std::size_t limit) {
  std::string out;
  for (std::size_t at = 0; at < text.size() && limit != 0; --limit) {
    const Utf8Step step = utf8_step(text, at);
    out += step.valid ? text.substr(at, step.size) : kReplacement;
    at += step.size;
  }
  return out;
}

// After an opening bracket or a key nothing separates; after a value a comma does.
void JsonWriter::separate() {
  if (!first_) out_ += ',';
  first_ = false;
}

std::size_t JsonWriter::begin_object() {
  separate();
  out_ += '{';
  first_ = true;
  return out_.size() - 1;
}

void JsonWriter::repeat(std::size_t begin, std::size_t end) {
  separate();
  out_.append(out_, begin, end - begin);
}

void JsonWriter::end_object() {
  out_ += '}';
  first_ = false;
}

void JsonWriter::begin_array() {
  separate();
  out_ += '[';
  first_ = true;
}

void JsonWriter::end_array() {
  out_ += ']';
  first_ = false;
}

// Keys are the project's own names: nothing in them needs escaping.
void JsonWriter::key(std::string_view name) {
  append_quoted(out_, !first_, name, "\":");
  first_ = true;
}

void JsonWriter::string(std::string_view text) {
  const bool comma = !first_;
  first_ = false;
  // Nearly all text is plain: whole runs of it are copied at once.
  std::size_t at = plain_run(text);
  if (at == text.size()) {
    append_quoted(out_, comma, text, "\"");
    return;
  }
  append_quoted(out_, comma, text.substr(0, at), {});
  while (at < text.size()) {
    const Utf8Step step = utf8_step(text, at);
    const char c = text[at];
    if (!step.valid) {
      out_ += kReplacement;
    } else if (c == '"' || c == '\\') {
      out_ += '\\';
      out_ += c;
    } else if (static_cast<unsigned char>(c) >= 0x20) {
      out_ += text.substr(at, step.size);
    } else if (c == '\n') {
      out_ += "\\n";
    } else if (c == '\t') {
      out_ += "\\t";
    } else if (c == '\r') {
      out_ += "\\r";
    } else {
      constexpr std::string_view kHex = "0123456789abcdef";
      out_ += "\\u00";
      out_ += kHex[static_cast<unsigned char>(c) / 16];
      out_ += kHex[static_cast<unsigned char>(c) % 16];
    }
    at += step.size;
    const std::size_t run = plain_run(text.substr(at));
    out_.append(text, at, run);
    at += run;
  }
  out_ += '"';
}

void JsonWriter::number(double value) {
  separate();
  append_number(out_, value);
}

void JsonWriter::digits(std::string_view text) {
  separate();
  out_.append(text);
}

void JsonWriter::integer(std::int64_t value) {
  separate();
  if (value < 0) out_ += '-';
  const auto bits = static_cast<std::uint64_t>(value);
  append_unsigned(out_, value < 0 ? 0 - bits : bits);
}

void JsonWriter::boolean(bool value) {
  separate();
  out_ += value ? "true" : "false";
}

void JsonWriter::null() {
  separate();
  out_ += "null";
}

void JsonWriter::field_or_null(std::string_view name, std::string_view text) {
  key(name);
  if (text.empty()) {
    null();
  } else {
    string(text);
  }
}

}  // namespace nextline
