// SPDX-License-Identifier: Apache-2.0
// How the command reads, and what it asks of files before it writes. An error while reading is never taken for the end.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace nextline {

// A file, or standard input by the name "-".
class Input {
 public:
  Input() = default;
  ~Input();
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  // False, and said, where it cannot be opened.
  bool open(const std::string& path);
  // As much as there is, up to `most` bytes. Less: that was all, or it could not be read further, which failed() tells.
  void read(std::string& into, std::size_t most);
  [[nodiscard]] bool at_end() const { return at_end_; }
  [[nodiscard]] bool failed() const { return failed_; }

 private:
  int descriptor_ = -1;
  bool at_end_ = false;
  bool failed_ = false;
};

// At most one byte more than `most`: enough to be refused, never the whole of an endless stream. Nothing, and said, where it
// cannot be read.
std::optional<std::string> read_whole(const std::string& path, std::size_t most);

// Says that it cannot be read; the exit code of that.
int cannot_read(const std::string& path);

// False, and said, where one of the files is not there or is a folder: before anything is read or written.
bool all_can_be_read(const std::vector<std::string>& paths);

// A file that is written, and how it is called in a sentence.
struct Written {
  std::string path;
  std::string name;
};

// Why nothing may be opened: a file would be written that is also read, or written twice. Empty: all is well. "-" among what
// is read is standard input; standard output is `written` as "/dev/stdout".
std::string files_that_clash(const std::vector<std::string>& read, const std::vector<Written>& written);

// A stream that the caller closed cannot be read or written, and its number must not go to the next file that is opened.
void hold_standard_streams();

}  // namespace nextline
