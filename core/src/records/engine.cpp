// SPDX-License-Identifier: Apache-2.0
#include "records/engine.h"

#include <algorithm>
#include <utility>

#include "assess/missing.h"
#include "nextline/json_writer.h"
#include "nextline/render.h"
#include "sheet/words_of.h"
#include "words/words.h"

namespace nextline::records {

using sheet::Broken;
using sheet::Decimal;
using sheet::find_delimiter;
using sheet::find_option_word;
using sheet::from_windows_1252;
using sheet::is_utf8;
using sheet::kSampleRows;
using sheet::make_plan;
using sheet::Meaning;
using sheet::read_column_map;
using sheet::Splitter;
using sheet::trimmed;
using sheet::write_plan;

namespace {

// So much text shows the delimiter and what a file is.
constexpr std::size_t kHead = 64 * 1024;
// The rows that are looked at first are never more than this.
constexpr std::size_t kMostSampleBytes = 8 * kMaxInputBytes;
// Text is split in pieces, so that a block is a few hundred rows.
constexpr std::size_t kPiece = 64 * 1024;

bool is_blank(const Block& block, const Record& record) {
  if (record.broken != Broken::kNo) return false;
  for (std::size_t i = 0; i < record.cells; ++i) {
    if (!trimmed(block.cell(record, i)).empty()) return false;
  }
  return true;
}

// A list of objects, or an object that goes on in the next line: no table, and no row of JSON Lines.
bool is_json_over_lines(std::string_view text) {
  const std::size_t next = text.find_first_not_of(" \t\r\n", 1);
  if (text[0] == '[') return next != std::string_view::npos && text[next] == '{';
  return text[0] == '{' && next != std::string_view::npos &&
         text.substr(0, next).find('\n') != std::string_view::npos && text[next] == '"';
}

// Records that are no UTF-8 were written in Windows-1252.
void make_utf8(Block& block) {
  if (is_utf8(block.text)) return;
  Block made;
  for (const Record& record : block.records) {
    bool valid = true;
    for (std::size_t i = 0; i < record.cells; ++i) valid &= is_utf8(block.cell(record, i));
    made.records.push_back({made.ends.size(), record.cells, record.broken});
    for (std::size_t i = 0; i < record.cells; ++i) {
      const std::string_view cell = block.cell(record, i);
      if (valid) {
        made.text += cell;
      } else {
        made.text += from_windows_1252(cell);
      }
      made.ends.push_back(made.text.size());
    }
  }
  block = std::move(made);
}

using Texts = std::vector<std::string_view>;

// Of each column the different cells of the first rows that the reader of rows refuses: codes that nobody has explained.
std::vector<Texts> cells_in_error(const Plan& plan, const Block& block, std::size_t rows_from) {
  constexpr std::size_t kMost = 12;
  std::vector<Texts> unread(plan.columns.size());
  RowReader reader;
  RowInput input;
  const std::size_t last = std::min(block.records.size(), rows_from + kSampleRows);
  for (std::size_t r = rows_from; r < last; ++r) {
    const Record& record = block.records[r];
    if (record.broken != Broken::kNo) continue;
    reader.read(plan, block, record, input);
    if (!input.error.empty()) continue;
    for (std::size_t i = 0; i < plan.columns.size() && i < record.cells; ++i) {
      const Column& column = plan.columns[i];
      const bool of_unit = !column.refused.empty() && !spec(column.field).units.empty();
      if (column.meaning != Meaning::kField || column.set || of_unit || !input.patient[column.field].error)
        continue;
      const std::string_view text = trimmed(block.cell(record, i));
      if (unread[i].size() < kMost && std::find(unread[i].begin(), unread[i].end(), text) == unread[i].end())
        unread[i].push_back(text);
    }
  }
  return unread;
}

Decimal decimal_of(char mark) {
  return mark == '.' ? Decimal::kPoint : mark == ',' ? Decimal::kComma : Decimal::kNotKnown;
}

}  // namespace

Intake::Intake(const CohortOptions& options, std::uint64_t first_row) : next_row_(first_row) {
  setup_.options = options;
  plan_options_.decimal = decimal_of(options.decimal);
  plan_options_.missing = options.missing;
  plan_options_.keep = options.keep;
  read_preferences(options.preferences, setup_.preferences, setup_.preference_issues);
  if (!read_column_map(options.map, plan_options_.map, error_)) return;
  for (const std::string& name : options.columns) {
    OutColumn column;
    if (!find_column(name, column)) {
      error_ = say<"cohort.no_such_column">(cut(name));
      return;
    }
  }
}

bool Intake::refuse(std::string_view sentence) {
  error_ = sentence;
  return false;
}

bool Intake::feed(std::string_view bytes, std::vector<Rows>& out) {
  for (std::size_t at = 0; at < bytes.size(); at += kPiece) {
    if (!error_.empty()) return false;
    std::string text;
    decoder_.feed(bytes.substr(at, kPiece), text);
    if (!take(text, out)) return false;
    if (!decoder_.refusal().empty()) return refuse(decoder_.refusal());
  }
  return error_.empty();
}

bool Intake::finish(std::vector<Rows>& out) {
  if (!error_.empty()) return false;
  std::string text;
  decoder_.finish(text);
  if (!take(text, out)) return false;
  if (!decoder_.refusal().empty()) return refuse(decoder_.refusal());
  std::string rest;
  decoder_.finish(rest);
  if (!take(rest, out) || (!split_ && !begin(true, out))) return false;
  splitter_.finish(block_);
  if (!planned_ && !plan_table()) return false;
  pass_on(block_, out);
  return true;
}

bool Intake::take(std::string_view text, std::vector<Rows>& out) {
  if (!split_) {
    head_ += text;
    return head_.size() < kHead || begin(false, out);
  }
  splitter_.feed(text, block_);
  if (!planned_) {
    if (block_.records.size() <= kSampleRows && block_.text.size() < kMostSampleBytes) return true;
    if (!plan_table()) return false;
  }
  pass_on(block_, out);
  return true;
}

// The kind of the file and its delimiter, from the head.
bool Intake::begin(bool last, std::vector<Rows>& out) {
  const std::size_t first = head_.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) {
    if (last) return refuse("cohort.empty"_text);
    head_.clear();
    return true;
  }
  if (setup_.options.in != CohortFormat::kCsv && is_json_over_lines(std::string_view(head_).substr(first)))
    return refuse("cohort.not_lines"_text);
  split_ = true;
  const bool json = setup_.options.in == CohortFormat::kJsonLines ||
                    (setup_.options.in == CohortFormat::kDetect && head_[first] == '{');
  std::string head;
  head.swap(head_);
  std::size_t skip = 0;
  if (json) {
    setup_.json_in = true;
    delimiter_ = '\n';
    splitter_ = Splitter(delimiter_);
    planned_ = true;
    plan_lines();
    if (head.find("\"given\"") != std::string::npos) choose_columns(true);
  } else {
    delimiter_ = find_delimiter(head, skip);
    splitter_ = Splitter(delimiter_);
  }
  return take(std::string_view(head).substr(skip), out);
}

