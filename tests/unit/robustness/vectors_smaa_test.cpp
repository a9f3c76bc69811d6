// SPDX-License-Identifier: Apache-2.0
// Rank acceptability against published and exact answers: $NEXTLINE_SHARED/vectors/smaa, or shared/vectors/smaa beside
// the project. Where the folder is absent the test says so. Problems go through the text that `nextline smaa` reads.
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "nextline/numbers.h"
#include "nextline/smaa_text.h"
#include "numbers/distributions.h"
#include "numbers/random.h"
#include "smaa/plan.h"
#include "support/catch.h"

using namespace nextline;
using nlohmann::json;

namespace {

constexpr std::uint32_t kDraws = 16384;
constexpr double kExact = 1e-12;

std::optional<json> vectors(const std::string& name) {
  const char* shared = std::getenv("NEXTLINE_SHARED");
  const std::filesystem::path folder = shared != nullptr
                                           ? std::filesystem::path(shared)
                                           : std::filesystem::path(NEXTLINE_SOURCE_DIR) / ".." / "shared";
  std::ifstream file(folder / "vectors" / "smaa" / name);
  if (!file) {
    WARN("skipped: vectors/smaa/" << name << " not present");
    return std::nullopt;
  }
  return json::parse(file);
}

json run(const json& problem, bool sampled = false, std::uint32_t draws = kDraws) {
  smaa::Options options;
  options.draws = draws;
  options.confidence = true;
  options.always_sample = sampled;
  const smaa::TextOutcome outcome = smaa::analyse_text(problem.dump(), options);
  INFO(outcome.error);
  REQUIRE(outcome.ok);
  return json::parse(outcome.text).at("cases");
}

void check_near(const json& found, const json& expected, double tolerance) {
  if (expected.is_array()) {
    REQUIRE(found.size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) check_near(found[i], expected[i], tolerance);
  } else if (expected.is_null()) {
    CHECK(found.is_null());
  } else {
    REQUIRE(found.is_number());
    CHECK(std::fabs(found.get<double>() - expected.get<double>()) <= tolerance);
  }
}

// Shares within four standard errors of the expected share.
void check_shares(const json& found, const json& expected, std::uint32_t draws = kDraws) {
  REQUIRE(found.size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    if (expected[i].is_array()) {
      check_shares(found[i], expected[i], draws);
    } else {
      const double share = expected[i];
      CHECK(std::fabs(found[i].get<double>() - share) <= 4 * smaa::standard_error(share, draws) + 1e-9);
    }
  }
}

// One alternative's central weights are means over the draws in which it is first; a weight's standard deviation
// is below 0.3.
void check_central(const json& found, const json& gold, std::uint32_t draws = kDraws) {
  for (std::size_t i = 0; i < gold.at("cw").size(); ++i) {
    const double first = gold.at("ra")[i][0].get<double>() * draws;
    check_near(found.at("central_weights")[i], gold.at("cw")[i], 4 * 0.3 / std::sqrt(first));
  }
}

double at(const json& x) { return x.get<double>(); }

}  // namespace

TEST_CASE(
    "Published SMAA problems: ranks, pairwise index, central weights and confidence within sampling error",
    "[smaa][vectors]") {
  const auto name =
      GENERATE(as<std::string>{}, "jsmaa-antidepressants.json", "antidepressants-tervonen2011.json",
               "nma-vanvalkenhoef2012.json", "thrombolytics.json");
  const auto problem = vectors(name);
  if (!problem) return;
  for (const std::uint32_t draws : {kDraws, 262144U}) {
    const json cases = run(*problem, false, draws);
    REQUIRE(cases.size() == problem->at("cases").size());
    for (std::size_t c = 0; c < cases.size(); ++c) {
      const json& gold = problem->at("cases")[c].at("gold");
      INFO(name << ", " << cases[c].at("id") << ", " << draws << " draws");
      CHECK(cases[c].at("method").at("ranks") == "sampled");
      check_shares(cases[c].at("rank_acceptability"), gold.at("ra"), draws);
      check_shares(cases[c].at("pairwise_winning"), gold.at("pwi"), draws);
      check_central(cases[c], gold, draws);
      for (std::size_t i = 0; i < gold.at("ra").size(); ++i) {
        // The confidence factor is taken at central weights that are sampled themselves.
        const double first = at(gold.at("ra")[i][0]) * draws;
        check_near(cases[c].at("confidence")[i], gold.at("cf")[i],
                   2 / std::sqrt(draws) + 1.2 / std::sqrt(first));
        const double sd = gold.at("sd_value")[i];
        const json& value = cases[c].at("values")[i];
        check_near(value.at("mean"), gold.at("mean_value")[i], 4 * sd / std::sqrt(draws) + 2e-4);
        check_near(value.at("sd"), gold.at("sd_value")[i], 4 * sd / std::sqrt(draws) + 2e-4);
      }
    }
  }
}

