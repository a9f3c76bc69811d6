// SPDX-License-Identifier: Apache-2.0
// What every function of the border answers.
#pragma once

#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <string>

#include "nextline/nextline.h"

namespace nextline::border {

struct Reply {
  std::string error;                                    // empty on success, else one sentence
  emscripten::val text = emscripten::val::undefined();  // JSON, a JavaScript string; empty on error
};

// In one pass. For a std::string Embind looks at every byte in JavaScript first, which took as long as the
// whole assessment.
inline Reply reply(const AssessOutcome& outcome) {
  static const emscripten::val decoder = emscripten::val::global("TextDecoder").new_();
  const auto* bytes = reinterpret_cast<const unsigned char*>(outcome.text.data());
  return {outcome.error, decoder.call<emscripten::val>("decode", emscripten::val(emscripten::typed_memory_view(
                                                                     outcome.text.size(), bytes)))};
}

inline std::string release() { return std::string(version()); }

// To be called in the EMSCRIPTEN_BINDINGS of each module.
inline void register_reply() {
  emscripten::value_object<Reply>("Reply").field("error", &Reply::error).field("text", &Reply::text);
  emscripten::function("version", &release);
}

}  // namespace nextline::border
