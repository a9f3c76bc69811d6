// SPDX-License-Identifier: Apache-2.0
// Whether a problem can be computed, and what is said where it cannot.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "nextline/smaa.h"

namespace nextline::smaa {

// One sentence with the place where the problem is bad, nothing where it is good.
[[nodiscard]] std::string check(const Problem& problem);

// The sentence about one measurement, by its places in the problem.
[[nodiscard]] std::string wrong_measurement(const Problem& problem, std::size_t criterion,
                                            std::size_t alternative, std::string_view expected);

}  // namespace nextline::smaa
