// SPDX-License-Identifier: Apache-2.0
#include "explore/probe.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "nextline/numbers.h"
#include "numbers/sort.h"
#include "patient/contradictions.h"
#include "render/parts.h"
#include "words/units.h"
#include "words/words.h"

namespace nextline {

namespace {

using knowledge::Node;
using knowledge::NodeKind;

constexpr Field kPriorTherapies = "prior_therapies"_f;

std::size_t count_options() { return knowledge::options().size(); }

Snapshot snapshot_of(const EvaluationData& data) {
  Snapshot snapshot;
  for (std::size_t o = 0; o < count_options(); ++o) {
    snapshot.verdicts[o] = data.options[o].verdict;
    snapshot.tiers[o] = data.options[o].tier;
    snapshot.ranks[data.order[o]] = static_cast<std::uint8_t>(o + 1);
  }
  std::copy_n(data.order.begin(), snapshot.first.size(), snapshot.first.begin());
  const Subject subject{data.assumed, data.scores, data.facts};
  const auto stops = knowledge::stops();
  static_assert(kMaxStops <= 64);
  for (std::size_t i = 0; i < stops.size(); ++i) {
    if (evaluate(subject, stops[i].node) == Tri::kTrue) snapshot.stops |= std::uint64_t{1} << i;
  }
  for (std::size_t i = 0; i < kNamedScoreCount; ++i) {
    snapshot.grades[i] = get(data.scores, kNamedScores[i]).grades;
  }
  const Score& child_pugh = get(data.scores, "child_pugh"_score);
  if (child_pugh.state == ScoreState::kSettled) snapshot.child_pugh = static_cast<int>(child_pugh.value);
  return snapshot;
}

// Scores whose inputs exclude what a report states.
std::size_t against_statements(const EvaluationData& data) {
  return static_cast<std::size_t>(std::count_if(data.scores.begin(), data.scores.end(),
                                                [](const Score& score) { return score.contradicts; }));
}

// Of the threshold; empty: the field has none.
std::string_view unit_of(const Node& node) {
  const auto units = spec(Field{node.index}).units;
  return units.empty() ? std::string_view{} : units[node.detail].ucum;
}

void add_node(const Node& node, const Scores& scores, Relevance& found) {
  switch (node.kind) {
    case NodeKind::kFieldCompare:
      found.turnings.push_back({Field{node.index}, node.number(), unit_of(node)});
      [[fallthrough]];
    case NodeKind::kFieldIs:
    case NodeKind::kFieldIn:
    case NodeKind::kSetHasAny:
    case NodeKind::kSetHasAll:
    case NodeKind::kSetHasNone:
      found.fields.set(node.index);
      return;
    case NodeKind::kScoreCompare:
    case NodeKind::kScoreGrade:
      // Of a patient of whom nothing is known a score misses every field it reads.
      for (const Field field : scores[node.index].missing) found.fields.set(field.index);
      return;
    case NodeKind::kFact:
      for (const Field field : fact_fields(static_cast<Fact>(node.index))) found.fields.set(field.index);
      return;
    case NodeKind::kOptionNotTolerated:
      found.fields.set(("intolerances"_f).index);
      return;
    default:
      return;
  }
}

// "38 g/L", "1.2".
std::string with_unit(Field field, std::uint8_t unit, double value) {
  std::string text = number_text(value);
  const std::string_view word = printed_unit(spec(field).units[unit].ucum);
  if (!word.empty()) (text += ' ') += word;
  return text;
}

std::string label_of_word(Field field, std::size_t index) {
  const FieldType type = spec(field).type;
  const bool regimen = type == FieldType::kRegimens || type == FieldType::kRegimenSet;
  return inside_sentence(regimen ? knowledge::regimen_label(static_cast<int>(index))
                                 : spec(field).words[index].label);
}

// "lenvatinib", "lenvatinib and sorafenib", "lenvatinib, sorafenib and 3 more"; options in the order now.
template <class Holds>
std::string names(const Snapshot& now, Holds holds, std::size_t& count) {
  std::array<std::size_t, kMaxOptions> chosen{};
  count = 0;
  for (std::size_t rank = 1; rank <= count_options(); ++rank) {
    for (std::size_t o = 0; o < count_options(); ++o) {
      if (now.ranks[o] == rank && holds(o)) chosen[count++] = o;
    }
  }
  const std::size_t named = count > 3 ? 2 : count;
  std::string text;
  for (std::size_t i = 0; i < named; ++i) {
    if (i != 0) text += i + 1 == count ? " and " : ", ";
    text += inside_sentence(knowledge::options()[chosen[i]].label);
  }
  return named < count ? say<"change.names_more">(text, std::to_string(count - named)) : text;
}

// The tier of what cannot be used says nothing.
bool tier_differs(const Snapshot& a, const Snapshot& b, std::size_t option) {
  return a.tiers[option] != b.tiers[option] &&
         std::min(a.verdicts[option], b.verdicts[option]) <= Verdict::kNeedsInformation;
}

std::string grade_text(std::size_t score, const Snapshot& snapshot) {
  const auto grades = spec(kNamedScores[score]).grades;
  std::string text;
  for (std::size_t i = 0; i < grades.size(); ++i) {
    if (snapshot.grades[score] == 1U << i) text = grades[i];
  }
  if (score == 0 && !text.empty() && snapshot.child_pugh != kOpenPoints) {
    append_number(text, snapshot.child_pugh);
  }
  return text;
}

}  // namespace

bool same_for_what_if(const Snapshot& a, const Snapshot& b) {
  if (a.possible != b.possible || a.verdicts != b.verdicts || a.first[0] != b.first[0] ||
      a.first[1] != b.first[1]) {
    return false;
  }
  for (std::size_t o = 0; o < count_options(); ++o) {
    if (tier_differs(a, b, o)) return false;
  }
  return true;
}

bool same_result(const Snapshot& a, const Snapshot& b) {
  return same_for_what_if(a, b) && a.ranks == b.ranks && a.stops == b.stops;
}

void blend_scores(Snapshot& group, const Snapshot& other) {
  for (std::size_t i = 0; i < kNamedScoreCount; ++i) {
    group.grades[i] = static_cast<std::uint16_t>(group.grades[i] | other.grades[i]);
  }
  if (group.child_pugh != other.child_pugh) group.child_pugh = kOpenPoints;
}

Answer number_answer(Field field, double entered, std::uint8_t unit) {
  Answer answer;
  answer.cell.known = true;
  answer.cell.unit = unit;
  answer.cell.entered = answer.cell.value = entered;
  const auto units = spec(field).units;
  if (unit < units.size()) answer.cell.value = entered * units[unit].mul / units[unit].div;
  return answer;
}

Answer word_answer(std::uint64_t words) {
  Answer answer;
  answer.cell.known = true;
  answer.cell.words = words;
  return answer;
}

Answer set_answer(Field field, std::uint64_t words) {
  Answer answer = word_answer(words);
  answer.cell.absent = states(field) & ~words;
  return answer;
}

std::vector<std::uint32_t> rising(const std::vector<double>& keys) {
  std::vector<std::uint32_t> order;
  while (order.size() < keys.size()) order.push_back(static_cast<std::uint32_t>(order.size()));
  sort_numbers(
      order, [&](std::uint32_t a, std::uint32_t b) { return keys[a] != keys[b] ? keys[a] < keys[b] : a < b; });
  return order;
}

// ---- evaluating again ------------------------------------------------------------------------------------
Prober::Prober(const Patient& patient, const EvaluationData& data)
    : patient_(patient), data_(data), now_(snapshot_of(data)) {
  restore();  // nothing is evaluated from the course
  find_contradictions(patient, issues_);
  contradictions_ = issues_.size();
  against_statements_ = against_statements(data);
}

void Prober::put(Field field, const Answer& answer) {
  changed_[field] = answer.cell;
  if (spec(field).event != EventDetail::kNone) put_events(field, answer.cell.words);
  if (field != kPriorTherapies) return;
  changed_.prior.clear();
  if (answer.regimen >= 0) changed_.prior.push_back(answer.regimen);
}

// Events that are known keep what they say of themselves; those that are answered say nothing.
void Prober::put_events(Field field, std::uint64_t words) {
  std::vector<Event>& events = field == "vegf_adverse_events"_f ? changed_.vegf_events : changed_.immune_events;
  events.clear();
  for (std::size_t word = 0; word < spec(field).words.size(); ++word) {
    if ((words >> word & 1U) == 0) continue;
    const auto kind = static_cast<std::uint8_t>(word);
    const std::size_t before = events.size();
    for (const Event& event : patient_.events(field)) {
      if (event.kind == kind) events.push_back(event);
    }
    if (events.size() == before) events.push_back({kind});
  }
}

Snapshot Prober::take() {
  ++evaluations_;
  evaluate(changed_, data_.preferences, evaluation_);
  Snapshot snapshot = snapshot_of(evaluation_.data());
  issues_.clear();
  find_contradictions(changed_, issues_);
  snapshot.possible =
      issues_.size() <= contradictions_ && against_statements(evaluation_.data()) <= against_statements_;
  restore();
  return snapshot;
}

void Prober::restore() {
  changed_.cells = patient_.cells;
  changed_.immune_events = patient_.immune_events;
  changed_.vegf_events = patient_.vegf_events;
  changed_.prior = patient_.prior;
}

Snapshot Prober::with(Field field, const Answer& answer) {
  put(field, answer);
  return take();
}

void Prober::write_answer(Field field, const Answer& answer, JsonWriter& json) {
  if (is_number(field) && answer.cell.unit != 0) {
    json.begin_object();
    json.field_number("value", answer.cell.entered);
    json.field("unit", spec(field).units[answer.cell.unit].ucum);
    json.end_object();
    return;
  }
  put(field, answer);
  write_value(changed_, field, json);
  restore();
}

Relevance find_relevance() {
  Relevance found;
  Patient nothing_known;
  Scores scores;
  compute_scores(nothing_known, scores);
  const auto nodes = knowledge::nodes();
  const auto rules = knowledge::rules();
  const auto add = [&](std::uint32_t root) {
    for (std::uint32_t i = 0; i < nodes[root].size; ++i) add_node(nodes[root + i], scores, found);
  };
  std::vector<bool> seen(rules.size(), false);
  for (const knowledge::Option& option : knowledge::options()) {
    for (const std::uint16_t rule : option.rules) {
      if (seen[rule] || (rules[rule].kind == knowledge::RuleKind::kNote && !rules[rule].caps)) continue;
      seen[rule] = true;
      if (rules[rule].gate != knowledge::kNone) add(rules[rule].gate);
      add(rules[rule].node);
    }
  }
  for (const knowledge::Pathway& pathway : knowledge::pathways()) {
    add(pathway.applies);
    for (const knowledge::Step& step : pathway.steps) {
      add(step.node);
      for (const knowledge::Statement& statement : step.statements) add(statement.node);
    }
  }
  for (const knowledge::Stop& stop : knowledge::stops()) add(stop.node);
  // What places and values read without a rule (rank.cpp, value.cpp), and what stands in for the INR.
  for (const Field field : {kPriorTherapies, "ecog"_f, "bilirubin"_f, "albumin"_f, "inr"_f,
                            "prothrombin_prolongation"_f, "ascites"_f, "encephalopathy"_f}) {
    found.fields.set(field.index);
  }
  // Thresholds that stand in scores and facts instead of rules. They say where to look and nothing else: with one missing,
  // a printed edge is less sharp or a narrow band unseen, but no sentence is wrong.
  for (const ScoreSpec& score : kScores) {
    for (const CutOff& at : score.cut_offs) found.turnings.push_back({at.field, at.value, at.unit});
  }
  for (const FactSpec& fact : kFacts) {
    for (const CutOff& at : fact.cut_offs) found.turnings.push_back({at.field, at.value, at.unit});
  }
  return found;
}

bool is_number(Field field) {
  const FieldType type = spec(field).type;
  return type == FieldType::kNumber || type == FieldType::kInteger || type == FieldType::kQuantity;
}

bool is_open(const Patient& patient, Field field) {
  const FieldType type = spec(field).type;
  // A line that could not be read cannot be told from the others by an answer.
  if (type == FieldType::kRegimens) return !patient.known(field);
  return type != FieldType::kCourse && patient.open(field);
}

// ---- a number, from end to end ---------------------------------------------------------------------------
namespace {
// Far enough from a threshold not to count as on it, too near for anything to lie between.
constexpr double kBeside = 1e-6;
bool beside(double a, double b) { return b - a < 3 * kBeside * b; }
constexpr int kWholeNumbers = 8;  // whole numbers are tried one by one up to here
}  // namespace

NumberScan::NumberScan(Prober& prober, const Relevance& relevance, Field field, Bounds bounds, Same same)
    : prober_(prober), field_(field), same_(same) {
  if (prober.patient().entered(field)) unit_ = prober.patient()[field].unit;
  const Unit& unit = spec(field).units[unit_];
  const double plausible = spec(field).soft.high * unit.div / unit.mul;
  // What reports print: one decimal where values are small, else whole numbers.
  per_unit_ = spec(field).type != FieldType::kInteger && plausible <= 30 ? 10 : 1;
  collect(relevance, {bounds.low * unit.div / unit.mul, bounds.high * unit.div / unit.mul});
  refine();
  build_bands();
}

double NumberScan::next_printed(double value, bool above) const {
  const double step = value * per_unit_;
  double whole = above ? std::floor(step) + 1 : -std::floor(-step) - 1;
  // A value a rounding error away is this one.
  if (compare(whole, step) == 0) whole += above ? 1 : -1;
  return whole / per_unit_;
}

double NumberScan::value_in(const Band& band, bool from_low) const {
  const Limit& near = from_low ? band.low : band.high;
  const Limit& far = from_low ? band.high : band.low;
  const double tried = from_low ? band.first : band.last;
  if (near.open || near.included) return near.open ? tried : near.value;
  const double next = next_printed(near.value, from_low);
  const int side = far.open ? 0 : compare(next, far.value) * (from_low ? 1 : -1);
  // In a band narrower than a printed step only what was tried is sure to lie.
  return !far.open && (side > 0 || (side == 0 && !far.included)) ? tried : next;
}

Probe NumberScan::attempt(double value, bool printed) {
  const Answer answer = number_answer(field_, value, unit_);
  return {answer, printed, prober_.with(field_, answer)};
}

void NumberScan::collect(const Relevance& relevance, Bounds bounds) {
  const Cell& cell = prober_.patient()[field_];
  double low = -std::floor(-bounds.low * per_unit_) / per_unit_;
  double high = std::floor(bounds.high * per_unit_) / per_unit_;
  if (cell.known) {
    low = std::min(low, cell.entered);
    high = std::max(high, cell.entered);
  }
  if (low > high) low = high = bounds.low;  // nothing that a report prints lies inside
  std::vector<double> points;
  std::vector<bool> printed;
  const auto add = [&](double value, bool could_print) {
    points.push_back(value);
    printed.push_back(could_print);
  };
  add(low, true);
  add(high, true);
  if (cell.known) add(cell.entered, true);
  if (spec(field_).type == FieldType::kInteger) {
    for (double k = low; k <= high && k <= kWholeNumbers; ++k) add(k, true);
  }
  const auto units = spec(field_).units;
  for (const Turning& turning : relevance.turnings) {
    if (!(turning.field == field_)) continue;
    double value = turning.value;
    const bool as_entered = turning.unit.empty() ? unit_ == 0 : turning.unit == units[unit_].ucum;
    if (!as_entered) {
      for (const Unit& unit : units) {
        if (unit.ucum == turning.unit) value = value * unit.mul / unit.div;
      }
      value = round6(value * units[unit_].div / units[unit_].mul);
    }
    if (value <= low || value >= high) continue;
    // A converted threshold that no report prints (330.58 IU/mL): its printed neighbours stand for it.
    const double tenths = value * per_unit_ * 10;
    if (compare(std::floor(tenths + 0.5), tenths) != 0) {
      add(std::max(low, next_printed(value, false)), true);
      add(std::min(high, next_printed(value, true)), true);
      continue;
    }
    add(value, true);
    if (spec(field_).type == FieldType::kInteger) continue;
    add(value * (1 - kBeside), false);
    add(value * (1 + kBeside), false);
  }
  for (const std::size_t i : rising(points)) {
    if (!tried_.empty() && compare(points[i], tried_.back().value()) == 0) continue;
    tried_.push_back(attempt(points[i], printed[i]));
  }
}

// Between two that differ: the last printed value that is like the lower, the first like what follows; at most four
// edges, so that the work is bounded.
void NumberScan::halve(Probe low, const Probe& high, std::vector<Probe>& out) {
  constexpr int kMostEdges = 4;
  for (int edge = 0; edge < kMostEdges && !same_(low.snapshot, high.snapshot); ++edge) {
    double first = next_printed(low.value(), true);
    Probe next = high;
    // Values first, first + step, ... lie between; halve over their numbers.
    double count = std::floor((high.value() - first) * per_unit_ + 1);
    if (compare(first + (count - 1) / per_unit_, high.value()) >= 0) count -= 1;
    while (count >= 1) {
      const double half = std::floor((count - 1) / 2);
      const double at = (first * per_unit_ + half) / per_unit_;
      const Probe middle = attempt(std::floor(at * per_unit_ + 0.5) / per_unit_, true);
      if (same_(middle.snapshot, low.snapshot)) {
        low = middle;
        first = next_printed(middle.value(), true);
        count -= half + 1;
      } else {
        next = middle;
        count = half;
      }
    }
    if (out.back().value() < low.value()) out.push_back(low);
    if (spec(field_).type != FieldType::kInteger) name_threshold(low, next, out);
    if (next.value() < high.value()) out.push_back(next);
    low = next;
  }
}

// Is one of the two neighbours the threshold itself? Then the sentence can name it.
void NumberScan::name_threshold(const Probe& low, const Probe& next, std::vector<Probe>& out) {
  if (beside(low.value(), next.value())) return;
  if (low.printed) {
    const Probe after = attempt(low.value() * (1 + kBeside), false);
    if (same_(after.snapshot, next.snapshot)) return out.push_back(after);
  }
  if (next.printed) {
    const Probe before = attempt(next.value() * (1 - kBeside), false);
    if (same_(before.snapshot, low.snapshot)) out.push_back(before);
  }
}

void NumberScan::refine() {
  const bool whole = spec(field_).type == FieldType::kInteger;
  std::vector<Probe> out;
  for (const Probe& one : tried_) {
    if (!out.empty() && !beside(out.back().value(), one.value())) {
      if (!same_(out.back().snapshot, one.snapshot)) {
        halve(out.back(), one, out);
      } else if (!whole && !out.back().printed && !one.printed) {
        // A band between two thresholds needs a value that can be entered.
        const double middle = std::floor((out.back().value() + one.value()) / 2 * per_unit_ + 0.5) / per_unit_;
        if (middle > out.back().value() && middle < one.value()) out.push_back(attempt(middle, true));
      }
    }
    out.push_back(one);
  }
  tried_ = std::move(out);
}

void NumberScan::build_bands() {
  std::size_t begin = 0;
  while (begin < tried_.size()) {
    std::size_t end = begin + 1;
    while (end < tried_.size() && same_(tried_[begin].snapshot, tried_[end].snapshot)) ++end;
    Band band;
    band.snapshot = tried_[begin].snapshot;
    const Cell& known = prober_.patient()[field_];
    bool any_printed = false;
    for (std::size_t i = begin; i < end; ++i) {
      blend_scores(band.snapshot, tried_[i].snapshot);
      if (!tried_[i].printed) continue;
      band.last = tried_[i].value();
      if (!any_printed) band.first = band.last;
      any_printed = true;
      band.own |= known.known && known.entered == band.last;
    }
    // A band without a printed value is too narrow to speak of.
    if (any_printed) {
      if (begin != 0) {
        const Probe& before = tried_[begin - 1];
        const bool above =
            !tried_[begin].printed && before.printed && beside(before.value(), tried_[begin].value());
        band.low = {false, above ? before.value() : band.first, !above};
      }
      if (end != tried_.size()) {
        const Probe& after = tried_[end];
        const bool below =
            !tried_[end - 1].printed && after.printed && beside(tried_[end - 1].value(), after.value());
        band.high = {false, below ? after.value() : band.last, !below};
      }
      bands_.push_back(band);
    }
    begin = end;
  }
}

// ---- sentences -------------------------------------------------------------------------------------------
std::string range_text(Field field, std::uint8_t unit, const Limit& low, const Limit& high) {
  if (low.open && high.open) return std::string("range.any"_text);
  const bool whole = spec(field).type == FieldType::kInteger;
  const bool last = whole && high.open && low.value == spec(field).hard.high;
  const bool first = whole && low.open && high.value == spec(field).hard.low;
  if (last || first) return number_text(last ? low.value : high.value);
  if (low.open) {
    const std::string value = with_unit(field, unit, high.value);
    return high.included ? say<"range.up_to">(value) : say<"range.below">(value);
  }
  if (high.open) {
    const std::string value = with_unit(field, unit, low.value);
    return low.included ? say<"range.from">(value) : say<"range.above">(value);
  }
  const std::string to = with_unit(field, unit, high.value);
  if (compare(low.value, high.value) == 0) return with_unit(field, unit, low.value);
  const std::string from = number_text(low.value);
  if (low.included)
    return high.included ? say<"range.from_to">(from, to) : say<"range.from_to_below">(from, to);
  return high.included ? say<"range.above_up_to">(from, to) : say<"range.above_below">(from, to);
}

std::string answer_text(Field field, const Answer& answer) {
  std::string text;
  switch (spec(field).type) {
    case FieldType::kNumber:
    case FieldType::kInteger:
    case FieldType::kQuantity:
      return with_unit(field, answer.cell.unit, answer.cell.entered);
    case FieldType::kBoolean:
      return std::string(answer.cell.value != 0 ? "answer.yes"_text : "answer.no"_text);
    case FieldType::kRegimens:
      return answer.regimen < 0 ? std::string("answer.none"_text)
                                : label_of_word(field, static_cast<std::size_t>(answer.regimen));
    default:
      break;
  }
  for (std::size_t i = 0; i < 64; ++i) {
    if ((answer.cell.words >> i & 1U) == 0) continue;
    if (!text.empty()) text += " and ";
    text += label_of_word(field, i);
  }
  return text.empty() ? std::string("answer.none"_text) : text;
}

std::string changes_text(const Snapshot& now, const Snapshot& then, Tense tense) {
  std::string text;
  const auto clause = [&](const std::string& words) {
    if (!text.empty()) text += "; ";
    text += words;
  };
  const bool would = tense == Tense::kWould;
  for (std::size_t i = 0; i < kNamedScoreCount; ++i) {
    const std::string from = grade_text(i, now);
    const std::string to = grade_text(i, then);
    // Points that differ inside the band leave the grade to speak of, where that is another.
    if (to.empty() || from == to) continue;
    if (now.grades[i] == then.grades[i] && then.child_pugh == kOpenPoints) continue;
    const std::string_view score = spec(kNamedScores[i]).label;
    const std::string change =
        would ? say<"change.score_would_be">(score, to) : say<"change.score_is">(score, to);
    clause(from.empty() ? change : say<"change.instead">(change, from));
  }
  // By what it was and what it becomes, so that five options are one clause.
  constexpr std::size_t kVerdicts = 5;
  for (std::size_t pair = 0; pair < kVerdicts * kVerdicts; ++pair) {
    const auto from = static_cast<Verdict>(pair / kVerdicts);
    const auto to = static_cast<Verdict>(pair % kVerdicts);
    if (from == to) continue;
    std::size_t count = 0;
    const std::string named =
        names(now, [&](std::size_t o) { return now.verdicts[o] == from && then.verdicts[o] == to; }, count);
    if (count == 0) continue;
    const std::string_view word = name_of(to);
    const std::string change = would        ? say<"change.would_be">(named, word)
                               : count == 1 ? say<"change.is">(named, word)
                                            : say<"change.are">(named, word);
    // What an answer settles was open before: that goes without saying.
    const bool settles = from == Verdict::kNeedsInformation && !would;
    clause(settles ? change : say<"change.instead">(change, name_of(from)));
  }
  constexpr std::size_t kTiers = 4;
  for (std::size_t pair = 0; pair < kTiers * kTiers; ++pair) {
    const auto from = static_cast<knowledge::Tier>(pair / kTiers);
    const auto to = static_cast<knowledge::Tier>(pair % kTiers);
    if (from == to) continue;
    std::size_t count = 0;
    const std::string named = names(
        now,
        [&](std::size_t o) {
          return now.tiers[o] == from && then.tiers[o] == to && tier_differs(now, then, o);
        },
        count);
    if (count == 0) continue;
    const std::string_view word = name_of(to);
    const std::string change = would        ? say<"change.would_count">(named, word)
                               : count == 1 ? say<"change.counts">(named, word)
                                            : say<"change.count">(named, word);
    clause(say<"change.instead">(change, name_of(from)));
  }
  const auto label = [](std::uint8_t o) { return inside_sentence(knowledge::options()[o].label); };
  if (now.first[0] != then.first[0]) {
    const std::string to = label(then.first[0]);
    const std::string change = would ? say<"change.would_be_first">(to) : say<"change.is_first">(to);
    clause(say<"change.instead">(change, label(now.first[0])));
  } else if (now.first[1] != then.first[1]) {
    const std::string to = label(then.first[1]);
    const std::string change = would ? say<"change.would_be_second">(to) : say<"change.is_second">(to);
    clause(say<"change.instead">(change, label(now.first[1])));
  }
  return text;
}

void write_changes(const Snapshot& now, const Snapshot& then, JsonWriter& json) {
  const auto options = knowledge::options();
  json.begin_array();
  for (std::size_t rank = 1; rank <= options.size(); ++rank) {
    for (std::size_t o = 0; o < options.size(); ++o) {
      const bool verdict = now.verdicts[o] != then.verdicts[o];
      const bool tier = tier_differs(now, then, o);
      if (now.ranks[o] != rank || (!verdict && !tier)) continue;
      json.begin_object();
      json.field("id", options[o].id);
      if (verdict) {
        json.key("verdict");
        json.begin_object();
        json.field("from", id(now.verdicts[o]));
        json.field("to", id(then.verdicts[o]));
        json.end_object();
      }
      if (tier) {
        json.key("tier");
        json.begin_object();
        json.field("from", id(now.tiers[o]));
        json.field("to", id(then.tiers[o]));
        json.end_object();
      }
      json.end_object();
    }
  }
  json.end_array();
}

}  // namespace nextline
