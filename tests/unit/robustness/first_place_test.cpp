// SPDX-License-Identifier: Apache-2.0
// Whether any weighting puts an option first: the exact answer, against examples that can be drawn on paper, a fine
// grid of weights and the sampler.
#include <vector>

#include "nextline/smaa.h"
#include "robustness/first_place.h"
#include "support/catch.h"
#include "support/random.h"

using namespace nextline;  // NOLINT(google-build-using-namespace)

namespace {

const std::vector<Weights> kOpen = vertices(Preferences());

// Values of two criteria; the other two are worth nothing to anyone.
Weights two(double first, double second) { return {first, second, 0, 0}; }

double weighted(const Weights& weights, const Weights& values) {
  double sum = 0;
  for (std::size_t c = 0; c < kEndpointCount; ++c) sum += weights[c] * values[c];
  return sum;
}

// The largest lead over all others that a grid of weights finds.
double best_lead(const Weights& own, const std::vector<Weights>& others) {
  constexpr int kSteps = 20;
  double best = -1;
  for (int a = 0; a <= kSteps; ++a) {
    for (int b = 0; a + b <= kSteps; ++b) {
      for (int c = 0; a + b + c <= kSteps; ++c) {
        const Weights weights = {a / 20.0, b / 20.0, c / 20.0, (kSteps - a - b - c) / 20.0};
        double lead = 1;
        for (const Weights& other : others)
          lead = std::min(lead, weighted(weights, own) - weighted(weights, other));
        best = std::max(best, lead);
      }
    }
  }
  return best;
}

}  // namespace

TEST_CASE("An option that is worse in everything is first under no weights", "[first-place]") {
  const Weights better = {0.5, 0.5, 0.5, 0.5};
  CHECK_FALSE(can_be_first({0.4, 0.4, 0.4, 0.4}, {&better, 1}, kOpen));
  CHECK(can_be_first({0.4, 0.4, 0.4, 0.6}, {&better, 1}, kOpen));
  CHECK(can_be_first(better, {&better, 1}, kOpen));  // a tie is first, too
  CHECK(can_be_first(better, {}, kOpen));
}

TEST_CASE("An option may be first between the extremes and at none of them", "[first-place]") {
  const std::vector<Weights> extremes = {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}};
  CHECK(can_be_first({0.3, 0.3, 0.3, 0.3}, extremes, kOpen));
  CHECK(can_be_first({0.25, 0.25, 0.25, 0.25}, extremes, kOpen));  // just so: a tie with all
  CHECK_FALSE(can_be_first({0.2, 0.2, 0.2, 0.2}, extremes, kOpen));
  // On the edge between two criteria a half is needed, not a quarter.
  const std::vector<Weights> both = {two(1, 0), two(0, 1), {0, 0, 1, 1}};
  CHECK(can_be_first(two(0.5, 0.5), both, kOpen));
  CHECK_FALSE(can_be_first(two(0.3, 0.3), both, kOpen));
}

TEST_CASE("Weights that were chosen leave one answer, an order leaves some", "[first-place]") {
  Preferences preferences;
  std::vector<Issue> issues;
  const std::vector<Weights> other = {two(0, 1)};
  read_preferences(R"({"weights": {"os": 3, "pfs": 1, "orr": 0, "grade34": 0}})", preferences, issues);
  CHECK(vertices(preferences).size() == 1);
  CHECK(can_be_first(two(0.4, 0), other, vertices(preferences)));
  CHECK_FALSE(can_be_first(two(0.3, 0), other, vertices(preferences)));
  read_preferences(R"({"order": ["os", "pfs", "orr", "grade34"]})", preferences, issues);
  CHECK(vertices(preferences).size() == 4);
  CHECK(can_be_first(two(0.1, 0), other, vertices(preferences)));  // with survival alone
  read_preferences(R"({"order": ["pfs", "os", "orr", "grade34"]})", preferences, issues);
  CHECK(can_be_first(two(1, 0), other, vertices(preferences)));  // with both alike
  CHECK_FALSE(can_be_first(two(0.9, 0), other, vertices(preferences)));
  CHECK(issues.empty());
}

TEST_CASE("The exact answer agrees with a grid of weights and with the sampler", "[first-place][property]") {
  test::Random random(20261125);
  int never = 0;
  for (int round = 0; round < 60; ++round) {
    const std::size_t n = 2 + static_cast<std::size_t>(random.unit() * 6);
    std::vector<Weights> options(n);
    for (Weights& option : options) {
      for (double& value : option) value = random.unit();
    }
    smaa::Problem problem;
    for (const Endpoint endpoint : kEndpoints)
      problem.criteria.push_back({std::string(id(endpoint)), {{0, 1}, {0, 1}}, {}});
    for (std::size_t k = 0; k < n; ++k) {
      problem.alternatives.push_back("option" + std::to_string(k));
      for (const double value : options[k]) problem.measurements.push_back(smaa::fixed_value(value));
    }
    smaa::Options draws;
    draws.draws = 2048;
    const smaa::Result sampled = smaa::analyse(problem, draws);
    REQUIRE(sampled.ok);
    for (std::size_t k = 0; k < n; ++k) {
      std::vector<Weights> others;
      for (std::size_t i = 0; i < n; ++i) {
        if (i != k) others.push_back(options[i]);
      }
      const bool possible = can_be_first(options[k], others, kOpen);
      const double lead = best_lead(options[k], others);
      if (lead > 1e-6) CHECK(possible);
      if (lead < -0.1) CHECK_FALSE(possible);
      if (!possible) CHECK(sampled.rank[k * n] == 0);
      if (sampled.rank[k * n] > 0) CHECK(possible);
      never += possible ? 0 : 1;
    }
  }
  CHECK(never > 20);  // or the check above has seen nothing
}
