// SPDX-License-Identifier: Apache-2.0
// The knowledge compiler: files in, files out.
//
//   const auto outcome = compile(read_folder("core/knowledge"));
//   outcome.error     // empty, or one sentence that names file and entry
//   outcome.files     // "knowledge_tables.cpp", "knowledge_detail_embed.cpp", "knowledge-detail.<hash>.json"
#pragma once

#include <optional>
#include <string>

#include "knowledge/compiler/files.h"

namespace nextline::knowledge::compiler {

struct Compiled {
  std::string error;
  Files files;
};

[[nodiscard]] Compiled compile(const Files& files);

// The sentence that says what is wrong; nothing: the knowledge base is good.
[[nodiscard]] std::optional<std::string> check(const Files& files);

}  // namespace nextline::knowledge::compiler
