// SPDX-License-Identifier: Apache-2.0
// The comparison behind robustness.h: who takes part with which results, what sampling says of them, and what the
// values at the chosen weights say without it.
#include "nextline/robustness.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "assess/prepared.h"
#include "explore/explore.h"
#include "nextline/json_writer.h"
#include "nextline/numbers.h"
#include "nextline/render.h"
#include "nextline/smaa.h"
#include "numbers/sort.h"
#include "render/parts.h"
#include "robustness/first_place.h"
#include "robustness/measure.h"
#include "value/value.h"
#include "words/words.h"

namespace nextline {

namespace {

using knowledge::Evidence;
using Values = Weights;  // of the criteria, 0..1

constexpr std::size_t kHarm = place(Criterion::kGrade34);
constexpr std::string_view kNames[] = {"outcome.os"_text, "outcome.pfs"_text, "outcome.orr"_text,
                                       "outcome.grade34"_text};

// One criterion of one option.
struct Cell {
  const Evidence* row = nullptr;  // null: no result
  bool upper_bound_only = false;
  Measured measured;
};

using Cells = std::array<Cell, kCriterionCount>;

double result_of(const Cell& cell, Criterion criterion) { return outcome_of(*cell.row, criterion).value; }

Cell cell_of(const EvaluationData& data, std::size_t option, Criterion criterion) {
  Cell cell;
  const int at = data.options[option].value.rows[place(criterion)];
  if (at == kNoEvidence) return cell;
  cell.row = &knowledge::evidence()[static_cast<std::size_t>(at)];
  cell.upper_bound_only = upper_bound_only(data.facts, *cell.row, criterion);
  Printed printed;
  printed.value = result_of(cell, criterion);
  printed.n = cell.row->arm_n;
  printed.own_count = cell.row->arm_n == cell.row->n;
  for (const knowledge::Interval& interval : knowledge::intervals()) {
    if (interval.evidence != at || interval.outcome != criterion) continue;
    printed.low = interval.low;
    printed.high = interval.high;
  }
  cell.measured = criterion <= Criterion::kPfs ? measure_median(printed) : measure_proportion(printed);
  return cell;
}

const knowledge::HarmBounds* harm_bounds_of(std::size_t option) {
  const int harm = knowledge::options()[option].harm;
  return harm < 0 ? nullptr : &knowledge::harm_bounds()[static_cast<std::size_t>(harm)];
}

smaa::Measurement measurement_of(std::size_t option, const Cell& cell, Criterion criterion,
                                 smaa::Missing missing) {
  if (cell.row == nullptr || cell.measured.rule == SpreadRule::kNone) {
    const knowledge::HarmBounds* const bounds =
        criterion == Criterion::kGrade34 ? harm_bounds_of(option) : nullptr;
    return bounds == nullptr ? smaa::missing_value() : smaa::missing(bounds->worst, bounds->best);
  }
  if (cell.upper_bound_only && missing == smaa::Missing::kWorst) return smaa::fixed_value(0);
  const knowledge::Values& values = knowledge::values();
  const double tau =
      cell.row->design == knowledge::Design::kRandomised ? values.tau_randomised : values.tau_other;
  // One shift for each outcome of a study.
  const int group = cell.row->study * static_cast<int>(kCriterionCount) + static_cast<int>(criterion);
  return smaa::shifted(cell.measured.distribution, group, tau);
}

// Why an option does not take part.
enum class LeftOut : std::uint8_t { kPlacedByRule, kNotUsable, kNoSurvivalResult, kHidden };

struct Comparison {
  const EvaluationData& data;
  std::vector<std::size_t> options;  // that take part, in the order of the ranking
  std::vector<Cells> cells;          // of each
  std::vector<std::pair<std::size_t, LeftOut>> left_out;
  std::size_t in_own_setting = 0;  // how many survival results are from the patient's setting

  explicit Comparison(const EvaluationData& evaluated) : data(evaluated) {
    for (const bool counting : {true, false}) {
      for (std::size_t r = 0; r < knowledge::options().size(); ++r) place_option(data.order[r], counting);
    }
  }

