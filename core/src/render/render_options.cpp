// SPDX-License-Identifier: Apache-2.0
// Options and trials: criteria, reasons, evidence.
#include <utility>

#include "assess/missing.h"
#include "numbers/sort.h"
#include "render/reasons.h"
#include "render/renderer.h"

namespace nextline {

namespace {

using knowledge::Rule;
using knowledge::RuleKind;

// The criteria that an overview shows: those that decide or speak.
bool is_in_overview(RuleKind kind, Tri outcome) {
  switch (kind) {
    case RuleKind::kExcludes:
    case RuleKind::kCaution:
      return outcome == Tri::kTrue;
    case RuleKind::kRequires:
      return outcome != Tri::kTrue;
    case RuleKind::kNote:
      return false;
  }
  return false;
}

}  // namespace

// Calls `visit` with each criterion that has something to say, and notes its source and what it waits for.
template <class Visit>
void Renderer::pass_criteria(std::span<const std::uint16_t> rules, const Judged& judged,
                             const knowledge::Option* option, std::string_view blocked, Visit visit) {
  FieldSet open;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const Rule& rule = knowledge::rules()[rules[i]];
    const Tri outcome = judged.outcomes[i];
    if (rule.kind == RuleKind::kNote && outcome == Tri::kFalse) continue;  // nothing to note
    source(rule.source);
    visit(rules[i], outcome);
    if (waits_for(rule, outcome, judged)) open |= view_.needs_of(rules[i], outcome, option);
  }
  missing_.block(open, blocked);
}

void Renderer::write_option(std::size_t r) {
  const auto options = knowledge::options();
  const std::size_t o = data_.order[r];
  const knowledge::Option& option = options[o];
  const OptionResult& result = data_.options[o];
  json_.begin_object();
  json_.field("id", option.id);
  json_.key("rank");
  json_.integer(static_cast<std::int64_t>(r) + 1);
  json_.field("verdict", id(result.verdict));
  json_.field_or_null("tier", result.has_tier ? nextline::id(result.tier) : std::string_view{});
  write_criteria(option.rules, result, &option, option.id);
  write_reasons(o);
  json_.key("before_start");
  json_.begin_array();
  for (std::size_t i = 0; i < option.rules.size(); ++i) {
    const Rule& rule = knowledge::rules()[option.rules[i]];
    const std::string_view before_start = wording(rule).before_start;
    if (!before_start.empty() && result.outcomes[i] == Tri::kTrue) json_.string(before_start);
  }
  json_.end_array();
  write_assumes(result);
  const DoseTexts doses = doses_of(view_, option, result.verdict);
  json_.field_or_null("dose", doses.whole);
  json_.field_or_null("dose_short", doses.brief);
  json_.key("pathways");
  json_.begin_object();
  for (std::size_t p = 0; p < knowledge::pathways().size(); ++p) {
    if (result.pathway[p] == 0) continue;
    json_.field(knowledge::pathways()[p].id, nextline::id(tier_of(result.pathway[p])));
  }
  json_.end_object();
  write_evidence(option, result);
  json_.key("above_next");
  if (r + 1 < options.size()) {
    json_.begin_object();
    json_.field("because", id(data_.above_next[r]));
    json_.field("text", level_text(data_, o, data_.order[r + 1]));
    json_.end_object();
  } else {
    json_.null();
  }
  json_.field("label", option.label);
  json_.field("family", option.family);
  const Said place = place_of(data_, o);
  const Said state = state_of(view_, o);
  json_.field("headline", headline(result, place, state));
  write_evidence_line(option, result);
  write_said("place", place);
  write_said("state", state);
  json_.end_object();
}

void Renderer::write_trial(std::size_t t) {
  const knowledge::Trial& trial = knowledge::trials()[t];
  const bool whole = form_ == Form::kWhole;
  json_.begin_object();
  json_.field("id", trial.id);
  json_.field("verdict", id(data_.trials[t].verdict));
  if (whole) {
    write_criteria(trial.rules, data_.trials[t], nullptr, trial.id);
    write_assumes(data_.trials[t]);
  } else {
    pass_criteria(trial.rules, data_.trials[t], nullptr, trial.id, [](std::uint16_t, Tri) {});
  }
  json_.key("recruitment");
  json_.begin_object();
  json_.field("status", trial.status);
  json_.field("as_of", trial.status_as_of);
  json_.field("source", source(trial.status_source));
  json_.end_object();
  if (whole) {
    json_.field("label", trial.label);
    json_.field("phase", trial.phase);
    json_.field("arms", trial.arms);
    json_.field("endpoint", trial.endpoint);
    json_.field("source", source(trial.source));
  } else {
    source(trial.source);
  }
  json_.end_object();
}

void Renderer::write_options() {
  json_.key("options");
  json_.begin_array();
  for (std::size_t r = 0; r < knowledge::options().size(); ++r) write_option(r);
  json_.end_array();
}

