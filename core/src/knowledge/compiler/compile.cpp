// SPDX-License-Identifier: Apache-2.0
#include "knowledge/compiler/compile.h"

#include "knowledge/compiler/check.h"
#include "knowledge/compiler/outputs.h"

namespace nextline::knowledge::compiler {

Compiled compile(const Files& files) {
  Compiled out;
  try {
    const Base base = read_base(files);
    check_base(base);
    const Stamp stamp = stamp_of(base);
    const auto detail = detail_text(base, stamp);
    out.files["knowledge_tables.cpp"] = tables_source(base, stamp);
    out.files["knowledge_detail_embed.cpp"] = embed_source(base, detail);
    out.files["knowledge-detail." + stamp.sha256.substr(0, 16) + ".json"] = detail;
  } catch (const Refused& refused) {
    out.error = refused.what();
    out.files.clear();
  }
  return out;
}

std::optional<std::string> check(const Files& files) {
  const auto outcome = compile(files);
  if (outcome.error.empty()) return std::nullopt;
  return outcome.error;
}

}  // namespace nextline::knowledge::compiler
