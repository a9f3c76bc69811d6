// SPDX-License-Identifier: Apache-2.0
// Whether any weighting puts an option first: an exact answer, from the vertices of the weight space.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "nextline/preferences.h"

namespace nextline {

// The vertices of the weights that `preferences` leave open: the four criteria alone; for an order the means of its
// first one, two, three and all; for chosen weights these themselves.
[[nodiscard]] std::vector<Weights> vertices(const Preferences& preferences);

// True where some mixture of the vertices gives `own` at least the value of each of `others` (a tie is first, too).
// Values are those of the criteria, before weighting. The answer is that of a linear programme, not of a sample: an
// option may be first inside the space and at none of its vertices.
[[nodiscard]] bool can_be_first(const Weights& own, std::span<const Weights> others,
                                std::span<const Weights> vertices);

}  // namespace nextline
