// SPDX-License-Identifier: Apache-2.0
// The two forms of a checked knowledge base: tables for a ranking, and everything for reading.
#pragma once

#include <functional>
#include <string>

#include "knowledge/compiler/base.h"

namespace nextline::knowledge::compiler {

// What both forms carry.
struct Stamp {
  std::string version;     // newest date of the changelog
  std::string sha256;      // of canonical_text()
  std::string review_due;  // earliest of all entries; empty: none has one
};
[[nodiscard]] Stamp stamp_of(const Base& base);

// Calls `visit(where, date)` for each entry that is to be looked at again.
void for_each_review(const Base& base, const std::function<void(const Where&, const std::string& date)>& visit);

[[nodiscard]] std::string tables_source(const Base& base, const Stamp& stamp);  // knowledge_tables.cpp
[[nodiscard]] std::string detail_text(const Base& base, const Stamp& stamp);    // knowledge-detail.<hash>.json
[[nodiscard]] std::string embed_source(const Base& base,
                                       const std::string& detail);  // knowledge_detail_embed.cpp

}  // namespace nextline::knowledge::compiler
