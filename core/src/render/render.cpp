// SPDX-License-Identifier: Apache-2.0
// The assessment of contract.md, written in one pass; its overview, and single options and trials of it, by the same
// functions, so that what they share is the same bytes.
#include <algorithm>
#include <utility>
#include <vector>

#include "assess/evaluation.h"
#include "assess/missing.h"
#include "nextline/json_writer.h"
#include "nextline/render.h"
#include "numbers/sort.h"
#include "render/parts.h"
#include "words/words.h"

namespace nextline {

namespace {

using knowledge::Rule;
using knowledge::RuleKind;
using knowledge::Tier;

// What a pathway says of an option, as the tier that it stands for.
Tier tier_of(int value) {
  if (value >= 2) return Tier::kPreferred;
  if (value == 1) return Tier::kOption;
  return value == -1 ? Tier::kLessPreferred : Tier::kNotRecommended;
}

void write_tri(JsonWriter& json, Tri value) {
  if (value == Tri::kUnknown) {
    json.null();
  } else {
    json.boolean(value == Tri::kTrue);
  }
}

void write_ids(JsonWriter& json, const FieldSet& fields) {
  json.begin_array();
  for (std::size_t i = 0; fields.any() && i < kFieldCount; ++i) {
    if (fields.test(i)) json.string(kFields[i].id);
  }
  json.end_array();
}

// What stands in the way of what: the fields that are missing and the ids they block.
class Missing {
 public:
  void block(const FieldSet& fields, std::string_view what) {
    for (std::size_t i = 0; i < kFieldCount; ++i) {
      if (fields.test(i)) blocks_[i].push_back(what);
    }
  }
  void write(JsonWriter& json) const {
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

 private:
  std::array<std::vector<std::string_view>, kFieldCount> blocks_;
};

enum class Form : std::uint8_t { kWhole, kOverview };

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

// One writer for one assessment.
class Renderer {
 public:
  Renderer(const Patient& patient, const std::vector<Issue>& issues, const EvaluationData& data,
           std::string& out, Form form = Form::kWhole)
      : patient_(patient), issues_(issues), data_(data), json_(out), form_(form) {
    used_sources_.assign(knowledge::sources().size(), false);
    written_.resize(knowledge::rules().size());
    for_statements(subject(), data_,
                   [&](std::size_t pathway, std::size_t step, const knowledge::Statement& said) {
                     spoken_.push_back({pathway, step, &said});
                   });
  }

  // For a part, which has no issues.
  Renderer(const Patient& patient, const EvaluationData& data, std::string& out)
      : Renderer(patient, no_issues(), data, out) {}