TEST_CASE("Problems without uncertainty but in the weights have exact answers", "[smaa][vectors]") {
  const auto problem = vectors("exact.json");
  if (!problem) return;
  const json cases = run(*problem);
  const json sampled = run(*problem, true);
  REQUIRE(cases.size() == problem->at("cases").size());
  for (std::size_t c = 0; c < cases.size(); ++c) {
    const json& expected = problem->at("cases")[c];
    INFO(expected.at("id"));
    CHECK(cases[c].at("method") ==
          json({{"ranks", "closed form"}, {"pairwise", "closed form"}, {"values", "closed form"}}));
    check_near(cases[c].at("rank_acceptability"), expected.at("ra"), kExact);
    check_near(cases[c].at("pairwise_winning"), expected.at("pwi"), kExact);
    check_near(cases[c].at("central_weights"), expected.at("cw"), kExact);
    for (std::size_t i = 0; i < expected.at("cf").size(); ++i) {
      check_near(cases[c].at("confidence")[i], expected.at("cf")[i], 0);
      // The sampler knows nothing of this and says the same.
      const double first = at(expected.at("ra")[i][0]) * kDraws;
      check_near(sampled[c].at("central_weights")[i], expected.at("cw")[i],
                 first > 0 ? 1.2 / std::sqrt(first) : 0);
      for (const char* key : {"mean", "sd", "q025", "q25", "q50", "q75", "q975"}) {
        check_near(sampled[c].at("values")[i].at(key), cases[c].at("values")[i].at(key), 0.01);
      }
    }
    CHECK(sampled[c].at("method") ==
          json({{"ranks", "sampled"}, {"pairwise", "sampled"}, {"values", "sampled"}}));
    check_shares(sampled[c].at("rank_acceptability"), expected.at("ra"));
    check_shares(sampled[c].at("pairwise_winning"), expected.at("pwi"));
    if (!expected.contains("input")) continue;
    // The same from what was measured, by the value functions.
    json from_measured = {{"weights", expected.at("weights")},
                          {"performance", expected.at("input").at("performance")}};
    for (const json& pvf : expected.at("input").at("pvf")) {
      from_measured["criteria"].push_back(
          {{"id", std::to_string(from_measured["criteria"].size())}, {"pvf", pvf}});
    }
    check_near(run(from_measured)[0].at("rank_acceptability"), expected.at("ra"), kExact);
  }
}

TEST_CASE("An option that is worse everywhere is never first and has no central weights", "[smaa][vectors]") {
  const auto problem = vectors("exact.json");
  if (!problem) return;
  const json& expected = problem->at("dominance");
  const json exact = run(expected)[0];
  check_near(exact.at("central_weights"), expected.at("cw"), kExact);
  for (const bool sampled : {false, true}) {
    const json found = run(expected, sampled)[0];
    check_near(found.at("rank_acceptability"), expected.at("ra"), 0);
    check_near(found.at("confidence"), expected.at("cf"), 0);
    CHECK(found.at("central_weights")[1].is_null());
  }
}

TEST_CASE("Ties share the best rank and the next rank is skipped", "[smaa][vectors]") {
  const auto problem = vectors("exact.json");
  if (!problem) return;
  for (const bool sampled : {false, true}) {
    check_near(run(problem->at("ties"), sampled)[0].at("rank_acceptability"),
               problem->at("ties").at("rsmaa_ra"), 0);
    const json equal = run(problem->at("all_equal_three"), sampled)[0];
    check_near(equal.at("rank_acceptability"), json({{1, 0}, {1, 0}}), 0);
    check_near(equal.at("central_weights"), problem->at("all_equal_three").at("cw"), sampled ? 0.01 : kExact);
  }
}

