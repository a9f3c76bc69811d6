// SPDX-License-Identifier: Apache-2.0
#include "explore/explore.h"

#include "assess/prepared.h"
#include "explore/ask_next.h"
#include "explore/rank_range.h"
#include "explore/what_if.h"
#include "nextline/explore.h"

namespace nextline {

int write_explore(JsonWriter& json, const Patient& patient, const EvaluationData& data) {
  Prober prober(patient, data);
  const Relevance relevance = find_relevance();
  const AskNext asked = ask_next(prober, relevance);
  json.key("ask_next");
  write_ask_next(prober, asked, json);
  json.key("what_if");
  write_what_if(prober, relevance, json);
  json.key("rank_range");
  write_rank_range(prober, rank_range(prober, relevance, asked), json);
  return prober.evaluations();
}

AssessOutcome explore_text(std::string_view patient_json, std::string_view preferences_json) {
  AssessOutcome outcome;
  Prepared prepared;
  if (!prepare(patient_json, preferences_json, prepared, outcome.error)) return outcome;
  JsonWriter json(outcome.text);
  json.begin_object();
  json.field("schema", "explore/1");
  write_explore(json, prepared.patient, prepared.evaluation.data());
  json.end_object();
  outcome.ok = true;
  outcome.has_error = has_error(prepared.issues);
  return outcome;
}

}  // namespace nextline
