// SPDX-License-Identifier: Apache-2.0
// Which keys an entry has, and of which kind: the same as in core/knowledge/schema (a test compares them).
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <span>
#include <string_view>

#include "knowledge/compiler/files.h"

namespace nextline::knowledge::compiler {

using Json = nlohmann::json;

enum class Need : std::uint8_t { kRequired, kOptional };

enum class Kind : std::uint8_t {
  kText,       // not empty
  kMaybeText,  // text, may be empty
  kTexts,      // array of texts
  kBoolean,
  kNumber,
  kCount,      // whole number above 0
  kDate,       // 2026-11-21
  kRoughDate,  // 2026-11-21, 2026-11 or 2026
  kWord,       // one of `words`
  kObject,
  kObjects,      // array of objects
  kCondition,    // the criteria language
  kProbability,  // number 0..1, or "<0.001" as printed
  kRatio,        // number, or {"value", "low", "high"}
};

struct Key {
  std::string_view name;
  Kind kind = Kind::kText;
  Need need = Need::kRequired;
  bool null = false;  // may be null
  std::span<const std::string_view> words = {};
};

struct Shape {
  std::string_view name;  // the section, as its file is called
  std::span<const Key> keys;
};

// A section is a top-level array of the knowledge base.
struct Section {
  std::string_view name;  // "rules"
  bool folder;            // rules/*.json, else rules.json
  const Shape* shape;
};
[[nodiscard]] std::span<const Section> sections();
[[nodiscard]] std::span<const Shape* const> shapes();  // all, for the comparison with the schemas

extern const Shape kSourceShape, kDocumentShape, kGuidelineShape, kAgentShape, kRegimenShape, kOptionShape,
    kDoseShape, kCarriesShape, kRuleShape, kCapShape, kTrialShape, kTrialCriterionShape, kArmShape,
    kRecruitmentShape, kPathwayShape, kAppliesShape, kStepShape, kStatementShape, kEvidenceShape, kOutcomeShape,
    kConsiderationShape, kStopShape, kDefinitionShape, kConflictShape, kReadingShape, kLabelShape,
    kSentenceShape, kChangeShape, kValuesShape, kAnchorsShape, kAnchorShape, kPresetShape, kBetweenStudiesShape,
    kHarmShape;

// Refuses unknown keys, missing ones and values of another kind (parts are checked by their own shape).
void check_shape(const Json& entry, const Shape& shape, const Where& where);

[[nodiscard]] bool is_date(std::string_view text);

}  // namespace nextline::knowledge::compiler
