// SPDX-License-Identifier: Apache-2.0
// The assessment of contract.md as JSON, written in one pass; its overview, and single options and trials of it, by the
// same functions, so that what they share is the same bytes. What is said of an option comes from reasons.h and parts.h.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nextline/json_writer.h"
#include "render/parts.h"
#include "render/view.h"

namespace nextline {

// What stands in the way of what: the fields that are missing and the ids they block.
class Missing {
 public:
  void block(const FieldSet& fields, std::string_view what);
  void write(JsonWriter& json) const;

 private:
  std::array<std::vector<std::string_view>, kFieldCount> blocks_;
};

enum class Form : std::uint8_t { kWhole, kOverview };

// One writer for one assessment.
class Renderer {
 public:
  Renderer(const Patient& patient, const std::vector<Issue>& issues, const EvaluationData& data,
           std::string& out, Form form = Form::kWhole);
  // For a part, which has no issues.
  Renderer(const Patient& patient, const EvaluationData& data, std::string& out);

  void write();
  // The object of one option, by its place in the order.
  void write_option(std::size_t r);
  void write_trial(std::size_t t);

 private:
  // A criterion that no option changes reads the same wherever it applies: it is written once and repeated.
  struct Written {
    std::size_t begin = 0;
    std::size_t end = 0;  // 0: not yet
  };

  // The id of a source, which is then listed.
  std::string_view source(std::uint16_t index);
  void write_tri(Tri value);
  void write_ids(const FieldSet& fields);

  // ---- render.cpp: the frame, and what stands beside the options
  void write_knowledge();
  void write_assumptions();
  void write_considerations();
  void write_stops();
  void write_sources();

  // ---- render_patient.cpp
  void write_scores();
  void mark_source(std::string_view source_id);
  void write_facts();
  void write_patient();
  void write_settings();

  // ---- render_options.cpp
  void write_options();
  void write_trials();
  void write_criteria(std::span<const std::uint16_t> rules, const Judged& judged,
                      const knowledge::Option* option, std::string_view blocked);
  template <class Visit>
  void pass_criteria(std::span<const std::uint16_t> rules, const Judged& judged,
                     const knowledge::Option* option, std::string_view blocked, Visit visit);
  std::size_t write_criterion(const knowledge::Rule& rule, Tri outcome, const FieldSet& needs,
                              const knowledge::Option* option);
  void write_reasons(std::size_t o);
  void write_assumes(const Judged& judged);
  void write_evidence(const knowledge::Option& option, const OptionResult& result);
  void write_evidence_line(const knowledge::Option& option, const OptionResult& result);
  void write_said(std::string_view key, const Said& said);

  // ---- render_pathways.cpp
  void write_pathways();
  void write_step(std::string_view step_id, Tri answer, std::string_view text, std::uint32_t node,
                  std::string_view source_id, const knowledge::Step* step = nullptr, std::size_t p = 0,
                  std::size_t s = 0);
  void write_branch(std::string_view name, const knowledge::Step& step, knowledge::Branch branch);
  void write_said_by(std::size_t pathway, std::size_t step);
  void write_says(const knowledge::Statement& said);

  View view_;
  const Patient& patient_;
  const std::vector<Issue>& issues_;
  const EvaluationData& data_;
  JsonWriter json_;
  Form form_;
  Missing missing_;
  std::vector<bool> used_sources_;
  std::vector<Written> written_;  // by rule
};

// What a pathway says of an option, as the tier that it stands for.
[[nodiscard]] knowledge::Tier tier_of(int value);

}  // namespace nextline
