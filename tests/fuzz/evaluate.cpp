// SPDX-License-Identifier: Apache-2.0
// From a patient to scores, verdicts and an order. Whatever the patient: every option has one place, none stands before a
// better one, values lie between 0 and 1, arrays that were used before give the same, and so does the patient written and
// read again.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assess/evaluation.h"
#include "knowledge/tables.h"
#include "nextline/assess.h"
#include "nextline/scores.h"
#include "support/fuzz.h"
#include "support/fuzz_patient.h"
#include "support/patient_text.h"

using nextline::Evaluation;
using nextline::EvaluationData;
using nextline::Issue;
using nextline::OptionResult;
using nextline::Patient;
using nextline::Preferences;
using nextline::test::fail;

namespace {

bool same(const nextline::Judged& a, const nextline::Judged& b) {
  return a.verdict == b.verdict && a.outcomes == b.outcomes && a.assumes == b.assumes &&
         a.strong_caution == b.strong_caution;
}

// Bit for bit, but for numbers that only a limit left.
bool near(double a, double b) { return std::fabs(a - b) <= 1e-9; }

bool same(const EvaluationData& a, const EvaluationData& b) {
  const std::size_t options = nextline::knowledge::options().size();
  for (std::size_t i = 0; i < options; ++i) {
    const OptionResult& x = a.options[i];
    const OptionResult& y = b.options[i];
    if (!same(x, y) || x.tier != y.tier || x.tier_rule != y.tier_rule || x.capping_rule != y.capping_rule ||
        x.pathway != y.pathway || !near(x.value.low, y.value.low) || !near(x.value.high, y.value.high) ||
        a.order[i] != b.order[i] || (i + 1 < options && a.above_next[i] != b.above_next[i])) {
      return false;
    }
  }
  for (std::size_t i = 0; i < nextline::knowledge::trials().size(); ++i) {
    if (!same(a.trials[i], b.trials[i])) return false;
  }
  return a.assumptions == b.assumptions && a.pathway_applies == b.pathway_applies &&
         a.trial_placed == b.trial_placed && a.no_change_placed == b.no_change_placed;
}

void check_order(const EvaluationData& data, std::string_view input) {
  const auto options = nextline::knowledge::options();
  std::array<int, nextline::kMaxOptions> seen{};
  std::optional<std::size_t> above;  // the last treatment
  for (std::size_t rank = 0; rank < options.size(); ++rank) {
    const std::size_t o = data.order[rank];
    if (o >= options.size() || ++seen[o] != 1) fail("an order that is none", input);
    const OptionResult& result = data.options[o];
    const nextline::OptionValue& value = result.value;
    if (!(value.low >= 0 && value.low <= value.high + 1e-12 && value.high <= 1 + 1e-12))
      fail("a value that is none", input);
    if (!options[o].treatment) continue;
    if (above) {
      const OptionResult& before = data.options[*above];
      const bool both_usable = nextline::usable(before.verdict) && nextline::usable(result.verdict);
      if (!both_usable && before.verdict > result.verdict) fail("a worse verdict stands first", input);
      if ((both_usable || before.verdict == result.verdict) && before.tier > result.tier)
        fail("a worse tier stands first", input);
    }
    above = o;
  }
}

}  // namespace

nextline::test::Stage nextline::test::stage() {
  return {patient_seeds(), patient_pieces(), vary_patient, 10000};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = nextline::test::text_of(data, size);
  const auto [text, weights] = nextline::test::two_of(input);
  Patient patient;
  std::vector<Issue> issues;
  std::string error;
  if (!nextline::read_patient(text, patient, issues, error)) return 0;
  ++nextline::test::reached;
  Preferences preferences;
  nextline::read_preferences(weights, preferences, issues);

  Evaluation fresh;
  nextline::evaluate(patient, preferences, fresh);
  check_order(fresh.data(), input);
  static Evaluation used;  // by whatever came before
  nextline::evaluate(patient, preferences, used);
  if (!same(fresh.data(), used.data())) fail("arrays that were used before give another result", input);
  nextline::add_score_issues(fresh, issues);

  // What could not be read, or contradicts itself, is never assumed to be absent, and written again it would be.
  const auto& cells = patient.cells;
  if (nextline::has_error(issues) ||
      std::any_of(cells.begin(), cells.end(), [](const auto& c) { return c.error; }))
    return 0;
  Patient again;
  if (!nextline::read_patient(nextline::test::text_of(patient), again, issues, error))
    fail("a patient that cannot be read again", input);
  nextline::evaluate(again, preferences, used);
  if (!same(fresh.data(), used.data())) fail("the patient read again is judged otherwise", input);
  return 0;
}
