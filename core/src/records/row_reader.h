// SPDX-License-Identifier: Apache-2.0
// One row of a table to one patient, through the one reader of patients: a row becomes the document that it would be as
// JSON.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "json/document.h"
#include "nextline/issues.h"
#include "nextline/patient.h"
#include "sheet/plan.h"
#include "sheet/splitter.h"

namespace nextline::records {

// A table's own words, which every file of this room uses.
using sheet::Block;
using sheet::Column;
using sheet::Plan;
using sheet::Record;

// What a row holds. Texts point into the block or the document.
struct RowInput {
  std::string error;  // why there is no patient; empty: there is one
  Patient patient;
  std::vector<Issue> issues;
  std::string_view id;
  std::string_view given;
};

// Reads row after row; keeps the room.
class RowReader {
 public:
  // A row of a table.
  void read(const Plan& plan, const Block& block, const Record& record, RowInput& out);
  // A line of JSON Lines: a patient, or {"id", "patient", "given"}.
  void read_json(std::string_view line, RowInput& out);
  // The patient that was read last, as JSON; a cell that is an error as its text.
  void write_patient(std::string& out) const;

 private:
  struct Problem {
    Field field;
    IssueCode code;
    std::string message;
    std::string_view cell;  // empty: it is the whole column's, or the document has it
  };

  void read_cell(const Plan& plan, const Column& column, std::string_view text, std::string_view unit_text);
  void read_number(const Column& column, std::string_view text, std::string_view unit_text);
  void read_set(const Column& column, std::string_view text);
  void read_regimens(const Column& column, std::string_view text);
  void read_member(const Column& column, std::string_view text, bool events);
  void read_course(const Plan& plan, const Block& block, const Record& record);
  void problem(const Column& column, IssueCode code, std::string message, std::string_view cell);
  [[nodiscard]] static std::string label_of(const Column& column);

  Document document_;
  DocumentBuilder build_{document_};  // of the row that is read
  std::uint32_t patient_ = 0;         // where the patient is in it
  std::vector<Problem> problems_;
  std::string number_id_;  // of a line of JSON
};

}  // namespace nextline::records
