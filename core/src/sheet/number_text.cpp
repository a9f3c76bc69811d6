// SPDX-License-Identifier: Apache-2.0
#include "sheet/number_text.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <string>

#include "numbers/decimal.h"

namespace nextline::sheet {

namespace {

constexpr std::string_view kBlanks[] = {" ",  "\t", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89", "\xE2\x80\x87",
                                        "\n", "\r"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t blank_at(std::string_view text) {
  for (const std::string_view blank : kBlanks) {
    if (text.starts_with(blank)) return blank.size();
  }
  return 0;
}

std::size_t blank_before(std::string_view text) {
  for (const std::string_view blank : kBlanks) {
    if (text.ends_with(blank)) return blank.size();
  }
  return 0;
}

bool takes(std::string_view& text, std::string_view sign) {
  if (!text.starts_with(sign)) return false;
  text.remove_prefix(sign.size());
  return true;
}

Comparator take_comparator(std::string_view& text) {
  struct Sign {
    std::string_view bytes;
    Comparator comparator;
  };
  constexpr Sign kSigns[] = {
      {"<=", Comparator::kLessEqual},
      {"=<", Comparator::kLessEqual},
      {"\xE2\x89\xA4", Comparator::kLessEqual},
      {">=", Comparator::kGreaterEqual},
      {"=>", Comparator::kGreaterEqual},
      {"\xE2\x89\xA5", Comparator::kGreaterEqual},
      {"<", Comparator::kLess},
      {">", Comparator::kGreater},
  };
  for (const Sign& sign : kSigns) {
    if (takes(text, sign.bytes)) return sign.comparator;
  }
  return Comparator::kNone;
}

// The digits of a number with the marks between them.
struct Figures {
  std::string digits;  // with '.' and ',' only; other marks between thousands are taken out
  std::size_t points = 0;
  std::size_t commas = 0;
  bool good = true;
};

// Between groups of three digits.
std::size_t thousands_mark(std::string_view text) {
  if (text.starts_with('\'')) return 1;
  if (text.starts_with("\xE2\x80\x99")) return 3;
  return blank_at(text);
}

bool three_digits(std::string_view text) {
  return text.size() >= 3 && is_digit(text[0]) && is_digit(text[1]) && is_digit(text[2]) &&
         (text.size() == 3 || !is_digit(text[3]));
}

Figures take_figures(std::string_view& text) {
  Figures figures;
  std::size_t group = 0;  // digits since the last mark
  bool grouped = false;   // by blanks or apostrophes
  while (!text.empty()) {
    const char c = text[0];
    if (is_digit(c)) {
      figures.digits += c;
      ++group;
      text.remove_prefix(1);
      continue;
    }
    if (c == '.' || c == ',') {
      figures.good = figures.good && (!grouped || group == 3);
      figures.digits += c;
      ++(c == '.' ? figures.points : figures.commas);
      group = 0;
      text.remove_prefix(1);
      continue;
    }
    const std::size_t mark = thousands_mark(text);
    const bool first = !grouped && group >= 1 && group <= 3;
    if (mark == 0 || figures.points + figures.commas != 0 || !three_digits(text.substr(mark)) ||
        !(first || (grouped && group == 3))) {
      break;
    }
    grouped = true;
    group = 0;
    text.remove_prefix(mark);
  }
  return figures;
}

// "1.234.567" with '.': whether the marks stand between thousands.
bool well_grouped(std::string_view digits, char mark) {
  std::size_t group = 0;
  bool first = true;
  for (const char c : digits) {
    if (c != mark) {
      ++group;
      continue;
    }
    if (first ? group < 1 || group > 3 : group != 3) return false;
    first = false;
    group = 0;
  }
  return !first && group == 3 && digits[0] != '0';
}

std::string without(std::string_view digits, char mark) {
  std::string out;
  for (const char c : digits) {
    if (c != mark) out += c;
  }
  return out;
}

// With '.' before the decimals and no other mark; empty: not a number. Sets `ambiguous` where it could be two, and what it
// shows of its column.
std::string plain_figures(const Figures& figures, Decimal decimal, bool& ambiguous, Decimal& shows) {
  const std::string& digits = figures.digits;
  const std::size_t point = digits.rfind('.');
  const std::size_t comma = digits.rfind(',');
  if (figures.points != 0 && figures.commas != 0) {
    // The last mark is the decimal one.
    const char last = point > comma ? '.' : ',';
    const char other = last == '.' ? ',' : '.';
    if ((last == '.' ? figures.points : figures.commas) != 1) return {};
    const std::size_t at = digits.rfind(last);
    if (!well_grouped(std::string_view(digits).substr(0, at), other)) return {};
    shows = last == '.' ? Decimal::kPoint : Decimal::kComma;
    std::string out = without(digits, other);
    if (last == ',') out[out.rfind(',')] = '.';
    return out;
  }
  if (figures.points + figures.commas == 0) return digits;
  const bool is_comma = figures.commas != 0;
  const char mark = is_comma ? ',' : '.';
  const Decimal as_decimal = is_comma ? Decimal::kComma : Decimal::kPoint;
  const Decimal as_thousands = is_comma ? Decimal::kPoint : Decimal::kComma;
  const bool grouped = well_grouped(digits, mark);
  if (figures.points + figures.commas > 1) {
    if (!grouped) return {};
    shows = as_thousands;
    return without(digits, mark);
  }
  std::string with_point = digits;
  if (is_comma) with_point[with_point.find(',')] = '.';
  if (!grouped) {
    // Only one reading. Where the column uses the other mark this one is a slip or a thousand torn apart.
    shows = as_decimal;
    ambiguous = decimal == as_thousands;
    return ambiguous ? std::string() : with_point;
  }
  if (decimal == as_decimal) return with_point;
  if (decimal == as_thousands) return without(digits, mark);
  // "1.234": the point is what programs write; a comma says nothing.
  if (!is_comma && decimal == Decimal::kNotKnown) return with_point;
  ambiguous = true;
  return {};
}

// Months as spreadsheets name them in English, German, French and Spanish, by their first three letters.
bool is_month(std::string_view word) {
  constexpr std::string_view kMonths[] = {"jan",
                                          "feb",
                                          "mar",
                                          "apr",
                                          "may",
                                          "jun",
                                          "jul",
                                          "aug",
                                          "sep",
                                          "oct",
                                          "nov",
                                          "dec",
                                          "m\xC3\xA4r",
                                          "mai",
                                          "okt",
                                          "dez",
                                          "fev",
                                          "f\xC3\xA9v",
                                          "avr",
                                          "jui",
                                          "aou",
                                          "ao\xC3\xBB",
                                          "d\xC3\xA9"
                                          "c",
                                          "ene",
                                          "abr",
                                          "ago",
                                          "dic"};
  std::string small;
  for (const char c : word) small += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  for (const std::string_view month : kMonths) {
    if (small.starts_with(month)) return true;
  }
  return false;
}

// "3-Jan", "01.Feb", "2026-03-01", "1/2/26", "01.02.2026 00:00".
bool looks_like_date(std::string_view text) {
  constexpr std::size_t kLongest = 40;
  if (text.size() > kLongest) return false;
  std::array<std::string_view, 3> parts{};
  std::size_t count = 0;
  std::size_t at = 0;
  while (at < text.size() && count < parts.size()) {
    const auto is_mark = [](char c) { return c == '-' || c == '.' || c == '/' || c == ' ' || c == ','; };
    while (at < text.size() && is_mark(text[at])) ++at;
    const std::size_t begin = at;
    while (at < text.size() && !is_mark(text[at]) && text[at] != 'T') ++at;
    if (at > begin) parts[count++] = text.substr(begin, at - begin);
    if (at < text.size() && text[at] == 'T' && count == 3) break;
    if (at < text.size() && text[at] == 'T' && at == begin) return false;
  }
  if (count < 2) return false;
  std::size_t months = 0;
  std::size_t figures = 0;
  std::size_t years = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view part = parts[i];
    std::size_t digits = 0;
    while (digits < part.size() && is_digit(part[digits])) ++digits;
    if (digits == 0 && is_month(part)) ++months;
    if (digits == part.size() && digits <= 2) ++figures;
    if (digits == part.size() && digits == 4) ++years;
  }
  if (months == 1) return figures + years >= 1 && figures + years + months == count;
  const std::string_view marks = "-./";
  const bool same_mark = text.find_first_of(marks) != std::string_view::npos;
  return count == 3 && same_mark && figures + years == 3 && years <= 1;
}

// "10*9/L", "10^3/uL", "10e9/L" and the raised figures: of all units only these begin with a number.
bool begins_with_power(std::string_view unit) {
  if (!unit.starts_with("10") || unit.size() == 2) return false;
  return unit[2] == '*' || unit[2] == '^' || unit[2] == 'e' || unit[2] == 'E' ||
         static_cast<unsigned char>(unit[2]) >= 0x80;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  while (const std::size_t size = blank_at(text)) text.remove_prefix(size);
  while (const std::size_t size = blank_before(text)) text.remove_suffix(size);
  return text;
}

NumberText read_number_text(std::string_view text, Decimal decimal) {
  NumberText read;
  std::string_view rest = trimmed(text);
  const std::string_view whole = rest;
  read.comparator = take_comparator(rest);
  rest = trimmed(rest);
  bool negative = false;
  if (takes(rest, "-") || takes(rest, "\xE2\x88\x92")) {
    negative = true;
  } else {
    takes(rest, "+");
  }
  const Figures figures = take_figures(rest);
  const bool has_digit = figures.digits.find_first_of("0123456789") != std::string::npos;
  bool ambiguous = false;
  std::string plain = has_digit && figures.good ? plain_figures(figures, decimal, ambiguous, read.shows) : "";
  if (plain.empty() && !ambiguous) {
    read.kind = looks_like_date(whole) ? NumberKind::kDate : NumberKind::kNone;
    return read;
  }
  std::string exponent;
  if (!rest.empty() && (rest[0] == 'e' || rest[0] == 'E')) {
    std::size_t at = 1;
    if (at < rest.size() && (rest[at] == '+' || rest[at] == '-')) ++at;
    const std::size_t digits = at;
    while (at < rest.size() && is_digit(rest[at])) ++at;
    if (at > digits) {
      exponent = rest.substr(0, at);
      rest.remove_prefix(at);
    }
  }
  read.unit = trimmed(rest);
  // "3-4", "12:30", "01.02.2026", "3-Jan": no unit begins like that.
  const auto begins_like = [&](std::string_view marks) {
    return !read.unit.empty() && marks.find(read.unit[0]) != std::string_view::npos;
  };
  if (looks_like_date(whole)) {
    read.kind = NumberKind::kDate;
    return read;
  }
  if ((begins_like("0123456789.,:-+<>=") && !begins_with_power(read.unit)) ||
      (begins_like("/") && read.unit.size() > 1 && is_digit(read.unit[1]))) {
    return read;
  }
  if (ambiguous) {
    read.kind = NumberKind::kAmbiguous;
    return read;
  }
  // The reader of numbers wants a digit on both sides of the point.
  if (plain[0] == '.') plain.insert(0, "0");
  if (plain.back() == '.') plain += '0';
  plain += exponent;
  const char* end = nullptr;
  read.value = read_decimal(plain.c_str(), &end);
  if (negative) read.value = -read.value;
  read.kind = NumberKind::kNumber;
  return read;
}

}  // namespace nextline::sheet
