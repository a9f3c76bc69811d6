// SPDX-License-Identifier: Apache-2.0
// The sorts of the core: each instance of std::sort or std::stable_sort weighs 1 to 3 kB of the module that the page
// loads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
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

// For short lists of anything, in place; equal ones stay as they stand.
template <class T, class Less>
void sort_few(std::vector<T>& list, Less less) {
  for (std::size_t i = 1; i < list.size(); ++i) {
    T one = std::move(list[i]);
    std::size_t at = i;
    for (; at != 0 && less(one, list[at - 1]); --at) list[at] = std::move(list[at - 1]);
    list[at] = std::move(one);
  }
}
template <class T>
void sort_few(std::vector<T>& list) {
  sort_few(list, [](const T& a, const T& b) { return a < b; });
}

}  // namespace nextline
