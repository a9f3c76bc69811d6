// SPDX-License-Identifier: Apache-2.0
// The whole border between C++ and the page: text in, text out, no logic.
// Adding a field, score, option or trial must not change this file.
#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <string>

#include "nextline/explore.h"
#include "nextline/nextline.h"
#include "nextline/robustness.h"

namespace {

using emscripten::typed_memory_view;
using emscripten::val;

struct Reply {
  std::string error;            // empty on success, else one sentence
  val text = val::undefined();  // JSON, a JavaScript string; empty on error
};

// In one pass. For a std::string Embind looks at every byte in JavaScript first, which took as long as the
// whole assessment.
val decode(const std::string& text) {
  static const val decoder = val::global("TextDecoder").new_();
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  return decoder.call<val>("decode", val(typed_memory_view(text.size(), bytes)));
}

Reply reply(const nextline::AssessOutcome& outcome) { return {outcome.error, decode(outcome.text)}; }

Reply assess(const std::string& patient_json, const std::string& preferences_json) {
  return reply(nextline::assess_text(patient_json, preferences_json));
}

Reply robustness(const std::string& patient_json, const std::string& preferences_json, unsigned draws) {
  return reply(nextline::robustness_text(patient_json, preferences_json, {draws}));
}

Reply compare(const std::string& patient_json, const std::string& preferences_json, const std::string& a,
              const std::string& b) {
  return reply(nextline::compare_text(patient_json, preferences_json, a, b));
}

Reply explore(const std::string& patient_json, const std::string& preferences_json) {
  return reply(nextline::explore_text(patient_json, preferences_json));
}

std::string version() { return std::string(nextline::version()); }

}  // namespace

EMSCRIPTEN_BINDINGS(nextline) {
  emscripten::value_object<Reply>("Reply").field("error", &Reply::error).field("text", &Reply::text);
  emscripten::function("assess", &assess);
  emscripten::function("robustness", &robustness);
  emscripten::function("compare", &compare);
  emscripten::function("explore", &explore);
  emscripten::function("version", &version);
}
