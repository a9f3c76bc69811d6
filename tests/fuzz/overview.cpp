// SPDX-License-Identifier: Apache-2.0
// The overview, one option and one trial. Whatever the patient: each is a part of the assessment, byte for byte.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "nextline/nextline.h"
#include "support/fuzz.h"
#include "support/fuzz_patient.h"
#include "support/json_parts.h"

using nextline::AssessOutcome;
using nextline::test::fail;
using nextline::test::Member;
using nextline::test::parts_of;
using nextline::test::value_of;

namespace {

// Each member of `part` but those named is the same in `whole`.
void check_members(const std::vector<Member>& part, const std::vector<Member>& whole,
                   std::initializer_list<std::string_view> but, std::string_view input) {
  for (const Member& one : part) {
    const bool left_out = std::find(but.begin(), but.end(), one.key) != but.end();
    if (!left_out && value_of(whole, one.key) != one.value) {
      fail("another " + std::string(one.key) + " in the overview,", input);
    }
  }
}

// The criteria that the overview has stand in the assessment in the same order.
void check_criteria(std::string_view shown, std::string_view all, std::string_view input) {
  const std::vector<Member> criteria = parts_of(all);
  std::size_t at = 0;
  for (const Member& one : parts_of(shown)) {
    const std::vector<Member> part = parts_of(one.value);
    while (at < criteria.size() && value_of(parts_of(criteria[at].value), "id") != value_of(part, "id")) ++at;
    if (at == criteria.size()) fail("a criterion that the assessment does not have", input);
    check_members(part, parts_of(criteria[at++].value), {}, input);
  }
}

std::string without_quotes(std::string_view text) { return std::string(text.substr(1, text.size() - 2)); }

void check_overview(const AssessOutcome& whole, const AssessOutcome& overview, std::string_view input) {
  const std::vector<Member> all = parts_of(whole.text);
  const std::vector<Member> shown = parts_of(overview.text);
  if (shown.empty() || shown.size() != all.size()) fail("an overview that is none", input);
  check_members(shown, all, {"schema", "options", "trials"}, input);

  const std::vector<Member> options = parts_of(value_of(all, "options"));
  const std::vector<Member> places = parts_of(value_of(shown, "options"));
  if (options.empty() || places.size() != options.size()) fail("an overview with other options", input);
  for (std::size_t i = 0; i < options.size(); ++i) {
    const std::vector<Member> option = parts_of(options[i].value);
    const std::vector<Member> place = parts_of(places[i].value);
    if (place.size() != option.size()) fail("an option with other keys", input);
    check_members(place, option, {"criteria"}, input);
    check_criteria(value_of(place, "criteria"), value_of(option, "criteria"), input);
  }

  const std::vector<Member> trials = parts_of(value_of(all, "trials"));
  const std::vector<Member> briefly = parts_of(value_of(shown, "trials"));
  if (briefly.size() != trials.size()) fail("an overview with other trials", input);
  for (std::size_t i = 0; i < trials.size(); ++i)
    check_members(parts_of(briefly[i].value), parts_of(trials[i].value), {}, input);
}

// One of the list by itself, chosen by the length of the input.
template <class Render>
void check_alone(const AssessOutcome& whole, std::string_view list, std::string_view input, Render render) {
  const std::vector<Member> all = parts_of(value_of(parts_of(whole.text), list));
  if (all.empty()) fail("an assessment without its lists", input);
  const std::string_view one = all[input.size() % all.size()].value;
  const AssessOutcome alone = render(without_quotes(value_of(parts_of(one), "id")));
  if (!alone.ok || alone.text != one) fail("one by itself that is another,", input);
}

}  // namespace

nextline::test::Stage nextline::test::stage() {
  return {patient_seeds(), patient_pieces(), vary_patient, 1000};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = nextline::test::text_of(data, size);
  const auto [patient, weights] = nextline::test::two_of(input);
  const AssessOutcome overview = nextline::overview_text(patient, weights);
  if (nextline::test::refused(overview, input)) return 0;
  ++nextline::test::reached;
  const AssessOutcome whole = nextline::assess_text(patient, weights);
  if (!whole.ok || whole.has_error != overview.has_error) fail("an overview without its assessment", input);
  check_overview(whole, overview, input);
  check_alone(whole, "options", input,
              [&, p = patient, w = weights](const std::string& id) { return nextline::option_text(p, w, id); });
  check_alone(whole, "trials", input,
              [&, p = patient, w = weights](const std::string& id) { return nextline::trial_text(p, w, id); });
  return 0;
}
