// SPDX-License-Identifier: Apache-2.0
// The bits of a double.
#pragma once

#include <cstdint>
#include <cstring>

namespace nextline {

inline std::uint64_t bits_of(double x) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &x, sizeof bits);
  return bits;
}

inline double from_bits(std::uint64_t bits) {
  double x = 0;
  std::memcpy(&x, &bits, sizeof x);
  return x;
}

// 2 to the power k, for normal numbers (-1022 <= k <= 1023).
inline double power_of_two(int k) { return from_bits(static_cast<std::uint64_t>(k + 1023) << 52U); }

}  // namespace nextline