void Renderer::write_trials() {
  json_.key("trials");
  json_.begin_array();
  for (std::size_t t = 0; t < knowledge::trials().size(); ++t) write_trial(t);
  json_.end_array();
}

void Renderer::write_criteria(std::span<const std::uint16_t> rules, const Judged& judged,
                              const knowledge::Option* option, std::string_view blocked) {
  json_.key("criteria");
  json_.begin_array();
  pass_criteria(rules, judged, option, blocked, [&](std::uint16_t index, Tri outcome) {
    const Rule& rule = knowledge::rules()[index];
    if (form_ == Form::kOverview && !is_in_overview(rule.kind, outcome)) return;
    Written& written = written_[index];
    if (written.end != 0 && !rule.of_option) {
      json_.repeat(written.begin, written.end);
    } else {
      written.begin = write_criterion(rule, outcome, view_.needs_of(index, outcome, option), option);
      written.end = json_.place();
    }
  });
  json_.end_array();
}

// Returns the place where it begins.
std::size_t Renderer::write_criterion(const Rule& rule, Tri outcome, const FieldSet& needs,
                                      const knowledge::Option* option) {
  const std::size_t begin = json_.begin_object();
  json_.field("id", id_of(rule));
  json_.field("kind", id(rule.kind));
  json_.field("outcome", outcome_id(outcome));
  json_.field("text", text_of(rule));
  json_.field("source", source(rule.source));
  json_.key("needs");
  write_ids(needs);
  json_.field_or_null("strength", rule.strong ? "strong" : std::string_view{});
  if (form_ == Form::kWhole || outcome == Tri::kTrue) {
    // What decides is shown in full; what was looked for and not found needs no proof.
    const bool decides = rule.kind == RuleKind::kRequires ? outcome == Tri::kFalse : outcome == Tri::kTrue;
    json_.key("because");
    if (decides || rule.kind == RuleKind::kExcludes || rule.kind == RuleKind::kRequires) {
      write_because(view_.subject_of(rule, option), rule, decides, json_);
    } else {
      json_.begin_array();
      json_.end_array();
    }
  }
  json_.end_object();
  return begin;
}

void Renderer::write_reasons(std::size_t o) {
  json_.key("reasons");
  json_.begin_array();
  for (const Reason& reason : reasons_of(view_, o)) {
    json_.begin_object();
    json_.field("text", reason.text);
    json_.field("effect", reason.is_for ? "for" : "against");
    json_.field("source", source(reason.source));
    json_.end_object();
  }
  json_.end_array();
}

void Renderer::write_assumes(const Judged& judged) {
  json_.key("assumes");
  FieldSet assumed;
  for (std::size_t a = 0; a < kAssumableCount; ++a) {
    if ((judged.assumes >> a & 1U) != 0) assumed.set(kAssumable[a].index);
  }
  write_ids(assumed);
}

void Renderer::write_evidence(const knowledge::Option& option, const OptionResult& result) {
  std::vector<std::uint32_t> rows(option.evidence.begin(), option.evidence.end());
  sort_numbers(rows, [&](std::uint32_t a, std::uint32_t b) {
    const auto all = knowledge::evidence();
    const int left = setting_distance(patient_, data_.facts, all[a]);
    const int right = setting_distance(patient_, data_.facts, all[b]);
    return left != right ? left < right : a < b;
  });
  json_.key("evidence");
  json_.begin_array();
  for (const std::uint32_t row : rows) json_.string(knowledge::evidence()[row].id);
  json_.end_array();
  for (const std::uint32_t row : rows) source(knowledge::evidence()[row].source);
  json_.key("multicriteria");
  if (!option.treatment) {
    json_.null();
    return;
  }
  json_.begin_object();
  json_.key("value");
  json_.begin_array();
  json_.number(result.value.low);
  json_.number(result.value.high);
  json_.end_array();
  json_.key("rests_on");
  json_.begin_object();
  for (const Endpoint endpoint : kEndpoints) {
    const EvidenceRow row = result.value.rows[place(endpoint)];
    json_.field_or_null(id(endpoint), row ? knowledge::evidence()[*row].id : std::string_view{});
  }
  json_.end_object();
  json_.end_object();
}

// One line about the evidence that is nearest to the patient.
void Renderer::write_evidence_line(const knowledge::Option& option, const OptionResult& result) {
  EvidenceRow row;
  for (const EvidenceRow candidate : result.value.rows) {
    if (!row) row = candidate;
  }
  if (!row && !option.evidence.empty()) {
    int best = 0;
    for (const std::uint16_t candidate : option.evidence) {
      const int distance = setting_distance(patient_, data_.facts, knowledge::evidence()[candidate]);
      if (!row || distance < best) {
        row = candidate;
        best = distance;
      }
    }
  }
  json_.field_or_null("evidence_line", row ? knowledge::evidence()[*row].line : std::string_view{});
}

void Renderer::write_said(std::string_view key, const Said& said) {
  json_.key(key);
  json_.begin_object();
  json_.field("id", said.id);
  json_.field("text", said.text);
  json_.end_object();
}

}  // namespace nextline
