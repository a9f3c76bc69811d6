// SPDX-License-Identifier: Apache-2.0
// Whole patients. Every tests/cases/*.json holds one patient, the clinical point it makes and what the
// assessment must say at some paths (README.md has the format). Here each is assessed, and each path that
// differs is reported by name.
// What must hold for every assessment, whoever the patient is, is checked on the same patients.
#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "nextline/fields.h"
#include "nextline/nextline.h"
#include "nextline/robustness.h"
#include "nextline/scores.h"
#include "support/catch.h"

namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;
using Failures = std::vector<std::string>;

struct Case {
  std::string file;
  Json content;
};

Json read_json(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return Json::parse(text.str());
}

const std::vector<Case>& cases() {
  static const std::vector<Case> all = [] {
    std::vector<Case> found;
    for (const auto& entry : fs::directory_iterator(fs::path(NEXTLINE_SOURCE_DIR) / "tests" / "cases")) {
      if (entry.path().extension() != ".json") continue;
      try {
        found.push_back({entry.path().filename().string(), read_json(entry.path())});
      } catch (const std::exception& error) {
        FAIL("tests/cases/" << entry.path().filename().string() << " is not JSON: " << error.what());
      }
    }
    std::sort(found.begin(), found.end(), [](const Case& a, const Case& b) { return a.file < b.file; });
    return found;
  }();
  return all;
}

// With the weights of the case, and with the comparison where the case says of how many draws.
nextline::AssessOutcome outcome_of(const Case& one) {
  const std::string patient = one.content.at("patient").dump();
  const auto weights = one.content.find("preferences");
  const std::string preferences = weights != one.content.end() ? weights->dump() : std::string();
  const auto draws = one.content.find("robustness");
  if (draws == one.content.end()) return nextline::assess_text(patient, preferences);
  return nextline::assess_with_robustness_text(patient, preferences, {draws->get<std::uint32_t>()});
}

// The assessment of a case; a discarded value with a failure where there is none.
Json assess(const Case& one, Failures& failures) {
  const nextline::AssessOutcome outcome = outcome_of(one);
  if (!outcome.ok) {
    failures.push_back("no assessment: " + outcome.error);
    return Json(Json::value_t::discarded);
  }
  Json assessment = Json::parse(outcome.text, nullptr, false);
  if (assessment.is_discarded()) failures.push_back("the assessment is not JSON");
  return assessment;
}

std::string brief(const Json* value) {
  if (value == nullptr) return "nothing there";
  const std::string text = value->dump();
  return text.size() <= 300 ? text : text.substr(0, 300) + "...";
}

// ---- paths --------------------------------------------------------------------------------------------------
std::string name_of(const Json& element) {
  return element.is_object() ? element.value("id", element.value("field", std::string())) : std::string();
}

// The first key of a path; an id may hold points itself ("nct04770896.four_cycles"): the longest that is there counts.
std::string key_of(const Json& at, std::string_view path) {
  std::string key(path.substr(0, path.find('.')));
  if (!at.is_array()) return key;
  for (const Json& element : at) {
    const std::string name = name_of(element);
    const bool leads = path == name || path.substr(0, name.size() + 1) == name + '.';
    if (leads && name.size() > key.size()) key = name;
  }
  return key;
}

// "options.lenvatinib.verdict": objects by key, arrays by the `id` or `field` of their elements.
const Json* find(const Json& root, std::string_view path) {
  const Json* at = &root;
  while (at != nullptr && !path.empty()) {
    const std::string key = key_of(*at, path);
    path = path.size() > key.size() ? path.substr(key.size() + 1) : std::string_view{};
    const Json* next = nullptr;
    if (at->is_object()) {
      if (const auto found = at->find(key); found != at->end()) next = &*found;
    } else if (at->is_array()) {
      for (const Json& element : *at) {
        if (element.is_object() && name_of(element) == key) {
          next = &element;
          break;
        }
      }
    }
    at = next;
  }
  return at;
}

// ---- expectations -------------------------------------------------------------------------------------------
bool equal(const Json& expected, const Json& got) {
  if (expected.is_number() && got.is_number()) {
    const double a = expected.get<double>();
    const double b = got.get<double>();
    return std::fabs(a - b) <= 1e-6 * std::max(1.0, std::fabs(a));
  }
  return expected == got;
}

