// SPDX-License-Identifier: Apache-2.0
// How much of each thing the arrays of an evaluation hold. The knowledge compiler refuses a knowledge base that has more.
#pragma once

#include <cstddef>

namespace nextline {

inline constexpr std::size_t kMaxOptions = 32;
inline constexpr std::size_t kMaxTrials = 32;
inline constexpr std::size_t kMaxPathways = 6;
inline constexpr std::size_t kMaxSteps = 12;
inline constexpr std::size_t kMaxStops = 64;
inline constexpr std::size_t kMaxRulesEach = 64;  // rules of one option or trial

}  // namespace nextline
