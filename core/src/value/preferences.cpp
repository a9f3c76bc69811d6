// SPDX-License-Identifier: Apache-2.0
#include "nextline/preferences.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "json/document.h"
#include "knowledge/tables.h"
#include "words/words.h"

namespace nextline {

namespace {

// Named here: Clang 14 makes a call of what stands in a lambda that a template calls.
constexpr Words kKeyWrong = "weights.key"_words;
constexpr Words kNumberWrong = "weights.number"_words;
constexpr Words kOrderWrong = "weights.order"_words;
constexpr Words kPresetWrong = "weights.preset"_words;
constexpr Words kSchemaWrong = "weights.schema"_words;
constexpr Words kSeveralWrong = "weights.several"_words;
constexpr Words kTwiceWrong = "weights.twice"_words;
constexpr Words kWeightsWrong = "weights.weights"_words;
constexpr Words kZeroWrong = "weights.zero"_words;

std::optional<Endpoint> find_endpoint(std::string_view name) {
  for (const Endpoint endpoint : kEndpoints) {
    if (id(endpoint) == name) return endpoint;
  }
  return std::nullopt;
}

// Reads one document; the first thing that is wrong ends it with its sentence.
class Reader {
 public:
  Reader(const Document& document, Preferences& preferences) : document_(document), preferences_(preferences) {}

  bool read(std::string& wrong) {
    wrong_ = &wrong;
    std::uint32_t given = 0;
    Preferences::From from = Preferences::From::kNothing;
    const auto give = [&](std::uint32_t value, Preferences::From what) {
      if (document_.nodes[value].kind == JsonKind::kNull) return true;
      if (from != Preferences::From::kNothing) return fail(kSeveralWrong);
      given = value;
      from = what;
      return true;
    };
    const bool keys_are_good = for_members(0, [&](std::string_view key, std::uint32_t value) {
      if (key == "preset") return give(value, Preferences::From::kPreset);
      if (key == "weights") return give(value, Preferences::From::kWeights);
      if (key == "order") return give(value, Preferences::From::kOrder);
      if (key != "schema") return fail(kKeyWrong, key);
      const bool known = is_text(value) && document_.text_of(value) == "preferences/1";
      if (known) return true;
      return fail(kSchemaWrong);
    });
    if (!keys_are_good) return false;
    preferences_.from = from;
    switch (from) {
      case Preferences::From::kNothing:
        return true;
      case Preferences::From::kPreset:
        return read_preset(given);
      case Preferences::From::kWeights:
        return read_weights(given);
      case Preferences::From::kOrder:
        return read_order(given);
    }
    return true;
  }

 private:
  bool fail(Words message, std::string_view text = {}) {
    *wrong_ = say(message, {{"text", cut(text)}});
    return false;
  }
  [[nodiscard]] bool is_text(std::uint32_t node) const {
    return document_.nodes[node].kind == JsonKind::kString;
  }

  // Calls `visit(key, value)` for each member of an object; false at a key that stands twice.
  template <class Visit>
  bool for_members(std::uint32_t object, Visit visit) {
    std::vector<std::string_view> seen;
    for (std::uint32_t at = object + 1; at < document_.nodes[object].next;) {
      const std::string_view key = document_.text_of(at);
      if (std::find(seen.begin(), seen.end(), key) != seen.end()) return fail(kTwiceWrong, key);
      if (seen.size() < 8) seen.push_back(key);  // the first unknown key ends it
      if (!visit(key, at + 1)) return false;
      at = document_.nodes[at + 1].next;
    }
    return true;
  }

  bool read_preset(std::uint32_t node) {
    if (!is_text(node)) return fail(kPresetWrong);
    const auto presets = knowledge::presets();
    for (std::size_t i = 0; i < presets.size(); ++i) {
      if (presets[i].id != document_.text_of(node)) continue;
      preferences_.preset = static_cast<int>(i);
      preferences_.weights = presets[i].weights;
      return true;
    }
    return fail(kPresetWrong);
  }

