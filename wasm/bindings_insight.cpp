// SPDX-License-Identifier: Apache-2.0
// The border between C++ and the worker: how much the order means and what would change it. A module of its own beside the
// page's, because it would make the way to the first ranking a third longer; the same core, the same knowledge.
#include "nextline/explore.h"
#include "nextline/robustness.h"
#include "reply.h"

namespace {

using nextline::border::Reply;
using nextline::border::reply;

Reply robustness(const std::string& patient_json, const std::string& preferences_json, unsigned draws) {
  return reply(nextline::robustness_text(patient_json, preferences_json, {draws}));
}

Reply explore(const std::string& patient_json, const std::string& preferences_json) {
  return reply(nextline::explore_text(patient_json, preferences_json));
}

}  // namespace

EMSCRIPTEN_BINDINGS(insight) {
  nextline::border::register_reply();
  emscripten::function("robustness", &robustness);
  emscripten::function("explore", &explore);
}
