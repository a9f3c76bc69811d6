// SPDX-License-Identifier: Apache-2.0
// Who takes part in the comparison with which results, and the problem that is sampled.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "assess/evaluation.h"
#include "nextline/smaa.h"
#include "robustness/measure.h"

namespace nextline {

// What is known of one endpoint of one option.
struct EndpointResult {
  const knowledge::Evidence* row = nullptr;  // null: no result
  bool upper_bound_only = false;
  Measured measured;
};

using EndpointResults = std::array<EndpointResult, kEndpointCount>;

[[nodiscard]] EndpointResult result_of(const EvaluationData& data, std::size_t option, Endpoint endpoint);

// As printed; only where there is a row.
[[nodiscard]] double printed_result(const EndpointResult& result, Endpoint endpoint);

// What is known of an endpoint that is not reported, in its unit; null: nothing.
[[nodiscard]] const knowledge::HarmBounds* bounds_of(std::size_t option, Endpoint endpoint);

// Why an option does not take part.
enum class LeftOut : std::uint8_t { kPlacedByRule, kNotUsable, kNoSurvivalResult, kHidden };

struct Comparison {
  const EvaluationData& data;
  std::vector<std::size_t> options;      // that take part, in the order of the ranking
  std::vector<EndpointResults> results;  // of each
  std::vector<std::pair<std::size_t, LeftOut>> left_out;
  std::size_t in_own_setting = 0;  // how many survival results are from the patient's setting

  explicit Comparison(const EvaluationData& evaluated);

  // From 1.
  [[nodiscard]] std::ptrdiff_t rank_of(std::size_t option) const;

  // Whether anything is compared.
  [[nodiscard]] bool shown() const { return in_own_setting >= 2; }
  [[nodiscard]] const OptionResult& result(std::size_t k) const { return data.options[options[k]]; }
  [[nodiscard]] std::string_view id_of(std::size_t k) const { return knowledge::options()[options[k]].id; }

 private:
  void place_option(std::size_t o, bool counting);
};

[[nodiscard]] smaa::Problem problem_of(const Comparison& comparison, smaa::Missing missing);

}  // namespace nextline