  // First counts what is from the patient's setting, then places.
  void place_option(std::size_t o, bool counting) {
    const knowledge::Option& option = knowledge::options()[o];
    const int survival = data.options[o].value.rows[place(Criterion::kOs)];
    const bool takes_part = option.treatment && usable(data.options[o].verdict) && survival != kNoEvidence;
    if (counting) {
      if (!takes_part) return;
      const Evidence& row = knowledge::evidence()[static_cast<std::size_t>(survival)];
      if (setting_distance(data.assumed, data.facts, row) <= kOwnSetting) ++in_own_setting;
    } else if (!option.treatment) {
      left_out.emplace_back(o, LeftOut::kPlacedByRule);
    } else if (!usable(data.options[o].verdict)) {
      left_out.emplace_back(o, LeftOut::kNotUsable);
    } else if (!takes_part) {
      left_out.emplace_back(o, LeftOut::kNoSurvivalResult);
    } else if (!shown()) {
      left_out.emplace_back(o, LeftOut::kHidden);
    } else {
      options.push_back(o);
      Cells& row = cells.emplace_back();
      for (const Criterion criterion : kCriteria) row[place(criterion)] = cell_of(data, o, criterion);
    }
  }

  // From 1.
  [[nodiscard]] std::ptrdiff_t rank_of(std::size_t option) const {
    return std::find(data.order.begin(), data.order.end(), option) - data.order.begin() + 1;
  }

  [[nodiscard]] bool shown() const { return in_own_setting >= 2; }
  [[nodiscard]] const OptionResult& result(std::size_t k) const { return data.options[options[k]]; }
  [[nodiscard]] std::string_view id_of(std::size_t k) const { return knowledge::options()[options[k]].id; }
};

smaa::Problem problem_of(const Comparison& comparison, smaa::Missing missing) {
  smaa::Problem problem;
  for (const Criterion criterion : kCriteria) {
    const double anchor = knowledge::values().anchors[place(criterion)];
    smaa::Criterion& row = problem.criteria.emplace_back();
    row.id = id(criterion);
    row.value.x = {0, anchor};
    row.value.v = criterion == Criterion::kGrade34 ? std::vector<double>{1, 0} : std::vector<double>{0, 1};
  }
  for (std::size_t k = 0; k < comparison.options.size(); ++k) {
    problem.alternatives.emplace_back(comparison.id_of(k));
    for (const Criterion criterion : kCriteria) {
      problem.measurements.push_back(
          measurement_of(comparison.options[k], comparison.cells[k][place(criterion)], criterion, missing));
    }
  }
  const Preferences& preferences = comparison.data.preferences;
  if (preferences.from == Preferences::From::kOrder) {
    problem.weights.space = smaa::WeightSpace::kOrdinal;
    for (const Criterion criterion : preferences.order) {
      problem.weights.order.push_back(static_cast<std::uint32_t>(criterion));
    }
  } else if (weights_are_open(preferences)) {
    problem.weights.space = smaa::WeightSpace::kTree;
    problem.weights.branch = {0, 0, 0, 1};
  } else {
    problem.weights.space = smaa::WeightSpace::kFixed;
    problem.weights.fixed.assign(preferences.weights.begin(), preferences.weights.end());
  }
  return problem;
}

double weighted(const Weights& weights, const Values& values) {
  double sum = 0;
  for (std::size_t c = 0; c < kCriterionCount; ++c) sum += weights[c] * values[c];
  return sum;
}

// Which of two values is larger: 0, 1, or -1 for neither. To six decimals, as everything that is printed.
int leader(double first, double second) {
  const double a = round6(first);
  const double b = round6(second);
  if (a == b) return -1;
  return a > b ? 0 : 1;
}

// The weights with that of one criterion (or of harm's other side, all of benefit) at `at` and the others in proportion.
Weights without(const Weights& weights, std::size_t criterion) {
  Weights out = weights;
  out[criterion] = 0;
  double sum = 0;
  for (const double weight : out) sum += weight;
  for (double& weight : out) weight = sum > 0 ? weight / sum : 0;
  return out;
}

Weights only(const Weights& weights, bool benefit) {
  Weights out{};
  double sum = 0;
  for (std::size_t c = 0; c < kCriterionCount; ++c) {
    if ((c != kHarm) != benefit) continue;
    out[c] = weights[c];
    sum += weights[c];
  }
  for (double& weight : out) weight = sum > 0 ? weight / sum : 0;
  return out;
}

bool any(const Weights& weights) {
  return std::any_of(weights.begin(), weights.end(), [](double w) { return w > 0; });
}

class Writer {
 public:
  Writer(const Comparison& comparison, const std::vector<Issue>& issues, const RobustnessOptions& options,
         std::string& out)
      : comparison_(comparison), data_(comparison.data), issues_(issues), options_(options), json_(out) {}

