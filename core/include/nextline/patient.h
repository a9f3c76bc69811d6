// SPDX-License-Identifier: Apache-2.0
// A patient: the fields that are known. Everything else is unknown, which is not "no".
//
//   Patient p; std::vector<Issue> issues; std::string error;
//   if (!read_patient(R"({"albumin": {"value": 38, "unit": "g/L"}})", p, issues, error)) { /* exit 2 */ }
//   p["albumin"_f].value == 3.8
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nextline/fields.h"
#include "nextline/input_limits.h"
#include "nextline/issues.h"
#include "nextline/sets.h"
#include "nextline/tri.h"

namespace nextline {

// "< 2.0 mg/dL": what stands before a number that is only a limit.
enum class Comparator : std::uint8_t { kNone, kLess, kLessEqual, kGreaterEqual, kGreater };

struct Cell {
  bool known = false;      // a usable value was entered (a set or list may still be partly unknown)
  bool error = false;      // something was entered that cannot be used: unknown, and never assumed
  bool open = false;       // set: "?", members that are neither present nor absent were not looked for
  bool confirmed = false;  // asked and answered: no warning about this value alone
  Comparator comparator = Comparator::kNone;  // a limit: `known` is false, the value lies in low..high
  std::uint8_t unit = 0;                      // unit entered, index into spec().units
  double value = 0;                           // number in the first unit; boolean 0 or 1
  double entered = 0;                         // number in the unit entered
  double low = 0;   // with a comparator: the range that is left, in the first unit; an end that is
  double high = 0;  // itself not allowed stands two billionths inside (compare() tells them apart)
  WordSet words;    // enum: the word; set and regimen set: members present
  WordSet absent;   // set and regimen set: members known to be absent
};

// One event of a set of events. The same kind twice is two episodes.
struct Event {
  std::uint8_t kind = 0;   // index of the word in its field
  std::uint8_t grade = 0;  // CTCAE grade of this event, 1 to 4, or kUnreadGrade; 0: it says none of its own
  std::uint8_t status =
      0;  // bit of the word of immune_adverse_event_status; 0: it says none of its own; all: unreadable

  // What it says of its grade could not be read: it may be any, and is never that of the shorthand beside the set.
  static constexpr std::uint8_t kUnreadGrade = 255;
  [[nodiscard]] bool has_grade() const { return grade != 0 && grade != kUnreadGrade; }
  friend bool operator==(const Event&, const Event&) = default;
};

// A range of what a number may still be, in the first unit.
struct Range {
  double low;
  double high;
  [[nodiscard]] bool settled() const { return low == high; }
};

struct CourseEntry {
  std::string date;  // "2026-03-01"; empty: none, or none that can be read
  std::array<Cell, kFieldCount> cells;

  // Number: as Patient::range.
  [[nodiscard]] Range range(Field f) const;
};

// The words of an enum that are a state of a patient: not those that stand for several others. Members of a set or
// regimen set.
[[nodiscard]] WordSet states(Field f);

// "<", "<=", ">=", ">"; empty: none.
[[nodiscard]] std::string_view id(Comparator comparator);

// A line of earlier therapy: the place of its regimen, or kUnreadRegimen where it could not be read ("unknown prior regimen
// counts as a line").
using Line = std::optional<std::size_t>;
inline constexpr Line kUnreadRegimen = std::nullopt;

class Patient {
 public:
  [[nodiscard]] const Cell& operator[](Field f) const { return cells[f.index]; }
  [[nodiscard]] Cell& operator[](Field f) { return cells[f.index]; }
  [[nodiscard]] bool known(Field f) const { return cells[f.index].known; }

  // Whether anything usable was entered: a value, a limit, some members of a set.
  [[nodiscard]] bool entered(Field f) const {
    return cells[f.index].known || cells[f.index].comparator != Comparator::kNone;
  }
  // Whether more could still be learned of it: unknown, a limit, a set with members that were not looked for or not
  // readable, a portal vein invasion whose extent is not known.
  [[nodiscard]] bool open(Field f) const;

  // The episodes of a set of events; none for any other field.
  [[nodiscard]] std::span<const Event> events(Field f) const;
  // The same list, to be changed; nullptr for any other field.
  [[nodiscard]] std::vector<Event>* events_of(Field f);

  // Number: the value; the range its comparator leaves; or the whole possible range (hard bounds).
  [[nodiscard]] Range range(Field f) const;
  // The same in the unit entered (unknown: in the first unit).
  [[nodiscard]] Range entered_range(Field f) const;
  // Boolean field.
  [[nodiscard]] Tri is(Field f) const;
  // Enum: the words that are still possible (all when unknown; vp1..vp4 for "present_extent_unknown", vp1..vp3 for
  // "vp1_to_3").
  [[nodiscard]] WordSet possible(Field f) const;
  // Enum: whether the word is one of `words`.
  [[nodiscard]] Tri is_in(Field f, WordSet words) const;
  // Set: whether it has any (all) of `members`. Members neither present nor absent are unknown.
  [[nodiscard]] Tri has_any(Field f, WordSet members) const;
  [[nodiscard]] Tri has_all(Field f, WordSet members) const;

  std::array<Cell, kFieldCount> cells{};
  // The events of immune_adverse_events and vegf_adverse_events, each with what it says of itself; their
  // kinds are the words present in the cell.
  std::vector<Event> immune_events;
  std::vector<Event> vegf_events;
  std::vector<Line> prior;  // prior_therapies; valid when the field is known
  std::vector<CourseEntry> course;
};

// Reads one patient, or the one in a case that the page saved ("schema": "nextline-case/1"). Returns false, with one
// sentence in `error`, only where the input is no JSON object, is such a case and holds no patient or two, holds NaN or
// Infinity literals, is over kMaxInputBytes or nested over kMaxDepth deep; everything else is an issue. Never throws, prints or hangs, whatever the bytes.
[[nodiscard]] bool read_patient(std::string_view json, Patient& patient, std::vector<Issue>& issues,
                                std::string& error);

}  // namespace nextline
