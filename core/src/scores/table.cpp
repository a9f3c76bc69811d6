// SPDX-License-Identifier: Apache-2.0
// Every score of the table, from the file of its name.
#include <array>
#include <utility>

#include "nextline/scores.h"
#include "scores/stated.h"

namespace nextline {
namespace {

using Compute = void (*)(const Patient&, const Scores&, Score&);

// A row without its file does not link.
template <std::size_t... Places>
constexpr std::array<Compute, kScoreCount> of_each(std::index_sequence<Places...>) {
  return {&compute_score<static_cast<ScoreId>(Places)>...};
}
constexpr auto kComputes = of_each(std::make_index_sequence<kScoreCount>());

}  // namespace

void compute_scores(const Patient& patient, Scores& scores) {
  for (std::size_t i = 0; i < kScoreCount; ++i) {
    scores[i] = Score{};
    kComputes[i](patient, scores, scores[i]);
    apply_statement(patient, static_cast<ScoreId>(i), scores);
  }
}

}  // namespace nextline
