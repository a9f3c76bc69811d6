// SPDX-License-Identifier: Apache-2.0
#include "nextline/smaa.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "nextline/numbers.h"
#include "nextline/smaa_text.h"
#include "numbers/distributions.h"
#include "support/catch.h"

using namespace nextline;
using smaa::Measurement;
using smaa::Options;
using smaa::Problem;
using smaa::Result;

namespace {

const smaa::ValueFunction kMonths = {{0, 24}, {0, 1}};
const smaa::ValueFunction kPercent = {{0, 80}, {1, 0}};

// Three options on survival, response and harm, each with its own kind of measurement.
Problem three_options() {
  Problem p;
  p.alternatives = {"sorafenib", "cabozantinib", "lenvatinib"};
  p.criteria = {{"survival", kMonths, {}}, {"response", {{0, 40}, {0, 1}}, {}}, {"harm", kPercent, {}}};
  p.measurements = {smaa::lognormal(ln(10.7), 0.15), smaa::beta(3.5, 40.5, 100),         smaa::fixed(45),
                    smaa::lognormal(ln(10.2), 0.08), smaa::beta(18.5, 30.5, 100),        smaa::normal(68, 4),
                    smaa::lognormal(ln(12.8), 0.3),  smaa::logit_normal(-1.2, 0.4, 100), smaa::missing(80, 20)};
  return p;
}

Result solved(const Problem& p, Options options = {}) {
  const Result result = smaa::analyse(p, options);
  INFO(result.error);
  REQUIRE(result.ok);
  return result;
}

double rank(const Result& r, std::size_t i, std::size_t k) { return r.rank[i * r.alternatives + k]; }

// The same problem with alternatives and criteria in another order.
Problem reordered(const Problem& p, const std::vector<std::size_t>& rows,
                  const std::vector<std::size_t>& columns) {
  Problem out;
  out.weights = p.weights;
  for (const std::size_t i : rows) out.alternatives.push_back(p.alternatives[i]);
  for (const std::size_t c : columns) out.criteria.push_back(p.criteria[c]);
  for (const std::size_t i : rows) {
    for (const std::size_t c : columns) out.measurements.push_back(p.measurements[i * p.criteria.size() + c]);
  }
  const auto place = [&](std::size_t c) {
    return static_cast<std::uint32_t>(std::find(columns.begin(), columns.end(), c) - columns.begin());
  };
  out.weights.order.clear();
  for (const std::uint32_t c : p.weights.order) out.weights.order.push_back(place(c));
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (!p.weights.fixed.empty()) out.weights.fixed[c] = p.weights.fixed[columns[c]];
    if (!p.weights.branch.empty()) out.weights.branch[c] = p.weights.branch[columns[c]];
  }
  return out;
}

}  // namespace

TEST_CASE("Every option takes one rank in every draw", "[smaa]") {
  Problem p = three_options();
  const auto space = GENERATE(smaa::WeightSpace::kSimplex, smaa::WeightSpace::kTree,
                              smaa::WeightSpace::kOrdinal, smaa::WeightSpace::kFixed);
  p.weights = {space, {0.5, 0.2, 0.3}, {2, 0, 1}, {1, 1, 0}};
  const Result r = solved(p);
  for (std::size_t i = 0; i < 3; ++i) {
    double sum = 0;
    for (std::size_t k = 0; k < 3; ++k) sum += rank(r, i, k);
    CHECK(sum == Approx(1).margin(1e-12));
    double weights = 0;
    for (std::size_t c = 0; c < 3; ++c) weights += r.central[i * 3 + c];
    if (r.has_central[i] != 0) CHECK(weights == Approx(1).margin(1e-6));
    CHECK(r.pairwise[i * 3 + i] == 0);
  }
  CHECK(r.space == space);
  CHECK(r.draws == smaa::kDefaultDraws);
}

