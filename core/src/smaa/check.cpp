// SPDX-License-Identifier: Apache-2.0
#include "smaa/check.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "nextline/json_writer.h"
#include "numbers/sort.h"
#include "words/words.h"

namespace nextline::smaa {

namespace {

bool in_range(double x, double low, double high) { return x >= low && x <= high; }  // false for NaN

constexpr double kMostNatural = 1e12;

std::string check_ids(const std::vector<std::string>& ids, std::string_view what, std::size_t most) {
  if (ids.empty() || ids.size() > most) {
    return say<"smaa.count">(std::to_string(most), what, std::to_string(ids.size()));
  }
  std::vector<std::string> sorted = ids;
  sort_few(sorted);
  if (sorted.front().empty()) return say<"smaa.empty_id">(what);
  const auto twice = std::adjacent_find(sorted.begin(), sorted.end());
  if (twice == sorted.end()) return {};
  return say<"smaa.same_id">(what, cut(*twice));
}

// All of these give what was expected where it is not so, or nothing.
std::string check_function(const ValueFunction& f) {
  if (f.x.size() != f.v.size()) return std::string("smaa.expect.as_many_points"_text);
  if (f.x.size() < 2 || f.x.size() > kMaxPoints) {
    return say<"smaa.expect.points">(std::to_string(kMaxPoints));
  }
  for (std::size_t i = 0; i < f.x.size(); ++i) {
    if (!in_range(f.x[i], -kMostNatural, kMostNatural)) return std::string("smaa.expect.x_range"_text);
    if (!in_range(f.v[i], -1e6, 1e6)) return std::string("smaa.expect.v_range"_text);
    if (i != 0 && !(f.x[i] > f.x[i - 1])) return std::string("smaa.expect.x_ascending"_text);
  }
  return {};
}

std::string_view check_measurement(const Measurement& m) {
  if (!in_range(m.scale, 1e-9, 1e9)) return "smaa.expect.scale"_text;
  const bool shifts = m.study && m.tau != 0;
  if (shifts && !in_range(m.tau, 0, 10)) return "smaa.expect.tau"_text;
  if (shifts && m.kind != Kind::kLognormal && m.kind != Kind::kBeta && m.kind != Kind::kLogitNormal) {
    return "smaa.expect.shift"_text;
  }
  switch (m.kind) {
    case Kind::kFixed:
      return in_range(m.a, -kMostNatural, kMostNatural) ? std::string_view{} : "smaa.expect.number_range"_text;
    case Kind::kMissing:
      return in_range(m.a, -kMostNatural, kMostNatural) && in_range(m.b, -kMostNatural, kMostNatural)
                 ? std::string_view{}
                 : "smaa.expect.worst_best_range"_text;
    case Kind::kNormal:
      if (!in_range(m.a, -kMostNatural, kMostNatural)) return "smaa.expect.mean"_text;
      return in_range(m.b, 0, kMostNatural) ? std::string_view{} : "smaa.expect.sd"_text;
    case Kind::kLognormal:
      if (!in_range(m.a, -27, 27)) return "smaa.expect.mean_of_ln"_text;
      return in_range(m.b, 0, 10) ? std::string_view{} : "smaa.expect.sd_of_ln"_text;
    case Kind::kBeta:
      return in_range(m.a, 1e-3, 1e5) && in_range(m.b, 1e-3, 1e5) ? std::string_view{}
                                                                  : "smaa.expect.alpha_beta"_text;
    case Kind::kLogitNormal:
      if (!in_range(m.a, -100, 100)) return "smaa.expect.mean_of_logit"_text;
      return in_range(m.b, 0, 100) ? std::string_view{} : "smaa.expect.sd_of_logit"_text;
    case Kind::kCorrelated:
      return {};
  }
  return "smaa.expect.distribution"_text;
}

std::string_view check_group(const CorrelatedGroup& g, std::size_t n) {
  if (!in_range(g.baseline_mu, -100, 100)) return "smaa.expect.baseline_mean"_text;
  if (!in_range(g.baseline_sigma, 0, 100)) return "smaa.expect.baseline_sd"_text;
  if (g.mu.size() != n) return "smaa.expect.relative_each"_text;
  if (g.cov.size() != n * n) return "smaa.expect.covariance_shape"_text;
  for (const double x : g.mu) {
    if (!in_range(x, -100, 100)) return "smaa.expect.relative_range"_text;
  }
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < n; ++k) {
      const double x = g.cov[i * n + k];
      if (!in_range(x, -1e4, 1e4)) return "smaa.expect.covariance_range"_text;
      if (std::fabs(x - g.cov[k * n + i]) > 1e-9 * (1 + std::fabs(x))) return "smaa.expect.symmetric"_text;
    }
  }
  return {};
}

