// SPDX-License-Identifier: Apache-2.0
#include "robustness/leader.h"

#include <algorithm>

#include "nextline/numbers.h"

namespace nextline {

double weighted(const Weights& weights, const Values& values) {
  double sum = 0;
  for (std::size_t c = 0; c < kEndpointCount; ++c) sum += weights[c] * values[c];
  return sum;
}

std::optional<std::size_t> leader(double first, double second) {
  const double a = round6(first);
  const double b = round6(second);
  if (a == b) return std::nullopt;
  return a > b ? 0 : 1;
}

Weights without(const Weights& weights, Endpoint endpoint) {
  Weights out = weights;
  out[place(endpoint)] = 0;
  double sum = 0;
  for (const double weight : out) sum += weight;
  for (double& weight : out) weight = sum > 0 ? weight / sum : 0;
  return out;
}

Weights only(const Weights& weights, bool benefit) {
  Weights out{};
  double sum = 0;
  for (std::size_t c = 0; c < kEndpointCount; ++c) {
    if ((c != place(Endpoint::kGrade34)) != benefit) continue;
    out[c] = weights[c];
    sum += weights[c];
  }
  for (double& weight : out) weight = sum > 0 ? weight / sum : 0;
  return out;
}

bool any(const Weights& weights) {
  return std::any_of(weights.begin(), weights.end(), [](double w) { return w > 0; });
}

std::optional<double> changes_at(const Weights& one, const Weights& rest, const Values& first,
                                 const Values& second) {
  if (!any(one) || !any(rest)) return std::nullopt;
  const double with_all = weighted(one, first) - weighted(one, second);
  const double with_none = weighted(rest, first) - weighted(rest, second);
  const bool opposite =
      (round6(with_all) > 0 && round6(with_none) < 0) || (round6(with_all) < 0 && round6(with_none) > 0);
  if (!opposite) return std::nullopt;
  return with_none / (with_none - with_all);
}

}  // namespace nextline
