// SPDX-License-Identifier: Apache-2.0
// How far each option's rank may still move as answers come in (nextline/explore.h says what the search tries).
#pragma once

#include "explore/ask_next.h"

namespace nextline {

// Seeded samples of all open fields at once, as far as evaluations are left.
inline constexpr int kRankSamples = 64;

struct RankRange {
  bool exact = false;
  std::array<std::uint8_t, kMaxOptions> best{};  // by option, from 1
  std::array<std::uint8_t, kMaxOptions> worst{};
};

[[nodiscard]] RankRange rank_range(Prober& prober, const Relevance& relevance, const AskNext& asked);
void write_rank_range(const Prober& prober, const RankRange& range, JsonWriter& json);

}  // namespace nextline
