// SPDX-License-Identifier: Apache-2.0
#include "records/summary.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "json/document.h"
#include "nextline/json_writer.h"
#include "nextline/nextline.h"
#include "words/words.h"

namespace nextline::records {

namespace {

// ---- three significant figures
constexpr int kLowestPower = -7;  // 1e-7: numbers have at most six decimals
constexpr int kHighestPower = 9;
constexpr std::size_t kPerPower = 900;  // 100 to 999
constexpr std::size_t kPlaces = 1 + (kHighestPower - kLowestPower + 1) * kPerPower;

constexpr double kPowers[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11};

// value times 10^power; exact powers, so that every build gives the same.
double scaled(double value, int power) { return power >= 0 ? value * kPowers[power] : value / kPowers[-power]; }

std::size_t place_of(double value) {
  if (!(value >= 1e-7)) return 0;
  int power = kLowestPower;
  while (power < kHighestPower && value >= scaled(1, power + 1)) ++power;
  double figures = std::floor(scaled(value, 2 - power) + 0.5);
  if (figures >= 1000) {
    if (power == kHighestPower) {
      figures = 999;
    } else {
      figures = 100;
      ++power;
    }
  }
  if (figures < 100) figures = 100;
  return 1 + static_cast<std::size_t>(power - kLowestPower) * kPerPower + static_cast<std::size_t>(figures) -
         100;
}

constexpr std::size_t kMostRowsNamed = 1000;
constexpr std::size_t kVerdicts = std::size(vocabulary::kVerdicts);

std::string_view grade_id(ScoreId score, std::size_t place) {
  const auto grades = spec(score).grades;
  return place < grades.size() ? grades[place] : std::string_view{};
}

// The place of the one grade that is left; behind the last one where several are.
std::size_t grade_place(const EvaluationData& data, ScoreId score) {
  const std::uint16_t grades = get(data.scores, score).grades;
  const std::size_t count = spec(score).grades.size();
  for (std::size_t i = 0; i < count; ++i) {
    if (grades == 1U << i) return i;
  }
  return count;
}

}  // namespace

void Spread::add(double value, std::uint64_t times) {
  if (counts_.empty()) counts_.resize(kPlaces);
  counts_[place_of(value)] += times;
  low_ = count_ == 0 ? value : std::min(low_, value);
  high_ = count_ == 0 ? value : std::max(high_, value);
  count_ += times;
}

void Spread::add(const Spread& other) {
  if (other.count_ == 0) return;
  if (counts_.empty()) counts_.resize(kPlaces);
  for (std::size_t i = 0; i < kPlaces; ++i) counts_[i] += other.counts_[i];
  low_ = count_ == 0 ? other.low_ : std::min(low_, other.low_);
  high_ = count_ == 0 ? other.high_ : std::max(high_, other.high_);
  count_ += other.count_;
}

double Spread::value_of(std::size_t place) {
  if (place == 0) return 0;
  const int power = static_cast<int>((place - 1) / kPerPower) + kLowestPower;
  return scaled(static_cast<double>((place - 1) % kPerPower + 100), power - 2);
}

double Spread::median() const {
  std::uint64_t left = (count_ + 1) / 2;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    if (left <= counts_[i]) return value_of(i);
    left -= counts_[i];
  }
  return 0;
}

Summary::Summary() : options_(knowledge::options().size()), given_ranks_(knowledge::options().size()) {}

void Summary::add(const RowCounted& row) {
  ++rows_;
  bool error = false;
  bool warning = false;
  for (const Issue& issue : *row.issues) {
    const bool is = is_error(issue.code);
    error |= is;
    warning |= !is;
    if (issue.code == IssueCode::kUnitSlip && issue.of) ++fields_[issue.of->index].unit_slip;
  }
  with_errors_ += error ? 1 : 0;
  with_warnings_ += warning ? 1 : 0;
  for (std::size_t f = 0; f < kFieldCount; ++f) {
    const Cell& cell = row.patient->cells[f];
    OfField& field = fields_[f];
    field.error += cell.error ? 1 : 0;
    field.limited += cell.comparator != Comparator::kNone ? 1 : 0;
    field.missing += row.missing->test(f) ? 1 : 0;
    if (!cell.known) continue;
    ++field.known;
    if (!kFields[f].units.empty()) field.values.add(cell.value);
  }
  const EvaluationData& data = *row.data;
  for (std::size_t o = 0; o < options_.size(); ++o) {
    ++options_[o].verdicts[static_cast<std::size_t>(data.options[o].verdict)];
  }
  const std::size_t child_pugh = grade_place(data, "child_pugh"_score);
  const std::size_t albi = grade_place(data, "albi"_score);
  const std::size_t bclc = grade_place(data, "bclc"_score);
  ++stages_[(child_pugh * kAlbi + albi) * kBclc + bclc];
  ++options_[data.order[0]].first[child_pugh];
  const Score& value = get(data.scores, "albi"_score);
  if (value.state == ScoreState::kSettled) albi_[albi].add(std::max(0.0, -value.value));
  given_unknown_ += row.given_unknown ? 1 : 0;
  if (!row.given) return;
  const std::size_t given = *row.given;
  const Verdict verdict = data.options[given].verdict;
  ++options_[given].given[static_cast<std::size_t>(verdict)];
  for (std::size_t rank = 0; rank < options_.size(); ++rank) {
    if (data.order[rank] == given) ++given_ranks_[rank];
  }
  if (verdict == Verdict::kContraindicated && against_.size() < kMostRowsNamed) against_.push_back(row.row);
}

