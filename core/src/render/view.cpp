// SPDX-License-Identifier: Apache-2.0
#include "render/view.h"

namespace nextline {

View::View(const Patient& patient, const EvaluationData& data)
    : patient_(patient), data_(data), needs_(knowledge::rules().size()) {
  for_statements(subject(), data, [&](std::size_t pathway, std::size_t step, const knowledge::Statement& said) {
    spoken_.push_back({pathway, step, &said});
  });
}

const FieldSet& View::needs_of(std::uint16_t index, Tri outcome, const knowledge::Option* option) {
  const knowledge::Rule& rule = knowledge::rules()[index];
  Needs& needs = needs_[index];
  if (!needs.known || rule.of_option) {
    needs.fields.reset();
    if (outcome == Tri::kUnknown) collect_needs(subject_of(rule, option), rule, needs.fields);
    needs.known = true;
  }
  return needs.fields;
}

}  // namespace nextline
