// SPDX-License-Identifier: Apache-2.0
// Composes the measurements of a problem with their value functions into tables over a uniform random number.
// A table has 256 bins of equal probability. Inside a bin it is the line between the ends; in the eight outermost bins
// on each side, where quantile functions bend, the line that has the bin's own mean and variance, so that the tails
// of a lognormal or a rare event's beta cost neither mean nor spread.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "nextline/json_writer.h"
#include "nextline/numbers.h"
#include "numbers/distributions.h"
#include "numbers/sort.h"
#include "smaa/check.h"
#include "smaa/plan.h"
#include "words/words.h"

namespace nextline::smaa {

namespace {

// --- where quantile functions are looked at -------------------------------------------------------------

constexpr std::size_t kCurvedBins = 8;  // on each side
constexpr double kFarLogit = 14;        // a proportion of 8e-7: no value function sees more

// A place on the way from 0 to 1, with its weight in its bin (curved bins only).
struct Place {
  double p;
  double above;  // 1 - p
  double weight;
  double z;  // the standard normal quantile
};

struct Grid {
  std::vector<Place> places;                // ascending
  std::vector<std::uint32_t> begin, count;  // per bin
};

// Gauss and Legendre's three points on 0..1.
constexpr double kNodes[] = {0.1127016653792583, 0.5, 0.8872983346207417};
constexpr double kNodeWeights[] = {5.0 / 18, 8.0 / 18, 5.0 / 18};

void add_panel(std::vector<Place>& places, double from, double to, bool mirrored) {
  for (std::size_t k = 0; k < 3; ++k) {
    const double p = from + (to - from) * kNodes[k];
    places.push_back({mirrored ? 1 - p : p, mirrored ? p : 1 - p, kNodeWeights[k] * (to - from) * kBins, 0});
  }
}

Grid make_grid() {
  // The lower tail; the upper one is its mirror image. The outermost bin in panels that shrink towards the end.
  Grid grid;
  const auto bin_places = [](std::size_t from_end, bool mirrored) {
    std::vector<Place> places;
    const double width = 1.0 / kBins;
    if (from_end == 0) {
      constexpr int kPanels = 5;
      double to = width;
      for (int panel = 0; panel < kPanels; ++panel) {
        const double from = panel == kPanels - 1 ? 0 : to / 4;
        add_panel(places, from, to, mirrored);
        to = from;
      }
    } else {
      const double from = static_cast<double>(from_end) * width;
      add_panel(places, from, from + width, mirrored);
    }
    sort_few(places, [](const Place& a, const Place& b) { return a.p != b.p ? a.p < b.p : a.above > b.above; });
    return places;
  };
  for (std::size_t bin = 0; bin < kBins; ++bin) {
    grid.begin.push_back(static_cast<std::uint32_t>(grid.places.size()));
    if (bin < kCurvedBins || bin >= kBins - kCurvedBins) {
      const bool mirrored = bin >= kCurvedBins;
      const std::vector<Place> places = bin_places(mirrored ? kBins - 1 - bin : bin, mirrored);
      grid.places.insert(grid.places.end(), places.begin(), places.end());
      grid.count.push_back(static_cast<std::uint32_t>(places.size()));
    } else {
      const double p = static_cast<double>(bin) / kBins;
      grid.places.push_back({p, 1 - p, 0, 0});
      grid.count.push_back(1);
      if (bin + 1 == kBins - kCurvedBins) {  // the end of the last straight bin
        const double end = static_cast<double>(bin + 1) / kBins;
        grid.places.push_back({end, 1 - end, 0, 0});
      }
    }
  }
  for (Place& place : grid.places) {
    place.z = place.p < 0.5 ? normal_quantile(place.p) : -normal_quantile(place.above);
  }
  return grid;
}

// The logits of a beta distribution's quantiles at the places of the grid: its density summed up over the logit, then
// inverted by cubic pieces. Good to 1e-5, in a tenth of the time of searching for each.
std::vector<double> beta_logits(double alpha, double beta, const Grid& grid) {
  constexpr std::size_t kSteps = 128;
  constexpr double kEnd = 1e-7;
  const BetaDistribution distribution(alpha, beta);
  const double from = std::clamp(distribution.logit_quantile(kEnd, 1 - kEnd), -kFarLogit, kFarLogit - 1);
  const double to = std::clamp(distribution.logit_quantile(1 - kEnd, kEnd), from + 1e-6, kFarLogit);
  const double width = (to - from) / kSteps;
  double cumulative[kSteps + 1];
  double density[kSteps + 1];
  cumulative[0] = distribution.tails(inverse_logit(from)).below;
  for (std::size_t k = 0; k <= kSteps; ++k) {
    const double t = from + static_cast<double>(k) * width;
    density[k] = distribution.logit_density(t);
    if (k == kSteps) break;
    double sum = 0;
    for (std::size_t node = 0; node < 3; ++node) {
      sum += kNodeWeights[node] * distribution.logit_density(t + kNodes[node] * width);
    }
    cumulative[k + 1] = cumulative[k] + sum * width;
  }
  std::vector<double> logits;
  logits.reserve(grid.places.size());
  std::size_t k = 0;
  for (const Place& place : grid.places) {
    while (k + 1 < kSteps && cumulative[k + 1] < place.p) ++k;
    const double height = cumulative[k + 1] - cumulative[k];
    double t = place.p <= cumulative[0] ? 0 : 1;
    if (place.p > cumulative[0] && place.p < cumulative[k + 1] && height > 0) {
      // Hermite in the probability; where the density is too uneven for that to be monotone, a straight line.
      const double s = (place.p - cumulative[k]) / height;
      const double begin = density[k] > 0 ? height / (width * density[k]) : 4;
      const double end = density[k + 1] > 0 ? height / (width * density[k + 1]) : 4;
      t = begin > 3 || end > 3 ? s : s * (begin + s * (3 - 2 * begin - end + s * (begin + end - 2)));
    }
    logits.push_back(from + (static_cast<double>(k) + t) * width);
  }
  return logits;
}

// --- building -------------------------------------------------------------------------------------------

std::uint32_t add_table(std::vector<Piece>& pieces, const Grid& grid, const std::vector<double>& at,
                        double least, double most) {
  const auto place = static_cast<std::uint32_t>(pieces.size());
  for (std::size_t bin = 0; bin < kBins; ++bin) {
    const std::size_t first = grid.begin[bin];
    const std::size_t count = grid.count[bin];
    double start = at[first];
    double end = at[first + 1 < at.size() ? first + 1 : first];
    if (count > 1) {
      double mean = 0;
      for (std::size_t i = first; i < first + count; ++i) mean += grid.places[i].weight * at[i];
      double variance = 0;
      for (std::size_t i = first; i < first + count; ++i) {
        variance += grid.places[i].weight * (at[i] - mean) * (at[i] - mean);
      }
      const double half = std::sqrt(3 * variance) * (at[first + count - 1] < at[first] ? -1 : 1);
      start = std::clamp(mean - half, least, most);
      end = std::clamp(mean + half, least, most);
    }
    pieces.push_back({static_cast<float>(start), static_cast<float>(end) - static_cast<float>(start)});
  }
  return place;
}

// What a table gives at least and at most.
void find_range(const std::vector<Piece>& pieces, std::uint32_t table, float& least, float& most) {
  least = most = pieces[table].start;
  for (std::size_t bin = 0; bin < kBins; ++bin) {
    const Piece& piece = pieces[table + bin];
    for (const float v : {piece.start, piece.start + piece.slope}) {
      least = std::min(least, v);
      most = std::max(most, v);
    }
  }
}

enum class Scale : std::uint8_t { kLn, kLogit };

double natural(Scale scale, double s, double factor) {
  return factor * (scale == Scale::kLn ? nextline::exp(std::clamp(s, -700.0, 700.0)) : inverse_logit(s));
}

std::vector<std::uint32_t> order_of(const std::vector<std::string>& ids) {
  std::vector<std::uint32_t> order(ids.size());
  std::iota(order.begin(), order.end(), 0U);
  sort_few(order, [&](std::uint32_t a, std::uint32_t b) { return ids[a] < ids[b]; });
  return order;
}

// --- the builder ----------------------------------------------------------------------------------------

class Builder {
 public:
  Builder(const Problem& problem, Missing missing) : problem_(problem) {
    tables_.n = problem.alternatives.size();
    tables_.m = problem.criteria.size();
    tables_.missing = missing;
    tables_.alternatives = order_of(problem.alternatives);
    std::vector<std::string> ids;
    for (const Criterion& c : problem.criteria) ids.push_back(c.id);
    tables_.criteria = order_of(ids);
  }

