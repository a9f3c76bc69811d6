// SPDX-License-Identifier: Apache-2.0
#include "sheet/words_of.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include "knowledge/tables.h"
#include "patient/nearest.h"
#include "sheet/column_names.h"

namespace nextline::sheet {

namespace {

// A sign that can make one thing of two, or another of one: "I-II", "-3", "A, B". The ids stand for such signs with "_".
bool has_sign(std::string_view text) { return text.find_first_of("-+/,_") != std::string_view::npos; }

// The words of one list, by what they are when joined.
class Names {
 public:
  void add(std::string_view name, std::size_t word) { rows_.push_back({joined(name), word, has_sign(name)}); }
  void close() {
    std::stable_sort(rows_.begin(), rows_.end(), [](const Row& a, const Row& b) { return a.name < b.name; });
  }
  // A text with a sign is no word that is written without one.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view text) const {
    const std::string wanted = joined(text);
    auto at = std::lower_bound(rows_.begin(), rows_.end(), wanted,
                               [](const Row& row, const std::string& name) { return row.name < name; });
    for (; at != rows_.end() && at->name == wanted && !wanted.empty(); ++at) {
      if (at->sign || !has_sign(text)) return at->word;
    }
    return std::nullopt;
  }

 private:
  struct Row {
    std::string name;
    std::size_t word;
    bool sign;
  };
  std::vector<Row> rows_;
};

bool is_of_regimens(const FieldSpec& field) {
  return field.type == FieldType::kRegimens || field.type == FieldType::kRegimenSet;
}

// What tables say for a word in another way, of one meaning with its label. As `joined` makes it.
struct Alias {
  std::string_view field;
  std::string_view text;
  std::string_view word;
};

constexpr Alias kAliases[] = {
    {"sex", "f", "female"},
    {"sex", "w", "female"},
    {"sex", "woman", "female"},
    {"sex", "m", "male"},
    {"sex", "man", "male"},
    {"ascites", "slight", "mild"},
    {"ascites", "controlled", "mild"},
    {"ascites", "moderate", "moderate_or_severe"},
    {"ascites", "severe", "moderate_or_severe"},
    {"ascites", "refractory", "moderate_or_severe"},
    {"encephalopathy", "grade1", "grade_1_2"},
    {"encephalopathy", "grade2", "grade_1_2"},
    {"encephalopathy", "gradei", "grade_1_2"},
    {"encephalopathy", "gradeii", "grade_1_2"},
    {"encephalopathy", "grade3", "grade_3_4"},
    {"encephalopathy", "grade4", "grade_3_4"},
    {"encephalopathy", "gradeiii", "grade_3_4"},
    {"encephalopathy", "gradeiv", "grade_3_4"},
    {"etiology", "nash", "masld"},
    {"etiology", "nafld", "masld"},
    {"etiology", "mash", "masld"},
    {"portal_vein_invasion", "present", "present_extent_unknown"},
    {"portal_vein_invasion", "yes", "present_extent_unknown"},
};

// For the word "none" of a question with such a word.
constexpr std::string_view kNoneSpelt[] = {"no", "absent", "nil", "nein", "non"};

std::array<Names, kFieldCount> names_of_fields() {
  std::array<Names, kFieldCount> all;
  for (std::size_t f = 0; f < kFieldCount; ++f) {
    const FieldSpec& field = kFields[f];
    if (is_of_regimens(field)) {
      const auto regimens = knowledge::regimens();
      for (std::size_t i = 0; i < regimens.size(); ++i) {
        all[f].add(regimens[i].id, i);
        all[f].add(regimens[i].label, i);
      }
    }
    for (std::size_t i = 0; i < field.words.size(); ++i) {
      all[f].add(field.words[i].id, i);
      all[f].add(field.words[i].label, i);
      for (const Alias& alias : kAliases) {
        if (alias.field == field.id && alias.word == field.words[i].id) all[f].add(alias.text, i);
      }
      if (field.type != FieldType::kEnum || field.words[i].id != "none") continue;
      for (const std::string_view spelt : kNoneSpelt) all[f].add(spelt, i);
    }
    all[f].close();
  }
  return all;
}

Names names_of_options() {
  Names all;
  const auto options = knowledge::options();
  for (std::size_t i = 0; i < options.size(); ++i) {
    all.add(options[i].id, i);
    all.add(options[i].label, i);
  }
  all.close();
  return all;
}

// "Bevacizumab/atezolizumab": the regimen of just these agents, in any order.
std::optional<std::size_t> find_by_agents(std::string_view text) {
  static const Names kAgents = [] {
    Names all;
    const auto agents = knowledge::agents();
    for (std::size_t i = 0; i < agents.size(); ++i) {
      all.add(agents[i].id, i);
      all.add(agents[i].label, i);
    }
    all.close();
    return all;
  }();
  constexpr std::string_view kAnd = " and ";
  std::string plain(text);
  for (std::size_t at = plain.find(kAnd); at != std::string::npos; at = plain.find(kAnd, at)) {
    plain.replace(at, kAnd.size(), "+");
  }
  knowledge::AgentSet wanted;
  for (std::size_t begin = 0; begin <= plain.size();) {
    const std::size_t end = std::min(plain.find_first_of("+/&", begin), plain.size());
    const std::optional<std::size_t> agent = kAgents.find(std::string_view(plain).substr(begin, end - begin));
    if (!agent) return std::nullopt;
    wanted |= knowledge::AgentSet::one(*agent);
    begin = end + 1;
  }
  const auto regimens = knowledge::regimens();
  for (std::size_t i = 0; i < regimens.size(); ++i) {
    if (regimens[i].agents == wanted && regimens[i].unknown_agents.empty() &&
        regimens[i].unknown_classes.empty()) {
      return i;
    }
  }
  return std::nullopt;
}

// The label of a regimen, letter by letter.
bool is_label(std::string_view text) {
  const auto regimens = knowledge::regimens();
  return std::any_of(regimens.begin(), regimens.end(), [&](const auto& one) { return one.label == text; });
}

bool is_one_of(std::string_view text, std::span<const std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

std::string small_letters(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

}  // namespace

std::string joined(std::string_view text) {
  constexpr std::string_view kJoins = " _-+/,().'\t";
  std::string out;
  for (const char c : text) {
    if (kJoins.find(c) == std::string_view::npos) out += c;
  }
  return small_letters(out);
}

std::optional<std::size_t> find_word(const FieldSpec& field, std::string_view text) {
  static const std::array<Names, kFieldCount> kNames = names_of_fields();
  // A comma, or a dash that stands apart, may part two lines as well as join a pair.
  if (is_of_regimens(field) && !is_label(text) &&
      (text.find(',') != std::string_view::npos || text.find(" - ") != std::string_view::npos)) {
    return std::nullopt;
  }
  const std::optional<std::size_t> word = kNames[static_cast<std::size_t>(&field - kFields)].find(text);
  return !word && is_of_regimens(field) ? find_by_agents(text) : word;
}

std::string_view word_id(const FieldSpec& field, std::size_t word) {
  return is_of_regimens(field) ? knowledge::regimens()[word].id : field.words[word].id;
}

std::string_view likely_field(std::string_view column) {
  // Without a unit behind it.
  const std::string_view name = column.substr(0, column.find_first_of("[(", 1));
  const std::string wanted = joined(name);
  for (const ColumnName& row : kColumnNames) {
    if (row.name == wanted) return row.field;
  }
  for (const FieldSpec& field : kFields) {
    if (!field.loinc.empty() &&
        (joined(field.loinc) == wanted || column.find(field.loinc) != std::string_view::npos)) {
      return field.id;
    }
  }
  // Short for one field and no other.
  constexpr std::size_t kLeastOfName = 3;
  std::string_view begins;
  int fields = 0;
  for (const FieldSpec& field : kFields) {
    if (wanted.size() < kLeastOfName) break;
    if (!joined(field.id).starts_with(wanted) && !joined(field.label).starts_with(wanted)) continue;
    begins = field.id;
    ++fields;
  }
  if (fields == 1) return begins;
  // A slip of the finger; of a few letters any word is one.
  constexpr std::size_t kLeastToMisspell = 5;
  const std::string small = small_letters(name);
  if (small.size() < kLeastToMisspell) return {};
  return closest(small, kFieldCount, [](std::size_t f) { return kFields[f].id; });
}

std::optional<std::size_t> find_option_word(std::string_view text) {
  static const Names kNames = names_of_options();
  return kNames.find(text);
}

std::optional<bool> find_boolean(std::string_view text) {
  constexpr std::string_view kYes[] = {"true", "yes", "y",    "1",         "ja", "j",        "wahr",
                                       "oui",  "o",   "vrai", "verdadero", "si", "s\xC3\xAD"};
  constexpr std::string_view kNo[] = {"false", "no", "n", "0", "nein", "falsch", "non", "faux", "falso"};
  const std::string word = small_letters(text);
  if (is_one_of(word, kYes)) return true;
  if (is_one_of(word, kNo)) return false;
  return std::nullopt;
}

bool is_missing(std::string_view text) {
  constexpr std::string_view kMissing[] = {
      "",       "na",    "n/a",     "nan",  "null",           ".",           "?",
      "-",      "--",    "unknown", "#n/a", "#ref!",          "#value!",     "#div/0!",
      "#name?", "#num!", "#null!",  "#na",  "[notavailable]", "notavailable"};
  constexpr std::size_t kLongest = 16;
  if (text.size() > kLongest) return false;
  std::string plain = small_letters(text);
  plain.erase(std::remove(plain.begin(), plain.end(), ' '), plain.end());
  return is_one_of(plain, kMissing);
}

}  // namespace nextline::sheet
