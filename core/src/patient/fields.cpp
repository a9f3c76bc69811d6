// SPDX-License-Identifier: Apache-2.0
#include "nextline/fields.h"

#include <algorithm>
#include <iterator>

#include "knowledge/tables.h"
#include "nextline/json_writer.h"

namespace nextline {

namespace {

std::string_view type_id(FieldType type) {
  switch (type) {
    case FieldType::kNumber:
      return "number";
    case FieldType::kInteger:
      return "integer";
    case FieldType::kQuantity:
      return "quantity";
    case FieldType::kBoolean:
      return "boolean";
    case FieldType::kEnum:
      return "enum";
    case FieldType::kSet:
      return "set";
    case FieldType::kRegimens:
      return "regimens";
    case FieldType::kRegimenSet:
      return "regimen_set";
    case FieldType::kCourse:
      return "course";
  }
  return {};
}

void write_bounds(JsonWriter& json, std::string_view name, const FieldSpec& field, Bounds bounds) {
  json.key(name);
  if (field.units.empty()) {
    json.null();
    return;
  }
  json.begin_array();
  json.number(bounds.low);
  json.number(bounds.high);
  json.end_array();
}

void write_word(JsonWriter& json, std::string_view id, std::string_view label, std::string_view brief = {}) {
  json.begin_object();
  json.field("id", id);
  json.field("label", label);
  if (!brief.empty()) json.field("brief", brief);
  json.end_object();
}

// Every field stands in a group of the form.
static_assert(std::all_of(std::begin(kFields), std::end(kFields), [](const FieldSpec& field) {
  return std::any_of(std::begin(kGroups), std::end(kGroups),
                     [&](const Group& group) { return group.id == field.group; });
}));

// From 1: groups in their order, and inside each as the rows say.
std::int64_t place_in_form(const FieldSpec& field) {
  const auto group_of = [](const FieldSpec& row) {
    std::size_t group = 0;
    while (kGroups[group].id != row.group) ++group;
    return group;
  };
  std::int64_t before = 0;
  for (const FieldSpec& other : kFields) {
    const std::size_t own = group_of(field);
    const std::size_t others = group_of(other);
    if (others < own || (others == own && other.order < field.order)) ++before;
  }
  return before + 1;
}

void write_field(JsonWriter& json, const FieldSpec& field) {
  json.begin_object();
  json.field("id", field.id);
  json.field("label", field.label);
  if (!field.brief.empty()) json.field("brief", field.brief);
  json.field("group", field.group);
  json.field("type", type_id(field.type));
  json.key("units");
  json.begin_array();
  for (const Unit& unit : field.units) json.string(unit.ucum);
  json.end_array();
  json.key("conversions");
  json.begin_array();
  for (const Unit& unit : field.units) {
    json.begin_object();
    json.field("unit", unit.ucum);
    json.field_number("mul", unit.mul);
    json.field_number("div", unit.div);
    json.key("spellings");
    json.begin_array();
    for (const std::string_view spelling : unit.spellings) json.string(spelling);
    json.end_array();
    json.end_object();
  }
  json.end_array();
  write_bounds(json, "hard", field, field.hard);
  write_bounds(json, "soft", field, field.soft);
  json.key("words");
  json.begin_array();
  for (const Word& word : field.words) write_word(json, word.id, word.label, word.brief);
  if (field.type == FieldType::kRegimens || field.type == FieldType::kRegimenSet) {
    for (const knowledge::Regimen& regimen : knowledge::regimens()) {
      write_word(json, regimen.id, regimen.label);
    }
  }
  json.end_array();
  json.field("help", field.help);
  json.field_or_null("loinc", field.loinc);
  json.key("order");
  json.integer(place_in_form(field));
  json.field_or_null("follows", field.follows);
  json.key("primary");
  json.boolean(field.primary);
  json.key("in_course");
  json.boolean(field.in_course);
  const bool set = field.type == FieldType::kSet || field.type == FieldType::kRegimenSet;
  // What may be entered beside a plain value: a limit and a confirmation of a number, "?" and "!word" in a set, what an
  // event says of itself.
  json.key("limits");
  json.boolean(!field.units.empty());
  json.key("open_set");
  json.boolean(set);
  json.key("event");
  if (field.event == EventDetail::kNone) {
    json.null();
  } else {
    json.begin_object();
    json.key("grades");
    json.begin_array();
    for (int grade = 1; grade <= kHighestGrade; ++grade) json.integer(grade);
    json.end_array();
    json.key("statuses");
    json.begin_array();
    if (field.event == EventDetail::kGradeAndStatus) {
      for (const Word& word : spec("immune_adverse_event_status"_f).words)
        write_word(json, word.id, word.label);
    }
    json.end_array();
    json.end_object();
  }
  json.end_object();
}

}  // namespace

bool find_field(std::string_view id, Field& out) {
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    if (kFields[i].id == id) {
      out = Field{static_cast<std::uint8_t>(i)};
      return true;
    }
  }
  return false;
}

void fields_json(std::string& out) {
  JsonWriter json(out);
  json.begin_object();
  json.field("schema", "fields/1");
  json.key("groups");
  json.begin_array();
  for (const Group& group : kGroups) write_word(json, group.id, group.label);
  json.end_array();
  json.key("fields");
  json.begin_array();
  for (const FieldSpec& field : kFields) write_field(json, field);
  json.end_array();
  json.end_object();
}

}  // namespace nextline