void Summary::add(const Summary& other) {
  rows_ += other.rows_;
  unreadable_ += other.unreadable_;
  with_errors_ += other.with_errors_;
  with_warnings_ += other.with_warnings_;
  for (std::size_t f = 0; f < kFieldCount; ++f) {
    OfField& mine = fields_[f];
    const OfField& its = other.fields_[f];
    mine.known += its.known;
    mine.limited += its.limited;
    mine.error += its.error;
    mine.unit_slip += its.unit_slip;
    mine.missing += its.missing;
    mine.values.add(its.values);
  }
  for (std::size_t o = 0; o < options_.size(); ++o) {
    for (std::size_t i = 0; i < kVerdicts; ++i) {
      options_[o].verdicts[i] += other.options_[o].verdicts[i];
      options_[o].given[i] += other.options_[o].given[i];
    }
    for (std::size_t i = 0; i < kChildPugh; ++i) options_[o].first[i] += other.options_[o].first[i];
    given_ranks_[o] += other.given_ranks_[o];
  }
  for (std::size_t i = 0; i < stages_.size(); ++i) stages_[i] += other.stages_[i];
  for (std::size_t i = 0; i < kAlbi; ++i) albi_[i].add(other.albi_[i]);
  given_unknown_ += other.given_unknown_;
  for (const std::uint64_t row : other.against_) against_.push_back(row);
  // In order and the first of them, whichever part came first.
  std::sort(against_.begin(), against_.end());
  if (against_.size() > kMostRowsNamed) against_.resize(kMostRowsNamed);
}

namespace {

void field_count(JsonWriter& json, std::string_view name, std::uint64_t count) {
  json.key(name);
  json.integer(static_cast<std::int64_t>(count));
}

void write_values(JsonWriter& json, const Spread& spread, double sign) {
  json.key("values");
  json.begin_array();
  spread.for_values([&](double value, std::uint64_t times) {
    json.begin_array();
    json.number(sign * value);
    json.integer(static_cast<std::int64_t>(times));
    json.end_array();
  });
  json.end_array();
}

void write_verdicts(JsonWriter& json, std::string_view name, const std::array<std::uint64_t, 5>& counts) {
  json.key(name);
  json.begin_object();
  for (std::size_t i = 0; i < kVerdicts; ++i) field_count(json, vocabulary::kVerdicts[i].id, counts[i]);
  json.end_object();
}

void grade_or_null(JsonWriter& json, std::string_view name, ScoreId score, std::size_t place) {
  json.field_or_null(name, grade_id(score, place));
}

}  // namespace

