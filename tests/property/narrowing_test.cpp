// SPDX-License-Identifier: Apache-2.0
// Information only narrows. Random patients, of whom only part is known, learn one more thing at a time: a settled fact
// stays, a range never widens, a grade never becomes possible again, and a verdict moves only as contract.md allows.
// A violation is made small before it is shown: what is left of the patient is what it takes.
//
// NEXTLINE_PATIENTS sets how many patients are tried (default 5,000).
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "knowledge/tables.h"
#include "nextline/fields.h"
#include "nextline/nextline.h"
#include "support/catch.h"

namespace {

using Json = nlohmann::json;
using nextline::Field;
using nextline::FieldType;
using nextline::kFieldCount;
using nextline::operator""_f;

// SplitMix64: the same patients on every machine.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
  double unit() { return static_cast<double>(next() >> 11U) / 9007199254740992.0; }
  bool chance(double p) { return unit() < p; }

 private:
  std::uint64_t state_;
};

// A patient as text, field by field; empty: unknown.
struct Draft {
  std::array<std::string, kFieldCount> values;

  [[nodiscard]] bool known(Field f) const { return !values[f.index].empty(); }
  [[nodiscard]] std::string json() const {
    std::string text = "{";
    for (std::size_t i = 0; i < kFieldCount; ++i) {
      if (values[i].empty()) continue;
      if (text.size() > 1) text += ", ";
      text += '"' + std::string(nextline::kFields[i].id) + "\": " + values[i];
    }
    return text + "}";
  }
};

// These may be assumed absent, so they are given from the start (contract.md).
constexpr std::array<Field, 3> kAlwaysGiven = {"comorbidities"_f, "proteinuria"_f, "dialysis"_f};

bool always_given(std::size_t field) {
  return std::any_of(kAlwaysGiven.begin(), kAlwaysGiven.end(), [&](Field f) { return f.index == field; });
}

// ---- random values ---------------------------------------------------------------------------------------------------
// Values on and beside cut-offs, so that all grades and rules are met.
std::vector<double> telling_values(std::string_view field) {
  if (field == "bilirubin") return {0.7, 1.1, 1.9, 2, 2.5, 2.9, 3, 3.1};
  if (field == "albumin") return {2.5, 2.7, 2.8, 3.2, 3.5, 3.6, 4.2};
  if (field == "inr") return {1, 1.2, 1.6, 1.7, 2.3, 2.4};
  if (field == "prothrombin_prolongation") return {1, 3.9, 4, 6, 6.1};
  if (field == "afp") return {3, 99, 100, 399.9, 400, 5000};
  if (field == "weight") return {52, 59.9, 60, 75};
  if (field == "creatinine") return {0.8, 1, 1.5, 3.5, 4.5};
  if (field == "months_to_progression") return {1, 2.9, 3, 3.1, 12};
  if (field == "largest_nodule") return {1.8, 2, 3, 3.1, 5, 5.1, 9};
  if (field == "platelets") return {40, 49, 50, 75, 150};
  return {};
}

std::string number(double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.3f", value);
  return text;
}

std::string random_number(std::size_t index, Random& random) {
  const nextline::FieldSpec& row = nextline::kFields[index];
  const bool has_soft = row.soft.low < row.soft.high;
  const nextline::Bounds bounds = has_soft ? row.soft : row.hard;
  const std::vector<double> telling = telling_values(row.id);
  double value = 0;
  if (!telling.empty() && random.chance(0.7)) {
    value = telling[random.below(telling.size())];
  } else if (bounds.low > 0 && bounds.high > 50 * bounds.low) {
    value = bounds.low * std::pow(bounds.high / bounds.low, random.unit());
  } else {
    value = bounds.low + (bounds.high - bounds.low) * random.unit();
  }
  if (row.type == FieldType::kInteger) {
    const double width = std::min(bounds.high - bounds.low, 8.0);
    return number(bounds.low + std::floor((width + 1) * random.unit()));
  }
  value = std::clamp(value, bounds.low, bounds.high);
  if (row.units.size() > 1 && random.chance(0.25)) {
    const nextline::Unit& unit = row.units[1 + random.below(row.units.size() - 1)];
    const double other = value * unit.div / unit.mul;
    return R"({"value": )" + number(other) + R"(, "unit": ")" + std::string(unit.ucum) + "\"}";
  }
  return number(value);
}

std::string quoted(std::string_view word) { return '"' + std::string(word) + '"'; }

std::string random_regimens(Random& random, std::size_t most) {
  constexpr std::array<std::string_view, 6> kUsual = {"atezolizumab_bevacizumab",
                                                      "durvalumab_tremelimumab",
                                                      "nivolumab_ipilimumab",
                                                      "sorafenib",
                                                      "lenvatinib",
                                                      "cabozantinib"};
  std::string text = "[";
  const std::size_t size = random.below(most + 1);
  for (std::size_t i = 0; i < size; ++i) {
    if (i != 0) text += ", ";
    const auto any = random.below(static_cast<std::size_t>(nextline::knowledge::regimen_count()));
    text += quoted(random.chance(0.6) ? kUsual[random.below(kUsual.size())]
                                      : nextline::knowledge::regimen_id(static_cast<int>(any)));
  }
  return text + "]";
}

