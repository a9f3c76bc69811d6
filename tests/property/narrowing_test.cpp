// SPDX-License-Identifier: Apache-2.0
// Information only narrows. Of random patients only part is known, and one more thing is learned at a time: a
// settled fact or criterion stays, a range never widens, a grade never becomes possible again, and a verdict
// moves only from "needs information" to any, from eligible to eligible with caution, and from not indicated to
// contraindicated.
// A violation is made small before it is shown: what is left of the patient is what it takes.
//
// NEXTLINE_PATIENTS sets how many patients are tried (default 5,000).
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assess/evaluation.h"
#include "knowledge/tables.h"
#include "nextline/assess.h"
#include "nextline/fields.h"
#include "nextline/patient.h"
#include "support/catch.h"

namespace {

using nextline::Field;
using nextline::FieldType;
using nextline::kFieldCount;
using nextline::Tri;
using nextline::Verdict;
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

// These may be assumed absent, so they are given from the start.
constexpr std::array<Field, 3> kAlwaysGiven = {"comorbidities"_f, "proteinuria"_f, "dialysis"_f};

bool always_given(std::size_t field) {
  return std::any_of(kAlwaysGiven.begin(), kAlwaysGiven.end(), [&](Field f) { return f.index == field; });
}

// ---- random values ------------------------------------------------------------------------------------------
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

// A member of a set or list that no one can read.
constexpr std::string_view kUnreadable = "unreadable_word";

std::string array_of(const std::vector<std::string>& members) {
  std::string text = "[";
  for (const std::string& member : members) text += (text.size() > 1 ? ", " : "") + quoted(member);
  return text + "]";
}

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

// An invasion whose extent is not known may be described further; everything else is filled in where nothing is
// known.
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

// ---- what is settled ----------------------------------------------------------------------------------------
// The evaluation itself, before it is written as text: fast enough for tens of thousands of steps.
std::unique_ptr<nextline::Evaluation> evaluate(const Draft& draft) {
  nextline::Patient patient;
  std::vector<nextline::Issue> issues;
  std::string error;
  if (!nextline::read_patient(draft.json(), patient, issues, error)) {
    throw std::runtime_error("not read: " + error + "\n" + draft.json());
  }
  for (const nextline::Issue& issue : issues) {
    const bool meant = issue.message.find(kUnreadable) != std::string::npos;
    if (nextline::is_error(issue.code) && !meant) throw std::runtime_error(issue.message + "\n" + draft.json());
  }
  auto evaluation = std::make_unique<nextline::Evaluation>();
  nextline::evaluate(patient, *evaluation);
  return evaluation;
}

bool verdict_may_move(Verdict from, Verdict to) {
  return from == to || from == Verdict::kNeedsInformation ||
         (from == Verdict::kEligible && to == Verdict::kEligibleWithCaution) ||
         (from == Verdict::kNotIndicated && to == Verdict::kContraindicated);
}

std::string word(Tri value) {
  if (value == Tri::kUnknown) return "unknown";
  return value == Tri::kTrue ? "true" : "false";
}

struct Violation {
  std::string path;  // empty: none
  std::string what;
};

// The first thing that `after` takes back of what `before` had settled; only at `path` when one is given.
class Comparison {
 public:
  Comparison(const nextline::Evaluation& before, const nextline::Evaluation& after, std::string only)
      : before_(before.data()), after_(after.data()), only_(std::move(only)) {
    compare_facts();
    compare_scores();
    compare_verdicts();
    compare_steps();
  }
  [[nodiscard]] const Violation& found() const { return found_; }

 private:
  const nextline::EvaluationData& before_;
  const nextline::EvaluationData& after_;
  std::string only_;
  Violation found_;

  void note(const std::string& path, const std::string& what) {
    if (found_.path.empty() && (only_.empty() || only_ == path)) found_ = {path, what};
  }

  void compare_tri(const std::string& path, Tri from, Tri to) {
    if (from != Tri::kUnknown && from != to) note(path, word(from) + " became " + word(to));
  }

