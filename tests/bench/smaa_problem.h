// SPDX-License-Identifier: Apache-2.0
// The problem of the rank acceptability bench: 20 options on 6 criteria, half of the measurements lognormal, half beta.
// The numbers mean nothing. Shared by the native bench and its WebAssembly twin.
#pragma once

#include <string>

#include "nextline/numbers.h"
#include "nextline/smaa.h"

namespace nextline::bench {

inline smaa::Problem smaa_problem() {
  constexpr int kOptions = 20;
  constexpr int kCriteria = 6;
  smaa::Problem problem;
  for (int c = 0; c < kCriteria; ++c) {
    const bool months = c % 2 == 0;
    problem.criteria.push_back(
        {std::to_string(c), {months ? std::vector<double>{0, 24} : std::vector<double>{0, 100}, {0, 1}}, {}});
  }
  for (int i = 0; i < kOptions; ++i) {
    problem.alternatives.push_back(std::to_string(100 + i));
    for (int c = 0; c < kCriteria; ++c) {
      const double step = (i * 7 + c * 5) % 11;
      problem.measurements.push_back(c % 2 == 0 ? smaa::lognormal(ln(6 + step), 0.2)
                                                : smaa::beta(8.5 + 2 * step, 41.5 - 2 * step, 100));
    }
  }
  return problem;
}

}  // namespace nextline::bench
