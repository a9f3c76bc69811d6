// SPDX-License-Identifier: Apache-2.0
// Prints how long the native core takes for the patients of tests/cases: `nextline-bench [CASES]`; `nextline-bench --smaa`
// for rank acceptability alone.
// Medians over rounds, so that a busy machine disturbs little. Judges nothing.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "nextline/assess.h"
#include "nextline/explore.h"
#include "nextline/nextline.h"
#include "nextline/patient.h"
#include "nextline/smaa.h"
#include "smaa_problem.h"

namespace {

std::vector<std::string> read_patients(const std::filesystem::path& folder) {
  std::vector<std::string> patients;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".json") continue;
    std::ifstream file(entry.path());
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const auto read = nlohmann::json::parse(text, nullptr, false);
    const auto cases = read.is_array() ? read : nlohmann::json::array({read});
    for (const auto& one : cases) {
      if (one.is_object() && one.contains("patient")) patients.push_back(one["patient"].dump());
    }
  }
  std::sort(patients.begin(), patients.end());  // a folder lists its files in any order
  return patients;
}

// Median over the rounds of the mean time of one call, in microseconds.
template <class Call>
double median_us(std::size_t calls, Call call, int rounds = 101) {
  std::vector<double> times;
  for (int round = 0; round < rounds; ++round) {
    const auto start = std::chrono::steady_clock::now();
    for (std::size_t i = 0; i < calls; ++i) call(i);
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - start;
    times.push_back(took.count() / static_cast<double>(calls));
  }
  std::nth_element(times.begin(), times.begin() + rounds / 2, times.end());
  return times[static_cast<std::size_t>(rounds / 2)];
}

// Rank acceptability, 20 options on 6 criteria, 16,384 draws: ranks, pairwise index and central weights.
void print_smaa() {
  const nextline::smaa::Problem problem = nextline::bench::smaa_problem();
  nextline::smaa::Options options;
  nextline::smaa::TablesPtr tables;
  const double build = median_us(1, [&](std::size_t) {
    std::string error;
    tables = nextline::smaa::build_tables(problem, options.missing, error);
  });
  const auto run = [&](std::uint32_t draws, bool quantiles, bool confidence) {
    options.draws = draws;
    options.quantiles = quantiles;
    options.confidence = confidence;
    return median_us(
               1, [&](std::size_t) { static_cast<void>(nextline::smaa::analyse(problem, *tables, options)); }) /
           1000;
  };
  std::printf("rank acceptability, %zu options x %zu criteria\n", problem.alternatives.size(),
              problem.criteria.size());
  std::printf("  build the tables           %8.2f ms\n", build / 1000);
  std::printf("  2,048 draws                %8.2f ms\n", run(2048, false, false));
  std::printf("  16,384 draws               %8.2f ms\n", run(16384, false, false));
  std::printf("  ... with quantiles         %8.2f ms\n", run(16384, true, false));
  std::printf("  ... and confidence         %8.2f ms\n", run(16384, true, true));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1 && std::string_view(argv[1]) == "--smaa") {
    print_smaa();
    return 0;
  }
  const auto texts = read_patients(argc > 1 ? argv[1] : "tests/cases");
  if (texts.empty()) {
    std::fputs("no patients found\n", stderr);
    return 1;
  }
  std::vector<nextline::Patient> patients(texts.size());
  std::size_t input_bytes = 0;
  std::size_t output_bytes = 0;
  std::size_t overview_bytes = 0;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    std::vector<nextline::Issue> issues;
    std::string error;
    if (!nextline::read_patient(texts[i], patients[i], issues, error)) patients[i] = {};
    input_bytes += texts[i].size();
    output_bytes += nextline::assess_text(texts[i]).text.size();
    overview_bytes += nextline::overview_text(texts[i]).text.size();
  }

  nextline::Evaluation evaluation;
  const double evaluate =
      median_us(texts.size(), [&](std::size_t i) { nextline::evaluate(patients[i], evaluation); });
  const double read = median_us(texts.size(), [&](std::size_t i) {
    nextline::Patient patient;
    std::vector<nextline::Issue> issues;
    std::string error;
    static_cast<void>(nextline::read_patient(texts[i], patient, issues, error));
  });
  const double assess =
      median_us(texts.size(), [&](std::size_t i) { static_cast<void>(nextline::assess_text(texts[i])); });

  const double overview =
      median_us(texts.size(), [&](std::size_t i) { static_cast<void>(nextline::overview_text(texts[i])); });

  // Hundreds of evaluations each: fewer rounds.
  const double explore =
      median_us(texts.size(), [&](std::size_t i) { static_cast<void>(nextline::explore_text(texts[i])); }, 5);
  double slowest = 0;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    slowest = std::max(
        slowest, median_us(1, [&](std::size_t) { static_cast<void>(nextline::explore_text(texts[i])); }, 5));
  }

  std::printf("%zu patients, %zu bytes in and %zu bytes out on average, %zu of an overview\n", texts.size(),
              input_bytes / texts.size(), output_bytes / texts.size(), overview_bytes / texts.size());
  std::printf("  read the text              %8.1f us\n", read);
  std::printf("  evaluate                   %8.1f us\n", evaluate);
  std::printf("  overview, text in and out  %8.1f us\n", overview);
  std::printf("  assess, text in, text out  %8.1f us\n", assess);
  std::printf("  explore, text in, text out %8.1f us, the slowest patient %.1f us\n", explore, slowest);
  print_smaa();
  return 0;
}
