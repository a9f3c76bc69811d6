// SPDX-License-Identifier: Apache-2.0
// Which entries an open criterion waits for.
#include <algorithm>

#include "criteria/criteria.h"
#include "criteria/nodes.h"

namespace nextline {

namespace {

using knowledge::Node;
using knowledge::NodeKind;
using knowledge::Rule;

// Whether a line of earlier therapy leaves open what it held: unreadable, or a regimen of unknown classes.
bool has_open_line(const Patient& patient) {
  for (const Line line : patient.prior) {
    if (!line) return true;
    const knowledge::Regimen& regimen = knowledge::regimens()[*line];
    if (!regimen.unknown_classes.empty() || !regimen.unknown_agents.empty()) return true;
  }
  return false;
}

// What an open fact about events waits for: the set, as far as it is open; an event's own grade or state belongs into the
// set; the fields beside it serve the only event or the one that is named as the worst.
void event_needs(const Patient& patient, EventSet set, EventReads detail, FieldSet& needs) {
  const bool immune = set == EventSet::kImmune;
  const Field field = immune ? "immune_adverse_events"_f : "vegf_adverse_events"_f;
  const Field grade = immune ? "immune_adverse_event_grade"_f : "vegf_adverse_event_grade"_f;
  const Field status = "immune_adverse_event_status"_f;
  const Field worst = "immune_adverse_event_worst"_f;
  const Cell& cell = patient[field];
  const std::span<const Event> events = patient.events(field);
  const bool others = patient.has_any(field, states(field) - cell.words) == Tri::kUnknown;
  const WordSet named = immune && patient.known(worst) ? patient[worst].words - cell.absent : WordSet{};
  const bool addressed = !named.empty() || (events.size() == 1 && !others);
  const bool beside = !(named - cell.words).empty();  // named, and not listed: it says nothing of itself
  const auto lacks = [&](auto own) {
    return beside ||
           std::any_of(events.begin(), events.end(), [&](const Event& event) { return own(event) == 0; });
  };
  const WordSet every_status = all_words(status);
  const bool unreadable = std::any_of(events.begin(), events.end(), [&](const Event& event) {
    return (detail != EventReads::kKind && event.grade == Event::kUnreadGrade) ||
           (detail == EventReads::kStatus && WordSet{event.status} == every_status);
  });
  if (others || unreadable) needs.set(field.index);
  if (detail != EventReads::kKind && lacks([](const Event& event) { return event.grade; })) {
    if (!patient.known(grade)) needs.set(grade.index);
    if (events.size() > 1 || !addressed) needs.set(field.index);
  }
  if (detail == EventReads::kStatus && lacks([](const Event& event) { return event.status; })) {
    if (addressed && !patient.known(status)) needs.set(status.index);
    if (events.size() > 1 || !addressed) needs.set(field.index);
  }
}

void leaf_needs(const Subject& subject, const Node& node, FieldSet& needs) {
  switch (node.kind) {
    case NodeKind::kFieldCompare:
    case NodeKind::kFieldIs:
    case NodeKind::kFieldIn:
    case NodeKind::kSetHasAny:
    case NodeKind::kSetHasAll:
    case NodeKind::kSetHasNone:
      needs.set(node.index);
      return;
    case NodeKind::kScoreCompare:
    case NodeKind::kScoreGrade:
      for (const Field field : score_of(subject, node).missing) needs.set(field.index);
      return;
    case NodeKind::kPriorRegimen:
    case NodeKind::kPriorAgent:
    case NodeKind::kPriorClass:
    case NodeKind::kLines:
    case NodeKind::kOptionUsed:
      needs.set(("prior_therapies"_f).index);
      return;
    case NodeKind::kOptionNotTolerated:
      needs.set(("intolerances"_f).index);
      return;
    case NodeKind::kFact: {
      // A field with an error counts as missing too, and an earlier therapy of unknown class as not well known.
      const auto fact = static_cast<Fact>(node.index);
      const auto all = fact_fields(fact);
      const auto fields = all.first(all.size() - kFacts[node.index].not_asked);
      EventSet set{};
      EventReads detail{};
      if (reads_events(fact, set, detail)) {
        event_needs(subject.patient, set, detail, needs);
        const Field prior = "prior_therapies"_f;
        if (!subject.patient.known(prior) || has_open_line(subject.patient)) needs.set(prior.index);
        return;
      }
      bool named = false;
      for (const Field field : fields) {
        if (spec(field).stands_in || !subject.patient.open(field)) continue;
        needs.set(field.index);
        named = true;
      }
      if (named) return;
      // Everything was entered, and still leaves it open: the line that is not well known.
      for (const Field field : fields) {
        if (field == "prior_therapies"_f && has_open_line(subject.patient)) needs.set(field.index);
      }
      return;
    }
    case NodeKind::kAlways:
    case NodeKind::kAll:
    case NodeKind::kAny:
    case NodeKind::kNot:
      return;
  }
}

}  // namespace

void collect_needs(const Subject& subject, std::uint32_t index, FieldSet& needs) {
  if (evaluate(subject, index) != Tri::kUnknown) return;
  const Node& node = node_at(index);
  if (is_leaf(node)) {
    leaf_needs(subject, node, needs);
    return;
  }
  for_children(index, [&](std::uint32_t child) { collect_needs(subject, child, needs); });
}

void collect_needs(const Subject& subject, const Rule& rule, FieldSet& needs) {
  if (rule.gate == knowledge::kNone) {
    collect_needs(subject, rule.node, needs);
    return;
  }
  if (evaluate(subject, rule) != Tri::kUnknown) return;
  for_ways(subject, rule, [&](std::uint32_t way, Tri, Tri outcome, Tri) {
    if (outcome != Tri::kUnknown) return;
    collect_needs(subject, way, needs);
    collect_needs(subject, rule.node, needs);
  });
}

}  // namespace nextline
