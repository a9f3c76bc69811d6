// SPDX-License-Identifier: Apache-2.0
#include "files.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <iostream>

#include "words/words.h"

namespace nextline {

namespace {

namespace fs = std::filesystem;

// Where a name leads, whether there is a file or not.
fs::path settled(const std::string& name) {
  constexpr int kMostLinks = 40;
  std::error_code failed;
  fs::path path = fs::absolute(name, failed);
  for (int i = 0; i < kMostLinks && fs::is_symlink(path, failed); ++i) {
    const fs::path leads_to = fs::read_symlink(path, failed);
    if (failed) break;
    path = path.parent_path() / leads_to;
  }
  const fs::path whole = fs::weakly_canonical(path, failed);
  return failed ? path.lexically_normal() : whole;
}

// Devices and pipes may be named as often as one likes: nothing in them is destroyed.
bool same_file(const std::string& a, const std::string& b) {
  std::error_code failed;
  if (fs::exists(a, failed) && fs::exists(b, failed))
    return fs::is_regular_file(a, failed) && fs::equivalent(a, b, failed);
  return settled(a) == settled(b);
}

}  // namespace

Input::~Input() {
  if (descriptor_ > STDIN_FILENO) close(descriptor_);
}

bool Input::open(const std::string& path) {
  descriptor_ = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor_ < 0) cannot_read(path);
  return descriptor_ >= 0;
}

void Input::read(std::string& into, std::size_t most) {
  into.resize(most);
  std::size_t size = 0;
  while (size < most && !at_end_) {
    const ssize_t got = ::read(descriptor_, into.data() + size, most - size);
    if (got > 0) {
      size += static_cast<std::size_t>(got);
    } else if (got == 0 || errno != EINTR) {
      failed_ = got != 0;
      at_end_ = true;
    }
  }
  into.resize(size);
}

std::optional<std::string> read_whole(const std::string& path, std::size_t most) {
  Input input;
  if (!input.open(path)) return std::nullopt;
  // In pieces: the most that may come is far more than what does.
  constexpr std::size_t kPiece = 1024 * 1024;
  std::string text;
  std::string piece;
  while (!input.at_end() && text.size() <= most) {
    input.read(piece, std::min(kPiece, most + 1 - text.size()));
    text += piece;
  }
  if (!input.failed()) return text;
  cannot_read(path);
  return std::nullopt;
}

int cannot_read(const std::string& path) {
  constexpr int kRefused = 2;
  std::cerr << say<"command.cannot_read">(path == "-" ? "command.standard_input"_text : std::string_view(path))
            << "\n";
  return kRefused;
}

bool all_can_be_read(const std::vector<std::string>& paths) {
  bool all = true;
  for (const std::string& path : paths) {
    std::error_code failed;
    if (path == "-" || (access(path.c_str(), R_OK) == 0 && !fs::is_directory(path, failed))) continue;
    cannot_read(path);
    all = false;
  }
  return all;
}

std::string files_that_clash(const std::vector<std::string>& read, const std::vector<Written>& written) {
  for (std::size_t i = 0; i < written.size(); ++i) {
    for (const std::string& path : read) {
      if (same_file(path == "-" ? "/dev/stdin" : path, written[i].path))
        return say<"command.read_and_written">(written[i].name);
    }
    for (std::size_t j = 0; j < i; ++j) {
      if (same_file(written[j].path, written[i].path))
        return say<"command.written_twice">(written[j].name, written[i].name);
    }
  }
  return {};
}

void hold_standard_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    // The lowest number that is free is taken: those before are held. Reading from the one or writing to the other fails.
    if (fcntl(stream, F_GETFD) < 0) ::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
  }
}

}  // namespace nextline
