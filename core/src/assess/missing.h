// SPDX-License-Identifier: Apache-2.0
// What stands in the way: which open criteria an option or trial waits for, and the fields that are missing for anything.
#pragma once

#include "assess/evaluation.h"

namespace nextline {

// Whether an option or trial waits for this open criterion: a usable one for its strong cautions, one that cannot be judged
// yet for what decides it.
[[nodiscard]] inline bool waits_for(const knowledge::Rule& rule, Tri outcome, const Judged& judged) {
  if (outcome != Tri::kUnknown) return false;
  if (usable(judged.verdict)) return rule.kind == knowledge::RuleKind::kCaution && rule.strong;
  const bool decides =
      rule.kind == knowledge::RuleKind::kExcludes || rule.kind == knowledge::RuleKind::kRequires;
  return decides && judged.verdict == Verdict::kNeedsInformation;
}

// The fields of the assessment's `missing`.
[[nodiscard]] FieldSet missing_fields(const Patient& patient, const EvaluationData& data);

}  // namespace nextline
