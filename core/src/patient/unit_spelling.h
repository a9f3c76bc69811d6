// SPDX-License-Identifier: Apache-2.0
// Units as laboratories spell them (interop.md A3).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "nextline/fields.h"

namespace nextline {

// A unit in one form: no blanks, small letters (Latin and Cyrillic), "u" for both micro signs, plain digits for raised ones
// ("10^9" where they follow a digit), ASCII for full width, letters for squared units.
[[nodiscard]] std::string plain_unit(std::string_view text);

// The unit of the field that the text spells: its place among them.
[[nodiscard]] std::optional<std::size_t> find_unit(const FieldSpec& field, std::string_view text);

}  // namespace nextline
