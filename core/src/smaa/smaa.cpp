// SPDX-License-Identifier: Apache-2.0
#include "nextline/smaa.h"

#include <algorithm>
#include <cmath>

#include "numbers/sort.h"
#include "smaa/check.h"
#include "smaa/plan.h"
#include "words/words.h"

namespace nextline::smaa {

namespace {

constexpr double kTie = 1e-12;  // totals under fixed weights this close are a tie

// A tree whose branches all hold one criterion, or that has one branch, is the simplex.
WeightPlan make_weight_plan(const Weights& weights, const Tables& tables) {
  const std::size_t m = tables.m;
  WeightPlan plan;
  plan.never.assign(m, 0);
  std::vector<std::uint32_t> place(m);  // in the problem -> here
  for (std::uint32_t c = 0; c < m; ++c) place[tables.criteria[c]] = c;
  std::vector<std::uint32_t> all(m);
  for (std::uint32_t c = 0; c < m; ++c) all[c] = c;
  switch (weights.space) {
    case WeightSpace::kSimplex:
      plan.branches = {all};
      break;
    case WeightSpace::kOrdinal:
      plan.ordinal = true;
      plan.branches.emplace_back();
      for (const std::uint32_t c : weights.order) plan.branches[0].push_back(place[c]);
      break;
    case WeightSpace::kTree: {
      std::vector<std::vector<std::uint32_t>> branches(kMaxCriteria);
      for (std::uint32_t c = 0; c < m; ++c) branches[weights.branch[tables.criteria[c]]].push_back(c);
      // In the order of their first criterion, whatever their numbers.
      sort_few(branches);
      for (std::vector<std::uint32_t>& branch : branches) {
        if (!branch.empty()) plan.branches.push_back(std::move(branch));
      }
      if (plan.branches.size() == m) plan.branches = {all};
      break;
    }
    case WeightSpace::kFixed: {
      double sum = 0;
      for (const double w : weights.fixed) sum += w;
      for (std::uint32_t c = 0; c < m; ++c) {
        const double w = weights.fixed[tables.criteria[c]] / sum;
        plan.constant.push_back(static_cast<float>(w));
        plan.never[c] = w == 0 ? 1 : 0;
      }
      break;
    }
  }
  return plan;
}

std::vector<Dominance> find_dominance(const Tables& tables, const WeightPlan& plan) {
  std::vector<Dominance> result;
  const auto dominates = [&](std::size_t a, std::size_t b) {
    bool better = false;
    for (std::size_t c = 0; c < tables.m; ++c) {
      const Composed& mine = tables.cells[a * tables.m + c];
      const Composed& other = tables.cells[b * tables.m + c];
      // Where draws may touch, rounding decides: a clear distance is asked for.
      const bool constant = mine.kind == ComposedKind::kConstant && other.kind == ComposedKind::kConstant;
      if (constant ? mine.constant < other.constant : mine.least < other.most + 1e-6F) return false;
      if (plan.never[c] != 0) continue;
      better = better || !constant || mine.constant > other.constant;
    }
    return better;
  };
  for (std::uint32_t a = 0; a < tables.n; ++a) {
    for (std::uint32_t b = 0; b < tables.n; ++b) {
      if (a != b && dominates(a, b)) result.push_back({a, b});
    }
  }
  return result;
}

// Everything of one run, in the tables' order; put into the problem's order at the end.
class Run {
 public:
  Run(const Problem& problem, const Tables& tables, const Options& options)
      : problem_(problem),
        tables_(tables),
        options_(options),
        n_(tables.n),
        m_(tables.m),
        plan_(make_weight_plan(problem.weights, tables)) {}

  Result go() {
    result_.rank.assign(n_ * n_, 0);
    result_.pairwise.assign(n_ * n_, 0);
    result_.central.assign(n_ * m_, 0);
    result_.has_central.assign(n_, 0);
    result_.value.assign(n_, {});
    // Uniform weights, ordered or not, span a simplex: its corners take the place of the criteria.
    const bool one_simplex = plan_.branches.size() == 1;
    if (tables_.all_fixed && !options_.always_sample) {
      if (plan_.branches.empty()) {
        fixed_weights();
      } else if (one_simplex) {
        find_corner_values();
        if (m_ <= 3) {
          exact();
        } else {
          sample();
        }
        closed_pairwise();
        closed_values();
      } else {
        sample();
      }
    } else {
      sample();
    }
    if (plan_.branches.empty()) exact_central_of_fixed_weights();
    if (options_.confidence) confidence();
    return in_order_of_problem();
  }

