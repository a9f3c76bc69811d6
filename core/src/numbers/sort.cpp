// SPDX-License-Identifier: Apache-2.0
#include "numbers/sort.h"

#include <algorithm>

namespace nextline {

void sort_by(std::vector<std::uint32_t>& numbers,
             bool (*less)(const void* context, std::uint32_t a, std::uint32_t b), const void* context) {
  std::sort(numbers.begin(), numbers.end(),
            [&](std::uint32_t a, std::uint32_t b) { return less(context, a, b); });
}

}  // namespace nextline
