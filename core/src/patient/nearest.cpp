// SPDX-License-Identifier: Apache-2.0
#include "patient/nearest.h"

#include <array>

namespace nextline {

int edit_distance(std::string_view a, std::string_view b) {
  constexpr std::size_t kLongest = 64;
  constexpr int kFar = 3;
  if (a.size() > kLongest || b.size() > kLongest) return kFar;
  if (a.size() + 2 < b.size() || b.size() + 2 < a.size()) return kFar;
  std::array<int, kLongest + 1> row{};
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    int diagonal = row[0];
    row[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j - 1] + 1, row[j] + 1});
    }
  }
  return std::min(row[b.size()], kFar);
}

}  // namespace nextline
