// SPDX-License-Identifier: Apache-2.0
// The published algorithms as they were walked.
#include "render/renderer.h"

namespace nextline {

knowledge::Tier tier_of(int value) {
  if (value >= 2) return knowledge::Tier::kPreferred;
  if (value == 1) return knowledge::Tier::kOption;
  return value == -1 ? knowledge::Tier::kLessPreferred : knowledge::Tier::kNotRecommended;
}

void Renderer::write_pathways() {
  json_.key("pathways");
  json_.begin_array();
  const auto pathways = knowledge::pathways();
  for (std::size_t p = 0; p < pathways.size(); ++p) {
    const knowledge::Pathway& pathway = pathways[p];
    json_.begin_object();
    json_.field("id", pathway.id);
    json_.key("steps");
    json_.begin_array();
    const Tri applies = data_.pathway_applies[p];
    write_step("applies", applies, pathway.applies_text, pathway.applies, source(pathway.source));
    FieldSet open;
    collect_needs(view_.subject(), pathway.applies, open);
    if (applies == Tri::kTrue) {
      for (std::size_t s = 0; s < pathway.steps.size(); ++s) {
        const knowledge::Step& step = pathway.steps[s];
        write_step(step.id, data_.steps[p][s], step.text, step.node, source(step.source), &step, p, s);
        collect_needs(view_.subject(), step.node, open);
      }
    }
    missing_.block(open, pathway.id);
    json_.end_array();
    json_.key("recommends");
    json_.begin_array();
    for (int value = 2; value >= 1; --value) {
      for (std::size_t o = 0; o < knowledge::options().size(); ++o) {
        if (data_.options[o].pathway[p] == value) json_.string(knowledge::options()[o].id);
      }
    }
    json_.end_array();
    json_.field("label", pathway.label);
    json_.field("source", source(pathway.source));
    json_.end_object();
  }
  json_.end_array();
}

void Renderer::write_says(const knowledge::Statement& said) {
  json_.begin_object();
  json_.field("option", knowledge::options()[said.option].id);
  json_.field("says", nextline::id(tier_of(said.value)));
  json_.end_object();
}

// What one answer of an open step would favour or disfavour.
void Renderer::write_branch(std::string_view name, const knowledge::Step& step, knowledge::Branch branch) {
  json_.key(name);
  json_.begin_array();
  for (const knowledge::Statement& said : step.statements) {
    if (said.branch == branch) write_says(said);
  }
  json_.end_array();
}

// What the step said of this patient's options, whether or not a later step spoke over it.
void Renderer::write_said_by(std::size_t pathway, std::size_t step) {
  json_.key("said");
  json_.begin_array();
  for (const Spoken& one : view_.spoken()) {
    if (one.pathway == pathway && one.step == step) write_says(*one.said);
  }
  json_.end_array();
}

void Renderer::write_step(std::string_view step_id, Tri answer, std::string_view text, std::uint32_t node,
                          std::string_view source_id, const knowledge::Step* step, std::size_t p,
                          std::size_t s) {
  json_.begin_object();
  json_.field("id", step_id);
  json_.key("answer");
  write_tri(answer);
  json_.field("text", text);
  json_.key("because");
  write_because(view_.subject(), node, true, json_);
  json_.key("needs");
  FieldSet needs;
  if (answer == Tri::kUnknown) collect_needs(view_.subject(), node, needs);
  write_ids(needs);
  if (answer == Tri::kUnknown && step != nullptr) {
    write_branch("if_yes", *step, knowledge::Branch::kYes);
    write_branch("if_no", *step, knowledge::Branch::kNo);
  }
  if (step != nullptr) write_said_by(p, s);
  json_.field("source", source_id);
  json_.end_object();
}

}  // namespace nextline
