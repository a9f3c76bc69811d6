// SPDX-License-Identifier: Apache-2.0
#include "records/row_writer.h"

#include <algorithm>
#include <span>

#include "criteria/criteria.h"
#include "nextline/json_writer.h"
#include "render/parts.h"

namespace nextline::records {

namespace {

constexpr std::string_view kTo = "..";

// "2", "1..3"; empty where it has no grades.
std::string grade_text(ScoreId id, const Score& score) {
  const auto grades = spec(id).grades;
  if (score.state == ScoreState::kNotComputable || score.grades == 0) return {};
  std::size_t first = grades.size();
  std::size_t last = 0;
  for (std::size_t i = 0; i < grades.size(); ++i) {
    if ((score.grades >> i & 1U) == 0) continue;
    first = std::min(first, i);
    last = i;
  }
  std::string text(grades[first]);
  if (last != first) (text += kTo) += grades[last];
  return text;
}

// Points of Child-Pugh with their grade: "A6".
std::string points_text(double points) {
  const auto edges = spec("child_pugh"_score).edges;
  std::size_t grade = 0;
  while (grade < edges.size() && points > edges[grade]) ++grade;
  std::string text(spec("child_pugh"_score).grades[grade]);
  append_number(text, points);
  return text;
}

struct ScoreText {
  std::string text;
  bool number = false;
};

ScoreText score_text(ScoreId id, const Score& score) {
  if (score.state == ScoreState::kNotComputable) return {};
  const bool settled = score.state == ScoreState::kSettled;
  if (spec(id).stage_only) return {grade_text(id, score)};
  const bool points = id == "child_pugh"_score;
  if (settled) return points ? ScoreText{points_text(score.value)} : ScoreText{number_text(score.value), true};
  if (!score.bounded) return {};
  const auto end = [&](double value) { return points ? points_text(value) : number_text(value); };
  return {end(score.at_least) + std::string(kTo) + end(score.at_most)};
}

// Takes what a column says, in the form of one output.
template <class Form>
void say_column(const OutColumn& column, const RowSays& says, Form& form) {
  const std::size_t index = column.index;
  const auto id = static_cast<ScoreId>(index);
  if (column.kind == OutKind::kRow) return form.count(says.row);
  const bool read = says.data != nullptr;
  if (column.kind == OutKind::kErrors || column.kind == OutKind::kWarnings) {
    const bool errors = column.kind == OutKind::kErrors;
    if (!read) return form.count(errors ? 1 : 0);
    const auto& issues = says.input->issues;
    return form.count(static_cast<std::uint64_t>(std::count_if(
        issues.begin(), issues.end(), [&](const Issue& issue) { return is_error(issue.code) == errors; })));
  }
  if (column.kind == OutKind::kFirstIssue) {
    if (!read) return form.text(says.input->error);
    const auto& issues = says.input->issues;
    auto at = std::find_if(issues.begin(), issues.end(), [](const Issue& one) { return is_error(one.code); });
    if (at == issues.end()) at = issues.begin();
    return at == issues.end() ? form.nothing() : form.text(at->message);
  }
  if (!read) return form.nothing();
  const EvaluationData& data = *says.data;
  const auto options = knowledge::options();
  const auto of_fields = [&](auto holds) {
    form.begin_list();
    for (std::size_t f = 0; f < kFieldCount; ++f) {
      if (holds(f)) form.item(kFields[f].id);
    }
    form.end_list();
  };
  const auto of_options = [&](auto holds) {
    form.begin_list();
    for (std::size_t rank = 0; rank < options.size(); ++rank) {
      if (holds(data.options[data.order[rank]].verdict)) form.item(options[data.order[rank]].id);
    }
    form.end_list();
  };
  const auto tier_of = [&](std::size_t option) {
    const OptionResult& result = data.options[option];
    return result.has_tier ? form.text(nextline::id(result.tier)) : form.nothing();
  };
  switch (column.kind) {
    case OutKind::kScore: {
      const ScoreText text = score_text(id, data.scores[index]);
      return text.text.empty() ? form.nothing() : text.number ? form.digits(text.text) : form.text(text.text);
    }
    case OutKind::kScoreGrade: {
      const std::string text = grade_text(id, data.scores[index]);
      return text.empty() ? form.nothing() : form.text(text);
    }
    case OutKind::kOption:
      return form.text(options[data.order[index]].id);
    case OutKind::kOptionVerdict:
      return form.text(nextline::id(data.options[data.order[index]].verdict));
    case OutKind::kOptionTier:
      return tier_of(data.order[index]);
    case OutKind::kUsable:
      return of_options([](Verdict verdict) { return usable(verdict); });
    case OutKind::kWithVerdict:
      return of_options([&](Verdict verdict) { return static_cast<std::size_t>(verdict) == index; });
    case OutKind::kMissing:
      return of_fields([&](std::size_t f) { return says.missing->test(f); });
    case OutKind::kAssumed:
      return of_fields([&](std::size_t f) {
        for (std::size_t a = 0; a < kAssumableCount; ++a) {
          if (kAssumable[a].index == f) return (data.assumptions >> a & 1U) != 0;
        }
        return false;
      });
    case OutKind::kGivenRank:
    case OutKind::kRankOf: {
      const std::optional<std::size_t> wanted = column.kind == OutKind::kRankOf ? index : says.given;
      if (!wanted) return form.nothing();
      for (std::size_t rank = 0; rank < options.size(); ++rank) {
        if (data.order[rank] == *wanted) return form.count(rank + 1);
      }
      return form.nothing();
    }
    case OutKind::kGivenVerdict:
      if (!says.given) return form.nothing();
      return form.text(nextline::id(data.options[*says.given].verdict));
    case OutKind::kFact:
      return form.tri(data.facts.values[index]);
    case OutKind::kLines:
      return data.facts.lines_of_therapy ? form.count(static_cast<std::uint64_t>(*data.facts.lines_of_therapy))
                                         : form.nothing();
    case OutKind::kVerdictOf:
      return form.text(nextline::id(data.options[index].verdict));
    case OutKind::kTierOf:
      return tier_of(index);
    case OutKind::kTrial:
      return form.text(nextline::id(data.trials[index].verdict));
    case OutKind::kStop:
      return form.tri(evaluate(Subject{data.assumed, data.scores, data.facts}, knowledge::stops()[index].node));
    default:
      return form.nothing();
  }
}

// A cell of CSV; lists with ";" between.
class CsvForm {
 public:
  explicit CsvForm(std::string& out) : out_(out) {}
  void nothing() {}
  void text(std::string_view text) { append_csv(text, out_); }
  void digits(std::string_view digits) { out_ += digits; }
  void count(std::uint64_t count) { out_ += std::to_string(count); }
  void tri(Tri value) {
    if (value != Tri::kUnknown) out_ += value == Tri::kTrue ? "true" : "false";
  }
  void begin_list() { first_ = true; }
  void item(std::string_view id) {
    if (!first_) out_ += ';';
    first_ = false;
    out_ += id;
  }
  void end_list() {}