std::string random_set(std::span<const nextline::Word> words, Random& random) {
  std::string text = "[";
  if (random.chance(0.6)) {
    for (const nextline::Word& word : words) {
      if (!random.chance(0.2)) continue;
      if (text.size() > 1) text += ", ";
      text += quoted(word.id);
    }
  }
  return text + "]";
}

// Empty: nothing can be filled in.
std::string random_value(std::size_t index, Random& random) {
  const nextline::FieldSpec& row = nextline::kFields[index];
  switch (row.type) {
    case FieldType::kBoolean:
      return random.chance(0.5) ? "true" : "false";
    case FieldType::kEnum:
      return quoted(row.words[random.chance(0.4) ? 0 : random.below(row.words.size())].id);
    case FieldType::kSet:
      return random_set(row.words, random);
    case FieldType::kRegimens:
      return random_regimens(random, 4);
    case FieldType::kRegimenSet:
      return random_regimens(random, 1);
    case FieldType::kCourse:
      return "";
    case FieldType::kNumber:
    case FieldType::kInteger:
    case FieldType::kQuantity:
      break;
  }
  if (row.id == "ecog" && random.chance(0.7)) return random.chance(0.5) ? "0" : "1";
  return random_number(index, random);
}

Draft random_patient(Random& random) {
  Draft draft;
  const double share = 0.1 + 0.85 * random.unit();
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    if (always_given(i) || random.chance(share)) draft.values[i] = random_value(i, random);
  }
  // What decides most often is absent in most patients.
  if (random.chance(0.7)) draft.values["comorbidities"_f.index] = "[]";
  if (random.chance(0.5)) draft.values["bilirubin"_f.index] = "1.1";
  return draft;
}

// An invasion whose extent is not known may be described further; everything else is filled in where nothing is known.
constexpr std::string_view kExtentUnknown = R"("present_extent_unknown")";

// INR that replaces a prothrombin time is a correction, outside the rule.
bool may_be_filled(const Draft& draft, std::size_t field) {
  if (nextline::kFields[field].type == FieldType::kCourse) return false;
  if (field == "inr"_f.index && draft.known("prothrombin_prolongation"_f)) return false;
  return draft.values[field].empty() || draft.values[field] == kExtentUnknown;
}

std::string value_to_learn(const Draft& draft, std::size_t field, Random& random) {
  constexpr std::array<std::string_view, 4> kExtents = {"vp1", "vp2", "vp3", "vp4"};
  if (draft.values[field] == kExtentUnknown) return quoted(kExtents[random.below(4)]);
  return random_value(field, random);
}

// ---- what an assessment says -----------------------------------------------------------------------------------------
struct ScoreState {
  bool computable = true;
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool settled = false;
  std::optional<std::set<std::string>> grades;  // still possible; none: not said
};

struct Said {
  std::map<std::string, std::string> verdicts;  // of options and trials, by path
  std::map<std::string, Json> facts;
  std::map<std::string, ScoreState> scores;
};

ScoreState score_state(const Json& score) {
  ScoreState state;
  const auto get = [&](const char* key) { return score.value(key, Json()); };
  state.computable = get("not_computable").is_null();
  const Json value = get("value");
  state.settled = !value.is_null();
  if (value.is_number()) {
    state.low = state.high = value.get<double>();
  } else {
    if (get("at_least").is_number()) state.low = get("at_least").get<double>();
    if (get("at_most").is_number()) state.high = get("at_most").get<double>();
  }
  if (get("grade").is_string()) {
    state.grades = std::set<std::string>{get("grade").get<std::string>()};
  } else if (get("grades").is_array()) {
    state.grades = get("grades").get<std::set<std::string>>();
  }
  return state;
}

Said assess(const Draft& draft) {
  const nextline::AssessOutcome outcome = nextline::assess_text(draft.json());
  if (!outcome.ok) throw std::runtime_error("not assessed: " + outcome.error + "\n" + draft.json());
  const Json assessment = Json::parse(outcome.text);
  Said said;
  for (const char* list : {"options", "trials"}) {
    for (const Json& one : assessment.at(list)) {
      said.verdicts[std::string(list) + "." + one.at("id").get<std::string>()] = one.at("verdict");
    }
  }
  for (const auto& [id, value] : assessment.at("facts").items()) said.facts[id] = value;
  for (const Json& one : assessment.at("scores")) said.scores[one.at("id")] = score_state(one);
  return said;
}

bool verdict_may_move(const std::string& from, const std::string& to) {
  return from == to || from == "needs_information" || (from == "eligible" && to == "eligible_with_caution") ||
         (from == "not_indicated" && to == "contraindicated");
}

