// SPDX-License-Identifier: Apache-2.0
// Sets of agents, of regimens and of classes of agents.
#pragma once

#include <cstdint>

#include "nextline/sets.h"

namespace nextline::knowledge {

using AgentSet = BitsOf<struct OfAgents, std::uint64_t>;      // places in agents()
using RegimenSet = BitsOf<struct OfRegimens, std::uint64_t>;  // places in regimens()
using ClassSet = BitsOf<struct OfClasses, std::uint32_t>;

inline constexpr AgentSet kAnyAgent{~std::uint64_t{0}};

// Classes of agents; a regimen has those of its agents.
inline constexpr ClassSet kAntiPd1{1U << 0U};
inline constexpr ClassSet kAntiPdl1{1U << 1U};
inline constexpr ClassSet kAntiCtla4{1U << 2U};
inline constexpr ClassSet kAntiVegf{1U << 3U};     // antibodies against VEGF or its receptor
inline constexpr ClassSet kMultikinase{1U << 4U};  // multikinase inhibitors with anti-VEGF action
inline constexpr ClassSet kMtor{1U << 5U};
inline constexpr ClassSet kMek{1U << 6U};
inline constexpr ClassSet kParp{1U << 7U};
inline constexpr ClassSet kHer2{1U << 8U};
inline constexpr ClassSet kCdk46{1U << 9U};
inline constexpr ClassSet kUnspecifiedInhibitor{1U << 10U};  // a checkpoint inhibitor whose target is not known
inline constexpr ClassSet kOtherClass{1U << 11U};
inline constexpr ClassSet kCheckpointInhibitor = kAntiPd1 | kAntiPdl1 | kAntiCtla4 | kUnspecifiedInhibitor;

}  // namespace nextline::knowledge
