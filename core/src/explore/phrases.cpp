// SPDX-License-Identifier: Apache-2.0
#include "explore/phrases.h"

#include "nextline/numbers.h"
#include "render/parts.h"
#include "words/units.h"
#include "words/words.h"

namespace nextline {

namespace {

// Named: clang 14 leaves a text of the catalogue inside a template undefined.
constexpr std::string_view kAnd = "list.and"_text;

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
  return inside_sentence(regimen ? knowledge::regimens()[index].label : spec(field).words[index].label);
}

// "lenvatinib", "lenvatinib and sorafenib", "lenvatinib, sorafenib and 3 more"; options in the order now.
template <class Holds>
std::string names(const Snapshot& now, Holds holds, std::size_t& count) {
  std::array<std::size_t, kMaxOptions> chosen{};
  count = 0;
  for (std::size_t rank = 1; rank <= knowledge::options().size(); ++rank) {
    for (std::size_t o = 0; o < knowledge::options().size(); ++o) {
      if (now.ranks[o] == rank && holds(o)) chosen[count++] = o;
    }
  }
  const std::size_t named = count > 3 ? 2 : count;
  std::string text;
  for (std::size_t i = 0; i < named; ++i) {
    if (i != 0) text += i + 1 == count ? kAnd : ", ";
    text += inside_sentence(knowledge::options()[chosen[i]].label);
  }
  return named < count ? say<"change.names_more">(text, std::to_string(count - named)) : text;
}

std::string grade_text(std::size_t score, const Snapshot& snapshot) {
  const auto grades = spec(kNamedScores[score]).grades;
  std::string text;
  for (std::size_t i = 0; i < grades.size(); ++i) {
    if (snapshot.grades[score] == 1U << i) text = grades[i];
  }
  if (score == 0 && !text.empty() && snapshot.child_pugh) append_number(text, *snapshot.child_pugh);
  return text;
}

}  // namespace

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
      return !answer.regimen ? std::string("answer.none"_text) : label_of_word(field, *answer.regimen);
    default:
      break;
  }
  for (std::size_t i = 0; i < 64; ++i) {
    if (!answer.cell.words.has(i)) continue;
    if (!text.empty()) text += kAnd;
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
    if (now.grades[i] == then.grades[i] && !then.child_pugh) continue;
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

}  // namespace nextline