 private:
  [[nodiscard]] std::vector<double> fixed_weight_vector() const {
    double sum = 0;
    for (const double w : problem_.weights.fixed) sum += w;
    std::vector<double> weights;
    for (std::size_t c = 0; c < m_; ++c) weights.push_back(problem_.weights.fixed[tables_.criteria[c]] / sum);
    return weights;
  }

  [[nodiscard]] double total(std::size_t i, const double* weights) const {
    double sum = 0;
    for (std::size_t c = 0; c < m_; ++c) sum += weights[c] * tables_.fixed[i * m_ + c];
    return sum;
  }

  static bool is_better(double a, double b) { return a - b > kTie * (1 + std::fabs(a) + std::fabs(b)); }

  void fixed_weights() {
    const std::vector<double> weights = fixed_weight_vector();
    std::vector<double> totals;
    for (std::size_t i = 0; i < n_; ++i) totals.push_back(total(i, weights.data()));
    for (std::size_t i = 0; i < n_; ++i) {
      std::size_t rank = 0;
      for (std::size_t k = 0; k < n_; ++k) {
        if (is_better(totals[k], totals[i])) ++rank;
        if (is_better(totals[i], totals[k])) result_.pairwise[i * n_ + k] = 1;
      }
      result_.rank[i * n_ + rank] = 1;
      result_.has_central[i] = rank == 0 ? 1 : 0;
      const double v = totals[i];
      result_.value[i] = {v, 0, v, v, v, v, v};
    }
    result_.rank_method = result_.pairwise_method = result_.value_method = Method::kClosedForm;
  }

  // The weights of a corner are those that the sampler has for lambda 1 there.
  void find_corner_values() {
    corner_values_.assign(n_ * m_, 0);
    const std::vector<std::uint32_t>& order = plan_.branches[0];
    for (std::size_t i = 0; i < n_; ++i) {
      double sum = 0;
      for (std::size_t k = 0; k < m_; ++k) {
        const double v = tables_.fixed[i * m_ + order[k]];
        sum += v;
        corner_values_[i * m_ + k] = plan_.ordinal ? sum / static_cast<double>(k + 1) : v;
      }
    }
  }

  void exact() {
    ExactRanks ranks = exact_ranks(corner_values_, n_, m_);
    result_.rank = std::move(ranks.rank);
    result_.has_central = std::move(ranks.has_central);
    const std::vector<std::uint32_t>& order = plan_.branches[0];
    for (std::size_t i = 0; i < n_; ++i) {
      double sum = 0;
      for (std::size_t k = m_; k-- != 0;) {
        const double lambda = ranks.central[i * m_ + k];
        sum = plan_.ordinal ? sum + lambda / static_cast<double>(k + 1) : lambda;
        result_.central[i * m_ + order[k]] = sum;
      }
    }
    result_.rank_method = Method::kClosedForm;
  }

  void closed_pairwise() {
    std::vector<double> d(m_);
    for (std::size_t i = 0; i < n_; ++i) {
      for (std::size_t k = 0; k < n_; ++k) {
        for (std::size_t c = 0; c < m_; ++c) d[c] = corner_values_[i * m_ + c] - corner_values_[k * m_ + c];
        result_.pairwise[i * n_ + k] = share_above_zero(d);
      }
    }
    result_.pairwise_method = Method::kClosedForm;
  }

  void closed_values() {
    const auto size = static_cast<double>(m_);
    std::vector<double> d(m_);
    for (std::size_t i = 0; i < n_; ++i) {
      const double* v = corner_values_.data() + i * m_;
      const double least = *std::min_element(v, v + m_);
      const double most = *std::max_element(v, v + m_);
      double mean = 0;
      for (std::size_t c = 0; c < m_; ++c) mean += v[c] / size;
      double squares = 0;
      for (std::size_t c = 0; c < m_; ++c) squares += (v[c] - mean) * (v[c] - mean) / size;
      const auto quantile = [&](double p) {
        double low = least;
        double high = most;
        for (int step = 0; step < 60; ++step) {
          const double middle = 0.5 * (low + high);
          for (std::size_t c = 0; c < m_; ++c) d[c] = v[c] - middle;
          (share_above_zero(d) > 1 - p ? low : high) = middle;
        }
        return 0.5 * (low + high);
      };
      ValueSummary& summary = result_.value[i];
      summary.mean = mean;
      summary.sd = std::sqrt(squares / (size + 1));  // of a mixture with Dirichlet(1, ..., 1) weights
      if (options_.quantiles) fill_quantiles(summary, quantile);
    }
    result_.value_method = Method::kClosedForm;
  }

