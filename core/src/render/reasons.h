// SPDX-License-Identifier: Apache-2.0
// What is said of an option for this patient and what it rests on: sentences, before anything is written.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "render/parts.h"
#include "render/view.h"

namespace nextline {

struct Reason {
  std::string text;
  bool is_for = false;       // for the option, or against it
  std::uint16_t source = 0;  // sources()
};

// Why an option stands where it stands: what settled its verdict, what the algorithms say, what cautions.
[[nodiscard]] std::vector<Reason> reasons_of(const View& view, std::size_t option);

// What can be said of an option, with what it rests on: the open checks, the strongest caution, the field that is
// needed, the criterion that rules it out.
[[nodiscard]] Said state_of(View& view, std::size_t option);

// The place in a sentence; of what cannot be judged yet, what it waits for.
[[nodiscard]] std::string headline(const OptionResult& result, const Said& place, const Said& state);

// The sentences of all doses that are possible, and their short form: "12 mg daily"; "8 mg daily (under 60 kg) or 12 mg
// daily (60 kg or more)" while both are possible. Where a drug that is not ruled out has no dose for this patient the short
// form says so, and there is no sentence.
struct DoseTexts {
  std::string whole;
  std::string brief;
};
[[nodiscard]] DoseTexts doses_of(const View& view, const knowledge::Option& option, Verdict verdict);

// Why a consideration is shown although it is not settled, and which entries it waits for.
[[nodiscard]] std::string still_open(const View& view, const knowledge::Consideration& row);

}  // namespace nextline
