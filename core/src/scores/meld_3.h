// SPDX-License-Identifier: Apache-2.0
// MELD 3.0 before rounding (meld_3.cpp has the formula).
#pragma once

#include "scores/build.h"

namespace nextline {

// Both ends of the possible values, before rounding and before the scale ends at 6 and 40.
[[nodiscard]] Range meld_3_unrounded(const Patient& patient);

}  // namespace nextline
