// SPDX-License-Identifier: Apache-2.0
// From bytes to weights. Whatever the bytes: weights that sum to 1, at most one issue; and weights that were read, written
// and read again, are the same.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/tables.h"
#include "nextline/json_writer.h"
#include "nextline/preferences.h"
#include "support/fuzz.h"
#include "support/fuzz_json.h"
#include "support/fuzz_patient.h"
#include "support/patient_text.h"

using nextline::Endpoint;
using nextline::Issue;
using nextline::Preferences;
using nextline::Weights;
using nextline::test::fail;
using nextline::test::in_quotes;

namespace {

constexpr std::string_view kOdd[] = {
    R"({"schema":"preferences/1","weights":{"os":0.3,"pfs":0.1,"orr":1e308,"grade34":5}})",
    R"({"weights":{"os":1e-308,"pfs":0,"orr":4.9e-324,"grade34":0}})",
    R"({"order":["os","grade34","pfs","orr"],"preset":null})",
    "{}",
    "",
    "[",
};

bool near(const Weights& a, const Weights& b) {
  return std::equal(a.begin(), a.end(), b.begin(),
                    [](double x, double y) { return std::fabs(x - y) <= 1e-12; });
}

// The same choice as text, with all its digits.
std::string text_of(const Preferences& preferences) {
  std::string inside;
  switch (preferences.from) {
    case Preferences::From::kNothing:
      return "{}";
    case Preferences::From::kPreset:
      return "{\"preset\":" +
             in_quotes(nextline::knowledge::presets()[static_cast<std::size_t>(preferences.preset)].id) + "}";
    case Preferences::From::kOrder:
      for (const Endpoint one : preferences.order)
        inside += (inside.empty() ? "" : ",") + in_quotes(nextline::id(one));
      return "{\"order\":[" + inside + "]}";
    case Preferences::From::kWeights:
      for (const Endpoint one : nextline::kEndpoints) {
        inside += (inside.empty() ? "" : ",") + in_quotes(nextline::id(one)) + ":" +
                  nextline::test::patient_text::digits(preferences.weights[nextline::place(one)]);
      }
      return "{\"weights\":{" + inside + "}}";
  }
  return "";
}

void check_weights(const Preferences& preferences, std::string_view input) {
  double sum = 0;
  for (const double weight : preferences.weights) {
    if (!(weight >= 0 && weight <= 1)) fail("a weight that is none", input);
    sum += weight;
  }
  if (std::fabs(sum - 1) > 1e-12) fail("weights that do not sum to 1", input);
  const auto presets = nextline::knowledge::presets();
  if (preferences.from <= Preferences::From::kPreset &&
      preferences.weights != presets[static_cast<std::size_t>(preferences.preset)].weights) {
    fail("weights that are not those of the preset", input);
  }
  if (preferences.from != Preferences::From::kOrder) return;
  std::array<int, nextline::kEndpointCount> seen{};
  double last = 1;
  for (const Endpoint one : preferences.order) {
    ++seen[nextline::place(one)];
    if (preferences.weights[nextline::place(one)] > last) fail("what is less important weighs more", input);
    last = preferences.weights[nextline::place(one)];
  }
  if (seen != std::array<int, nextline::kEndpointCount>{1, 1, 1, 1})
    fail("an order that names one twice", input);
}

}  // namespace

nextline::test::Stage nextline::test::stage() {
  Stage stage{{std::begin(kOdd), std::end(kOdd)}, json_pieces(), vary_number, 10000};
  for (const std::string& seed : preferences_seeds()) stage.seeds.push_back(seed);
  for (const char* word : {"\"schema\":\"preferences/1\",", "\"preset\":", "\"weights\":", "\"order\":"}) {
    stage.pieces.emplace_back(word);
  }
  for (const Endpoint one : kEndpoints) {
    stage.pieces.push_back(in_quotes(id(one)));
    stage.pieces.push_back(in_quotes(id(one)) + ":");
  }
  for (const knowledge::Preset& preset : knowledge::presets()) {
    stage.pieces.push_back(in_quotes(preset.id));
    stage.seeds.push_back("{\"preset\":" + in_quotes(preset.id) + "}");
  }
  return stage;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = nextline::test::text_of(data, size);
  Preferences preferences;
  std::vector<Issue> issues;
  nextline::read_preferences(input, preferences, issues);
  check_weights(preferences, input);

  std::string written;
  nextline::JsonWriter json(written);
  nextline::write_preferences(preferences, json);
  if (!nextline::test::is_json(written)) fail("preferences that are no JSON", input);

  if (!issues.empty()) {
    const bool one =
        issues.size() == 1 && issues[0].code == nextline::IssueCode::kBadWeights && !issues[0].message.empty();
    if (!one || preferences.from != Preferences::From::kNothing)
      fail("bad weights that count, or are not said", input);
    return 0;
  }
  ++nextline::test::reached;
  Preferences again;
  nextline::read_preferences(text_of(preferences), again, issues);
  if (!issues.empty() || again.from != preferences.from || again.preset != preferences.preset ||
      again.order != preferences.order || !near(again.weights, preferences.weights)) {
    fail("preferences that read otherwise when written as " + text_of(preferences) + ",", input);
  }
  return 0;
}
