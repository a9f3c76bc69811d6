// SPDX-License-Identifier: Apache-2.0
// The arrays that an evaluation fills and everything after it reads.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "assess/vocabulary.h"
#include "criteria/criteria.h"
#include "facts/facts.h"
#include "knowledge/limits.h"
#include "knowledge/tables.h"
#include "nextline/assess.h"
#include "value/value.h"

namespace nextline {

static_assert(kAssumableCount <= 8);  // bits of Judged::assumes

// Why a tier is what it is.
enum class TierRule : std::uint8_t { kMean, kSilent, kLifted, kCappedByStatement, kCappedByRule };

struct Judged {
  Verdict verdict = Verdict::kNeedsInformation;
  std::array<Tri, kMaxRulesEach> outcomes{};  // of the option's or trial's rules, in their order
  std::uint8_t assumes = 0;                   // bits of kAssumable it rests on
  bool strong_caution = false;
};

struct OptionResult : Judged {
  knowledge::Tier tier = knowledge::Tier::kLessPreferred;
  bool has_tier = true;  // false: no_change_now, which no algorithm speaks of; `tier` is then the last
  TierRule tier_rule = TierRule::kSilent;
  std::optional<std::uint16_t> capping_rule;        // rules(), for kCappedByRule
  std::array<std::int8_t, kMaxPathways> pathway{};  // what each pathway says; 0: silent
  int favouring = 0;                                // pathways with a positive value
  bool favoured_strongly = false;
  bool disfavoured_strongly = false;
  OptionValue value;
};

struct EvaluationData {
  Preferences preferences;
  Scores scores;
  Facts facts;
  Patient assumed;               // the patient with what may be assumed filled in
  std::uint8_t assumptions = 0;  // bits of kAssumable that were assumed
  std::array<OptionResult, kMaxOptions> options;
  std::array<Judged, kMaxTrials> trials;
  std::array<Tri, kMaxPathways> pathway_applies{};
  std::array<std::array<Tri, kMaxSteps>, kMaxPathways> steps{};
  std::array<std::uint8_t, kMaxOptions> order{};  // option index by rank
  std::array<Level, kMaxOptions> above_next{};    // by rank; the last one is unused
  bool trial_placed = false;                      // the option `clinical_trial` stands where the rule puts it
  bool no_change_placed = false;                  // `no_change_now` likewise
  // Outcome of each rule that no option changes, once it has been asked for: with the assumptions, and as entered.
  std::vector<std::optional<Tri>> shared;
  std::vector<std::optional<Tri>> shared_as_entered;
};

// The option's statements, walked again for the reasons: calls `visit(pathway, step, statement)` for each that
// applied, in the order walked.
template <class Visit>
void for_statements(const Subject& subject, const EvaluationData& data, Visit visit) {
  const auto pathways = knowledge::pathways();
  for (std::size_t p = 0; p < pathways.size(); ++p) {
    if (data.pathway_applies[p] != Tri::kTrue) continue;
    for (std::size_t s = 0; s < pathways[p].steps.size(); ++s) {
      const knowledge::Step& step = pathways[p].steps[s];
      const Tri answer = data.steps[p][s];
      const bool yes = answer == Tri::kTrue || (answer == Tri::kUnknown && step.unknown_as_yes);
      for (const knowledge::Statement& statement : step.statements) {
        if ((statement.branch == knowledge::Branch::kYes) != yes) continue;
        if (evaluate(subject, statement.node) != Tri::kTrue) continue;
        visit(p, s, statement);
      }
    }
  }
}

void judge(EvaluationData& data, const Patient& patient, std::span<const std::uint16_t> rules,
           const knowledge::Option* option, Judged& judged);
void walk_pathways(EvaluationData& data);
void assign_tiers(EvaluationData& data);
void rank(EvaluationData& data);

// Why `upper` stands above `lower`, two options of which the first ranks above the second.
[[nodiscard]] Level level_between(const EvaluationData& data, std::size_t upper, std::size_t lower);

}  // namespace nextline
