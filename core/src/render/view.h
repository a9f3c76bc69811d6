// SPDX-License-Identifier: Apache-2.0
// An evaluation as it is read for an output: what a rule is judged against, what an open one waits for, what the
// algorithms said.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "assess/evaluation.h"

namespace nextline {

// A statement that applied, with its place.
struct Spoken {
  std::size_t pathway;
  std::size_t step;
  const knowledge::Statement* said;
};

// `patient` and `data`, its evaluation, must outlive the view.
class View {
 public:
  View(const Patient& patient, const EvaluationData& data);

  [[nodiscard]] const Patient& patient() const { return patient_; }
  [[nodiscard]] const EvaluationData& data() const { return data_; }

  [[nodiscard]] Subject subject(const knowledge::Option* option = nullptr) const {
    return {data_.assumed, data_.scores, data_.facts, option};
  }
  // What a rule is judged against: the patient with what may be assumed, or only what was entered.
  [[nodiscard]] Subject subject_of(const knowledge::Rule& rule, const knowledge::Option* option) const {
    return {rule.as_entered ? patient_ : data_.assumed, data_.scores, data_.facts, option};
  }

  // The fields that a criterion, by its place in rules(), waits for; none unless it is open. Good until the next call
  // for the same rule.
  [[nodiscard]] const FieldSet& needs_of(std::uint16_t rule, Tri outcome, const knowledge::Option* option);

  // In the order walked.
  [[nodiscard]] const std::vector<Spoken>& spoken() const { return spoken_; }

 private:
  // A rule that no option changes waits for the same wherever it applies.
  struct Needs {
    bool known = false;
    FieldSet fields;
  };

  const Patient& patient_;
  const EvaluationData& data_;
  std::vector<Needs> needs_;  // by rule
  std::vector<Spoken> spoken_;
};

}  // namespace nextline
