// SPDX-License-Identifier: Apache-2.0
// Exact answers where nothing but the weights is uncertain and they are uniform on a simplex.
#include <algorithm>
#include <cmath>

#include "numbers/sort.h"
#include "smaa/plan.h"

namespace nextline::smaa {

namespace {

constexpr double kSame = 1e-14;  // two values this close are one: they differ by rounding alone

// A point of the weight triangle: the weights of the first two corners.
struct Point {
  double x;
  double y;
};

using Polygon = std::vector<Point>;  // convex

// Splits the weight space of one alternative, `own`, by the lines on which another has the same value, and adds each
// part's share to the rank held there.
class Splitter {
 public:
  Splitter(const std::vector<double>& values, std::size_t n, std::size_t m, std::size_t own, double* rank)
      : values_(values), n_(n), m_(m), own_(own), rank_(rank) {}

  // The part that `corners` spans, `better` alternatives being ahead among those before `next`.
  void split(const Polygon& corners, std::size_t next, std::size_t better) {
    if (corners.size() < m_) return;
    if (next == n_) {
      add(corners, better);
      return;
    }
    double lead[kMaxAlternatives + 4];  // of the other over `own`, at each corner
    bool ahead = false;
    bool behind = false;
    for (std::size_t i = 0; i < corners.size(); ++i) {
      lead[i] = lead_at(next, corners[i]);
      ahead = ahead || lead[i] > 0;
      behind = behind || lead[i] < 0;
    }
    if (!ahead || !behind) {
      split(corners, next + 1, better + (ahead ? 1 : 0));
      return;
    }
    for (const bool side : {false, true}) {
      split(part(corners, lead, side), next + 1, better + (side ? 1 : 0));
    }
  }

  [[nodiscard]] double first_share() const { return share_; }
  // Barycentric, over the parts in which `own` is first.
  [[nodiscard]] std::vector<double> centre() const {
    const double x = x_ / share_;
    const double y = y_ / share_;
    if (m_ == 1) return {1};
    if (m_ == 2) return {x, 1 - x};
    return {x, y, 1 - x - y};
  }

 private:
  [[nodiscard]] double lead_at(std::size_t other, const Point& p) const {
    const double* a = values_.data() + other * m_;
    const double* b = values_.data() + own_ * m_;
    const double weights[3] = {p.x, m_ == 3 ? p.y : 1 - p.x, 1 - p.x - p.y};
    double sum = 0;
    for (std::size_t c = 0; c < m_; ++c) sum += weights[c] * (a[c] - b[c]);
    return std::fabs(sum) < kSame ? 0 : sum;
  }

  // What is on one side of the line: the sign of `lead` says which.
  static Polygon part(const Polygon& corners, const double* lead, bool ahead) {
    Polygon result;
    const std::size_t size = corners.size();
    // Two corners span an interval, which has one edge only.
    for (std::size_t i = 0; i < size; ++i) {
      const std::size_t k = (i + 1) % size;
      if (ahead ? lead[i] >= 0 : lead[i] <= 0) result.push_back(corners[i]);
      if (size == 2 && k == 0) break;
      if ((lead[i] < 0 && lead[k] > 0) || (lead[i] > 0 && lead[k] < 0)) {
        const double t = lead[i] / (lead[i] - lead[k]);
        const Point& a = corners[i];
        const Point& b = corners[k];
        result.push_back({a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)});
      }
    }
    return result;
  }

  void add(const Polygon& corners, std::size_t better) {
    double share = 0;
    double x = 0;
    double y = 0;
    if (m_ == 1) {
      share = 1;
    } else if (m_ == 2) {
      share = std::max(corners[0].x, corners[1].x) - std::min(corners[0].x, corners[1].x);
      x = share * 0.5 * (corners[0].x + corners[1].x);
    } else {
      const Point& a = corners[0];
      for (std::size_t i = 1; i + 1 < corners.size(); ++i) {
        const Point& b = corners[i];
        const Point& c = corners[i + 1];
        const double twice = (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y);
        share += twice;  // the triangle's own area is one half
        x += twice * (a.x + b.x + c.x) / 3;
        y += twice * (a.y + b.y + c.y) / 3;
      }
    }
    rank_[better] += share;
    if (better != 0) return;
    share_ += share;
    x_ += x;
    y_ += y;
  }

  const std::vector<double>& values_;
  std::size_t n_;
  std::size_t m_;
  std::size_t own_;
  double* rank_;
  double share_ = 0;
  double x_ = 0;
  double y_ = 0;
};

}  // namespace

// Varsi 1973 (Pac J Math 46:303; Gerber 1981), the volume that a plane cuts off a simplex. Every term is positive, so
// that nothing cancels, and equal differences are no special case. Differences of 0 take weight and change no sign.
double share_above_zero(const std::vector<double>& d) {
  std::vector<double> up;
  std::vector<double> down;
  for (const double x : d) {
    if (x >= kSame) up.push_back(x);
    if (x <= -kSame) down.push_back(-x);
  }
  if (up.empty()) return 0;
  if (down.empty()) return 1;
  sort_few(up);
  sort_few(down);
  std::vector<double> a(down.size() + 1, 0);
  a[0] = 1;
  for (const double x : up) {
    for (std::size_t k = 1; k <= down.size(); ++k) {
      a[k] = (down[k - 1] * a[k] + x * a[k - 1]) / (down[k - 1] + x);
    }
  }
  return a[down.size()];
}

ExactRanks exact_ranks(const std::vector<double>& values, std::size_t n, std::size_t m) {
  ExactRanks result;
  result.rank.assign(n * n, 0);
  result.central.assign(n * m, 0);
  result.has_central.assign(n, 0);
  Polygon whole = {{0, 0}, {1, 0}, {0, 1}};
  whole.resize(m, {0, 0});
  if (m == 1) whole = {{1, 0}};
  for (std::size_t i = 0; i < n; ++i) {
    double* rank = result.rank.data() + i * n;
    Splitter splitter(values, n, m, i, rank);
    splitter.split(whole, 0, 0);
    double sum = 0;
    for (std::size_t r = 0; r < n; ++r) sum += rank[r];
    for (std::size_t r = 0; r < n; ++r) rank[r] /= sum;
    // A sliver from rounding is no first place.
    if (splitter.first_share() <= kSame) continue;
    result.has_central[i] = 1;
    const std::vector<double> centre = splitter.centre();
    std::copy(centre.begin(), centre.end(), result.central.begin() + static_cast<std::ptrdiff_t>(i * m));
  }
  return result;
}

}  // namespace nextline::smaa
