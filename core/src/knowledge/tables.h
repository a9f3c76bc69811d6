// SPDX-License-Identifier: Apache-2.0
// What a ranking needs of the knowledge base, as constant tables. They are written by the knowledge compiler
// (core/src/knowledge/compiler) from core/knowledge/*.json; nothing is parsed at run time. Quotes, labels and
// conflicts are not here: they stand in knowledge-detail.<hash>.json.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "knowledge/sets.h"
#include "nextline/endpoint.h"
#include "nextline/numbers.h"
#include "numbers/bits.h"

namespace nextline::knowledge {

struct Source {
  std::string_view id;
  std::string_view citation;
};

struct Agent {
  std::string_view id;
  std::string_view label;
  ClassSet classes;
};

struct Regimen {
  std::string_view id;
  std::string_view label;
  AgentSet agents;
  ClassSet classes;          // classes it surely holds
  ClassSet unknown_classes;  // classes it may hold (other_systemic: all)
  AgentSet unknown_agents;   // agents it may hold besides; kAnyAgent: nothing of it is known
};

// ---- criteria: an expression is a run of nodes in prefix order -------------------------------------------
enum class NodeKind : std::uint8_t {
  kAll,           // `count` children follow
  kAny,           // `count` children follow
  kNot,           // one child follows
  kAlways,        // true
  kFieldCompare,  // number field `index` `op` `number` (first unit)
  kFieldIs,       // boolean field `index` is true
  kFieldIn,       // enum field `index` is one of `mask`
  kSetHasAny,     // set field `index` has any of `mask`
  kSetHasAll,
  kSetHasNone,
  kScoreCompare,  // score `index` `op` `number`
  kScoreGrade,    // grade of score `index` is one of `mask`
  kPriorRegimen,  // any (op kEqual) or the last (op kGreaterEqual) earlier therapy is one of regimens `mask`
  kPriorAgent,    // ... holds an agent of `mask`
  kPriorClass,    // ... holds a class of `mask`
  kLines,         // number of earlier lines `op` `number`
  kFact,          // boolean fact `index`
  kOptionUsed,    // the option's regimen was an earlier line, or all of its agents have been used
  kOptionNotTolerated,  // the option's regimen, or an agent of it by itself, is among the intolerances
};

// Small, for there are hundreds of them on the way to the first ranking.
struct Node {
  NodeKind kind{};
  std::uint8_t index = 0;
  Op op = Op::kEqual;
  std::uint8_t count = 0;  // children of kAll, kAny
  std::uint16_t size = 1;  // nodes of this subtree, itself included
  // Of a field that is compared: the unit of the threshold, of the field's; of a list: word_lists().
  std::uint16_t detail = 0;
  std::uint64_t bits = 0;  // what it is compared with: a mask, or the bits of a number

