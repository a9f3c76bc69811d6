// SPDX-License-Identifier: Apache-2.0
// What the fuzz drivers share: `nextline-fuzz-NAME [ROUNDS [SEED]]` tries mutations one after the other and ends with
// nothing found, or aborts and prints the input.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <string>
#include <string_view>

#include "support/random.h"

namespace nextline::test {

[[noreturn]] inline void fail(std::string_view what, std::string_view input) {
  std::fprintf(stderr, "%.*s on this input:\n%.*s\n", static_cast<int>(what.size()), what.data(),
               static_cast<int>(input.size()), input.data());
  std::abort();
}

template <std::size_t N>
[[nodiscard]] std::string_view one_of(const std::string_view (&all)[N], Random& random) {
  return all[random.below(N)];
}

// `once(round, random)` tries one mutation; `counted`, how many of them `did` what is meant.
template <class Once>
int fuzz(int argc, char** argv, const char* did, const long& counted, const Once& once) {
  const long rounds = argc > 1 ? std::atol(argv[1]) : 100000;
  Random random(argc > 2 ? static_cast<std::uint64_t>(std::atoll(argv[2])) : 20261121);
  for (long round = 0; round < rounds; ++round) once(round, random);
  std::printf("fuzz: %ld mutations, %ld of them %s, nothing found\n", rounds, counted, did);
  return 0;
}

}  // namespace nextline::test
