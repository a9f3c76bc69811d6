// SPDX-License-Identifier: Apache-2.0
#include "explore/rank_range.h"

#include <algorithm>

#include "nextline/explore.h"
#include "numbers/random.h"

namespace nextline {

namespace {

void include(RankRange& range, const Snapshot& snapshot) {
  if (!snapshot.possible) return;
  for (std::size_t o = 0; o < knowledge::options().size(); ++o) {
    range.best[o] = std::min(range.best[o], snapshot.ranks[o]);
    range.worst[o] = std::max(range.worst[o], snapshot.ranks[o]);
  }
}

// Sets and lists of which a member is not known, and a set whose members may come in any number, are not tried out.
bool tried_out(const Patient& patient, const Relevance& relevance, const AskNext& asked) {
  if (asked.open.size() > 1) return false;
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const Field field{static_cast<std::uint8_t>(i)};
    if (!relevance.fields.test(i)) continue;
    const FieldType type = spec(field).type;
    const bool list = type == FieldType::kSet || type == FieldType::kRegimenSet || type == FieldType::kRegimens;
    if (list && patient.open(field)) return false;
  }
  return true;
}

}  // namespace

RankRange rank_range(Prober& prober, const Relevance& relevance, const AskNext& asked) {
  RankRange range;
  range.best = range.worst = prober.now().ranks;
  for (const OpenField& open : asked.open) {
    for (const Probe& probe : open.probes) include(range, probe.snapshot);
  }
  range.exact = tried_out(prober.patient(), relevance, asked);
  if (range.exact || asked.open.empty()) return range;

  // The answers that were best (worst) for one option, taken together.
  for (std::size_t o = 0; o < knowledge::options().size(); ++o) {
    for (const bool best : {true, false}) {
      if (prober.evaluations() >= kMaxExploreEvaluations) return range;
      for (const OpenField& open : asked.open) {
        const Probe* chosen = nullptr;
        for (const Probe& probe : open.probes) {
          if (!probe.snapshot.possible) continue;
          const bool better = chosen == nullptr || (best ? probe.snapshot.ranks[o] < chosen->snapshot.ranks[o]
                                                         : probe.snapshot.ranks[o] > chosen->snapshot.ranks[o]);
          if (better) chosen = &probe;
        }
        if (chosen != nullptr) prober.put(open.field, chosen->answer);
      }
      include(range, prober.take());
    }
  }
  SplitMix64 draw(20261122);
  for (int i = 0; i < kRankSamples && prober.evaluations() < kMaxExploreEvaluations; ++i) {
    for (const OpenField& open : asked.open) {
      prober.put(open.field, open.probes[draw.below(open.probes.size())].answer);
    }
    include(range, prober.take());
  }
  return range;
}

void write_rank_range(const Prober& prober, const RankRange& range, JsonWriter& json) {
  const auto options = knowledge::options();
  json.begin_object();
  json.field("search", range.exact ? "exact" : "bounded");
  json.key("options");
  json.begin_array();
  for (std::size_t rank = 0; rank < options.size(); ++rank) {
    const std::uint8_t option = prober.data().order[rank];
    json.begin_object();
    json.field("id", options[option].id);
    json.key("rank");
    json.integer(static_cast<std::int64_t>(rank + 1));
    json.key("best");
    json.integer(range.best[option]);
    json.key("worst");
    json.integer(range.worst[option]);
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

}  // namespace nextline
