// SPDX-License-Identifier: Apache-2.0
// The published algorithms, walked step by step, and the tier that follows from them (design.md, "Ranking").
#include <optional>

#include "assess/evaluation.h"

namespace nextline {

using knowledge::Tier;

namespace {

Tier tier_of_mean(double mean) {
  if (compare(mean, 1.5) >= 0) return Tier::kPreferred;
  if (compare(mean, 0.5) >= 0) return Tier::kOption;
  return compare(mean, -1.5) >= 0 ? Tier::kLessPreferred : Tier::kNotRecommended;
}

}  // namespace

void walk_pathways(EvaluationData& data) {
  const auto pathways = knowledge::pathways();
  const Subject subject{data.assumed, data.scores, data.facts, nullptr};
  for (OptionResult& option : data.options) {
    option.pathway.fill(0);
    option.favoured_strongly = false;
    option.disfavoured_strongly = false;
  }
  for (std::size_t p = 0; p < pathways.size(); ++p) {
    data.pathway_applies[p] = evaluate(subject, pathways[p].applies);
    for (std::size_t s = 0; s < pathways[p].steps.size(); ++s) {
      data.steps[p][s] = evaluate(subject, pathways[p].steps[s].node);
    }
  }
  for_statements(subject, data, [&](std::size_t p, std::size_t, const knowledge::Statement& said) {
    OptionResult& option = data.options[said.option];
    // A later step speaks over an earlier one; but a further reason against does not lift what is advised against more strongly.
    if (said.value > 0 || option.pathway[p] >= said.value) option.pathway[p] = said.value;
    if (said.strong) (said.value > 0 ? option.favoured_strongly : option.disfavoured_strongly) = true;
  });
}

void assign_tiers(EvaluationData& data) {
  const auto options = knowledge::options();
  const std::size_t pathways = knowledge::pathways().size();
  const std::size_t no_change = knowledge::named().no_change_now;
  for (std::size_t o = 0; o < options.size(); ++o) {
    OptionResult& option = data.options[o];
    option.has_tier = o != no_change;
    int spoken = 0;
    int sum = 0;
    option.favouring = 0;
    for (std::size_t p = 0; p < pathways; ++p) {
      const int value = option.pathway[p];
      if (value == 0) continue;
      ++spoken;
      sum += value;
      option.favouring += value > 0 ? 1 : 0;
    }
    option.capping_rule.reset();
    option.tier_rule = spoken == 0 ? TierRule::kSilent : TierRule::kMean;
    option.tier = spoken == 0 ? Tier::kLessPreferred : tier_of_mean(static_cast<double>(sum) / spoken);
    if (!option.has_tier) option.tier = Tier::kNotRecommended;
    if (option.favoured_strongly && !option.disfavoured_strongly && option.tier > Tier::kOption) {
      option.tier = Tier::kOption;
      option.tier_rule = TierRule::kLifted;
    }
    if (option.disfavoured_strongly && !option.favoured_strongly && option.tier < Tier::kLessPreferred) {
      option.tier = Tier::kLessPreferred;
      option.tier_rule = TierRule::kCappedByStatement;
    }
    // Caps of safety.md come last: no statement lifts them.
    for (std::size_t i = 0; i < options[o].rules.size(); ++i) {
      const knowledge::Rule& rule = knowledge::rules()[options[o].rules[i]];
      if (!rule.caps || option.outcomes[i] != Tri::kTrue || option.tier >= rule.cap) continue;
      option.tier = rule.cap;
      option.tier_rule = TierRule::kCappedByRule;
      option.capping_rule = options[o].rules[i];
    }
  }
}

}  // namespace nextline