TEST_CASE("The pairwise index in closed form, under uniform and under ordered weights", "[smaa][vectors]") {
  const auto problem = vectors("exact.json");
  if (!problem) return;
  const auto fraction = [](const std::string& text) {
    const std::size_t slash = text.find('/');
    return slash == std::string::npos ? std::stod(text) : std::stod(text) / std::stod(text.substr(slash + 1));
  };
  for (const json& one : problem->at("pairwise_closed_form").at("cases")) {
    std::vector<double> d;
    std::vector<double> ordinal;
    for (const std::string text : one.at("d")) d.push_back(fraction(text));
    for (const std::string text : one.at("d_ordinal_transformed")) ordinal.push_back(fraction(text));
    CHECK(std::fabs(smaa::share_above_zero(d) - at(one.at("p_uniform"))) < kExact);
    CHECK(std::fabs(smaa::share_above_zero(ordinal) - at(one.at("p_ordinal"))) < kExact);
    json pair = {{"partial_values", {d, std::vector<double>(d.size(), 0)}}, {"weights", {{"type", "ordinal"}}}};
    for (std::size_t k = 0; k < d.size(); ++k) pair["weights"]["order_most_important_first"].push_back(k);
    const json found = run(pair)[0];
    CHECK(std::fabs(at(found.at("pairwise_winning")[0][1]) - at(one.at("p_ordinal"))) < kExact);
  }
}

TEST_CASE("Ordered weights average to the rank order centroid", "[smaa][vectors]") {
  const auto problem = vectors("exact.json");
  if (!problem) return;
  for (const auto& [n, expected] : problem->at("ordinal_mean_weights_rank_order_centroid").at("n").items()) {
    INFO(n);
    // One option alone is always first: its central weights are the mean of all weights.
    json alone = {{"partial_values", {json::array()}}, {"weights", {{"type", "ordinal"}}}};
    for (std::size_t k = 0; k < expected.size(); ++k) {
      alone["partial_values"][0].push_back(0.5);
      alone["weights"]["order_most_important_first"].push_back(k);
    }
    check_near(run(alone, true)[0].at("central_weights")[0], expected, 4 * 0.25 / std::sqrt(kDraws));
    if (expected.size() <= 3) check_near(run(alone)[0].at("central_weights")[0], expected, kExact);
  }
}