  // The threshold as the source prints it, in its unit.
  [[nodiscard]] double number() const { return from_bits(bits); }
  [[nodiscard]] WordSet words() const { return {bits}; }
  [[nodiscard]] AgentSet agents() const { return {bits}; }
  [[nodiscard]] RegimenSet regimens() const { return {bits}; }
  [[nodiscard]] ClassSet classes() const { return {static_cast<std::uint32_t>(bits)}; }
};

enum class RuleKind : std::uint8_t { kExcludes, kRequires, kCaution, kNote };
enum class Tier : std::uint8_t { kPreferred, kOption, kLessPreferred, kNotRecommended };

// What a rule says. One that repeats another, behind a gate or for the arms of a trial, has the other's words inside a
// frame.
struct Wording {
  std::string_view id;
  std::string_view text;  // the criterion, in words
  std::string_view cap_reason = {};
  std::string_view before_start = {};  // what must be done before the first dose, when met
};

struct Frame {
  std::string_view before_id;
  std::string_view behind_id;
  std::string_view before_text;
};

// No gate, no other wording.
inline constexpr std::uint16_t kNone = 0xffff;

// A rule is met where its condition is and its gate as well; a requirement is missed where its condition is missed and
// the gate is met (criteria.h). A gate that begins with kAny has several ways, each of which opens it.
struct Rule {
  RuleKind kind;
  bool strong;             // caution: a strong one
  bool as_entered;         // judged without what is assumed absent: it asks
  bool of_option;          // the condition speaks of the option that is judged
  std::uint8_t assumable;  // what the condition reads that may be assumed absent, bits of kAssumable
  bool caps;               // when met, the tier is at most `cap`
  Tier cap;
  std::uint8_t frame;    // frames()
  std::uint16_t node;    // first node of its condition
  std::uint16_t gate;    // first node of the gate; kNone: always open
  std::uint16_t source;  // sources()
  std::uint16_t words;   // wordings()
};

struct Dose {
  std::uint32_t node;  // shown unless false
  std::string_view text;
  std::string_view brief = {};     // amount and rhythm alone, for a row; empty: says nothing of how much
  std::string_view brief_if = {};  // for whom; said where another dose is possible too
};

// Bounds of grade 3-4 treatment-related events where an option's own are not reported, in percent.
struct HarmBounds {
  std::string_view id;
  double best;
  double worst;
  std::uint16_t source_best;
  std::uint16_t source_worst;
};

struct Option {
  std::string_view id;
  std::string_view label;
  std::string_view family;             // heading on the page
  std::optional<std::size_t> regimen;  // regimens()
  AgentSet agents;                     // empty: none of its own
  ClassSet classes;
  std::optional<int> harm;               // harm_bounds()
  bool treatment;                        // false: clinical_trial, best_supportive_care (placed by rule)
  std::span<const std::uint16_t> rules;  // rules(): excludes, requires, cautions, notes, then id
  std::span<const Dose> doses;
  std::span<const std::uint16_t> evidence;  // evidence() rows about it, by id
};

struct Trial {
  std::string_view id;
  std::string_view label;
  std::span<const std::uint16_t> rules;
  std::string_view status;  // recruitment: "open", "closed", "unknown"
  std::string_view status_as_of;
  std::uint16_t status_source;
  std::uint16_t source;
  std::string_view arms;
  std::string_view phase;
  std::string_view endpoint;
  std::optional<int> n;
};

// ---- pathways --------------------------------------------------------------------------------------------
enum class Branch : std::uint8_t { kYes, kNo };

struct Statement {
  std::uint16_t option;
  std::int8_t value;  // 2 preferred, 1 option, -1 less preferred, -2 not recommended
  bool strong;
  Branch branch;          // of its step
  std::uint32_t node;     // further condition; applies only when true
  std::string_view text;  // why, as a reason for or against
  std::uint16_t source;
};

struct Step {
  std::string_view id;
  std::string_view text;  // the question
  std::uint32_t node;
  bool unknown_as_yes;  // "otherwise" steps: walked unless false
  std::uint16_t source;
  std::span<const Statement> statements;
};

struct Pathway {
  std::string_view id;
  std::string_view label;
  std::uint16_t source;
  std::uint32_t applies;  // condition; not walked unless true
  std::string_view applies_text;
  std::span<const Step> steps;
};

// ---- evidence --------------------------------------------------------------------------------------------
enum class SettingKind : std::uint8_t {
  kAfterRegimen,    // after `setting_regimens` as the last therapy
  kAfterInhibitor,  // after any checkpoint inhibitor
  kAfterSorafenib,
  kFirstLine,
  kOther,  // other tumours, simulations, mixed lines
};
enum class Design : std::uint8_t { kRandomised, kProspective, kRetrospective, kOther };

struct Outcome {
  double value = 0;
  bool reported = false;
  bool valued = false;  // may enter the multicriteria value (design.md, "Which evidence")
};

struct Evidence {
  std::string_view id;
  std::string_view line;  // "50 patients, one arm, immature"
  std::uint16_t source;
  SettingKind setting;
  RegimenSet setting_regimens;
  Design design;
  std::optional<int> n;      // of the whole trial where only that is printed; none: not reported
  std::optional<int> arm_n;  // of one arm: n, or its even share of the trial's; none: not reported
  int study;                 // the same number: arms of one study
  int year;
  bool inhibitor_naive;           // an inhibitor's result in patients who had none
  Outcome os, pfs, orr, grade34;  // months, months, percent, percent
};

// The printed interval of a valued outcome; none: that limit was not reached.
struct Interval {
  std::uint16_t evidence = 0;
  Endpoint outcome = Endpoint::kOs;
  std::optional<double> low = {};
  std::optional<double> high = {};
};

// ---- shown beside the ranking ----------------------------------------------------------------------------
struct Consideration {
  std::string_view id;
  std::uint32_t node;
  bool show_if_unknown;
  std::string_view text;
  std::uint16_t source;
  std::string_view because;          // why it is shown, when true
  std::string_view because_unknown;  // ... when not known
};

struct Stop {
  std::string_view id;
  std::uint32_t node;
  std::string_view text;
  std::uint16_t source;
};

// Anchors of the multicriteria value and the distance between studies (core/knowledge/values.json).
struct Values {
  std::array<double, kEndpointCount> anchors;  // benefits: has value 1, and 0 has 0; harm: the other way round
  double tau_randomised, tau_other;  // standard deviation of a study's shift, on ln(median) and on the logit
};

// Weights to choose from; the first is the default.
struct Preset {
  std::string_view id;
  std::string_view label;
  std::string_view reason;
  std::optional<int> source;  // sources(); none: the project's own choice
  Weights weights;
};

std::span<const Source> sources();
std::span<const Agent> agents();
std::span<const Regimen> regimens();
std::span<const Node> nodes();
std::span<const std::string_view> word_lists();  // "a|b|c", for the explanation
std::span<const Wording> wordings();
std::span<const Frame> frames();    // the first one is empty
std::span<const Rule> rules();      // by id
std::span<const Option> options();  // by id
std::span<const Trial> trials();    // by id
std::span<const Pathway> pathways();
std::span<const Evidence> evidence();   // by id
std::span<const Interval> intervals();  // by evidence, then outcome
std::span<const HarmBounds> harm_bounds();
std::span<const Preset> presets();
std::span<const Consideration> considerations();
std::span<const Stop> stops();
std::span<const std::string_view> statements();  // what the page always says
const Values& values();
std::string_view version();  // date of the newest entry of the changelog
std::string_view sha256();   // of the canonical form of the whole knowledge base
std::string_view review_due();
std::string_view reviewed_by();  // empty: nobody yet

// ---- rows that the code itself names ---------------------------------------------------------------------
// Places, found when the tables are compiled: without such a row they do not compile.
struct Named {
  std::size_t sorafenib;        // regimens()
  std::size_t sorafenib_agent;  // agents()
  std::size_t clinical_trial;   // options(), as the next two
  std::size_t best_supportive_care;
  std::size_t no_change_now;
};
const Named& named();

namespace detail {

inline void no_row_has_this_id() {}  // not constexpr: reaching it stops the compilation

template <class Row>
constexpr std::size_t place_of(std::span<const Row> rows, std::string_view id) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].id == id) return i;
  }
  no_row_has_this_id();
  return 0;
}

constexpr Named find_named(std::span<const Agent> agents, std::span<const Regimen> regimens,
                           std::span<const Option> options) {
  return {place_of(regimens, "sorafenib"), place_of(agents, "sorafenib"), place_of(options, "clinical_trial"),
          place_of(options, "best_supportive_care"), place_of(options, "no_change_now")};
}

}  // namespace detail

// ---- look-ups (core/src/knowledge/lookup.cpp) ------------------------------------------------------------
[[nodiscard]] std::optional<std::size_t> find_regimen(std::string_view id);
[[nodiscard]] std::optional<std::size_t> find_option(std::string_view id);
[[nodiscard]] std::string id_of(const Rule& rule);
[[nodiscard]] std::string text_of(const Rule& rule);
// What the criterion is called: its text up to the first colon that stands in no brackets, behind which is why it matters.
[[nodiscard]] std::string short_of(const Rule& rule);
[[nodiscard]] inline const Wording& wording(const Rule& rule) { return wordings()[rule.words]; }

}  // namespace nextline::knowledge
