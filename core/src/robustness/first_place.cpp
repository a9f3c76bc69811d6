// SPDX-License-Identifier: Apache-2.0
#include "robustness/first_place.h"

#include <array>

#include "robustness/leader.h"

namespace nextline {

namespace {

constexpr double kTiny = 1e-9;

}  // namespace

std::vector<Weights> vertices(const Preferences& preferences) {
  std::vector<Weights> out;
  if (preferences.from == Preferences::From::kOrder) {
    for (std::size_t first = 1; first <= kEndpointCount; ++first) {
      Weights& vertex = out.emplace_back();
      for (std::size_t i = 0; i < first; ++i)
        vertex[place(preferences.order[i])] = 1 / static_cast<double>(first);
    }
  } else if (weights_are_open(preferences)) {
    for (std::size_t c = 0; c < kEndpointCount; ++c) out.emplace_back()[c] = 1;
  } else {
    out.push_back(preferences.weights);
  }
  return out;
}

// A matrix game: we choose a mixture of vertices, the opponent the option that beats it most. Its value is at least 0
// where the option can be first. With all payoffs shifted above 0 the opponent's side is: maximise the sum of y under
// payoff * y <= 1, y >= 0, whose optimum is 1 / value; the simplex method solves it from y = 0. Bland's rule, so that it
// ends.
bool can_be_first(const Weights& own, std::span<const Weights> others, std::span<const Weights> vertices) {
  constexpr double kShift = 2;  // differences lie between -1 and 1
  const std::size_t rows = vertices.size();
  const std::size_t columns = others.size() + rows + 1;  // y, slack, right side
  if (others.empty()) return true;
  std::vector<double> cells((rows + 1) * columns, 0);
  const auto table = [&](std::size_t row) { return cells.data() + row * columns; };
  std::array<std::size_t, kEndpointCount> basis{};
  for (std::size_t r = 0; r < rows; ++r) {
    const double value = weighted(vertices[r], own);
    for (std::size_t j = 0; j < others.size(); ++j) {
      table(r)[j] = value - weighted(vertices[r], others[j]) + kShift;
    }
    table(r)[others.size() + r] = 1;
    table(r)[columns - 1] = 1;
    basis[r] = others.size() + r;
  }
  for (std::size_t j = 0; j < others.size(); ++j) table(rows)[j] = -1;
  // Some dozen steps; the limit is against rounding that goes in circles.
  for (int step = 0; step < 1000; ++step) {
    std::size_t enters = 0;
    while (enters + 1 < columns && table(rows)[enters] >= -kTiny) ++enters;
    if (enters + 1 == columns) break;
    std::size_t leaves = rows;
    double least = 0;
    for (std::size_t r = 0; r < rows; ++r) {
      if (table(r)[enters] <= kTiny) continue;
      const double ratio = table(r)[columns - 1] / table(r)[enters];
      const bool smaller =
          leaves == rows || ratio < least - kTiny || (ratio < least + kTiny && basis[r] < basis[leaves]);
      if (smaller) {
        leaves = r;
        least = ratio;
      }
    }
    if (leaves == rows) break;  // unbounded: not with payoffs above 0
    const double pivot = table(leaves)[enters];
    for (std::size_t c = 0; c < columns; ++c) table(leaves)[c] /= pivot;
    for (std::size_t r = 0; r <= rows; ++r) {
      const double factor = table(r)[enters];
      if (r == leaves || factor == 0) continue;
      for (std::size_t c = 0; c < columns; ++c) table(r)[c] -= factor * table(leaves)[c];
    }
    basis[leaves] = enters;
  }
  return 1 / table(rows)[columns - 1] >= kShift - kTiny;
}

}  // namespace nextline
