// SPDX-License-Identifier: Apache-2.0
// A problem of rank acceptability. Whatever the bytes: either one sentence, or a result that is JSON, twice the same, with
// shares between 0 and 1 whose rows sum to 1.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "nextline/smaa_text.h"
#include "support/fuzz.h"
#include "support/fuzz_json.h"

using nextline::test::fail;

namespace {

constexpr std::string_view kProblems[] = {
    R"({"alternatives":["a","b","c"],"criteria":[{"id":"x","pvf":{"x":[0,24],"v":[0,1]},"distribution":"lognormal","mean_sd":[[2.3,0.2],[2.1,0.3],[2.2,0]]},{"id":"y","pvf":{"type":"piecewise_linear","x":[0,40,80],"v":[1,0.9,0],"out_of_range":"extrapolate"},"measurements":[{"distribution":"beta","alpha_beta":[9.5,31.5],"scale":100,"study":"s","tau":0.1},{"worst":46,"best":17},null]}],"weights":{"type":"tree","branches":[[0],[1]]},"missing":"best"})",
    R"({"partial_values":[[0.9,0.2,0.4],[0.3,0.8,0.5],[0.5,0.5,0.6]],"cases":[{"id":"u","weights":{"type":"uniform_simplex"}},{"id":"o","weights":{"type":"ordinal","order_most_important_first":[0,2,1]}},{"weights":[1,2,3]}]})",
    R"({"alternatives":["a","b"],"criteria":[{"id":"x","pvf":{"x":[0,1],"v":[0,1]},"baseline_logit_normal":{"mu":-0.2,"sigma":0.1},"relative_mu":[0,0.5],"relative_cov":[[0,0],[0,0.01]]}],"weights":{"type":"fixed","w":[1]}})",
    R"({"alternatives":["a","b"],"criteria":[{"id":"x","pvf":{"x":[0,1],"v":[0,1]}},{"id":"y","pvf":{"x":[0,1],"v":[1,0]}}],"measurements":{"distribution":"beta","alpha_beta":[[[20,116],[0.5,20.5]],[[8,121],[47.5,0.5]]]}})",
    R"({"criteria":[{"id":"x","pvf":{"x":[45,65],"v":[0,1]}},{"id":"y","pvf":{"x":[0,80],"v":[1,0]}}],"performance":[[60,60],[50,20],[60,60]],"weights":{"type":"ordinal","order_most_important_first":[1,0]}})",
    "{}",
};

constexpr const char* kPieces[] = {
    "[0,1]",
    "[1,0]",
    "[[1,1],[1,1]]",
    "\"normal\"",
    "\"lognormal\"",
    "\"logit_normal\"",
    "\"beta\"",
    "\"worst\"",
    "\"best\"",
    "\"alternatives\":",
    "\"criteria\":",
    "\"partial_values\":",
    "\"performance\":",
    "\"measurements\":",
    "\"distribution\":",
    "\"mean_sd\":",
    "\"alpha_beta\":",
    "\"pvf\":",
    "\"missing\":\"best\",",
    "\"cases\":[{}],",
    "\"weights\":{\"type\":\"uniform_simplex\"},",
    "\"type\":\"tree\",\"branches\":",
    "\"type\":\"ordinal\",\"order_most_important_first\":",
    "\"type\":\"fixed\",\"w\":",
    "\"baseline_logit_normal\":{\"mu\":0,\"sigma\":1}",
    "\"relative_mu\":",
    "\"relative_cov\":",
    "\"on_values\":true,",
    "\"study\":\"s\",",
    "\"tau\":0.3,",
    "\"scale\":1e-9,",
    "\"out_of_range\":\"extrapolate\",",
};

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

}  // namespace

nextline::test::Stage nextline::test::stage() {
  Stage stage{{std::begin(kProblems), std::end(kProblems)}, json_pieces(), vary_number, 10000};
  stage.pieces.insert(stage.pieces.end(), std::begin(kPieces), std::end(kPieces));
  // More rows than anyone has.
  std::string rows = R"({"partial_values":[)";
  for (int i = 0; i < 100000; ++i) rows += "[1],";
  stage.large.push_back(rows + "[1]]}");
  return stage;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = nextline::test::text_of(data, size);
  nextline::smaa::Options options;
  options.draws = 64;
  options.confidence = size % 2 == 0;
  options.always_sample = size % 3 == 0;
  const auto outcome = nextline::smaa::analyse_text(input, options);
  if (nextline::test::refused(outcome, input)) return 0;
  ++nextline::test::reached;
  const auto read = nlohmann::json::parse(outcome.text, nullptr, false);
  if (read.is_discarded() || !read.contains("cases")) fail("a result that is none", input);
  for (const auto& one : read["cases"]) check_rows(one["rank_acceptability"], input);
  if (nextline::smaa::analyse_text(input, options).text != outcome.text) fail("two different answers", input);
  return 0;
}
