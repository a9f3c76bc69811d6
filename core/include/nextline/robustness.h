// SPDX-License-Identifier: Apache-2.0
// How much the order of the options means: rank acceptability, what flips it, and why one option stands above another.
//
//   const AssessOutcome out = robustness_text(R"({"prior_therapies": ["sorafenib"], "ecog": 1, ...})",
//                                             R"({"preset": "efficacy_first"})", {.draws = kQuickDraws});
//   out.text    // {"schema":"robustness/1","shown":true,...}
//
// What is compared. All usable treatments (eligible, with caution or without) that have a survival result take part;
// `left_out` says of every other option why it does not. The comparison is drawn where at least two of those that take
// part have their survival result from the patient's own setting (setting distance at most 1: after the same therapy or
// after any inhibitor; without an inhibitor before, after sorafenib or in first line); else `shown` is false,
// `hidden_because` says why and there are no ranks. Verdicts and tiers come first in the ranking and are never traded:
// everything here is about the value alone, so an option may be first here and stand lower in the ranking.
//
// The object `robustness/1`, also under the key `robustness` of an assessment:
//   schema, shown, hidden_because (or null), issues (of the preferences, as in an assessment)
//   preferences      what preferences.h writes: the weights and where they come from
//   weight_space     {id, text}: `tree` (benefit against harm uniform, then inside benefit uniform; where no weights were
//                    chosen), `order` (uniform over the weights that keep the order), `fixed` (the weights chosen)
//   draws, seed, standard_error (the largest that a share can have), between_studies {randomised, other}
//   missing          what the two policies mean, a sentence: everywhere below `worst` counts what is missing as the worst
//                    it may be, `best` as the best
//   options          those that take part, in the order of the ranking: id, label, rank, verdict, tier,
//     first_rank_share {worst, best}         share of draws in which it is first (ties are first together)
//     ranks {worst, best}                    share of draws for each rank, first to last
//     mean_value {worst, best}               over weights and results
//     value [low, high]                      as in `multicriteria`: at the chosen weights, without sampling
//     central_weights {worst, best}          mean weights where it is first, or null where it never is
//     criteria                               one object each for os, pfs, orr, grade34 (see below)
//   left_out         {id, because, text}: because is `placed_by_rule`, `not_usable`, `no_survival_result`,
//                    `hidden` (it would take part, but nothing is compared); with `options` all of them, once each
//   pairwise {worst, best}: rows and columns in the order of `options`; share of draws in which the row beats the column
//   never_first {worst, best, whatever}: ids that no weighting of the space puts first, with the results as printed
//                    (exact, from the vertices, not sampled); `whatever`: even with its own missing results at their
//                    best and all others' at their worst
//   swap             the first two of `options`: {first, second, above_because, gate, leads, one_way: [{weight, now, at}],
//                    text}; `at` is the weight at which their values change places when that weight alone moves
//                    and the others keep their proportions, or null: no weight does it. `gate`: a verdict, tier or strong
//                    caution parts them, so that no weight changes their places
//   interval_flip    {option, criterion, limit, result, leads, changes}: the first two, with one result at the limit of
//                    its 95 % interval (`low`, `high`), or with what is missing at the `best` it may be (result null where
//                    that has no bound)
//   without          {criterion, values, leads, changes}: the first two, with one criterion left out and the others in
//                    proportion
//   presets          {id, label, reason}: the weights that can be chosen, the default first
//   statements       what must be said where this is shown
// Where it is not shown options, pairwise, never_first, interval_flip and without are empty and swap is null.
// A criterion: id, unit, result (or null), low, high (95 % interval; null: not reached or no result), rule (ci, n,
//   assumed_n, none: what the interval rests on), n (the number that was used, or null), share_of_trial (n is the even
//   share of a whole trial's patients), row (id of the evidence, or null), setting_distance (0 nearest, or null),
//   missing, upper_bound_only (an inhibitor's benefit in patients who had none, for a patient who had one: counts as
//   missing, at most so much), bounds [worst, best] (missing harm: of its class, in percent, or null), value [worst,
//   best] (0..1 between the anchors), weight, contribution [worst, best] (weight times value), outside (probability that
//   a draw lies beyond the anchors, where it is clipped), certainty (high, moderate, low, very_low: of the result in its
//   setting, very_low where it is an upper bound only, never of the comparison) and says (is, probably, may, very uncertain).
//
// Distributions (robustness.md): medians log-normal, from the interval, else from n; response and harm Jeffreys beta from
// n; else 20 patients assumed. Results of one study share one shift per outcome. Draws are clipped to the anchors. Two
// options that rested on one and the same row would be drawn apart, as if on two; the knowledge base leads nobody there.
// Unknown: what is unknown of the patient acts through verdicts and settings as in the assessment.
// Errors: as assess_text; bad preferences are an issue and the default weights count.
// Sources: Lahdelma and Salminen, Oper Res 2001;49:444 (SMAA-2); for the sentences of certainty, GRADE.
#pragma once

#include <cstdint>
#include <string_view>

#include "nextline/nextline.h"

namespace nextline {

inline constexpr std::uint32_t kQuickDraws = 2048;
inline constexpr std::uint32_t kRefinedDraws = 16384;
inline constexpr std::uint32_t kMostDraws = 1U << 20U;

struct RobustnessOptions {
  std::uint32_t draws = kRefinedDraws;  // brought to a multiple of 4 from 4 to kMostDraws
  std::uint64_t seed = 20261121;        // printed as a number: at most 2^53 is exact
};

// The object alone.
[[nodiscard]] AssessOutcome robustness_text(std::string_view patient_json,
                                            std::string_view preferences_json = {},
                                            const RobustnessOptions& options = {});

// The assessment with the keys of explore.h (ask_next, what_if, rank_range) and the object under `robustness`.
[[nodiscard]] AssessOutcome assess_with_robustness_text(std::string_view patient_json,
                                                        std::string_view preferences_json,
                                                        const RobustnessOptions& options);

// Why of two options one stands above the other, whatever lies between them:
//   {"schema":"comparison/1","above":"lenvatinib","below":"sorafenib","because":"value","text":"...",
//    "differences":[{"criterion":"os","contribution":0.08,"text":"Overall survival: 10.3 against 7.5 months."}],
//    "statement":"..."}
// `because` is the first level of the ranking that differs (contract.md, above_next); `differences` are the two largest
// differences in contribution to the value, with what is missing at worst; positive: in favour of `above`. Empty where
// an option has no value. An unknown id, or the same id twice, gives no comparison and one sentence in `error`.
[[nodiscard]] AssessOutcome compare_text(std::string_view patient_json, std::string_view preferences_json,
                                         std::string_view a, std::string_view b);

}  // namespace nextline
