// SPDX-License-Identifier: Apache-2.0
// What is said of an option at a glance, its state and its place, never says more than what was judged: on every case of
// tests/cases and on seeded patients.
#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "assess/evaluation.h"
#include "nextline/patient.h"
#include "render/reasons.h"
#include "support/catch.h"
#include "support/random_draft.h"
#include "words/words.h"

namespace {

using namespace nextline;  // NOLINT(google-build-using-namespace)
using knowledge::Rule;
using knowledge::RuleKind;

// Named here: Clang 14 makes a call of what stands in a lambda that a template calls.
constexpr std::string_view kSuitable = "state.suitable"_text;
constexpr std::string_view kSoFar = "state.so_far"_text;
constexpr std::string_view kCaution = "state.caution"_text;
constexpr std::string_view kUnsuitable = "state.unsuitable"_text;
constexpr std::string_view kStop = "state.stop"_text;
constexpr std::string_view kSilent = "place.silent"_text;
constexpr Field kStopReason = "stop_reason"_f;
constexpr WordSet kNotStopped = word(kStopReason, "not_stopped");

std::vector<std::string> patients() {
  std::vector<std::string> all;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(NEXTLINE_SOURCE_DIR) + "/tests/cases")) {
    if (entry.path().extension() != ".json") continue;
    std::ifstream file(entry.path());
    all.push_back(nlohmann::json::parse(file).at("patient").dump());
  }
  REQUIRE(all.size() > 100);
  constexpr std::uint64_t kSeeded = 400;
  for (std::uint64_t seed = 1; seed <= kSeeded; ++seed) {
    test::Random random(seed);
    test::Draft draft = test::random_patient(random);
    if (seed % 2 == 0) test::leave_open(draft, random);
    all.push_back(draft.json());
  }
  return all;
}

// One option of one patient, as it was judged.
struct Seen {
  View& view;
  std::size_t option;

  [[nodiscard]] const EvaluationData& data() const { return view.data(); }
  [[nodiscard]] const knowledge::Option& row() const { return knowledge::options()[option]; }
  [[nodiscard]] const OptionResult& result() const { return data().options[option]; }
  // How many of its criteria are as `wanted(rule, outcome)` says.
  template <class Wanted>
  [[nodiscard]] std::size_t count(Wanted wanted) const {
    std::size_t found = 0;
    for (std::size_t i = 0; i < row().rules.size(); ++i) {
      if (wanted(knowledge::rules()[row().rules[i]], result().outcomes[i])) ++found;
    }
    return found;
  }
};

// Calls `visit` with every option of every patient.
template <class Visit>
void for_options(Visit visit) {
  for (const std::string& text : patients()) {
    Patient patient;
    std::vector<Issue> issues;
    std::string error;
    REQUIRE(read_patient(text, patient, issues, error));
    Evaluation evaluation;
    evaluate(patient, evaluation);
    View view(patient, evaluation.data());
    INFO(text);
    for (std::size_t o = 0; o < knowledge::options().size(); ++o) {
      INFO(knowledge::options()[o].id);
      visit(Seen{view, o});
    }
  }
}

bool advised_against(const Seen& seen) {
  return seen.result().has_tier && seen.result().tier == knowledge::Tier::kNotRecommended;
}

bool begins(std::string_view text, std::string_view with) { return text.substr(0, with.size()) == with; }

}  // namespace

TEST_CASE(
    "An option is called suitable only where it is eligible, nothing but a note is open, and no algorithm "
    "advises against it",
    "[state]") {
  std::size_t suitable = 0;
  for_options([&](const Seen& seen) {
    const std::size_t open = seen.count(
        [](const Rule& rule, Tri outcome) { return rule.kind != RuleKind::kNote && outcome == Tri::kUnknown; });
    const Said state = state_of(seen.view, seen.option);
    const bool may_be = seen.result().verdict == Verdict::kEligible && open == 0 && !advised_against(seen);
    if ((state.id == "suitable") != may_be) FAIL_CHECK(state.text);
    if (state.id != "suitable") return;
    ++suitable;
    CHECK(state.text == kSuitable);
  });
  CHECK(suitable > 20);
}

