// SPDX-License-Identifier: Apache-2.0
#include "render/parts.h"

#include <algorithm>
#include <utility>

#include "nextline/numbers.h"
#include "words/words.h"

namespace nextline {

namespace {

using knowledge::Rule;
using knowledge::RuleKind;

bool goes_on(const EvaluationData& data) {
  constexpr Field kStop = "stop_reason"_f;
  return data.assumed.is_in(kStop, word(kStop, "not_stopped")) == Tri::kTrue;
}

// "No change now" means three things: to go on, to hold what is given, or to watch.
Said no_change_place(const EvaluationData& data) {
  if (holding_rule(data) != nullptr) return {"hold", std::string("place.hold"_text)};
  if (goes_on(data)) return {"go_on", std::string("place.go_on"_text)};
  if (data.facts[Fact::kProgressionRecorded] == Tri::kUnknown) {
    return {"not_known_whether_failed", std::string("place.not_known_whether_failed"_text)};
  }
  return {"watch", std::string("place.watch"_text)};
}

// Of what no algorithm speaks, because a rule gives it its place.
Said fixed_place(const EvaluationData& data, std::size_t o) {
  const std::string_view option = knowledge::options()[o].id;
  if (option == "no_change_now") return no_change_place(data);
  if (option != "clinical_trial") {
    return {"supportive_care", std::string("place.supportive_care"_text)};
  }
  if (data.facts[Fact::kBothSafetySignals] == Tri::kTrue) {
    return {"trial_first", std::string("place.trial_first"_text)};
  }
  return {"trial", std::string("place.trial"_text)};
}

// Of two options of which one is placed by rule, the one that explains it: the one of which a rule says more.
std::size_t placed_of(const EvaluationData& data, std::size_t a, std::size_t b) {
  const auto options = knowledge::options();
  for (const std::size_t o : {a, b}) {
    if (options[o].id == "no_change_now" && data.no_change_placed) return o;
  }
  return options[a].treatment ? b : a;
}

}  // namespace

std::string inside_sentence(std::string_view label) {
  std::string text(label);
  const auto is = [&](std::size_t at, char from, char to) {
    return text.size() > at && text[at] >= from && text[at] <= to;
  };
  if (is(0, 'A', 'Z') && is(1, 'a', 'z')) text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

std::string number_text(double value) {
  std::string text;
  append_number(text, value);
  return text;
}

std::string label_of(ScoreId score_id, const Score& score) {
  const ScoreSpec& row = spec(score_id);
  std::string label;
  if (score.state != ScoreState::kSettled) return label;
  for (std::size_t i = 0; i < row.grades.size(); ++i) {
    if (score.grades == (1U << i)) label = row.grades[i];
  }
  if (score_id == "child_pugh"_score) append_number(label, score.value);
  if (row.grades.empty()) append_number(label, score.value);
  return label;
}

const Rule* holding_rule(const EvaluationData& data) {
  if (!goes_on(data)) return nullptr;
  const std::size_t no_change = knowledge::named().no_change_now;
  const auto rules = knowledge::options()[no_change].rules;
  // An active hepatitis before all else, for a stop sign stands over it; then a strong caution.
  const auto weight = [](const Rule& rule) {
    return wording(rule).id == "immune_hepatitis_active" ? 2 : rule.strong ? 1 : 0;
  };
  const Rule* found = nullptr;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const Rule& rule = knowledge::rules()[rules[i]];
    const bool holds = rule.kind == RuleKind::kCaution && !wording(rule).before_start.empty() &&
                       data.options[no_change].outcomes[i] == Tri::kTrue;
    if (holds && (found == nullptr || weight(rule) > weight(*found))) found = &rule;
  }
  return found;
}

Said place_of(const EvaluationData& data, std::size_t o) {
  const knowledge::Option& option = knowledge::options()[o];
  const OptionResult& result = data.options[o];
  if (result.verdict >= Verdict::kNotIndicated) {
    const bool excluded = result.verdict == Verdict::kContraindicated;
    for (std::size_t i = 0; i < option.rules.size(); ++i) {
      const Rule& rule = knowledge::rules()[option.rules[i]];
      const Tri outcome = result.outcomes[i];
      if (excluded && rule.kind == RuleKind::kExcludes && outcome == Tri::kTrue) {
        return {"excluded", text_of(rule)};
      }
      if (!excluded && rule.kind == RuleKind::kRequires && outcome == Tri::kFalse) {
        return {"not_met", say<"place.not_met">(text_of(rule))};
      }
    }
    return {};
  }
  if (!option.treatment) return fixed_place(data, o);
  switch (result.tier_rule) {
    case TierRule::kSilent:
      return {"silent", std::string("place.silent"_text)};
    case TierRule::kCappedByRule:
      return {"rules", say<"place.rules">(name_of(result.tier))};
    case TierRule::kMean:
    case TierRule::kLifted:
    case TierRule::kCappedByStatement:
      break;
  }
  return {"algorithms", say<"place.algorithms">(name_of(result.tier))};
}

std::string level_text(const EvaluationData& data, std::size_t a, std::size_t b) {
  const auto options = knowledge::options();
  const OptionResult& x = data.options[a];
  const OptionResult& y = data.options[b];
  const std::string_view first = options[a].label;
  const std::string_view second = options[b].label;
  switch (level_between(data, a, b)) {
    case Level::kVerdict:
      return say<"level.verdict">(first, name_of(x.verdict), second, name_of(y.verdict));
    case Level::kTier:
      return say<"level.tier">(first, name_of(x.tier), second, name_of(y.tier));
    case Level::kStrongCaution:
      return say<"level.strong_caution">(second, first);
    case Level::kValue: {
      // As few decimals as tell the two values apart, two at least: the step of 0.05 deserves no more.
      double scale = 100;
      const auto number = [&](double value) { return number_text(round_half_up(value * scale) / scale); };
      while (scale < 1e6 && x.value.low != y.value.low && number(x.value.low) == number(y.value.low)) {
        scale *= 10;
      }
      return say<"level.value">(number(x.value.low), first, number(y.value.low), second);
    }
    case Level::kPathways: {
      const std::string count = number_text(x.favouring);
      const std::string others = number_text(y.favouring);
      return x.favouring == 1 ? say<"level.pathways_one">(count, first, others, second)
                              : say<"level.pathways">(count, first, others, second);
    }
    case Level::kCertainty:
      return say<"level.certainty">(first, second);
    case Level::kPlaced:
      return fixed_place(data, placed_of(data, a, b)).text + '.';
    case Level::kId:
      return say<"level.id">(first, second);
  }
  return {};
}

std::vector<SummaryPart> summary_of(const Patient& patient, const EvaluationData& data) {
  std::vector<SummaryPart> parts;
  constexpr ScoreId kShown[] = {"child_pugh"_score, "malbi"_score, "bclc"_score};
  constexpr std::string_view kNames[] = {"Child-Pugh", "ALBI", "BCLC"};
  for (std::size_t i = 0; i < 3; ++i) {
    const Score& score = get(data.scores, kShown[i]);
    const std::string label = label_of(kShown[i], score);
    const std::string grades = grades_of(kShown[i], score);
    const auto every = static_cast<std::uint16_t>((1U << spec(kShown[i]).grades.size()) - 1U);
    const bool open = score.grades == every || grades.empty();
    const std::string_view value = !label.empty() ? std::string_view(label)
                                   : open         ? "summary.not_known"_text
                                                  : grades;
    parts.push_back({say<"summary.score">(kNames[i], value), !label.empty()});
  }
  if (!patient.known("prior_therapies"_f)) {
    parts.push_back({std::string("summary.therapy_not_known"_text), false});
  } else if (patient.prior.empty()) {
    parts.push_back({std::string("summary.no_therapy"_text)});
  } else {
    constexpr std::size_t kMostNamed = 8;
    std::string therapies;
    for (std::size_t i = 0; i < patient.prior.size(); ++i) {
      if (i == kMostNamed) {
        therapies = say<"summary.then_more">(therapies);
        break;
      }
      const Line line = patient.prior[i];
      const std::string therapy = line ? inside_sentence(knowledge::regimens()[*line].label)
                                       : std::string("summary.unknown_regimen"_text);
      therapies = i == 0 ? therapy : say<"summary.then">(therapies, therapy);
    }
    parts.push_back({say<"summary.after">(therapies)});
  }
  return parts;
}

}  // namespace nextline