bool array_has(const Json& array, const Json& member) {
  return array.is_array() &&
         std::any_of(array.begin(), array.end(), [&](const Json& one) { return equal(member, one); });
}

// Whether one of the objects in `array` has this value under `key`.
bool object_has(const Json& array, const char* key, const Json& value) {
  return array.is_array() && std::any_of(array.begin(), array.end(), [&](const Json& one) {
           return one.is_object() && one.contains(key) && equal(value, one.at(key));
         });
}

bool text_has(const Json& got, const Json& part) {
  return got.is_string() && got.get<std::string>().find(part.get<std::string>()) != std::string::npos;
}

// Applies `test` to each member of `wanted` (or to `wanted` itself when it is no array).
template <class Test>
bool all_of(const Json& wanted, Test test) {
  if (!wanted.is_array()) return test(wanted);
  return std::all_of(wanted.begin(), wanted.end(), test);
}

// Empty when `got` is as expected, otherwise what is wrong with it.
std::string differs(const Json& expected, const Json* got) {
  const Json missing;  // null
  const Json& value = got != nullptr ? *got : missing;
  if (!expected.is_object()) {
    const bool holds = got != nullptr && equal(expected, *got);
    return holds ? "" : "expected " + expected.dump() + ", got " + brief(got);
  }
  for (const auto& [word, argument] : expected.items()) {
    const auto has_member = [&](const Json& m) { return array_has(value, m); };
    const auto has_code = [&](const Json& m) { return object_has(value, "code", m); };
    const auto has_field = [&](const Json& m) { return object_has(value, "field", m); };
    const auto has_text = [&](const Json& m) { return text_has(value, m); };
    const auto not_in = [&](auto test) { return [test](const Json& m) { return !test(m); }; };
    bool holds = false;
    if (word == "absent") {
      holds = value.is_null();
    } else if (word == "empty") {
      holds = value.is_array() && value.empty();
    } else if (word == "not_empty") {
      holds = (value.is_array() && !value.empty()) || (value.is_string() && value != "");
    } else if (word == "not") {
      holds = got != nullptr && !equal(argument, value);
    } else if (word == "one_of") {
      holds = got != nullptr && array_has(argument, value);
    } else if (word == "contains") {
      holds = all_of(argument, has_member);
    } else if (word == "lacks") {
      holds = value.is_array() && all_of(argument, not_in(has_member));
    } else if (word == "contains_code") {
      holds = all_of(argument, has_code);
    } else if (word == "contains_field") {
      holds = all_of(argument, has_field);
    } else if (word == "lacks_field") {
      holds = value.is_array() && all_of(argument, not_in(has_field));
    } else if (word == "contains_text") {
      holds = all_of(argument, has_text);
    } else if (word == "lacks_text") {
      holds = value.is_string() && all_of(argument, not_in(has_text));
    } else {
      return "the case asks for \"" + word + "\", which README.md does not know";
    }
    if (!holds) return "expected " + word + " " + argument.dump() + ", got " + brief(got);
  }
  return "";
}

void check_expectations(const Case& one, const Json& assessment, Failures& failures) {
  for (const auto& [path, expected] : one.content.at("expect").items()) {
    const std::string wrong = differs(expected, find(assessment, path));
    if (!wrong.empty()) failures.push_back(path + ": " + wrong);
  }
  for (const Json& pair : one.content.value("above", Json::array())) {
    const std::string upper = pair.at(0).get<std::string>();
    const std::string lower = pair.at(1).get<std::string>();
    const Json* a = find(assessment, "options." + upper + ".rank");
    const Json* b = find(assessment, "options." + lower + ".rank");
    const bool holds = a != nullptr && b != nullptr && a->get<int>() < b->get<int>();
    if (!holds) {
      failures.push_back("above: expected " + upper + " over " + lower + ", got ranks " + brief(a) + " and " +
                         brief(b));
    }
  }
}

