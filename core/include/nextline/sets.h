// SPDX-License-Identifier: Apache-2.0
// Sets of places as bits. Each is a type of its own: a set of words is taken for no number, nor for a set of agents.
//
//   WordSet seen = word("varices"_f, "none") | word("varices"_f, "high_risk");
//   seen.has(0); seen.meets(cell.words); all - seen
#pragma once

#include <cstddef>
#include <cstdint>

namespace nextline {

template <class Of, class Bits>
struct BitsOf {
  Bits bits = 0;

  // The set of this place alone.
  [[nodiscard]] static constexpr BitsOf one(std::size_t place) { return {static_cast<Bits>(Bits{1} << place)}; }
  // The first `count` places.
  [[nodiscard]] static constexpr BitsOf first(std::size_t count) {
    return {count >= 8 * sizeof(Bits) ? static_cast<Bits>(~Bits{0})
                                      : static_cast<Bits>((Bits{1} << count) - 1)};
  }

  [[nodiscard]] constexpr bool empty() const { return bits == 0; }
  [[nodiscard]] constexpr bool has(std::size_t place) const { return (bits >> place & 1U) != 0; }
  [[nodiscard]] constexpr bool meets(BitsOf other) const { return (bits & other.bits) != 0; }
  [[nodiscard]] constexpr bool within(BitsOf other) const { return (bits & ~other.bits) == 0; }
  // The lowest place alone; of the empty set the empty set.
  [[nodiscard]] constexpr BitsOf lowest() const { return {static_cast<Bits>(bits & (~bits + 1))}; }

  constexpr BitsOf& operator|=(BitsOf other) { return *this = *this | other; }
  constexpr BitsOf& operator&=(BitsOf other) { return *this = *this & other; }
  constexpr BitsOf& operator-=(BitsOf other) { return *this = *this - other; }
  friend constexpr BitsOf operator|(BitsOf a, BitsOf b) { return {static_cast<Bits>(a.bits | b.bits)}; }
  friend constexpr BitsOf operator&(BitsOf a, BitsOf b) { return {static_cast<Bits>(a.bits & b.bits)}; }
  friend constexpr BitsOf operator-(BitsOf a, BitsOf b) { return {static_cast<Bits>(a.bits & ~b.bits)}; }
  friend constexpr bool operator==(BitsOf, BitsOf) = default;
};

// Words of a field; of a field of regimens, these.
using WordSet = BitsOf<struct OfWords, std::uint64_t>;

}  // namespace nextline
