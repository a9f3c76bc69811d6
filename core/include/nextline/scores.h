// SPDX-License-Identifier: Apache-2.0
// The published scores and stages: one row in score_table.h, one file in core/src/scores.
// A score with missing inputs is a range over the possible values; where every completion gives the same
// grade the grade is settled.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "nextline/fields.h"
#include "nextline/patient.h"

namespace nextline {

// A score by its place in the table.
enum class ScoreId : std::uint8_t {};

// A value of an input at which the score steps; what would change the answer is looked for on both sides of it.
struct CutOff {
  Field field;
  double value;
  std::string_view unit = {};  // as the source prints it; empty: the first unit
};

struct ScoreSpec {
  std::string_view id;
  std::string_view label;                         // "Child-Pugh"
  std::string_view unit = {};                     // "points", "1", "%/mo", "mL/min"; empty: a stage
  std::span<const std::string_view> grades = {};  // best first; empty: no grades
  std::span<const double> edges = {};  // of its value, between grades: an edge belongs to the grade below it
  bool stage_only = false;             // value repeats the grade
  std::string_view formula;            // as a clinician reads it
  std::string_view source;             // id of a publication in core/knowledge/sources
  std::span<const Field> inputs = {};  // every field that its value, its grades or its note rest on
  std::span<const CutOff> cut_offs = {};
};

}  // namespace nextline

#include "nextline/score_table.h"  // kScores

namespace nextline {

inline constexpr std::size_t kScoreCount = std::size(kScores);

[[nodiscard]] constexpr const ScoreSpec& spec(ScoreId id) { return kScores[static_cast<std::size_t>(id)]; }

namespace detail {
inline void no_score_has_this_id() {}  // not constexpr: reaching it stops the compilation
}  // namespace detail

// "child_pugh"_score: looked up when compiling; a wrong id does not compile.
consteval ScoreId operator""_score(const char* text, std::size_t size) {
  for (std::size_t i = 0; i < kScoreCount; ++i) {
    if (kScores[i].id == std::string_view(text, size)) return static_cast<ScoreId>(i);
  }
  detail::no_score_has_this_id();
  return ScoreId{};
}

// A list of at most N. What finds no place is left out and `overflowed` says so: an error of the program, which the tests
// look for in every patient they try.
template <class T, std::size_t N>
struct FixedList {
  std::array<T, N> items{};
  std::size_t size = 0;
  bool overflowed = false;
  void push(const T& item) { insert(size, item); }
  // Before the item at `at`.
  void insert(std::size_t at, const T& item) {
    if (size == N) {
      overflowed = true;
      return;
    }
    for (std::size_t i = size; i > at; --i) items[i] = items[i - 1];
    items[at] = item;
    ++size;
  }
  [[nodiscard]] const T* begin() const { return items.data(); }
  [[nodiscard]] const T* end() const { return items.data() + size; }
};

// Points (or the addend) that one field gave.
struct Component {
  Field field;
  double points;
};

enum class ScoreState : std::uint8_t { kSettled, kOpen, kNotComputable };

struct Score {
  ScoreState state = ScoreState::kOpen;
  double value = 0;     // kSettled and numeric
  double at_least = 0;  // kOpen and bounded: smallest and largest completion
  double at_most = 0;
  bool bounded = false;          // at_least / at_most hold
  std::uint16_t grades = 0;      // bit i: spec(id).grades[i] is still possible; settled: one bit
  std::string_view near = {};    // names a cut-off close by; empty: none
  bool stated = false;           // narrowed by what a report states (stated_child_pugh, ...)
  bool contradicts = false;      // the inputs exclude what a report states, and count
  std::string_view note = {};    // a limit of this value in this patient; empty: none
  std::string_view reason = {};  // kNotComputable: a sentence
  // CLIP and JIS: points of the Child-Pugh grade, which come beside the components; none while still open.
  std::optional<std::int8_t> child_pugh_points;
  FixedList<Component, 8> components;
  FixedList<Field, 16> missing;  // in field order
};

using Scores = std::array<Score, kScoreCount>;

// Each score in the file of its name: template <> void compute_score<"albi"_score>(...). `scores` holds those before it.
template <ScoreId Id>
void compute_score(const Patient& patient, const Scores& scores, Score& score);

// All scores in an order in which each finds those it builds on (BCLC needs Child-Pugh).
void compute_scores(const Patient& patient, Scores& scores);

// Bit of a grade, for comparisons: grade_bit("child_pugh"_score, "C").
[[nodiscard]] constexpr std::uint16_t grade_bit(ScoreId id, std::string_view grade) {
  const auto grades = spec(id).grades;
  for (std::size_t i = 0; i < grades.size(); ++i) {
    if (grades[i] == grade) return static_cast<std::uint16_t>(1u << i);
  }
  return 0;
}

[[nodiscard]] inline const Score& get(const Scores& scores, ScoreId id) {
  return scores[static_cast<std::size_t>(id)];
}

// Macrovascular invasion: portal or hepatic vein, or new vascular invasion at progression. Shared by the
// stages and the facts.
[[nodiscard]] Tri macrovascular_invasion(const Patient& patient);
// Extrahepatic spread: as answered, or by any site outside the liver, which counts also against a stated "no" (a
// contradiction, and a correction).
[[nodiscard]] Tri extrahepatic_spread(const Patient& patient);

}  // namespace nextline