// ---- what must hold for every assessment --------------------------------------------------------------------
constexpr std::array<std::string_view, 25> kOptions = {"lenvatinib",
                                                       "sorafenib",
                                                       "cabozantinib",
                                                       "regorafenib",
                                                       "ramucirumab",
                                                       "nivolumab_ipilimumab",
                                                       "pembrolizumab_ipilimumab",
                                                       "durvalumab_tremelimumab",
                                                       "nivolumab",
                                                       "pembrolizumab",
                                                       "atezolizumab_bevacizumab",
                                                       "regorafenib_pembrolizumab",
                                                       "ici_plus_multikinase",
                                                       "continue_ici",
                                                       "local_therapy_continue_ici",
                                                       "local_therapy_switch_systemic",
                                                       "sbrt_vascular_invasion",
                                                       "everolimus",
                                                       "trametinib",
                                                       "olaparib",
                                                       "olaparib_trastuzumab",
                                                       "palbociclib",
                                                       "clinical_trial",
                                                       "best_supportive_care",
                                                       "no_change_now"};

constexpr std::array<std::string_view, 8> kBecause = {"verdict",  "tier",      "strong_caution", "value",
                                                      "pathways", "certainty", "placed",         "id"};
constexpr std::array<std::string_view, 12> kIssueCodes = {
    "unknown_field",    "unknown_unit",  "unknown_word", "unknown_regimen",   "wrong_type", "not_finite",
    "impossible_value", "duplicate_key", "bad_weights",  "implausible_value", "unit_slip",  "contradiction"};
constexpr std::array<std::string_view, 4> kTiers = {"preferred", "option", "less_preferred", "not_recommended"};
constexpr std::array<std::string_view, 4> kKinds = {"excludes", "requires", "caution", "note"};

template <std::size_t N>
std::size_t place(const std::array<std::string_view, N>& words, std::string_view word) {
  return static_cast<std::size_t>(std::find(words.begin(), words.end(), word) - words.begin());
}

std::size_t field_place(const std::string& id) {
  nextline::Field field{};
  return nextline::find_field(id, field) ? field.index : nextline::kFieldCount;
}

std::string text_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

void check_options(const Json& assessment, Failures& failures) {
  const Json& options = assessment.at("options");
  std::set<std::string> seen;
  for (std::size_t i = 0; i < options.size(); ++i) {
    const Json& option = options[i];
    const std::string id = text_of(option, "id");
    seen.insert(id);
    if (place(kOptions, id) == kOptions.size()) failures.push_back("unknown option " + id);
    if (option.at("rank") != i + 1) failures.push_back(id + ": rank is not its place in the list");
    const bool has_tier = place(kTiers, text_of(option, "tier")) != kTiers.size();
    // No algorithm speaks of changing nothing.
    if (has_tier == (id == "no_change_now")) failures.push_back(id + ": unknown tier");
    const Json above = option.value("above_next", Json());
    const bool last = i + 1 == options.size();
    if (last ? !above.is_null() : !above.is_object()) {
      failures.push_back(id + ": above_next is " + above.dump());
    } else if (!last && place(kBecause, text_of(above, "because")) == kBecause.size()) {
      failures.push_back(id + ": above_next.because is " + above.dump());
    }
  }
  if (options.size() != kOptions.size() || seen.size() != kOptions.size()) {
    failures.push_back("there are " + std::to_string(options.size()) + " options, " +
                       std::to_string(seen.size()) +
                       " of them different; expected the 25 of the contract, once each");
  }
}

// The verdict that follows from the criteria, exclusions first.
std::string_view verdict_of(const Json& criteria) {
  bool open = false, excluded = false, not_indicated = false, caution = false;
  for (const Json& one : criteria) {
    const std::string kind = text_of(one, "kind");
    const std::string outcome = text_of(one, "outcome");
    const bool decides = kind == "excludes" || kind == "requires";
    excluded |= kind == "excludes" && outcome == "met";
    not_indicated |= kind == "requires" && outcome == "not_met";
    open |= decides && outcome == "unknown";
    caution |= kind == "caution" && outcome == "met";
  }
  if (excluded) return "contraindicated";
  if (not_indicated) return "not_indicated";
  if (open) return "needs_information";
  return caution ? "eligible_with_caution" : "eligible";
}

// Whether some field in `missing` blocks this option or trial.
bool is_missing_for(const Json& assessment, const std::string& id) {
  const Json& missing = assessment.at("missing");
  return std::any_of(missing.begin(), missing.end(),
                     [&](const Json& entry) { return array_has(entry.at("blocks"), id); });
}

