// SPDX-License-Identifier: Apache-2.0
#include "sheet/splitter.h"

namespace nextline::sheet {

void Splitter::finish(Block& block) {
  while (in_ == In::kQuoted || length_ > kMaxRecordBytes) {
    if (length_ <= kMaxRecordBytes) {
      give_up_quote(block);
    } else if (!give_up_long(block)) {
      break;
    }
  }
  if (length_ == 0) return;
  if (in_ != In::kSkipping) end_cell();
  end_record(block, in_ == In::kSkipping ? Broken::kTooLong : Broken::kNo);
}

void Splitter::end_record(Block& block, Broken broken) {
  if (broken != Broken::kNo) {
    text_.clear();
    ends_.clear();
  }
  const std::size_t base = block.text.size();
  block.records.push_back({block.ends.size(), static_cast<std::uint32_t>(ends_.size()), broken});
  block.text += text_;
  for (const std::size_t end : ends_) block.ends.push_back(base + end);
  text_.clear();
  ends_.clear();
  length_ = 0;
  over_lines_ = false;
  after_.clear();
  in_ = In::kCellStart;
}

// At the end of a line outside quotes.
void Splitter::end_line(char c, Block& block) {
  returned_ = c == '\r';
  if (length_ == 0) return;  // nothing stands in it
  if (in_ != In::kSkipping) end_cell();
  end_record(block, in_ == In::kSkipping ? Broken::kTooLong : Broken::kNo);
}

// The first line of the record is broken; what came behind it is read again, with no cell longer than its line.
void Splitter::give_up_quote(Block& block) {
  std::string after;
  after.swap(after_);
  end_record(block, Broken::kQuoteNotClosed);
  one_line_ = true;
  feed(after, block);
  one_line_ = false;
}

bool Splitter::give_up_long(Block& block) {
  if (in_ == In::kQuoted && over_lines_) {
    give_up_quote(block);
    return true;
  }
  text_.clear();
  ends_.clear();
  after_.clear();
  over_lines_ = false;
  in_ = In::kSkipping;
  return false;
}

void Splitter::feed(std::string_view text, Block& block) {
  // Reads up to one of the signs that mean something; what is read may be needed again.
  const auto take = [&](std::size_t at, std::size_t size, bool keep) {
    if (keep) text_ += text.substr(at, size);
    if (over_lines_) after_ += text.substr(at, size);
    length_ += size;
  };
  const auto is_end = [](char c) { return c == '\n' || c == '\r'; };
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (returned_ && c == '\n') {
      returned_ = false;
      ++at;
      continue;
    }
    returned_ = false;
    if (length_ > kMaxRecordBytes && give_up_long(block)) continue;
    switch (in_) {
      case In::kQuoted:
        if (c == '"') {
          take(at++, 1, false);
          in_ = In::kQuoteInQuoted;
        } else if (is_end(c) && one_line_) {
          returned_ = c == '\r';
          ++at;
          end_record(block, Broken::kQuoteNotClosed);
        } else if (is_end(c)) {
          take(at++, 1, true);
          over_lines_ = true;
        } else {
          std::size_t end = at + 1;
          while (end < text.size() && text[end] != '"' && !is_end(text[end])) ++end;
          take(at, end - at, true);
          at = end;
        }
        break;
      case In::kQuoteInQuoted:
        if (c == '"') {  // a quote inside the quotes
          take(at++, 1, true);
          in_ = In::kQuoted;
        } else if (over_lines_ && c != delimiter_ && !is_end(c)) {
          // The quote of another row's cell: that of this record was never closed.
          give_up_quote(block);
        } else {
          in_ = In::kBare;  // the quotes are closed; what still comes before the delimiter is text
        }
        break;
      case In::kSkipping:
        if (is_end(c)) {
          ++at;
          end_line(c, block);
        } else {
          while (at < text.size() && !is_end(text[at])) ++at;
        }
        break;
      case In::kCellStart:
      case In::kBare:
        if (is_end(c)) {
          ++at;
          end_line(c, block);
        } else if (c == delimiter_) {
          take(at++, 1, false);
          end_cell();
          in_ = In::kCellStart;
        } else if (c == '"' && in_ == In::kCellStart && quotes()) {
          take(at++, 1, false);
          in_ = In::kQuoted;
        } else {
          std::size_t end = at + 1;
          while (end < text.size() && text[end] != delimiter_ && !is_end(text[end])) ++end;
          take(at, end - at, true);
          at = end;
          in_ = In::kBare;
        }
        break;
    }
  }
}

}  // namespace nextline::sheet
