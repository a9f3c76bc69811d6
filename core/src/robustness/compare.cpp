// SPDX-License-Identifier: Apache-2.0
// Why of two options one stands above the other.
#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "assess/prepared.h"
#include "nextline/json_writer.h"
#include "nextline/numbers.h"
#include "nextline/robustness.h"
#include "numbers/sort.h"
#include "render/parts.h"
#include "robustness/comparison.h"
#include "words/words.h"

namespace nextline {

namespace {

constexpr std::string_view kNames[] = {"outcome.os"_text, "outcome.pfs"_text, "outcome.orr"_text,
                                       "outcome.grade34"_text};

// "10.3 months", "at most 16.4 months (patients without an inhibitor before; counted as none)".
std::string in_words(const EvaluationData& data, std::size_t option, Endpoint endpoint) {
  const EndpointResult taken = result_of(data, option, endpoint);
  const auto amount = [&](double value) {
    const std::string number = number_text(value);
    return endpoint <= Endpoint::kPfs ? say<"compare.months">(number) : say<"compare.percent">(number);
  };
  if (taken.row != nullptr) {
    const std::string result = amount(printed_result(taken, endpoint));
    return taken.upper_bound_only ? say<"compare.upper_bound">(result) : result;
  }
  const knowledge::HarmBounds* const bounds = bounds_of(option, endpoint);
  return say<"compare.not_reported">(bounds != nullptr ? amount(bounds->worst)
                                                       : std::string("compare.worst"_text));
}

}  // namespace

AssessOutcome compare_text(std::string_view patient_json, std::string_view preferences_json, std::string_view a,
                           std::string_view b) {
  AssessOutcome outcome;
  const std::optional<std::size_t> first = knowledge::find_option(a);
  const std::optional<std::size_t> second = knowledge::find_option(b);
  if (!first || !second) {
    outcome.error = say<"refused.no_option">(cut(first ? b : a));
    return outcome;
  }
  if (first == second) {
    outcome.error = "refused.two_options"_text;
    return outcome;
  }
  Prepared prepared;
  if (!prepare(patient_json, preferences_json, prepared, outcome.error)) return outcome;
  const EvaluationData& data = prepared.evaluation.data();
  std::size_t upper = *first;
  std::size_t lower = *second;
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
    const auto difference = [&](Endpoint endpoint) {
      const std::size_t c = place(endpoint);
      return weights[c] * (data.options[upper].value.worst[c] - data.options[lower].value.worst[c]);
    };
    // The two largest, whomever they speak for: a small one for the upper option does not hide a large one for the lower.
    // Of these what speaks for the upper one comes first.
    std::vector<Endpoint> order(kEndpoints.begin(), kEndpoints.end());
    sort_few(order,
             [&](Endpoint x, Endpoint y) { return std::fabs(difference(x)) > std::fabs(difference(y)); });
    order.resize(2);
    sort_few(order, [&](Endpoint x, Endpoint y) { return difference(x) > 0 && difference(y) <= 0; });
    for (const Endpoint endpoint : order) {
      const double by = difference(endpoint);
      if (round6(by) == 0) continue;
      std::string text = say<"compare.difference">(kNames[place(endpoint)], in_words(data, upper, endpoint),
                                                   in_words(data, lower, endpoint));
      if (by <= 0) text = say<"compare.for_lower">(knowledge::options()[lower].label, text);
      json.begin_object();
      json.field("criterion", id(endpoint));
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
