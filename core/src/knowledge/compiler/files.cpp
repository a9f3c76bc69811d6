// SPDX-License-Identifier: Apache-2.0
#include "knowledge/compiler/files.h"

#include <filesystem>
#include <fstream>
#include <sstream>

namespace nextline::knowledge::compiler {

namespace fs = std::filesystem;

Files read_folder(const std::string& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) throw Refused(folder + ": is not a folder.");
  Files files;
  for (auto it = fs::recursive_directory_iterator(folder); it != fs::end(it); ++it) {
    const auto name = it->path().lexically_relative(folder).generic_string();
    if (it->is_directory()) {
      if (name == "schema") it.disable_recursion_pending();
      continue;
    }
    if (it->path().extension() != ".json") continue;
    std::ifstream in(it->path(), std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) refuse({name}, "cannot be read");
    files[name] = text.str();
  }
  return files;
}

void refuse(const Where& where, const std::string& what) {
  throw Refused(where.file + (where.entry.empty() ? "" : ", entry \"" + where.entry + "\"") + ": " + what +
                ".");
}

}  // namespace nextline::knowledge::compiler
