// SPDX-License-Identifier: Apache-2.0
// The knowledge base after reading: sections of entries, each section sorted by id, sets sorted, so that nothing
// later depends on the order in which it was written down.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/compiler/files.h"
#include "knowledge/compiler/shapes.h"

namespace nextline::knowledge::compiler {

struct Entry {
  std::string file;
  std::string id;  // of a change: its date
  Json data;
  // A rule that stands at another option too, while a condition holds (`carries`): the rule, and that condition. Of
  // several ways an "any".
  std::string repeats = {};
  Json gate = {};
  [[nodiscard]] Where where() const { return {file, id}; }
};

struct Base {
  std::map<std::string, std::vector<Entry>, std::less<>> entries;
  Json values;
  [[nodiscard]] const std::vector<Entry>& operator[](std::string_view section) const {
    return entries.find(section)->second;
  }
};

// Reads and sorts; refuses what is no JSON, has unknown or missing keys or a repeated id.
[[nodiscard]] Base read_base(const Files& files);

// All of it, as the text that is hashed.
[[nodiscard]] std::string canonical_text(const Base& base);

// The preset of values.json that counts where none is chosen.
inline constexpr std::string_view kDefaultPreset = "default";

// Place of an entry of a section.
[[nodiscard]] std::optional<std::size_t> index_of(const std::vector<Entry>& entries, std::string_view id);

// Name of the group that every second-line trial is in.
inline constexpr std::string_view kTrialsGroup = "trials";
[[nodiscard]] bool names_trials(const Json& rule);

// Options named by id or by group, less `except`; refuses a name that is neither (nor "trials"). Sorted.
[[nodiscard]] std::vector<int> named_options(const Base& base, const Json& names, const Json& except,
                                             const Where& where);

// The value under `key`, or null where it does not stand.
[[nodiscard]] const Json& part(const Json& object, std::string_view key);
[[nodiscard]] std::string text_or_empty(const Json& object, std::string_view key);
[[nodiscard]] bool flag(const Json& object, std::string_view key, bool otherwise = false);

}  // namespace nextline::knowledge::compiler
