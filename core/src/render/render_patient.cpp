// SPDX-License-Identifier: Apache-2.0
// What the patient is: scores, facts, entries and the settings of the evidence that are nearest.
#include <algorithm>

#include "patient/write_value.h"
#include "render/renderer.h"
#include "words/words.h"

namespace nextline {

namespace {

std::string setting_text(const knowledge::Evidence& row) {
  switch (row.setting) {
    case knowledge::SettingKind::kAfterRegimen: {
      std::string text;
      const auto regimens = knowledge::regimens();
      for (std::size_t r = 0; r < regimens.size(); ++r) {
        if (!row.setting_regimens.has(r)) continue;
        text += text.empty() ? "after:" : ",";
        text += regimens[r].id;
      }
      return text;
    }
    case knowledge::SettingKind::kAfterInhibitor:
      return "after_inhibitor";
    case knowledge::SettingKind::kAfterSorafenib:
      return "after_sorafenib";
    case knowledge::SettingKind::kFirstLine:
      return "first_line";
    case knowledge::SettingKind::kOther:
      break;
  }
  return "other";
}

}  // namespace

void Renderer::write_scores() {
  json_.key("scores");
  json_.begin_array();
  for (std::size_t s = 0; s < kScoreCount; ++s) {
    const auto score_id = static_cast<ScoreId>(s);
    const ScoreSpec& row = spec(score_id);
    const Score& score = data_.scores[s];
    const bool settled = score.state == ScoreState::kSettled;
    const bool one_grade = score.grades != 0 && (score.grades & (score.grades - 1U)) == 0;
    const std::string grade = one_grade ? grades_of(score_id, score) : std::string();
    json_.begin_object();
    json_.field("id", row.id);
    json_.key("value");
    if (!settled) {
      json_.null();
    } else if (row.stage_only) {
      json_.string(grade);
    } else {
      json_.number(score.value);
    }
    if (score.state == ScoreState::kOpen && score.bounded && !row.stage_only) {
      json_.field_number("at_least", score.at_least);
      json_.field_number("at_most", score.at_most);
    }
    json_.field_or_null("grade", grade);
    if (!settled && !row.grades.empty() && score.state == ScoreState::kOpen) {
      json_.key("grades");
      json_.begin_array();
      for (std::size_t i = 0; i < row.grades.size(); ++i) {
        if ((score.grades >> i & 1U) != 0) json_.string(row.grades[i]);
      }
      json_.end_array();
    }
    json_.field_or_null("label", label_of(score_id, score));
    json_.field_or_null("unit", row.unit);
    json_.field_or_null("near", score.near);
    if (score.stated) {
      json_.key("stated");
      json_.boolean(true);
    }
    if (!score.note.empty()) json_.field("note", score.note);
    json_.key("components");
    json_.begin_array();
    for (const Component& component : score.components) {
      json_.begin_object();
      json_.field("field", spec(component.field).id);
      json_.field_number("points", component.points);
      json_.end_object();
    }
    if (score.child_pugh_points) {
      json_.begin_object();
      json_.field("field", spec("child_pugh"_score).id);
      json_.field_number("points", *score.child_pugh_points);
      json_.end_object();
    }
    json_.end_array();
    FieldSet needs;
    for (const Field field : score.missing) needs.set(field.index);
    json_.key("missing");
    write_ids(needs);
    if (!settled) missing_.block(needs, row.id);
    json_.field_or_null("not_computable",
                        score.state == ScoreState::kNotComputable ? score.reason : std::string_view{});
    json_.field("name", row.label);
    json_.field("formula", row.formula);
    json_.field("source", row.source);
    mark_source(row.source);
    json_.end_object();
  }
  json_.end_array();
}

// Sources are sorted by id.
void Renderer::mark_source(std::string_view source_id) {
  const auto sources = knowledge::sources();
  const auto at =
      std::lower_bound(sources.begin(), sources.end(), source_id,
                       [](const knowledge::Source& row, std::string_view id) { return row.id < id; });
  if (at != sources.end() && at->id == source_id)
    used_sources_[static_cast<std::size_t>(at - sources.begin())] = true;
}

void Renderer::write_facts() {
  json_.key("facts");
  json_.begin_object();
  for (std::size_t f = 0; f < kFactCount; ++f) {
    json_.key(kFacts[f].id);
    write_tri(data_.facts.values[f]);
  }
  json_.key("lines_of_therapy");
  if (data_.facts.lines_of_therapy) {
    json_.integer(*data_.facts.lines_of_therapy);
  } else {
    json_.null();
  }
  json_.key("bclc");
  const Score& bclc = get(data_.scores, "bclc"_score);
  const bool one = bclc.grades != 0 && (bclc.grades & (bclc.grades - 1U)) == 0;
  if (one) {
    json_.string(grades_of("bclc"_score, bclc));
  } else {
    json_.null();
  }
  json_.end_object();
}

// ---- the patient again -----------------------------------------------------------------------------------
void Renderer::write_patient() {
  json_.key("patient");
  json_.begin_object();
  const std::vector<SummaryPart> parts = summary_of(patient_, data_);
  std::string summary;
  for (const SummaryPart& part : parts) {
    if (!summary.empty()) summary += " \xC2\xB7 ";
    summary += part.text;
  }
  json_.field("summary", summary);
  json_.key("inputs");
  json_.begin_array();
  for (std::size_t f = 0; f < kFieldCount; ++f) {
    const Field field{static_cast<std::uint8_t>(f)};
    const Cell& cell = patient_[field];
    if (!patient_.entered(field)) continue;
    json_.begin_object();
    json_.field("field", spec(field).id);
    json_.field("label", spec(field).label);
    json_.key("value");
    write_value(patient_, field, json_);
    write_beside_value(patient_, field, json_);
    const auto units = spec(field).units;
    json_.field_or_null("unit", cell.unit < units.size() ? units[cell.unit].ucum : std::string_view{});
    json_.end_object();
  }
  json_.end_array();
  write_settings();
  json_.key("summary_parts");
  json_.begin_array();
  for (const SummaryPart& part : parts) {
    json_.begin_object();
    json_.field("text", part.text);
    json_.key("settled");
    json_.boolean(part.settled);
    json_.end_object();
  }
  json_.end_array();
  json_.end_object();
}

// The settings of the evidence that are nearest to this patient, as the knowledge base writes them; none while
// the earlier therapy is not known.
void Renderer::write_settings() {
  json_.key("settings");
  json_.begin_array();
  if (patient_.known("prior_therapies"_f)) {
    int nearest = kFarthestSetting;
    for (const knowledge::Evidence& row : knowledge::evidence()) {
      nearest = std::min(nearest, setting_distance(patient_, data_.facts, row));
    }
    std::vector<std::string> written;
    for (const knowledge::Evidence& row : knowledge::evidence()) {
      if (setting_distance(patient_, data_.facts, row) != nearest) continue;
      const std::string text = setting_text(row);
      if (std::find(written.begin(), written.end(), text) != written.end()) continue;
      json_.string(text);
      written.push_back(text);
    }
  }
  json_.end_array();
}

}  // namespace nextline