  void write() {
    sample();
    json_.begin_object();
    json_.field("schema", "robustness/1");
    json_.key("shown");
    json_.boolean(comparison_.shown());
    json_.field_or_null("hidden_because", hidden_because());
    json_.key("issues");
    write_issues(issues_, json_);
    json_.key("preferences");
    write_preferences(data_.preferences, json_);
    write_conditions();
    json_.key("options");
    json_.begin_array();
    for (std::size_t k = 0; sampled_ && k < size(); ++k) write_option(k);
    json_.end_array();
    write_left_out();
    write_pairwise();
    write_never_first();
    write_swap();
    write_interval_flip();
    write_without();
    write_presets();
    json_.key("statements");
    json_.begin_array();
    for (const std::string_view text :
         {"robustness.studies"_text, "robustness.share"_text, "robustness.first"_text}) {
      json_.string(text);
    }
    json_.end_array();
    json_.end_object();
  }

 private:
  [[nodiscard]] std::size_t size() const { return comparison_.options.size(); }
  [[nodiscard]] const Values& worst(std::size_t k) const { return comparison_.result(k).value.worst; }
  [[nodiscard]] const Values& best(std::size_t k) const { return comparison_.result(k).value.best; }
  [[nodiscard]] const Weights& weights() const { return data_.preferences.weights; }

  void sample() {
    if (!comparison_.shown()) return;
    smaa::Options options;
    options.draws = std::clamp<std::uint32_t>((options_.draws + 3U) / 4U * 4U, 4U, kMostDraws);
    options.seed = options_.seed;
    options.quantiles = false;
    draws_ = options.draws;
    sampled_ = true;
    for (const smaa::Missing missing : {smaa::Missing::kWorst, smaa::Missing::kBest}) {
      options.missing = missing;
      smaa::Result& result = missing == smaa::Missing::kWorst ? with_worst_ : with_best_;
      result = smaa::analyse(problem_of(comparison_, missing), options);
      sampled_ = sampled_ && result.ok;
    }
  }

  [[nodiscard]] std::string_view hidden_because() const {
    if (comparison_.shown()) {
      return sampled_ ? std::string_view{} : "robustness.not_computed"_text;
    }
    return "robustness.too_few"_text;
  }

  void write_conditions() {
    json_.key("weight_space");
    json_.begin_object();
    if (data_.preferences.from == Preferences::From::kOrder) {
      json_.field("id", "order");
      json_.field("text", "robustness.weights_order"_text);
    } else if (weights_are_open(data_.preferences)) {
      json_.field("id", "tree");
      json_.field("text", "robustness.weights_open"_text);
    } else {
      json_.field("id", "fixed");
      json_.field("text", "robustness.weights_fixed"_text);
    }
    json_.end_object();
    json_.key("draws");
    json_.integer(draws_);
    json_.key("seed");
    json_.integer(static_cast<std::int64_t>(options_.seed));
    json_.key("standard_error");
    if (draws_ == 0) {
      json_.null();
    } else {
      json_.number(smaa::standard_error(0.5, draws_));
    }
    json_.key("between_studies");
    json_.begin_object();
    json_.field_number("randomised", knowledge::values().tau_randomised);
    json_.field_number("other", knowledge::values().tau_other);
    json_.end_object();
    json_.field("missing", "robustness.missing"_text);
  }

  void pair(std::string_view key, double worst, double best) {
    json_.key(key);
    json_.begin_object();
    json_.field_number("worst", worst);
    json_.field_number("best", best);
    json_.end_object();
  }

  template <class Write>
  void both(std::string_view key, Write write) {
    json_.key(key);
    json_.begin_object();
    json_.key("worst");
    write(with_worst_);
    json_.key("best");
    write(with_best_);
    json_.end_object();
  }

