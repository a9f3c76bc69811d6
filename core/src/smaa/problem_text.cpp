// SPDX-License-Identifier: Apache-2.0
// The cases of a text one by one, and their results as JSON.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "nextline/json_writer.h"
#include "nextline/smaa_text.h"
#include "smaa/read_problem.h"
#include "words/words.h"

namespace nextline::smaa {

namespace {

constexpr std::size_t kMaxCases = 64;

// nlohmann's shortest digits are whole-number arithmetic: the same everywhere.
void write_number(JsonWriter& writer, double x) { writer.digits(nlohmann::json(x + 0.0).dump()); }

void write_numbers(JsonWriter& writer, const double* numbers, std::size_t count) {
  writer.begin_array();
  for (std::size_t i = 0; i < count; ++i) write_number(writer, numbers[i]);
  writer.end_array();
}

void write_matrix(JsonWriter& writer, std::string_view key, const std::vector<double>& numbers,
                  std::size_t columns) {
  writer.key(key);
  writer.begin_array();
  for (std::size_t at = 0; at < numbers.size(); at += columns)
    write_numbers(writer, numbers.data() + at, columns);
  writer.end_array();
}

// For each alternative what `write` writes of it; null where it is never first.
template <class Write>
void write_where_first(JsonWriter& writer, std::string_view key, const Result& r, Write write) {
  writer.key(key);
  writer.begin_array();
  for (std::size_t i = 0; i < r.alternatives; ++i) {
    if (r.has_central[i] != 0) {
      write(i);
    } else {
      writer.null();
    }
  }
  writer.end_array();
}

std::string_view name_of(Method method) {
  return method == Method::kClosedForm ? "smaa.closed_form"_text : "smaa.sampled"_text;
}

// What was not sampled has no sampling error.
std::vector<double> errors_of(const std::vector<double>& shares, Method method, std::uint32_t draws) {
  std::vector<double> errors;
  for (const double share : shares)
    errors.push_back(method == Method::kSampled ? standard_error(share, draws) : 0);
  return errors;
}

void write_case(JsonWriter& writer, std::string_view id, const Problem& p, const Result& r) {
  const std::size_t n = r.alternatives;
  const std::size_t m = r.criteria;
  writer.begin_object();
  writer.field_or_null("id", id);
  writer.field("weights", smaa::id(r.space));
  writer.field("missing", smaa::id(r.missing));
  writer.key("draws");
  writer.integer(r.draws);
  writer.key("seed");
  writer.integer(static_cast<std::int64_t>(r.seed));
  writer.key("method");
  writer.begin_object();
  writer.field("ranks", name_of(r.rank_method));
  writer.field("pairwise", name_of(r.pairwise_method));
  writer.field("values", name_of(r.value_method));
  writer.end_object();
  writer.key("alternatives");
  writer.begin_array();
  for (const std::string& alternative : p.alternatives) writer.string(alternative);
  writer.end_array();
  writer.key("criteria");
  writer.begin_array();
  for (const Criterion& criterion : p.criteria) writer.string(criterion.id);
  writer.end_array();
  write_matrix(writer, "rank_acceptability", r.rank, n);
  write_matrix(writer, "pairwise_winning", r.pairwise, n);
  write_where_first(writer, "central_weights", r,
                    [&](std::size_t i) { write_numbers(writer, r.central.data() + i * m, m); });
  if (!r.confidence.empty()) {
    write_where_first(writer, "confidence", r, [&](std::size_t i) { write_number(writer, r.confidence[i]); });
  }
  writer.key("values");
  writer.begin_array();
  for (const ValueSummary& value : r.value) {
    writer.begin_object();
    const std::pair<std::string_view, double> entries[] = {
        {"mean", value.mean}, {"sd", value.sd},   {"q025", value.q025}, {"q25", value.q25},
        {"q50", value.q50},   {"q75", value.q75}, {"q975", value.q975}};
    for (const auto& [key, x] : entries) {
      writer.key(key);
      write_number(writer, x);
    }
    writer.end_object();
  }
  writer.end_array();
  write_matrix(writer, "outside", r.outside, m);
  writer.key("standard_error");
  writer.begin_object();
  write_matrix(writer, "rank_acceptability", errors_of(r.rank, r.rank_method, r.draws), n);
  write_matrix(writer, "pairwise_winning", errors_of(r.pairwise, r.pairwise_method, r.draws), n);
  writer.end_object();
  writer.end_object();
}

std::string with_case(std::string_view id, std::size_t number, const std::string& error) {
  return id.empty() ? say<"smaa.case_number">(std::to_string(number + 1), error)
                    : say<"smaa.case_id">(cut(id), error);
}

}  // namespace

TextOutcome analyse_text(std::string_view json, const Options& options) {
  TextOutcome outcome;
  Document document;
  if (!read_document(json, document, outcome.error, "document.problem"_text)) return outcome;
  const JsonValue top(document, 0);
  std::vector<JsonValue> cases = {top};
  const auto list = top.find("cases");
  if (list) {
    cases = list->is_array() ? list->members() : std::vector<JsonValue>();
    const bool objects =
        std::all_of(cases.begin(), cases.end(), [](const JsonValue& one) { return one.is_object(); });
    if (cases.empty() || cases.size() > kMaxCases || !objects) {
      outcome.error = say<"smaa.at">("cases", say<"smaa.expect.cases">(std::to_string(kMaxCases)));
      return outcome;
    }
  }
  JsonWriter writer(outcome.text);
  writer.begin_object();
  writer.field("schema", "smaa/1");
  writer.key("cases");
  writer.begin_array();
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const auto id_json = cases[i].find("id");
    const std::string_view id = id_json && id_json->kind() == JsonKind::kString ? id_json->string() : "";
    Problem problem;
    Options own = options;
    Result result;
    if (read_problem(top, cases[i], problem, own.missing, result.error)) result = analyse(problem, own);
    if (!result.ok) {
      outcome.error = list ? with_case(id, i, result.error) : result.error;
      outcome.text.clear();
      return outcome;
    }
    write_case(writer, id, problem, result);
  }
  writer.end_array();
  writer.end_object();
  outcome.ok = true;
  return outcome;
}

}  // namespace nextline::smaa
