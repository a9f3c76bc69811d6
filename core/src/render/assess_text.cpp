// SPDX-License-Identifier: Apache-2.0
#include "assess/prepared.h"
#include "knowledge/tables.h"
#include "nextline/nextline.h"
#include "nextline/render.h"
#include "words/words.h"

namespace nextline {

namespace {

// `write` gets what was prepared and the text to write to; false: there is no such thing, `error` says so.
template <class Write>
AssessOutcome written(std::string_view patient_json, std::string_view preferences_json, std::size_t bytes,
                      Write write) {
  AssessOutcome outcome;
  Prepared prepared;
  if (!prepare(patient_json, preferences_json, prepared, outcome.error)) return outcome;
  outcome.text.reserve(bytes);
  outcome.ok = write(prepared, outcome);
  outcome.has_error = outcome.ok && has_error(prepared.issues);
  return outcome;
}

bool refused(std::string_view sentence, std::string& error) {
  error = sentence;
  return false;
}

}  // namespace

AssessOutcome assess_text(std::string_view patient_json, std::string_view preferences_json) {
  return written(patient_json, preferences_json, 327680, [](const Prepared& from, AssessOutcome& to) {
    render(from.patient, from.issues, from.evaluation, to.text);
    return true;
  });
}

AssessOutcome overview_text(std::string_view patient_json, std::string_view preferences_json) {
  return written(patient_json, preferences_json, 98304, [](const Prepared& from, AssessOutcome& to) {
    render_overview(from.patient, from.issues, from.evaluation, to.text);
    return true;
  });
}

AssessOutcome option_text(std::string_view patient_json, std::string_view preferences_json,
                          std::string_view id) {
  return written(patient_json, preferences_json, 16384, [&](const Prepared& from, AssessOutcome& to) {
    return render_option(from.patient, from.evaluation, id, to.text) ||
           refused("refused.option"_text, to.error);
  });
}

AssessOutcome trial_text(std::string_view patient_json, std::string_view preferences_json,
                         std::string_view id) {
  return written(patient_json, preferences_json, 16384, [&](const Prepared& from, AssessOutcome& to) {
    return render_trial(from.patient, from.evaluation, id, to.text) || refused("refused.trial"_text, to.error);
  });
}

std::string_view version() {
  static const std::string text =
      say<"version">(std::string_view(NEXTLINE_VERSION), knowledge::version(), knowledge::sha256());
  return text;
}

}  // namespace nextline