  // Empty where all went well.
  std::string build() {
    const std::size_t n = tables_.n;
    const std::size_t m = tables_.m;
    make_normal_table();
    number_studies();
    for (std::size_t c = 0; c < m; ++c) {
      if (!factor_group(c)) {
        return say<"smaa.criterion">(cut(criterion(c).id), "smaa.expect.definite"_text);
      }
    }
    tables_.cells.resize(n * m);
    tables_.fixed.assign(n * m, 0);
    tables_.outside.assign(n * m, 0);
    tables_.all_fixed = true;
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t c = 0; c < m; ++c) {
        build_cell(i, c);
        const Composed& cell = tables_.cells[i * m + c];
        constexpr auto kMost = 1e9F;
        if (!(cell.least >= -kMost && cell.most <= kMost)) {
          return wrong_measurement(problem_, tables_.criteria[c], tables_.alternatives[i],
                                   "smaa.expect.values_range"_text);
        }
      }
    }
    if (!tables_.all_fixed) tables_.fixed.clear();
    return "";
  }

  Tables take() { return std::move(tables_); }

 private:
  // What is drawn for a cell on the scale of ln or logit: constant + own * z + terms.
  struct Sum {
    double constant = 0;
    double own = 0;
    std::vector<Term> terms;
    double variance = 0;
  };