void Summary::write(const std::vector<std::string>& notices, std::string_view map, std::string& out) const {
  JsonWriter json(out);
  json.begin_object();
  json.field("schema", "cohort-summary/1");
  json.key("knowledge");
  json.begin_object();
  json.field("version", knowledge::version());
  json.field("sha256", knowledge::sha256());
  json.end_object();
  field_count(json, "rows", rows_);
  field_count(json, "unreadable", unreadable_);
  field_count(json, "with_errors", with_errors_);
  field_count(json, "with_warnings", with_warnings_);
  json.key("fields");
  json.begin_array();
  for (std::size_t f = 0; f < kFieldCount; ++f) {
    const OfField& field = fields_[f];
    json.begin_object();
    json.field("field", kFields[f].id);
    field_count(json, "known", field.known);
    field_count(json, "unknown", rows_ - unreadable_ - field.known);
    field_count(json, "limited", field.limited);
    field_count(json, "error", field.error);
    field_count(json, "unit_slip", field.unit_slip);
    field_count(json, "missing", field.missing);
    if (field.values.count() != 0) {
      json.field("unit", kFields[f].units[0].ucum);
      json.field_number("median", field.values.median());
      json.field_number("low", field.values.low());
      json.field_number("high", field.values.high());
      write_values(json, field.values, 1);
    }
    json.end_object();
  }
  json.end_array();
  json.key("options");
  json.begin_array();
  for (std::size_t o = 0; o < options_.size(); ++o) {
    json.begin_object();
    json.field("option", knowledge::options()[o].id);
    json.field("label", knowledge::options()[o].label);
    write_verdicts(json, "verdicts", options_[o].verdicts);
    json.key("first");
    json.begin_array();
    for (std::size_t i = 0; i < kChildPugh; ++i) {
      if (options_[o].first[i] == 0) continue;
      json.begin_object();
      grade_or_null(json, "child_pugh", "child_pugh"_score, i);
      field_count(json, "rows", options_[o].first[i]);
      json.end_object();
    }
    json.end_array();
    write_verdicts(json, "given", options_[o].given);
    json.end_object();
  }
  json.end_array();
  json.key("stages");
  json.begin_array();
  for (std::size_t i = 0; i < stages_.size(); ++i) {
    if (stages_[i] == 0) continue;
    json.begin_object();
    grade_or_null(json, "child_pugh", "child_pugh"_score, i / kBclc / kAlbi);
    grade_or_null(json, "albi", "albi"_score, i / kBclc % kAlbi);
    grade_or_null(json, "bclc", "bclc"_score, i % kBclc);
    field_count(json, "rows", stages_[i]);
    json.end_object();
  }
  json.end_array();
  json.key("albi");
  json.begin_array();
  for (std::size_t i = 0; i < kAlbi; ++i) {
    if (albi_[i].count() == 0) continue;
    json.begin_object();
    grade_or_null(json, "grade", "albi"_score, i);
    json.field_number("low", -albi_[i].high());
    json.field_number("high", -albi_[i].low());
    write_values(json, albi_[i], -1);
    json.end_object();
  }
  json.end_array();
  json.key("given");
  json.begin_object();
  std::uint64_t given = 0;
  for (const std::uint64_t count : given_ranks_) given += count;
  field_count(json, "rows", given);
  field_count(json, "unknown", given_unknown_);
  json.key("ranks");
  json.begin_array();
  for (const std::uint64_t count : given_ranks_) json.integer(static_cast<std::int64_t>(count));
  json.end_array();
  json.key("contraindicated_rows");
  json.begin_array();
  for (const std::uint64_t row : against_) json.integer(static_cast<std::int64_t>(row));
  json.end_array();
  json.field("says", "cohort.agreement"_text);
  json.end_object();
  json.key("notices");
  json.begin_array();
  for (const std::string& notice : notices) json.string(notice);
  json.end_array();
  json.field_or_null("map", map);
  json.key("limits");
  json.begin_array();
  for (const std::string_view text : knowledge::statements()) json.string(text);
  json.end_array();
  json.end_object();
}

namespace {

// Looks into a summary that was written above; what is not there counts as 0.
class Look {
 public:
  explicit Look(const Document& document) : document_(document) {}

  [[nodiscard]] std::uint32_t find(std::uint32_t object, std::string_view key) const {
    if (object == kNone || document_.nodes[object].kind != JsonKind::kObject) return kNone;
    for (std::uint32_t at = object + 1; at < document_.nodes[object].next; at = document_.nodes[at + 1].next) {
      if (document_.text_of(at) == key) return at + 1;
    }
    return kNone;
  }
  [[nodiscard]] std::string_view text(std::uint32_t object, std::string_view key) const {
    const std::uint32_t at = find(object, key);
    return at != kNone && document_.nodes[at].kind == JsonKind::kString ? document_.text_of(at)
                                                                        : std::string_view{};
  }
  [[nodiscard]] double number_at(std::uint32_t at) const {
    return at != kNone && document_.nodes[at].kind == JsonKind::kNumber ? document_.nodes[at].number : 0;
  }
  [[nodiscard]] double number(std::uint32_t object, std::string_view key) const {
    return number_at(find(object, key));
  }
  [[nodiscard]] std::uint64_t count_at(std::uint32_t at) const {
    const double value = number_at(at);
    constexpr double kMost = 9007199254740992.0;  // 2^53
    return value > 0 && value <= kMost ? static_cast<std::uint64_t>(value) : 0;
  }
  [[nodiscard]] std::uint64_t count(std::uint32_t object, std::string_view key) const {
    return count_at(find(object, key));
  }
  template <class Use>
  void each(std::uint32_t list, Use use) const {
    if (list == kNone || document_.nodes[list].kind != JsonKind::kArray) return;
    for (std::uint32_t at = list + 1; at < document_.nodes[list].next; at = document_.nodes[at].next) use(at);
  }
  void values(std::uint32_t object, double sign, Spread& spread) const {
    each(find(object, "values"), [&](std::uint32_t pair) {
      if (document_.nodes[pair].kind != JsonKind::kArray || document_.nodes[pair].next != pair + 3) return;
      const std::uint64_t times = count_at(pair + 2);
      if (times != 0) spread.add(sign * number_at(pair + 1), times);
    });
  }
  [[nodiscard]] std::size_t grade(std::uint32_t object, std::string_view key, ScoreId score) const {
    const auto grades = spec(score).grades;
    const auto at = std::find(grades.begin(), grades.end(), text(object, key));
    return static_cast<std::size_t>(at - grades.begin());
  }
  [[nodiscard]] std::string_view text_at(std::uint32_t at) const {
    return document_.nodes[at].kind == JsonKind::kString ? document_.text_of(at) : std::string_view{};
  }

  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

