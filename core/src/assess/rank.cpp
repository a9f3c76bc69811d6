// SPDX-License-Identifier: Apache-2.0
// The order of the options: a chain of levels that can be followed by hand (design.md, "Ranking, so that a clinician can
// check it by hand"), then the two options that are placed by rule.
#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "assess/evaluation.h"

namespace nextline {

namespace {

using knowledge::Tier;

// Usable options stand together, whether cautioned or not.
int group(Verdict verdict) { return usable(verdict) ? 0 : static_cast<int>(verdict); }

// Values compare in steps of 0.05.
int value_step(const OptionResult& option) {
  return static_cast<int>(std::floor(option.value.low / 0.05 + 1e-9));
}

// First level at which `a` and `b` differ; `a_first` says which way.
Level compare_options(const EvaluationData& data, std::uint8_t a, std::uint8_t b, bool& a_first) {
  const OptionResult& x = data.options[a];
  const OptionResult& y = data.options[b];
  const auto differ = [&](int left, int right) {
    a_first = left < right;
    return left != right;
  };
  if (differ(group(x.verdict), group(y.verdict))) return Level::kVerdict;
  if (differ(static_cast<int>(x.tier), static_cast<int>(y.tier))) return Level::kTier;
  if (differ(x.strong_caution ? 1 : 0, y.strong_caution ? 1 : 0)) return Level::kStrongCaution;
  if (differ(-value_step(x), -value_step(y))) return Level::kValue;
  if (differ(-x.favouring, -y.favouring)) return Level::kPathways;
  if (differ(-x.value.certainty, -y.value.certainty)) return Level::kCertainty;
  a_first = knowledge::options()[a].id < knowledge::options()[b].id;
  return Level::kId;
}

// Signs that treatment may do more harm than good (design.md, "Placed by rule").
struct Frailty {
  bool ends_treatment;  // ECOG 3-4 or Child-Pugh C
  int signs;            // of ECOG 2, ALBI 3, Child-Pugh B8-9
};

bool settled_at_least(const Score& score, double limit) {
  return score.state == ScoreState::kSettled ? score.value >= limit : score.bounded && score.at_least >= limit;
}

bool settled_grade(const Scores& scores, ScoreId id, std::string_view grade) {
  return get(scores, id).grades == grade_bit(id, grade);
}

constexpr Field kStop = "stop_reason"_f;
constexpr WordSet kGoesOn = word(kStop, "not_stopped");
constexpr WordSet kDeterioration = word(kStop, "deterioration");

bool stopped_by(const EvaluationData& data, WordSet reason) {
  return data.assumed.is_in(kStop, reason) == Tri::kTrue;
}

// The therapy ended because the patient got worse, and nothing says that the tumour did (safety.md, "Nothing has failed
// yet"): supportive care and the liver come first.
bool deteriorated(const EvaluationData& data) {
  return stopped_by(data, kDeterioration) && data.facts[Fact::kProgressionRecorded] == Tri::kFalse;
}

Frailty frailty(const EvaluationData& data) {
  const Range ecog = data.assumed.range("ecog"_f);
  const bool class_c = settled_grade(data.scores, "child_pugh"_score, "C");
  Frailty result{};
  result.ends_treatment = ecog.low >= 3 || class_c;
  result.signs += ecog.low >= 2 ? 1 : 0;
  result.signs += settled_grade(data.scores, "albi"_score, "3") ? 1 : 0;
  const Score& child_pugh = get(data.scores, "child_pugh"_score);
  result.signs += settled_at_least(child_pugh, 8) && !class_c ? 1 : 0;
  return result;
}

enum class NoChangePlace : std::uint8_t {
  kFirst,
  kSecond,       // after the first usable treatment
  kLast,         // after the last usable treatment
  kAfterUsable,  // after everything usable: not known whether anything has failed
  kByVerdict,    // not placed
};

// Something is recorded after which no agent of the last therapy is recommended: a graft, a perforation.
bool not_to_go_on(const EvaluationData& data, std::size_t no_change) {
  const auto rules = knowledge::options()[no_change].rules;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const knowledge::Rule& rule = knowledge::rules()[rules[i]];
    const bool ends = rule.caps && rule.cap == Tier::kNotRecommended;
    if (ends && data.options[no_change].outcomes[i] == Tri::kTrue) return true;
  }
  return false;
}

// Where "no change now" stands: by why the last therapy stopped, and what it had reached.
NoChangePlace no_change_place(const EvaluationData& data, std::size_t no_change) {
  constexpr Field kResponse = "best_response"_f;
  const Verdict verdict = data.options[no_change].verdict;
  if (verdict == Verdict::kNeedsInformation) return NoChangePlace::kAfterUsable;
  if (!usable(verdict)) return NoChangePlace::kByVerdict;
  const Patient& patient = data.assumed;
  if (stopped_by(data, kGoesOn)) {
    return not_to_go_on(data, no_change) ? NoChangePlace::kLast : NoChangePlace::kFirst;
  }
  if (stopped_by(data, kDeterioration)) return NoChangePlace::kByVerdict;
  if (patient.is_in(kResponse, word(kResponse, "cr") | word(kResponse, "pr")) == Tri::kTrue) {
    return NoChangePlace::kFirst;
  }
  if (patient.is_in(kResponse, word(kResponse, "sd")) == Tri::kTrue) return NoChangePlace::kSecond;
  return NoChangePlace::kLast;
}

// The order while options are placed in it, one after another.
class Placing {
 public:
  explicit Placing(EvaluationData& data) : data_(data) { order_.reserve(kMaxOptions); }
  [[nodiscard]] const std::vector<std::uint8_t>& order() const { return order_; }