std::string check_weights(const Problem& p) {
  const std::size_t m = p.criteria.size();
  const Weights& w = p.weights;
  switch (w.space) {
    case WeightSpace::kSimplex:
      return {};
    case WeightSpace::kFixed: {
      if (w.fixed.size() != m) return std::string("smaa.expect.weight_each"_text);
      double sum = 0;
      for (const double x : w.fixed) {
        if (!in_range(x, 0, 1e9)) return std::string("smaa.expect.weight_range"_text);
        sum += x;
      }
      return std::string(sum > 1e-9 ? std::string_view{} : "smaa.expect.weight_above_0"_text);
    }
    case WeightSpace::kOrdinal: {
      if (w.order.size() != m) return std::string("smaa.expect.every_in_order"_text);
      std::vector<std::uint32_t> sorted = w.order;
      sort_few(sorted);
      for (std::size_t i = 0; i < sorted.size(); ++i) {
        if (sorted[i] != i) return std::string("smaa.expect.every_in_order"_text);
      }
      return {};
    }
    case WeightSpace::kTree:
      if (w.branch.size() != m) return std::string("smaa.expect.branch_each"_text);
      for (const std::uint32_t b : w.branch) {
        if (b >= kMaxCriteria) return say<"smaa.expect.branch_range">(std::to_string(kMaxCriteria));
      }
      return {};
  }
  return std::string("smaa.expect.known_space"_text);
}

}  // namespace

std::string wrong_measurement(const Problem& problem, std::size_t criterion, std::size_t alternative,
                              std::string_view expected) {
  return say<"smaa.measurement">(cut(problem.criteria[criterion].id), cut(problem.alternatives[alternative]),
                                 expected);
}

std::string check(const Problem& p) {
  std::string wrong = check_ids(p.alternatives, "smaa.alternatives"_text, kMaxAlternatives);
  if (!wrong.empty()) return wrong;
  std::vector<std::string> ids;
  for (const Criterion& c : p.criteria) ids.push_back(c.id);
  wrong = check_ids(ids, "smaa.criteria"_text, kMaxCriteria);
  if (!wrong.empty()) return wrong;
  const std::size_t n = p.alternatives.size();
  const std::size_t m = p.criteria.size();
  if (p.measurements.size() != n * m) return std::string("smaa.measurements"_text);
  for (std::size_t c = 0; c < m; ++c) {
    wrong = check_function(p.criteria[c].value);
    bool correlated = false;
    for (std::size_t i = 0; i < n; ++i) {
      const Measurement& one = p.measurements[i * m + c];
      correlated = correlated || one.kind == Kind::kCorrelated;
      const std::string_view fault = check_measurement(one);
      if (!fault.empty()) return wrong_measurement(p, c, i, fault);
    }
    if (wrong.empty() && correlated) wrong = check_group(p.criteria[c].group, n);
    if (!wrong.empty()) return say<"smaa.criterion">(cut(p.criteria[c].id), wrong);
  }
  wrong = check_weights(p);
  return wrong.empty() ? wrong : say<"smaa.weights">(wrong);
}

}  // namespace nextline::smaa
