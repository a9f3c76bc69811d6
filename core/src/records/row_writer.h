// SPDX-License-Identifier: Apache-2.0
// What a row says of its patient: the columns of the output, read from the evaluation, never from a text (interop.md B2).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "assess/evaluation.h"
#include "records/row_reader.h"
#include "sheet/plan.h"

namespace nextline::records {

enum class OutKind : std::uint8_t {
  kRow,
  kErrors,
  kWarnings,
  kFirstIssue,
  kScore,       // label of Child-Pugh, value of the others, stage; "A6..B7" where it is not settled
  kScoreGrade,  // "2", "1..3"
  kOption,      // the option of rank `index`
  kOptionVerdict,
  kOptionTier,
  kWithVerdict,  // the options of a verdict, by rank
  kUsable,
  kMissing,
  kAssumed,
  kGivenRank,
  kGivenVerdict,
  kFact,
  kLines,  // of therapy
  kVerdictOf,
  kRankOf,
  kTierOf,
  kTrial,
  kStop,  // whether the stop sign stands
};

struct OutColumn {
  std::string name;
  OutKind kind = OutKind::kRow;
  std::size_t index = 0;
};

// The short columns; those of what was given only where it is known.
[[nodiscard]] std::vector<OutColumn> short_columns(bool given);
// Besides: every score, fact, verdict, rank, tier, trial and stop sign.
[[nodiscard]] std::vector<OutColumn> further_columns();
// The column of this name, among all of them; false: there is none.
[[nodiscard]] bool find_column(std::string_view name, OutColumn& out);

// What is known of a row when it is written.
struct RowSays {
  std::uint64_t row = 0;
  const RowInput* input = nullptr;
  const EvaluationData* data = nullptr;  // none: there is no patient
  const FieldSet* missing = nullptr;
  std::optional<std::size_t> given = {};  // option
};

// One line, with its newline.
void write_csv_header(const Plan& plan, const std::vector<OutColumn>& columns, std::string& out);
void write_csv_row(const Plan& plan, const Block& block, const Record& record,
                   const std::vector<OutColumn>& columns, const RowSays& says, std::string& out);
void write_json_row(const Plan& plan, const Block& block, const Record& record,
                    const std::vector<OutColumn>& columns, const RowSays& says, std::string& out);

// A cell of CSV: in quotes where it must be.
void append_csv(std::string_view text, std::string& out);
// The same of a text that came from elsewhere: what a spreadsheet would take for a formula gets an apostrophe.
void append_csv_safe(std::string_view text, std::string& out);

}  // namespace nextline::records