  bool read_weights(std::uint32_t node) {
    if (document_.nodes[node].kind != JsonKind::kObject) return fail(kWeightsWrong);
    Weights weights{};
    std::size_t count = 0;
    const bool good = for_members(node, [&](std::string_view key, std::uint32_t value) {
      const std::optional<Endpoint> endpoint = find_endpoint(key);
      if (!endpoint) return fail(kWeightsWrong);
      const JsonNode& number = document_.nodes[value];
      if (number.kind != JsonKind::kNumber || number.number < 0) return fail(kNumberWrong, key);
      weights[place(*endpoint)] = number.number;
      ++count;
      return true;
    });
    if (!good) return false;
    if (count != kEndpointCount) return fail(kWeightsWrong);
    const double most = *std::max_element(weights.begin(), weights.end());
    if (most <= 0) return fail(kZeroWrong);
    // By the largest first: the sum of numbers that are near the largest double is none.
    double sum = 0;
    for (double& weight : weights) sum += weight /= most;
    for (double& weight : weights) weight /= sum;
    preferences_.weights = weights;
    return true;
  }

  bool read_order(std::uint32_t node) {
    if (document_.nodes[node].kind != JsonKind::kArray) return fail(kOrderWrong);
    std::array<bool, kEndpointCount> seen{};
    std::size_t count = 0;
    for (std::uint32_t at = node + 1; at < document_.nodes[node].next; at = document_.nodes[at].next) {
      const std::optional<Endpoint> endpoint =
          is_text(at) ? find_endpoint(document_.text_of(at)) : std::nullopt;
      if (!endpoint || seen[place(*endpoint)]) return fail(kOrderWrong);
      seen[place(*endpoint)] = true;
      preferences_.order[count++] = *endpoint;
    }
    if (count != kEndpointCount) return fail(kOrderWrong);
    double tail = 0;
    for (std::size_t i = kEndpointCount; i-- > 0;) {
      tail += 1.0 / static_cast<double>(i + 1);
      preferences_.weights[place(preferences_.order[i])] = tail / static_cast<double>(kEndpointCount);
    }
    return true;
  }

  const Document& document_;
  Preferences& preferences_;
  std::string* wrong_ = nullptr;
};

}  // namespace

Preferences::Preferences() : weights(knowledge::presets().front().weights) {}

void read_preferences(std::string_view json, Preferences& preferences, std::vector<Issue>& issues) {
  preferences = Preferences();
  if (json.find_first_not_of(" \t\r\n") == std::string_view::npos) return;
  Document document;
  std::string wrong;
  Preferences read;
  if (!read_document(json, document, wrong)) {
    wrong = say("weights.no_object"_words);
  } else if (Reader(document, read).read(wrong)) {
    preferences = read;
    return;
  }
  wrong += ' ';
  wrong += say("weights.default"_words);
  issues.push_back({IssueCode::kBadWeights, std::nullopt, "preferences", {}, std::move(wrong)});
}

void write_preferences(const Preferences& preferences, JsonWriter& json) {
  constexpr std::string_view kFrom[] = {"default", "preset", "weights", "order"};
  json.begin_object();
  json.field("from", kFrom[static_cast<std::size_t>(preferences.from)]);
  const bool preset = preferences.from <= Preferences::From::kPreset;
  const knowledge::Preset& chosen = knowledge::presets()[static_cast<std::size_t>(preferences.preset)];
  json.field_or_null("preset", preset ? chosen.id : std::string_view{});
  json.field_or_null("label", preset ? chosen.label : std::string_view{});
  json.key("published");
  if (preset && chosen.source) {
    const knowledge::Source& source = knowledge::sources()[static_cast<std::size_t>(*chosen.source)];
    json.begin_object();
    json.field("source", source.id);
    json.field("citation", source.citation);
    json.end_object();
  } else {
    json.null();
  }
  if (preferences.from == Preferences::From::kOrder) {
    json.key("order");
    json.begin_array();
    for (const Endpoint endpoint : preferences.order) json.string(id(endpoint));
    json.end_array();
  }
  json.key("weights");
  json.begin_object();
  for (const Endpoint endpoint : kEndpoints)
    json.field_number(id(endpoint), preferences.weights[place(endpoint)]);
  json.end_object();
  json.end_object();
}

}  // namespace nextline