  void compare_facts() {
    for (std::size_t f = 0; f < nextline::kFactCount; ++f) {
      const Tri from = before_.facts.values[f];
      if (from != Tri::kUnknown && from != after_.facts.values[f]) {
        compare_tri("facts." + std::string(nextline::kFacts[f].id), from, after_.facts.values[f]);
      }
    }
    const int lines = before_.facts.lines_of_therapy;
    if (lines >= 0 && lines != after_.facts.lines_of_therapy) {
      note("facts.lines_of_therapy",
           std::to_string(lines) + " became " + std::to_string(after_.facts.lines_of_therapy));
    }
  }

  static std::string grades(const nextline::ScoreSpec& row, unsigned mask) {
    std::string text;
    for (std::size_t i = 0; i < row.grades.size(); ++i) {
      if ((mask >> i & 1U) != 0) text += (text.empty() ? "" : " or ") + std::string(row.grades[i]);
    }
    return text;
  }

  void compare_scores() {
    using nextline::ScoreState;
    for (std::size_t i = 0; i < nextline::kScoreCount; ++i) {
      const nextline::ScoreSpec& row = nextline::spec(static_cast<nextline::ScoreId>(i));
      const nextline::Score& from = before_.scores[i];
      const nextline::Score& to = after_.scores[i];
      const std::string path = "scores." + std::string(row.id);
      if (from.state != ScoreState::kOpen && to.state != from.state) {
        note(path, from.state == ScoreState::kSettled ? "a settled score became open"
                                                      : "a score that cannot be computed was computed");
      }
      if (from.state == ScoreState::kNotComputable || to.state == ScoreState::kNotComputable) continue;
      if ((to.grades & ~unsigned{from.grades}) != 0) {
        note(path, "grade " + grades(row, from.grades) + " became " + grades(row, to.grades));
      }
      if (row.stage_only) continue;
      compare_range(path, from, to);
    }
  }

  void compare_range(const std::string& path, const nextline::Score& from, const nextline::Score& to) {
    using nextline::ScoreState;
    const auto low = [](const nextline::Score& s) {
      return s.state == ScoreState::kSettled ? s.value : s.at_least;
    };
    const auto high = [](const nextline::Score& s) {
      return s.state == ScoreState::kSettled ? s.value : s.at_most;
    };
    if (from.state == ScoreState::kOpen && !from.bounded) return;
    if (to.state == ScoreState::kOpen && !to.bounded) {
      note(path, "a bounded range became unbounded");
      return;
    }
    const double slack = 1e-9 * std::max({1.0, std::fabs(low(from)), std::fabs(high(from))});
    if (low(to) < low(from) - slack || high(to) > high(from) + slack) {
      note(path, number(low(from)) + " to " + number(high(from)) + " became " + number(low(to)) + " to " +
                     number(high(to)));
    }
  }

  void compare_judged(const char* list, std::string_view id, const nextline::Judged& from,
                      const nextline::Judged& to, std::span<const std::uint16_t> rules) {
    const std::string path = list + std::string(id);
    if (!verdict_may_move(from.verdict, to.verdict)) {
      note(path + ".verdict",
           std::string(nextline::id(from.verdict)) + " became " + std::string(nextline::id(to.verdict)));
    }
    for (std::size_t r = 0; r < rules.size(); ++r) {
      if (from.outcomes[r] == to.outcomes[r]) continue;
      compare_tri(path + ".criteria." + std::string(nextline::knowledge::rules()[rules[r]].id),
                  from.outcomes[r], to.outcomes[r]);
    }
  }

  void compare_verdicts() {
    const auto options = nextline::knowledge::options();
    for (std::size_t o = 0; o < options.size(); ++o) {
      compare_judged("options.", options[o].id, before_.options[o], after_.options[o], options[o].rules);
    }
    const auto trials = nextline::knowledge::trials();
    for (std::size_t t = 0; t < trials.size(); ++t) {
      compare_judged("trials.", trials[t].id, before_.trials[t], after_.trials[t], trials[t].rules);
    }
  }