  void write() {
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

  // The object of one option, by its place in the order.
  void write_option(std::size_t r) {
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
    write_dose(option);
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
    const Said state = state_of(o);
    json_.field("headline", headline(result, place, state));
    write_evidence_line(option, result);
    write_said("place", place);
    write_said("state", state);
    json_.end_object();
  }

  void write_trial(std::size_t t) {
    const knowledge::Trial& trial = knowledge::trials()[t];
    const bool whole = form_ == Form::kWhole;
    json_.begin_object();
    json_.field("id", trial.id);
    json_.field("verdict", id(data_.trials[t].verdict));
    if (whole) {
      write_criteria(trial.rules, data_.trials[t], nullptr, trial.id);
      write_assumes(data_.trials[t]);
    } else {
      pass_criteria(trial.rules, data_.trials[t], nullptr, trial.id);
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

 private:
  // A statement that applied, with its place.
  struct Spoken {
    std::size_t pathway;
    std::size_t step;
    const knowledge::Statement* said;
  };

  // A criterion that no option changes reads the same wherever it applies: it is written once and repeated.
  struct Written {
    std::size_t begin = 0;
    std::size_t end = 0;  // 0: not yet
    bool has_needs = false;
    FieldSet needs;  // empty unless it is open
  };

  const Patient& patient_;
  const std::vector<Issue>& issues_;
  const EvaluationData& data_;
  JsonWriter json_;
  Form form_;
  Missing missing_;
  std::vector<bool> used_sources_;
  std::vector<Written> written_;  // by rule
  std::vector<Spoken> spoken_;    // in the order walked

  [[nodiscard]] Subject subject(const knowledge::Option* option = nullptr) const {
    return {data_.assumed, data_.scores, data_.facts, option};
  }

  // What a rule is judged against: the patient with what may be assumed, or only what was entered.
  [[nodiscard]] Subject subject_of(const Rule& rule, const knowledge::Option* option) const {
    return {rule.as_entered ? patient_ : data_.assumed, data_.scores, data_.facts, option};
  }

  std::string_view source(std::uint16_t index) {
    used_sources_[index] = true;
    return knowledge::sources()[index].id;
  }

  static const std::vector<Issue>& no_issues() {
    static const std::vector<Issue> none;
    return none;
  }

  void write_knowledge() {
    json_.key("knowledge");
    json_.begin_object();
    json_.field("version", knowledge::version());
    json_.field("sha256", knowledge::sha256());
    json_.field("review_due", knowledge::review_due());
    json_.field_or_null("reviewed_by", knowledge::reviewed_by());
    json_.end_object();
  }

  void write_assumptions() {
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
        json_.field("message", say<"assumption">(spec(field).label));
        json_.end_object();
      }
    }
    json_.end_array();
  }

  // ---- scores ----------------------------------------------------------------------------------------------
  void write_scores() {
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
      if (score.child_pugh_points >= 0) {
        json_.begin_object();
        json_.field("field", spec("child_pugh"_score).id);
        json_.field_number("points", score.child_pugh_points);
        json_.end_object();
      }
      json_.end_array();
      FieldSet needs;
      for (const Field field : score.missing) needs.set(field.index);
      json_.key("missing");
      write_ids(json_, needs);
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
  void mark_source(std::string_view source_id) {
    const auto sources = knowledge::sources();
    const auto at =
        std::lower_bound(sources.begin(), sources.end(), source_id,
                         [](const knowledge::Source& row, std::string_view id) { return row.id < id; });
    if (at != sources.end() && at->id == source_id)
      used_sources_[static_cast<std::size_t>(at - sources.begin())] = true;
  }

  void write_facts() {
    json_.key("facts");
    json_.begin_object();
    for (std::size_t f = 0; f < kFactCount; ++f) {
      json_.key(kFacts[f].id);
      write_tri(json_, data_.facts.values[f]);
    }
    json_.key("lines_of_therapy");
    if (data_.facts.lines_of_therapy < 0) {
      json_.null();
    } else {
      json_.integer(data_.facts.lines_of_therapy);
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

  // Why a consideration is shown although it is not settled, and which entries it waits for.
  [[nodiscard]] std::string still_open(const knowledge::Consideration& row) const {
    FieldSet needs;
    collect_needs(subject(), row.node, needs);
    std::string fields;
    for (std::size_t i = 0; i < kFieldCount; ++i) {
      if (!needs.test(i)) continue;
      if (!fields.empty()) fields += ", ";
      fields += inside_sentence(kFields[i].label);
    }
    if (fields.empty()) return std::string(row.because_unknown);
    return say<"consideration.open">(row.because_unknown, fields);
  }

  void write_considerations() {
    json_.key("considerations");
    json_.begin_array();
    for (const knowledge::Consideration& row : knowledge::considerations()) {
      const Tri shown = evaluate(subject(), row.node);
      if (shown == Tri::kFalse || (shown == Tri::kUnknown && !row.show_if_unknown)) continue;
      json_.begin_object();
      json_.field("id", row.id);
      json_.field("text", row.text);
      json_.field("source", source(row.source));
      json_.field("shown_because", shown == Tri::kTrue ? std::string(row.because) : still_open(row));
      json_.end_object();
    }
    json_.end_array();
  }

  // ---- options and trials ----------------------------------------------------------------------------------
  void write_criteria(std::span<const std::uint16_t> rules, const Judged& judged,
                      const knowledge::Option* option, std::string_view blocked) {
    json_.key("criteria");
    json_.begin_array();
    pass_criteria(rules, judged, option, blocked, [&](const Rule& rule, Tri outcome, Written& written) {
      if (form_ == Form::kOverview && !is_in_overview(rule.kind, outcome)) return;
      if (written.end != 0 && !rule.of_option) {
        json_.repeat(written.begin, written.end);
      } else {
        written.begin = write_criterion(rule, outcome, needs_of(rule, outcome, option, written), option);
        written.end = json_.place();
      }
    });
    json_.end_array();
  }

  // The fields that an open criterion waits for.
  const FieldSet& needs_of(const Rule& rule, Tri outcome, const knowledge::Option* option, Written& written) {
    if (!written.has_needs || rule.of_option) {
      written.needs.reset();
      if (outcome == Tri::kUnknown) collect_needs(subject_of(rule, option), rule, written.needs);
      written.has_needs = true;
    }
    return written.needs;
  }

  void pass_criteria(std::span<const std::uint16_t> rules, const Judged& judged,
                     const knowledge::Option* option, std::string_view blocked) {
    pass_criteria(rules, judged, option, blocked, [](const Rule&, Tri, Written&) {});
  }

  // Calls `visit` with each criterion that has something to say, and notes its source and what it waits for.
  template <class Visit>
  void pass_criteria(std::span<const std::uint16_t> rules, const Judged& judged,
                     const knowledge::Option* option, std::string_view blocked, Visit visit) {
    FieldSet open;
    for (std::size_t i = 0; i < rules.size(); ++i) {
      const Rule& rule = knowledge::rules()[rules[i]];
      const Tri outcome = judged.outcomes[i];
      if (rule.kind == RuleKind::kNote && outcome == Tri::kFalse) continue;  // nothing to note
      Written& written = written_[rules[i]];
      source(rule.source);
      visit(rule, outcome, written);
      if (waits_for(rule, outcome, judged)) open |= needs_of(rule, outcome, option, written);
    }
    missing_.block(open, blocked);
  }

  void write_assumes(const Judged& judged) {
    json_.key("assumes");
    FieldSet assumed;
    for (std::size_t a = 0; a < kAssumableCount; ++a) {
      if ((judged.assumes >> a & 1U) != 0) assumed.set(kAssumable[a].index);
    }
    write_ids(json_, assumed);
  }

  // Returns the place where it begins.
  std::size_t write_criterion(const Rule& rule, Tri outcome, const FieldSet& needs,
                              const knowledge::Option* option) {
    const std::size_t begin = json_.begin_object();
    json_.field("id", id_of(rule));
    json_.field("kind", id(rule.kind));
    json_.field("outcome", outcome_id(outcome));
    json_.field("text", text_of(rule));
    json_.field("source", source(rule.source));
    json_.key("needs");
    write_ids(json_, needs);
    json_.field_or_null("strength", rule.strong ? "strong" : std::string_view{});
    if (form_ == Form::kWhole || outcome == Tri::kTrue) {
      // What decides is shown in full; what was looked for and not found needs no proof.
      const bool decides = rule.kind == RuleKind::kRequires ? outcome == Tri::kFalse : outcome == Tri::kTrue;
      json_.key("because");
      if (decides || rule.kind == RuleKind::kExcludes || rule.kind == RuleKind::kRequires) {
        write_because(subject_of(rule, option), rule, decides, json_);
      } else {
        json_.begin_array();
        json_.end_array();
      }
    }
    json_.end_object();
    return begin;
  }

  void reason(std::string_view text, bool is_for, std::string_view source_id) {
    json_.begin_object();
    json_.field("text", text);
    json_.field("effect", is_for ? "for" : "against");
    json_.field("source", source_id);
    json_.end_object();
  }

  // Why the option stands where it stands: what settled its verdict, what the algorithms say, what cautions.
  void write_reasons(std::size_t o) {
    const knowledge::Option& option = knowledge::options()[o];
    const OptionResult& result = data_.options[o];
    json_.key("reasons");
    json_.begin_array();
    for (std::size_t i = 0; i < option.rules.size(); ++i) {
      const Rule& rule = knowledge::rules()[option.rules[i]];
      const bool decides = (rule.kind == RuleKind::kExcludes && result.outcomes[i] == Tri::kTrue) ||
                           (rule.kind == RuleKind::kRequires && result.outcomes[i] == Tri::kFalse);
      if (!decides) continue;
      const std::string text = text_of(rule);
      reason(rule.kind == RuleKind::kRequires ? say<"reason.not_met">(text) : text, false, source(rule.source));
    }
    // Of each pathway the last step that spoke counts; earlier words of the same pathway are superseded.
    const knowledge::Statement* last = nullptr;
    std::size_t last_pathway = 0;
    const auto flush = [&] {
      if (last != nullptr) reason(last->text, last->value > 0, source(last->source));
      last = nullptr;
    };
    for (const Spoken& one : spoken_) {
      if (one.said->option != o) continue;
      if (one.pathway != last_pathway) flush();
      last = one.said;
      last_pathway = one.pathway;
    }
    flush();
    if (result.tier_rule == TierRule::kCappedByRule) {
      const Rule& rule = knowledge::rules()[static_cast<std::size_t>(result.capping_rule)];
      reason(wording(rule).cap_reason, false, source(rule.source));
    }
    if (result.tier_rule == TierRule::kSilent && option.treatment) {
      json_.begin_object();
      json_.field("text", "reason.silent"_text);
      json_.field("effect", "against");
      json_.field("source", knowledge::sources()[knowledge::pathways().front().source].id);
      json_.end_object();
    }
    for (std::size_t i = 0; i < option.rules.size(); ++i) {
      const Rule& rule = knowledge::rules()[option.rules[i]];
      if (rule.kind == RuleKind::kCaution && result.outcomes[i] == Tri::kTrue) {
        reason(text_of(rule), false, source(rule.source));
      }
    }
    const bool ruled_out =
        result.verdict == Verdict::kNotIndicated || result.verdict == Verdict::kContraindicated;
    if (option.id == "clinical_trial" && !ruled_out) write_listed_trials();
    json_.end_array();
  }

  // Which of the listed trials are meant: those that are not ruled out and not known to be closed.
  void write_listed_trials() {
    const auto trials = knowledge::trials();
    std::size_t first = 0;  // of those named
    const auto names_of = [&](auto wanted) {
      std::string names;
      for (std::size_t t = 0; t < trials.size(); ++t) {
        if (trials[t].status == "closed" || !wanted(data_.trials[t].verdict)) continue;
        if (names.empty()) first = t;
        names += names.empty() ? "" : "; ";
        ((names += trials[t].label) += " (") += trials[t].id;
        names += ')';
      }
      return names;
    };
    const std::string fit = names_of(usable);
    if (!fit.empty()) reason(say<"reason.trials_fit">(fit), true, source(trials[first].source));
    const std::string open = names_of([](Verdict verdict) { return verdict == Verdict::kNeedsInformation; });
    if (!open.empty()) reason(say<"reason.trials_open">(open), true, source(trials[first].source));
    if (fit.empty() && open.empty() && !trials.empty()) {
      reason("reason.no_trial"_text, false, source(trials.front().source));
    }
  }

  // What can be said of an option, with what it rests on: the open checks, the strongest caution, the field that is needed,
  // the criterion that rules it out.
  Said state_of(std::size_t o) {
    const knowledge::Option& option = knowledge::options()[o];
    const OptionResult& result = data_.options[o];
    switch (result.verdict) {
      case Verdict::kEligible:
        return open_checks(option, result);
      case Verdict::kEligibleWithCaution: {
        const auto met = [&](bool strong) {
          return find_rule(option, result, [&](const Rule& rule, Tri outcome) {
            return rule.kind == RuleKind::kCaution && outcome == Tri::kTrue && (rule.strong || !strong);
          });
        };
        const Rule* const strong = met(true);
        const Rule* const caution = strong != nullptr ? strong : met(false);
        constexpr std::string_view kState = "state.caution"_text;
        if (caution == nullptr) return {"caution", std::string(kState)};
        return {"caution", say<"state.because">(kState, short_of(*caution))};
      }
      case Verdict::kNeedsInformation:
        return needed_fields(option, result);
      case Verdict::kNotIndicated: {
        constexpr std::string_view kState = "state.unsuitable"_text;
        const Rule* const missed = find_rule(option, result, [](const Rule& rule, Tri outcome) {
          return rule.kind == RuleKind::kRequires && outcome == Tri::kFalse;
        });
        if (missed == nullptr) return {"unsuitable", std::string(kState)};
        return {"unsuitable", say<"state.because_not_met">(kState, short_of(*missed))};
      }
      case Verdict::kContraindicated: {
        constexpr std::string_view kState = "state.stop"_text;
        const Rule* const met = find_rule(option, result, [](const Rule& rule, Tri outcome) {
          return rule.kind == RuleKind::kExcludes && outcome == Tri::kTrue;
        });
        if (met == nullptr) return {"stop", std::string(kState)};
        return {"stop", say<"state.because">(kState, short_of(*met))};
      }
    }
    return {};
  }

  // The first rule of an option that `wanted(rule, outcome)` takes; null: none.
  template <class Wanted>
  static const Rule* find_rule(const knowledge::Option& option, const Judged& judged, Wanted wanted) {
    for (std::size_t i = 0; i < option.rules.size(); ++i) {
      const Rule& rule = knowledge::rules()[option.rules[i]];
      if (wanted(rule, judged.outcomes[i])) return &rule;
    }
    return nullptr;
  }

  static Said open_checks(const knowledge::Option& option, const Judged& judged) {
    int open = 0;
    bool strong = false;
    for (std::size_t i = 0; i < option.rules.size(); ++i) {
      const Rule& rule = knowledge::rules()[option.rules[i]];
      if (rule.kind != RuleKind::kCaution || judged.outcomes[i] != Tri::kUnknown) continue;
      ++open;
      strong = strong || rule.strong;
    }
    if (open == 0) return {"suitable", std::string("state.suitable"_text)};
    constexpr std::string_view kState = "state.so_far"_text;
    if (open == 1) {
      return {"so_far", strong ? say<"state.open_safety_check">(kState) : say<"state.open_check">(kState)};
    }
    const std::string count = std::to_string(open);
    return {"so_far",
            strong ? say<"state.open_safety_checks">(kState, count) : say<"state.open_checks">(kState, count)};
  }

  Said needed_fields(const knowledge::Option& option, const Judged& judged) {
    FieldSet all;
    std::string_view first;
    for (std::size_t i = 0; i < option.rules.size(); ++i) {
      const Rule& rule = knowledge::rules()[option.rules[i]];
      const bool decides = rule.kind == RuleKind::kExcludes || rule.kind == RuleKind::kRequires;
      if (!decides || judged.outcomes[i] != Tri::kUnknown) continue;
      const FieldSet& needs = needs_of(rule, Tri::kUnknown, &option, written_[option.rules[i]]);
      for (std::size_t f = 0; first.empty() && f < kFieldCount; ++f) {
        if (needs.test(f)) first = kFields[f].label;
      }
      all |= needs;
    }
    if (first.empty()) return {"needs", std::string("state.needs"_text)};
    if (all.count() == 1) return {"needs", say<"state.needs_field">(first)};
    return {"needs", say<"state.needs_fields">(first, std::to_string(all.count() - 1))};
  }

  // The place in a sentence; of what cannot be judged yet, what it waits for.
  static std::string headline(const OptionResult& result, const Said& place, const Said& state) {
    if (usable(result.verdict)) return place.text + '.';
    return result.verdict == Verdict::kNeedsInformation ? state.text + '.' : place.text;
  }

  void write_said(std::string_view key, const Said& said) {
    json_.key(key);
    json_.begin_object();
    json_.field("id", said.id);
    json_.field("text", said.text);
    json_.end_object();
  }

  void write_options() {
    json_.key("options");
    json_.begin_array();
    for (std::size_t r = 0; r < knowledge::options().size(); ++r) write_option(r);
    json_.end_array();
  }

  // The sentences of all doses that are possible, and their short form: "12 mg daily"; "8 mg daily (under 60 kg) or 12 mg
  // daily (60 kg or more)" while both are possible.
  void write_dose(const knowledge::Option& option) {
    std::string text;
    std::vector<const knowledge::Dose*> briefs;
    for (const knowledge::Dose& dose : option.doses) {
      if (evaluate(subject(&option), dose.node) == Tri::kFalse) continue;
      if (!text.empty()) text += " / ";
      text += dose.text;
      if (!dose.brief.empty()) briefs.push_back(&dose);
    }
    std::string brief;
    for (const knowledge::Dose* dose : briefs) {
      if (!brief.empty()) brief += "dose.or"_text;
      brief += dose->brief;
      if (briefs.size() > 1 && !dose->brief_if.empty()) brief += say<"dose.if">(dose->brief_if);
    }
    json_.field_or_null("dose", text);
    json_.field_or_null("dose_short", brief);
  }

  void write_evidence(const knowledge::Option& option, const OptionResult& result) {
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
    constexpr std::string_view kNames[] = {"os", "pfs", "orr", "grade34"};
    for (std::size_t i = 0; i < 4; ++i) {
      const int row = result.value.rows[i];
      json_.field_or_null(kNames[i], row == kNoEvidence
                                         ? std::string_view{}
                                         : knowledge::evidence()[static_cast<std::size_t>(row)].id);
    }
    json_.end_object();
    json_.end_object();
  }

  // One line about the evidence that is nearest to the patient.
  void write_evidence_line(const knowledge::Option& option, const OptionResult& result) {
    int row = kNoEvidence;
    for (const int candidate : result.value.rows) {
      if (row == kNoEvidence) row = candidate;
    }
    if (row == kNoEvidence && !option.evidence.empty()) {
      int best = 0;
      for (const std::uint16_t candidate : option.evidence) {
        const int distance = setting_distance(patient_, data_.facts, knowledge::evidence()[candidate]);
        if (row == kNoEvidence || distance < best) {
          row = candidate;
          best = distance;
        }
      }
    }
    json_.field_or_null("evidence_line", row == kNoEvidence
                                             ? std::string_view{}
                                             : knowledge::evidence()[static_cast<std::size_t>(row)].line);
  }

  void write_trials() {
    json_.key("trials");
    json_.begin_array();
    for (std::size_t t = 0; t < knowledge::trials().size(); ++t) write_trial(t);
    json_.end_array();
  }

  void write_pathways() {
    json_.key("pathways");
    json_.begin_array();
    const auto pathways = knowledge::pathways();
    for (std::size_t p = 0; p < pathways.size(); ++p) {
      const knowledge::Pathway& pathway = pathways[p];
      json_.begin_object();
      json_.field("id", pathway.id);
      json_.key("steps");
      json_.begin_array();
      const Tri applies = data_.pathway_applies[p];
      write_step("applies", applies, pathway.applies_text, pathway.applies, source(pathway.source));
      FieldSet open;
      collect_needs(subject(), pathway.applies, open);
      if (applies == Tri::kTrue) {
        for (std::size_t s = 0; s < pathway.steps.size(); ++s) {
          const knowledge::Step& step = pathway.steps[s];
          write_step(step.id, data_.steps[p][s], step.text, step.node, source(step.source), &step, p, s);
          collect_needs(subject(), step.node, open);
        }
      }
      missing_.block(open, pathway.id);
      json_.end_array();
      json_.key("recommends");
      json_.begin_array();
      for (int value = 2; value >= 1; --value) {
        for (std::size_t o = 0; o < knowledge::options().size(); ++o) {
          if (data_.options[o].pathway[p] == value) json_.string(knowledge::options()[o].id);
        }
      }
      json_.end_array();
      json_.field("label", pathway.label);
      json_.field("source", source(pathway.source));
      json_.end_object();
    }
    json_.end_array();
  }

  void write_says(const knowledge::Statement& said) {
    json_.begin_object();
    json_.field("option", knowledge::options()[said.option].id);
    json_.field("says", nextline::id(tier_of(said.value)));
    json_.end_object();
  }

  // What one answer of an open step would favour or disfavour.
  void write_branch(std::string_view name, const knowledge::Step& step, knowledge::Branch branch) {
    json_.key(name);
    json_.begin_array();
    for (const knowledge::Statement& said : step.statements) {
      if (said.branch == branch) write_says(said);
    }
    json_.end_array();
  }

  // What the step said of this patient's options, whether or not a later step spoke over it.
  void write_said(std::size_t pathway, std::size_t step) {
    json_.key("said");
    json_.begin_array();
    for (const Spoken& one : spoken_) {
      if (one.pathway == pathway && one.step == step) write_says(*one.said);
    }
    json_.end_array();
  }

  void write_step(std::string_view step_id, Tri answer, std::string_view text, std::uint32_t node,
                  std::string_view source_id, const knowledge::Step* step = nullptr, std::size_t p = 0,
                  std::size_t s = 0) {
    json_.begin_object();
    json_.field("id", step_id);
    json_.key("answer");
    write_tri(json_, answer);
    json_.field("text", text);
    json_.key("because");
    write_because(subject(), node, true, json_);
    json_.key("needs");
    FieldSet needs;
    if (answer == Tri::kUnknown) collect_needs(subject(), node, needs);
    write_ids(json_, needs);
    if (answer == Tri::kUnknown && step != nullptr) {
      write_branch("if_yes", *step, knowledge::Branch::kYes);
      write_branch("if_no", *step, knowledge::Branch::kNo);
    }
    if (step != nullptr) write_said(p, s);
    json_.field("source", source_id);
    json_.end_object();
  }

  // ---- the patient again -----------------------------------------------------------------------------------
  void write_patient() {
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
  void write_settings() {
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

  static std::string setting_text(const knowledge::Evidence& row) {
    switch (row.setting) {
      case knowledge::SettingKind::kAfterRegimen: {
        std::string text;
        for (int r = 0; r < knowledge::regimen_count(); ++r) {
          if ((row.setting_regimens >> static_cast<unsigned>(r) & 1U) == 0) continue;
          text += text.empty() ? "after:" : ",";
          text += knowledge::regimen_id(r);
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

  void write_stops() {
    json_.key("stops");
    json_.begin_array();
    for (const knowledge::Stop& stop : knowledge::stops()) {
      if (evaluate(subject(), stop.node) != Tri::kTrue) continue;
      json_.begin_object();
      json_.field("id", stop.id);
      json_.field("text", stop.text);
      json_.field("source", source(stop.source));
      json_.end_object();
    }
    json_.end_array();
  }

  void write_sources() {
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
};

}  // namespace

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
  const int option = knowledge::find_option(id);
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