 private:
  const Document& document_;
};

}  // namespace

bool Summary::read(std::string_view json, std::vector<std::string>& notices, std::string& error) {
  constexpr std::size_t kMostBytes = 16 * kMaxInputBytes;
  Document document;
  if (!read_document(json, document, error, "document.cohort_summary"_text, kMostBytes)) return false;
  const Look look(document);
  if (look.text(0, "schema") != "cohort-summary/1") {
    error = "cohort.no_summary"_text;
    return false;
  }
  const std::uint32_t of = look.find(0, "knowledge");
  if (look.text(of, "sha256") != knowledge::sha256()) {
    error = say<"cohort.summary_of_other_knowledge">(cut(look.text(of, "version")), knowledge::version());
    return false;
  }
  *this = Summary();
  rows_ = look.count(0, "rows");
  unreadable_ = look.count(0, "unreadable");
  with_errors_ = look.count(0, "with_errors");
  with_warnings_ = look.count(0, "with_warnings");
  const auto verdicts = [&](std::uint32_t object, std::string_view key, std::array<std::uint64_t, 5>& counts) {
    const std::uint32_t at = look.find(object, key);
    for (std::size_t i = 0; i < kVerdicts; ++i) counts[i] = look.count(at, vocabulary::kVerdicts[i].id);
  };
  look.each(look.find(0, "fields"), [&](std::uint32_t at) {
    Field f{};
    if (!find_field(look.text(at, "field"), f)) return;
    OfField& field = fields_[f.index];
    field.known = look.count(at, "known");
    field.limited = look.count(at, "limited");
    field.error = look.count(at, "error");
    field.unit_slip = look.count(at, "unit_slip");
    field.missing = look.count(at, "missing");
    look.values(at, 1, field.values);
    if (field.values.count() != 0) field.values.set_ends(look.number(at, "low"), look.number(at, "high"));
  });
  look.each(look.find(0, "options"), [&](std::uint32_t at) {
    const std::optional<std::size_t> o = knowledge::find_option(look.text(at, "option"));
    if (!o) return;
    OfOption& option = options_[*o];
    verdicts(at, "verdicts", option.verdicts);
    verdicts(at, "given", option.given);
    look.each(look.find(at, "first"), [&](std::uint32_t row) {
      option.first[look.grade(row, "child_pugh", "child_pugh"_score)] += look.count(row, "rows");
    });
  });
  look.each(look.find(0, "stages"), [&](std::uint32_t at) {
    const std::size_t place =
        (look.grade(at, "child_pugh", "child_pugh"_score) * kAlbi + look.grade(at, "albi", "albi"_score)) *
            kBclc +
        look.grade(at, "bclc", "bclc"_score);
    stages_[place] += look.count(at, "rows");
  });
  look.each(look.find(0, "albi"), [&](std::uint32_t at) {
    Spread& spread = albi_[look.grade(at, "grade", "albi"_score)];
    look.values(at, -1, spread);
    if (spread.count() != 0) spread.set_ends(-look.number(at, "high"), -look.number(at, "low"));
  });
  const std::uint32_t given = look.find(0, "given");
  given_unknown_ = look.count(given, "unknown");
  std::size_t rank = 0;
  look.each(look.find(given, "ranks"), [&](std::uint32_t at) {
    if (rank < given_ranks_.size()) given_ranks_[rank++] = look.count_at(at);
  });
  look.each(look.find(given, "contraindicated_rows"), [&](std::uint32_t at) {
    if (against_.size() < kMostRowsNamed) against_.push_back(look.count_at(at));
  });
  look.each(look.find(0, "notices"), [&](std::uint32_t at) {
    const std::string notice(look.text_at(at));
    if (std::find(notices.begin(), notices.end(), notice) == notices.end()) notices.push_back(notice);
  });
  return true;
}

}  // namespace nextline::records