  template <class Quantile>
  static void fill_quantiles(ValueSummary& summary, const Quantile& quantile) {
    summary.q025 = quantile(0.025);
    summary.q25 = quantile(0.25);
    summary.q50 = quantile(0.5);
    summary.q75 = quantile(0.75);
    summary.q975 = quantile(0.975);
  }

  void sample() {
    Counts counts;
    counts.rank.assign(n_ * n_, 0);
    counts.wins.assign(n_ * n_, 0);
    counts.weights.assign(n_ * m_, 0);
    counts.sum.assign(n_, 0);
    counts.squares.assign(n_, 0);
    counts.histogram.assign(options_.quantiles ? n_ * kHistogram : 0, 0);
    std::vector<double> width(n_, 0);  // of a bin of the histogram
    for (std::size_t i = 0; i < n_; ++i) {
      const Composed* cells = tables_.cells.data() + i * m_;
      // A mean of the criteria, whatever the weights.
      float least = cells[0].least;
      float most = cells[0].most;
      for (std::size_t c = 1; c < m_; ++c) {
        least = std::min(least, cells[c].least);
        most = std::max(most, cells[c].most);
      }
      width[i] = (static_cast<double>(most) - static_cast<double>(least)) / kHistogram;
      counts.centre.push_back(0.5F * (least + most));
      counts.least.push_back(least);
      counts.bins_per_unit.push_back(width[i] > 1e-12 ? static_cast<float>(1 / width[i]) : 0);
    }
    count_draws(tables_, plan_, find_dominance(tables_, plan_), options_.seed, options_.draws, counts);

    const double draws = options_.draws;
    for (std::size_t at = 0; at < n_ * n_; ++at) {
      result_.rank[at] = counts.rank[at] / draws;
      result_.pairwise[at] = counts.wins[at] / draws;
    }
    for (std::size_t i = 0; i < n_; ++i) {
      const std::uint32_t first = counts.rank[i * n_];
      result_.has_central[i] = first != 0 ? 1 : 0;
      for (std::size_t c = 0; c < m_ && first != 0; ++c) {
        result_.central[i * m_ + c] = counts.weights[i * m_ + c] / first;
      }
      ValueSummary& summary = result_.value[i];
      const double off = counts.sum[i] / draws;
      summary.mean = static_cast<double>(counts.centre[i]) + off;
      summary.sd = std::sqrt(std::max(0.0, counts.squares[i] / draws - off * off));
      if (!options_.quantiles) continue;
      const std::uint32_t* bins = counts.histogram.data() + i * kHistogram;
      const auto quantile = [&](double p) {
        if (counts.bins_per_unit[i] == 0) return summary.mean;
        const double wanted = p * draws;
        double below = 0;
        std::size_t bin = 0;
        while (bin + 1 < kHistogram && below + bins[bin] < wanted) below += bins[bin++];
        const double inside = bins[bin] == 0 ? 0 : std::min(1.0, (wanted - below) / bins[bin]);
        return static_cast<double>(counts.least[i]) + (static_cast<double>(bin) + inside) * width[i];
      };
      fill_quantiles(summary, quantile);
    }
  }

  void exact_central_of_fixed_weights() {
    const std::vector<double> weights = fixed_weight_vector();
    for (std::size_t i = 0; i < n_; ++i) {
      if (result_.has_central[i] == 0) continue;
      std::copy(weights.begin(), weights.end(), result_.central.begin() + static_cast<std::ptrdiff_t>(i * m_));
    }
  }

