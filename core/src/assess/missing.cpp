// SPDX-License-Identifier: Apache-2.0
#include "assess/missing.h"

#include <vector>

namespace nextline {

namespace {

class Collector {
 public:
  Collector(const Patient& patient, const EvaluationData& data)
      : patient_(patient), data_(data), seen_(knowledge::rules().size()) {}

  void add(std::span<const std::uint16_t> rules, const Judged& judged, const knowledge::Option* option) {
    const auto all = knowledge::rules();
    for (std::size_t i = 0; i < rules.size(); ++i) {
      const knowledge::Rule& rule = all[rules[i]];
      if (!waits_for(rule, judged.outcomes[i], judged)) continue;
      // One that speaks of no option waits for the same everywhere.
      if (!rule.of_option && seen_[rules[i]]) continue;
      seen_[rules[i]] = true;
      const Patient& patient = rule.as_entered ? patient_ : data_.assumed;
      collect_needs({patient, data_.scores, data_.facts, option}, rule, fields_);
    }
  }

  void add(const knowledge::Pathway& pathway, std::size_t place) {
    const Subject subject{data_.assumed, data_.scores, data_.facts};
    collect_needs(subject, pathway.applies, fields_);
    if (data_.pathway_applies[place] != Tri::kTrue) return;
    for (const knowledge::Step& step : pathway.steps) collect_needs(subject, step.node, fields_);
  }

  void add(const Score& score) {
    if (score.state == ScoreState::kSettled) return;
    for (const Field field : score.missing) fields_.set(field.index);
  }

  [[nodiscard]] const FieldSet& fields() const { return fields_; }

 private:
  const Patient& patient_;
  const EvaluationData& data_;
  std::vector<bool> seen_;
  FieldSet fields_;
};

}  // namespace

FieldSet missing_fields(const Patient& patient, const EvaluationData& data) {
  Collector all(patient, data);
  for (const Score& score : data.scores) all.add(score);
  const auto options = knowledge::options();
  for (std::size_t o = 0; o < options.size(); ++o) all.add(options[o].rules, data.options[o], &options[o]);
  const auto trials = knowledge::trials();
  for (std::size_t t = 0; t < trials.size(); ++t) all.add(trials[t].rules, data.trials[t], nullptr);
  const auto pathways = knowledge::pathways();
  for (std::size_t p = 0; p < pathways.size(); ++p) all.add(pathways[p], p);
  return all.fields();
}

}  // namespace nextline
