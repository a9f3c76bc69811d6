// SPDX-License-Identifier: Apache-2.0
// The whole way from bytes to an assessment on bytes that nobody would send. Two doors: libFuzzer's entry, and a plain
// driver, `nextline-fuzz-assess [ROUNDS [SEED]]`, which makes that many seeded mutations of a small corpus. Whatever
// the bytes: no crash, no hang, and either one sentence or an assessment that is JSON again.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/tables.h"
#include "nextline/explore.h"
#include "nextline/fields.h"
#include "nextline/nextline.h"
#include "nextline/robustness.h"
#include "support/fuzz.h"

using nextline::test::fail;
using nextline::test::one_of;
using nextline::test::Random;

namespace {

constexpr std::string_view kCorpus[] = {
    R"({"prior_therapies":["atezolizumab_bevacizumab"],"stop_reason":"progression","ecog":1,"bilirubin":{"value":17.1,"unit":"umol/L"},"albumin":{"value":38,"unit":"g/L"},"inr":1.1,"ascites":"none","encephalopathy":"none","afp":{"value":331,"unit":"[IU]/mL"},"immune_adverse_events":[],"vegf_adverse_events":["gi_bleeding"],"vegf_adverse_event_grade":3})",
    R"({"schema":"patient/1","prior_therapies":["sorafenib","other_systemic","nonsense"],"sorafenib_tolerated":true,"months_to_progression":3.0,"progressing_lesions":5,"progressing_organs":3,"other_sites_controlled":true,"portal_vein_invasion":"present_extent_unknown","weight":59.9,"sex":"female","age":70,"creatinine":88.4})",
    R"({"immune_adverse_events":["hepatitis","myocarditis"],"immune_adverse_event_worst":"hepatitis","immune_adverse_event_grade":4,"immune_adverse_event_status":"on_steroids_over_10mg","comorbidities":["organ_transplant","pregnancy"],"molecular_alterations":["tsc2_inactivating"],"course":[{"date":"2026-03-01","bilirubin":1,"albumin":4}]})",
    R"({"schema":"preferences/1","weights":{"os":0.3,"pfs":0.1,"orr":1e308,"grade34":5}})",
    R"({"order":["os","grade34","pfs","orr"],"preset":null})",
    R"({"preset":"efficacy_first"})",
    R"({"sum_diameters_before":60,"sum_diameters_baseline":64,"sum_diameters_now":84,"days_before_to_baseline":60.875,"days_baseline_to_now":45.65625,"platelets":1e2,"ast":-0,"alt":1e400,"inr":1,"inr":2})",
    R"({"bilirubin":{"value":2,"comparator":"<"},"afp":{"value":60500,"unit":"ng/mL","comparator":">"},"weight":{"value":130,"unit":"lbs","confirmed":true},"immune_adverse_events":[{"event":"hepatitis","grade":3,"status":"resolved"},"colitis","!myocarditis","?"],"vegf_adverse_events":[{"event":"hypertension","grade":7}],"comorbidities":["heart_failure","!pregnancy","pregnancy","?"],"intolerances":["!sorafenib","?"],"stated_child_pugh":"B8","stated_albi":"2a","stated_bclc":"C"})",
    "{}",
    "[",
};

// Pieces that matter to a reader of JSON, put in anywhere.
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
    "1e400",
    "-0",
    "1e-400",
    "NaN",
    "Infinity",
    "\\ud800",
    "\\u0000",
    "\xff\xfe",
    "\xEF\xBB\xBF",
    "0.30000000000000004",
    "99999999999999999999",
    "{\"value\":1,\"unit\":\"g/L\"}",
    "\"unit\":\"mg/dL\"",
    "\"ecog\":2,",
    "\"comorbidities\":[\"none\"],",
    "[[[[[[[[[[",
    "\"prior_therapies\":[\"lenvatinib\"],",
    "\"?\"",
    "\"!pregnancy\",",
    "{\"event\":\"hepatitis\",\"grade\":4},",
    "\"comparator\":\"<=\",",
    "\"confirmed\":true,",
    "2.0",
    "2.5",
    "\"a\"",
};