  void write_option(std::size_t k) {
    const std::size_t o = comparison_.options[k];
    const knowledge::Option& option = knowledge::options()[o];
    const OptionResult& result = data_.options[o];
    const std::size_t n = size();
    json_.begin_object();
    json_.field("id", option.id);
    json_.field("label", option.label);
    json_.key("rank");
    json_.integer(comparison_.rank_of(o));
    json_.field("verdict", id(result.verdict));
    json_.field("tier", id(result.tier));
    pair("first_rank_share", with_worst_.rank[k * n], with_best_.rank[k * n]);
    both("ranks", [&](const smaa::Result& sampled) {
      json_.begin_array();
      for (std::size_t r = 0; r < n; ++r) json_.number(sampled.rank[k * n + r]);
      json_.end_array();
    });
    pair("mean_value", with_worst_.value[k].mean, with_best_.value[k].mean);
    numbers("value", result.value.low, result.value.high);
    both("central_weights", [&](const smaa::Result& sampled) {
      if (sampled.has_central[k] == 0) {
        json_.null();
        return;
      }
      json_.begin_object();
      for (const Criterion criterion : kCriteria) {
        json_.field_number(id(criterion), sampled.central[k * kCriterionCount + place(criterion)]);
      }
      json_.end_object();
    });
    json_.key("criteria");
    json_.begin_array();
    for (const Criterion criterion : kCriteria) write_criterion(k, criterion);
    json_.end_array();
    json_.end_object();
  }

  void numbers(std::string_view key, double first, double second) {
    json_.key(key);
    json_.begin_array();
    json_.number(first);
    json_.number(second);
    json_.end_array();
  }

  void number_or_null(std::string_view key, double value, bool there) {
    json_.key(key);
    if (there) {
      json_.number(value);
    } else {
      json_.null();
    }
  }

  void write_criterion(std::size_t k, Criterion criterion) {
    constexpr std::string_view kCertainty[] = {"very_low", "low", "moderate", "high"};
    constexpr std::string_view kSays[] = {"certainty.very_low"_text, "certainty.low"_text,
                                          "certainty.moderate"_text, "certainty.high"_text};
    const std::size_t c = place(criterion);
    const Cell& cell = comparison_.cells[k][c];
    const Measured& measured = cell.measured;
    const bool there = cell.row != nullptr;
    json_.begin_object();
    json_.field("id", id(criterion));
    json_.field("unit", unit(criterion));
    number_or_null("result", there ? result_of(cell, criterion) : 0, there);
    number_or_null("low", measured.low, there && measured.low >= 0);
    number_or_null("high", measured.high, there && measured.high >= 0);
    json_.field("rule", id(measured.rule));
    number_or_null("n", measured.n, measured.n > 0);
    json_.key("share_of_trial");
    json_.boolean(measured.rule == SpreadRule::kN && cell.row->arm_n != cell.row->n);
    json_.field_or_null("row", there ? cell.row->id : std::string_view{});
    number_or_null("setting_distance", there ? setting_distance(data_.assumed, data_.facts, *cell.row) : 0,
                   there);
    json_.key("missing");
    json_.boolean(!there);
    json_.key("upper_bound_only");
    json_.boolean(cell.upper_bound_only);
    const knowledge::HarmBounds* const bounds =
        !there && criterion == Criterion::kGrade34 ? harm_bounds_of(comparison_.options[k]) : nullptr;
    if (bounds == nullptr) {
      json_.key("bounds");
      json_.null();
    } else {
      numbers("bounds", bounds->worst, bounds->best);
    }
    numbers("value", worst(k)[c], best(k)[c]);
    json_.field_number("weight", weights()[c]);
    numbers("contribution", weights()[c] * worst(k)[c], weights()[c] * best(k)[c]);
    json_.field_number("outside", with_best_.outside[k * kCriterionCount + c]);
    // What is only an upper bound says next to nothing of this patient.
    const int row = cell.upper_bound_only ? kNoEvidence : comparison_.result(k).value.rows[c];
    const auto certainty = static_cast<std::size_t>(certainty_of(data_.assumed, data_.facts, row));
    json_.field_or_null("certainty", there ? kCertainty[certainty] : std::string_view{});
    json_.field_or_null("says", there ? kSays[certainty] : std::string_view{});
    json_.end_object();
  }

  void write_left_out() {
    json_.key("left_out");
    json_.begin_array();
    for (const auto& [o, why] : comparison_.left_out) {
      json_.begin_object();
      json_.field("id", knowledge::options()[o].id);
      switch (why) {
        case LeftOut::kPlacedByRule:
          json_.field("because", "placed_by_rule");
          json_.field("text", "robustness.left_out_placed"_text);
          break;
        case LeftOut::kNotUsable:
          json_.field("because", "not_usable");
          json_.field("text", "robustness.left_out_not_usable"_text);
          break;
        case LeftOut::kNoSurvivalResult:
          json_.field("because", "no_survival_result");
          json_.field("text", "robustness.left_out_no_survival"_text);
          break;
        case LeftOut::kHidden:
          json_.field("because", "hidden");
          json_.field("text", "robustness.left_out_hidden"_text);
          break;
      }
      json_.end_object();
    }
    json_.end_array();
  }

