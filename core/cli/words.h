// SPDX-License-Identifier: Apache-2.0
// The catalogue as JSON: what `nextline words` prints ("words/1").
#pragma once

#include <string>

namespace nextline {

[[nodiscard]] std::string words_json();

}  // namespace nextline
