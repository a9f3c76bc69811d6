// SPDX-License-Identifier: Apache-2.0
// What many rows have in common, in counts that add up: `cohort-summary/1` (interop.md B2). Two summaries of two halves are
// the summary of the whole, to the byte.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "assess/evaluation.h"
#include "nextline/fields.h"
#include "nextline/issues.h"

namespace nextline::records {

// Numbers to three significant figures, counted: the median to that width, whatever the number of rows.
class Spread {
 public:
  void add(double value, std::uint64_t times = 1);
  void add(const Spread& other);
  [[nodiscard]] std::uint64_t count() const { return count_; }
  [[nodiscard]] double low() const { return low_; }
  [[nodiscard]] double high() const { return high_; }
  [[nodiscard]] double median() const;  // the lower one of two

  void set_ends(double low, double high) { low_ = low, high_ = high; }
  // Calls `use(value, times)` from the smallest.
  template <class Use>
  void for_values(Use use) const {
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      if (counts_[i] != 0) use(value_of(i), counts_[i]);
    }
  }

 private:
  [[nodiscard]] static double value_of(std::size_t place);

  std::vector<std::uint64_t> counts_;  // by place; empty until the first
  std::uint64_t count_ = 0;
  double low_ = 0;
  double high_ = 0;
};

// What one row adds.
struct RowCounted {
  const Patient* patient = nullptr;
  const std::vector<Issue>* issues = nullptr;
  const EvaluationData* data = nullptr;
  const FieldSet* missing = nullptr;
  std::optional<std::size_t> given = {};  // option
  bool given_unknown = false;
  std::uint64_t row = 0;
};

class Summary {
 public:
  Summary();
  void add_unreadable() { ++rows_, ++unreadable_; }
  void add(const RowCounted& row);
  void add(const Summary& other);

  // Of a part, which does not know where its rows stand in the whole.
  void forget_row_numbers() { against_.clear(); }

  [[nodiscard]] std::uint64_t rows() const { return rows_; }
  [[nodiscard]] std::uint64_t unreadable() const { return unreadable_; }
  [[nodiscard]] std::uint64_t with_errors() const { return with_errors_; }

  // `notices`: sentences about the file; `map` as it was given; both may be empty.
  void write(const std::vector<std::string>& notices, std::string_view map, std::string& out) const;
  // What `write` wrote; false, with one sentence in `error`, where the text is none, or of other knowledge. Adds the notices.
  [[nodiscard]] bool read(std::string_view json, std::vector<std::string>& notices, std::string& error);

 private:
  struct OfField {
    std::uint64_t known = 0;
    std::uint64_t limited = 0;  // "< 2"
    std::uint64_t error = 0;
    std::uint64_t unit_slip = 0;
    std::uint64_t missing = 0;  // rows that wait for it
    Spread values;              // of numbers, in the first unit
  };
  // Grades of Child-Pugh, ALBI, BCLC; the last of each: not settled.
  static constexpr std::size_t kChildPugh = 4;
  static constexpr std::size_t kAlbi = 4;
  static constexpr std::size_t kBclc = 6;
  struct OfOption {
    std::array<std::uint64_t, 5> verdicts{};
    std::array<std::uint64_t, kChildPugh> first{};  // rows that it leads, by Child-Pugh grade
    std::array<std::uint64_t, 5> given{};           // rows in which it was given, by verdict
  };

  std::uint64_t rows_ = 0;
  std::uint64_t unreadable_ = 0;
  std::uint64_t with_errors_ = 0;
  std::uint64_t with_warnings_ = 0;
  std::array<OfField, kFieldCount> fields_;
  std::vector<OfOption> options_;
  std::array<std::uint64_t, kChildPugh * kAlbi * kBclc> stages_{};
  std::array<Spread, kAlbi> albi_;          // minus the value, by grade: ALBI of more than 0 is counted as 0
  std::vector<std::uint64_t> given_ranks_;  // by rank from 1
  std::uint64_t given_unknown_ = 0;
  std::vector<std::uint64_t> against_;  // rows in which what was given is contraindicated, the first of them
};

}  // namespace nextline::records
