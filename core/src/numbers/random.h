// SPDX-License-Identifier: Apache-2.0
// Random numbers of the project's own: the same on every machine, alone or in four lanes.
// Source: Blackman and Vigna, xoshiro128++ 1.0 and SplitMix64 (public domain reference code, prng.di.unimi.it).
#pragma once

#include <cstddef>
#include <cstdint>

namespace nextline {

class SplitMix64 {
 public:
  explicit SplitMix64(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15ULL;
    std::uint64_t x = state_;
    x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27U)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31U);
  }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }  // 0 to n - 1

 private:
  std::uint64_t state_;
};

// Word is std::uint32_t, or a vector of them for as many independent generators side by side.
template <class Word>
struct Xoshiro128 {
  Word s0, s1, s2, s3;

  Word next() {
    const Word sum = s0 + s3;
    const Word result = ((sum << 7) | (sum >> 25)) + s0;
    const Word shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = (s3 << 11) | (s3 >> 21);
    return result;
  }
};

}  // namespace nextline