TEST_CASE("The order in which options and criteria are given changes nothing", "[smaa]") {
  Problem p = three_options();
  const auto space = GENERATE(smaa::WeightSpace::kSimplex, smaa::WeightSpace::kTree,
                              smaa::WeightSpace::kOrdinal, smaa::WeightSpace::kFixed);
  p.weights = {space, {0.5, 0.2, 0.3}, {2, 0, 1}, {4, 4, 9}};
  p.measurements[0] = smaa::shifted(p.measurements[0], 7, 0.2);
  p.measurements[3] = smaa::shifted(p.measurements[3], 7, 0.2);
  p.measurements[4] = smaa::shifted(p.measurements[4], 3, 0.2);
  Options options;
  options.confidence = true;
  const Result r = solved(p, options);
  const std::vector<std::size_t> rows = {2, 0, 1};
  const std::vector<std::size_t> columns = {1, 2, 0};
  const Result other = solved(reordered(p, rows, columns), options);
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t k = 0; k < 3; ++k) {
      CHECK(rank(other, i, k) == rank(r, rows[i], k));
      CHECK(other.pairwise[i * 3 + k] == r.pairwise[rows[i] * 3 + rows[k]]);
      CHECK(other.central[i * 3 + k] == r.central[rows[i] * 3 + columns[k]]);
      CHECK(other.outside[i * 3 + k] == r.outside[rows[i] * 3 + columns[k]]);
    }
    CHECK(other.confidence[i] == r.confidence[rows[i]]);
    CHECK(other.value[i].mean == r.value[rows[i]].mean);
    CHECK(other.value[i].q975 == r.value[rows[i]].q975);
  }
}

TEST_CASE("Two options with the same results tie in every draw", "[smaa]") {
  Problem p = three_options();
  for (Measurement& m : p.measurements) m = smaa::fixed(m.kind == smaa::Kind::kFixed ? 45 : 7.3);
  for (std::size_t c = 0; c < 3; ++c) p.measurements[3 + c] = p.measurements[c];  // cabozantinib as sorafenib
  Options options;
  options.always_sample = GENERATE(false, true);
  const Result r = solved(p, options);
  for (std::size_t k = 0; k < 3; ++k) CHECK(rank(r, 0, k) == rank(r, 1, k));
  CHECK(r.pairwise[0 * 3 + 1] == 0);
  CHECK(r.pairwise[1 * 3 + 0] == 0);
}

TEST_CASE("An option that is worse by less than rounding can see is still never first", "[smaa]") {
  Problem p;
  p.alternatives = {"a", "b"};
  p.criteria = {{"x", kMonths, {}}, {"y", kMonths, {}}, {"z", kMonths, {}}, {"w", kMonths, {}}};
  // Equal but for 1e-6 on one criterion, whose weight is small in some draws.
  p.measurements = {smaa::fixed(12), smaa::fixed(12), smaa::fixed(12), smaa::fixed(12.00003),
                    smaa::fixed(12), smaa::fixed(12), smaa::fixed(12), smaa::fixed(12)};
  Options options;
  options.always_sample = true;
  const Result r = solved(p, options);
  CHECK(rank(r, 0, 0) == 1);
  CHECK(rank(r, 1, 0) == 0);
  CHECK(r.has_central[1] == 0);
  CHECK(r.pairwise[0 * 2 + 1] == 1);
  // Where the criterion has no weight the two are equal, and both are first.
  p.weights = {smaa::WeightSpace::kFixed, {1, 1, 1, 0}, {}, {}};
  const Result tied = solved(p, options);
  CHECK(rank(tied, 1, 0) == 1);
}

TEST_CASE("A missing result bounds the rank from both sides", "[smaa]") {
  const Problem p = three_options();
  Options options;
  const Result worst = solved(p, options);
  options.missing = smaa::Missing::kBest;
  const Result best = solved(p, options);
  CHECK(rank(worst, 2, 0) < rank(best, 2, 0));
  CHECK(worst.value[2].mean < best.value[2].mean);
  // The others' values do not depend on it.
  CHECK(worst.value[0].mean == Approx(best.value[0].mean).margin(1e-3));
}

