// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "assess/evaluation.h"
#include "patient/contradictions.h"
#include "scores/stated.h"
#include "words/words.h"

namespace nextline {

namespace {

using knowledge::Rule;
using knowledge::RuleKind;

// Fills in what may be assumed absent: only where nothing was entered or others were not looked for ("?"), never where
// something was wrong.
void assume(const Patient& patient, EvaluationData& data) {
  data.assumed = patient;
  data.assumptions = 0;
  for (std::size_t i = 0; i < kAssumableCount; ++i) {
    const Field field = kAssumable[i];
    Cell& cell = data.assumed[field];
    if (cell.error || (cell.known && !cell.open)) continue;
    cell.known = true;
    cell.open = false;
    if (spec(field).type == FieldType::kSet) {
      cell.absent = states(field) - cell.words;
    } else if (spec(field).type == FieldType::kEnum) {
      cell.words = WordSet::one(0);  // the first word says "none"
    }
    data.assumptions |= static_cast<std::uint8_t>(1U << i);
  }
}

Verdict verdict_of(std::span<const std::uint16_t> indices, const Judged& judged) {
  bool excluded = false;
  bool missed = false;
  bool open = false;
  bool cautioned = false;
  const auto all = knowledge::rules();
  for (std::size_t i = 0; i < indices.size(); ++i) {
    const Rule& rule = all[indices[i]];
    const Tri outcome = judged.outcomes[i];
    switch (rule.kind) {
      case RuleKind::kExcludes:
        excluded |= outcome == Tri::kTrue;
        open |= outcome == Tri::kUnknown;
        break;
      case RuleKind::kRequires:
        missed |= outcome == Tri::kFalse;
        open |= outcome == Tri::kUnknown;
        break;
      case RuleKind::kCaution:
        cautioned |= outcome == Tri::kTrue;
        break;
      case RuleKind::kNote:
        break;
    }
  }
  if (excluded) return Verdict::kContraindicated;
  if (missed) return Verdict::kNotIndicated;
  if (open) return Verdict::kNeedsInformation;
  return cautioned ? Verdict::kEligibleWithCaution : Verdict::kEligible;
}

bool is_multikinase(const knowledge::Option& option) { return option.classes == knowledge::kMultikinase; }

// No multikinase inhibitor is left: each is settled as not indicated or contraindicated.
Tri multikinase_exhausted(const EvaluationData& data) {
  Tri exhausted = Tri::kTrue;
  const auto options = knowledge::options();
  for (std::size_t o = 0; o < options.size(); ++o) {
    if (!is_multikinase(options[o])) continue;
    const Verdict verdict = data.options[o].verdict;
    const Tri gone = usable(verdict)                         ? Tri::kFalse
                     : verdict == Verdict::kNeedsInformation ? Tri::kUnknown
                                                             : Tri::kTrue;
    exhausted = kleene_and(exhausted, gone);
  }
  return exhausted;
}

}  // namespace

Evaluation::Evaluation() : data_(std::make_unique<EvaluationData>()) {}
Evaluation::~Evaluation() = default;

void judge(EvaluationData& data, const Patient& patient, std::span<const std::uint16_t> rules,
           const knowledge::Option* option, Judged& judged) {
  const Subject assumed{data.assumed, data.scores, data.facts, option};
  const Subject entered{patient, data.scores, data.facts, option};
  // What no option changes is worked out once.
  const auto outcome_of = [&](std::uint16_t index, const Rule& rule, bool as_entered) {
    const Subject& subject = as_entered ? entered : assumed;
    if (rule.of_option) return evaluate(subject, rule);
    std::optional<Tri>& outcome = (as_entered ? data.shared_as_entered : data.shared)[index];
    if (!outcome) outcome = evaluate(subject, rule);
    return *outcome;
  };
  judged.assumes = 0;
  judged.strong_caution = false;
  const auto all = knowledge::rules();
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const Rule& rule = all[rules[i]];
    const Tri outcome = outcome_of(rules[i], rule, rule.as_entered);
    judged.outcomes[i] = outcome;
    if (rule.kind == RuleKind::kCaution && rule.strong && outcome == Tri::kTrue) {
      judged.strong_caution = true;
    }
    const auto assumed_here = static_cast<std::uint8_t>(data.assumptions & rule.assumable);
    if (assumed_here == 0 || rule.kind == RuleKind::kNote || rule.as_entered) continue;
    // The option rests on the assumption where the criterion would be open without it.
    if (outcome_of(rules[i], rule, true) != outcome) judged.assumes |= assumed_here;
  }
  judged.verdict = verdict_of(rules, judged);
}

void evaluate(const Patient& patient, Evaluation& evaluation) { evaluate(patient, Preferences(), evaluation); }

void evaluate(const Patient& patient, const Preferences& preferences, Evaluation& evaluation) {
  EvaluationData& data = evaluation.data();
  data.preferences = preferences;
  compute_scores(patient, data.scores);
  assume(patient, data);
  derive_facts(data.assumed, data.scores, data.facts);

  const auto options = knowledge::options();
  data.shared.assign(knowledge::rules().size(), std::nullopt);
  data.shared_as_entered.assign(knowledge::rules().size(), std::nullopt);
  // One fact follows from verdicts, so these come first; nothing they rest on reads it.
  for (std::size_t o = 0; o < options.size(); ++o) {
    if (is_multikinase(options[o])) judge(data, patient, options[o].rules, &options[o], data.options[o]);
  }
  data.facts[Fact::kMultikinaseExhausted] = multikinase_exhausted(data);

  for (std::size_t o = 0; o < options.size(); ++o) {
    if (is_multikinase(options[o])) continue;
    judge(data, patient, options[o].rules, &options[o], data.options[o]);
  }
  const auto trials = knowledge::trials();
  for (std::size_t t = 0; t < trials.size(); ++t) {
    judge(data, patient, trials[t].rules, nullptr, data.trials[t]);
  }
  walk_pathways(data);
  assign_tiers(data);
  for (std::size_t o = 0; o < options.size(); ++o) {
    data.options[o].value = value_of(data.assumed, data.facts, data.preferences.weights, options[o]);
  }
  rank(data);
}

void add_score_issues(const Evaluation& evaluation, std::vector<Issue>& issues) {
  const EvaluationData& data = evaluation.data();
  for (std::size_t i = 0; i < kScoreCount; ++i) {
    Field stated{};
    const Score& score = data.scores[i];
    const auto score_id = static_cast<ScoreId>(i);
    if (!score.contradicts || score_id == "malbi"_score || !stated_field(score_id, stated)) continue;
    Issue issue{IssueCode::kContradiction, stated, std::string(spec(stated).id), {}, {}};
    issue.params.push_back({"with", std::string(spec(score_id).id)});
    issue.message = say<"issue.stated_excluded">(spec(stated).label);
    issues.push_back(std::move(issue));
  }
  const Score& child_pugh = get(data.scores, "child_pugh"_score);
  const bool well_by_points = child_pugh.state == ScoreState::kSettled && child_pugh.value <= 6;
  if (well_by_points && get(data.scores, "albi"_score).grades == grade_bit("albi"_score, "3")) {
    add_contradiction(issues, "bilirubin"_f, "albumin"_f, "issue.child_pugh_a_albi_3"_text);
  }
}

}  // namespace nextline