  const Criterion& criterion(std::size_t c) const { return problem_.criteria[tables_.criteria[c]]; }

  // Nothing to do where nothing is drawn.
  void make_normal_table() {
    const auto is_drawn = [](const Measurement& x) {
      return x.kind != Kind::kFixed && x.kind != Kind::kMissing;
    };
    if (std::none_of(problem_.measurements.begin(), problem_.measurements.end(), is_drawn)) return;
    grid_ = make_grid();
    std::vector<double> z;
    for (const Place& place : grid_.places) z.push_back(place.z);
    tables_.normal_table = add_table(tables_.pieces, grid_, z, -100, 100);
    float least_z = 0;
    find_range(tables_.pieces, tables_.normal_table, least_z, most_z_);
    most_z_ = std::max(most_z_, -least_z);
  }

  void number_studies() {
    for (const Measurement& m : problem_.measurements) {
      if (m.study && m.tau > 0) studies_.push_back(*m.study);
    }
    sort_few(studies_);
    studies_.erase(std::unique(studies_.begin(), studies_.end()), studies_.end());
    tables_.normals = static_cast<std::uint32_t>(studies_.size());
  }

  // The lower triangle whose product with its transpose is the covariance; a direction without variance is left out.
  bool factor_group(std::size_t c) {
    const std::size_t n = tables_.n;
    const std::size_t m = tables_.m;
    groups_.emplace_back();
    bool used = false;
    for (std::size_t i = 0; i < n; ++i) {
      used = used || problem_.measurements[i * m + tables_.criteria[c]].kind == Kind::kCorrelated;
    }
    if (!used) return true;
    const CorrelatedGroup& group = criterion(c).group;
    const auto& order = tables_.alternatives;
    double largest = 0;
    for (std::size_t i = 0; i < n; ++i) largest = std::max(largest, group.cov[i * n + i]);
    const double zero = 1e-10 * largest;
    std::vector<double> lower(n * n, 0);
    for (std::size_t k = 0; k < n; ++k) {
      double pivot = group.cov[order[k] * n + order[k]];
      for (std::size_t j = 0; j < k; ++j) pivot -= lower[k * n + j] * lower[k * n + j];
      if (pivot < -zero) return false;
      const bool empty = pivot <= zero;
      if (!empty) lower[k * n + k] = std::sqrt(pivot);
      for (std::size_t i = k + 1; i < n; ++i) {
        double rest = group.cov[order[i] * n + order[k]];
        for (std::size_t j = 0; j < k; ++j) rest -= lower[i * n + j] * lower[k * n + j];
        if (!empty) {
          lower[i * n + k] = rest / lower[k * n + k];
        } else if (std::fabs(rest) > 1e-5 * largest) {
          return false;  // moves with what does not move
        }
      }
    }
    std::vector<Sum>& sums = groups_.back();
    sums.resize(n);
    if (group.baseline_sigma > 0) {
      for (Sum& sum : sums) sum.terms.push_back({tables_.normals, static_cast<float>(group.baseline_sigma)});
      ++tables_.normals;
    }
    for (std::size_t k = 0; k < n; ++k) {
      if (lower[k * n + k] == 0) continue;
      for (std::size_t i = k; i < n; ++i) {
        if (lower[i * n + k] == 0) continue;
        sums[i].terms.push_back({tables_.normals, static_cast<float>(lower[i * n + k])});
      }
      ++tables_.normals;
    }
    for (std::size_t i = 0; i < n; ++i) {
      sums[i].constant = group.baseline_mu + group.mu[order[i]];
      sums[i].variance =
          group.baseline_sigma * group.baseline_sigma + std::max(0.0, group.cov[order[i] * n + order[i]]);
    }
    return true;
  }