TEST_CASE(
    "No option is green while a strong caution against it is open, and its checks are called safety checks",
    "[state]") {
  std::size_t open_and_strong = 0;
  for_options([&](const Seen& seen) {
    const std::size_t strong = seen.count([](const Rule& rule, Tri outcome) {
      return rule.kind == RuleKind::kCaution && rule.strong && outcome == Tri::kUnknown;
    });
    if (strong == 0) return;
    const Said state = state_of(seen.view, seen.option);
    CHECK(state.id != "suitable");
    if (state.id != "so_far") return;
    ++open_and_strong;
    const std::size_t checks = seen.count([](const Rule& rule, Tri outcome) {
      return rule.kind == RuleKind::kCaution && outcome == Tri::kUnknown;
    });
    CHECK(state.text == (checks == 1 ? say<"state.open_safety_check">(kSoFar)
                                     : say<"state.open_safety_checks">(kSoFar, std::to_string(checks))));
  });
  CHECK(open_and_strong > 100);
}

TEST_CASE("Each of the six states occurs, and only with its verdict, or where the algorithms advise against it",
          "[state]") {
  std::map<std::string, std::size_t, std::less<>> seen_states;
  std::size_t against = 0;
  for_options([&](const Seen& seen) {
    const Said state = state_of(seen.view, seen.option);
    ++seen_states[std::string(state.id)];
    switch (seen.result().verdict) {
      case Verdict::kEligible:
        if (advised_against(seen)) {
          ++against;
          CHECK(state.id == "caution");
        } else {
          CHECK((state.id == "suitable" || state.id == "so_far"));
        }
        break;
      case Verdict::kEligibleWithCaution:
        CHECK(state.id == "caution");
        CHECK(begins(state.text, kCaution));
        break;
      case Verdict::kNeedsInformation:
        CHECK(state.id == "needs");
        break;
      case Verdict::kNotIndicated:
        CHECK(state.id == "unsuitable");
        CHECK(begins(state.text, kUnsuitable));
        break;
      case Verdict::kContraindicated:
        CHECK(state.id == "stop");
        CHECK(begins(state.text, kStop));
        break;
    }
  });
  CHECK(seen_states.size() == 6);
  CHECK(against > 5);
  for (const std::string_view state : {"suitable", "so_far", "caution", "needs", "unsuitable", "stop"}) {
    INFO(state);
    CHECK(seen_states[std::string(state)] > 10);
  }
}

TEST_CASE("What keeps an option from the patient is a criterion that does", "[state]") {
  for_options([&](const Seen& seen) {
    const Verdict verdict = seen.result().verdict;
    if (verdict != Verdict::kNotIndicated && verdict != Verdict::kContraindicated) return;
    const bool stop = verdict == Verdict::kContraindicated;
    const Said state = state_of(seen.view, seen.option);
    const Said place = place_of(seen.data(), seen.option);
    CHECK(place.id == (stop ? "excluded" : "not_met"));
    // The criterion that both name is one that decided.
    const std::size_t named = seen.count([&](const Rule& rule, Tri outcome) {
      const bool decides = stop ? rule.kind == RuleKind::kExcludes && outcome == Tri::kTrue
                                : rule.kind == RuleKind::kRequires && outcome == Tri::kFalse;
      const std::string criterion = text_of(rule);
      return decides && place.text == (stop ? criterion : say<"place.not_met">(criterion)) &&
             state.text == (stop ? say<"state.because">(kStop, short_of(rule))
                                 : say<"state.because_not_met">(kUnsuitable, short_of(rule)));
    });
    CHECK(named > 0);
  });
}

TEST_CASE("The place of a treatment names its tier and who decided it: the algorithms or a safety rule",
          "[state]") {
  std::map<std::string, std::size_t, std::less<>> places;
  for_options([&](const Seen& seen) {
    const OptionResult& result = seen.result();
    if (!seen.row().treatment || result.verdict > Verdict::kNeedsInformation) return;
    const Said place = place_of(seen.data(), seen.option);
    ++places[std::string(place.id)];
    const bool spoken =
        std::any_of(result.pathway.begin(), result.pathway.end(), [](int said) { return said != 0; });
    // Rules whose cap is the tier that came out.
    const std::size_t caps = seen.count([&](const Rule& rule, Tri outcome) {
      return rule.caps && outcome == Tri::kTrue && rule.cap == result.tier;
    });
    if (place.id == "rules") {
      CHECK(caps > 0);
      CHECK(place.text == say<"place.rules">(name_of(result.tier)));
    } else if (place.id == "silent") {
      CHECK_FALSE(spoken);
      CHECK(result.tier == knowledge::Tier::kLessPreferred);
      CHECK(place.text == kSilent);
    } else {
      CHECK(place.id == "algorithms");
      CHECK(spoken);
      CHECK(place.text == say<"place.algorithms">(name_of(result.tier)));
    }
    // No rule that is met allows less than what is said.
    CHECK(seen.count([&](const Rule& rule, Tri outcome) {
      return rule.caps && outcome == Tri::kTrue && rule.cap > result.tier;
    }) == 0);
  });
  CHECK(places.size() == 3);
}