TEST_CASE("Fixed weights and fixed measurements: the published totals", "[smaa][vectors]") {
  const auto problem = vectors("antidepressants-tervonen2011.json");
  if (!problem) return;
  const json& one = problem->at("deterministic_case");
  const json found = run({{"alternatives", problem->at("alternatives")},
                          {"criteria", problem->at("criteria")},
                          {"performance", one.at("performance")},
                          {"weights", one.at("weights")}})[0];
  for (std::size_t i = 0; i < 3; ++i)
    check_near(found.at("values")[i].at("mean"), one.at("computed").at("totals")[i], kExact);
  CHECK(std::fabs(at(found.at("values")[0].at("mean")) - at(one.at("published").at("placebo_total"))) < 5e-4);
  check_near(found.at("rank_acceptability"), json({{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}), 0);
}

TEST_CASE("Fixed weights with utilities that are not linear (brisk)", "[smaa][vectors]") {
  const auto problem = vectors("brisk.json");
  if (!problem) return;
  json form = {{"weights", {problem->at("weights").at("response"), problem->at("weights").at("side_effect")}}};
  for (const char* id : {"response", "side_effect"}) {
    const json& points = problem->at("utility").at(id);
    form["criteria"].push_back({{"id", id}, {"pvf", {{"x", points[0]}, {"v", points[1]}}}});
  }
  json fixed = form;
  for (const json& row : problem->at("deterministic")) {
    fixed["performance"].push_back({row.at("response"), row.at("side_effect")});
  }
  const json exact = run(fixed)[0];
  for (std::size_t i = 0; i < 2; ++i) {
    check_near(exact.at("values")[i].at("mean"), problem->at("deterministic")[i].at("score"), kExact);
  }

  json sampled = form;
  sampled["alternatives"] = {"placebo", "drug"};
  sampled["measurements"] = {{"distribution", "beta"}};
  for (const std::string id : sampled["alternatives"]) {
    const json& row = problem->at("beta").at(id);
    sampled["measurements"]["alpha_beta"].push_back({row.at("response"), row.at("side_effect")});
  }
  const json found = run(sampled, false, 262144)[0];
  const json& own = problem->at("own_python");
  const char* const keys[] = {"mean", "q025", "q975"};
  const double tolerances[] = {0.001, 0.002, 0.002};
  for (std::size_t k = 0; k < 3; ++k) {
    check_near(found.at("values")[0].at(keys[k]), own.at("placebo")[k], tolerances[k]);
    check_near(found.at("values")[1].at(keys[k]), own.at("drug")[k], tolerances[k]);
  }
  const double share = own.at("p_diff_gt_0");
  check_near(found.at("pairwise_winning")[1][0], share,
             4 * smaa::standard_error(share, 262144) + 4 * smaa::standard_error(share, own.at("N")));
}

TEST_CASE("Quantiles of beta distributions, and ln of medians with their intervals", "[smaa][vectors]") {
  const auto file = vectors("distributions.json");
  if (!file) return;
  for (const json& row : file->at("beta")) {
    INFO(row.dump());
    const BetaDistribution beta(row.at("alpha"), row.at("beta"));
    CHECK(std::fabs(beta.quantile(0.025) - at(row.at("q025"))) < 1e-9);
    CHECK(std::fabs(beta.quantile(0.5) - at(row.at("q50"))) < 1e-9);
    CHECK(std::fabs(beta.quantile(0.975) - at(row.at("q975"))) < 1e-9);
    CHECK(std::fabs(beta.tails(at(row.at("q50"))).below - 0.5) < 1e-9);
  }
  const double z = normal_quantile(0.975);
  CHECK(std::fabs(z - 1.959963984540054) < kExact);
  for (const json& row : file->at("lognormal_from_ci").at("cases")) {
    CHECK(std::fabs(ln(at(row.at("median"))) - at(row.at("mu"))) < kExact);
    CHECK(std::fabs(ln(at(row.at("hi")) / at(row.at("lo"))) / (2 * 1.959964) - at(row.at("sigma"))) < 1e-9);
  }
}

TEST_CASE("Value functions inside, outside, falling and flat", "[smaa][vectors]") {
  const auto file = vectors("pvf.json");
  if (!file) return;
  for (const json& row : file->at("cases")) {
    INFO(row.dump());
    // "error" stays inside the ends, where clipping and extrapolating are the same.
    const auto mode =
        row.at("mode") == "extrapolate" ? smaa::OutOfRange::kExtrapolate : smaa::OutOfRange::kClip;
    const smaa::ValueFunction f{row.at("x"), row.at("v"), mode};
    for (std::size_t i = 0; i < row.at("in").size(); ++i) {
      CHECK(std::fabs(smaa::value_at(f, row.at("in")[i]) - at(row.at("out")[i])) < 1e-9);
    }
  }
  const json& package = file->at("mcda_r_package");
  const char* const names[] = {"Price", "Time", "Comfort"};
  for (std::size_t i = 0; i < package.at("performance").size(); ++i) {
    for (std::size_t c = 0; c < 3; ++c) {
      const json& points = package.at("functions").at(names[c]);
      const smaa::ValueFunction f{points.at("x"), points.at("v"), smaa::OutOfRange::kClip};
      CHECK(std::fabs(smaa::value_at(f, package.at("performance")[i][c]) - at(package.at("expected")[i][c])) <
            1e-9);
    }
  }
  const auto exact = vectors("exact.json");
  REQUIRE(exact);
  const json& pieces = exact->at("getreal_piecewise_pvf");
  for (std::size_t i = 0; i < 2; ++i) {
    for (std::size_t c = 0; c < 3; ++c) {
      const smaa::ValueFunction f{pieces.at("pvf_points")[c][0], pieces.at("pvf_points")[c][1],
                                  smaa::OutOfRange::kClip};
      CHECK(std::fabs(smaa::value_at(f, pieces.at("performance")[i][c]) -
                      at(pieces.at("partial_values")[i][c])) < kExact);
    }
  }
}

TEST_CASE("Random numbers: the known answers of xoshiro128++ and SplitMix64", "[smaa][vectors]") {
  const auto file = vectors("rng-kat.json");
  if (!file) return;
  const json& state = file->at("xoshiro128pp").at("state");
  Xoshiro128<std::uint32_t> xoshiro{state[0], state[1], state[2], state[3]};
  for (const std::uint32_t expected : file->at("xoshiro128pp").at("out")) CHECK(xoshiro.next() == expected);
  for (const auto& [key, seed] : {std::pair("seed_0", 0ULL), std::pair("seed_1234567", 1234567ULL)}) {
    SplitMix64 splitmix(seed);
    for (const std::string expected : file->at("splitmix64").at(key))
      CHECK(std::to_string(splitmix.next()) == expected);
  }
}
