// SPDX-License-Identifier: Apache-2.0
// What to ask next: each open field is answered in every way that differs, the patient evaluated again, and the
// questions ordered by how much their answers settle.
//
// Worth of an answer: for each option whose verdict changes, the weight of its place (4 for the first three places, 2 up
// to the eighth, 1 after; the best of its place now and after any of the answers), twice where the verdict was waiting
// for information; 4 where another option stands first; 4 for each stop sign that appears. Worth of a question: the mean
// over its answers, each equally likely; of a set "none" counts half, the rest is shared by its words. Of several fields
// asked together: the mean over a few seeded completions, divided by their number. The weights are the project's choice.
#pragma once

#include <vector>

#include "explore/probe.h"

namespace nextline {

// No further field is tried once so many evaluations are used; one field takes at most 150 of kMaxExploreEvaluations.
inline constexpr int kMaxSingleEvaluations = 600;
inline constexpr std::size_t kMostQuestions = 3;

// An open field with everything that was tried: rank_range goes on from these.
struct OpenField {
  Field field;
  std::vector<Probe> probes;
};

// Answers of the same result.
struct AnswerGroup {
  std::string range;
  Answer enter;
  Snapshot snapshot;
  double share = 0;
};

struct Question {
  Field field;  // the first of `fields`
  FieldSet fields;
  std::vector<AnswerGroup> answers;  // empty: several fields that settle something only together
  double worth = 0;
  std::string criterion;  // of several fields: what waits for them
};

struct AskNext {
  std::vector<Question> questions;
  std::vector<OpenField> open;  // in field order
};

[[nodiscard]] AskNext ask_next(Prober& prober, const Relevance& relevance);
void write_ask_next(Prober& prober, const AskNext& asked, JsonWriter& json);

}  // namespace nextline