// A key of the table with a value that may or may not suit it, put behind the first brace: text that is still read.
void put_field(std::string& text, Random& random) {
  constexpr std::string_view kValues[] = {
      "1",
      "-1",
      "0",
      "3.5",
      "1e308",
      "true",
      "false",
      "null",
      "\"none\"",
      "\"hepatitis\"",
      "[]",
      "[\"lung\",\"x\",1]",
      "{\"value\":12,\"unit\":\"umol/L\"}",
      "{\"value\":\"1\",\"unit\":1}",
      "{\"unit\":\"cm\"}",
      "[[1]]",
      "[\"?\"]",
      "[\"!other\",\"other\",\"?\",\"?\"]",
      "[{\"event\":\"hepatitis\",\"grade\":9},{\"event\":\"other\",\"grade\":3},{\"event\":\"other\","
      "\"status\":\"ongoing\"}]",
      "{\"value\":3,\"comparator\":\"<\"}",
      "{\"value\":0,\"comparator\":\">\",\"confirmed\":true}",
      "{\"value\":3,\"comparator\":\"~\"}",
      "{\"value\":150,\"unit\":\"K/uL\",\"comparator\":\">=\"}",
      "\"B8\"",
      "\"2a\"",
      "\"\\u00e9\"",
  };
  std::string pair = "\"" + std::string(nextline::kFields[random.below(nextline::kFieldCount)].id) + "\":";
  pair += one_of(kValues, random);
  const bool empty = text.find('"') == std::string::npos;
  text.insert(text.find('{') == std::string::npos ? 0 : text.find('{') + 1, pair + (empty ? "" : ","));
}

std::string mutate(Random& random) {
  std::string text(one_of(kCorpus, random));
  if (random.below(2) == 0) {
    for (std::size_t fields = 1 + random.below(8); fields != 0; --fields) put_field(text, random);
    return text;
  }
  for (std::size_t changes = 1 + random.below(6); changes != 0; --changes) {
    const std::size_t at = random.below(text.size() + 1);
    switch (random.below(5)) {
      case 0:
        text.insert(at, one_of(kPieces, random));
        break;
      case 1:
        text.erase(at, random.below(12));
        break;
      case 2:
        if (at < text.size()) text[at] = static_cast<char>(random.below(256));
        break;
      case 3:
        text.insert(at, text.substr(random.below(text.size() + 1), random.below(40)));
        break;
      default:
        text += one_of(kCorpus, random);
        break;
    }
  }
  return text;
}

// How far one input is taken: reading the assessment back is slow, and explaining it means evaluating it hundreds of times.
enum class Depth { kAssess, kReadBack, kExplain };
constexpr long kReadBackEvery = 64;
constexpr long kExplainEvery = 512;

long assessed = 0;

void assess(std::string_view input, Depth depth) {
  if (depth != Depth::kAssess) {
    const nextline::AssessOutcome weighted = nextline::assess_text("{}", input);  // the same bytes as weights
    if (!weighted.ok || nlohmann::json::parse(weighted.text, nullptr, false).is_discarded()) {
      fail("weights that cost the assessment", input);
    }
  }
  const nextline::AssessOutcome outcome = nextline::assess_text(input);
  if (!outcome.ok) {
    if (outcome.error.empty() || !outcome.text.empty()) fail("a refusal without its sentence", input);
    return;
  }
  ++assessed;
  if (depth == Depth::kAssess) return;
  const auto read = nlohmann::json::parse(outcome.text, nullptr, false);
  if (read.is_discarded() || !read.is_object() ||
      read["options"].size() != nextline::knowledge::options().size()) {
    fail("an assessment that is none", input);
  }
  if (nextline::assess_text(input).text != outcome.text) fail("two different answers", input);
  if (depth != Depth::kExplain) return;
  const nextline::AssessOutcome compared = nextline::robustness_text(input, {}, {64});
  if (!compared.ok || nlohmann::json::parse(compared.text, nullptr, false).is_discarded()) {
    fail("a comparison that is none", input);
  }
  const auto told = nlohmann::json::parse(nextline::explore_text(input).text, nullptr, false);
  if (told.is_discarded() || told["rank_range"]["options"].size() != nextline::knowledge::options().size())
    fail("an explanation that is none", input);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  assess({reinterpret_cast<const char*>(data), size}, Depth::kExplain);
  return 0;
}

#ifndef NEXTLINE_LIBFUZZER
int main(int argc, char** argv) {
  // What a reader must survive at once, whatever the mutations are.
  assess(std::string(100000, '['), Depth::kExplain);
  assess(std::string(100000, '{'), Depth::kExplain);
  assess(std::string(2 * 1024 * 1024, ' '), Depth::kExplain);
  std::string many = "{";
  for (int i = 0; i < 60000; ++i) many += "\"ecog\":1,";
  assess(many + "\"age\":60}", Depth::kExplain);
  return nextline::test::fuzz(argc, argv, "assessed", assessed, [](long round, Random& random) {
    assess(mutate(random), round % kExplainEvery == 0    ? Depth::kExplain
                           : round % kReadBackEvery == 0 ? Depth::kReadBack
                                                         : Depth::kAssess);
  });
}
#endif
