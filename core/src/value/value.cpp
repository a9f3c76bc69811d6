// SPDX-License-Identifier: Apache-2.0
#include "value/value.h"

#include <algorithm>

namespace nextline {

namespace {

using knowledge::Design;
using knowledge::Evidence;
using knowledge::Outcome;
using knowledge::SettingKind;

double clip(double x) { return std::clamp(x, 0.0, 1.0); }

// The row whose result counts: nearest setting, then design, larger n, newer; ids break ties because the rows
// come sorted by id.
EvidenceRow choose(const Patient& patient, const Facts& facts, const knowledge::Option& option,
                   Endpoint endpoint) {
  EvidenceRow best;
  int best_distance = 0;
  for (const std::uint16_t index : option.evidence) {
    const Evidence& row = knowledge::evidence()[index];
    const Outcome& outcome = outcome_of(row, endpoint);
    if (!outcome.reported || !outcome.valued) continue;
    const int distance = setting_distance(patient, facts, row);
    if (best) {
      const Evidence& other = knowledge::evidence()[*best];
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

bool last_was_sorafenib(const Patient& patient) { return last_line(patient) == knowledge::named().sorafenib; }

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

int certainty_of(const Patient& patient, const Facts& facts, EvidenceRow evidence) {
  if (!evidence) return 0;
  const Evidence& row = knowledge::evidence()[*evidence];
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
  return setting_distance(patient, facts, row) > kOwnSetting ? std::max(0, certainty - 1) : certainty;
}

const knowledge::Outcome& outcome_of(const Evidence& row, Endpoint endpoint) {
  switch (endpoint) {
    case Endpoint::kOs:
      return row.os;
    case Endpoint::kPfs:
      return row.pfs;
    case Endpoint::kOrr:
      return row.orr;
    case Endpoint::kGrade34:
      break;
  }
  return row.grade34;
}

bool upper_bound_only(const Facts& facts, const Evidence& row, Endpoint endpoint) {
  return endpoint != Endpoint::kGrade34 && row.inhibitor_naive && facts[Fact::kPriorIci] != Tri::kFalse;
}

double partial_value(Endpoint endpoint, double result) {
  const double share = result / knowledge::values().anchors[place(endpoint)];
  return clip(endpoint == Endpoint::kGrade34 ? 1 - share : share);
}

OptionValue value_of(const Patient& patient, const Facts& facts, const Weights& weights,
                     const knowledge::Option& option) {
  OptionValue value;
  if (!option.treatment) return value;
  double low = 0;
  double high = 0;
  for (const Endpoint endpoint : kEndpoints) {
    const std::size_t c = place(endpoint);
    const EvidenceRow index = choose(patient, facts, option, endpoint);
    value.rows[c] = index;
    value.worst[c] = 0;
    value.best[c] = 1;
    if (index) {
      const Evidence& row = knowledge::evidence()[*index];
      value.best[c] = partial_value(endpoint, outcome_of(row, endpoint).value);
      value.worst[c] = upper_bound_only(facts, row, endpoint) ? 0 : value.best[c];
    } else if (endpoint == Endpoint::kGrade34 && option.harm) {
      const auto& bounds = knowledge::harm_bounds()[static_cast<std::size_t>(*option.harm)];
      value.worst[c] = partial_value(endpoint, bounds.worst);
      value.best[c] = partial_value(endpoint, bounds.best);
    }
    low += weights[c] * value.worst[c];
    high += weights[c] * value.best[c];
  }
  value.low = round6(low);
  value.high = round6(high);
  // The most important benefit that is known speaks for the option.
  for (std::size_t c = 0; c < place(Endpoint::kGrade34); ++c) {
    if (!value.rows[c]) continue;
    value.certainty = certainty_of(patient, facts, value.rows[c]);
    break;
  }
  return value;
}

}  // namespace nextline
