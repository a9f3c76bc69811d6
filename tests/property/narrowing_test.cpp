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
#include <optional>
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
#include "support/random_draft.h"

namespace {

using nextline::Field;
using nextline::FieldType;
using nextline::kFieldCount;
using nextline::Tri;
using nextline::Verdict;
using nextline::operator""_f;
using nextline::test::always_given;
using nextline::test::array_of;
using nextline::test::Draft;
using nextline::test::kUnreadable;
using nextline::test::leave_open;
using nextline::test::may_be_filled;
using nextline::test::number;
using nextline::test::Random;
using nextline::test::random_patient;
using nextline::test::value_to_learn;

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
    const bool meant = issue.message.find(kUnreadable) != std::string::npos ||
                       draft.values[issue.of ? issue.of->index : 0].find(kUnreadable) != std::string::npos;
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
    const std::optional<int> lines = before_.facts.lines_of_therapy;
    const std::optional<int> now = after_.facts.lines_of_therapy;
    if (lines && lines != now) {
      note("facts.lines_of_therapy",
           std::to_string(*lines) + " became " + (now ? std::to_string(*now) : std::string("unknown")));
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
      compare_tri(path + ".criteria." + id_of(nextline::knowledge::rules()[rules[r]]), from.outcomes[r],
                  to.outcomes[r]);
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

// What is learned excludes what a report states of a score: the inputs count, and that is a correction.
bool corrects(const nextline::Evaluation& before, const nextline::Evaluation& after) {
  for (std::size_t i = 0; i < nextline::kScoreCount; ++i) {
    if (after.data().scores[i].contradicts && !before.data().scores[i].contradicts) return true;
  }
  return false;
}

// What the contract calls a correction: something learned contradicts what was said before, and counts. Says which.
std::set<std::string> corrections(const Draft& draft) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kCorrections = {
      {{"extrahepatic_spread", "metastasis_sites"},
       {"extrahepatic_spread", "progression_sites"},
       {"metastasis_sites", "progression_sites"},
       {"best_response", "progression_sites"},
       {"progression_sites", "progressing_lesions"},
       {"prior_therapies", "sorafenib_tolerated"},
       {"prior_therapies", "intolerances"},
       {"sorafenib_tolerated", "intolerances"},
       {"immune_adverse_events", "immune_adverse_event_worst"},
       {"immune_adverse_events", "immune_adverse_event_grade"},
       {"vegf_adverse_events", "vegf_adverse_event_grade"}}};
  nextline::Patient patient;
  std::vector<nextline::Issue> issues;
  std::string error;
  (void)nextline::read_patient(draft.json(), patient, issues, error);
  std::set<std::string> found;
  for (const nextline::Issue& issue : issues) {
    if (issue.code != nextline::IssueCode::kContradiction || issue.params.empty()) continue;
    for (const auto& [field, with] : kCorrections) {
      if (issue.field == field && issue.params[0].text == with)
        found.insert(issue.field + " " + issue.params[0].text);
    }
  }
  return found;
}

bool corrects(const Draft& before, const Draft& after) {
  const std::set<std::string> said = corrections(before);
  for (const std::string& one : corrections(after)) {
    if (said.count(one) == 0) return true;
  }
  return false;
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
      const auto shorter = evaluate(without);
      const auto longer = evaluate(filled);
      if (corrects(*shorter, *longer) || taken_back(*shorter, *longer, path).path.empty()) continue;
      if (corrects(without, filled)) continue;
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
    leave_open(draft, random);
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
      const Violation violation = corrects(*before, *after) ? Violation{} : taken_back(*before, *after);
      if (!violation.path.empty() && !corrects(draft, next)) {
        reporter.report(seed, violation, draft, field, value);
      }
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
        const auto any = random.below(nextline::knowledge::regimens().size());
        read.emplace_back(nextline::knowledge::regimens()[any].id);
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
    const auto before = evaluate(draft);
    const auto after = evaluate(next);
    const Violation violation = corrects(*before, *after) ? Violation{} : taken_back(*before, *after);
    // Read, a line may turn out to go on with the one before it.
    const bool goes_on = row.type == FieldType::kRegimens &&
                         after->data().facts.lines_of_therapy != static_cast<int>(read.size());
    if (!violation.path.empty() && !goes_on && !corrects(draft, next)) {
      reporter.report(seed, violation, draft, field, array_of(read));
    }
  }
  CHECK(reporter.violations() == 0);
}

