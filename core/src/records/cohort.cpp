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

  enum class By : std::uint8_t { kThis, kAnother };

  bool feed(std::string_view bytes, By by) {
    progress.bytes += bytes.size();
    std::vector<Rows> rows;
    const bool more = intake.feed(bytes, rows);
    take(rows, by);
    return more;
  }

  bool finish(By by) {
    std::vector<Rows> rows;
    const bool whole = intake.finish(rows);
    take(rows, by);
    // A table of a header alone has a header of its own.
    if (whole && by == By::kThis && !begun && intake.setup().options.patient_of == 0) {
      output += intake.setup().header;
      begun = true;
    }
    return whole;
  }

  void take(std::vector<Rows>& rows, By by) {
    if (rows.empty()) return;
    if (by == By::kThis) {
      judge_all(rows);
    } else {
      begun = true;  // the header stands above rows that came before
    }
  }

  void judge_all(const std::vector<Rows>& rows) {
    if (!begun && intake.setup().options.patient_of == 0) {
      output += intake.setup().header;
      errors += records::kErrorsHeader;
      begun = true;
    }
    for (const Rows& one : rows) judge.judge(one, output, errors);
    progress.rows = judge.summary().rows();
    progress.unreadable = judge.summary().unreadable();
    progress.with_errors = judge.summary().with_errors();
  }

  Intake intake;
  Judge judge;
  records::Summary counted_elsewhere;
  std::string output;
  std::string errors;
  CohortProgress progress;
  bool begun = false;
};

Cohort::Cohort(const CohortOptions& options) : state_(std::make_unique<State>(options)) {}
Cohort::~Cohort() = default;

bool Cohort::feed(std::string_view bytes) { return state_->feed(bytes, State::By::kThis); }
bool Cohort::finish() { return state_->finish(State::By::kThis); }
bool Cohort::pass(std::string_view bytes) { return state_->feed(bytes, State::By::kAnother); }
bool Cohort::pass_end() { return state_->finish(State::By::kAnother); }

bool Cohort::add_summary(std::string_view summary, std::string& error) {
  records::Summary one;
  std::vector<std::string> notices;  // of the same table: they are known here
  if (!one.read(summary, notices, error)) return false;
  state_->counted_elsewhere.add(one);
  return true;
}

std::string_view Cohort::error() const { return state_->intake.error(); }
const std::vector<std::string>& Cohort::notices() const { return state_->intake.setup().plan.notices; }
std::string_view Cohort::plan() const { return state_->intake.setup().plan_text; }
const CohortProgress& Cohort::progress() const { return state_->progress; }
std::string Cohort::take_output() { return std::exchange(state_->output, {}); }
std::string Cohort::take_errors() { return std::exchange(state_->errors, {}); }

std::string Cohort::summary() const {
  records::Summary all = state_->counted_elsewhere;
  all.add(state_->judge.summary());
  std::string out;
  all.write(notices(), state_->intake.setup().options.map, out);
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
