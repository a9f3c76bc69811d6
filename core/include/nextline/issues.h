// SPDX-License-Identifier: Apache-2.0
// What is wrong with an input. An issue never stops the assessment: the field becomes unknown (errors) or
// is questioned (warnings), the rest is still assessed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nextline/fields.h"

namespace nextline {

enum class IssueCode : std::uint8_t {
  // errors
  kUnknownField,
  kUnknownUnit,
  kUnknownWord,
  kUnknownRegimen,
  kWrongType,
  kNotFinite,
  kImpossibleValue,
  kDuplicateKey,
  kBadWeights,  // of the preferences, not of the patient
  // warnings
  kImplausibleValue,
  kUnitSlip,
  kContradiction,
};

[[nodiscard]] std::string_view id(IssueCode code);  // "unknown_field"
[[nodiscard]] bool is_error(IssueCode code);

// One parameter of the message: text, or a number when `is_number`.
struct IssueParam {
  std::string_view name;
  std::string text;
  double number = 0;
  bool is_number = false;
};

struct Issue {
  IssueCode code;
  std::optional<Field> of;  // none: not a field of the table
  std::string field;        // id as entered, at most 64 code points
  std::vector<IssueParam> params;
  std::string message;  // one sentence: what was expected
};

// Field order (unknown fields last, by bytes), then code, then message.
void sort_issues(std::vector<Issue>& issues);
[[nodiscard]] bool has_error(const std::vector<Issue>& issues);

}  // namespace nextline
