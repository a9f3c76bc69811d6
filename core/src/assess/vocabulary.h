// SPDX-License-Identifier: Apache-2.0
// What the answers of an assessment are called: the id that stands in every output, and the word of the catalogue that
// stands in sentences. Once, in the order of the enumerations.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "knowledge/tables.h"
#include "nextline/tri.h"
#include "words/words.h"

namespace nextline {

enum class Verdict : std::uint8_t {
  kEligible,
  kEligibleWithCaution,
  kNeedsInformation,
  kNotIndicated,
  kContraindicated,
};
[[nodiscard]] constexpr bool usable(Verdict verdict) { return verdict <= Verdict::kEligibleWithCaution; }

// The level at which two neighbours differ first (contract.md, above_next).
enum class Level : std::uint8_t {
  kVerdict,
  kTier,
  kStrongCaution,
  kValue,
  kPathways,
  kCertainty,
  kPlaced,
  kId,
};

namespace vocabulary {

struct Name {
  std::string_view id;
  std::string_view word;
};

inline constexpr Name kVerdicts[] = {{"eligible", "verdict.eligible"_text},
                                     {"eligible_with_caution", "verdict.eligible_with_caution"_text},
                                     {"needs_information", "verdict.needs_information"_text},
                                     {"not_indicated", "verdict.not_indicated"_text},
                                     {"contraindicated", "verdict.contraindicated"_text}};
static_assert(std::size(kVerdicts) == static_cast<std::size_t>(Verdict::kContraindicated) + 1);

inline constexpr Name kTiers[] = {{"preferred", "tier.preferred"_text},
                                  {"option", "tier.option"_text},
                                  {"less_preferred", "tier.less_preferred"_text},
                                  {"not_recommended", "tier.not_recommended"_text}};
static_assert(std::size(kTiers) == static_cast<std::size_t>(knowledge::Tier::kNotRecommended) + 1);

inline constexpr std::string_view kLevels[] = {"verdict",  "tier",      "strong_caution", "value",
                                               "pathways", "certainty", "placed",         "id"};
static_assert(std::size(kLevels) == static_cast<std::size_t>(Level::kId) + 1);

inline constexpr std::string_view kKinds[] = {"excludes", "requires", "caution", "note"};
static_assert(std::size(kKinds) == static_cast<std::size_t>(knowledge::RuleKind::kNote) + 1);

}  // namespace vocabulary

[[nodiscard]] constexpr std::string_view id(Verdict verdict) {
  return vocabulary::kVerdicts[static_cast<std::size_t>(verdict)].id;
}
[[nodiscard]] constexpr std::string_view name_of(Verdict verdict) {
  return vocabulary::kVerdicts[static_cast<std::size_t>(verdict)].word;
}
[[nodiscard]] constexpr std::string_view id(knowledge::Tier tier) {
  return vocabulary::kTiers[static_cast<std::size_t>(tier)].id;
}
[[nodiscard]] constexpr std::string_view name_of(knowledge::Tier tier) {
  return vocabulary::kTiers[static_cast<std::size_t>(tier)].word;
}
[[nodiscard]] constexpr std::string_view id(Level level) {
  return vocabulary::kLevels[static_cast<std::size_t>(level)];
}
[[nodiscard]] constexpr std::string_view id(knowledge::RuleKind kind) {
  return vocabulary::kKinds[static_cast<std::size_t>(kind)];
}
// Of a criterion.
[[nodiscard]] constexpr std::string_view outcome_id(Tri outcome) {
  return outcome == Tri::kTrue ? "met" : outcome == Tri::kFalse ? "not_met" : "unknown";
}

}  // namespace nextline