  void compare_steps() {
    const auto pathways = nextline::knowledge::pathways();
    for (std::size_t p = 0; p < pathways.size(); ++p) {
      for (std::size_t s = 0; s < pathways[p].steps.size(); ++s) {
        if (before_.steps[p][s] == after_.steps[p][s]) continue;
        compare_tri(
            "pathways." + std::string(pathways[p].id) + ".steps." + std::string(pathways[p].steps[s].id),
            before_.steps[p][s], after_.steps[p][s]);
      }
    }
  }
};

Violation taken_back(const nextline::Evaluation& before, const nextline::Evaluation& after,
                     const std::string& only = "") {
  return Comparison(before, after, only).found();
}

// ---- a counterexample a person can read ---------------------------------------------------------------------
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
      if (taken_back(*evaluate(without), *evaluate(filled), path).path.empty()) continue;
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

// Shows a violation once per path, as small as it gets.
class Reporter {
 public:
  void report(std::size_t seed, const Violation& violation, const Draft& draft, std::size_t field,
              const std::string& value) {
    ++violations_;
    if (shown_.size() >= kShown || !shown_.insert(violation.path).second) return;
    const Draft small = shrink(draft, field, value, violation.path);
    Draft after = small;
    after.values[field] = value;
    const Violation again = taken_back(*evaluate(small), *evaluate(after), violation.path);
    FAIL_CHECK("seed " << seed << ", " << violation.path << ": " << again.what << "\n  patient  "
                       << small.json() << "\n  learning \"" << nextline::kFields[field].id << "\": " << value);
  }
  [[nodiscard]] std::size_t violations() const { return violations_; }

 private:
  static constexpr std::size_t kShown = 8;
  std::set<std::string> shown_;
  std::size_t violations_ = 0;
};

}  // namespace

TEST_CASE("filling in what is unknown never takes back what was settled") {
  constexpr std::size_t kSteps = 12;
  Reporter reporter;
  std::size_t filled_in = 0;
  const std::size_t patients = patients_to_try();
  for (std::size_t seed = 1; seed <= patients; ++seed) {
    Random random(seed);
    Draft draft = random_patient(random);
    auto before = evaluate(draft);
    for (std::size_t step = 0; step < kSteps; ++step) {
      std::vector<std::size_t> open;
      for (std::size_t i = 0; i < kFieldCount; ++i) {
        if (may_be_filled(draft, i)) open.push_back(i);
      }
      if (open.empty()) break;
      const std::size_t field = open[random.below(open.size())];
      const std::string value = value_to_learn(draft, field, random);
      Draft next = draft;
      next.values[field] = value;
      auto after = evaluate(next);
      ++filled_in;
      const Violation violation = taken_back(*before, *after);
      if (!violation.path.empty()) reporter.report(seed, violation, draft, field, value);
      draft = std::move(next);
      before = std::move(after);
    }
  }
  INFO(filled_in << " steps of " << patients << " patients");
  CHECK(reporter.violations() == 0);
  CHECK(filled_in > patients);
}

// A set or list with a member that cannot be read: the good members stand, the rest is unknown.
TEST_CASE("reading what could not be read never takes back what was settled") {
  std::vector<std::size_t> lists;
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const FieldType type = nextline::kFields[i].type;
    if (type == FieldType::kSet || type == FieldType::kRegimens) lists.push_back(i);
  }
  Reporter reporter;
  const std::size_t patients = patients_to_try();
  for (std::size_t seed = 1; seed <= patients; ++seed) {
    Random random(seed ^ 0x5EEDU);
    Draft draft = random_patient(random);
    const std::size_t field = lists[random.below(lists.size())];
    const nextline::FieldSpec& row = nextline::kFields[field];
    std::vector<std::string> read, unread;
    if (row.type == FieldType::kRegimens) {
      const std::size_t lines = 1 + random.below(3);
      for (std::size_t i = 0; i < lines; ++i) {
        const auto any = random.below(static_cast<std::size_t>(nextline::knowledge::regimen_count()));
        read.emplace_back(nextline::knowledge::regimen_id(static_cast<int>(any)));
      }
      unread = read;
      unread[random.below(lines)] = kUnreadable;
    } else {
      for (const nextline::Word& one : row.words) {
        if (!random.chance(0.3)) continue;
        read.emplace_back(one.id);
        if (random.chance(0.5)) unread.emplace_back(one.id);
      }
      unread.emplace_back(kUnreadable);
    }
    draft.values[field] = array_of(unread);
    Draft next = draft;
    next.values[field] = array_of(read);
    const Violation violation = taken_back(*evaluate(draft), *evaluate(next));
    if (!violation.path.empty()) reporter.report(seed, violation, draft, field, array_of(read));
  }
  CHECK(reporter.violations() == 0);
}
