// SPDX-License-Identifier: Apache-2.0
// The tests' own random numbers: the same patients, mutations and values on every machine and in every run.
#pragma once

#include <cstddef>
#include <cstdint>

#include "numbers/random.h"

namespace nextline::test {

class Random : public SplitMix64 {
 public:
  using SplitMix64::SplitMix64;
  double unit() { return static_cast<double>(next() >> 11U) * 0x1p-53; }  // 0 up to, not with, 1
  bool chance(double p) { return unit() < p; }
};

}  // namespace nextline::test
