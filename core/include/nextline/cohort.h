// SPDX-License-Identifier: Apache-2.0
// Many patients: a table in, a table out, row by row, whatever its length (contract.md, interop.md B). Nothing is kept of a
// row but counts.
//
//   CohortOptions options;                      // what `nextline cohort` is asked for
//   Cohort cohort(options);
//   cohort.feed(bytes); ... cohort.finish();    // in any pieces; cohort.error() says why nothing can be read
//   out << cohort.take_output();                // after each piece
//
// In: CSV with the units in the header, or JSON Lines. What a column means is decided from the header, the map of columns
// and the first 1,000 rows, before the first row comes out; what cannot be decided is said (notices) and not read. A row with
// an error gives a row all the same. Rows keep their order.
//
// Same input, same bytes: natively, as WebAssembly, on one thread or many, in pieces of any size.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace nextline {

enum class CohortFormat : std::uint8_t { kDetect, kCsv, kJsonLines };

struct CohortOptions {
  CohortFormat in = CohortFormat::kDetect;  // by its first character: "{" begins JSON Lines
  CohortFormat out = CohortFormat::kCsv;    // kJsonLines: `cohort-row/1`
  char decimal = 0;                         // '.' or ',' of all columns; 0: each column's own
  std::vector<std::string> missing;         // further words for "not known", such as -9
  std::vector<std::string> keep;            // columns to pass on as they stand; "*": all that are no fields
  std::vector<std::string> columns;         // of the output, by name; empty: the short ones
  bool all = false;                         // every score, fact, verdict, rank, trial and stop besides
  bool full = false;                        // one whole assessment a line instead
  std::string map;                          // `column-map/1`; empty: none
  std::string preferences;                  // `preferences/1`; empty: none
  // Not 0: no row is judged; of the row of this number its patient comes out, as `nextline assess` takes one. A cell that is
  // an error stands in it as its text. Empty where no such row can be read.
  std::uint64_t patient_of = 0;
};

// What may stand in CohortOptions::columns: the short ones first.
[[nodiscard]] std::vector<std::string> cohort_columns();

// The text of a column map or of the names of columns is wrong: one sentence; empty: all is well.
[[nodiscard]] std::string check_cohort_options(const CohortOptions& options);

struct CohortProgress {
  std::uint64_t bytes = 0;  // taken in
  std::uint64_t rows = 0;   // judged
  std::uint64_t with_errors = 0;
  std::uint64_t unreadable = 0;
};

class Cohort {
 public:
  explicit Cohort(const CohortOptions& options);
  ~Cohort();
  Cohort(const Cohort&) = delete;
  Cohort& operator=(const Cohort&) = delete;

  // False from where nothing more can be read; what came before is judged and counts.
  bool feed(std::string_view bytes);
  bool finish();

  // The same, where several share a table, each given all of it in the same pieces: the rows that come out of this piece are
  // judged by another, and here only their numbers count.
  bool pass(std::string_view bytes);
  bool pass_end();
  // Adds what another of them counted; false, with one sentence in `error`, where that is no summary of this knowledge.
  bool add_summary(std::string_view summary, std::string& error);

  [[nodiscard]] std::string_view error() const;
  [[nodiscard]] const std::vector<std::string>& notices() const;  // of the file; whole after the first row
  // What each column is taken for, with some of its cells, and what an unknown one may be: `cohort-plan/1`. Empty until about
  // a thousand rows or the end have come in.
  [[nodiscard]] std::string_view plan() const;
  [[nodiscard]] const CohortProgress& progress() const;
  [[nodiscard]] std::string take_output();    // header and rows since the last call
  [[nodiscard]] std::string take_errors();    // as CSV: row, column, code, message
  [[nodiscard]] std::string summary() const;  // `cohort-summary/1`

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The cells of a table that came out of a cohort, for showing some of its rows: a JSON list of lists of texts.
[[nodiscard]] std::string table_cells(std::string_view csv);

// One summary of several, as if all rows had been one file; false, with one sentence in `error`, where a text is none or the
// versions differ.
[[nodiscard]] bool merge_cohort_summaries(const std::vector<std::string>& summaries, std::string& merged,
                                          std::string& error);

}  // namespace nextline
