// SPDX-License-Identifier: Apache-2.0
// How much of an input is read: what is over a limit is refused whole, with one sentence.
#pragma once

#include <cstddef>

namespace nextline {

inline constexpr std::size_t kMaxInputBytes = 1'048'576;
inline constexpr int kMaxDepth = 8;  // objects and lists inside one another

}  // namespace nextline