  void write_pairwise() {
    both("pairwise", [&](const smaa::Result& sampled) {
      json_.begin_array();
      for (std::size_t i = 0; sampled_ && i < size(); ++i) {
        json_.begin_array();
        for (std::size_t k = 0; k < size(); ++k) json_.number(sampled.pairwise[i * size() + k]);
        json_.end_array();
      }
      json_.end_array();
    });
  }

  // `own` and `others` give the values of an option and of its rivals.
  template <class Own, class Others>
  void never_first(std::string_view key, Own own, Others others) {
    const std::vector<Weights> space = vertices(data_.preferences);
    json_.key(key);
    json_.begin_array();
    for (std::size_t k = 0; k < size(); ++k) {
      std::vector<Values> rivals;
      for (std::size_t i = 0; i < size(); ++i) {
        if (i != k) rivals.push_back(others(i));
      }
      if (!can_be_first(own(k), rivals, space)) json_.string(comparison_.id_of(k));
    }
    json_.end_array();
  }

  void write_never_first() {
    const auto at_worst = [&](std::size_t k) { return worst(k); };
    const auto at_best = [&](std::size_t k) { return best(k); };
    json_.key("never_first");
    json_.begin_object();
    never_first("worst", at_worst, at_worst);
    never_first("best", at_best, at_best);
    never_first("whatever", at_best, at_worst);
    json_.end_object();
  }

  // ---- the first two, with what is missing at worst, as the ranking has it ----
  void leads(int which, std::string_view key = "leads") {
    json_.field_or_null(key,
                        which < 0 ? std::string_view{} : comparison_.id_of(static_cast<std::size_t>(which)));
  }

  static bool changes(int now, int then) { return now >= 0 && then >= 0 && now != then; }

  [[nodiscard]] int leader_now() const {
    return leader(weighted(weights(), worst(0)), weighted(weights(), worst(1)));
  }

  // The weight t at which the two change places, when the weights are t * one + (1 - t) * rest; -1: they do not. A tie
  // at either end is no change.
  [[nodiscard]] double changes_at(const Weights& one, const Weights& rest) const {
    if (!any(one) || !any(rest)) return -1;
    const double with_all = weighted(one, worst(0)) - weighted(one, worst(1));
    const double with_none = weighted(rest, worst(0)) - weighted(rest, worst(1));
    const bool opposite =
        (round6(with_all) > 0 && round6(with_none) < 0) || (round6(with_all) < 0 && round6(with_none) > 0);
    return opposite ? with_none / (with_none - with_all) : -1;
  }

  void write_swap() {
    json_.key("swap");
    if (size() < 2) {
      json_.null();
      return;
    }
    const std::size_t first = comparison_.options[0];
    const std::size_t second = comparison_.options[1];
    const Level level = level_between(data_, first, second);
    const bool gate = level < Level::kValue;
    bool found = false;
    json_.begin_object();
    json_.field("first", comparison_.id_of(0));
    json_.field("second", comparison_.id_of(1));
    json_.field("above_because", id(level));
    json_.key("gate");
    json_.boolean(gate);
    leads(leader_now());
    json_.key("one_way");
    json_.begin_array();
    const auto one_way = [&](std::string_view name, double now, double at) {
      json_.begin_object();
      json_.field("weight", name);
      json_.field_number("now", now);
      number_or_null("at", at, at >= 0);
      json_.end_object();
      found = found || at >= 0;
    };
    one_way("benefit", 1 - weights()[kHarm], changes_at(only(weights(), true), only(weights(), false)));
    for (const Criterion criterion : kCriteria) {
      const std::size_t c = place(criterion);
      Weights alone{};
      alone[c] = 1;
      one_way(id(criterion), weights()[c], changes_at(alone, without(weights(), c)));
    }
    json_.end_array();
    if (gate) {
      json_.field("text", "robustness.swap_gate"_text);
    } else if (!found) {
      json_.field("text", "robustness.swap_none"_text);
    } else {
      json_.field("text", "robustness.swap_at"_text);
    }
    json_.end_object();
  }

