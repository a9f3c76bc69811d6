// SPDX-License-Identifier: Apache-2.0
// Words as people write them in tables: by id or label, whatever their case and the marks between them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "nextline/fields.h"

namespace nextline::sheet {

// Small letters and digits; blanks and the marks that join words are left out, everything else stays. "Moderate or severe"
// and "moderate_or_severe" are one, "mild?" is not "mild".
[[nodiscard]] std::string joined(std::string_view text);

// The word of the field, or the regimen where it is a field of regimens, that the text names by id or label, a regimen also
// by its agents in any order.
[[nodiscard]] std::optional<std::size_t> find_word(const FieldSpec& field, std::string_view text);
[[nodiscard]] std::string_view word_id(const FieldSpec& field, std::size_t word);

// The field that a foreign column is likely to be, by what laboratories and registries call it, or by its LOINC code; empty:
// none. Only ever proposed.
[[nodiscard]] std::string_view likely_field(std::string_view column);

// The option that the text names by id or label.
[[nodiscard]] std::optional<std::size_t> find_option_word(std::string_view text);

// Yes and no in English, German, French and Spanish; none: neither.
[[nodiscard]] std::optional<bool> find_boolean(std::string_view text);

// What stands for "not known" in tables of all programs, and the errors of spreadsheets.
[[nodiscard]] bool is_missing(std::string_view text);

}  // namespace nextline::sheet
