// SPDX-License-Identifier: Apache-2.0
#include "nextline/issues.h"

#include <algorithm>
#include <utility>

#include "numbers/sort.h"

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
  const auto place = [](const Issue& issue) { return issue.of ? issue.of->index : kFieldCount; };
  std::vector<std::uint32_t> order(issues.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::uint32_t>(i);
  sort_numbers(order, [&](std::uint32_t left, std::uint32_t right) {
    const Issue& a = issues[left];
    const Issue& b = issues[right];
    if (place(a) != place(b)) return place(a) < place(b);
    if (a.field != b.field) return a.field < b.field;
    if (a.code != b.code) return id(a.code) < id(b.code);
    if (a.message != b.message) return a.message < b.message;
    return left < right;
  });
  std::vector<Issue> sorted;
  sorted.reserve(issues.size());
  for (const std::uint32_t i : order) sorted.push_back(std::move(issues[i]));
  issues = std::move(sorted);
}

bool has_error(const std::vector<Issue>& issues) {
  return std::any_of(issues.begin(), issues.end(), [](const Issue& issue) { return is_error(issue.code); });
}

}  // namespace nextline
