// SPDX-License-Identifier: Apache-2.0
// Tumour growth rate on therapy: change of tumour volume, in percent per month.
//
// FORMULA   100 * (exp(3 * ln(S2 / S1) / t) - 1)
//           with S1 and S2 the sums of diameters at baseline and now, t the months between them
// UNITS     mm; a month is 30.4375 days
// ROUNDING  None.
// UNKNOWNS  Open without a bound until all three are known or have a limit; then the rates of the ends, where each is one.
// LIMITS    S1 = 0 or t = 0: not computable. S2 = 0 is -100 %. Above 1,000,000 % per month the scans are too
//           close together for a rate: not computable. Sums count target lesions; new lesions are not in them.
// SOURCE    [champiat2017] Champiat S et al., Clin Cancer Res 2017;23:1920-1928,
//           doi:10.1158/1078-0432.CCR-16-1741
// FACTS     clinical-facts.md A6, K
#include "scores/tumour_growth_rate.h"

#include <algorithm>

#include "scores/build.h"
#include "words/words.h"

namespace nextline {
namespace {

constexpr double kSteepest = 1'000'000;  // percent per month

constexpr std::string_view kNoBaseline = "score.no_baseline"_text;
constexpr std::string_view kNoTime = "score.no_time"_text;
constexpr std::string_view kTooSteep = "score.too_close"_text;

}  // namespace

template <>
void compute_score<"tumour_growth_rate"_score>(const Patient& patient, const Scores&, Score& score) {
  const Range first = patient.range("sum_diameters_baseline"_f);
  const Range second = patient.range("sum_diameters_now"_f);
  const Range days = patient.range("days_baseline_to_now"_f);
  if (first.high <= 0) return set_not_computable(score, kNoBaseline);
  if (days.high <= 0) return set_not_computable(score, kNoTime);
  bool entered = true;
  bool known = true;
  for (const Field field : {"sum_diameters_baseline"_f, "sum_diameters_now"_f, "days_baseline_to_now"_f}) {
    entered = entered && patient.entered(field);
    known = known && patient.known(field);
  }
  Range percent{};
  std::string_view why;
  if (entered && growth_rate(first, second, days, percent, why)) {
    set_range(score, percent.low, percent.high);
  } else if (known) {
    set_not_computable(score, why);
  }
  ask_if_open(patient, score, {"sum_diameters_baseline"_f, "sum_diameters_now"_f, "days_baseline_to_now"_f});
}

// The rate rises or falls with each of the three alone, so its ends are at ends of theirs.
bool growth_rate(Range first, Range second, Range days, Range& percent, std::string_view& why) {
  bool any = false;
  for (unsigned corner = 0; corner < 8; ++corner) {
    const auto end = [&](Range range, unsigned bit) { return (corner & bit) != 0 ? range.high : range.low; };
    if ((first.settled() && (corner & 1U) != 0) || (second.settled() && (corner & 2U) != 0) ||
        (days.settled() && (corner & 4U) != 0)) {
      continue;
    }
    double rate = 0;
    if (!growth_rate(end(first, 1), end(second, 2), end(days, 4), rate, why)) return false;
    percent = any ? Range{std::min(percent.low, rate), std::max(percent.high, rate)} : Range{rate, rate};
    any = true;
  }
  return true;
}

bool growth_rate(double first, double second, double days, double& percent, std::string_view& why) {
  if (first <= 0) {
    why = kNoBaseline;
    return false;
  }
  if (days <= 0) {
    why = kNoTime;
    return false;
  }
  if (second <= 0) {
    percent = -100;
    return true;
  }
  const double growth = 3 * ln(second / first) / (days / kDaysPerMonth);
  constexpr double kExpLimit = 600;  // exp() is defined to 700
  if (growth < -kExpLimit) {
    percent = -100;
    return true;
  }
  if (growth < kExpLimit) percent = 100 * (exp(growth) - 1);
  if (growth >= kExpLimit || percent > kSteepest) {
    why = kTooSteep;
    return false;
  }
  return true;
}

}  // namespace nextline
