// SPDX-License-Identifier: Apache-2.0
#include "render/reasons.h"

#include <string_view>

#include "words/words.h"

namespace nextline {

namespace {

using knowledge::Rule;
using knowledge::RuleKind;

// Which of the listed trials are meant: those that are not ruled out and not known to be closed.
void add_listed_trials(const EvaluationData& data, std::vector<Reason>& reasons) {
  const auto trials = knowledge::trials();
  std::size_t first = 0;  // of those named
  const auto names_of = [&](auto wanted) {
    std::string names;
    for (std::size_t t = 0; t < trials.size(); ++t) {
      if (trials[t].status == "closed" || !wanted(data.trials[t].verdict)) continue;
      if (names.empty()) first = t;
      names += names.empty() ? "" : "; ";
      ((names += trials[t].label) += " (") += trials[t].id;
      names += ')';
    }
    return names;
  };
  const std::string fit = names_of(usable);
  if (!fit.empty()) reasons.push_back({say<"reason.trials_fit">(fit), true, trials[first].source});
  const std::string open = names_of([](Verdict verdict) { return verdict == Verdict::kNeedsInformation; });
  if (!open.empty()) reasons.push_back({say<"reason.trials_open">(open), true, trials[first].source});
  if (fit.empty() && open.empty() && !trials.empty()) {
    reasons.push_back({std::string("reason.no_trial"_text), false, trials.front().source});
  }
}

// The first rule of an option that `wanted(rule, outcome)` takes; null: none.
template <class Wanted>
const Rule* find_rule(const knowledge::Option& option, const Judged& judged, Wanted wanted) {
  for (std::size_t i = 0; i < option.rules.size(); ++i) {
    const Rule& rule = knowledge::rules()[option.rules[i]];
    if (wanted(rule, judged.outcomes[i])) return &rule;
  }
  return nullptr;
}

// Whether a caution is still open, and whether a strong one is.
struct OpenChecks {
  int count = 0;
  bool strong = false;
};

OpenChecks open_checks(const knowledge::Option& option, const Judged& judged) {
  OpenChecks open;
  for (std::size_t i = 0; i < option.rules.size(); ++i) {
    const Rule& rule = knowledge::rules()[option.rules[i]];
    if (rule.kind != RuleKind::kCaution || judged.outcomes[i] != Tri::kUnknown) continue;
    ++open.count;
    open.strong = open.strong || rule.strong;
  }
  return open;
}

// A state, with how many checks are open beside it.
std::string with_open(std::string_view state, const OpenChecks& open) {
  if (open.count == 0) return std::string(state);
  if (open.count == 1) {
    return open.strong ? say<"state.open_safety_check">(state) : say<"state.open_check">(state);
  }
  const std::string count = std::to_string(open.count);
  return open.strong ? say<"state.open_safety_checks">(state, count) : say<"state.open_checks">(state, count);
}

Said needed_fields(View& view, const knowledge::Option& option, const Judged& judged) {
  FieldSet all;
  std::string_view first;
  for (std::size_t i = 0; i < option.rules.size(); ++i) {
    const Rule& rule = knowledge::rules()[option.rules[i]];
    const bool decides = rule.kind == RuleKind::kExcludes || rule.kind == RuleKind::kRequires;
    if (!decides || judged.outcomes[i] != Tri::kUnknown) continue;
    const FieldSet& needs = view.needs_of(option.rules[i], Tri::kUnknown, &option);
    for (std::size_t f = 0; first.empty() && f < kFieldCount; ++f) {
      if (needs.test(f)) first = kFields[f].label;
    }
    all |= needs;
  }
  if (first.empty()) return {"needs", std::string("state.needs"_text)};
  if (all.count() == 1) return {"needs", say<"state.needs_field">(first)};
  return {"needs", say<"state.needs_fields">(first, std::to_string(all.count() - 1))};
}

}  // namespace

std::vector<Reason> reasons_of(const View& view, std::size_t o) {
  const knowledge::Option& option = knowledge::options()[o];
  const OptionResult& result = view.data().options[o];
  std::vector<Reason> reasons;
  for (std::size_t i = 0; i < option.rules.size(); ++i) {
    const Rule& rule = knowledge::rules()[option.rules[i]];
    const bool decides = (rule.kind == RuleKind::kExcludes && result.outcomes[i] == Tri::kTrue) ||
                         (rule.kind == RuleKind::kRequires && result.outcomes[i] == Tri::kFalse);
    if (!decides) continue;
    const std::string text = text_of(rule);
    reasons.push_back(
        {rule.kind == RuleKind::kRequires ? say<"reason.not_met">(text) : text, false, rule.source});
  }
  // Of each pathway the last step that spoke counts; earlier words of the same pathway are superseded.
  const knowledge::Statement* last = nullptr;
  std::size_t last_pathway = 0;
  const auto flush = [&] {
    if (last != nullptr) reasons.push_back({std::string(last->text), last->value > 0, last->source});
    last = nullptr;
  };
  for (const Spoken& one : view.spoken()) {
    if (one.said->option != o) continue;
    if (one.pathway != last_pathway) flush();
    last = one.said;
    last_pathway = one.pathway;
  }
  flush();
  if (result.capping_rule) {
    const Rule& rule = knowledge::rules()[*result.capping_rule];
    reasons.push_back({std::string(wording(rule).cap_reason), false, rule.source});
  }
  if (result.tier_rule == TierRule::kSilent && option.treatment) {
    reasons.push_back({std::string("reason.silent"_text), false, knowledge::pathways().front().source});
  }
  for (std::size_t i = 0; i < option.rules.size(); ++i) {
    const Rule& rule = knowledge::rules()[option.rules[i]];
    if (rule.kind == RuleKind::kCaution && result.outcomes[i] == Tri::kTrue) {
      reasons.push_back({text_of(rule), false, rule.source});
    }
  }
  const bool ruled_out =
      result.verdict == Verdict::kNotIndicated || result.verdict == Verdict::kContraindicated;
  if (option.id == "clinical_trial" && !ruled_out) add_listed_trials(view.data(), reasons);
  return reasons;
}

Said state_of(View& view, std::size_t o) {
  const knowledge::Option& option = knowledge::options()[o];
  const OptionResult& result = view.data().options[o];
  const OpenChecks open = open_checks(option, result);
  switch (result.verdict) {
    case Verdict::kEligible:
      // Nothing about the patient stands against it; it is not green for all that.
      if (result.has_tier && result.tier == knowledge::Tier::kNotRecommended) {
        return {"caution",
                with_open(say<"state.because">("state.caution"_text, "reason.advised_against"_text), open)};
      }
      if (open.count == 0) return {"suitable", std::string("state.suitable"_text)};
      return {"so_far", with_open("state.so_far"_text, open)};
    case Verdict::kEligibleWithCaution: {
      const auto met = [&](bool strong) {
        return find_rule(option, result, [&](const Rule& rule, Tri outcome) {
          return rule.kind == RuleKind::kCaution && outcome == Tri::kTrue && (rule.strong || !strong);
        });
      };
      const Rule* const strong = met(true);
      const Rule* const caution = strong != nullptr ? strong : met(false);
      constexpr std::string_view kState = "state.caution"_text;
      // What is given goes on or is held: a word of its own, since nothing is started.
      if (place_of(view.data(), o).id == "hold") {
        return {"caution",
                say<"state.because">(kState, say<"reason.hold">(short_of(*holding_rule(view.data()))))};
      }
      if (caution == nullptr) return {"caution", with_open(kState, open)};
      return {"caution", with_open(say<"state.because">(kState, short_of(*caution)), open)};
    }
    case Verdict::kNeedsInformation:
      return needed_fields(view, option, result);
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

std::string headline(const OptionResult& result, const Said& place, const Said& state) {
  if (usable(result.verdict)) return place.text + '.';
  return result.verdict == Verdict::kNeedsInformation ? state.text + '.' : place.text;
}

DoseTexts doses_of(const View& view, const knowledge::Option& option, Verdict verdict) {
  DoseTexts texts;
  std::vector<const knowledge::Dose*> briefs;
  for (const knowledge::Dose& dose : option.doses) {
    if (evaluate(view.subject(&option), dose.node) == Tri::kFalse) continue;
    if (!texts.whole.empty()) texts.whole += " / ";
    texts.whole += dose.text;
    if (!dose.brief.empty()) briefs.push_back(&dose);
  }
  for (const knowledge::Dose* dose : briefs) {
    if (!texts.brief.empty()) texts.brief += "dose.or"_text;
    texts.brief += dose->brief;
    if (briefs.size() > 1 && !dose->brief_if.empty()) texts.brief += say<"dose.if">(dose->brief_if);
  }
  const bool ruled_out = verdict == Verdict::kContraindicated || verdict == Verdict::kNotIndicated;
  if (texts.whole.empty() && !option.doses.empty() && !ruled_out) texts.brief = "dose.none"_text;
  return texts;
}

std::string still_open(const View& view, const knowledge::Consideration& row) {
  FieldSet needs;
  collect_needs(view.subject(), row.node, needs);
  std::string fields;
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    if (!needs.test(i)) continue;
    if (!fields.empty()) fields += ", ";
    fields += inside_sentence(kFields[i].label);
  }
  if (fields.empty()) return std::string(row.because_unknown);
  return say<"consideration.open">(row.because_unknown, fields);
}

}  // namespace nextline