void check_criteria(const Json& assessment, const char* list, Failures& failures) {
  for (const Json& subject : assessment.at(list)) {
    const std::string id = text_of(subject, "id");
    const Json& criteria = subject.at("criteria");
    std::pair<std::size_t, std::string> before{0, ""};
    for (const Json& one : criteria) {
      const std::pair<std::size_t, std::string> now{place(kKinds, text_of(one, "kind")), text_of(one, "id")};
      if (now.first == kKinds.size()) failures.push_back(id + ": unknown kind of criterion " + one.dump());
      if (now <= before) failures.push_back(id + ": criteria out of order at " + now.second);
      before = now;
      const std::string outcome = text_of(one, "outcome");
      if (outcome != "met" && outcome != "not_met" && outcome != "unknown") {
        failures.push_back(id + ": outcome of " + now.second + " is \"" + outcome + "\"");
      }
    }
    const std::string verdict = text_of(subject, "verdict");
    if (verdict == "needs_information" && !is_missing_for(assessment, id)) {
      failures.push_back(id + ": needs information, and nothing in `missing` blocks it");
    }
    if (verdict != verdict_of(criteria)) {
      failures.push_back(id + ": verdict " + verdict + ", but its criteria say " +
                         std::string(verdict_of(criteria)));
    }
  }
}

// Usable treatments first, then those that need information, are not indicated, are contraindicated; usable
// ones by tier.
void check_order(const Json& assessment, Failures& failures) {
  constexpr std::array<std::string_view, 5> kVerdicts = {
      "eligible", "eligible_with_caution", "needs_information", "not_indicated", "contraindicated"};
  std::pair<std::size_t, std::size_t> before{0, 0};
  for (const Json& option : assessment.at("options")) {
    const std::string id = text_of(option, "id");
    // Placed by rule.
    if (id == "clinical_trial" || id == "best_supportive_care" || id == "no_change_now") continue;
    const std::size_t verdict = std::max<std::size_t>(place(kVerdicts, text_of(option, "verdict")), 1);
    const std::size_t tier = verdict == 1 ? place(kTiers, text_of(option, "tier")) : 0;
    const std::pair<std::size_t, std::size_t> now{verdict, tier};
    if (now < before) failures.push_back(id + ": ranked below an option of a worse verdict or tier");
    before = now;
  }
}

// Every score of the table, in its order.
void check_scores(const Json& assessment, Failures& failures) {
  const Json& scores = assessment.at("scores");
  for (std::size_t i = 0; i < nextline::kScoreCount; ++i) {
    if (i >= scores.size() || text_of(scores[i], "id") != nextline::kScores[i].id) {
      failures.push_back("scores: expected " + std::string(nextline::kScores[i].id) + " in place " +
                         std::to_string(i + 1));
      return;
    }
  }
  if (scores.size() != nextline::kScoreCount) failures.push_back("scores: more than the table has");
}

void check_issues(const Json& assessment, bool has_error, Failures& failures) {
  using Key = std::tuple<std::size_t, std::string, std::size_t>;
  Key before{0, "", 0};
  bool error_seen = false;
  for (const Json& issue : assessment.at("issues")) {
    const std::string field = text_of(issue, "field");
    const std::size_t where = field_place(field);
    const std::size_t code = place(kIssueCodes, text_of(issue, "code"));
    if (code == kIssueCodes.size()) failures.push_back("unknown issue code in " + issue.dump());
    const Key now{where, where == nextline::kFieldCount ? field : "", code};
    if (now < before) failures.push_back("issues out of order at " + issue.dump());
    before = now;
    const bool error = code < 9;
    error_seen |= error;
    if (text_of(issue, "severity") != (error ? "error" : "warning")) {
      failures.push_back("severity does not fit the code in " + issue.dump());
    }
  }
  if (error_seen != has_error) failures.push_back("the outcome does not say whether an error issue was found");
}

void check_field_order(const Json& assessment, const char* list, Failures& failures) {
  std::size_t before = 0;
  for (const Json& entry : assessment.at(list)) {
    const std::size_t now = field_place(text_of(entry, "field")) + 1;
    if (now <= before || now > nextline::kFieldCount) {
      failures.push_back(std::string(list) + ": out of order or no field at " + entry.dump());
    }
    before = now;
  }
}

