// SPDX-License-Identifier: Apache-2.0
// "Did you mean": the id that a slip of the finger away from what was entered stands for.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace nextline {

// Fewest letters to insert, delete or replace; 3 stands for more than 2.
[[nodiscard]] int edit_distance(std::string_view a, std::string_view b);

// The first id at the smallest distance, at most 2 and less than the length of the text; else
// empty.
template <class IdOf>
[[nodiscard]] std::string_view closest(std::string_view text, std::size_t count, IdOf id_of) {
  std::string_view best;
  int best_distance = std::min<int>(3, static_cast<int>(std::min<std::size_t>(text.size(), 3)));
  for (std::size_t i = 0; i < count; ++i) {
    const int distance = edit_distance(text, id_of(i));
    if (distance < best_distance) {
      best_distance = distance;
      best = id_of(i);
    }
  }
  return best;
}

}  // namespace nextline
