// SPDX-License-Identifier: Apache-2.0
// Text to records and cells, piece by piece (RFC 4180 and what spreadsheets and people make of it; interop.md B1).
//
// Own code, because no library does it in the core: those of Debian throw or keep the whole file (interop.md B4).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "nextline/input_limits.h"

namespace nextline::sheet {

// A record longer than this is refused alone.
inline constexpr std::size_t kMaxRecordBytes = kMaxInputBytes;

enum class Broken : std::uint8_t { kNo, kTooLong, kQuoteNotClosed };

struct Record {
  std::size_t first = 0;  // place of its first cell in Block::ends
  std::uint32_t cells = 0;
  Broken broken = Broken::kNo;  // then it has no cells
};

// Some records, one after the other. The cells' text is what they mean, without the quotes around it.
struct Block {
  std::string text;
  std::vector<std::size_t> ends;  // where each cell ends in `text`
  std::vector<Record> records;

  [[nodiscard]] std::string_view cell(const Record& record, std::size_t i) const {
    const std::size_t place = record.first + i;
    const std::size_t begin = place == 0 ? 0 : ends[place - 1];
    return std::string_view(text).substr(begin, ends[place] - begin);
  }
  void clear() {
    text.clear();
    ends.clear();
    records.clear();
  }
};

class Splitter {
 public:
  // `delimiter` '\n': no cells, each line is one (JSON Lines), and quotes are text.
  explicit Splitter(char delimiter) : delimiter_(delimiter) {}

  // Adds the records that are complete to `block`. A line without a character is no record.
  void feed(std::string_view text, Block& block);
  // The last record, where no newline ended it. A quote that nothing closes breaks its line alone: the rest is read line by
  // line.
  void finish(Block& block);

 private:
  enum class In : std::uint8_t { kCellStart, kBare, kQuoted, kQuoteInQuoted, kSkipping };

  [[nodiscard]] bool quotes() const { return delimiter_ != '\n'; }
  void end_line(char c, Block& block);
  void end_cell() { ends_.push_back(text_.size()); }
  void end_record(Block& block, Broken broken = Broken::kNo);
  void give_up_quote(Block& block);
  // Of a record that is too long nothing is kept, and it ends with its line. True: it was a quote over lines that nothing
  // closed, and these are read again.
  bool give_up_long(Block& block);

  char delimiter_;
  In in_ = In::kCellStart;
  bool returned_ = false;  // the line ended with a carriage return: a newline behind it belongs to it
  bool one_line_ = false;  // no cell goes over the end of its line
  std::string text_;       // of the record that is being read
  std::vector<std::size_t> ends_;
  std::size_t length_ = 0;   // its bytes as they came
  bool over_lines_ = false;  // a quoted cell went over the end of its first line;
  std::string after_;        // then this is what came behind that line, as it came
};

}  // namespace nextline::sheet