// Every sentence says something, every source is one of `known`.
bool closes_its_brackets(const std::string& text) {
  return std::count(text.begin(), text.end(), '(') == std::count(text.begin(), text.end(), ')');
}

void check_texts(const Json& value, const std::string& path, const std::set<std::string>& known,
                 Failures& failures) {
  static const std::set<std::string> kTexts = {"text",     "message",  "shown_because",
                                               "headline", "citation", "summary"};
  if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i) {
      const Json& element = value[i];
      const std::string id = element.is_object() ? text_of(element, "id") : std::string();
      check_texts(element, path + "." + (id.empty() ? std::to_string(i) : id), known, failures);
    }
  } else if (value.is_object()) {
    for (const auto& [key, member] : value.items()) {
      const std::string here = path.empty() ? key : path + "." + key;
      if (kTexts.count(key) != 0 && (!member.is_string() || member == ""))
        failures.push_back(here + ": no text");
      if (kTexts.count(key) != 0 && member.is_string() && !closes_its_brackets(member.get<std::string>()))
        failures.push_back(here + ": cut off: " + member.dump());
      if (key == "source" && (!member.is_string() || known.count(member.get<std::string>()) == 0)) {
        failures.push_back(here + ": " + member.dump() + " is not in the list of sources");
      }
      check_texts(member, here, known, failures);
    }
  }
}

// Fixed point, at most six decimals, no exponent, no minus zero, no trailing zero.
void check_numbers(std::string_view text, Failures& failures) {
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (in_string) {
      if (text[i] == '\\')
        ++i;
      else if (text[i] == '"')
        in_string = false;
      continue;
    }
    if (text[i] == '"') in_string = true;
    const bool starts = text[i] == '-' || (text[i] >= '0' && text[i] <= '9');
    if (!starts) continue;
    std::size_t end = i;
    while (end < text.size() && std::string_view("+-.eE0123456789").find(text[end]) != std::string_view::npos)
      ++end;
    const std::string number(text.substr(i, end - i));
    const std::size_t point = number.find('.');
    const bool bad = number.find_first_of("eE+") != std::string::npos || number == "-0" ||
                     (point != std::string::npos && (number.size() - point - 1 > 6 || number.back() == '0'));
    if (bad) failures.push_back("a number is printed as " + number);
    i = end - 1;
  }
}

// Whoever the patient and whatever the weights: usable treatments in the order of the ranking, shares that are shares,
// bounds the right way round, a whole set of weights, and an assessment that is what it was without the comparison.
void check_comparison(const std::string& patient, const std::string& preferences, Failures& failures) {
  const std::string plain = nextline::assess_text(patient, preferences).text;
  const std::string text = nextline::assess_with_robustness_text(patient, preferences, {64}).text;
  if (text.compare(0, plain.size() - 1, plain, 0, plain.size() - 1) != 0) {
    failures.push_back("the comparison changes the assessment");
  }
  check_numbers(text, failures);
  const Json assessment = Json::parse(text);
  const Json& comparison = assessment.at("robustness");
  const auto fail = [&](const std::string& what) {
    failures.push_back("robustness, " + preferences + ": " + what);
  };
  double weights = 0;
  for (const Json& weight : comparison.at("preferences").at("weights")) weights += weight.get<double>();
  if (std::fabs(weights - 1) > 1e-5) fail("the weights sum to " + std::to_string(weights));
  if (comparison.at("options").size() + comparison.at("left_out").size() != assessment.at("options").size()) {
    fail("an option is neither compared nor left out");
  }
  int rank = 0;
  std::array<double, 2> first{};
  constexpr std::array<const char*, 2> kPolicies = {"worst", "best"};
  for (const Json& option : comparison.at("options")) {
    const std::string id = text_of(option, "id");
    const Json* const ranked = find(assessment, "options." + id);
    if (option.at("rank").get<int>() <= rank) fail(id + " is out of order");
    rank = option.at("rank").get<int>();
    if (ranked == nullptr || ranked->at("rank") != rank || ranked->at("tier") != option.at("tier") ||
        text_of(option, "verdict").rfind("eligible", 0) != 0) {
      fail(id + " is not the option of the ranking, or not usable");
    } else if (ranked->at("multicriteria").at("value") != option.at("value")) {
      fail(id + " has two values");
    }
    if (option.at("value")[0].get<double>() > option.at("value")[1].get<double>())
      fail(id + ": worst above best");
    for (std::size_t p = 0; p < 2; ++p) {
      double sum = 0;
      for (const Json& share : option.at("ranks").at(kPolicies[p])) sum += share.get<double>();
      if (std::fabs(sum - 1) > 1e-4) fail(id + ": its ranks sum to " + std::to_string(sum));
      first[p] += option.at("first_rank_share").at(kPolicies[p]).get<double>();
    }
  }
  if (comparison.at("shown") == true && (first[0] < 1 - 1e-4 || first[1] < 1 - 1e-4)) fail("nobody is first");
}

