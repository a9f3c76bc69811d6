// SPDX-License-Identifier: Apache-2.0
// Rank acceptability alone as a module, for the bench and for the comparison of scalar, SIMD and native bytes. Not
// shipped.
#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <string>

#include "../tests/bench/smaa_problem.h"
#include "nextline/smaa_text.h"
#include "smaa/plan.h"

namespace {

using namespace nextline;
using emscripten::val;

struct Bench {
  smaa::Problem problem = bench::smaa_problem();
  smaa::TablesPtr tables;
};

Bench& state() {
  static Bench bench;
  return bench;
}

// What is built once for a problem.
void build() {
  std::string error;
  state().tables = smaa::build_tables(state().problem, smaa::Missing::kWorst, error);
}

// Ranks, pairwise index and central weights: all first-rank shares, in the order of the options.
val run(unsigned draws) {
  smaa::Options options;
  options.draws = draws;
  options.quantiles = false;
  const smaa::Result result = smaa::analyse(state().problem, *state().tables, options);
  val shares = val::array();
  for (std::size_t i = 0; i < result.alternatives; ++i)
    shares.call<void>("push", result.rank[i * result.alternatives]);
  return shares;
}

// The table of a cell, start and slope of 256 bins, for the version in plain JavaScript.
val table(unsigned cell) {
  const smaa::Tables& tables = *state().tables;
  const auto* first = reinterpret_cast<const float*>(tables.pieces.data() + tables.cells[cell].table);
  return val(emscripten::typed_memory_view(2 * smaa::kBins, first)).call<val>("slice");
}

// As `nextline smaa - --confidence` prints it, or its error.
std::string text(const std::string& json, unsigned draws, bool sampled) {
  smaa::Options options;
  options.draws = draws;
  options.confidence = true;
  options.always_sample = sampled;
  const smaa::TextOutcome outcome = smaa::analyse_text(json, options);
  return outcome.ok ? outcome.text + "\n" : "nextline: " + outcome.error + "\n";
}

}  // namespace

EMSCRIPTEN_BINDINGS(smaa_bench) {
  emscripten::function("build", &build);
  emscripten::function("run", &run);
  emscripten::function("table", &table);
  emscripten::function("text", &text);
}
