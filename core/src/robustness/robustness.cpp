// SPDX-License-Identifier: Apache-2.0
// The comparison behind robustness.h as JSON: what sampling says of those who take part, and what the values at the chosen
// weights say without it.
#include "nextline/robustness.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "assess/prepared.h"
#include "explore/explore.h"
#include "nextline/json_writer.h"
#include "nextline/render.h"
#include "render/parts.h"
#include "robustness/comparison.h"
#include "robustness/first_place.h"
#include "robustness/leader.h"
#include "value/value.h"
#include "words/words.h"

namespace nextline {

namespace {

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
      for (const Endpoint endpoint : kEndpoints) {
        json_.field_number(id(endpoint), sampled.central[k * kEndpointCount + place(endpoint)]);
      }
      json_.end_object();
    });
    json_.key("criteria");
    json_.begin_array();
    for (const Endpoint endpoint : kEndpoints) write_endpoint(k, endpoint);
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

  template <class Number>
  void number_or_null(std::string_view key, std::optional<Number> value) {
    json_.key(key);
    if (value) {
      json_.number(*value);
    } else {
      json_.null();
    }
  }

  void write_endpoint(std::size_t k, Endpoint endpoint) {
    constexpr std::string_view kCertainty[] = {"very_low", "low", "moderate", "high"};
    constexpr std::string_view kSays[] = {"certainty.very_low"_text, "certainty.low"_text,
                                          "certainty.moderate"_text, "certainty.high"_text};
    const std::size_t c = place(endpoint);
    const EndpointResult& taken = comparison_.results[k][c];
    const Measured& measured = taken.measured;
    const bool there = taken.row != nullptr;
    json_.begin_object();
    json_.field("id", id(endpoint));
    json_.field("unit", unit(endpoint));
    number_or_null("result", there ? std::optional(printed_result(taken, endpoint)) : std::nullopt);
    number_or_null("low", measured.low);
    number_or_null("high", measured.high);
    json_.field("rule", id(measured.rule));
    number_or_null("n", measured.n);
    json_.key("share_of_trial");
    json_.boolean(measured.rule == SpreadRule::kN && taken.row->arm_n != taken.row->n);
    json_.field_or_null("row", there ? taken.row->id : std::string_view{});
    number_or_null(
        "setting_distance",
        there ? std::optional(setting_distance(data_.assumed, data_.facts, *taken.row)) : std::nullopt);
    json_.key("missing");
    json_.boolean(!there);
    json_.key("upper_bound_only");
    json_.boolean(taken.upper_bound_only);
    const knowledge::HarmBounds* const bounds = there ? nullptr : bounds_of(comparison_.options[k], endpoint);
    if (bounds == nullptr) {
      json_.key("bounds");
      json_.null();
    } else {
      numbers("bounds", bounds->worst, bounds->best);
    }
    numbers("value", worst(k)[c], best(k)[c]);
    json_.field_number("weight", weights()[c]);
    numbers("contribution", weights()[c] * worst(k)[c], weights()[c] * best(k)[c]);
    json_.field_number("outside", with_best_.outside[k * kEndpointCount + c]);
    // What is only an upper bound says next to nothing of this patient.
    const EvidenceRow row = taken.upper_bound_only ? EvidenceRow{} : comparison_.result(k).value.rows[c];
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
  void leads(std::optional<std::size_t> which) {
    json_.field_or_null("leads", which ? comparison_.id_of(*which) : std::string_view{});
  }

  // Whether another one leads than now.
  void changes(std::optional<std::size_t> then) {
    const std::optional<std::size_t> now = leader_now();
    json_.key("changes");
    json_.boolean(now && then && *now != *then);
  }

  [[nodiscard]] std::optional<std::size_t> leader_now() const {
    return leader(weighted(weights(), worst(0)), weighted(weights(), worst(1)));
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
    const auto one_way = [&](std::string_view name, double now, const Weights& one, const Weights& rest) {
      const std::optional<double> at = changes_at(one, rest, worst(0), worst(1));
      json_.begin_object();
      json_.field("weight", name);
      json_.field_number("now", now);
      number_or_null("at", at);
      json_.end_object();
      found = found || at.has_value();
    };
    one_way("benefit", 1 - weights()[place(Endpoint::kGrade34)], only(weights(), true), only(weights(), false));
    for (const Endpoint endpoint : kEndpoints) {
      const std::size_t c = place(endpoint);
      Weights alone{};
      alone[c] = 1;
      one_way(id(endpoint), weights()[c], alone, without(weights(), endpoint));
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
  void write_flip(std::size_t k, Endpoint endpoint, std::string_view limit, double value,
                  std::optional<double> result) {
    std::array<Values, 2> values = {worst(0), worst(1)};
    values[k][place(endpoint)] = value;
    const std::optional<std::size_t> then =
        leader(weighted(weights(), values[0]), weighted(weights(), values[1]));
    json_.begin_object();
    json_.field("option", comparison_.id_of(k));
    json_.field("criterion", id(endpoint));
    json_.field("limit", limit);
    number_or_null("result", result);
    leads(then);
    changes(then);
    json_.end_object();
  }

  void write_interval_flip() {
    json_.key("interval_flip");
    json_.begin_array();
    for (std::size_t k = 0; size() >= 2 && k < 2; ++k) {
      for (const Endpoint endpoint : kEndpoints) {
        const std::size_t c = place(endpoint);
        const EndpointResult& taken = comparison_.results[k][c];
        if (taken.row != nullptr && !taken.upper_bound_only) {
          for (const bool high : {false, true}) {
            const std::optional<double> limit = high ? taken.measured.high : taken.measured.low;
            if (limit) write_flip(k, endpoint, high ? "high" : "low", partial_value(endpoint, *limit), limit);
          }
          continue;
        }
        // What is missing counts as worst: its other limit is the best it may be.
        const knowledge::HarmBounds* const bounds = bounds_of(comparison_.options[k], endpoint);
        std::optional<double> best_result;
        if (taken.row != nullptr) {
          best_result = printed_result(taken, endpoint);
        } else if (bounds != nullptr) {
          best_result = bounds->best;
        }
        write_flip(k, endpoint, "best", best(k)[c], best_result);
      }
    }
    json_.end_array();
  }

  void write_without() {
    json_.key("without");
    json_.begin_array();
    for (const Endpoint endpoint : kEndpoints) {
      const Weights others = without(weights(), endpoint);
      if (size() < 2 || !any(others)) continue;
      const double first = weighted(others, worst(0));
      const double second = weighted(others, worst(1));
      const std::optional<std::size_t> then = leader(first, second);
      json_.begin_object();
      json_.field("criterion", id(endpoint));
      numbers("values", first, second);
      leads(then);
      changes(then);
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

}  // namespace nextline
