// SPDX-License-Identifier: Apache-2.0
// The whole way from bytes to an assessment and the comparison of its options. Whatever the bytes: either one sentence or
// JSON with every option, twice the same, also where the bytes are taken for weights.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/tables.h"
#include "nextline/nextline.h"
#include "nextline/robustness.h"
#include "support/fuzz.h"
#include "support/fuzz_patient.h"
#include "support/json_parts.h"

using nextline::AssessOutcome;
using nextline::test::fail;
using nextline::test::Member;
using nextline::test::parts_of;
using nextline::test::refused;
using nextline::test::value_of;

namespace {

void check_json(const AssessOutcome& outcome, std::string_view what, std::string_view input) {
  if (!outcome.ok || !nextline::test::is_json(outcome.text)) fail(std::string(what) + " that is none,", input);
}

}  // namespace

nextline::test::Stage nextline::test::stage() {
  Stage stage{patient_seeds(), patient_pieces(), vary_patient, 400};
  for (const char* weights : {R"({"weights":{"os":0.3,"pfs":0.1,"orr":1e308,"grade34":5}})",
                              R"({"order":["os","grade34","pfs","orr"]})", R"({"preset":"efficacy_first"})"}) {
    stage.seeds.push_back(stage.seeds.back().substr(0, stage.seeds.back().find('\0')) + '\0' + weights);
    stage.pieces.emplace_back(weights);
  }
  return stage;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = nextline::test::text_of(data, size);
  const auto [patient, weights] = nextline::test::two_of(input);
  // Bad weights never cost the assessment.
  if (!nextline::assess_text("{}", patient).ok) fail("weights that cost the assessment", input);

  const AssessOutcome outcome = nextline::assess_text(patient, weights);
  const nextline::RobustnessOptions few{64};
  const AssessOutcome compared = nextline::robustness_text(patient, weights, few);
  if (refused(outcome, input)) {
    if (!refused(compared, input)) fail("a comparison without a patient", input);
    return 0;
  }
  ++nextline::test::reached;
  check_json(outcome, "an assessment", input);
  check_json(compared, "a comparison", input);
  if (nextline::assess_text(patient, weights).text != outcome.text) fail("two different answers", input);

  const std::vector<Member> options = parts_of(value_of(parts_of(outcome.text), "options"));
  if (options.size() != nextline::knowledge::options().size())
    fail("an assessment without some options", input);
  const auto id_of = [&](std::size_t place) {
    const std::string_view quoted = value_of(parts_of(options[place].value), "id");
    return quoted.substr(1, quoted.size() - 2);
  };
  // Two neighbours, chosen by the length of the input.
  const std::size_t place = size % (options.size() - 1);
  const AssessOutcome why = nextline::compare_text(patient, weights, id_of(place + 1), id_of(place));
  check_json(why, "a reason", input);
  const std::vector<Member> parts = parts_of(why.text);
  if (value_of(parts, "above") != value_of(parts_of(options[place].value), "id"))
    fail("a reason for another order", input);
  return 0;
}
