// SPDX-License-Identifier: Apache-2.0
// Which of two options comes out higher, and at which weights they change places: sums, without sampling.
#pragma once

#include <cstddef>
#include <optional>

#include "nextline/endpoint.h"

namespace nextline {

using Values = Weights;  // of the endpoints, 0..1

[[nodiscard]] double weighted(const Weights& weights, const Values& values);

// Which of two values is larger: 0, 1, or neither. To six decimals, as everything that is printed.
[[nodiscard]] std::optional<std::size_t> leader(double first, double second);

// The weights with one endpoint left out and the others in proportion; only those of benefit or of harm. All 0 where
// nothing is left.
[[nodiscard]] Weights without(const Weights& weights, Endpoint endpoint);
[[nodiscard]] Weights only(const Weights& weights, bool benefit);
[[nodiscard]] bool any(const Weights& weights);

// The weight t at which the two change places, when the weights are t * one + (1 - t) * rest; none: they do not. A tie
// at either end is no change.
[[nodiscard]] std::optional<double> changes_at(const Weights& one, const Weights& rest, const Values& first,
                                               const Values& second);

}  // namespace nextline