  void build_cell(std::size_t i, std::size_t c) {
    const std::size_t at = i * tables_.m + c;
    const Measurement& m = problem_.measurements[tables_.alternatives[i] * tables_.m + tables_.criteria[c]];
    const ValueFunction& f = criterion(c).value;
    const bool shifted = m.study && m.tau > 0;
    switch (m.kind) {
      case Kind::kFixed:
        set_fixed(at, m.a, f, m.on_values);
        return;
      case Kind::kMissing:
        set_fixed(at, tables_.missing == Missing::kWorst ? m.a : m.b, f, m.on_values);
        return;
      case Kind::kNormal: {
        if (m.b == 0) {
          set_fixed(at, m.a, f, false);
          return;
        }
        std::vector<double> values;
        for (const Place& place : grid_.places) values.push_back(value_at(f, m.a + m.b * place.z));
        set_table(at, values, f);
        tables_.outside[at] =
            normal_tails((f.x.front() - m.a) / m.b).below + normal_tails((f.x.back() - m.a) / m.b).above;
        return;
      }
      case Kind::kLognormal:
      case Kind::kLogitNormal: {
        const Scale scale = m.kind == Kind::kLognormal ? Scale::kLn : Scale::kLogit;
        Sum sum;
        sum.constant = m.a;
        sum.own = m.b;
        sum.variance = m.b * m.b + (shifted ? m.tau * m.tau : 0);
        if (shifted) sum.terms = {study_term(m)};
        set_normal_sum(at, sum, scale, m.kind == Kind::kLognormal ? 1 : m.scale, f);
        return;
      }
      case Kind::kCorrelated:
        set_normal_sum(at, groups_[c][i], Scale::kLogit, m.scale, f);
        return;
      case Kind::kBeta: {
        const std::vector<double> logits = beta_logits(m.a, m.b, grid_);
        const BetaDistribution distribution(m.a, m.b);
        if (!shifted) {
          std::vector<double> values;
          for (const double t : logits) values.push_back(value_at(f, m.scale * inverse_logit(t)));
          set_table(at, values, f);
          tables_.outside[at] =
              distribution.tails(f.x.front() / m.scale).below + distribution.tails(f.x.back() / m.scale).above;
          return;
        }
        Composed& cell = tables_.cells[at];
        cell.own_draw = true;
        cell.own_weight = 1;
        cell.own = add_table(tables_.pieces, grid_, logits, -kFarLogit, kFarLogit);
        float least = 0;
        float most = 0;
        find_range(tables_.pieces, cell.own, least, most);
        Sum sum;
        sum.terms = {study_term(m)};
        set_linked(at, sum, static_cast<double>(least), static_cast<double>(most), Scale::kLogit, m.scale, f);
        // Over the beta's own quantiles, the shift being normal.
        double outside = 0;
        const double count = kBins / 4.0;
        for (std::size_t bin = 2; bin < kBins; bin += 4) {
          const double t = logits[grid_.begin[bin]];
          outside += outside_of_normal(f, Scale::kLogit, m.scale, t, m.tau) / count;
        }
        tables_.outside[at] = outside;
        return;
      }
    }
  }

