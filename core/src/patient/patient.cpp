// SPDX-License-Identifier: Apache-2.0
#include "nextline/patient.h"

#include "knowledge/tables.h"

namespace nextline {

namespace {

// Words that are not a state of the patient but stand for one of several: "present, extent not known", "a branch".
constexpr Field kPortalVein = "portal_vein_invasion"_f;
constexpr std::uint64_t kBranches =
    word(kPortalVein, "vp1") | word(kPortalVein, "vp2") | word(kPortalVein, "vp3");
constexpr std::uint64_t kBranch = word(kPortalVein, "vp1_to_3");
constexpr std::uint64_t kExtentUnknown = word(kPortalVein, "present_extent_unknown");

std::uint64_t first_bits(std::size_t count) {
  return count >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
}

bool is_set(FieldType type) { return type == FieldType::kSet || type == FieldType::kRegimenSet; }

}  // namespace

std::uint64_t states(Field f) {
  if (spec(f).type == FieldType::kRegimenSet) {
    return first_bits(knowledge::regimens().size());
  }
  const std::uint64_t all = first_bits(spec(f).words.size());
  return f == kPortalVein ? all & ~(kBranch | kExtentUnknown) : all;
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
  const std::uint64_t words = possible(f);
  return (words & (words - 1)) != 0;
}

std::span<const Event> Patient::events(Field f) const {
  if (f == "immune_adverse_events"_f) return immune_events;
  if (f == "vegf_adverse_events"_f) return vegf_events;
  return {};
}

std::vector<Event>& Patient::events_of(Field f) {
  return f == "vegf_adverse_events"_f ? vegf_events : immune_events;
}

Range Patient::range(Field f) const {
  const Cell& cell = cells[f.index];
  if (cell.known) return {cell.value, cell.value};
  if (cell.comparator != Comparator::kNone) return {cell.low, cell.high};
  return {spec(f).hard.low, spec(f).hard.high};
}

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

std::uint64_t Patient::possible(Field f) const {
  const Cell& cell = cells[f.index];
  if (!cell.known) return states(f);
  if (f == kPortalVein && (cell.words & kBranch) != 0) return kBranches;
  if (f == kPortalVein && (cell.words & kExtentUnknown) != 0) return kBranches | word(kPortalVein, "vp4");
  return cell.words;
}

Tri Patient::is_in(Field f, std::uint64_t words) const {
  const std::uint64_t left = possible(f);
  if ((left & ~words) == 0) return Tri::kTrue;
  return (left & words) == 0 ? Tri::kFalse : Tri::kUnknown;
}

Tri Patient::has_any(Field f, std::uint64_t members) const {
  const Cell& cell = cells[f.index];
  if ((cell.words & members) != 0) return Tri::kTrue;
  return (members & ~cell.absent) == 0 ? Tri::kFalse : Tri::kUnknown;
}

Tri Patient::has_all(Field f, std::uint64_t members) const {
  const Cell& cell = cells[f.index];
  if ((cell.absent & members) != 0) return Tri::kFalse;
  return (members & ~cell.words) == 0 ? Tri::kTrue : Tri::kUnknown;
}

}  // namespace nextline
