// SPDX-License-Identifier: Apache-2.0
// The whole knowledge base for reading, and when it is to be looked at again. Native command and tests only: the
// page fetches the same text as knowledge-detail.<hash>.json. Defined in the generated knowledge_detail_embed.cpp.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "knowledge/tables.h"
#include "words/words.h"

namespace nextline::knowledge {

// Text of knowledge-detail.<hash>.json.
[[nodiscard]] std::string_view detail_json();

// What `nextline knowledge` prints: version, sources, regimens, options, trials, pathways, evidence, rules,
// definitions, conflicts, labels.
[[nodiscard]] std::string knowledge_json();

struct ReviewDate {
  std::string_view file;
  std::string_view entry;
  std::string_view date;
};
[[nodiscard]] std::span<const ReviewDate> review_dates();

struct Checked {
  std::string text;
  bool overdue = false;  // some entry is
};

// What `nextline knowledge --check` prints: a line for each entry that was due before `today`, then the count. Without
// `today` (empty) it says that a date is needed: there is no clock here. All else was checked when it was compiled.
[[nodiscard]] inline Checked check_text(std::string_view today) {
  std::string out = say<"knowledge.checked">(version(), sha256()) + '\n';
  if (today.empty()) return {out + say<"knowledge.needs_date">(review_due()) + '\n'};
  std::size_t overdue = 0;
  for (const auto& review : review_dates()) {
    if (review.date >= today) continue;
    ++overdue;
    out += say<"knowledge.overdue">(review.file, review.entry, review.date) + '\n';
  }
  const std::string of = std::to_string(review_dates().size());
  return {out + say<"knowledge.count">(std::to_string(overdue), of, today) + '\n', overdue != 0};
}

}  // namespace nextline::knowledge
