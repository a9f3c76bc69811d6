// SPDX-License-Identifier: Apache-2.0
// The parts of a cohort that a thread can have for itself. One `Intake` turns bytes into numbered blocks of rows, in order;
// any number of `Judge`s turn blocks into text, each alone; whoever calls puts the texts together in the order of the blocks.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "nextline/cohort.h"
#include "nextline/preferences.h"
#include "records/row_reader.h"
#include "records/row_writer.h"
#include "records/summary.h"
#include "sheet/decoder.h"
#include "sheet/plan.h"
#include "sheet/splitter.h"

namespace nextline::records {

// What every row is judged by: fixed before the first one.
struct Setup {
  CohortOptions options;
  Preferences preferences;
  std::vector<Issue> preference_issues;
  Plan plan;
  bool json_in = false;
  std::vector<OutColumn> columns;
  std::string header;     // of the output, with its newline; empty: it has none
  std::string plan_text;  // `cohort-plan/1`; empty until the columns are decided
};

struct Rows {
  Block block;
  std::uint64_t first = 1;  // number of its first row
};

class Intake {
 public:
  // `first_row`: the number of its first row, where other files come before it.
  explicit Intake(const CohortOptions& options, std::uint64_t first_row = 1);

  // Adds the blocks that are whole to `out`. False where nothing more can be read: error() says why.
  bool feed(std::string_view bytes, std::vector<Rows>& out);
  bool finish(std::vector<Rows>& out);

  // Holds from the first block on.
  [[nodiscard]] const Setup& setup() const { return setup_; }
  [[nodiscard]] std::string_view error() const { return error_; }

 private:
  bool take(std::string_view text, std::vector<Rows>& out);
  bool begin(bool last, std::vector<Rows>& out);
  bool plan_table();
  void plan_lines();
  void choose_columns(bool given);
  void pass_on(Block& block, std::vector<Rows>& out);
  bool refuse(std::string_view sentence);

  sheet::PlanOptions plan_options_;
  Setup setup_;
  sheet::Decoder decoder_;
  std::string head_;  // decoded text, until the delimiter is known
  sheet::Splitter splitter_{','};
  Block block_;
  char delimiter_ = ',';
  bool split_ = false;    // the delimiter is known
  bool planned_ = false;  // what the columns mean is known
  std::uint64_t next_row_;
  std::size_t blank_ = 0;  // rows without anything in them, which count once another one follows
  std::string error_;
};

class Judge {
 public:
  explicit Judge(const Setup& setup);

  // Adds the text of the block's rows; counts them in summary().
  void judge(const Rows& rows, std::string& out, std::string& errors);
  [[nodiscard]] const Summary& summary() const { return summary_; }

 private:
  const Setup& setup_;
  RowReader reader_;
  RowInput input_;
  Evaluation evaluation_;
  Summary summary_;
};

inline constexpr std::string_view kErrorsHeader = "row,column,code,message\n";

}  // namespace nextline::records
