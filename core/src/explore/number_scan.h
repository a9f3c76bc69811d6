// SPDX-License-Identifier: Apache-2.0
// A number field from end to end: where the result turns, and the runs of values between.
#pragma once

#include <cstdint>
#include <vector>

#include "explore/probe.h"

namespace nextline {

struct Limit {
  bool open = true;  // no limit
  double value = 0;  // unit entered
  bool included = false;
};

// A run of values of the same result. What it claims holds for all values inside its limits.
struct Band {
  Limit low;
  Limit high;
  double first = 0;  // first and last value tried that a report could print
  double last = 0;
  bool own = false;   // holds the value that is known
  Snapshot snapshot;  // named scores: only where they are the same in the whole band
};

// Tries a number field from `low` to `high` (first unit): on, below and above each threshold, at the value known, and
// at the ends; between two that differ it halves down to what a laboratory report prints.
class NumberScan {
 public:
  NumberScan(Prober& prober, const Relevance& relevance, Field field, Bounds bounds, Same same);

  [[nodiscard]] std::vector<Probe>& tried() { return tried_; }
  [[nodiscard]] const std::vector<Band>& bands() const { return bands_; }
  [[nodiscard]] std::uint8_t unit() const { return unit_; }
  // A value of the band that can be entered: at its limit, so that the sentence holds from there on.
  [[nodiscard]] double value_in(const Band& band, bool from_low) const;
  // The printed value next to `value`, above or below it.
  [[nodiscard]] double next_printed(double value, bool above) const;

 private:
  [[nodiscard]] Probe attempt(double value, bool printed);
  void collect(const Relevance& relevance, Bounds bounds);
  void refine();
  void halve(Probe low, const Probe& high, std::vector<Probe>& out);
  void name_threshold(const Probe& low, const Probe& next, std::vector<Probe>& out);
  void build_bands();

  Prober& prober_;
  Field field_;
  Same same_;
  std::uint8_t unit_ = 0;
  double per_unit_ = 1;  // printed steps per unit: 10 or 1
  std::vector<Probe> tried_;
  std::vector<Band> bands_;
};

}  // namespace nextline