void Intake::plan_lines() {
  // The row's name stands in each line; it may be left out.
  setup_.plan.id = 0;
  setup_.plan.columns.emplace_back().name = "id";
  setup_.plan.columns.back().meaning = Meaning::kId;
  choose_columns(false);
  write_plan(setup_.plan, block_, 0, delimiter_, {}, {}, setup_.plan_text);
}

bool Intake::plan_table() {
  // Lines of blanks above the header are none.
  std::size_t header = 0;
  while (header < block_.records.size() && is_blank(block_, block_.records[header])) ++header;
  if (header == block_.records.size()) return refuse("cohort.empty"_text);
  make_utf8(block_);
  if (block_.records[header].broken != Broken::kNo) return refuse("cohort.broken_header"_text);
  const bool made = make_plan(plan_options_, block_, block_.records[header], header + 1, setup_.plan, error_);
  const auto unread = made ? cells_in_error(setup_.plan, block_, header + 1) : std::vector<Texts>();
  write_plan(setup_.plan, block_, header + 1, delimiter_, unread, error_, setup_.plan_text);
  if (!made) return false;
  planned_ = true;
  block_.records.erase(block_.records.begin(),
                       block_.records.begin() + static_cast<std::ptrdiff_t>(header) + 1);
  choose_columns(setup_.plan.given.has_value());
  return true;
}

