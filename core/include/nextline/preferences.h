// SPDX-License-Identifier: Apache-2.0
// What matters how much: the weights of the multicriteria value, a second input beside the patient.
//
//   Preferences preferences; std::vector<Issue> issues;
//   read_preferences(R"({"order": ["os", "grade34", "pfs", "orr"]})", preferences, issues);
//   preferences.weights[0] == 25.0 / 48    // survival
//
// The text is one JSON object, `preferences/1`, with at most one of three keys (`schema` may stand beside it):
//   {"preset": "efficacy_first"}      an id of `presets` in core/knowledge/values.json
//   {"weights": {"os": 3, "pfs": 1, "orr": 1, "grade34": 5}}   any numbers from 0, made to sum to 1
//   {"order": ["os", "grade34", "pfs", "orr"]}   most important first; the value takes the rank-order centroid, the
//                                                mean of all weights that keep the order (Barron and Barrett 1996)
// All four criteria must stand there. Nothing, {} or a null means: no preferences, the default weights count.
//
// Errors: whatever cannot be read is one issue `bad_weights` (an error, field `preferences`) with a sentence; then the
// default weights count and the sentence says so. Nothing else of the assessment is lost.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "nextline/endpoint.h"
#include "nextline/issues.h"
#include "nextline/json_writer.h"

namespace nextline {

struct Preferences {
  enum class From : std::uint8_t { kNothing, kPreset, kWeights, kOrder };
  From from = From::kNothing;
  int preset = 0;  // kNothing, kPreset: place in knowledge::presets(); 0 is the default
  std::array<Endpoint, kEndpointCount> order = kEndpoints;  // kOrder: most important first
  Weights weights;
  Preferences();  // none: the default weights
};

// Whether nothing was chosen: no preferences, or the default preset by name. Then the weights are open, and the default
// is one among them.
[[nodiscard]] inline bool weights_are_open(const Preferences& preferences) {
  return preferences.from <= Preferences::From::kPreset && preferences.preset == 0;
}

// Total: every text gives preferences. Adds at most one issue.
void read_preferences(std::string_view json, Preferences& preferences, std::vector<Issue>& issues);

// {"from":"preset","preset":"efficacy_first","label":"Efficacy first","published":null,"weights":{"os":0.375,...}}.
// `from` is one of default, preset, weights, order; `published` is {source, citation} or null, the project's own choice;
// with "order" where one was given.
void write_preferences(const Preferences& preferences, JsonWriter& json);

}  // namespace nextline