// Of an event only the grade or the state cannot be read; the shorthand stands beside it.
TEST_CASE("reading an event's grade or state never takes back what was settled") {
  Reporter reporter;
  const std::size_t patients = patients_to_try();
  for (std::size_t seed = 1; seed <= patients; ++seed) {
    Random random(seed ^ 0xE7E27U);
    Draft draft = random_patient(random);
    const Field field = random.chance(0.7) ? "immune_adverse_events"_f : "vegf_adverse_events"_f;
    const bool immune = field == "immune_adverse_events"_f;
    const auto statuses = nextline::spec("immune_adverse_event_status"_f).words;
    std::string read;
    std::string unread;
    const std::size_t events = 1 + random.below(3);
    for (std::size_t i = 0; i < events; ++i) {
      const auto words = nextline::spec(field).words;
      const std::string event = R"({"event": ")" + std::string(words[random.below(words.size())].id) + '"';
      const std::string grade = R"(, "grade": )" + std::to_string(1 + random.below(4));
      std::string status;
      if (immune && random.chance(0.7)) {
        status = R"(, "status": ")" + std::string(statuses[random.below(statuses.size())].id) + '"';
      }
      read += (i == 0 ? "" : ", ") + event + grade + status + "}";
      unread += (i == 0 ? "" : ", ") + event;
      unread += random.chance(0.5) ? grade : std::string(R"(, "grade": "unreadable_word")");
      unread += status.empty() || random.chance(0.5) ? status : std::string(R"(, "status": "unreadable_word")");
      unread += "}";
    }
    draft.values[field.index] = "[" + unread + "]";
    Draft next = draft;
    next.values[field.index] = "[" + read + "]";
    const auto before = evaluate(draft);
    const auto after = evaluate(next);
    const Violation violation = corrects(*before, *after) ? Violation{} : taken_back(*before, *after);
    if (!violation.path.empty() && !corrects(draft, next)) {
      reporter.report(seed, violation, draft, field.index, next.values[field.index]);
    }
  }
  CHECK(reporter.violations() == 0);
}

// Sums of diameters and the days between them, some of them as limits, on and beside what hyperprogression asks.
TEST_CASE("a sum of diameters that turns out never takes back what its limit had settled") {
  constexpr std::array<Field, 5> kNumbers = {"sum_diameters_before"_f, "sum_diameters_baseline"_f,
                                             "sum_diameters_now"_f, "days_before_to_baseline"_f,
                                             "days_baseline_to_now"_f};
  Reporter reporter;
  std::array<std::size_t, 3> told{};
  const std::size_t patients = patients_to_try();
  for (std::size_t seed = 1; seed <= patients; ++seed) {
    Random random(seed ^ 0x6170U);
    Draft draft = random_patient(random);
    double sum = 20 + std::floor(60 * random.unit());
    for (std::size_t i = 0; i < kNumbers.size(); ++i) {
      const bool is_sum = i < 3;
      if (is_sum && i > 0) sum *= random.chance(0.5) ? 1.05 : 0.9 + 1.2 * random.unit();
      const std::string exact = number(is_sum ? sum : 20 + std::floor(100 * random.unit()));
      draft.values[kNumbers[i].index] = exact;
      const std::string limit =
          random.chance(0.3) ? nextline::test::random_limit(kNumbers[i].index, exact, random) : "";
      if (limit.empty()) continue;
      draft.fuller[kNumbers[i].index] = exact;
      draft.values[kNumbers[i].index] = limit;
    }
    auto before = evaluate(draft);
    ++told[static_cast<std::size_t>(before->data().facts[nextline::Fact::kHyperprogression])];
    for (const Field field : kNumbers) {
      if (draft.fuller[field.index].empty()) continue;
      Draft next = draft;
      next.values[field.index] = draft.fuller[field.index];
      auto after = evaluate(next);
      const Violation violation = corrects(*before, *after) ? Violation{} : taken_back(*before, *after);
      if (!violation.path.empty())
        reporter.report(seed, violation, draft, field.index, next.values[field.index]);
      draft = std::move(next);
      before = std::move(after);
    }
  }
  CHECK(reporter.violations() == 0);
  for (const std::size_t times : told) CHECK(times > patients / 100);
}