  void by_comparison(std::size_t option) { insert(place_of(option), option); }

  // A trial: after the first usable treatment; first where none reaches tier `option`.
  void trial() {
    const std::size_t trial = knowledge::named().clinical_trial;
    const Verdict verdict = data_.options[trial].verdict;
    data_.trial_placed = verdict != Verdict::kNotIndicated && verdict != Verdict::kContraindicated;
    if (!data_.trial_placed) return by_comparison(trial);
    const bool worth = std::any_of(order_.begin(), order_.end(), [&](std::uint8_t o) {
      return is_usable(o) && data_.options[o].tier <= Tier::kOption;
    });
    const bool first = !worth || data_.facts[Fact::kBothSafetySignals] == Tri::kTrue;
    insert(first ? 0 : 1, trial);
  }

  void supportive_care() {
    const Frailty signs = frailty(data_);
    std::size_t usable_seen = 0;
    std::size_t after_second = 0;
    std::size_t after_last_worth = 0;
    std::size_t after_last_open = 0;
    for (std::size_t i = 0; i < order_.size(); ++i) {
      const std::uint8_t o = order_[i];
      if (!is_treatment(o)) continue;
      if (is_usable(o)) {
        ++usable_seen;
        if (usable_seen <= 2) after_second = i + 1;
        if (data_.options[o].tier != Tier::kNotRecommended) after_last_worth = i + 1;
      } else if (data_.options[o].verdict == Verdict::kNeedsInformation) {
        after_last_open = i + 1;
      }
    }
    const bool first = signs.ends_treatment || signs.signs >= 2 || deteriorated(data_);
    std::size_t at = 0;
    if (first) {
      at = 0;
    } else if (usable_seen == 0) {
      at = after_last_open != 0 ? after_last_open : (data_.trial_placed ? 1 : 0);
    } else if (signs.signs == 1) {
      at = std::min(after_second, after_last_worth);  // never behind what is not recommended
    } else {
      at = after_last_worth;
    }
    // A trial placed behind the only usable treatment stays directly behind it.
    if (!first && data_.trial_placed && at < order_.size() && order_[at] == knowledge::named().clinical_trial)
      ++at;
    insert(at, knowledge::named().best_supportive_care);
  }

