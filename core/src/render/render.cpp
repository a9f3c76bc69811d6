// SPDX-License-Identifier: Apache-2.0
// The frame of an assessment, and what stands beside the options.
#include "nextline/render.h"

#include <optional>

#include "patient/write_value.h"
#include "render/reasons.h"
#include "render/renderer.h"
#include "words/words.h"

namespace nextline {

namespace {

const std::vector<Issue>& no_issues() {
  static const std::vector<Issue> none;
  return none;
}

}  // namespace

void Missing::block(const FieldSet& fields, std::string_view what) {
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    if (fields.test(i)) blocks_[i].push_back(what);
  }
}

void Missing::write(JsonWriter& json) const {
  json.begin_array();
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    if (blocks_[i].empty()) continue;
    json.begin_object();
    json.field("field", kFields[i].id);
    json.key("blocks");
    json.begin_array();
    for (const std::string_view what : blocks_[i]) json.string(what);
    json.end_array();
    json.end_object();
  }
  json.end_array();
}

Renderer::Renderer(const Patient& patient, const std::vector<Issue>& issues, const EvaluationData& data,
                   std::string& out, Form form)
    : view_(patient, data), patient_(patient), issues_(issues), data_(data), json_(out), form_(form) {
  used_sources_.assign(knowledge::sources().size(), false);
  written_.resize(knowledge::rules().size());
}

Renderer::Renderer(const Patient& patient, const EvaluationData& data, std::string& out)
    : Renderer(patient, no_issues(), data, out) {}

void Renderer::write() {
  json_.begin_object();
  json_.field("schema", form_ == Form::kWhole ? "assessment/1" : "overview/1");
  write_knowledge();
  json_.key("issues");
  write_issues(issues_, json_);
  write_assumptions();
  write_scores();
  write_facts();
  write_considerations();
  write_options();
  write_trials();
  write_pathways();
  json_.key("missing");
  missing_.write(json_);
  write_patient();
  write_stops();
  json_.key("statements");
  json_.begin_array();
  for (const std::string_view text : knowledge::statements()) json_.string(text);
  json_.end_array();
  write_sources();
  if (data_.preferences.from != Preferences::From::kNothing) {
    json_.key("preferences");
    write_preferences(data_.preferences, json_);
  }
  json_.end_object();
}

std::string_view Renderer::source(std::uint16_t index) {
  used_sources_[index] = true;
  return knowledge::sources()[index].id;
}

void Renderer::write_tri(Tri value) {
  if (value == Tri::kUnknown) {
    json_.null();
  } else {
    json_.boolean(value == Tri::kTrue);
  }
}

void Renderer::write_ids(const FieldSet& fields) {
  json_.begin_array();
  for (std::size_t i = 0; fields.any() && i < kFieldCount; ++i) {
    if (fields.test(i)) json_.string(kFields[i].id);
  }
  json_.end_array();
}

void Renderer::write_knowledge() {
  json_.key("knowledge");
  json_.begin_object();
  json_.field("version", knowledge::version());
  json_.field("sha256", knowledge::sha256());
  json_.field("review_due", knowledge::review_due());
  json_.field_or_null("reviewed_by", knowledge::reviewed_by());
  json_.end_object();
}

void Renderer::write_assumptions() {
  json_.key("assumptions");
  json_.begin_array();
  for (std::size_t f = 0; f < kFieldCount; ++f) {
    for (std::size_t a = 0; a < kAssumableCount; ++a) {
      if (kAssumable[a].index != f || (data_.assumptions >> a & 1U) == 0) continue;
      const Field field = kAssumable[a];
      json_.begin_object();
      json_.field("field", spec(field).id);
      json_.key("assumed");
      write_value(data_.assumed, field, json_);
      const std::string_view label = spec(field).label;
      json_.field("message",
                  patient_.entered(field) ? say<"assumption.rest">(label) : say<"assumption">(label));
      json_.end_object();
    }
  }
  json_.end_array();
}

void Renderer::write_considerations() {
  json_.key("considerations");
  json_.begin_array();
  for (const knowledge::Consideration& row : knowledge::considerations()) {
    const Tri shown = evaluate(view_.subject(), row.node);
    if (shown == Tri::kFalse || (shown == Tri::kUnknown && !row.show_if_unknown)) continue;
    json_.begin_object();
    json_.field("id", row.id);
    json_.field("text", row.text);
    json_.field("source", source(row.source));
    json_.field("shown_because", shown == Tri::kTrue ? std::string(row.because) : still_open(view_, row));
    json_.end_object();
  }
  json_.end_array();
}

void Renderer::write_stops() {
  json_.key("stops");
  json_.begin_array();
  for (const knowledge::Stop& stop : knowledge::stops()) {
    if (evaluate(view_.subject(), stop.node) != Tri::kTrue) continue;
    json_.begin_object();
    json_.field("id", stop.id);
    json_.field("text", stop.text);
    json_.field("source", source(stop.source));
    json_.end_object();
  }
  json_.end_array();
}

void Renderer::write_sources() {
  json_.key("sources");
  json_.begin_array();
  const auto sources = knowledge::sources();
  for (std::size_t i = 0; i < sources.size(); ++i) {
    if (!used_sources_[i]) continue;
    json_.begin_object();
    json_.field("id", sources[i].id);
    json_.field("citation", sources[i].citation);
    json_.end_object();
  }
  json_.end_array();
}

void write_issues(const std::vector<Issue>& issues, JsonWriter& json) {
  json.begin_array();
  for (const Issue& issue : issues) {
    json.begin_object();
    json.field("code", id(issue.code));
    json.field("severity", is_error(issue.code) ? "error" : "warning");
    json.field("field", issue.field);
    json.key("params");
    json.begin_object();
    for (const IssueParam& param : issue.params) {
      json.key(param.name);
      if (param.is_number) {
        json.number(param.number);
      } else {
        json.string(param.text);
      }
    }
    json.end_object();
    json.field("message", issue.message);
    json.end_object();
  }
  json.end_array();
}

void render(const Patient& patient, const std::vector<Issue>& issues, const Evaluation& evaluation,
            std::string& out) {
  Renderer(patient, issues, evaluation.data(), out).write();
}

void render_overview(const Patient& patient, const std::vector<Issue>& issues, const Evaluation& evaluation,
                     std::string& out) {
  Renderer(patient, issues, evaluation.data(), out, Form::kOverview).write();
}

bool render_option(const Patient& patient, const Evaluation& evaluation, std::string_view id,
                   std::string& out) {
  const EvaluationData& data = evaluation.data();
  const std::optional<std::size_t> option = knowledge::find_option(id);
  for (std::size_t r = 0; r < knowledge::options().size(); ++r) {
    if (data.order[r] != option) continue;
    Renderer(patient, data, out).write_option(r);
    return true;
  }
  return false;
}

bool render_trial(const Patient& patient, const Evaluation& evaluation, std::string_view id, std::string& out) {
  const auto trials = knowledge::trials();
  for (std::size_t t = 0; t < trials.size(); ++t) {
    if (trials[t].id != id) continue;
    Renderer(patient, evaluation.data(), out).write_trial(t);
    return true;
  }
  return false;
}

}  // namespace nextline
