// SPDX-License-Identifier: Apache-2.0
// One sort for the whole core: each instance of std::sort or std::stable_sort weighs 1 to 3 kB of the module that the
// page loads.
#pragma once

#include <cstdint>
#include <vector>

namespace nextline {

// Sorts numbers by `less`, which must tell any two apart or their order is not fixed.
void sort_by(std::vector<std::uint32_t>& numbers,
             bool (*less)(const void* context, std::uint32_t a, std::uint32_t b), const void* context);

// The same with a lambda.
template <class Less>
void sort_numbers(std::vector<std::uint32_t>& numbers, const Less& less) {
  sort_by(
      numbers,
      [](const void* context, std::uint32_t a, std::uint32_t b) {
        return (*static_cast<const Less*>(context))(a, b);
      },
      &less);
}

}  // namespace nextline
