// SPDX-License-Identifier: Apache-2.0
// The whole border between C++ and the page: text in, text out, no logic.
// Adding a field, score, option or trial must not change this file.
#include <emscripten/bind.h>

#include <string>
#include <utility>

#include "nextline/fields.h"
#include "nextline/nextline.h"

namespace {

struct Reply {
  std::string error;  // empty on success, else one sentence
  std::string text;   // JSON; empty on error
};

Reply assess(const std::string& patient_json) {
  auto outcome = nextline::assess_text(patient_json);
  return {std::move(outcome.error), std::move(outcome.text)};
}

Reply fields() {
  Reply reply;
  nextline::fields_json(reply.text);
  return reply;
}

std::string version() { return std::string(nextline::version()); }

}  // namespace

EMSCRIPTEN_BINDINGS(nextline) {
  emscripten::value_object<Reply>("Reply").field("error", &Reply::error).field("text", &Reply::text);
  emscripten::function("assess", &assess);
  emscripten::function("fields", &fields);
  emscripten::function("version", &version);
}