TEST_CASE("What is placed by a rule of its own says by which", "[state]") {
  std::map<std::string, std::size_t, std::less<>> places;
  for_options([&](const Seen& seen) {
    if (seen.row().treatment || seen.result().verdict > Verdict::kNeedsInformation) return;
    const Said place = place_of(seen.data(), seen.option);
    ++places[std::string(place.id)];
    const std::string_view option = seen.row().id;
    const bool both = seen.data().facts[Fact::kBothSafetySignals] == Tri::kTrue;
    if (option == "clinical_trial") CHECK(place.id == (both ? "trial_first" : "trial"));
    if (option == "best_supportive_care") CHECK(place.id == "supportive_care");
    if (option != "no_change_now") return;
    // Nobody is told to go on or to watch where progression is recorded.
    CHECK(seen.data().facts[Fact::kProgressionRecorded] != Tri::kTrue);
    bool waits = false;
    for (std::size_t i = 0; i < seen.row().rules.size(); ++i) {
      const Rule& rule = knowledge::rules()[seen.row().rules[i]];
      waits = waits || (seen.result().outcomes[i] == Tri::kTrue && !wording(rule).before_start.empty());
    }
    const bool goes_on = seen.data().assumed.is_in(kStopReason, kNotStopped) == Tri::kTrue;
    const bool open = seen.data().facts[Fact::kProgressionRecorded] == Tri::kUnknown;
    CHECK(place.id == (goes_on ? (waits ? "hold" : "go_on") : open ? "not_known_whether_failed" : "watch"));
  });
  CHECK(places.size() == 7);
}

TEST_CASE("Why an option stands above the next is said of the level that decided", "[state]") {
  std::array<std::size_t, 8> levels{};
  for_options([&](const Seen& seen) {
    const EvaluationData& data = seen.data();
    const std::size_t count = knowledge::options().size();
    std::size_t rank = 0;
    while (data.order[rank] != seen.option) ++rank;
    if (rank + 1 == count) return;
    const std::size_t next = data.order[rank + 1];
    const OptionResult& upper = seen.result();
    const OptionResult& lower = data.options[next];
    const std::string_view first = seen.row().label;
    const std::string_view second = knowledge::options()[next].label;
    const Level level = data.above_next[rank];
    const std::string text = level_text(data, seen.option, next);
    ++levels[static_cast<std::size_t>(level)];
    // What stands before a level is alike, so that the sentence names the first difference.
    const bool both_usable = usable(upper.verdict) && usable(lower.verdict);
    switch (level) {
      case Level::kVerdict:
        CHECK(text == say<"level.verdict">(first, name_of(upper.verdict), second, name_of(lower.verdict)));
        CHECK(upper.verdict != lower.verdict);
        break;
      case Level::kTier:
        CHECK(text == say<"level.tier">(first, name_of(upper.tier), second, name_of(lower.tier)));
        CHECK(upper.tier < lower.tier);
        CHECK((both_usable || upper.verdict == lower.verdict));
        break;
      case Level::kStrongCaution:
        CHECK(text == say<"level.strong_caution">(second, first));
        CHECK((!upper.strong_caution && lower.strong_caution));
        CHECK(upper.tier == lower.tier);
        break;
      case Level::kValue:
        CHECK(upper.value.low > lower.value.low);
        CHECK((upper.tier == lower.tier && upper.strong_caution == lower.strong_caution));
        break;
      case Level::kPathways:
        CHECK(upper.favouring > lower.favouring);
        break;
      case Level::kCertainty:
        CHECK(text == say<"level.certainty">(first, second));
        CHECK(upper.value.certainty > lower.value.certainty);
        break;
      case Level::kPlaced:
        CHECK((!seen.row().treatment || !knowledge::options()[next].treatment));
        break;
      case Level::kId:
        CHECK(text == say<"level.id">(first, second));
        CHECK(seen.row().id < knowledge::options()[next].id);
        break;
    }
  });
  for (const Level level : {Level::kVerdict, Level::kTier, Level::kStrongCaution, Level::kValue,
                            Level::kPathways, Level::kCertainty, Level::kPlaced}) {
    INFO(id(level));
    CHECK(levels[static_cast<std::size_t>(level)] > 0);
  }
}
