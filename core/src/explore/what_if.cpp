// SPDX-License-Identifier: Apache-2.0
#include "explore/what_if.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "explore/ask_next.h"
#include "explore/number_scan.h"
#include "explore/phrases.h"
#include "nextline/numbers.h"
#include "render/parts.h"
#include "words/words.h"

namespace nextline {

namespace {

// Conditions that do not go away again; pregnancy is not set before anyone as a possibility.
constexpr Field kComorbidities = "comorbidities"_f;
constexpr WordSet kLasting = word(kComorbidities, "organ_transplant") |
                             word(kComorbidities, "autoimmune_disease") |
                             word(kComorbidities, "interstitial_lung_disease");
constexpr WordSet kNeverAdded = word(kComorbidities, "pregnancy");

enum class Side : std::uint8_t { kLower, kHigher, kOther, kAdded, kRemoved };
constexpr std::string_view kSides[] = {"lower", "higher", "other", "added", "removed"};

struct Change {
  Field field;
  Side side;
  Answer to;
  Snapshot snapshot;
  Limit low = {};  // numbers
  Limit high = {};
  double before = 0;    // numbers: the nearest printed value at which nothing has changed
  double distance = 1;  // relative
  int bucket = 0;       // 0: the first option, 1: one of the first three, 2: further down
};

int bucket_of(const Snapshot& now, const Snapshot& then) {
  if (now.first[0] != then.first[0] || now.first[1] != then.first[1]) return 0;
  int best = kMaxOptions;
  for (std::size_t o = 0; o < knowledge::options().size(); ++o) {
    const bool tier = now.tiers[o] != then.tiers[o] && usable(std::min(now.verdicts[o], then.verdicts[o]));
    if (now.verdicts[o] == then.verdicts[o] && !tier) continue;
    best = std::min({best, int{now.ranks[o]}, int{then.ranks[o]}});
  }
  if (best <= 1) return 0;
  return best <= 3 ? 1 : 2;
}

class Finder {
 public:
  Finder(Prober& prober, const Relevance& relevance) : prober_(prober), relevance_(relevance) {}

  std::vector<Change> find() {
    for (std::size_t i = 0; i < kFieldCount; ++i) {
      const Field field{static_cast<std::uint8_t>(i)};
      const Patient& patient = prober_.patient();
      if (!relevance_.fields.test(i) || !patient.known(field) || is_open(patient, field)) continue;
      if (spec(field).stays != Stays::kNo) continue;
      if (field == "prothrombin_prolongation"_f && patient.entered("inr"_f)) continue;
      if (prober_.evaluations() > kMaxSingleEvaluations) break;
      vary(field);
    }
    return std::move(changes_);
  }

 private:
  void vary(Field field) {
    switch (spec(field).type) {
      case FieldType::kNumber:
      case FieldType::kInteger:
      case FieldType::kQuantity:
        return vary_number(field);
      case FieldType::kBoolean: {
        Answer answer;
        answer.cell.known = true;
        answer.cell.value = answer.cell.entered = prober_.patient()[field].value != 0 ? 0 : 1;
        offer({field, Side::kOther, answer, {}, {}, {}});
        return;
      }
      case FieldType::kEnum:
        return vary_word(field);
      case FieldType::kSet:
        return vary_set(field);
      default:
        return;
    }
  }

  // Adds it where it changes something; returns whether it does.
  bool offer(Change change) {
    change.snapshot = prober_.with(change.field, change.to);
    return add(change);
  }

  bool add(Change change) {
    if (!change.snapshot.possible || same_for_what_if(prober_.now(), change.snapshot)) return false;
    change.bucket = bucket_of(prober_.now(), change.snapshot);
    changes_.push_back(change);
    return true;
  }

  void vary_number(Field field) {
    const NumberScan scan(prober_, relevance_, field, spec(field).soft, same_for_what_if);
    const auto& bands = scan.bands();
    std::size_t own = 0;
    while (own < bands.size() && !bands[own].own) ++own;
    if (own == bands.size()) return;  // never: the value known is tried
    if (own != 0) take_band(field, scan, bands[own - 1], false);
    if (own + 1 != bands.size()) take_band(field, scan, bands[own + 1], true);
  }

  void take_band(Field field, const NumberScan& scan, const Band& band, bool higher) {
    const Cell& cell = prober_.patient()[field];
    const Limit& limit = higher ? band.low : band.high;
    Change change{field, higher ? Side::kHigher : Side::kLower, {}, band.snapshot, band.low, band.high};
    change.before = limit.value;
    if (limit.included) {
      change.before = scan.next_printed(limit.value, !higher);
      if (higher ? change.before < cell.entered : change.before > cell.entered) change.before = cell.entered;
    }
    const double to = scan.value_in(band, higher);
    change.to = number_answer(field, to, scan.unit());
    const double size = cell.entered < 0 ? -cell.entered : cell.entered;
    const double apart = to < cell.entered ? cell.entered - to : to - cell.entered;
    change.distance = round6(size > 0 ? apart / size : 1);
    add(change);
  }

