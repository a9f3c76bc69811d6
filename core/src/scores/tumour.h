// SPDX-License-Identifier: Apache-2.0
// What the stages share: number and size of intrahepatic nodules in the classes that staging knows, and
// vascular invasion and spread.
//
// No nodule in the liver (after resection, say) counts as "not multiple, none above a limit": the tumour part
// is then the mildest there is, and what lies outside the liver decides.
#pragma once

#include <cstdint>

#include "scores/build.h"

namespace nextline {

// Named here: clang 14 leaves a call behind where a field literal stands in a template or a lambda.
inline constexpr Field kNodules = "nodules"_f;
inline constexpr Field kLargestNodule = "largest_nodule"_f;

enum class Number : std::uint8_t { kNone, kSingle, kTwoOrThree, kFourOrMore };
enum class Size : std::uint8_t { kTo2Cm, kTo3Cm, kTo5Cm, kAbove5Cm };  // largest nodule, edges below
inline constexpr int kNumbers = 4;
inline constexpr int kSizes = 4;

// Number and size that are still possible: one bit each.
struct Tumour {
  std::uint8_t numbers = 0;
  std::uint8_t sizes = 0;
  [[nodiscard]] bool possible(Number number) const { return (numbers >> static_cast<int>(number) & 1) != 0; }
  [[nodiscard]] bool possible(Size size) const { return (sizes >> static_cast<int>(size) & 1) != 0; }
};
[[nodiscard]] Tumour tumour_of(const Patient& patient);

// Calls `visit(number, size)` for all that is possible.
template <class Visit>
void each(const Tumour& tumour, Visit visit) {
  for (int n = 0; n < kNumbers; ++n) {
    for (int s = 0; s < kSizes; ++s) {
      const auto number = static_cast<Number>(n);
      const auto size = static_cast<Size>(s);
      if (tumour.possible(number) && tumour.possible(size)) visit(number, size);
    }
  }
}

// Names nodules or largest_nodule where it is unknown and `differ(a_number, a_size, b_number, b_size)` holds
// for two possible tumours that differ in it alone.
template <class Differ>
void ask_for_tumour(const Patient& patient, const Tumour& tumour, Score& score, Differ differ) {
  const bool ask_number = !patient.known(kNodules);
  const bool ask_size = !patient.known(kLargestNodule);
  each(tumour, [&](Number number, Size size) {
    if (ask_number) {
      for (int n = static_cast<int>(number) + 1; n < kNumbers; ++n) {
        const auto other = static_cast<Number>(n);
        if (tumour.possible(other) && differ(number, size, other, size)) {
          add_missing(score, kNodules);
        }
      }
    }
    if (ask_size) {
      for (int s = static_cast<int>(size) + 1; s < kSizes; ++s) {
        const auto other = static_cast<Size>(s);
        if (tumour.possible(other) && differ(number, size, number, other)) {
          add_missing(score, kLargestNodule);
        }
      }
    }
  });
}

// The grades of what a transplant list asks: within its limits or beyond them.
enum TransplantGrade : std::uint16_t { kWithin = 1, kBeyond = 2 };

// Number and size inside Milan (one up to 5 cm, two or three up to 3 cm each); invasion and spread apart.
[[nodiscard]] bool milan_tumour(Number number, Size size);

// The field that says so, where there is spread.
[[nodiscard]] Field spread_field(const Patient& patient);
// Macrovascular invasion or extrahepatic spread.
[[nodiscard]] Tri invasion_or_spread(const Patient& patient);
// Names what of it is unknown; for where it is open and would matter.
void ask_for_invasion(const Patient& patient, Score& score);
void ask_for_spread(const Patient& patient, Score& score);
void ask_for_invasion_or_spread(const Patient& patient, Score& score);

}  // namespace nextline