  // No change now (safety.md, "Nothing has failed yet").
  void no_change() {
    const std::size_t no_change = knowledge::named().no_change_now;
    std::size_t after_first = 0;
    std::size_t after_last = 0;
    std::size_t after_last_of_all = 0;
    for (std::size_t i = 0; i < order_.size(); ++i) {
      if (!is_usable(order_[i])) continue;
      after_last_of_all = i + 1;
      if (!is_treatment(order_[i])) continue;
      if (after_first == 0) after_first = i + 1;
      after_last = i + 1;
    }
    // Behind supportive care where that is first by rule, and before a trial.
    const bool care_first = !order_.empty() && order_.front() == knowledge::named().best_supportive_care;
    const std::size_t front = care_first ? 1 : 0;
    const NoChangePlace place = no_change_place(data_, no_change);
    switch (place) {
      case NoChangePlace::kFirst:
        insert(front, no_change);
        break;
      case NoChangePlace::kSecond:
        insert(std::max(front, after_first), no_change);
        break;
      case NoChangePlace::kLast:
        insert(std::max(front, after_last), no_change);
        break;
      case NoChangePlace::kAfterUsable:
        insert(after_last_of_all, no_change);
        break;
      case NoChangePlace::kByVerdict:
        by_comparison(no_change);
        break;
    }
    const Verdict verdict = data_.options[no_change].verdict;
    data_.no_change_placed = verdict != Verdict::kNotIndicated && verdict != Verdict::kContraindicated &&
                             place != NoChangePlace::kByVerdict;
  }

 private:
  [[nodiscard]] bool is_usable(std::uint8_t o) const { return usable(data_.options[o].verdict); }
  [[nodiscard]] static bool is_treatment(std::uint8_t o) { return knowledge::options()[o].treatment; }

  [[nodiscard]] std::size_t place_of(std::size_t option) const {
    const auto before = [&](std::size_t a, std::uint8_t b) {
      bool a_first = false;
      compare_options(data_, static_cast<std::uint8_t>(a), b, a_first);
      return a_first;
    };
    return static_cast<std::size_t>(std::upper_bound(order_.begin(), order_.end(), option, before) -
                                    order_.begin());
  }
  void insert(std::size_t at, std::size_t option) {
    order_.insert(order_.begin() + static_cast<std::ptrdiff_t>(at), static_cast<std::uint8_t>(option));
  }

  EvaluationData& data_;
  std::vector<std::uint8_t> order_;
};

}  // namespace

void rank(EvaluationData& data) {
  const knowledge::Named& named = knowledge::named();
  Placing placing(data);
  for (std::size_t o = 0; o < knowledge::options().size(); ++o) {
    const bool placed =
        o == named.clinical_trial || o == named.best_supportive_care || o == named.no_change_now;
    if (!placed) placing.by_comparison(o);
  }
  placing.trial();
  placing.supportive_care();
  placing.no_change();

  const std::vector<std::uint8_t>& order = placing.order();
  std::copy(order.begin(), order.end(), data.order.begin());
  for (std::size_t r = 0; r + 1 < order.size(); ++r)
    data.above_next[r] = level_between(data, order[r], order[r + 1]);
}

Level level_between(const EvaluationData& data, std::size_t upper, std::size_t lower) {
  bool upper_first = false;
  const Level level =
      compare_options(data, static_cast<std::uint8_t>(upper), static_cast<std::uint8_t>(lower), upper_first);
  const auto placed = [&](std::size_t o) {
    const knowledge::Named& named = knowledge::named();
    return o == named.best_supportive_care || (o == named.clinical_trial && data.trial_placed) ||
           (o == named.no_change_now && data.no_change_placed);
  };
  // A better verdict needs no placing.
  const bool by_verdict = level == Level::kVerdict && upper_first;
  return !by_verdict && (placed(upper) || placed(lower)) ? Level::kPlaced : level;
}

}  // namespace nextline
