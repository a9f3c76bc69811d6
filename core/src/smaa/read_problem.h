// SPDX-License-Identifier: Apache-2.0
// The form of a problem (nextline/smaa_text.h) into a problem.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "json/value.h"
#include "nextline/smaa.h"

namespace nextline::smaa {

// What the form calls them, where it is read and where it is written.
[[nodiscard]] constexpr std::string_view id(WeightSpace space) {
  constexpr std::string_view kIds[] = {"uniform_simplex", "tree", "ordinal", "fixed"};
  return kIds[static_cast<std::size_t>(space)];
}
[[nodiscard]] constexpr std::string_view id(Missing missing) {
  return missing == Missing::kWorst ? "worst" : "best";
}

// Reads one case, of which `top` says what it does not say itself. False, with one sentence in `error`, where something
// is wrong.
[[nodiscard]] bool read_problem(const JsonValue& top, const JsonValue& one, Problem& problem, Missing& missing,
                                std::string& error);

}  // namespace nextline::smaa
