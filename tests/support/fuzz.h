// SPDX-License-Identifier: Apache-2.0
// What the fuzz programs share. Each tests/fuzz/STAGE.cpp says where its stage begins, stage(), and tries one input,
// LLVMFuzzerTestOneInput. Two doors lead there: libFuzzer (./dev fuzz), and a plain driver (./dev test fuzz), which makes
// seeded mutations of the same seeds (fuzz_main.cpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "support/random.h"

namespace nextline::test {

struct Stage {
  std::vector<std::string> seeds;  // where mutations begin
  std::vector<std::string>
      pieces;  // what means something here and is put in anywhere: the dictionary of libFuzzer
  // Changes a text so that it is still read, and gets past the reader; none: only bytes are changed.
  void (*vary)(std::string& text, Random& random) = nullptr;
  long rounds = 10000;                  // of the plain driver, unless it is told
  std::vector<std::string> large = {};  // tried once by the plain driver: too long to begin with
};

[[nodiscard]] Stage stage();

// How many inputs got past the reader of their stage.
inline long reached = 0;

[[noreturn]] inline void fail(std::string_view what, std::string_view input) {
  std::fprintf(stderr, "%.*s on this input:\n", static_cast<int>(what.size()), what.data());
  std::fwrite(input.data(), 1, input.size(), stderr);  // zero bytes and all
  std::fputc('\n', stderr);
  std::abort();
}

// By another reader than the core's own.
[[nodiscard]] bool is_json(std::string_view text);

template <class List>
[[nodiscard]] std::string_view one_of(const List& all, Random& random) {
  return all[random.below(std::size(all))];
}

[[nodiscard]] inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// An input that is two texts: the second stands behind a zero byte, which no JSON has.
struct Two {
  std::string_view first;
  std::string_view second;
};
[[nodiscard]] inline Two two_of(std::string_view input) {
  const std::size_t zero = input.find('\0');
  if (zero == std::string_view::npos) return {input, {}};
  return {input.substr(0, zero), input.substr(zero + 1)};
}

// What a door of the core answers: text, or one sentence and nothing beside it.
template <class Outcome>
bool refused(const Outcome& outcome, std::string_view input) {
  if (outcome.ok) return false;
  if (outcome.error.empty() || !outcome.text.empty()) fail("a refusal without its sentence", input);
  return true;
}

}  // namespace nextline::test
