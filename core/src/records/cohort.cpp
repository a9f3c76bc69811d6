// SPDX-License-Identifier: Apache-2.0
#include "nextline/cohort.h"

#include <utility>

#include "nextline/json_writer.h"
#include "records/engine.h"

namespace nextline {

using records::Intake;
using records::Judge;
using records::Rows;

// On one thread: what comes in is judged at once.
struct Cohort::State {
  explicit State(const CohortOptions& options) : intake(options), judge(intake.setup()) {}

  void judge_all(std::vector<Rows>& rows) {
    if (rows.empty()) return;
    if (!begun && intake.setup().options.patient_of == 0) {
      output += intake.setup().header;
      errors += records::kErrorsHeader;
      begun = true;
    }
    for (const Rows& one : rows) judge.judge(one, output, errors);
    progress.rows = judge.summary().rows();
    progress.unreadable = judge.summary().unreadable();
    progress.with_errors = judge.summary().with_errors();
    rows.clear();
  }

  Intake intake;
  Judge judge;
  std::string output;
  std::string errors;
  CohortProgress progress;
  bool begun = false;
};

Cohort::Cohort(const CohortOptions& options) : state_(std::make_unique<State>(options)) {}
Cohort::~Cohort() = default;

bool Cohort::feed(std::string_view bytes) {
  state_->progress.bytes += bytes.size();
  std::vector<Rows> rows;
  const bool more = state_->intake.feed(bytes, rows);
  state_->judge_all(rows);
  return more;
}

bool Cohort::finish() {
  std::vector<Rows> rows;
  const bool whole = state_->intake.finish(rows);
  state_->judge_all(rows);
  // A table of a header alone has a header of its own.
  if (whole && !state_->begun && state_->intake.setup().options.patient_of == 0) {
    state_->output += state_->intake.setup().header;
    state_->begun = true;
  }
  return whole;
}

std::string_view Cohort::error() const { return state_->intake.error(); }
const std::vector<std::string>& Cohort::notices() const { return state_->intake.setup().plan.notices; }
std::string_view Cohort::plan() const { return state_->intake.setup().plan_text; }
const CohortProgress& Cohort::progress() const { return state_->progress; }
std::string Cohort::take_output() { return std::exchange(state_->output, {}); }
std::string Cohort::take_errors() { return std::exchange(state_->errors, {}); }

std::string Cohort::summary() const {
  std::string out;
  state_->judge.summary().write(notices(), state_->intake.setup().options.map, out);
  return out;
}

std::vector<std::string> cohort_columns() {
  std::vector<std::string> names;
  for (const records::OutColumn& column : records::short_columns(true)) names.push_back(column.name);
  for (const records::OutColumn& column : records::further_columns()) names.push_back(column.name);
  return names;
}

std::string check_cohort_options(const CohortOptions& options) { return std::string(Intake(options).error()); }

std::string table_cells(std::string_view csv) {
  sheet::Splitter splitter(',');
  sheet::Block block;
  splitter.feed(csv, block);
  splitter.finish(block);
  std::string out;
  JsonWriter json(out);
  json.begin_array();
  for (const sheet::Record& record : block.records) {
    json.begin_array();
    for (std::size_t i = 0; i < record.cells; ++i) json.string(block.cell(record, i));
    json.end_array();
  }
  json.end_array();
  return out;
}

bool merge_cohort_summaries(const std::vector<std::string>& summaries, std::string& merged,
                            std::string& error) {
  records::Summary all;
  std::vector<std::string> notices;
  for (const std::string& text : summaries) {
    records::Summary one;
    if (!one.read(text, notices, error)) return false;
    one.forget_row_numbers();
    all.add(one);
  }
  merged.clear();
  all.write(notices, {}, merged);
  return true;
}

}  // namespace nextline
