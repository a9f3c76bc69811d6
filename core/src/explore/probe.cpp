// SPDX-License-Identifier: Apache-2.0
#include "explore/probe.h"

#include <algorithm>

#include "numbers/sort.h"
#include "patient/contradictions.h"

namespace nextline {

namespace {

using knowledge::Node;
using knowledge::NodeKind;

constexpr Field kPriorTherapies = "prior_therapies"_f;

std::size_t count_options() { return knowledge::options().size(); }

Snapshot snapshot_of(const EvaluationData& data) {
  Snapshot snapshot;
  for (std::size_t o = 0; o < count_options(); ++o) {
    snapshot.verdicts[o] = data.options[o].verdict;
    snapshot.tiers[o] = data.options[o].tier;
    snapshot.ranks[data.order[o]] = static_cast<std::uint8_t>(o + 1);
  }
  std::copy_n(data.order.begin(), snapshot.first.size(), snapshot.first.begin());
  const Subject subject{data.assumed, data.scores, data.facts};
  const auto stops = knowledge::stops();
  static_assert(kMaxStops <= 64);
  for (std::size_t i = 0; i < stops.size(); ++i) {
    if (evaluate(subject, stops[i].node) == Tri::kTrue) snapshot.stops |= StopSet::one(i);
  }
  for (std::size_t i = 0; i < kNamedScoreCount; ++i) {
    snapshot.grades[i] = get(data.scores, kNamedScores[i]).grades;
  }
  const Score& child_pugh = get(data.scores, "child_pugh"_score);
  if (child_pugh.state == ScoreState::kSettled) snapshot.child_pugh = static_cast<int>(child_pugh.value);
  return snapshot;
}

// Scores whose inputs exclude what a report states.
std::size_t against_statements(const EvaluationData& data) {
  return static_cast<std::size_t>(std::count_if(data.scores.begin(), data.scores.end(),
                                                [](const Score& score) { return score.contradicts; }));
}

// Of the threshold; empty: the field has none.
std::string_view unit_of(const Node& node) {
  const auto units = spec(Field{node.index}).units;
  return units.empty() ? std::string_view{} : units[node.detail].ucum;
}

void add_node(const Node& node, const Scores& scores, Relevance& found) {
  switch (node.kind) {
    case NodeKind::kFieldCompare:
      found.turnings.push_back({Field{node.index}, node.number(), unit_of(node)});
      [[fallthrough]];
    case NodeKind::kFieldIs:
    case NodeKind::kFieldIn:
    case NodeKind::kSetHasAny:
    case NodeKind::kSetHasAll:
    case NodeKind::kSetHasNone:
      found.fields.set(node.index);
      return;
    case NodeKind::kScoreCompare:
    case NodeKind::kScoreGrade:
      // Of a patient of whom nothing is known a score misses every field it reads.
      for (const Field field : scores[node.index].missing) found.fields.set(field.index);
      return;
    case NodeKind::kFact:
      for (const Field field : fact_fields(static_cast<Fact>(node.index))) found.fields.set(field.index);
      return;
    case NodeKind::kOptionNotTolerated:
      found.fields.set(("intolerances"_f).index);
      return;
    default:
      return;
  }
}

}  // namespace

bool tier_differs(const Snapshot& a, const Snapshot& b, std::size_t option) {
  return a.tiers[option] != b.tiers[option] &&
         std::min(a.verdicts[option], b.verdicts[option]) <= Verdict::kNeedsInformation;
}

bool same_for_what_if(const Snapshot& a, const Snapshot& b) {
  if (a.possible != b.possible || a.verdicts != b.verdicts || a.first[0] != b.first[0] ||
      a.first[1] != b.first[1]) {
    return false;
  }
  for (std::size_t o = 0; o < count_options(); ++o) {
    if (tier_differs(a, b, o)) return false;
  }
  return true;
}

bool same_result(const Snapshot& a, const Snapshot& b) {
  return same_for_what_if(a, b) && a.ranks == b.ranks && a.stops == b.stops;
}

void blend_scores(Snapshot& group, const Snapshot& other) {
  for (std::size_t i = 0; i < kNamedScoreCount; ++i) {
    group.grades[i] = static_cast<std::uint16_t>(group.grades[i] | other.grades[i]);
  }
  if (group.child_pugh != other.child_pugh) group.child_pugh.reset();
}

Answer number_answer(Field field, double entered, std::uint8_t unit) {
  Answer answer;
  answer.cell.known = true;
  answer.cell.unit = unit;
  answer.cell.entered = answer.cell.value = entered;
  const auto units = spec(field).units;
  if (unit < units.size()) answer.cell.value = entered * units[unit].mul / units[unit].div;
  return answer;
}

Answer word_answer(WordSet words) {
  Answer answer;
  answer.cell.known = true;
  answer.cell.words = words;
  return answer;
}

Answer set_answer(Field field, WordSet words) {
  Answer answer = word_answer(words);
  answer.cell.absent = states(field) - words;
  return answer;
}

std::vector<std::uint32_t> rising(const std::vector<double>& keys) {
  std::vector<std::uint32_t> order;
  while (order.size() < keys.size()) order.push_back(static_cast<std::uint32_t>(order.size()));
  sort_numbers(
      order, [&](std::uint32_t a, std::uint32_t b) { return keys[a] != keys[b] ? keys[a] < keys[b] : a < b; });
  return order;
}

// ---- evaluating again ------------------------------------------------------------------------------------
Prober::Prober(const Patient& patient, const EvaluationData& data)
    : patient_(patient), data_(data), now_(snapshot_of(data)) {
  restore();  // nothing is evaluated from the course
  find_contradictions(patient, issues_);
  contradictions_ = issues_.size();
  against_statements_ = against_statements(data);
}

void Prober::put(Field field, const Answer& answer) {
  changed_[field] = answer.cell;
  put_events(field, answer.cell.words);
  if (field != kPriorTherapies) return;
  changed_.prior.clear();
  if (answer.regimen) changed_.prior.emplace_back(*answer.regimen);
}

// Events that are known keep what they say of themselves; those that are answered say nothing.
void Prober::put_events(Field field, WordSet words) {
  std::vector<Event>* events = changed_.events_of(field);
  if (events == nullptr) return;
  events->clear();
  for (std::size_t word = 0; word < spec(field).words.size(); ++word) {
    if (!words.has(word)) continue;
    const auto kind = static_cast<std::uint8_t>(word);
    const std::size_t before = events->size();
    for (const Event& event : patient_.events(field)) {
      if (event.kind == kind) events->push_back(event);
    }
    if (events->size() == before) events->push_back({kind});
  }
}

Snapshot Prober::take() {
  ++evaluations_;
  evaluate(changed_, data_.preferences, evaluation_);
  Snapshot snapshot = snapshot_of(evaluation_.data());
  issues_.clear();
  find_contradictions(changed_, issues_);
  snapshot.possible =
      issues_.size() <= contradictions_ && against_statements(evaluation_.data()) <= against_statements_;
  restore();
  return snapshot;
}

void Prober::restore() {
  changed_.cells = patient_.cells;
  changed_.immune_events = patient_.immune_events;
  changed_.vegf_events = patient_.vegf_events;
  changed_.prior = patient_.prior;
}

Snapshot Prober::with(Field field, const Answer& answer) {
  put(field, answer);
  return take();
}

Relevance find_relevance() {
  Relevance found;
  Patient nothing_known;
  Scores scores;
  compute_scores(nothing_known, scores);
  const auto nodes = knowledge::nodes();
  const auto rules = knowledge::rules();
  const auto add = [&](std::uint32_t root) {
    for (std::uint32_t i = 0; i < nodes[root].size; ++i) add_node(nodes[root + i], scores, found);
  };
  std::vector<bool> seen(rules.size(), false);
  for (const knowledge::Option& option : knowledge::options()) {
    for (const std::uint16_t rule : option.rules) {
      if (seen[rule] || (rules[rule].kind == knowledge::RuleKind::kNote && !rules[rule].caps)) continue;
      seen[rule] = true;
      if (rules[rule].gate != knowledge::kNone) add(rules[rule].gate);
      add(rules[rule].node);
    }
  }
  for (const knowledge::Pathway& pathway : knowledge::pathways()) {
    add(pathway.applies);
    for (const knowledge::Step& step : pathway.steps) {
      add(step.node);
      for (const knowledge::Statement& statement : step.statements) add(statement.node);
    }
  }
  for (const knowledge::Stop& stop : knowledge::stops()) add(stop.node);
  // What places and values read without a rule (rank.cpp, value.cpp), and what stands in for the INR.
  for (const Field field : {kPriorTherapies, "ecog"_f, "bilirubin"_f, "albumin"_f, "inr"_f,
                            "prothrombin_prolongation"_f, "ascites"_f, "encephalopathy"_f}) {
    found.fields.set(field.index);
  }
  // Thresholds that stand in scores and facts instead of rules. They say where to look and nothing else: with one missing,
  // a printed edge is less sharp or a narrow band unseen, but no sentence is wrong.
  for (const ScoreSpec& score : kScores) {
    for (const CutOff& at : score.cut_offs) found.turnings.push_back({at.field, at.value, at.unit});
  }
  for (const FactSpec& fact : kFacts) {
    for (const CutOff& at : fact.cut_offs) found.turnings.push_back({at.field, at.value, at.unit});
  }
  return found;
}

bool is_number(Field field) {
  const FieldType type = spec(field).type;
  return type == FieldType::kNumber || type == FieldType::kInteger || type == FieldType::kQuantity;
}

bool is_open(const Patient& patient, Field field) {
  const FieldType type = spec(field).type;
  // A line that could not be read cannot be told from the others by an answer.
  if (type == FieldType::kRegimens) return !patient.known(field);
  return type != FieldType::kCourse && patient.open(field);
}

}  // namespace nextline
