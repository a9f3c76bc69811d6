// SPDX-License-Identifier: Apache-2.0
// What to ask next, what would change, how far ranks may move. Whatever the patient: JSON, at most three questions, every
// answer one that can be entered, and each option's rank between its best and its worst.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "assess/evaluation.h"
#include "knowledge/tables.h"
#include "nextline/assess.h"
#include "nextline/explore.h"
#include "support/fuzz.h"
#include "support/fuzz_patient.h"

using nextline::AssessOutcome;
using nextline::test::fail;
using Json = nlohmann::json;

namespace {

// The ranks of the evaluation itself.
void check_ranks(const Json& range, std::string_view patient_text, std::string_view weights,
                 std::string_view input) {
  const auto options = nextline::knowledge::options();
  nextline::Patient patient;
  nextline::Preferences preferences;
  std::vector<nextline::Issue> issues;
  std::string error;
  if (!nextline::read_patient(patient_text, patient, issues, error)) fail("explained without a patient", input);
  nextline::read_preferences(weights, preferences, issues);
  nextline::Evaluation evaluation;
  nextline::evaluate(patient, preferences, evaluation);

  if (range.at("options").size() != options.size()) fail("ranks of other options", input);
  for (const Json& one : range["options"]) {
    const std::size_t rank = one.at("rank").get<std::size_t>();
    const bool there = rank >= 1 && rank <= options.size() &&
                       options[evaluation.data().order[rank - 1]].id == one.at("id").get<std::string>();
    if (!there) fail("a rank that the evaluation does not give", input);
    const auto best = one.at("best").get<std::size_t>();
    const auto worst = one.at("worst").get<std::size_t>();
    if (best < 1 || best > rank || rank > worst || worst > options.size())
      fail("a rank outside its range", input);
  }
}

// What is offered is a value that its field takes.
void check_entry(const std::string& field, const Json& value, std::string_view input) {
  nextline::Patient patient;
  std::vector<nextline::Issue> issues;
  std::string error;
  const std::string text = Json{{field, value}}.dump();
  if (!nextline::read_patient(text, patient, issues, error) || nextline::has_error(issues)) {
    fail("an answer that cannot be entered, " + text + ",", input);
  }
}

}  // namespace

nextline::test::Stage nextline::test::stage() { return {patient_seeds(), patient_pieces(), vary_patient, 100}; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = nextline::test::text_of(data, size);
  const auto [patient, weights] = nextline::test::two_of(input);
  const AssessOutcome outcome = nextline::explore_text(patient, weights);
  if (nextline::test::refused(outcome, input)) return 0;
  ++nextline::test::reached;
  const Json told = Json::parse(outcome.text, nullptr, false);
  if (!told.is_object()) fail("an explanation that is no JSON", input);
  check_ranks(told.at("rank_range"), patient, weights, input);
  if (told.at("ask_next").size() > 3) fail("more than three questions", input);
  for (const Json& question : told["ask_next"]) {
    for (const Json& answer : question.at("answers"))
      check_entry(question.at("fields").at(0), answer.at("enter"), input);
  }
  for (const Json& change : told.at("what_if")) check_entry(change.at("field"), change.at("to"), input);
  return 0;
}
