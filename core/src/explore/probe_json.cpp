// SPDX-License-Identifier: Apache-2.0
// Answers and changes as JSON.
#include "explore/probe.h"
#include "patient/write_value.h"

namespace nextline {

void Prober::write_answer(Field field, const Answer& answer, JsonWriter& json) {
  if (is_number(field) && answer.cell.unit != 0) {
    json.begin_object();
    json.field_number("value", answer.cell.entered);
    json.field("unit", spec(field).units[answer.cell.unit].ucum);
    json.end_object();
    return;
  }
  put(field, answer);
  write_value(changed_, field, json);
  restore();
}

void write_changes(const Snapshot& now, const Snapshot& then, JsonWriter& json) {
  const auto options = knowledge::options();
  json.begin_array();
  for (std::size_t rank = 1; rank <= options.size(); ++rank) {
    for (std::size_t o = 0; o < options.size(); ++o) {
      const bool verdict = now.verdicts[o] != then.verdicts[o];
      const bool tier = tier_differs(now, then, o);
      if (now.ranks[o] != rank || (!verdict && !tier)) continue;
      json.begin_object();
      json.field("id", options[o].id);
      if (verdict) {
        json.key("verdict");
        json.begin_object();
        json.field("from", id(now.verdicts[o]));
        json.field("to", id(then.verdicts[o]));
        json.end_object();
      }
      if (tier) {
        json.key("tier");
        json.begin_object();
        json.field("from", id(now.tiers[o]));
        json.field("to", id(then.tiers[o]));
        json.end_object();
      }
      json.end_object();
    }
  }
  json.end_array();
}

}  // namespace nextline
