// SPDX-License-Identifier: Apache-2.0
#include "explore/number_scan.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "nextline/numbers.h"

namespace nextline {

namespace {

// Far enough from a threshold not to count as on it, too near for anything to lie between.
constexpr double kBeside = 1e-6;
bool beside(double a, double b) { return b - a < 3 * kBeside * b; }

constexpr int kWholeNumbers = 8;  // whole numbers are tried one by one up to here

}  // namespace

NumberScan::NumberScan(Prober& prober, const Relevance& relevance, Field field, Bounds bounds, Same same)
    : prober_(prober), field_(field), same_(same) {
  if (prober.patient().entered(field)) unit_ = prober.patient()[field].unit;
  const Unit& unit = spec(field).units[unit_];
  const double plausible = spec(field).soft.high * unit.div / unit.mul;
  // What reports print: one decimal where values are small, else whole numbers.
  per_unit_ = spec(field).type != FieldType::kInteger && plausible <= 30 ? 10 : 1;
  collect(relevance, {bounds.low * unit.div / unit.mul, bounds.high * unit.div / unit.mul});
  refine();
  build_bands();
}

double NumberScan::next_printed(double value, bool above) const {
  const double step = value * per_unit_;
  double whole = above ? std::floor(step) + 1 : -std::floor(-step) - 1;
  // A value a rounding error away is this one.
  if (compare(whole, step) == 0) whole += above ? 1 : -1;
  return whole / per_unit_;
}

double NumberScan::value_in(const Band& band, bool from_low) const {
  const Limit& near = from_low ? band.low : band.high;
  const Limit& far = from_low ? band.high : band.low;
  const double tried = from_low ? band.first : band.last;
  if (near.open || near.included) return near.open ? tried : near.value;
  const double next = next_printed(near.value, from_low);
  const int side = far.open ? 0 : compare(next, far.value) * (from_low ? 1 : -1);
  // In a band narrower than a printed step only what was tried is sure to lie.
  return !far.open && (side > 0 || (side == 0 && !far.included)) ? tried : next;
}

Probe NumberScan::attempt(double value, bool printed) {
  const Answer answer = number_answer(field_, value, unit_);
  return {answer, printed, prober_.with(field_, answer)};
}

void NumberScan::collect(const Relevance& relevance, Bounds bounds) {
  const Cell& cell = prober_.patient()[field_];
  double low = -std::floor(-bounds.low * per_unit_) / per_unit_;
  double high = std::floor(bounds.high * per_unit_) / per_unit_;
  if (cell.known) {
    low = std::min(low, cell.entered);
    high = std::max(high, cell.entered);
  }
  if (low > high) low = high = bounds.low;  // nothing that a report prints lies inside
  std::vector<double> points;
  std::vector<bool> printed;
  const auto add = [&](double value, bool could_print) {
    points.push_back(value);
    printed.push_back(could_print);
  };
  add(low, true);
  add(high, true);
  if (cell.known) add(cell.entered, true);
  if (spec(field_).type == FieldType::kInteger) {
    for (double k = low; k <= high && k <= kWholeNumbers; ++k) add(k, true);
  }
  const auto units = spec(field_).units;
  for (const Turning& turning : relevance.turnings) {
    if (!(turning.field == field_)) continue;
    double value = turning.value;
    const bool as_entered = turning.unit.empty() ? unit_ == 0 : turning.unit == units[unit_].ucum;
    if (!as_entered) {
      for (const Unit& unit : units) {
        if (unit.ucum == turning.unit) value = value * unit.mul / unit.div;
      }
      value = round6(value * units[unit_].div / units[unit_].mul);
    }
    if (value <= low || value >= high) continue;
    // A converted threshold that no report prints (330.58 IU/mL): its printed neighbours stand for it.
    const double tenths = value * per_unit_ * 10;
    if (compare(std::floor(tenths + 0.5), tenths) != 0) {
      add(std::max(low, next_printed(value, false)), true);
      add(std::min(high, next_printed(value, true)), true);
      continue;
    }
    add(value, true);
    if (spec(field_).type == FieldType::kInteger) continue;
    add(value * (1 - kBeside), false);
    add(value * (1 + kBeside), false);
  }
  for (const std::size_t i : rising(points)) {
    if (!tried_.empty() && compare(points[i], tried_.back().value()) == 0) continue;
    tried_.push_back(attempt(points[i], printed[i]));
  }
}

// Between two that differ: the last printed value that is like the lower, the first like what follows; at most four
// edges, so that the work is bounded.
void NumberScan::halve(Probe low, const Probe& high, std::vector<Probe>& out) {
  constexpr int kMostEdges = 4;
  for (int edge = 0; edge < kMostEdges && !same_(low.snapshot, high.snapshot); ++edge) {
    double first = next_printed(low.value(), true);
    Probe next = high;
    // Values first, first + step, ... lie between; halve over their numbers.
    double count = std::floor((high.value() - first) * per_unit_ + 1);
    if (compare(first + (count - 1) / per_unit_, high.value()) >= 0) count -= 1;
    while (count >= 1) {
      const double half = std::floor((count - 1) / 2);
      const double at = (first * per_unit_ + half) / per_unit_;
      const Probe middle = attempt(std::floor(at * per_unit_ + 0.5) / per_unit_, true);
      if (same_(middle.snapshot, low.snapshot)) {
        low = middle;
        first = next_printed(middle.value(), true);
        count -= half + 1;
      } else {
        next = middle;
        count = half;
      }
    }
    if (out.back().value() < low.value()) out.push_back(low);
    if (spec(field_).type != FieldType::kInteger) name_threshold(low, next, out);
    if (next.value() < high.value()) out.push_back(next);
    low = next;
  }
}

// Is one of the two neighbours the threshold itself? Then the sentence can name it.
void NumberScan::name_threshold(const Probe& low, const Probe& next, std::vector<Probe>& out) {
  if (beside(low.value(), next.value())) return;
  if (low.printed) {
    const Probe after = attempt(low.value() * (1 + kBeside), false);
    if (same_(after.snapshot, next.snapshot)) return out.push_back(after);
  }
  if (next.printed) {
    const Probe before = attempt(next.value() * (1 - kBeside), false);
    if (same_(before.snapshot, low.snapshot)) out.push_back(before);
  }
}

void NumberScan::refine() {
  const bool whole = spec(field_).type == FieldType::kInteger;
  std::vector<Probe> out;
  for (const Probe& one : tried_) {
    if (!out.empty() && !beside(out.back().value(), one.value())) {
      if (!same_(out.back().snapshot, one.snapshot)) {
        halve(out.back(), one, out);
      } else if (!whole && !out.back().printed && !one.printed) {
        // A band between two thresholds needs a value that can be entered.
        const double middle = std::floor((out.back().value() + one.value()) / 2 * per_unit_ + 0.5) / per_unit_;
        if (middle > out.back().value() && middle < one.value()) out.push_back(attempt(middle, true));
      }
    }
    out.push_back(one);
  }
  tried_ = std::move(out);
}

void NumberScan::build_bands() {
  std::size_t begin = 0;
  while (begin < tried_.size()) {
    std::size_t end = begin + 1;
    while (end < tried_.size() && same_(tried_[begin].snapshot, tried_[end].snapshot)) ++end;
    Band band;
    band.snapshot = tried_[begin].snapshot;
    const Cell& known = prober_.patient()[field_];
    bool any_printed = false;
    for (std::size_t i = begin; i < end; ++i) {
      blend_scores(band.snapshot, tried_[i].snapshot);
      if (!tried_[i].printed) continue;
      band.last = tried_[i].value();
      if (!any_printed) band.first = band.last;
      any_printed = true;
      band.own |= known.known && known.entered == band.last;
    }
    // A band without a printed value is too narrow to speak of.
    if (any_printed) {
      if (begin != 0) {
        const Probe& before = tried_[begin - 1];
        const bool above =
            !tried_[begin].printed && before.printed && beside(before.value(), tried_[begin].value());
        band.low = {false, above ? before.value() : band.first, !above};
      }
      if (end != tried_.size()) {
        const Probe& after = tried_[end];
        const bool below =
            !tried_[end - 1].printed && after.printed && beside(tried_[end - 1].value(), after.value());
        band.high = {false, below ? after.value() : band.last, !below};
      }
      bands_.push_back(band);
    }
    begin = end;
  }
}

}  // namespace nextline
