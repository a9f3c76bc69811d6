// SPDX-License-Identifier: Apache-2.0
#include "nextline/issues.h"

#include <algorithm>
#include <climits>
#include <iterator>

namespace nextline {

namespace {

constexpr std::string_view kIds[] = {
    "unknown_field",    "unknown_unit",  "unknown_word", "unknown_regimen",   "wrong_type", "not_finite",
    "impossible_value", "duplicate_key", "bad_weights",  "implausible_value", "unit_slip",  "contradiction",
};

}  // namespace

std::string_view id(IssueCode code) { return kIds[static_cast<std::size_t>(code)]; }

bool is_error(IssueCode code) { return code < IssueCode::kImplausibleValue; }

void sort_issues(std::vector<Issue>& issues) {
  const auto place = [](const Issue& issue) { return issue.field_index < 0 ? INT_MAX : issue.field_index; };
  std::stable_sort(issues.begin(), issues.end(), [&](const Issue& a, const Issue& b) {
    if (place(a) != place(b)) return place(a) < place(b);
    if (a.field != b.field) return a.field < b.field;
    if (a.code != b.code) return id(a.code) < id(b.code);
    return a.message < b.message;
  });
}

bool has_error(const std::vector<Issue>& issues) {
  return std::any_of(issues.begin(), issues.end(), [](const Issue& issue) { return is_error(issue.code); });
}

}  // namespace nextline