  void confidence() {
    result_.confidence.assign(n_, 0);
    if (tables_.all_fixed) {
      for (std::size_t i = 0; i < n_; ++i) {
        if (result_.has_central[i] == 0) continue;
        const double* weights = result_.central.data() + i * m_;
        const double mine = total(i, weights);
        bool best = true;
        for (std::size_t k = 0; k < n_; ++k) best = best && !is_better(total(k, weights), mine);
        result_.confidence[i] = best ? 1 : 0;
      }
      return;
    }
    std::vector<float> central;
    for (const double w : result_.central) central.push_back(static_cast<float>(w));
    std::vector<std::uint32_t> best(n_, 0);
    count_best(tables_, plan_, central, result_.has_central, options_.seed, options_.draws, best);
    for (std::size_t i = 0; i < n_; ++i) result_.confidence[i] = best[i] / static_cast<double>(options_.draws);
  }

  Result in_order_of_problem() {
    Result out;
    out.ok = true;
    out.alternatives = n_;
    out.criteria = m_;
    out.rank.resize(n_ * n_);
    out.pairwise.resize(n_ * n_);
    out.central.resize(n_ * m_);
    out.has_central.resize(n_);
    out.confidence.resize(result_.confidence.size());
    out.value.resize(n_);
    out.outside.resize(n_ * m_);
    const auto& order = tables_.alternatives;
    for (std::size_t i = 0; i < n_; ++i) {
      const std::size_t to = order[i];
      for (std::size_t k = 0; k < n_; ++k) {
        out.rank[to * n_ + k] = result_.rank[i * n_ + k];
        out.pairwise[to * n_ + order[k]] = result_.pairwise[i * n_ + k];
      }
      for (std::size_t c = 0; c < m_; ++c) {
        out.central[to * m_ + tables_.criteria[c]] = result_.central[i * m_ + c];
        out.outside[to * m_ + tables_.criteria[c]] = tables_.outside[i * m_ + c];
      }
      out.has_central[to] = result_.has_central[i];
      if (!out.confidence.empty()) out.confidence[to] = result_.confidence[i];
      out.value[to] = result_.value[i];
    }
    out.rank_method = result_.rank_method;
    out.pairwise_method = result_.pairwise_method;
    out.value_method = result_.value_method;
    out.draws = options_.draws;
    out.seed = options_.seed;
    out.space = problem_.weights.space;
    out.missing = options_.missing;
    return out;
  }

  const Problem& problem_;
  const Tables& tables_;
  const Options& options_;
  std::size_t n_;
  std::size_t m_;
  WeightPlan plan_;
  std::vector<double> corner_values_;
  Result result_;
};

Result refuse(std::string error) {
  Result result;
  result.error = std::move(error);
  return result;
}

}  // namespace

Measurement fixed(double x) { return {Kind::kFixed, x, 0}; }
Measurement fixed_value(double v) { return {Kind::kFixed, v, 0, 1, true}; }
Measurement normal(double mean, double sd) { return {Kind::kNormal, mean, sd}; }
Measurement lognormal(double mu, double sigma) { return {Kind::kLognormal, mu, sigma}; }
Measurement beta(double alpha, double beta, double scale) { return {Kind::kBeta, alpha, beta, scale}; }
Measurement logit_normal(double mu, double sigma, double scale) {
  return {Kind::kLogitNormal, mu, sigma, scale};
}
Measurement correlated(double scale) { return {Kind::kCorrelated, 0, 0, scale}; }
Measurement missing(double worst, double best) { return {Kind::kMissing, worst, best}; }
Measurement missing_value(double worst, double best) { return {Kind::kMissing, worst, best, 1, true}; }
Measurement shifted(Measurement m, int study, double tau) {
  m.study = study;
  m.tau = tau;
  return m;
}

double standard_error(double share, std::uint32_t draws) {
  return std::sqrt(std::max(0.0, share * (1 - share)) / draws);
}

Result analyse(const Problem& problem, const Tables& tables, const Options& options) {
  if (options.draws < 4 || options.draws > kMaxDraws || options.draws % 4 != 0) {
    return refuse(say<"smaa.draws">(std::to_string(kMaxDraws)));
  }
  std::string error = check(problem);
  if (!error.empty()) return refuse(std::move(error));
  if (tables.n != problem.alternatives.size() || tables.m != problem.criteria.size() ||
      tables.missing != options.missing) {
    return refuse(std::string("smaa.tables"_text));
  }
  return Run(problem, tables, options).go();
}

Result analyse(const Problem& problem, const Options& options) {
  std::string error;
  const TablesPtr tables = build_tables(problem, options.missing, error);
  return tables ? analyse(problem, *tables, options) : refuse(std::move(error));
}

}  // namespace nextline::smaa
