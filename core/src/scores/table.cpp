// SPDX-License-Identifier: Apache-2.0
// The table of scores, in the order of contract.md; one line each.
#include <iterator>

#include "nextline/scores.h"
#include "scores/specs.h"
#include "scores/stated.h"

namespace nextline {
namespace {

constexpr const ScoreSpec* kTable[] = {
    &kChildPughSpec,
    &kAlbiSpec,
    &kMalbiSpec,  // after ALBI
    &kEzAlbiSpec,
    &kPalbiSpec,
    &kMeldSpec,
    &kMeldNaSpec,
    &kMeld3Spec,
    &kBclcSpec,  // after Child-Pugh
    &kFib4Spec,
    &kApriSpec,
    &kCrafitySpec,
    &kNlrSpec,
    &kPlrSpec,
    &kClipSpec,  // after Child-Pugh
    &kOkudaSpec,
    &kJisSpec,  // after Child-Pugh
    &kUpToSevenSpec,
    &kMilanSpec,
    &kTumourGrowthRateSpec,
    &kCreatinineClearanceSpec,
};
static_assert(std::size(kTable) == kScoreCount);

}  // namespace

const ScoreSpec& spec(ScoreId id) { return *kTable[static_cast<std::size_t>(id)]; }

std::uint16_t grade_bit(ScoreId id, std::string_view grade) {
  const auto grades = spec(id).grades;
  for (std::size_t i = 0; i < grades.size(); ++i) {
    if (grades[i] == grade) return static_cast<std::uint16_t>(1u << i);
  }
  return 0;
}

void compute_scores(const Patient& patient, Scores& scores) {
  // The order of the table is also one in which every score finds those it builds on.
  for (std::size_t i = 0; i < kScoreCount; ++i) {
    scores[i] = Score{};
    kTable[i]->compute(patient, scores, scores[i]);
    apply_statement(patient, static_cast<ScoreId>(i), scores);
  }
}

}  // namespace nextline