void Intake::choose_columns(bool given) {
  setup_.columns.clear();
  if (setup_.options.columns.empty()) {
    setup_.columns = short_columns(given);
  } else {
    for (const std::string& name : setup_.options.columns) {
      OutColumn column;
      if (find_column(name, column)) setup_.columns.push_back(std::move(column));
    }
  }
  if (setup_.options.all) {
    for (OutColumn& column : further_columns()) setup_.columns.push_back(std::move(column));
  }
  setup_.header.clear();
  if (!setup_.options.full && setup_.options.out != CohortFormat::kJsonLines) {
    write_csv_header(setup_.plan, setup_.columns, setup_.header);
  }
}

// Rows without anything in them count once another one follows: spreadsheets leave them at the end.
void Intake::pass_on(Block& block, std::vector<Rows>& out) {
  make_utf8(block);
  std::size_t used = block.records.size();
  while (used > 0 && is_blank(block, block.records[used - 1])) --used;
  const std::size_t trailing = block.records.size() - used;
  if (used == 0) {
    blank_ += trailing;
    block.clear();
    return;
  }
  block.records.resize(used);
  if (!setup_.json_in) {
    block.records.insert(block.records.begin(), blank_, Record{});
    blank_ = trailing;
  }
  Rows& rows = out.emplace_back();
  rows.first = next_row_;
  next_row_ += block.records.size();
  std::swap(rows.block, block);
}

Judge::Judge(const Setup& setup) : setup_(setup) {}

void Judge::judge(const Rows& rows, std::string& out, std::string& errors) {
  const bool json_out = setup_.options.out == CohortFormat::kJsonLines;
  const std::uint64_t patient_of = setup_.options.patient_of;
  for (std::size_t r = 0; r < rows.block.records.size(); ++r) {
    const Record& record = rows.block.records[r];
    const std::uint64_t number = rows.first + r;
    if (patient_of != 0 && number != patient_of) continue;
    if (setup_.json_in && record.broken == Broken::kNo) {
      reader_.read_json(rows.block.cell(record, 0), input_);
    } else {
      reader_.read(setup_.plan, rows.block, record, input_);
    }
    if (patient_of != 0) {
      if (input_.error.empty()) reader_.write_patient(out);
      return;
    }
    RowSays says{number, &input_};
    FieldSet missing;
    if (input_.error.empty()) {
      if (!setup_.preference_issues.empty()) {
        input_.issues.insert(input_.issues.end(), setup_.preference_issues.begin(),
                             setup_.preference_issues.end());
      }
      evaluate(input_.patient, setup_.preferences, evaluation_);
      add_score_issues(evaluation_, input_.issues);
      sort_issues(input_.issues);
      missing = missing_fields(input_.patient, evaluation_.data());
      says.data = &evaluation_.data();
      says.missing = &missing;
      if (!input_.given.empty()) says.given = find_option_word(input_.given);
      const bool unknown = !input_.given.empty() && !says.given;
      summary_.add({&input_.patient, &input_.issues, says.data, &missing, says.given, unknown, number});
      for (const Issue& issue : input_.issues) {
        errors += std::to_string(number);
        errors += ',';
        append_csv_safe(issue.field, errors);
        errors += ',';
        errors += id(issue.code);
        errors += ',';
        append_csv(issue.message, errors);
        errors += '\n';
      }
      if (unknown) {
        errors += std::to_string(number) + ",given,unknown_word,";
        append_csv(say<"cohort.given_unknown">(cut(input_.given)), errors);
        errors += '\n';
      }
    } else {
      summary_.add_unreadable();
      errors += std::to_string(number) + ",,unreadable,";
      append_csv(input_.error, errors);
      errors += '\n';
    }
    if (setup_.options.full) {
      if (says.data != nullptr) {
        render(input_.patient, input_.issues, evaluation_, out);
      } else {
        JsonWriter json(out);
        json.begin_object();
        json.field("error", input_.error);
        json.end_object();
      }
      out += '\n';
    } else if (json_out) {
      write_json_row(setup_.plan, rows.block, record, setup_.columns, says, out);
    } else {
      write_csv_row(setup_.plan, rows.block, record, setup_.columns, says, out);
    }
  }
}

}  // namespace nextline::records