  // The nearest word on either side in the order of the table.
  void vary_word(Field field) {
    const WordSet now = prober_.patient()[field].words;
    const WordSet all = states(field);
    const auto offer_word = [&](std::size_t word, Side side) {
      return all.has(word) && offer({field, side, word_answer(WordSet::one(word)), {}, {}, {}});
    };
    std::size_t own = 0;
    while (!now.has(own)) ++own;
    for (std::size_t word = own; word > 0 && !offer_word(word - 1, Side::kLower); --word) {
    }
    for (std::size_t word = own + 1; word < spec(field).words.size() && !offer_word(word, Side::kHigher);
         ++word) {
    }
  }

  void vary_set(Field field) {
    const WordSet now = prober_.patient()[field].words;
    const WordSet all = all_words(field);
    if ((now | prober_.patient()[field].absent) != all) return;  // a member could not be read
    for (WordSet left = all; !left.empty(); left -= left.lowest()) {
      const WordSet word = left.lowest();
      const bool removed = now.meets(word);
      if (field == kComorbidities && word.meets(removed ? kLasting : kNeverAdded)) continue;
      const WordSet then = removed ? now - word : now | word;
      offer({field, removed ? Side::kRemoved : Side::kAdded, set_answer(field, then), {}, {}, {}});
    }
  }

  Prober& prober_;
  const Relevance& relevance_;
  std::vector<Change> changes_;
};

std::string head_of(const Prober& prober, const Change& change) {
  const Field field = change.field;
  const std::string label = inside_sentence(spec(field).label);
  Answer now;
  now.cell = prober.patient()[field];
  const bool added = change.side == Side::kAdded;
  if (added || change.side == Side::kRemoved) {
    const std::string word = answer_text(field, word_answer(added ? change.to.cell.words - now.cell.words
                                                                  : now.cell.words - change.to.cell.words));
    return added ? say<"what_if.added">(word, label) : say<"what_if.removed">(word, label);
  }
  const std::string before = answer_text(field, now);
  if (!is_number(field)) return say<"what_if.word">(label, answer_text(field, change.to), before);
  return say<"what_if.number">(label, range_text(field, now.cell.unit, change.low, change.high), before);
}

void write_limit(const char* key, const Limit& limit, JsonWriter& json) {
  json.key(key);
  if (limit.open) {
    json.null();
    return;
  }
  json.begin_object();
  json.field_number("value", limit.value);
  json.key("included");
  json.boolean(limit.included);
  json.end_object();
}

}  // namespace

void write_what_if(Prober& prober, const Relevance& relevance, JsonWriter& json) {
  const std::vector<Change> changes = Finder(prober, relevance).find();
  std::vector<double> keys;  // by bucket, then by distance, which is far below a million
  for (const Change& change : changes) keys.push_back(change.bucket * 1e6 + std::min(change.distance, 1e5));
  const auto options = knowledge::options();
  std::array<std::uint8_t, kFieldCount> shown_of{};
  std::size_t shown = 0;
  json.begin_array();
  for (const std::size_t place : rising(keys)) {
    const Change& change = changes[place];
    json.begin_object();
    json.field("field", spec(change.field).id);
    json.field("side", kSides[static_cast<std::size_t>(change.side)]);
    json.key("from");
    Answer now;
    now.cell = prober.patient()[change.field];
    prober.write_answer(change.field, now, json);
    json.key("to");
    prober.write_answer(change.field, change.to, json);
    if (is_number(change.field)) {
      write_limit("low", change.low, json);
      write_limit("high", change.high, json);
      json.key("before");
      prober.write_answer(change.field, number_answer(change.field, change.before, now.cell.unit), json);
    }
    json.key("changes");
    write_changes(prober.now(), change.snapshot, json);
    json.key("first_two");
    if (change.snapshot.first[0] != prober.now().first[0] ||
        change.snapshot.first[1] != prober.now().first[1]) {
      json.begin_array();
      for (std::size_t i = 0; i < 2; ++i) json.string(options[change.snapshot.first[i]].id);
      json.end_array();
    } else {
      json.null();
    }
    const bool show = shown < kMostShown && shown_of[change.field.index] < kMostShownOfOneField;
    if (show) ++shown, ++shown_of[change.field.index];
    json.key("shown");
    json.boolean(show);
    const std::string changed = changes_text(prober.now(), change.snapshot, Tense::kWould);
    json.field("text", say<"what_if">(head_of(prober, change), changed));
    json.end_object();
  }
  json.end_array();
}

}  // namespace nextline