  // One result of the first two put at a limit: who leads then.
  void write_flip(std::size_t k, Criterion criterion, std::string_view limit, double value, double result,
                  bool has_result) {
    std::array<Values, 2> values = {worst(0), worst(1)};
    values[k][place(criterion)] = value;
    const int then = leader(weighted(weights(), values[0]), weighted(weights(), values[1]));
    json_.begin_object();
    json_.field("option", comparison_.id_of(k));
    json_.field("criterion", id(criterion));
    json_.field("limit", limit);
    number_or_null("result", result, has_result);
    leads(then);
    json_.key("changes");
    json_.boolean(changes(leader_now(), then));
    json_.end_object();
  }

  void write_interval_flip() {
    json_.key("interval_flip");
    json_.begin_array();
    for (std::size_t k = 0; size() >= 2 && k < 2; ++k) {
      for (const Criterion criterion : kCriteria) {
        const std::size_t c = place(criterion);
        const Cell& cell = comparison_.cells[k][c];
        if (cell.row != nullptr && !cell.upper_bound_only) {
          for (const bool high : {false, true}) {
            const double limit = high ? cell.measured.high : cell.measured.low;
            if (limit < 0) continue;
            write_flip(k, criterion, high ? "high" : "low", partial_value(criterion, limit), limit, true);
          }
          continue;
        }
        // What is missing counts as worst: its other limit is the best it may be.
        const knowledge::HarmBounds* const bounds =
            criterion == Criterion::kGrade34 ? harm_bounds_of(comparison_.options[k]) : nullptr;
        const double best_result = cell.row != nullptr ? result_of(cell, criterion)
                                   : bounds != nullptr ? bounds->best
                                                       : 0;
        write_flip(k, criterion, "best", best(k)[c], best_result, cell.row != nullptr || bounds != nullptr);
      }
    }
    json_.end_array();
  }

  void write_without() {
    json_.key("without");
    json_.begin_array();
    for (const Criterion criterion : kCriteria) {
      const Weights others = without(weights(), place(criterion));
      if (size() < 2 || !any(others)) continue;
      const double first = weighted(others, worst(0));
      const double second = weighted(others, worst(1));
      const int then = leader(first, second);
      json_.begin_object();
      json_.field("criterion", id(criterion));
      numbers("values", first, second);
      leads(then);
      json_.key("changes");
      json_.boolean(changes(leader_now(), then));
      json_.end_object();
    }
    json_.end_array();
  }

  // What the user may choose instead.
  void write_presets() {
    json_.key("presets");
    json_.begin_array();
    for (const knowledge::Preset& preset : knowledge::presets()) {
      json_.begin_object();
      json_.field("id", preset.id);
      json_.field("label", preset.label);
      json_.field("reason", preset.reason);
      json_.end_object();
    }
    json_.end_array();
  }

