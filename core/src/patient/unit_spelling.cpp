// SPDX-License-Identifier: Apache-2.0
#include "patient/unit_spelling.h"

namespace nextline {

std::string plain_unit(std::string_view text) {
  struct Sign {
    std::string_view bytes;
    std::string_view plain;
  };
  constexpr Sign kSigns[] = {
      {"\xC2\xB5", "u"},     {"\xCE\xBC", "u"}, {"\xC3\x97", "x"},
      {"\xC2\xB2", "2"},     {"\xC2\xB3", "3"}, {"\xE2\x81\xB9", "9"},
      {"\xE2\x81\xB6", "6"}, {"\xC2\xA0", ""},  {"\xE2\x80\xAF", ""},
      {"\xE2\x80\x89", ""},  {" ", ""},         {"\t", ""},
  };
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    const bool is_sign = static_cast<unsigned char>(c) >= 0x80 || c == ' ' || c == '\t';
    const Sign* found = nullptr;
    for (const Sign& sign : kSigns) {
      if (is_sign && text.substr(at).starts_with(sign.bytes)) found = &sign;
    }
    if (found == nullptr) {
      ++at;
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      continue;
    }
    const bool raised =
        found->plain == "2" || found->plain == "3" || found->plain == "6" || found->plain == "9";
    if (raised && !out.empty() && out.back() >= '0' && out.back() <= '9') out += '^';
    out += found->plain;
    at += found->bytes.size();
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
