// SPDX-License-Identifier: Apache-2.0
#include "robustness/comparison.h"

#include <algorithm>
#include <optional>

namespace nextline {

namespace {

smaa::Measurement measurement_of(std::size_t option, const EndpointResult& taken, Endpoint endpoint,
                                 smaa::Missing missing) {
  if (taken.row == nullptr || taken.measured.rule == SpreadRule::kNone) {
    const knowledge::HarmBounds* const bounds = bounds_of(option, endpoint);
    return bounds == nullptr ? smaa::missing_value() : smaa::missing(bounds->worst, bounds->best);
  }
  if (taken.upper_bound_only && missing == smaa::Missing::kWorst) return smaa::fixed_value(0);
  const knowledge::Values& values = knowledge::values();
  const double tau =
      taken.row->design == knowledge::Design::kRandomised ? values.tau_randomised : values.tau_other;
  // One shift for each outcome of a study.
  const int group = taken.row->study * static_cast<int>(kEndpointCount) + static_cast<int>(endpoint);
  return smaa::shifted(taken.measured.distribution, group, tau);
}

}  // namespace

double printed_result(const EndpointResult& taken, Endpoint endpoint) {
  return outcome_of(*taken.row, endpoint).value;
}

EndpointResult result_of(const EvaluationData& data, std::size_t option, Endpoint endpoint) {
  EndpointResult taken;
  const EvidenceRow at = data.options[option].value.rows[place(endpoint)];
  if (!at) return taken;
  taken.row = &knowledge::evidence()[*at];
  taken.upper_bound_only = upper_bound_only(data.facts, *taken.row, endpoint);
  Printed printed;
  printed.value = printed_result(taken, endpoint);
  printed.n = taken.row->arm_n;
  printed.own_count = taken.row->arm_n == taken.row->n;
  for (const knowledge::Interval& interval : knowledge::intervals()) {
    if (interval.evidence != *at || interval.outcome != endpoint) continue;
    printed.low = interval.low;
    printed.high = interval.high;
  }
  taken.measured = endpoint <= Endpoint::kPfs ? measure_median(printed) : measure_proportion(printed);
  return taken;
}

const knowledge::HarmBounds* bounds_of(std::size_t option, Endpoint endpoint) {
  const std::optional<int> harm = knowledge::options()[option].harm;
  if (endpoint != Endpoint::kGrade34 || !harm) return nullptr;
  return &knowledge::harm_bounds()[static_cast<std::size_t>(*harm)];
}

Comparison::Comparison(const EvaluationData& evaluated) : data(evaluated) {
  for (const bool counting : {true, false}) {
    for (std::size_t r = 0; r < knowledge::options().size(); ++r) place_option(data.order[r], counting);
  }
}

// First counts what is from the patient's setting, then places.
void Comparison::place_option(std::size_t o, bool counting) {
  const knowledge::Option& option = knowledge::options()[o];
  const EvidenceRow survival = data.options[o].value.rows[place(Endpoint::kOs)];
  const bool takes_part = option.treatment && usable(data.options[o].verdict) && survival;
  if (counting) {
    if (!takes_part) return;
    const knowledge::Evidence& row = knowledge::evidence()[*survival];
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
    EndpointResults& row = results.emplace_back();
    for (const Endpoint endpoint : kEndpoints) row[place(endpoint)] = result_of(data, o, endpoint);
  }
}

std::ptrdiff_t Comparison::rank_of(std::size_t option) const {
  return std::find(data.order.begin(), data.order.end(), option) - data.order.begin() + 1;
}

smaa::Problem problem_of(const Comparison& comparison, smaa::Missing missing) {
  smaa::Problem problem;
  for (const Endpoint endpoint : kEndpoints) {
    const double anchor = knowledge::values().anchors[place(endpoint)];
    smaa::Criterion& row = problem.criteria.emplace_back();
    row.id = id(endpoint);
    row.value.x = {0, anchor};
    row.value.v = endpoint == Endpoint::kGrade34 ? std::vector<double>{1, 0} : std::vector<double>{0, 1};
  }
  for (std::size_t k = 0; k < comparison.options.size(); ++k) {
    problem.alternatives.emplace_back(comparison.id_of(k));
    for (const Endpoint endpoint : kEndpoints) {
      problem.measurements.push_back(
          measurement_of(comparison.options[k], comparison.results[k][place(endpoint)], endpoint, missing));
    }
  }
  const Preferences& preferences = comparison.data.preferences;
  if (preferences.from == Preferences::From::kOrder) {
    problem.weights.space = smaa::WeightSpace::kOrdinal;
    for (const Endpoint endpoint : preferences.order) {
      problem.weights.order.push_back(static_cast<std::uint32_t>(endpoint));
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

}  // namespace nextline
