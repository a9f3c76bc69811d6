// SPDX-License-Identifier: Apache-2.0
#include "nextline/patient.h"

#include "knowledge/tables.h"

namespace nextline {

namespace {

// Words that are not a state of the patient but stand for one of several: "present, extent not known", "a branch".
constexpr Field kPortalVein = "portal_vein_invasion"_f;
constexpr WordSet kBranches = word(kPortalVein, "vp1") | word(kPortalVein, "vp2") | word(kPortalVein, "vp3");
constexpr WordSet kBranch = word(kPortalVein, "vp1_to_3");
constexpr WordSet kExtentUnknown = word(kPortalVein, "present_extent_unknown");

bool is_set(FieldType type) { return type == FieldType::kSet || type == FieldType::kRegimenSet; }

Range range_of(const Cell& cell, Field f) {
  if (cell.known) return {cell.value, cell.value};
  if (cell.comparator != Comparator::kNone) return {cell.low, cell.high};
  return {spec(f).hard.low, spec(f).hard.high};
}

}  // namespace

WordSet states(Field f) {
  if (spec(f).type == FieldType::kRegimenSet) {
    return WordSet::first(knowledge::regimens().size());
  }
  const WordSet all = all_words(f);
  return f == kPortalVein ? all - (kBranch | kExtentUnknown) : all;
}

std::string_view id(Comparator comparator) {
  constexpr std::string_view kSigns[] = {"", "<", "<=", ">=", ">"};
  return kSigns[static_cast<std::size_t>(comparator)];
}

bool Patient::open(Field f) const {
  const Cell& cell = cells[f.index];
  if (!cell.known) return true;
  const FieldType type = spec(f).type;
  if (is_set(type)) return (cell.words | cell.absent) != states(f);
  if (type != FieldType::kEnum) return cell.error;
  const WordSet words = possible(f);
  return words != words.lowest();
}

std::span<const Event> Patient::events(Field f) const {
  if (f == "immune_adverse_events"_f) return immune_events;
  if (f == "vegf_adverse_events"_f) return vegf_events;
  return {};
}

std::vector<Event>* Patient::events_of(Field f) {
  if (f == "immune_adverse_events"_f) return &immune_events;
  if (f == "vegf_adverse_events"_f) return &vegf_events;
  return nullptr;
}

Range CourseEntry::range(Field f) const { return range_of(cells[f.index], f); }

Range Patient::range(Field f) const { return range_of(cells[f.index], f); }

Range Patient::entered_range(Field f) const {
  const Cell& cell = cells[f.index];
  if (cell.known) return {cell.entered, cell.entered};
  const Range left = range(f);
  if (cell.comparator == Comparator::kNone) return left;
  const Unit& unit = spec(f).units[cell.unit];
  return {left.low * unit.div / unit.mul, left.high * unit.div / unit.mul};
}

Tri Patient::is(Field f) const {
  const Cell& cell = cells[f.index];
  return cell.known ? tri(cell.value != 0) : Tri::kUnknown;
}

WordSet Patient::possible(Field f) const {
  const Cell& cell = cells[f.index];
  if (!cell.known) return states(f);
  if (f == kPortalVein && cell.words.meets(kBranch)) return kBranches;
  if (f == kPortalVein && cell.words.meets(kExtentUnknown)) return kBranches | word(kPortalVein, "vp4");
  return cell.words;
}

Tri Patient::is_in(Field f, WordSet words) const {
  const WordSet left = possible(f);
  if (left.within(words)) return Tri::kTrue;
  return left.meets(words) ? Tri::kUnknown : Tri::kFalse;
}

Tri Patient::has_any(Field f, WordSet members) const {
  const Cell& cell = cells[f.index];
  if (cell.words.meets(members)) return Tri::kTrue;
  return members.within(cell.absent) ? Tri::kFalse : Tri::kUnknown;
}

Tri Patient::has_all(Field f, WordSet members) const {
  const Cell& cell = cells[f.index];
  if (cell.absent.meets(members)) return Tri::kFalse;
  return members.within(cell.words) ? Tri::kTrue : Tri::kUnknown;
}

}  // namespace nextline