TEST_CASE("Criteria in branches: the branch counts, not how many criteria it holds", "[smaa]") {
  Problem p;
  p.alternatives = {"benefit", "safety"};
  p.criteria = {{"a", kMonths, {}}, {"b", kMonths, {}}, {"c", kMonths, {}}, {"harm", kMonths, {}}};
  p.measurements = {smaa::fixed(24), smaa::fixed(24), smaa::fixed(24), smaa::fixed(0),
                    smaa::fixed(0),  smaa::fixed(0),  smaa::fixed(0),  smaa::fixed(24)};
  // Flat: harm has more than half of the weight in 1 of 8 draws.
  Options options;
  options.always_sample = true;
  CHECK(rank(solved(p, options), 1, 0) == Approx(0.125).margin(4 * smaa::standard_error(0.125, options.draws)));
  CHECK(solved(p).pairwise[1 * 2 + 0] == Approx(0.125).margin(1e-12));
  p.weights = {smaa::WeightSpace::kTree, {}, {}, {0, 0, 0, 1}};
  const Result tree = solved(p);
  CHECK(rank(tree, 1, 0) == Approx(0.5).margin(4 * smaa::standard_error(0.5, options.draws)));
  CHECK(tree.rank_method == smaa::Method::kSampled);
  // One branch, or one criterion in each, is the simplex.
  p.weights.branch = GENERATE(std::vector<std::uint32_t>{3, 3, 3, 3}, std::vector<std::uint32_t>{3, 1, 0, 2});
  CHECK(solved(p).pairwise[1 * 2 + 0] == Approx(0.125).margin(1e-12));
}

TEST_CASE("Arms of one study move together", "[smaa]") {
  Problem p;
  p.alternatives = {"a", "b"};
  p.criteria = {{"survival", kMonths, {}}};
  // Alone the two are as good as equal; b is a little better in each draw of the shared shift.
  const auto share = [&](int study_of_b) {
    p.measurements = {smaa::shifted(smaa::lognormal(ln(8.0), 0.001), 1, 0.25),
                      smaa::shifted(smaa::lognormal(ln(8.2), 0.001), study_of_b, 0.25)};
    return solved(p).pairwise[1 * 2 + 0];
  };
  CHECK(share(1) == 1);
  CHECK(share(2) == Approx(0.528).margin(0.016));  // normal: ln(8.2 / 8.0) / (0.25 sqrt 2) = 0.070
  // The spread is that of both parts together.
  p.measurements = {smaa::shifted(smaa::lognormal(ln(8.0), 0.2), 1, 0.2),
                    smaa::lognormal(ln(8.0), std::sqrt(0.08))};
  const Result r = solved(p);
  CHECK(r.value[0].sd == Approx(r.value[1].sd).margin(0.005));
  CHECK(r.outside[0] == Approx(r.outside[1]).margin(1e-12));
}

TEST_CASE("The tables keep mean and spread of what they stand for", "[smaa]") {
  // One option on one criterion, value = measurement: the value's moments are the distribution's own.
  struct Row {
    const char* name;
    Measurement measurement;
    double mean;
    double sd;
  };
  const auto row = GENERATE(values<Row>({
      {"normal", smaa::normal(0.4, 0.1), 0.4, 0.1},
      {"lognormal, wide", smaa::lognormal(-1, 0.5), 0.41686201967850838, 0.22216259},
      {"beta, no event", smaa::beta(0.5, 20.5), 0.5 / 21, 0.0325036},
      {"beta, all events", smaa::beta(47.5, 0.5), 0.98958333, 0.0145042},
      {"beta, usual", smaa::beta(18.5, 29.5), 0.38541667, 0.0695279},
      {"beta, U-shaped", smaa::beta(0.3, 0.3), 0.5, 0.3952847},
      {"beta with a shift of 0", smaa::shifted(smaa::beta(18.5, 29.5), 1, 1e-9), 0.38541667, 0.0695279},
  }));
  INFO(row.name);
  Problem p;
  p.alternatives = {"a"};
  p.criteria = {{"x", {{0, 1}, {0, 1}, smaa::OutOfRange::kExtrapolate}, {}}};
  p.measurements = {row.measurement};
  Options options;
  options.draws = 1U << 20U;
  const Result r = solved(p, options);
  const double error = row.sd / std::sqrt(static_cast<double>(options.draws));
  CHECK(r.value[0].mean == Approx(row.mean).margin(4 * error + 2e-4));
  CHECK(r.value[0].sd == Approx(row.sd).margin(4 * error + 2e-4));
}

TEST_CASE("What falls outside the value function is counted, from the distribution", "[smaa]") {
  Problem p;
  p.alternatives = {"a", "b", "c", "d"};
  p.criteria = {{"x", {{0.2, 0.6}, {0, 1}}, {}}};
  const double z = normal_quantile(0.9);
  p.measurements = {smaa::normal(0.2, 0.01), smaa::fixed(0.7), smaa::fixed_value(0.7),
                    smaa::lognormal(ln(0.6) - 0.1 * z, 0.1)};
  const Result r = solved(p);
  CHECK(r.outside[0] == Approx(0.5).margin(1e-12));
  CHECK(r.outside[1] == 1);
  CHECK(r.outside[2] == 0);
  CHECK(r.outside[3] == Approx(0.1).margin(1e-12));
  CHECK(r.value[1].mean == 1);  // clipped
  CHECK(r.value[2].mean == Approx(0.7).margin(1e-6));
}

