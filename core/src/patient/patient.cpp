// SPDX-License-Identifier: Apache-2.0
#include "nextline/patient.h"

namespace nextline {

namespace {

// "Present, extent not known" is not a state of the patient: it stands for one of vp1 to vp4.
constexpr Field kPortalVein = "portal_vein_invasion"_f;
constexpr std::uint64_t kExtentUnknown = word(kPortalVein, "present_extent_unknown");
constexpr std::uint64_t kAnyExtent =
    word(kPortalVein, "vp1") | word(kPortalVein, "vp2") | word(kPortalVein, "vp3") | word(kPortalVein, "vp4");

}  // namespace

Range Patient::range(Field f) const {
  const Cell& cell = cells[f.index];
  if (cell.known) return {cell.value, cell.value};
  if (cell.comparator != Comparator::kNone) return {cell.low, cell.high};
  return {spec(f).hard.low, spec(f).hard.high};
}

Tri Patient::is(Field f) const {
  const Cell& cell = cells[f.index];
  return cell.known ? tri(cell.value != 0) : Tri::kUnknown;
}

std::uint64_t Patient::possible(Field f) const {
  const Cell& cell = cells[f.index];
  const std::uint64_t extent_unknown = f == kPortalVein ? kExtentUnknown : 0;
  if (!cell.known) {
    return ((std::uint64_t{1} << spec(f).words.size()) - 1) & ~extent_unknown;
  }
  return (cell.words & extent_unknown) != 0 ? kAnyExtent : cell.words;
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
