// SPDX-License-Identifier: Apache-2.0
// Evaluating again with something changed: the one mechanism behind ask_next, what_if and rank_range.
//
//   Prober prober(patient, data);
//   const Snapshot then = prober.with("inr"_f, number_answer("inr"_f, 2.4, 0));
//   if (!same_result(prober.now(), then)) ...
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "assess/evaluation.h"
#include "nextline/assess.h"
#include "nextline/json_writer.h"

namespace nextline {

// The scores that a sentence names when they change.
inline constexpr ScoreId kNamedScores[] = {"child_pugh"_score, "albi"_score, "bclc"_score};
inline constexpr std::size_t kNamedScoreCount = 3;
inline constexpr int kOpenPoints = -1;

// What an evaluation says, as far as explanations compare it. Options by index.
struct Snapshot {
  bool possible = true;  // false: contradicts what is entered
  std::array<Verdict, kMaxOptions> verdicts{};
  std::array<knowledge::Tier, kMaxOptions> tiers{};
  std::array<std::uint8_t, kMaxOptions> ranks{};  // from 1
  std::array<std::uint8_t, 3> first{};            // options by rank
  std::uint64_t stops = 0;                        // bits of knowledge::stops()
  std::array<std::uint16_t, kNamedScoreCount> grades{};
  int child_pugh = kOpenPoints;
};

using Same = bool (*)(const Snapshot&, const Snapshot&);
// Verdicts, tiers, the whole order, stop signs.
[[nodiscard]] bool same_result(const Snapshot& a, const Snapshot& b);
// Verdicts, tiers, the first two.
[[nodiscard]] bool same_for_what_if(const Snapshot& a, const Snapshot& b);

// What a group of results says of the named scores must hold for all of it.
void blend_scores(Snapshot& group, const Snapshot& other);

// An answer to a field. `regimen`: for prior_therapies, the one line; -1: none.
struct Answer {
  Cell cell;
  int regimen = -1;
};
[[nodiscard]] Answer number_answer(Field field, double entered, std::uint8_t unit);
[[nodiscard]] Answer word_answer(std::uint64_t words);
[[nodiscard]] Answer set_answer(Field field, std::uint64_t words);

// An answer that was tried. `printed`: a report could print it.
struct Probe {
  Answer answer;
  bool printed = true;
  Snapshot snapshot;
  [[nodiscard]] double value() const { return answer.cell.entered; }
};

// The places of `keys` in rising order, equal ones as they stand.
[[nodiscard]] std::vector<std::uint32_t> rising(const std::vector<double>& keys);

class Prober {
 public:
  // `data` is the evaluation of `patient`; both must outlive the prober.
  Prober(const Patient& patient, const EvaluationData& data);

  [[nodiscard]] const Patient& patient() const { return patient_; }
  [[nodiscard]] const EvaluationData& data() const { return data_; }
  [[nodiscard]] const Snapshot& now() const { return now_; }
  [[nodiscard]] int evaluations() const { return evaluations_; }

  // With one field answered.
  [[nodiscard]] Snapshot with(Field field, const Answer& answer);
  // With several: put each, then take() evaluates and forgets them.
  void put(Field field, const Answer& answer);
  [[nodiscard]] Snapshot take();
  // Writes an answer as a value of the patient format.
  void write_answer(Field field, const Answer& answer, JsonWriter& json);

 private:
  void put_events(Field field, std::uint64_t words);
  void restore();

  const Patient& patient_;
  const EvaluationData& data_;
  Patient changed_;
  Evaluation evaluation_;
  std::vector<Issue> issues_;
  std::size_t contradictions_ = 0;
  std::size_t against_statements_ = 0;
  Snapshot now_;
  int evaluations_ = 0;
};

// Fields that an option's verdict, tier or place or a stop sign can rest on, and the thresholds of their rules.
struct Turning {
  Field field;
  double value;           // in `unit`
  std::string_view unit;  // as the source prints it; empty: first unit
};
struct Relevance {
  FieldSet fields;
  std::vector<Turning> turnings;
};
[[nodiscard]] Relevance find_relevance();

[[nodiscard]] bool is_number(Field field);
// Whether something about the field is still open and can be answered.
[[nodiscard]] bool is_open(const Patient& patient, Field field);

// ---- a number, from end to end -----------------------------------------------------------------------------
struct Limit {
  bool open = true;  // no limit
  double value = 0;  // unit entered
  bool included = false;
};

// A run of values of the same result. What it claims holds for all values inside its limits.
struct Band {
  Limit low;
  Limit high;
  double first = 0;  // first and last value tried that a report could print
  double last = 0;
  bool own = false;   // holds the value that is known
  Snapshot snapshot;  // named scores: only where they are the same in the whole band
};

// Tries a number field from `low` to `high` (first unit): on, below and above each threshold, at the value known, and
// at the ends; between two that differ it halves down to what a laboratory report prints.
class NumberScan {
 public:
  NumberScan(Prober& prober, const Relevance& relevance, Field field, Bounds bounds, Same same);

  [[nodiscard]] std::vector<Probe>& tried() { return tried_; }
  [[nodiscard]] const std::vector<Band>& bands() const { return bands_; }
  [[nodiscard]] std::uint8_t unit() const { return unit_; }
  // A value of the band that can be entered: at its limit, so that the sentence holds from there on.
  [[nodiscard]] double value_in(const Band& band, bool from_low) const;
  // The printed value next to `value`, above or below it.
  [[nodiscard]] double next_printed(double value, bool above) const;

 private:
  [[nodiscard]] Probe attempt(double value, bool printed);
  void collect(const Relevance& relevance, Bounds bounds);
  void refine();
  void halve(Probe low, const Probe& high, std::vector<Probe>& out);
  void name_threshold(const Probe& low, const Probe& next, std::vector<Probe>& out);
  void build_bands();

  Prober& prober_;
  Field field_;
  Same same_;
  std::uint8_t unit_ = 0;
  double per_unit_ = 1;  // printed steps per unit: 10 or 1
  std::vector<Probe> tried_;
  std::vector<Band> bands_;
};

// "below 2 mg/dL", "from 1.7 to 2.3".
[[nodiscard]] std::string range_text(Field field, std::uint8_t unit, const Limit& low, const Limit& high);
// A number with its unit, a word's label; "none" for an empty set.
[[nodiscard]] std::string answer_text(Field field, const Answer& answer);
// What is different in `then`, clause by clause: "Child-Pugh would be A6 instead of B7; lenvatinib would be ...".
enum class Tense : std::uint8_t { kWill, kWould };
[[nodiscard]] std::string changes_text(const Snapshot& now, const Snapshot& then, Tense tense);
// [{"id": "lenvatinib", "verdict": {"from": ..., "to": ...}, "tier": {...}}], in the order now.
void write_changes(const Snapshot& now, const Snapshot& then, JsonWriter& json);

}  // namespace nextline