  Term study_term(const Measurement& m) const {
    const auto found = std::lower_bound(studies_.begin(), studies_.end(), *m.study);
    return {static_cast<std::uint32_t>(found - studies_.begin()), static_cast<float>(m.tau)};
  }

  // The share of a normal on the scale of ln or logit that lies outside the ends of the value function.
  static double outside_of_normal(const ValueFunction& f, Scale scale, double factor, double mu, double sigma) {
    const auto limit = [&](double x) {
      x /= factor;
      if (x <= 0) return -1e6;
      if (scale == Scale::kLn) return ln(x);
      return x >= 1 ? 1e6 : ln(x / (1 - x));
    };
    return normal_tails((limit(f.x.front()) - mu) / sigma).below +
           normal_tails((limit(f.x.back()) - mu) / sigma).above;
  }

  void set_fixed(std::size_t at, double x, const ValueFunction& f, bool on_values) {
    const double v = on_values ? x : value_at(f, x);
    Composed& cell = tables_.cells[at];
    cell.kind = ComposedKind::kConstant;
    cell.constant = cell.least = cell.most = static_cast<float>(v);
    tables_.fixed[at] = v;
    tables_.outside[at] = !on_values && (x < f.x.front() || x > f.x.back()) ? 1 : 0;
  }

  static std::pair<double, double> value_limits(const ValueFunction& f) {
    if (f.out_of_range == OutOfRange::kExtrapolate) return {-1e30, 1e30};
    return {*std::min_element(f.v.begin(), f.v.end()), *std::max_element(f.v.begin(), f.v.end())};
  }

  void set_table(std::size_t at, const std::vector<double>& values, const ValueFunction& f) {
    const auto [least, most] = value_limits(f);
    Composed& cell = tables_.cells[at];
    cell.kind = ComposedKind::kTable;
    cell.table = add_table(tables_.pieces, grid_, values, least, most);
    find_range(tables_.pieces, cell.table, cell.least, cell.most);
    tables_.all_fixed = false;
  }

  void set_normal_sum(std::size_t at, const Sum& sum, Scale scale, double factor, const ValueFunction& f) {
    if (sum.own == 0 && sum.terms.empty()) {
      set_fixed(at, natural(scale, sum.constant, factor), f, false);
      return;
    }
    tables_.outside[at] = outside_of_normal(f, scale, factor, sum.constant, std::sqrt(sum.variance));
    if (sum.terms.empty()) {
      std::vector<double> values;
      for (const Place& place : grid_.places) {
        values.push_back(value_at(f, natural(scale, sum.constant + sum.own * place.z, factor)));
      }
      set_table(at, values, f);
      return;
    }
    Composed& cell = tables_.cells[at];
    cell.own_draw = sum.own > 0;
    cell.own_weight = static_cast<float>(sum.own);
    cell.own = tables_.normal_table;
    const double reach = sum.own * static_cast<double>(most_z_);
    set_linked(at, sum, -reach, reach, scale, factor, f);
  }