std::set<std::string> source_ids() {
  std::set<std::string> ids;
  const fs::path folder = fs::path(NEXTLINE_SOURCE_DIR) / "core" / "knowledge" / "sources";
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() != ".json") continue;
    for (const Json& source : read_json(entry.path())) ids.insert(text_of(source, "id"));
  }
  return ids;
}

std::string report(const Case& one, const Failures& failures) {
  std::string text = "tests/cases/" + one.file + "\n  " + one.content.value("name", "(no name)");
  for (const std::string& failure : failures) text += "\n  - " + failure;
  return text;
}

}  // namespace

TEST_CASE("there are enough whole-patient cases, and each says what it is about") {
  CHECK(cases().size() >= 40);
  std::set<std::string> names;
  for (const Case& one : cases()) {
    INFO(one.file);
    CHECK(one.content.at("patient").is_object());
    CHECK_FALSE(one.content.at("expect").empty());
    CHECK_FALSE(one.content.at("sources").empty());
    CHECK(one.content.at("name").get<std::string>().size() > 20);
    CHECK(names.insert(one.content.at("name").get<std::string>()).second);
  }
}

TEST_CASE("every whole-patient case is assessed as its sources say") {
  for (const Case& one : cases()) {
    Failures failures;
    const Json assessment = assess(one, failures);
    if (!assessment.is_discarded()) check_expectations(one, assessment, failures);
    if (!failures.empty()) FAIL_CHECK(report(one, failures));
  }
}

TEST_CASE("what must hold for every assessment holds for every case") {
  const std::set<std::string> knowledge_sources = source_ids();
  for (const Case& one : cases()) {
    Failures failures;
    const nextline::AssessOutcome outcome = outcome_of(one);
    const Json assessment = assess(one, failures);
    if (!assessment.is_discarded()) {
      std::set<std::string> known = knowledge_sources;
      for (const Json& source : assessment.value("sources", Json::array())) known.insert(text_of(source, "id"));
      check_options(assessment, failures);
      check_criteria(assessment, "options", failures);
      check_criteria(assessment, "trials", failures);
      check_order(assessment, failures);
      check_scores(assessment, failures);
      check_issues(assessment, outcome.has_error, failures);
      check_field_order(assessment, "missing", failures);
      check_field_order(assessment, "assumptions", failures);
      check_texts(assessment, "", known, failures);
      check_numbers(outcome.text, failures);
    }
    if (!failures.empty()) FAIL_CHECK(report(one, failures));
  }
}

TEST_CASE("the same patient gives the same bytes") {
  for (const Case& one : cases()) {
    INFO(one.file);
    CHECK(outcome_of(one).text == outcome_of(one).text);
  }
}

TEST_CASE("what must hold for every comparison holds for every case and every kind of weights") {
  constexpr std::array<const char*, 5> kPreferences = {
      "", R"({"preset":"tolerability_first"})", R"({"order":["os","orr","pfs","grade34"]})",
      R"({"weights":{"os":0,"pfs":0,"orr":0,"grade34":2}})", R"({"weights":7})"};
  std::size_t turn = 0;
  for (const Case& one : cases()) {
    Failures failures;
    const std::string patient = one.content.at("patient").dump();
    check_comparison(patient, "", failures);
    check_comparison(patient, kPreferences[++turn % kPreferences.size()], failures);
    if (!failures.empty()) FAIL_CHECK(report(one, failures));
  }
}
