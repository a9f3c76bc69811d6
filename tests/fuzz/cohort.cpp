// SPDX-License-Identifier: Apache-2.0
// Tables that nobody would send: libFuzzer's entry, and a plain driver, `nextline-fuzz-cohort [ROUNDS [SEED]]`. Whatever the
// bytes: no crash, no hang, each row of the output is JSON, and a table cut into pieces gives the same bytes as the whole.
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "nextline/cohort.h"
#include "support/fuzz.h"

using nextline::Cohort;
using nextline::CohortFormat;
using nextline::CohortOptions;
using nextline::test::fail;
using nextline::test::one_of;
using nextline::test::Random;

namespace {

constexpr std::string_view kCorpus[] = {
    "id,albumin[g/L],bilirubin[umol/L],inr,ascites,encephalopathy,ecog,prior_therapies,given\n"
    "a,38,20,1.1,none,none,1,Atezolizumab + bevacizumab,lenvatinib\nb,\"31,5\",3-Jan,\"1,234\",mild,?,0,1. "
    "sorafenib 2. "
    "x,Cabozantinib\n",
    "sep=;\r\nid;albumin;platelets[/uL];immune_adverse_events;course.1.date[excel];course.1.afp\r\n"
    "a;3,8;150 000;hepatitis:3:resolved|?;46023;< 2\r\n;;;;;\r\nb;1.234,5;;!colitis;2026-01-01;\r\n",
    "id\tage\tsex\textrahepatic_spread\n1\t60\tmale\tja\n2\tNA\tx\tno\n",
    "{\"id\":\"x\",\"patient\":{\"ecog\":1},\"given\":\"sorafenib\"}\n{\"ecog\":2}\n[]\n",
    "\xFF\xFE"
    "i\0d\0,\0e\0c\0o\0g\0\n\0",
    "",
};

constexpr std::string_view kPieces[] = {
    ",",      ";",     "\t",           "|",
    "\"",     "\"\"",  "\n",           "\r",
    "\r\n",   "sep=",  "\xEF\xBB\xBF", "\xFF\xFE",
    "1,234",  "1.5",   "<= 2",         "38 g/L",
    "3-Jan",  "#REF!", "NA",           "none",
    "yes",    "=1+1",  "\xC3\xA9",     "\xE9",
    "1e400",  "-0",    "ecog",         "albumin",
    "[g/dL]", "given", "course.1.",    "course.9.inr",
    "id",     "{}",    "10*9/L",       "1. a 2. b > c",
};

CohortOptions options_of(Random& random) {
  CohortOptions options;
  options.out = CohortFormat::kJsonLines;
  if (random.chance(0.3)) options.decimal = random.chance(0.5) ? ',' : '.';
  if (random.chance(0.3)) options.keep = {"*"};
  if (random.chance(0.2)) options.all = true;
  if (random.chance(0.2)) {
    options.map =
        R"({"columns":[{"from":"albumin","field":"albumin","units":[{"from":10,"unit":"g/L"},{"unit":"g/dL"}]},)"
        R"({"from":"ecog","field":"ecog","values":{"1":0}}]})";
  }
  return options;
}

std::string answer(const std::string& text, const CohortOptions& options, std::size_t piece) {
  Cohort cohort(options);
  std::string out;
  for (std::size_t at = 0; at < text.size(); at += piece) {
    cohort.feed(std::string_view(text).substr(at, piece));
    out += cohort.take_output();
  }
  cohort.finish();
  out += cohort.take_output();
  for (const std::string& notice : cohort.notices()) (out += notice) += '\n';
  out += cohort.take_errors();
  return (out += cohort.error()) + cohort.summary();
}

long read_rows = 0;

void check(const std::string& text, const CohortOptions& options, std::size_t piece) {
  Cohort cohort(options);
  cohort.feed(text);
  cohort.finish();
  const std::string out = cohort.take_output();
  for (std::size_t at = 0; at < out.size();) {
    const std::size_t end = out.find('\n', at);
    if (end == std::string::npos) fail("a row without its end", text);
    if (!nlohmann::json::accept(out.substr(at, end - at)))
      fail("a row that is no JSON, " + out.substr(at, end - at), text);
    at = end + 1;
    ++read_rows;
  }
  if (!nlohmann::json::accept(cohort.summary())) fail("a summary that is no JSON", text);
  if (answer(text, options, piece) != answer(text, options, text.size() + 1))
    fail("pieces give another answer", text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Random random(size);
  check(std::string(reinterpret_cast<const char*>(data), size), options_of(random), 1 + size / 3);
  return 0;
}

#ifndef NEXTLINE_LIBFUZZER
int main(int argc, char** argv) {
  return nextline::test::fuzz(argc, argv, "rows of an answer", read_rows, [](long round, Random& random) {
    std::string text(one_of(kCorpus, random));
    for (std::size_t i = random.below(8); i > 0; --i) {
      const std::size_t at = random.below(text.size() + 1);
      if (random.chance(0.3) && !text.empty()) {
        text.erase(at, random.below(6));
      } else if (random.chance(0.2) && !text.empty()) {
        text[random.below(text.size())] = static_cast<char>(random.below(256));
      } else {
        text.insert(at, one_of(kPieces, random));
      }
    }
    static_cast<void>(round);
    check(text, options_of(random), 1 + random.below(40));
  });
}
#endif
