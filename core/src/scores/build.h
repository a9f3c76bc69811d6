// SPDX-License-Identifier: Apache-2.0
// What every score is put together with: settling a value or a range, naming grades and missing fields.
// Nothing here allocates.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>

#include "nextline/numbers.h"
#include "nextline/patient.h"
#include "nextline/scores.h"

namespace nextline {

// The value is known.
inline void settle(Score& score, double value) {
  score.state = ScoreState::kSettled;
  score.value = score.at_least = score.at_most = value;
  score.bounded = false;
}

// Every completion lies between `low` and `high`, and both are reached. One number left: it is the
// value.
inline void set_range(Score& score, double low, double high) {
  if (low == high) return settle(score, low);
  score.state = ScoreState::kOpen;
  score.at_least = low;
  score.at_most = high;
  score.bounded = true;
}

inline void set_not_computable(Score& score, std::string_view sentence) {
  score.state = ScoreState::kNotComputable;
  score.reason = sentence;
}

// Names a field that is unknown and would matter: once, in field order.
inline void add_missing(Score& score, Field field) {
  auto& list = score.missing;
  std::size_t at = 0;
  while (at < list.size && list.items[at].index < field.index) ++at;
  if (at < list.size && list.items[at] == field) return;
  list.insert(at, field);
}

// Names those of the fields that are unknown.
inline void ask(const Patient& patient, Score& score, std::initializer_list<Field> fields) {
  for (const Field field : fields) {
    if (!patient.known(field)) add_missing(score, field);
  }
}

// The same where the score is still open: what cannot change it is not asked for.
inline void ask_if_open(const Patient& patient, Score& score, std::initializer_list<Field> fields) {
  if (score.state == ScoreState::kOpen) ask(patient, score, fields);
}

inline void add_points(const Patient& patient, Score& score, Field field, double points) {
  if (patient.entered(field)) score.components.push({field, points});
}
// The same where a limit may leave the points open.
inline void add_points(const Patient& patient, Score& score, Field field, Range points) {
  if (points.settled()) add_points(patient, score, field, points.low);
}

// Bits `from`..`to`, both included.
[[nodiscard]] constexpr std::uint16_t grade_bits(int from, int to) {
  return static_cast<std::uint16_t>(((1u << (to + 1)) - 1u) & ~((1u << from) - 1u));
}

// Grades with upper edges that belong to the grade below them: 0 up to edges[0], 1 up to edges[1] ...
template <std::size_t N>
[[nodiscard]] int grade_at(double value, const double (&edges)[N]) {
  int grade = 0;
  while (grade < static_cast<int>(N) && compare(value, edges[grade]) > 0) ++grade;
  return grade;
}
template <std::size_t N>
[[nodiscard]] std::uint16_t grades_between(double low, double high, const double (&edges)[N]) {
  return grade_bits(grade_at(low, edges), grade_at(high, edges));
}

// Whether exactly one grade is left.
[[nodiscard]] constexpr bool one_grade(const Score& score) {
  return score.grades != 0 && (score.grades & (score.grades - 1)) == 0;
}

// What a truth may still be: bit 0 false, bit 1 true.
[[nodiscard]] constexpr unsigned truths(Tri truth) {
  if (truth == Tri::kUnknown) return 3;
  return truth == Tri::kTrue ? 2 : 1;
}
[[nodiscard]] constexpr bool can_be_true(Tri truth) { return truth != Tri::kFalse; }
[[nodiscard]] constexpr bool can_be_false(Tri truth) { return truth != Tri::kTrue; }

// One point where the truth holds, none where it does not, the range where it is unknown.
[[nodiscard]] constexpr Range point_if(Tri truth) {
  return {truth == Tri::kTrue ? 1.0 : 0.0, truth == Tri::kFalse ? 0.0 : 1.0};
}

// A number compared with a cut-off, also where only its range is known. `op` is one of < <= >= >.
[[nodiscard]] inline Tri holds_in(Range range, Op op, double cutoff) {
  const bool at_low = holds(range.low, op, cutoff);
  const bool at_high = range.settled() ? at_low : holds(range.high, op, cutoff);
  if (at_low == at_high) return tri(at_low);
  return Tri::kUnknown;
}

[[nodiscard]] constexpr Range operator+(Range a, Range b) { return {a.low + b.low, a.high + b.high}; }
[[nodiscard]] constexpr Range operator*(double factor, Range range) {  // factor above 0
  return {factor * range.low, factor * range.high};
}

// ln or log10 at both ends of a range, once where the ends are one.
[[nodiscard]] inline Range ln_of(Range range) {
  const double low = ln(range.low);
  return {low, range.settled() ? low : ln(range.high)};
}
[[nodiscard]] inline Range log10_of(Range range) {
  const double low = log10(range.low);
  return {low, range.settled() ? low : log10(range.high)};
}

[[nodiscard]] constexpr double within(double value, double low, double high) {
  return value < low ? low : value > high ? high : value;
}
[[nodiscard]] constexpr Range within(Range range, double low, double high) {
  return {within(range.low, low, high), within(range.high, low, high)};
}

// The units of formulas; one constant per analyte (contract.md). Fields hold mg/dL and g/dL.
inline constexpr double kBilirubinUmolPerMgDl = 17.104;
inline constexpr double kAlbuminGlPerGdl = 10;

}  // namespace nextline