 private:
  std::string& out_;
  bool first_ = true;
};

class JsonForm {
 public:
  explicit JsonForm(JsonWriter& json) : json_(json) {}
  void nothing() { json_.null(); }
  void text(std::string_view text) { json_.string(text); }
  void digits(std::string_view digits) { json_.digits(digits); }
  void count(std::uint64_t count) { json_.integer(static_cast<std::int64_t>(count)); }
  void tri(Tri value) {
    if (value == Tri::kUnknown) return json_.null();
    json_.boolean(value == Tri::kTrue);
  }
  void begin_list() { json_.begin_array(); }
  void item(std::string_view id) { json_.string(id); }
  void end_list() { json_.end_array(); }

 private:
  JsonWriter& json_;
};

// What is passed on as it stands: the row's name, then what is kept.
template <class Use>
void for_passed(const Plan& plan, const Block& block, const Record& record, const RowSays& says, Use use) {
  const auto cell = [&](std::size_t column) {
    return column < record.cells ? block.cell(record, column) : std::string_view{};
  };
  if (plan.id) {
    const std::string& name = plan.columns[*plan.id].name;
    use(name.empty() ? std::string_view("id") : std::string_view(name),
        says.input != nullptr ? says.input->id : cell(*plan.id));
  }
  for (const std::size_t column : plan.kept) use(plan.columns[column].name, cell(column));
}

ScoreId score_named(std::string_view id) {
  std::size_t i = 0;
  while (i < kScoreCount && kScores[i].id != id) ++i;
  return static_cast<ScoreId>(i);
}

}  // namespace

void append_csv(std::string_view text, std::string& out) {
  const bool blank_at_end = !text.empty() && (text.front() == ' ' || text.back() == ' ');
  if (!blank_at_end && text.find_first_of(",\"\n\r;\t") == std::string_view::npos) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

void append_csv_safe(std::string_view text, std::string& out) {
  constexpr std::string_view kFormula = "=+-@\t\r";
  if (text.empty() || kFormula.find(text[0]) == std::string_view::npos) {
    append_csv(text, out);
    return;
  }
  append_csv("'" + std::string(text), out);
}

std::vector<OutColumn> short_columns(bool given) {
  const auto score = [](std::string_view id) { return static_cast<std::size_t>(score_named(id)); };
  const auto verdict = [](Verdict one) { return static_cast<std::size_t>(one); };
  std::vector<OutColumn> columns = {
      {"row", OutKind::kRow},
      {"errors", OutKind::kErrors},
      {"warnings", OutKind::kWarnings},
      {"first_issue", OutKind::kFirstIssue},
      {"child_pugh", OutKind::kScore, score("child_pugh")},
      {"albi", OutKind::kScore, score("albi")},
      {"albi_grade", OutKind::kScoreGrade, score("albi")},
      {"malbi", OutKind::kScore, score("malbi")},
      {"meld_3", OutKind::kScore, score("meld_3")},
      {"bclc", OutKind::kScore, score("bclc")},
      {"first_option", OutKind::kOption, 0},
      {"first_verdict", OutKind::kOptionVerdict, 0},
      {"first_tier", OutKind::kOptionTier, 0},
      {"second_option", OutKind::kOption, 1},
      {"usable", OutKind::kUsable},
      {"needs_information", OutKind::kWithVerdict, verdict(Verdict::kNeedsInformation)},
      {"not_indicated", OutKind::kWithVerdict, verdict(Verdict::kNotIndicated)},
      {"contraindicated", OutKind::kWithVerdict, verdict(Verdict::kContraindicated)},
      {"missing", OutKind::kMissing},
      {"assumed", OutKind::kAssumed},
  };
  if (given) {
    columns.push_back({"given_rank", OutKind::kGivenRank});
    columns.push_back({"given_verdict", OutKind::kGivenVerdict});
  }
  return columns;
}

std::vector<OutColumn> further_columns() {
  std::vector<OutColumn> columns;
  const auto add = [&](std::string_view group, std::string_view id, OutKind kind, std::size_t index) {
    columns.push_back({std::string(group) + std::string(id), kind, index});
  };
  for (std::size_t i = 0; i < kScoreCount; ++i) {
    add("score.", kScores[i].id, OutKind::kScore, i);
    if (!kScores[i].grades.empty() && !kScores[i].stage_only) {
      columns.push_back({"score." + std::string(kScores[i].id) + ".grade", OutKind::kScoreGrade, i});
    }
  }
  for (std::size_t i = 0; i < kFactCount; ++i) add("fact.", kFacts[i].id, OutKind::kFact, i);
  add("fact.", "lines_of_therapy", OutKind::kLines, 0);
  const auto options = knowledge::options();
  for (std::size_t i = 0; i < options.size(); ++i) add("verdict.", options[i].id, OutKind::kVerdictOf, i);
  for (std::size_t i = 0; i < options.size(); ++i) add("rank.", options[i].id, OutKind::kRankOf, i);
  for (std::size_t i = 0; i < options.size(); ++i) add("tier.", options[i].id, OutKind::kTierOf, i);
  const auto trials = knowledge::trials();
  for (std::size_t i = 0; i < trials.size(); ++i) add("trial.", trials[i].id, OutKind::kTrial, i);
  const auto stops = knowledge::stops();
  for (std::size_t i = 0; i < stops.size(); ++i) add("stop.", stops[i].id, OutKind::kStop, i);
  return columns;
}

bool find_column(std::string_view name, OutColumn& out) {
  for (const std::vector<OutColumn>& columns : {short_columns(true), further_columns()}) {
    for (const OutColumn& column : columns) {
      if (column.name != name) continue;
      out = column;
      return true;
    }
  }
  return false;
}

void write_csv_header(const Plan& plan, const std::vector<OutColumn>& columns, std::string& out) {
  bool first = true;
  const auto next = [&] {
    if (!first) out += ',';
    first = false;
  };
  for_passed(plan, {}, {}, {}, [&](std::string_view name, std::string_view) {
    next();
    append_csv_safe(name, out);
  });
  for (const OutColumn& column : columns) {
    next();
    append_csv(column.name, out);
  }
  out += '\n';
}

void write_csv_row(const Plan& plan, const Block& block, const Record& record,
                   const std::vector<OutColumn>& columns, const RowSays& says, std::string& out) {
  bool first = true;
  const auto next = [&] {
    if (!first) out += ',';
    first = false;
  };
  for_passed(plan, block, record, says, [&](std::string_view, std::string_view text) {
    next();
    append_csv_safe(text, out);
  });
  CsvForm form(out);
  for (const OutColumn& column : columns) {
    next();
    say_column(column, says, form);
  }
  out += '\n';
}

void write_json_row(const Plan& plan, const Block& block, const Record& record,
                    const std::vector<OutColumn>& columns, const RowSays& says, std::string& out) {
  JsonWriter json(out);
  json.begin_object();
  json.field("schema", "cohort-row/1");
  json.field_or_null("id", says.input->id);
  if (!plan.kept.empty()) {
    // Pairs, not keys: two columns may have one name, and any name.
    json.key("kept");
    json.begin_array();
    for (const std::size_t column : plan.kept) {
      json.begin_object();
      json.field("column", plan.columns[column].name);
      json.field("text", column < record.cells ? block.cell(record, column) : std::string_view{});
      json.end_object();
    }
    json.end_array();
  }
  JsonForm form(json);
  if (says.data == nullptr) json.field("error", says.input->error);
  for (const OutColumn& column : columns) {
    json.key(column.name);
    say_column(column, says, form);
  }
  json.end_object();
  out += '\n';
}

}  // namespace nextline::records