  // The table from the sum to the value; the cell's own draw adds something between `own_least` and `own_most`.
  void set_linked(std::size_t at, const Sum& sum, double own_least, double own_most, Scale scale, double factor,
                  const ValueFunction& f) {
    double reach = 0;
    for (const Term& term : sum.terms) {
      reach += std::fabs(static_cast<double>(term.weight)) * static_cast<double>(most_z_);
    }
    double from = sum.constant + own_least - reach;
    double to = sum.constant + own_most + reach;
    if (scale == Scale::kLogit) {
      from = std::clamp(from, -kFarLogit, kFarLogit - 1);
      to = std::clamp(to, from + 1e-6, kFarLogit);
    }
    to = std::max(to, from + 1e-6);
    const double width = (to - from) / kBins;
    Composed& cell = tables_.cells[at];
    cell.kind = ComposedKind::kLinked;
    cell.constant = static_cast<float>(sum.constant);
    cell.from = static_cast<float>(from);
    cell.bins_per_unit = static_cast<float>(1 / width);
    cell.table = static_cast<std::uint32_t>(tables_.pieces.size());
    cell.terms = static_cast<std::uint32_t>(tables_.terms.size());
    cell.term_count = static_cast<std::uint32_t>(sum.terms.size());
    tables_.terms.insert(tables_.terms.end(), sum.terms.begin(), sum.terms.end());
    const auto [least, most] = value_limits(f);
    double start = value_at(f, natural(scale, from, factor));
    for (std::size_t bin = 0; bin < kBins; ++bin) {
      const double s = from + static_cast<double>(bin) * width;
      const double middle = value_at(f, natural(scale, s + 0.5 * width, factor));
      const double end = value_at(f, natural(scale, s + width, factor));
      // A chord lies on one side of a curve: moved by two thirds of its error in the middle it has the bin's mean.
      const double move = (middle - 0.5 * (start + end)) * 2 / 3;
      const auto first = static_cast<float>(std::clamp(start + move, least, most));
      const auto last = static_cast<float>(std::clamp(end + move, least, most));
      tables_.pieces.push_back({first, last - first});
      start = end;
    }
    find_range(tables_.pieces, cell.table, cell.least, cell.most);
    tables_.all_fixed = false;
  }

  const Problem& problem_;
  Grid grid_;
  Tables tables_;
  float most_z_ = 0;
  std::vector<int> studies_;              // ascending
  std::vector<std::vector<Sum>> groups_;  // per criterion, per alternative
};

}  // namespace

double value_at(const ValueFunction& f, double x) {
  const std::size_t size = f.x.size();
  std::size_t piece = 1;
  while (piece + 1 < size && x > f.x[piece]) ++piece;
  if (f.out_of_range == OutOfRange::kClip) x = std::clamp(x, f.x.front(), f.x.back());
  if (x == f.x[piece]) return f.v[piece];
  const double slope = (f.v[piece] - f.v[piece - 1]) / (f.x[piece] - f.x[piece - 1]);
  return f.v[piece - 1] + (x - f.x[piece - 1]) * slope;
}

TablesPtr build_tables(const Problem& problem, Missing missing, std::string& error) {
  error = check(problem);
  if (!error.empty()) return nullptr;
  Builder builder(problem, missing);
  error = builder.build();
  if (!error.empty()) return nullptr;
  return std::make_shared<const Tables>(builder.take());
}

}  // namespace nextline::smaa
