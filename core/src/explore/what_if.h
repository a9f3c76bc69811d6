// SPDX-License-Identifier: Apache-2.0
// What would change the answer: for each known field that can change, the nearest change on each side after which an
// option's verdict or tier, or one of the first two places, is another. Explanation, never advice.
#pragma once

#include "explore/probe.h"

namespace nextline {

inline constexpr std::size_t kMostShown = 5;
inline constexpr std::size_t kMostShownOfOneField = 2;

void write_what_if(Prober& prober, const Relevance& relevance, JsonWriter& json);

}  // namespace nextline
