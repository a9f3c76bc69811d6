// SPDX-License-Identifier: Apache-2.0
// A table judged row by row. Whatever the bytes: each row of the output is JSON, a table cut into pieces gives the same bytes
// as the whole, a row's patient can be read, and summaries can be merged. The first byte says what is asked for, the second
// how long a piece is.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "nextline/cohort.h"
#include "nextline/patient.h"
#include "support/fuzz.h"
#include "support/fuzz_patient.h"

using nextline::Cohort;
using nextline::CohortFormat;
using nextline::CohortOptions;
using nextline::test::fail;

namespace {

CohortOptions options_of(unsigned bits) {
  CohortOptions options;
  options.out = CohortFormat::kJsonLines;
  if ((bits & 1U) != 0) options.decimal = (bits & 2U) != 0 ? ',' : '.';
  if ((bits & 4U) != 0) options.keep = {"*"};
  if ((bits & 8U) != 0) options.all = true;
  if ((bits & 16U) != 0) {
    options.map =
        R"({"columns":[{"from":"albumin","field":"albumin","units":[{"from":10,"unit":"g/L"},{"unit":"g/dL"}]},)"
        R"({"from":"ecog","field":"ecog","values":{"1":0}}]})";
  }
  if ((bits & 32U) != 0) options.missing = {"-9", "unk"};
  if ((bits & 64U) != 0) options.preferences = R"({"preset":"efficacy_first"})";
  return options;
}

struct Answer {
  std::string out;
  std::string errors;
  std::string summary;
  std::string rest;  // sentences and the plan
  friend bool operator==(const Answer&, const Answer&) = default;
};

Answer ask(std::string_view text, const CohortOptions& options, std::size_t piece) {
  Cohort cohort(options);
  Answer answer;
  for (std::size_t at = 0; at < text.size(); at += piece) {
    cohort.feed(text.substr(at, piece));
    answer.out += cohort.take_output();
  }
  cohort.finish();
  answer.out += cohort.take_output();
  answer.errors = cohort.take_errors();
  answer.summary = cohort.summary();
  for (const std::string& notice : cohort.notices()) (answer.rest += notice) += '\n';
  (answer.rest += cohort.error()) += cohort.plan();
  return answer;
}

void check_rows(std::string_view out, std::string_view input) {
  for (std::size_t at = 0; at < out.size();) {
    const std::size_t end = out.find('\n', at);
    if (end == std::string_view::npos) fail("a row without its end", input);
    if (!nextline::test::is_json(out.substr(at, end - at))) fail("a row that is no JSON", input);
    at = end + 1;
  }
}

void check_patient(std::string_view text, CohortOptions options, std::uint64_t row, std::string_view input) {
  options.patient_of = row;
  const std::string patient_text = ask(text, options, text.size() + 1).out;
  if (patient_text.empty()) return;
  nextline::Patient patient;
  std::vector<nextline::Issue> issues;
  std::string error;
  if (!nextline::read_patient(patient_text, patient, issues, error))
    fail("the patient of a row that cannot be read,", input);
}

}  // namespace

nextline::test::Stage nextline::test::stage() {
  Stage stage{{}, table_pieces(), nullptr, 200};
  unsigned bits = 0;
  for (const std::string& table : table_seeds()) {
    stage.seeds.push_back(std::string(1, static_cast<char>(bits)) + '\x14' + table);
    bits = (bits + 5) % 128;
  }
  return stage;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = nextline::test::text_of(data, size);
  if (size < 2) return 0;
  const CohortOptions options = options_of(data[0]);
  const std::size_t piece = 1 + data[1];
  const std::string_view text = input.substr(2);

  const Answer whole = ask(text, options, text.size() + 1);
  if (!(ask(text, options, piece) == whole)) fail("pieces give another answer", input);
  check_rows(whole.out, input);
  if (!whole.out.empty()) ++nextline::test::reached;
  if (!nextline::test::is_json(whole.summary)) fail("a summary that is no JSON", input);
  std::string merged;
  std::string error;
  if (!nextline::merge_cohort_summaries({whole.summary, whole.summary}, merged, error) ||
      !nextline::test::is_json(merged)) {
    fail("a summary that cannot be merged with itself", input);
  }
  check_patient(text, options, 1 + piece % 3, input);
  return 0;
}
