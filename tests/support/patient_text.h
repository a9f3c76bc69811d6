// SPDX-License-Identifier: Apache-2.0
// A patient as text that reads as the same patient again, to the last digit. What could not be read is left out, or where it
// counts stands as what nobody can read: of a set with a member that could not, what is known of the others stands there as of
// an open one.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

#include "knowledge/tables.h"
#include "nextline/fields.h"
#include "nextline/patient.h"
#include "support/random_draft.h"

namespace nextline::test {

namespace patient_text {

inline std::string digits(double number) {
  char text[40];
  std::snprintf(text, sizeof text, "%.17g", number);
  return text;
}

inline std::string quantity(Field field, const Cell& cell) {
  std::string text =
      "{\"value\":" + digits(cell.entered) + ",\"unit\":" + in_quotes(spec(field).units[cell.unit].ucum);
  if (cell.comparator != Comparator::kNone) text += ",\"comparator\":" + in_quotes(id(cell.comparator));
  if (cell.confirmed) text += ",\"confirmed\":true";
  return text + "}";
}

inline std::string member(Field field, std::size_t i) {
  return std::string(spec(field).type == FieldType::kSet ? spec(field).words[i].id
                                                         : knowledge::regimens()[i].id);
}

inline std::string events(const Patient& patient, Field field) {
  std::string text;
  for (const Event& event : patient.events(field)) {
    text += (text.empty() ? "{\"event\":" : ",{\"event\":") + in_quotes(spec(field).words[event.kind].id);
    // What could not be read is written as what nobody can read.
    if (event.has_grade()) {
      text += ",\"grade\":" + std::to_string(event.grade);
    } else if (event.grade != 0) {
      text += R"(,"grade":"unread")";
    }
    const auto statuses = spec("immune_adverse_event_status"_f).words;
    if (std::has_single_bit(event.status)) {
      text += ",\"status\":" + in_quotes(statuses[static_cast<std::size_t>(std::countr_zero(event.status))].id);
    } else if (event.status != 0) {
      text += R"(,"status":"unread")";
    }
    text += "}";
  }
  return text;
}

inline std::string set(const Patient& patient, Field field, const Cell& cell) {
  const bool with_events = spec(field).event != EventDetail::kNone;
  std::string text = with_events ? events(patient, field) : "";
  const bool open = cell.open || cell.error;
  for (std::size_t i = 0; i < 64; ++i) {
    std::string one;
    if (!with_events && cell.words.has(i)) one = in_quotes(member(field, i));
    if (open && cell.absent.has(i)) one = in_quotes("!" + member(field, i));
    if (!one.empty()) text += (text.empty() ? "" : ",") + one;
  }
  if (open) text += text.empty() ? "\"?\"" : ",\"?\"";
  return "[" + text + "]";
}

// Empty: nothing is known.
inline std::string value(const Patient& patient, Field field, const Cell& cell) {
  switch (spec(field).type) {
    case FieldType::kNumber:
    case FieldType::kInteger:
    case FieldType::kQuantity:
      return cell.known || cell.comparator != Comparator::kNone ? quantity(field, cell) : "";
    case FieldType::kBoolean:
      return !cell.known ? "" : cell.value != 0 ? "true" : "false";
    case FieldType::kEnum:
      for (std::size_t i = 0; i < spec(field).words.size(); ++i) {
        if (cell.words == WordSet::one(i)) return in_quotes(spec(field).words[i].id);
      }
      return "";
    case FieldType::kSet:
    case FieldType::kRegimenSet:
      return cell.known ? set(patient, field, cell) : "";
    case FieldType::kRegimens: {
      if (!cell.known) return "";
      std::string text;
      for (const Line line : patient.prior) {
        if (!text.empty()) text += ',';
        text += in_quotes(line ? knowledge::regimens()[*line].id : kUnreadable);
      }
      return "[" + text + "]";
    }
    case FieldType::kCourse: {
      if (!cell.known && (!cell.error || patient.course.empty())) return "";
      std::string text;
      for (const CourseEntry& entry : patient.course) {
        // A set that was none: whatever it may have held is unreadable.
        if (std::ranges::all_of(entry.cells, [](const Cell& inside) { return inside.error; })) {
          text += text.empty() ? R"("unread")" : R"(,"unread")";
          continue;
        }
        std::string one = entry.date.empty() ? "" : "\"date\":" + in_quotes(entry.date);
        for (std::size_t i = 0; i < kFieldCount; ++i) {
          const Field inside{static_cast<std::uint8_t>(i)};
          const std::string there = value(patient, inside, entry.cells[i]);
          if (!there.empty()) one += (one.empty() ? "" : ",") + in_quotes(spec(inside).id) + ":" + there;
        }
        text += (text.empty() ? "{" : ",{") + one + "}";
      }
      return "[" + text + "]";
    }
  }
  return "";
}

}  // namespace patient_text

[[nodiscard]] inline std::string text_of(const Patient& patient) {
  std::string text;
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const Field field{static_cast<std::uint8_t>(i)};
    const std::string value = patient_text::value(patient, field, patient.cells[i]);
    if (!value.empty()) text += (text.empty() ? "" : ",") + in_quotes(spec(field).id) + ":" + value;
  }
  return "{" + text + "}";
}

}  // namespace nextline::test