TEST_CASE("The same seed gives the same answer, another seed another", "[smaa]") {
  const Problem p = three_options();
  Options options;
  const Result r = solved(p, options);
  CHECK(solved(p, options).rank == r.rank);
  options.seed = 7;
  CHECK(solved(p, options).rank != r.rank);
}

TEST_CASE("Tables built once serve other weights and numbers of draws", "[smaa]") {
  Problem p = three_options();
  std::string error;
  const smaa::TablesPtr tables = smaa::build_tables(p, smaa::Missing::kWorst, error);
  REQUIRE(tables);
  p.weights = {smaa::WeightSpace::kOrdinal, {}, {2, 1, 0}, {}};
  Options options;
  options.draws = 2048;
  CHECK(smaa::analyse(p, *tables, options).rank == solved(p, options).rank);
  options.missing = smaa::Missing::kBest;
  CHECK_FALSE(smaa::analyse(p, *tables, options).ok);
}

TEST_CASE("Bad problems are refused with one sentence that names the place", "[smaa]") {
  struct Row {
    const char* part;  // of the sentence
    void (*spoil)(Problem&);
  };
  const auto row = GENERATE(values<Row>({
      {"alternatives", [](Problem& p) { p.alternatives.clear(); }},
      {"\"sorafenib\" stands twice", [](Problem& p) { p.alternatives[1] = "sorafenib"; }},
      {"one id is empty", [](Problem& p) { p.criteria[0].id.clear(); }},
      {"measurement for each", [](Problem& p) { p.measurements.pop_back(); }},
      {"\"harm\": expected x in ascending order", [](Problem& p) { p.criteria[2].value.x = {80, 80}; }},
      {"\"harm\": expected as many x as v", [](Problem& p) { p.criteria[2].value.v = {1}; }},
      {"\"survival\", alternative \"cabozantinib\"", [](Problem& p) { p.measurements[3].b = -0.1; }},
      {"alpha and beta", [](Problem& p) { p.measurements[1].a = 0; }},
      {"expected a number", [](Problem& p) { p.measurements[2].a = std::nan(""); }},
      {"shift only with", [](Problem& p) { p.measurements[2] = smaa::shifted(p.measurements[2], 1, 0.1); }},
      {"relative effect", [](Problem& p) { p.measurements[2] = smaa::correlated(); }},
      {"positive semi-definite",
       [](Problem& p) {
         p.criteria[2].group = {0, 0.1, {0, 0, 0}, {1, 2, 0, 2, 1, 0, 0, 0, 1}};
         p.measurements[2] = smaa::correlated();
       }},
      {"symmetric",
       [](Problem& p) {
         p.criteria[2].group = {0, 0.1, {0, 0, 0}, {1, 0.5, 0, 0, 1, 0, 0, 0, 1}};
         p.measurements[2] = smaa::correlated();
       }},
      {"Weights: expected every criterion once",
       [](Problem& p) { p.weights = {smaa::WeightSpace::kOrdinal, {}, {0, 1, 1}, {}}; }},
      {"Weights: expected one number for each",
       [](Problem& p) { p.weights = {smaa::WeightSpace::kFixed, {1, 1}, {}, {}}; }},
      {"Weights: expected at least one above 0",
       [](Problem& p) { p.weights = {smaa::WeightSpace::kFixed, {0, 0, 0}, {}, {}}; }},
      {"Weights: expected a branch", [](Problem& p) { p.weights = {smaa::WeightSpace::kTree, {}, {}, {0}}; }},
  }));
  Problem p = three_options();
  row.spoil(p);
  const Result r = smaa::analyse(p);
  CHECK_FALSE(r.ok);
  CHECK(r.rank.empty());
  INFO(r.error);
  CHECK(r.error.find(row.part) != std::string::npos);
  CHECK(r.error.back() == '.');
}

