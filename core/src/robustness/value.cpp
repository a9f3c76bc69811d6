// SPDX-License-Identifier: Apache-2.0
#include "robustness/value.h"

#include <algorithm>

namespace nextline {

namespace {

using knowledge::Design;
using knowledge::Evidence;
using knowledge::Outcome;
using knowledge::SettingKind;

enum Slot : std::size_t { kOs, kPfs, kOrr, kGrade34 };

const Outcome& outcome_of(const Evidence& row, Slot slot) {
  switch (slot) {
    case kOs:
      return row.os;
    case kPfs:
      return row.pfs;
    case kOrr:
      return row.orr;
    case kGrade34:
      break;
  }
  return row.grade34;
}

double clip(double x) { return std::clamp(x, 0.0, 1.0); }

// The row whose result counts: nearest setting, then design, larger n, newer; ids break ties because the rows
// come sorted by id.
int choose(const Patient& patient, const Facts& facts, const knowledge::Option& option, Slot slot) {
  int best = kNoEvidence;
  int best_distance = 0;
  for (const std::uint16_t index : option.evidence) {
    const Evidence& row = knowledge::evidence()[index];
    const Outcome& outcome = outcome_of(row, slot);
    if (!outcome.reported || !outcome.valued) continue;
    const int distance = setting_distance(patient, facts, row);
    if (best != kNoEvidence) {
      const Evidence& other = knowledge::evidence()[static_cast<std::size_t>(best)];
      if (distance != best_distance) {
        if (distance > best_distance) continue;
      } else if (row.design != other.design) {
        if (row.design > other.design) continue;
      } else if (row.n != other.n) {
        if (row.n < other.n) continue;
      } else if (row.year <= other.year) {
        continue;
      }
    }
    best = index;
    best_distance = distance;
  }
  return best;
}

int certainty_of(const Patient& patient, const Facts& facts, int index) {
  if (index == kNoEvidence) return 0;
  const Evidence& row = knowledge::evidence()[static_cast<std::size_t>(index)];
  int certainty = 0;
  switch (row.design) {
    case Design::kRandomised:
      certainty = 3;
      break;
    case Design::kProspective:
      certainty = 2;
      break;
    case Design::kRetrospective:
      certainty = 1;
      break;
    case Design::kOther:
      break;
  }
  // Evidence from another setting speaks less surely.
  return setting_distance(patient, facts, row) > 1 ? std::max(0, certainty - 1) : certainty;
}

bool last_was_sorafenib(const Patient& patient) {
  const int sorafenib = knowledge::find_regimen("sorafenib");
  return sorafenib >= 0 && !patient.prior.empty() && patient.prior.back() == sorafenib;
}

}  // namespace

int setting_distance(const Patient& patient, const Facts& facts, const Evidence& row) {
  if (facts[Fact::kPriorIci] != Tri::kFalse) {
    switch (row.setting) {
      case SettingKind::kAfterRegimen:
        return prior_regimen(patient, Which::kLast, row.setting_regimens) == Tri::kTrue ? 0 : 1;
      case SettingKind::kAfterInhibitor:
        return 1;
      case SettingKind::kAfterSorafenib:
        return last_was_sorafenib(patient) ? 0 : 2;
      case SettingKind::kFirstLine:
        return 3;
      case SettingKind::kOther:
        break;
    }
    return kFarthestSetting;
  }
  if (row.setting == SettingKind::kAfterSorafenib) return 0;
  return row.setting == SettingKind::kFirstLine ? 1 : 2;
}

void value_options(const Patient& patient, const Facts& facts, EvaluationData& data) {
  const knowledge::Values& values = knowledge::values();
  const auto options = knowledge::options();
  const double best[] = {values.os_best, values.pfs_best, values.orr_best};
  const double weights[] = {values.weight_os, values.weight_pfs, values.weight_orr};
  for (std::size_t o = 0; o < options.size(); ++o) {
    const knowledge::Option& option = options[o];
    OptionValue& value = data.options[o].value;
    value = OptionValue{};
    if (!option.treatment) continue;
    double low = 0;
    double high = 0;
    for (const Slot slot : {kOs, kPfs, kOrr}) {
      const int index = choose(patient, facts, option, slot);
      value.rows[slot] = index;
      const double weight = values.weight_benefit * weights[slot];
      if (index == kNoEvidence) {
        high += weight;
        continue;
      }
      const Evidence& row = knowledge::evidence()[static_cast<std::size_t>(index)];
      const double part = weight * clip(outcome_of(row, slot).value / best[slot]);
      // An inhibitor's benefit in patients who had none says at most what it may still do after one.
      const bool upper_only = row.inhibitor_naive && facts[Fact::kPriorIci] != Tri::kFalse;
      low += upper_only ? 0 : part;
      high += part;
    }
    const int harm = choose(patient, facts, option, kGrade34);
    value.rows[kGrade34] = harm;
    double worst = values.harm_worst;
    double least = 0;
    if (harm != kNoEvidence) {
      worst = least = knowledge::evidence()[static_cast<std::size_t>(harm)].grade34.value;
    } else if (option.harm >= 0) {
      const auto& bounds = knowledge::harm_bounds()[static_cast<std::size_t>(option.harm)];
      worst = bounds.worst;
      least = bounds.best;
    }
    low += values.weight_harm * clip(1 - worst / values.harm_worst);
    high += values.weight_harm * clip(1 - least / values.harm_worst);
    value.low = round6(low);
    value.high = round6(high);
    for (const Slot slot : {kOs, kPfs, kOrr}) {
      if (value.rows[slot] == kNoEvidence) continue;
      value.certainty = certainty_of(patient, facts, value.rows[slot]);
      break;  // the most important outcome that is known speaks for the option
    }
  }
}

}  // namespace nextline
