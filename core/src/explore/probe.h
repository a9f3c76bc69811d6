// SPDX-License-Identifier: Apache-2.0
// Evaluating again with something changed: the one mechanism behind ask_next, what_if and rank_range.
//
//   Prober prober(patient, data);
//   const Snapshot then = prober.with("inr"_f, number_answer("inr"_f, 2.4, 0));
//   if (!same_result(prober.now(), then)) ...
#pragma once

#include <array>
#include <cstdint>
#include <optional>
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

using StopSet = BitsOf<struct OfStops, std::uint64_t>;  // places in knowledge::stops()

// What an evaluation says, as far as explanations compare it. Options by index.
struct Snapshot {
  bool possible = true;  // false: contradicts what is entered
  std::array<Verdict, kMaxOptions> verdicts{};
  std::array<knowledge::Tier, kMaxOptions> tiers{};
  std::array<std::uint8_t, kMaxOptions> ranks{};  // from 1
  std::array<std::uint8_t, 3> first{};            // options by rank
  StopSet stops;                                  // that show
  std::array<std::uint16_t, kNamedScoreCount> grades{};
  std::optional<int> child_pugh = {};  // points, where they are settled
};

using Same = bool (*)(const Snapshot&, const Snapshot&);
// Verdicts, tiers, the whole order, stop signs.
[[nodiscard]] bool same_result(const Snapshot& a, const Snapshot& b);
// Verdicts, tiers, the first two.
[[nodiscard]] bool same_for_what_if(const Snapshot& a, const Snapshot& b);

// The tier of what cannot be used says nothing.
[[nodiscard]] bool tier_differs(const Snapshot& a, const Snapshot& b, std::size_t option);

// What a group of results says of the named scores must hold for all of it.
void blend_scores(Snapshot& group, const Snapshot& other);

// An answer to a field. `regimen`: for prior_therapies, the one line.
struct Answer {
  Cell cell;
  std::optional<std::size_t> regimen = {};
};
[[nodiscard]] Answer number_answer(Field field, double entered, std::uint8_t unit);
[[nodiscard]] Answer word_answer(WordSet words);
[[nodiscard]] Answer set_answer(Field field, WordSet words);

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
  void put_events(Field field, WordSet words);
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

// [{"id": "lenvatinib", "verdict": {"from": ..., "to": ...}, "tier": {...}}], in the order now.
void write_changes(const Snapshot& now, const Snapshot& then, JsonWriter& json);

}  // namespace nextline