TEST_CASE("Draws come in fours", "[smaa]") {
  Options options;
  options.draws = GENERATE(0U, 3U, 6U, smaa::kMaxDraws + 4);
  CHECK_FALSE(smaa::analyse(three_options(), options).ok);
  options.draws = 4;
  CHECK(smaa::analyse(three_options(), options).ok);
}

TEST_CASE("Texts that are no problem are refused with the place", "[smaa]") {
  struct Row {
    const char* text;
    const char* error;
  };
  const auto row = GENERATE(values<Row>({
      {"", "Expected a problem as a JSON object; the input is empty."},
      {"[]", "Expected a problem as a JSON object."},
      {"{}", "alternatives: expected a list of ids, or partial_values or performance to count them by."},
      {R"({"partial_values":[[1,2],[1]]})", "partial_values[1]: expected an entry for each criterion."},
      {R"({"partial_values":[[1,"x"]]})", "partial_values[0][1]: expected a number."},
      {R"({"partial_values":[[1,1e400]]})", "partial_values[0][1]: expected a number."},
      {R"({"partial_values":[[1]],"weights":{"type":"x"}})",
       "weights, type: expected \"uniform_simplex\", \"tree\", \"ordinal\" or \"fixed\"."},
      {R"({"partial_values":[[1]],"weights":{"type":"ordinal","order_most_important_first":[1]}})",
       "weights, order_most_important_first: expected places in the list of criteria, counted from 0."},
      {R"({"partial_values":[[1]],"weights":{"type":"tree","branches":[[0],[0]]}})",
       "weights, branches: expected every criterion once, by its place."},
      {R"({"partial_values":[[1]],"missing":"mean"})", "missing: expected \"worst\" or \"best\"."},
      {R"({"partial_values":[[1]],"cases":[]})", "cases: expected a list of 1 to 64 objects."},
      {R"({"partial_values":[[1]],"cases":[{"id":"a"},{"id":"b","weights":[0]}]})",
       "Case \"b\": Weights: expected at least one above 0."},
      {R"({"alternatives":["a"],"criteria":[{"id":"x"}],"performance":[[1]]})",
       "criterion \"x\": expected a value function as pvf."},
      {R"({"alternatives":["a"],"criteria":[{"id":"x","pvf":{"x":[0,1],"v":[0,1]}}]})",
       "criterion \"x\": expected a distribution, baseline_logit_normal or measurements."},
      {R"({"alternatives":["a"],"criteria":[{"id":"x","pvf":{"x":[0,1],"v":[0,1]},"measurements":[{"value":1,"tau":1}]}]})",
       "criterion \"x\", measurements[0], study: expected a name beside tau."},
  }));
  INFO(row.text);
  const smaa::TextOutcome outcome = smaa::analyse_text(row.text, {});
  CHECK_FALSE(outcome.ok);
  CHECK(outcome.text.empty());
  CHECK(outcome.error == row.error);
}

TEST_CASE("A result in full", "[smaa]") {
  const smaa::TextOutcome outcome = smaa::analyse_text(
      R"({"id":"two","alternatives":["a","b"],"partial_values":[[1,0],[0.1,0.2]],"weights":[3,1]})", {});
  REQUIRE(outcome.ok);
  CHECK(
      outcome.text ==
      R"({"schema":"smaa/1","cases":[{"id":"two","weights":"fixed","missing":"worst","draws":16384,"seed":20261121,)"
      R"("method":{"ranks":"closed form","pairwise":"closed form","values":"closed form"},)"
      R"("alternatives":["a","b"],"criteria":["1","2"],"rank_acceptability":[[1.0,0.0],[0.0,1.0]],)"
      R"("pairwise_winning":[[0.0,1.0],[0.0,0.0]],"central_weights":[[0.75,0.25],null],)"
      R"("values":[{"mean":0.75,"sd":0.0,"q025":0.75,"q25":0.75,"q50":0.75,"q75":0.75,"q975":0.75},)"
      R"({"mean":0.125,"sd":0.0,"q025":0.125,"q25":0.125,"q50":0.125,"q75":0.125,"q975":0.125}],)"
      R"("outside":[[0.0,0.0],[0.0,0.0]],)"
      R"("standard_error":{"rank_acceptability":[[0.0,0.0],[0.0,0.0]],"pairwise_winning":[[0.0,0.0],[0.0,0.0]]}}]})");
}
