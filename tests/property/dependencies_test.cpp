// SPDX-License-Identifier: Apache-2.0
// What a score or a fact rests on is what its row lists: every field of seeded patients is changed alone, and whatever
// changes with it must list it. And each input of a score changes it in some patient: no list of inputs says too much. (A
// fact may list what an explanation shows beside it, such as the state of an event.)
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "assess/evaluation.h"
#include "nextline/patient.h"
#include "support/catch.h"
#include "support/random_draft.h"

using namespace nextline;  // NOLINT(google-build-using-namespace)

namespace {

constexpr int kPatients = 600;

bool same(const Score& a, const Score& b) {
  return a.state == b.state && a.value == b.value && a.bounded == b.bounded &&
         (!a.bounded || (a.at_least == b.at_least && a.at_most == b.at_most)) && a.grades == b.grades &&
         a.near == b.near && a.stated == b.stated && a.contradicts == b.contradicts && a.note == b.note &&
         a.reason == b.reason;
}

bool lists(std::span<const Field> fields, std::size_t index) {
  return std::any_of(fields.begin(), fields.end(), [&](Field field) { return field.index == index; });
}

std::string earlier_afp(test::Random& random) {
  return R"([{"date": "2026-01-05", "afp": )" + test::random_number(("afp"_f).index, random) + "}]";
}

// Another answer to the field; empty: not known.
std::string another(std::size_t field, const std::string& now, test::Random& random) {
  if (!now.empty() && random.chance(0.25)) return "";
  if (kFields[field].type == FieldType::kCourse) {
    return earlier_afp(random);
  }
  if (test::is_statement(field)) {
    return test::in_quotes(kFields[field].words[random.below(kFields[field].words.size())].id);
  }
  return test::random_value(field, random);
}

struct Found {
  std::set<std::string> missing;  // "score jis rests on ecog"
  std::set<std::string> seen;
};

void evaluate_text(const std::string& json, Evaluation& evaluation) {
  Patient patient;
  std::vector<Issue> issues;
  std::string error;
  REQUIRE(read_patient(json, patient, issues, error));
  evaluate(patient, evaluation);
  for (const Score& score : evaluation.data().scores) {
    REQUIRE_FALSE(score.components.overflowed);
    REQUIRE_FALSE(score.missing.overflowed);
  }
}

Found change_every_field() {
  Found found;
  test::Random random(20261129);
  Evaluation before;
  Evaluation after;
  const auto note = [&](bool listed, const std::string& what, std::size_t field) {
    const std::string text = what + " rests on " + std::string(kFields[field].id);
    (listed ? found.seen : found.missing).insert(text);
  };
  for (int n = 0; n < kPatients; ++n) {
    test::Draft draft = test::random_patient(random);
    if (random.chance(0.5)) test::leave_open(draft, random);
    if (random.chance(0.5)) draft.values[("course"_f).index] = earlier_afp(random);
    evaluate_text(draft.json(), before);
    for (std::size_t field = 0; field < kFieldCount; ++field) {
      test::Draft changed = draft;
      changed.values[field] = another(field, draft.values[field], random);
      if (changed.values[field] == draft.values[field]) continue;
      evaluate_text(changed.json(), after);
      for (std::size_t i = 0; i < kScoreCount; ++i) {
        if (same(before.data().scores[i], after.data().scores[i])) continue;
        note(lists(kScores[i].inputs, field), "score " + std::string(kScores[i].id), field);
      }
      for (std::size_t i = 0; i < kFactCount; ++i) {
        if (before.data().facts.values[i] == after.data().facts.values[i]) continue;
        note(lists(kFacts[i].fields, field), "fact " + std::string(kFacts[i].id), field);
      }
    }
  }
  return found;
}

const Found& found() {
  static const Found all = change_every_field();
  return all;
}

}  // namespace

TEST_CASE("what a score or a fact rests on is listed in its row", "[dependencies]") {
  for (const std::string& text : found().missing) FAIL_CHECK(text << ", which its row does not list");
  CHECK(found().missing.empty());
}

TEST_CASE("every input that a score lists changes it in some patient", "[dependencies]") {
  for (const ScoreSpec& score : kScores) {
    for (const Field field : score.inputs) {
      const std::string text = "score " + std::string(score.id) + " rests on " + std::string(spec(field).id);
      INFO(text);
      CHECK(found().seen.count(text) == 1);
    }
  }
}
