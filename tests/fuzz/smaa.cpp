// SPDX-License-Identifier: Apache-2.0
// The reader of `nextline smaa` on bytes that nobody would send: libFuzzer's entry, and a plain driver,
// `nextline-fuzz-smaa [ROUNDS [SEED]]`. Whatever the bytes: no crash, no hang, and either one sentence or a result that
// is JSON again, with shares between 0 and 1 whose rows sum to 1.
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "nextline/smaa_text.h"
#include "support/fuzz.h"

using nextline::test::fail;
using nextline::test::one_of;
using nextline::test::Random;

namespace {

constexpr std::string_view kCorpus[] = {
    R"({"alternatives":["a","b","c"],"criteria":[{"id":"x","pvf":{"x":[0,24],"v":[0,1]},"distribution":"lognormal","mean_sd":[[2.3,0.2],[2.1,0.3],[2.2,0]]},{"id":"y","pvf":{"type":"piecewise_linear","x":[0,40,80],"v":[1,0.9,0],"out_of_range":"extrapolate"},"measurements":[{"distribution":"beta","alpha_beta":[9.5,31.5],"scale":100,"study":"s","tau":0.1},{"worst":46,"best":17},null]}],"weights":{"type":"tree","branches":[[0],[1]]},"missing":"best"})",
    R"({"partial_values":[[0.9,0.2,0.4],[0.3,0.8,0.5],[0.5,0.5,0.6]],"cases":[{"id":"u","weights":{"type":"uniform_simplex"}},{"id":"o","weights":{"type":"ordinal","order_most_important_first":[0,2,1]}},{"weights":[1,2,3]}]})",
    R"({"alternatives":["a","b"],"criteria":[{"id":"x","pvf":{"x":[0,1],"v":[0,1]},"baseline_logit_normal":{"mu":-0.2,"sigma":0.1},"relative_mu":[0,0.5],"relative_cov":[[0,0],[0,0.01]]}],"weights":{"type":"fixed","w":[1]}})",
    R"({"alternatives":["a","b"],"criteria":[{"id":"x","pvf":{"x":[0,1],"v":[0,1]}},{"id":"y","pvf":{"x":[0,1],"v":[1,0]}}],"measurements":{"distribution":"beta","alpha_beta":[[[20,116],[0.5,20.5]],[[8,121],[47.5,0.5]]]}})",
    R"({"criteria":[{"id":"x","pvf":{"x":[45,65],"v":[0,1]}},{"id":"y","pvf":{"x":[0,80],"v":[1,0]}}],"performance":[[60,60],[50,20],[60,60]],"weights":{"type":"ordinal","order_most_important_first":[1,0]}})",
    "{}",
};

constexpr std::string_view kPieces[] = {
    "{",
    "}",
    "[",
    "]",
    "\"",
    ":",
    ",",
    "null",
    "true",
    "0",
    "-1",
    "1e9",
    "1e-9",
    "1e308",
    "1e400",
    "-0",
    "0.001",
    "1e5",
    "2.5",
    "NaN",
    "\\ud800",
    "\xff\xfe",
    "[[[[[[[[[",
    "\"a\"",
    "[0,1]",
    "[1,0]",
    "\"beta\"",
    "\"normal\"",
    "\"logit_normal\"",
    "\"worst\"",
    "\"cases\":[{}],",
    "\"weights\":{\"type\":\"uniform_simplex\"},",
    "\"on_values\":true,",
    "\"tau\":0.3,",
    "\"scale\":1e-9,",
    "[[1,1],[1,1]]",
    "\"out_of_range\":\"extrapolate\",",
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string mutate(Random& random) {
  std::string text(one_of(kCorpus, random));
  for (std::size_t changes = 1 + random.below(3); changes != 0; --changes) {
    std::size_t at = random.below(text.size() + 1);
    const std::string_view piece = one_of(kPieces, random);
    switch (random.below(20)) {
      case 0:
        text.insert(at, piece);
        break;
      case 1:
        text.erase(at, random.below(8));
        break;
      case 2:
        if (at < text.size()) text[at] = static_cast<char>(random.below(256));
        break;
      default: {
        // Another value for a number: text that is still read, and reaches the arithmetic.
        constexpr std::string_view kNumbers[] = {"0",    "1",   "2",    "3",   "-1",  "0.1",
                                                 "0.5",  "7.3", "40",   "100", "1e5", "1e-3",
                                                 "1e-9", "1e9", "1e12", "1e6", "-27", "27"};
        const std::string_view other = random.below(8) == 0 ? piece : one_of(kNumbers, random);
        while (at < text.size() && !is_digit(text[at])) ++at;
        std::size_t end = at;
        while (end < text.size() && (is_digit(text[end]) || text[end] == '.')) ++end;
        text.replace(at, end - at, other);
        break;
      }
    }
  }
  return text;
}

long answered = 0;

void check_rows(const nlohmann::json& rows, std::string_view input) {
  for (const auto& row : rows) {
    double sum = 0;
    for (const auto& share : row) {
      if (!share.is_number() || share < 0 || share > 1 + 1e-9) fail("a share that is none", input);
      sum += share.get<double>();
    }
    if (std::fabs(sum - 1) > 1e-9) fail("ranks that do not sum to 1", input);
  }
}

void analyse(std::string_view input, bool read_back) {
  nextline::smaa::Options options;
  options.draws = 64;
  options.confidence = input.size() % 2 == 0;
  options.always_sample = input.size() % 3 == 0;
  const auto outcome = nextline::smaa::analyse_text(input, options);
  if (!outcome.ok) {
    if (outcome.error.empty() || !outcome.text.empty()) fail("a refusal without its sentence", input);
    return;
  }
  ++answered;
  if (!read_back) return;
  const auto read = nlohmann::json::parse(outcome.text, nullptr, false);
  if (read.is_discarded() || !read.contains("cases")) fail("a result that is none", input);
  for (const auto& one : read["cases"]) check_rows(one["rank_acceptability"], input);
  if (nextline::smaa::analyse_text(input, options).text != outcome.text) fail("two different answers", input);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  analyse({reinterpret_cast<const char*>(data), size}, true);
  return 0;
}

#ifndef NEXTLINE_LIBFUZZER
int main(int argc, char** argv) {
  analyse(std::string(100000, '['), true);
  analyse(std::string(2 * 1024 * 1024, ' '), true);
  std::string rows = R"({"partial_values":[)";
  for (int i = 0; i < 100000; ++i) rows += "[1],";
  analyse(rows + "[1]]}", true);
  return nextline::test::fuzz(argc, argv, "answered", answered,
                              [](long round, Random& random) { analyse(mutate(random), round % 16 == 0); });
}
#endif
