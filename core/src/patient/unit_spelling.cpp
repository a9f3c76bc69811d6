// SPDX-License-Identifier: Apache-2.0
#include "patient/unit_spelling.h"

#include <algorithm>
#include <iterator>

#include "json/utf8.h"

namespace nextline {

namespace {

// Signs that NFKC, or a laboratory, takes for others.
struct Sign {
  char32_t sign;
  std::string_view plain;
};
constexpr Sign kSigns[] = {
    {0xB5, "u"},     {0x3BC, "u"},   {0xD7, "x"},                      // micro, mu, times
    {0x2113, "l"},   {0x212A, "k"},                                    // script l, kelvin
    {0x338D, "ug"},  {0x338E, "mg"}, {0x338F, "kg"},                   // squared units
    {0x3395, "ul"},  {0x3396, "ml"}, {0x3397, "dl"},                   //
    {0x339C, "mm"},  {0x339D, "cm"}, {0x33A3, "mm3"}, {0x33CC, "in"},  //
    {0x33D6, "mol"},                                                   //
};

// The raised digit; -1: none.
int raised_digit(char32_t sign) {
  if (sign == 0xB9) return 1;
  if (sign == 0xB2 || sign == 0xB3) return static_cast<int>(sign - 0xB0);
  return sign == 0x2070 || (sign >= 0x2074 && sign <= 0x2079) ? static_cast<int>(sign - 0x2070) : -1;
}

// Also what has no width.
bool is_blank(char32_t sign) {
  constexpr char32_t kBlanks[] = {' ',    0x85,   0xA0,   0x1680, 0x2028, 0x2029,
                                  0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF};
  return (sign >= 0x9 && sign <= 0xD) || (sign >= 0x2000 && sign <= 0x200B) ||
         std::find(std::begin(kBlanks), std::end(kBlanks), sign) != std::end(kBlanks);
}

// Of up to three valid bytes; U+FFFD for all else, which no unit holds.
char32_t code_point(std::string_view bytes) {
  const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(bytes[i])); };
  if (bytes.size() == 1 && byte(0) < 0x80) return byte(0);
  if (!utf8_step(bytes, 0).valid || bytes.size() > 3) return 0xFFFD;
  const char32_t last = (byte(bytes.size() - 2) & 0x3FU) << 6U | (byte(bytes.size() - 1) & 0x3FU);
  return bytes.size() == 2 ? last & 0x7FFU : (byte(0) & 0xFU) << 12U | last;
}

// Full width as ASCII; capitals, Latin and Cyrillic, as small letters. A capital mu stays: it may have been meant as M.
void append_plain(char32_t sign, std::string_view bytes, std::string& out) {
  if (sign >= 0xFF01 && sign <= 0xFF5E) sign -= 0xFEE0;
  if (sign < 0x80) {
    out += static_cast<char>(sign >= 'A' && sign <= 'Z' ? sign + ('a' - 'A') : sign);
    return;
  }
  if (sign >= 0x410 && sign <= 0x42F) {
    sign += 0x20;
    (out += static_cast<char>(0xC0U | sign >> 6U)) += static_cast<char>(0x80U | (sign & 0x3FU));
    return;
  }
  const auto* const found =
      std::find_if(std::begin(kSigns), std::end(kSigns), [&](const Sign& one) { return one.sign == sign; });
  out += found != std::end(kSigns) ? found->plain : bytes;
}

}  // namespace

std::string plain_unit(std::string_view text) {
  std::string out;
  bool after_raised = false;
  std::size_t size = 0;
  for (std::size_t at = 0; at < text.size(); at += size) {
    size = utf8_step(text, at).size;
    const std::string_view bytes = text.substr(at, size);
    const char32_t sign = code_point(bytes);
    const int raised = raised_digit(sign);
    if (raised >= 0) {
      if (!after_raised && !out.empty() && out.back() >= '0' && out.back() <= '9') out += '^';
      out += static_cast<char>('0' + raised);
    } else if (!is_blank(sign)) {
      append_plain(sign, bytes, out);
    }
    after_raised = raised >= 0;
  }
  return out;
}

std::optional<std::size_t> find_unit(const FieldSpec& field, std::string_view text) {
  constexpr std::size_t kLongest = 64;
  if (text.size() > kLongest) return std::nullopt;
  // Most say it as the field does.
  for (std::size_t i = 0; i < field.units.size(); ++i) {
    if (text == field.units[i].ucum) return i;
  }
  const std::string plain = plain_unit(text);
  for (std::size_t i = 0; i < field.units.size(); ++i) {
    const Unit& unit = field.units[i];
    if (plain == plain_unit(unit.ucum)) return i;
    for (const std::string_view spelling : unit.spellings) {
      if (plain == plain_unit(spelling)) return i;
    }
  }
  return std::nullopt;
}

}  // namespace nextline
