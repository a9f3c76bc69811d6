// SPDX-License-Identifier: Apache-2.0
// Two options that rest on one and the same result would be drawn apart in the comparison, though they cannot differ: it
// must not happen.
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "assess/evaluation.h"
#include "knowledge/tables.h"
#include "nextline/assess.h"
#include "nextline/patient.h"
#include "support/catch.h"
#include "support/random_draft.h"

TEST_CASE("no two usable options rest on one result") {
  std::size_t compared = 0;
  for (std::size_t seed = 1; seed <= 3000; ++seed) {
    nextline::test::Random random(seed ^ 0x0905U);
    const std::string json = nextline::test::random_patient(random).json();
    nextline::Patient patient;
    std::vector<nextline::Issue> issues;
    std::string error;
    REQUIRE(nextline::read_patient(json, patient, issues, error));
    nextline::Evaluation evaluation;
    nextline::evaluate(patient, evaluation);
    const nextline::EvaluationData& data = evaluation.data();
    std::map<std::pair<std::size_t, std::uint16_t>, std::size_t> rests;
    const auto options = nextline::knowledge::options();
    for (std::size_t o = 0; o < options.size(); ++o) {
      if (!options[o].treatment || !nextline::usable(data.options[o].verdict)) continue;
      for (std::size_t c = 0; c < nextline::kEndpointCount; ++c) {
        const nextline::EvidenceRow row = data.options[o].value.rows[c];
        if (!row) continue;
        ++compared;
        const auto [other, alone] = rests.emplace(std::make_pair(c, *row), o);
        if (!alone) {
          FAIL_CHECK("seed " << seed << ": " << options[o].id << " and " << options[other->second].id
                             << " rest on " << nextline::knowledge::evidence()[*row].id);
          return;
        }
      }
    }
  }
  CHECK(compared > 3000);
}
