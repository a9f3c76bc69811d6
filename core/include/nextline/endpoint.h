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
enum class Endpoint : std::uint8_t { kOs, kPfs, kOrr, kGrade34 };
inline constexpr std::size_t kEndpointCount = 4;
inline constexpr std::array<Endpoint, kEndpointCount> kEndpoints = {Endpoint::kOs, Endpoint::kPfs,
                                                                    Endpoint::kOrr, Endpoint::kGrade34};
[[nodiscard]] std::string_view id(Endpoint endpoint);    // "os"
[[nodiscard]] std::string_view unit(Endpoint endpoint);  // "months", "%"
[[nodiscard]] constexpr std::size_t place(Endpoint endpoint) { return static_cast<std::size_t>(endpoint); }

using Weights = std::array<double, kEndpointCount>;  // each 0..1, sum 1

}  // namespace nextline
