// SPDX-License-Identifier: Apache-2.0
#include "explore/ask_next.h"

#include <algorithm>
#include <utility>

#include "explore/number_scan.h"
#include "explore/phrases.h"
#include "nextline/numbers.h"
#include "numbers/random.h"
#include "render/parts.h"
#include "words/words.h"

namespace nextline {

namespace {

// Every answer to a field that is no number.
void add_answers(const Patient& patient, OpenField& open) {
  const Field field = open.field;
  const FieldSpec& row = spec(field);
  const auto add = [&](const Answer& answer) { open.probes.push_back({answer, true, {}}); };
  // Of a set what is known stays: the answer is one more member, or none.
  const WordSet here = patient[field].words;
  const auto add_member = [&](std::size_t member) {
    if (!(here | patient[field].absent).has(member)) add(set_answer(field, here | WordSet::one(member)));
  };
  switch (row.type) {
    case FieldType::kBoolean:
      add(number_answer(field, 0, 0));
      add(number_answer(field, 1, 0));
      break;
    case FieldType::kEnum:
      for (WordSet left = patient.possible(field); !left.empty(); left -= left.lowest()) {
        add(word_answer(left.lowest()));
      }
      break;
    case FieldType::kSet:
      add(set_answer(field, here));
      for (std::size_t i = 0; i < row.words.size(); ++i) add_member(i);
      break;
    case FieldType::kRegimenSet:
      add(set_answer(field, here));
      for (const knowledge::Option& option : knowledge::options()) {  // no rule reads another one
        if (option.regimen) add_member(*option.regimen);
      }
      break;
    case FieldType::kRegimens:
      add(set_answer(field, {}));  // no therapy yet
      for (std::size_t regimen = 0; regimen < knowledge::regimens().size(); ++regimen) {
        Answer answer = set_answer(field, WordSet::one(regimen));
        answer.regimen = regimen;
        add(answer);
      }
      break;
    default:
      break;
  }
}

bool is_list(Field field) {
  const FieldType type = spec(field).type;
  return type == FieldType::kSet || type == FieldType::kRegimenSet || type == FieldType::kRegimens;
}

using Places = std::array<std::uint8_t, kMaxOptions>;  // by option, from 1

int weight_of_place(int rank) {
  if (rank <= 3) return 4;
  return rank <= 8 ? 2 : 1;
}

// `best`: where each option stands, or could stand after one of the answers.
double worth_of(const Snapshot& now, const Snapshot& then, const Places& best) {
  int worth = 0;
  for (std::size_t o = 0; o < knowledge::options().size(); ++o) {
    if (now.verdicts[o] == then.verdicts[o]) continue;
    worth += weight_of_place(best[o]) * (now.verdicts[o] == Verdict::kNeedsInformation ? 2 : 1);
  }
  if (now.first[0] != then.first[0]) worth += 4;
  for (StopSet stops = then.stops - now.stops; !stops.empty(); stops -= stops.lowest()) worth += 4;
  return worth;
}

void better(Places& best, const Places& other) {
  for (std::size_t o = 0; o < best.size(); ++o) best[o] = std::min(best[o], other[o]);
}

int count_settled(const Snapshot& now, const Snapshot& then) {
  int count = 0;
  for (std::size_t o = 0; o < knowledge::options().size(); ++o) {
    count += now.verdicts[o] == Verdict::kNeedsInformation && then.verdicts[o] != now.verdicts[o] ? 1 : 0;
  }
  return count;
}

// Where the INR counts the prothrombin time does not: it is not asked for beside it, and an INR that would replace one
// is a correction.
bool never_asked(const Patient& patient, Field field) {
  if (spec(field).stands_in) return true;
  return field == "inr"_f && !patient.entered(field) && patient.entered("prothrombin_prolongation"_f);
}

void try_numbers(Prober& prober, const Relevance& relevance, OpenField& open, Question& question) {
  const Range left = prober.patient().range(open.field);
  NumberScan scan(prober, relevance, open.field, {left.low, left.high}, same_result);
  open.probes = std::move(scan.tried());
  std::size_t possible = 0;
  for (const Band& band : scan.bands()) possible += band.snapshot.possible ? 1 : 0;
  for (const Band& band : scan.bands()) {
    if (!band.snapshot.possible) continue;
    const double enter = scan.value_in(band, !band.low.open);
    question.answers.push_back({range_text(open.field, scan.unit(), band.low, band.high),
                                number_answer(open.field, enter, scan.unit()), band.snapshot,
                                1.0 / static_cast<double>(possible)});
  }
}

void try_words(Prober& prober, OpenField& open, Question& question) {
  add_answers(prober.patient(), open);
  for (Probe& probe : open.probes) probe.snapshot = prober.with(open.field, probe.answer);
  std::size_t possible = 0;
  for (const Probe& probe : open.probes) possible += probe.snapshot.possible ? 1 : 0;
  const bool list = is_list(open.field);
  for (std::size_t i = 0; i < open.probes.size(); ++i) {
    const Probe& probe = open.probes[i];
    if (!probe.snapshot.possible) continue;
    double share = 1.0 / static_cast<double>(possible);
    if (list && possible > 1) share = i == 0 ? 0.5 : 0.5 / static_cast<double>(possible - 1);
    const std::string text = answer_text(open.field, probe.answer);
    const auto same =
        std::find_if(question.answers.begin(), question.answers.end(),
                     [&](const AnswerGroup& group) { return same_result(group.snapshot, probe.snapshot); });
    if (same == question.answers.end()) {
      question.answers.push_back({text, probe.answer, probe.snapshot, share});
      continue;
    }
    same->share += share;
    (same->range += "list.or"_text) += text;
    blend_scores(same->snapshot, probe.snapshot);
  }
}

// ---- what settles only together ----------------------------------------------------------------------------
// The open criterion that holds back most, where it waits for several fields.
void ask_together(Prober& prober, AskNext& asked) {
  constexpr std::size_t kDraws = 8;
  const EvaluationData& data = prober.data();
  const auto rules = knowledge::rules();
  std::vector<int> weights(rules.size(), 0);
  for (std::size_t o = 0; o < knowledge::options().size(); ++o) {
    const knowledge::Option& option = knowledge::options()[o];
    if (data.options[o].verdict != Verdict::kNeedsInformation) continue;
    for (std::size_t i = 0; i < option.rules.size(); ++i) {
      const knowledge::RuleKind kind = rules[option.rules[i]].kind;
      if (kind != knowledge::RuleKind::kExcludes && kind != knowledge::RuleKind::kRequires) continue;
      if (data.options[o].outcomes[i] != Tri::kUnknown) continue;
      weights[option.rules[i]] += weight_of_place(prober.now().ranks[o]);
    }
  }
  const std::size_t rule =
      static_cast<std::size_t>(std::max_element(weights.begin(), weights.end()) - weights.begin());
  if (rule >= weights.size() || weights[rule] == 0) return;
  FieldSet needs;
  collect_needs({data.assumed, data.scores, data.facts}, rules[rule], needs);
  Question question{};
  question.criterion = text_of(rules[rule]);
  for (const OpenField& one : asked.open) {
    if (!needs.test(one.field.index)) continue;
    if (question.fields.none()) question.field = one.field;
    question.fields.set(one.field.index);
  }
  if (question.fields.count() < 2) return;
  SplitMix64 draw(20261121);
  std::array<Snapshot, kDraws> drawn;
  Places best = prober.now().ranks;
  for (Snapshot& then : drawn) {
    for (const OpenField& one : asked.open) {
      if (!question.fields.test(one.field.index)) continue;
      prober.put(one.field, one.probes[draw.below(one.probes.size())].answer);
    }
    then = prober.take();
    if (then.possible) better(best, then.ranks);
  }
  for (const Snapshot& then : drawn) {
    if (then.possible) question.worth += worth_of(prober.now(), then, best) / kDraws;
  }
  // Many answers have to come together for it.
  question.worth /= static_cast<double>(question.fields.count());
  if (question.worth > 0) asked.questions.push_back(std::move(question));
}

// How many verdicts the answers settle, at least and at most.
std::string summary(const Snapshot& now, const Question& question, const std::string& fields) {
  int least = kMaxOptions;
  int most = 0;
  for (const AnswerGroup& group : question.answers) {
    const int settled = count_settled(now, group.snapshot);
    least = std::min(least, settled);
    most = std::max(most, settled);
  }
  if (most == 0) return say<"ask.settles_none">(fields);
  const std::string count = std::to_string(most);
  if (least == most) return most == 1 ? say<"ask.settles_one">(fields) : say<"ask.settles">(fields, count);
  return most == 1 ? say<"ask.settles_up_to_one">(fields) : say<"ask.settles_up_to">(fields, count);
}

void write_answer_group(Prober& prober, const Question& question, const AnswerGroup& group, JsonWriter& json) {
  const Field field = question.field;
  const auto options = knowledge::options();
  const auto stops = knowledge::stops();
  const Snapshot& now = prober.now();
  json.begin_object();
  json.field("range", group.range);
  json.key("enter");
  prober.write_answer(field, group.enter, json);
  json.key("changes");
  write_changes(now, group.snapshot, json);
  json.key("first_three");
  json.begin_array();
  for (const std::uint8_t option : group.snapshot.first) json.string(options[option].id);
  json.end_array();
  json.key("stops");
  json.begin_array();
  const StopSet new_stops = group.snapshot.stops - now.stops;
  for (std::size_t i = 0; i < stops.size() && i < 64; ++i) {
    if (new_stops.has(i)) json.string(stops[i].id);
  }
  json.end_array();
  std::string changes = changes_text(now, group.snapshot, Tense::kWill);
  for (std::size_t i = 0; i < stops.size() && i < 64; ++i) {
    if (!new_stops.has(i)) continue;
    std::string_view sign = stops[i].text;
    if (sign.ends_with('.')) sign.remove_suffix(1);
    (changes += changes.empty() ? "" : "; ") += say<"change.stop_sign">(sign);
  }
  if (changes.empty()) {
    changes = same_result(now, group.snapshot) ? "change.nothing"_text : "change.further_down"_text;
  }
  const std::string_view label = spec(field).label;
  const std::string answer = is_number(field) ? say<"change.answer_number">(label, group.range)
                                              : say<"change.answer_word">(label, group.range);
  json.field("text", say<"change.sentence">(answer, changes));
  json.end_object();
}

}  // namespace

AskNext ask_next(Prober& prober, const Relevance& relevance) {
  AskNext asked;
  const Patient& patient = prober.patient();
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    const Field field{static_cast<std::uint8_t>(i)};
    if (!relevance.fields.test(i) || !is_open(patient, field) || never_asked(patient, field)) continue;
    if (prober.evaluations() > kMaxSingleEvaluations) break;
    OpenField open{field, {}};
    Question question{field, {}, {}, 0, {}};
    question.fields.set(i);
    if (is_number(field)) {
      try_numbers(prober, relevance, open, question);
    } else {
      try_words(prober, open, question);
    }
    bool matters = false;
    Places best = prober.now().ranks;
    for (const AnswerGroup& group : question.answers) better(best, group.snapshot.ranks);
    for (const AnswerGroup& group : question.answers) {
      matters |= !same_result(group.snapshot, prober.now());
      question.worth += group.share * worth_of(prober.now(), group.snapshot, best);
    }
    if (matters) asked.questions.push_back(std::move(question));
    if (!open.probes.empty()) asked.open.push_back(std::move(open));
  }
  ask_together(prober, asked);
  return asked;
}

void write_ask_next(Prober& prober, const AskNext& asked, JsonWriter& json) {
  std::vector<double> keys;  // most worth first, then in the order of the form
  for (const Question& question : asked.questions) {
    keys.push_back(-1000 * round6(question.worth) + spec(question.field).order * 1e-3);
  }
  std::size_t written = 0;
  json.begin_array();
  for (const std::size_t place : rising(keys)) {
    if (written++ == kMostQuestions) break;
    const Question& question = asked.questions[place];
    std::string fields(spec(question.field).label);
    json.begin_object();
    json.key("fields");
    json.begin_array();
    for (std::size_t i = 0; i < kFieldCount; ++i) {
      if (!question.fields.test(i)) continue;
      json.string(kFields[i].id);
      if (i != question.field.index) (fields += ", ") += inside_sentence(kFields[i].label);
    }
    json.end_array();
    json.field("text", question.answers.empty() ? say<"ask.together">(fields, question.criterion)
                                                : summary(prober.now(), question, fields));
    json.key("answers");
    json.begin_array();
    for (const AnswerGroup& group : question.answers) write_answer_group(prober, question, group, json);
    json.end_array();
    json.end_object();
  }
  json.end_array();
}

}  // namespace nextline
