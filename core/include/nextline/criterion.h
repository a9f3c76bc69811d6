// SPDX-License-Identifier: Apache-2.0
// What options are compared by, and how much each counts.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace nextline {

// What is compared, in this order everywhere: overall survival, progression-free survival (months), objective response,
// grade 3-4 treatment-related events (percent).
enum class Criterion : std::uint8_t { kOs, kPfs, kOrr, kGrade34 };
inline constexpr std::size_t kCriterionCount = 4;
inline constexpr std::array<Criterion, kCriterionCount> kCriteria = {Criterion::kOs, Criterion::kPfs,
                                                                     Criterion::kOrr, Criterion::kGrade34};
[[nodiscard]] std::string_view id(Criterion criterion);    // "os"
[[nodiscard]] std::string_view unit(Criterion criterion);  // "months", "%"
[[nodiscard]] constexpr std::size_t place(Criterion criterion) { return static_cast<std::size_t>(criterion); }

using Weights = std::array<double, kCriterionCount>;  // each 0..1, sum 1

}  // namespace nextline
