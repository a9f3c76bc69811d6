// SPDX-License-Identifier: Apache-2.0
#include "nextline/json_writer.h"

#include <algorithm>
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

// Copies from `from` to `to`; the end of the copy. Most texts have a few bytes, for which a call costs more than the copy.
inline char* copy_short(char* to, const char* from, std::size_t size) {
  while (size >= 8) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, from, sizeof bytes);
    std::memcpy(to, &bytes, sizeof bytes);
    from += 8, to += 8, size -= 8;
  }
  for (; size != 0; --size) *to++ = *from++;
  return to;
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
char* JsonWriter::room(std::size_t more) {
  if (out_.size() < size_ + more + 1) {
    out_.resize(std::max({2 * out_.size(), out_.capacity(), size_ + more + 1}));
  }
  char* to = out_.data() + size_;
  if (!first_) *to++ = ',';
  first_ = false;
  return to;
}

// A value ends here: the text is whole again where it was the outermost.
void JsonWriter::value(const char* end) {
  wrote(end);
  if (depth_ == 0) out_.resize(size_);
}

void JsonWriter::open(char bracket) {
  char* const to = room(1);
  *to = bracket;
  wrote(to + 1);
  ++depth_;
  first_ = true;
}

void JsonWriter::close(char bracket) {
  first_ = true;  // no comma
  char* const to = room(1);
  *to = bracket;
  --depth_;
  value(to + 1);
}

void JsonWriter::token(std::string_view text) {
  value(copy_short(room(text.size()), text.data(), text.size()));
}

std::size_t JsonWriter::begin_object() {
  open('{');
  return size_ - 1;
}
void JsonWriter::end_object() { close('}'); }
void JsonWriter::begin_array() { open('['); }
void JsonWriter::end_array() { close(']'); }

void JsonWriter::repeat(std::size_t begin, std::size_t end) {
  char* const to = room(end - begin);
  std::memcpy(to, out_.data() + begin, end - begin);
  value(to + (end - begin));
}

// Keys are the project's own names: nothing in them needs escaping.
char* JsonWriter::open_key(std::string_view name, std::size_t more) {
  char* to = room(name.size() + 3 + more);
  *to++ = '"';
  to = copy_short(to, name.data(), name.size());
  *to++ = '"';
  *to++ = ':';
  return to;
}

void JsonWriter::key(std::string_view name) {
  wrote(open_key(name, 0));
  first_ = true;
}

// A control character takes six bytes, a broken one three: the most that a text can need, with its marks.
constexpr std::size_t most_of(std::string_view text) { return 6 * text.size() + 2; }

void JsonWriter::string(std::string_view text) { value(quoted(room(most_of(text)), text)); }

void JsonWriter::key_from_outside(std::string_view name) {
  char* const end = quoted(room(most_of(name) + 1), name);
  *end = ':';
  wrote(end + 1);
  first_ = true;
}

void JsonWriter::field(std::string_view name, std::string_view text) {
  value(quoted(open_key(name, most_of(text)), text));
}

char* JsonWriter::quoted(char* to, std::string_view text) {
  *to++ = '"';
  const char* from = text.data();
  const char* const end = from + text.size();
  while (true) {
    // Nearly all text is plain: eight bytes are looked at and copied at once.
    while (end - from >= 8 && are_plain(from)) to = copy_short(to, from, 8), from += 8;
    while (from != end && is_plain(*from)) *to++ = *from++;
    if (from == end) break;
    const Utf8Step step = utf8_step(text, static_cast<std::size_t>(from - text.data()));
    const char c = *from;
    if (!step.valid) {
      to = copy_short(to, kReplacement.data(), kReplacement.size());
    } else if (static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\') {
      to = copy_short(to, from, step.size);
    } else {
      *to++ = '\\';
      if (c == '"' || c == '\\') {
        *to++ = c;
      } else if (c == '\n' || c == '\t' || c == '\r') {
        *to++ = c == '\n' ? 'n' : c == '\t' ? 't' : 'r';
      } else {
        constexpr std::string_view kHex = "0123456789abcdef";
        to = copy_short(to, "u00", 3);
        *to++ = kHex[static_cast<unsigned char>(c) / 16];
        *to++ = kHex[static_cast<unsigned char>(c) % 16];
      }
    }
    from += step.size;
  }
  *to++ = '"';
  return to;
}

void JsonWriter::number(double value) {
  std::string text;
  append_number(text, value);
  token(text);
}

void JsonWriter::digits(std::string_view text) { token(text); }

void JsonWriter::integer(std::int64_t value) {
  std::string text;
  if (value < 0) text += '-';
  const auto bits = static_cast<std::uint64_t>(value);
  append_unsigned(text, value < 0 ? 0 - bits : bits);
  token(text);
}

void JsonWriter::boolean(bool value) { token(value ? "true" : "false"); }

void JsonWriter::null() { token("null"); }

void JsonWriter::field_or_null(std::string_view name, std::string_view text) {
  if (text.empty()) {
    key(name);
    null();
  } else {
    field(name, text);
  }
}

}  // namespace nextline
