// SPDX-License-Identifier: Apache-2.0
#include "patient/write_value.h"

#include <string>

#include "knowledge/tables.h"

namespace nextline {

namespace {

// The members of a set as they can be entered: those there, those denied where others were not looked for, "?".
template <class IdOf>
void write_members(const Cell& cell, std::size_t count, IdOf id_of, JsonWriter& json) {
  json.begin_array();
  for (std::size_t i = 0; i < count; ++i) {
    if (cell.words.has(i)) json.string(id_of(i));
  }
  for (std::size_t i = 0; cell.open && i < count; ++i) {
    if (cell.absent.has(i)) json.string("!" + std::string(id_of(i)));
  }
  if (cell.open) json.string("?");
  json.end_array();
}

}  // namespace

void write_beside_value(const Patient& patient, Field field, JsonWriter& json) {
  const Comparator comparator = patient[field].comparator;
  if (comparator != Comparator::kNone) json.field("comparator", id(comparator));
  if (spec(field).event == EventDetail::kNone) return;
  bool speaks = false;
  for (const Event& event : patient.events(field)) speaks |= event.grade != 0 || event.status != 0;
  if (!speaks) return;
  const auto statuses = spec("immune_adverse_event_status"_f).words;
  json.key("events");
  json.begin_array();
  for (const Event& event : patient.events(field)) {
    json.begin_object();
    json.field("event", spec(field).words[event.kind].id);
    if (event.has_grade()) {
      json.key("grade");
      json.integer(event.grade);
    }
    for (std::size_t i = 0; i < statuses.size(); ++i) {
      if (event.status == 1U << i) json.field("status", statuses[i].id);
    }
    json.end_object();
  }
  json.end_array();
}

void write_value(const Patient& patient, Field field, JsonWriter& json) {
  const Cell& cell = patient[field];
  const FieldSpec& row = spec(field);
  if (!patient.entered(field)) {
    json.null();
    return;
  }
  switch (row.type) {
    case FieldType::kNumber:
    case FieldType::kInteger:
    case FieldType::kQuantity:
      json.number(cell.entered);
      return;
    case FieldType::kBoolean:
      json.boolean(cell.value != 0);
      return;
    case FieldType::kEnum:
      for (std::size_t i = 0; i < row.words.size(); ++i) {
        if (cell.words.has(i)) {
          json.string(row.words[i].id);
          return;
        }
      }
      json.null();
      return;
    case FieldType::kSet:
      write_members(cell, row.words.size(), [&](std::size_t i) { return row.words[i].id; }, json);
      return;
    case FieldType::kRegimenSet:
      write_members(
          cell, knowledge::regimens().size(), [](std::size_t i) { return knowledge::regimens()[i].id; }, json);
      return;
    case FieldType::kRegimens:
      json.begin_array();
      for (const Line line : patient.prior) {
        if (line) {
          json.string(knowledge::regimens()[*line].id);
        } else {
          json.null();
        }
      }
      json.end_array();
      return;
    case FieldType::kCourse:
      json.integer(static_cast<std::int64_t>(patient.course.size()));
      return;
  }
}

}  // namespace nextline