  const Comparison& comparison_;
  const EvaluationData& data_;
  const std::vector<Issue>& issues_;
  const RobustnessOptions& options_;
  JsonWriter json_;
  smaa::Result with_worst_;
  smaa::Result with_best_;
  std::uint32_t draws_ = 0;
  bool sampled_ = false;
};

void write_robustness(const Prepared& prepared, const RobustnessOptions& options, std::string& out) {
  std::vector<Issue> issues;
  for (const Issue& issue : prepared.issues) {
    if (issue.code == IssueCode::kBadWeights) issues.push_back(issue);
  }
  const Comparison comparison(prepared.evaluation.data());
  Writer(comparison, issues, options, out).write();
}

// "10.3 months", "at most 16.4 months (patients without an inhibitor before; counted as none)".
std::string in_words(const EvaluationData& data, std::size_t option, Criterion criterion) {
  const Cell cell = cell_of(data, option, criterion);
  const auto amount = [&](double value) {
    const std::string number = number_text(value);
    return criterion <= Criterion::kPfs ? say<"compare.months">(number) : say<"compare.percent">(number);
  };
  if (cell.row != nullptr) {
    const std::string result = amount(result_of(cell, criterion));
    return cell.upper_bound_only ? say<"compare.upper_bound">(result) : result;
  }
  const knowledge::HarmBounds* const bounds =
      criterion == Criterion::kGrade34 ? harm_bounds_of(option) : nullptr;
  return say<"compare.not_reported">(bounds != nullptr ? amount(bounds->worst)
                                                       : std::string("compare.worst"_text));
}

}  // namespace

AssessOutcome robustness_text(std::string_view patient_json, std::string_view preferences_json,
                              const RobustnessOptions& options) {
  AssessOutcome outcome;
  Prepared prepared;
  if (!prepare(patient_json, preferences_json, prepared, outcome.error)) return outcome;
  write_robustness(prepared, options, outcome.text);
  outcome.ok = true;
  outcome.has_error = has_error(prepared.issues);
  return outcome;
}

AssessOutcome assess_with_robustness_text(std::string_view patient_json, std::string_view preferences_json,
                                          const RobustnessOptions& options) {
  AssessOutcome outcome;
  Prepared prepared;
  if (!prepare(patient_json, preferences_json, prepared, outcome.error)) return outcome;
  outcome.text.reserve(196608);
  render(prepared.patient, prepared.issues, prepared.evaluation, outcome.text);
  outcome.text.back() = ',';
  std::string explored;
  JsonWriter json(explored);
  json.begin_object();
  write_explore(json, prepared.patient, prepared.evaluation.data());
  json.end_object();
  outcome.text.append(explored, 1, explored.size() - 2);
  outcome.text += ",\"robustness\":";
  write_robustness(prepared, options, outcome.text);
  outcome.text += '}';
  outcome.ok = true;
  outcome.has_error = has_error(prepared.issues);
  return outcome;
}

AssessOutcome compare_text(std::string_view patient_json, std::string_view preferences_json, std::string_view a,
                           std::string_view b) {
  AssessOutcome outcome;
  const int first = knowledge::find_option(a);
  const int second = knowledge::find_option(b);
  if (first < 0 || second < 0 || first == second) {
    outcome.error = "refused.two_options"_text;
    return outcome;
  }
  Prepared prepared;
  if (!prepare(patient_json, preferences_json, prepared, outcome.error)) return outcome;
  const EvaluationData& data = prepared.evaluation.data();
  auto upper = static_cast<std::size_t>(first);
  auto lower = static_cast<std::size_t>(second);
  const auto rank = [&](std::size_t o) { return std::find(data.order.begin(), data.order.end(), o); };
  if (rank(lower) < rank(upper)) std::swap(upper, lower);

  JsonWriter json(outcome.text);
  json.begin_object();
  json.field("schema", "comparison/1");
  json.field("above", knowledge::options()[upper].id);
  json.field("below", knowledge::options()[lower].id);
  json.field("because", id(level_between(data, upper, lower)));
  json.field("text", level_text(data, upper, lower));
  json.key("differences");
  json.begin_array();
  if (knowledge::options()[upper].treatment && knowledge::options()[lower].treatment) {
    const Weights& weights = prepared.preferences.weights;
    const auto difference = [&](Criterion criterion) {
      const std::size_t c = place(criterion);
      return weights[c] * (data.options[upper].value.worst[c] - data.options[lower].value.worst[c]);
    };
    // What speaks for the upper one comes first, the largest before; then what speaks against it.
    std::vector<std::uint32_t> order;
    for (const Criterion criterion : kCriteria) order.push_back(static_cast<std::uint32_t>(criterion));
    sort_numbers(order, [&](std::uint32_t x, std::uint32_t y) {
      const double left = difference(static_cast<Criterion>(x));
      const double right = difference(static_cast<Criterion>(y));
      if ((left > 0) != (right > 0)) return left > 0;
      if (left != right) return left > 0 ? left > right : left < right;
      return x < y;
    });
    int listed = 0;
    for (const std::uint32_t each : order) {
      const auto criterion = static_cast<Criterion>(each);
      const double by = difference(criterion);
      if (listed == 2 || round6(by) == 0) continue;
      ++listed;
      std::string text = say<"compare.difference">(kNames[place(criterion)], in_words(data, upper, criterion),
                                                   in_words(data, lower, criterion));
      if (by <= 0) text = say<"compare.for_lower">(knowledge::options()[lower].label, text);
      json.begin_object();
      json.field("criterion", id(criterion));
      json.field_number("contribution", by);
      json.field("text", text);
      json.end_object();
    }
  }
  json.end_array();
  json.field("statement", "robustness.studies"_text);
  json.end_object();
  outcome.ok = true;
  outcome.has_error = has_error(prepared.issues);
  return outcome;
}

}  // namespace nextline
