// SPDX-License-Identifier: Apache-2.0
#include "facts/events.h"

#include <algorithm>

namespace nextline {

PossibleEvents::PossibleEvents(const Patient& patient, EventSet set) {
  const bool immune = set == EventSet::kImmune;
  const Field field = immune ? "immune_adverse_events"_f : "vegf_adverse_events"_f;
  const Cell& cell = patient[field];
  // A worst event that is named is there unless the list says that it is not: the list has the last word.
  const Field worst = "immune_adverse_event_worst"_f;
  if (immune && patient.known(worst)) addressed_ = patient[worst].words - cell.absent;
  known_ = cell.known || !addressed_.empty();
  if (!known_) return;
  stated_ = patient.range(immune ? "immune_adverse_event_grade"_f : "vegf_adverse_event_grade"_f);
  const WordSet every_status = immune ? all_words("immune_adverse_event_status"_f) : WordSet{};
  if (immune) status_ = patient.possible("immune_adverse_event_status"_f);

  const std::span<const Event> listed = patient.events(field);
  events_.reserve(listed.size());
  for (const Event& event : listed) {
    if (event.grade != 0)
      own_highest_ = std::max<int>(own_highest_, event.has_grade() ? event.grade : kHighestGrade);
    Known one{WordSet::one(event.kind), 1, kHighestGrade, every_status, event.grade != 0, event.status != 0};
    if (event.has_grade()) one.low = one.high = event.grade;
    if (one.own_status) one.statuses = {event.status};
    events_.push_back(one);
  }
  // Above the worst grade stands only an event that says so of itself: then that is the worst.
  const int ceiling = std::max(static_cast<int>(stated_.high), own_highest_);
  for (Known& one : events_) {
    if (!one.own_grade) one.high = ceiling;
  }
  other_ = {all_words(field) - cell.absent - cell.words, 1, ceiling, every_status, false, false};
  if (other_.kinds.empty() && events_.size() == 1) addressed_ = cell.words;
}

Tri PossibleEvents::some(EventTest test) const {
  if (!known_) return Tri::kUnknown;
  bool any_reading = false;
  Tri result = Tri::kUnknown;
  const auto add = [&](Tri reading) {
    result = !any_reading || result == reading ? reading : Tri::kUnknown;
    any_reading = true;
  };
  const int low = static_cast<int>(stated_.low);
  const int high = static_cast<int>(stated_.high);
  const bool stated = low > 1 || high < kHighestGrade;
  // The event, if it is the one that the shorthand speaks of.
  const auto as_stated = [&](Known holder) {
    if (!holder.own_grade && stated) {
      holder.low = low;
      holder.high = high;
    }
    if (!addressed_.empty() && !holder.own_status) holder.statuses = status_;
    return holder;
  };
  for (const Known& event : events_) {
    if (!addressed_.empty() ? !event.kinds.meets(addressed_) : event.own_grade || !stated) continue;
    add(read(&event, as_stated(event), test));
  }
  if (!addressed_.empty()) {
    // Named, and not among those that are listed: it is there beside them.
    if (!any_reading) {
      Known named = other_;
      named.kinds = addressed_;
      add(read(nullptr, as_stated(named), test));
    }
  } else {
    // One that was not looked for may have the grade, or one that says so itself, and then no other needs to.
    // A grade alone does not say that there was an event at all.
    if (stated && !other_.kinds.empty() && !events_.empty()) add(read(nullptr, as_stated(other_), test));
    if (!any_reading || (stated && own_highest_ >= low)) add(read(nullptr, {}, test));
  }
  return result;
}

// One reading: the events, of which one is `replaced` by `by`; where none is, `by` is there beside them.
Tri PossibleEvents::read(const Known* replaced, const Known& by, EventTest test) const {
  bool may = false;
  for (const Known& event : events_) {
    if (every_form(&event == replaced ? by : event, test, may)) return Tri::kTrue;
  }
  if (replaced == nullptr && !by.kinds.empty() && every_form(by, test, may)) return Tri::kTrue;
  (void)every_form(other_, test, may);
  return may ? Tri::kUnknown : Tri::kFalse;
}

// Whether every form it may have passes (never, where it may not be there); `some` becomes true where one does.
bool PossibleEvents::every_form(const Known& event, EventTest test, bool& some) {
  bool all = !event.kinds.empty();
  for (WordSet kinds = event.kinds; !kinds.empty(); kinds -= kinds.lowest()) {
    for (int grade = event.low; grade <= event.high; ++grade) {
      WordSet left = event.statuses;
      do {
        const WordSet status = left.lowest();
        left -= status;
        const bool passes = test({kinds.lowest(), grade, status});
        some |= passes;
        all &= passes;
      } while (!left.empty());
    }
  }
  return all;
}

}  // namespace nextline