struct Violation {
  std::string path;  // empty: none
  std::string what;
};

std::string joined(const std::set<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " or ") + word;
  return text;
}

// The first thing that `after` takes back of what `before` had settled; only at `path` when one is given.
Violation taken_back(const Said& before, const Said& after, const std::string& path = "") {
  const auto looked_at = [&](const std::string& here) { return path.empty() || path == here; };
  for (const auto& [id, from] : before.facts) {
    const Json& to = after.facts.at(id);
    if (looked_at("facts." + id) && !from.is_null() && from != to) {
      return {"facts." + id, from.dump() + " became " + to.dump()};
    }
  }
  for (const auto& [id, from] : before.scores) {
    const ScoreState& to = after.scores.at(id);
    const std::string here = "scores." + id;
    if (!looked_at(here)) continue;
    if (!from.computable && to.computable) return {here, "not computable became computable"};
    if (from.settled && !to.settled) return {here, "a settled score became open"};
    if (!to.computable) continue;
    const double slack = 2e-6;  // the assessment prints six decimals
    if (to.low < from.low - slack || to.high > from.high + slack) {
      return {here, number(from.low) + " to " + number(from.high) + " became " + number(to.low) + " to " +
                        number(to.high)};
    }
    if (!from.grades) continue;
    if (!to.grades) return {here, "possible grades " + joined(*from.grades) + " are no longer said"};
    if (!std::includes(from.grades->begin(), from.grades->end(), to.grades->begin(), to.grades->end())) {
      return {here, "grade " + joined(*from.grades) + " became " + joined(*to.grades)};
    }
  }
  for (const auto& [here, from] : before.verdicts) {
    const std::string& to = after.verdicts.at(here);
    if (looked_at(here) && !verdict_may_move(from, to)) return {here, from + " became " + to};
  }
  return {};
}

// ---- a counterexample a person can read ------------------------------------------------------------------------------
// What a field that is always given says when it has nothing to say.
std::string plainest(std::size_t field) {
  if (field == "comorbidities"_f.index) return "[]";
  return field == "dialysis"_f.index ? "false" : R"("none")";
}

// Leaves out of the patient whatever is not needed for the violation at `path`.
Draft shrink(Draft draft, std::size_t field, const std::string& value, const std::string& path) {
  bool smaller = true;
  while (smaller) {
    smaller = false;
    for (std::size_t i = 0; i < kFieldCount; ++i) {
      if (draft.values[i].empty() || i == field) continue;
      Draft without = draft;
      without.values[i] = always_given(i) ? plainest(i) : "";
      if (without.values[i] == draft.values[i]) continue;
      Draft filled = without;
      filled.values[field] = value;
      if (taken_back(assess(without), assess(filled), path).path.empty()) continue;
      draft = without;
      smaller = true;
    }
  }
  return draft;
}

std::size_t patients_to_try() {
  const char* text = std::getenv("NEXTLINE_PATIENTS");
  const long wanted = text != nullptr ? std::strtol(text, nullptr, 10) : 0;
  return wanted > 0 ? static_cast<std::size_t>(wanted) : 5000;
}

}  // namespace

TEST_CASE("filling in what is unknown never takes back what was settled") {
  constexpr std::size_t kSteps = 4;
  constexpr std::size_t kShown = 8;
  std::set<std::string> shown;
  std::size_t filled_in = 0, violations = 0;
  const std::size_t patients = patients_to_try();
  for (std::size_t seed = 1; seed <= patients; ++seed) {
    Random random(seed);
    Draft draft = random_patient(random);
    Said before = assess(draft);
    for (std::size_t step = 0; step < kSteps; ++step) {
      std::vector<std::size_t> open;
      for (std::size_t i = 0; i < kFieldCount; ++i) {
        if (may_be_filled(draft, i)) open.push_back(i);
      }
      if (open.empty()) break;
      const std::size_t field = open[random.below(open.size())];
      const std::string value = value_to_learn(draft, field, random);
      Draft after_draft = draft;
      after_draft.values[field] = value;
      Said after = assess(after_draft);
      ++filled_in;
      const Violation violation = taken_back(before, after);
      if (!violation.path.empty()) {
        ++violations;
        if (shown.size() < kShown && shown.insert(violation.path).second) {
          const Draft small = shrink(draft, field, value, violation.path);
          Draft small_after = small;
          small_after.values[field] = value;
          const Violation again = taken_back(assess(small), assess(small_after), violation.path);
          FAIL_CHECK("seed " << seed << ", " << violation.path << ": " << again.what << "\n  patient  "
                             << small.json() << "\n  learning \"" << nextline::kFields[field].id
                             << "\": " << value);
        }
      }
      draft = after_draft;
      before = std::move(after);
    }
  }
  INFO(violations << " violations in " << filled_in << " steps of " << patients << " patients");
  CHECK(violations == 0);
  CHECK(filled_in > patients);
}
