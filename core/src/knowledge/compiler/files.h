// SPDX-License-Identifier: Apache-2.0
// The knowledge folder as text, and how it is refused.
#pragma once

#include <map>
#include <stdexcept>
#include <string>

namespace nextline::knowledge::compiler {

// Name inside the folder ("rules/safety.json") to text.
using Files = std::map<std::string, std::string>;

// Reads every .json of the folder and of its folders but schema/. Throws Refused.
[[nodiscard]] Files read_folder(const std::string& folder);

// The one sentence with which a knowledge base is refused.
struct Refused : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// A place in the data: file, and the entry by its id.
struct Where {
  std::string file;
  std::string entry = {};

  // A part of the entry: "NCT04770896 / ecog".
  [[nodiscard]] Where part(const std::string& name) const {
    return {file, entry.empty() ? name : entry + " / " + name};
  }
};

[[noreturn]] void refuse(const Where& where, const std::string& what);

}  // namespace nextline::knowledge::compiler
