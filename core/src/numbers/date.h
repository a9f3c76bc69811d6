// SPDX-License-Identifier: Apache-2.0
// Days of the calendar as text.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace nextline {

// Whether the text is a day that exists, as YYYY-MM-DD.
[[nodiscard]] constexpr bool is_iso_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  std::array<int, 3> parts{};
  std::size_t part = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == 4 || i == 7) {
      ++part;
      continue;
    }
    if (text[i] < '0' || text[i] > '9') return false;
    parts[part] = parts[part] * 10 + (text[i] - '0');
  }
  const auto [year, month, day] = parts;
  if (month < 1 || month > 12 || day < 1) return false;
  constexpr int kDaysOfMonth[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= kDaysOfMonth[month - 1] + (leap && month == 2 ? 1 : 0);
}

}  // namespace nextline
