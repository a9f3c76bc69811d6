// SPDX-License-Identifier: Apache-2.0
// The border between C++ and the page: text in, text out, no logic. What the first ranking needs, and no more;
// bindings_insight.cpp is what the worker runs.
// Adding a field, score, option or trial must not change this file.
#include "nextline/robustness.h"
#include "reply.h"

namespace {

using nextline::border::Reply;
using nextline::border::reply;

Reply assess(const std::string& patient_json, const std::string& preferences_json) {
  return reply(nextline::assess_text(patient_json, preferences_json));
}

Reply overview(const std::string& patient_json, const std::string& preferences_json) {
  return reply(nextline::overview_text(patient_json, preferences_json));
}

Reply option(const std::string& patient_json, const std::string& preferences_json, const std::string& id) {
  return reply(nextline::option_text(patient_json, preferences_json, id));
}

Reply trial(const std::string& patient_json, const std::string& preferences_json, const std::string& id) {
  return reply(nextline::trial_text(patient_json, preferences_json, id));
}

Reply compare(const std::string& patient_json, const std::string& preferences_json, const std::string& a,
              const std::string& b) {
  return reply(nextline::compare_text(patient_json, preferences_json, a, b));
}

}  // namespace

EMSCRIPTEN_BINDINGS(nextline) {
  nextline::border::register_reply();
  emscripten::function("assess", &assess);
  emscripten::function("overview", &overview);
  emscripten::function("option", &option);
  emscripten::function("trial", &trial);
  emscripten::function("compare", &compare);
}
