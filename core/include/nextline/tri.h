// SPDX-License-Identifier: Apache-2.0
// Three-valued truth after Kleene. Unknown is a value of its own: it is never read as "no".
//
//   kleene_and(Tri::kFalse, Tri::kUnknown) == Tri::kFalse
//   kleene_and(Tri::kTrue, Tri::kUnknown) == Tri::kUnknown
#pragma once

#include <cstdint>

namespace nextline {

enum class Tri : std::uint8_t { kFalse, kTrue, kUnknown };

[[nodiscard]] constexpr Tri tri(bool value) { return value ? Tri::kTrue : Tri::kFalse; }

// False as soon as one side is false; true only when both are.
[[nodiscard]] constexpr Tri kleene_and(Tri a, Tri b) {
  if (a == Tri::kFalse || b == Tri::kFalse) return Tri::kFalse;
  return a == Tri::kTrue && b == Tri::kTrue ? Tri::kTrue : Tri::kUnknown;
}

// True as soon as one side is true; false only when both are.
[[nodiscard]] constexpr Tri kleene_or(Tri a, Tri b) {
  if (a == Tri::kTrue || b == Tri::kTrue) return Tri::kTrue;
  return a == Tri::kFalse && b == Tri::kFalse ? Tri::kFalse : Tri::kUnknown;
}

[[nodiscard]] constexpr Tri kleene_not(Tri a) {
  if (a == Tri::kUnknown) return Tri::kUnknown;
  return a == Tri::kTrue ? Tri::kFalse : Tri::kTrue;
}

}  // namespace nextline
