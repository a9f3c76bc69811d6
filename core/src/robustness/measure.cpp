// SPDX-License-Identifier: Apache-2.0
#include "robustness/measure.h"

#include <algorithm>
#include <cmath>

#include "nextline/numbers.h"
#include "numbers/distributions.h"

namespace nextline {

namespace {

constexpr double kNormal975 = 1.96;
// Standard error of a Kaplan-Meier median over the median, times the root of n: 1 / ln 2 under an exponential.
constexpr double kMedianSpread = 1.4427;

double logit(double p) { return ln(p / (1 - p)); }

// The percentage as it would be printed: whole where it was, else to one decimal.
bool prints_back(double x, double n, double percent) {
  const double scale = percent == std::floor(percent) ? 1 : 10;
  return std::fabs(round_half_up(100 * x / n * scale) / scale - percent) < 1e-9;
}

Measured jeffreys(double x, int n, SpreadRule rule) {
  Measured out;
  out.rule = rule;
  out.n = n;
  const double alpha = x + 0.5;
  const double beta = n - x + 0.5;
  out.distribution = smaa::beta(alpha, beta, 100);
  // Nothing below no event, nothing above all (Brown, Cai and DasGupta 2001).
  BetaDistribution distribution(alpha, beta);
  out.low = x <= 0 ? 0 : 100 * distribution.quantile(0.025);
  out.high = x >= n ? 100 : 100 * distribution.quantile(0.975);
  return out;
}

}  // namespace

std::string_view id(SpreadRule rule) {
  constexpr std::string_view kIds[] = {"ci", "n", "assumed_n", "none"};
  return kIds[static_cast<std::size_t>(rule)];
}

Measured measure_median(const Printed& printed) {
  Measured out;
  if (printed.value <= 0) return out;
  const double mu = ln(printed.value);
  double sigma = 0;
  if (printed.low && *printed.low > 0 && *printed.low < printed.value) {
    const bool reached = printed.high && *printed.high > printed.value;
    sigma =
        reached ? ln(*printed.high / *printed.low) / (2 * kNormal975) : (mu - ln(*printed.low)) / kNormal975;
    out.rule = SpreadRule::kCi;
    out.low = printed.low;
    if (reached) out.high = printed.high;
  } else {
    out.rule = printed.n ? SpreadRule::kN : SpreadRule::kAssumedN;
    out.n = printed.n.value_or(kAssumedPatients);
    sigma = kMedianSpread / std::sqrt(static_cast<double>(*out.n));
    out.low = exp(mu - kNormal975 * sigma);
    out.high = exp(mu + kNormal975 * sigma);
  }
  out.distribution = smaa::lognormal(mu, sigma);
  return out;
}

Measured measure_proportion(const Printed& printed) {
  const double p = printed.value / 100;
  if (printed.n && printed.own_count) {
    const double x = round_half_up(p * *printed.n);
    if (prints_back(x, *printed.n, printed.value)) return jeffreys(x, *printed.n, SpreadRule::kN);
  }
  const double low = printed.low.value_or(0);
  const double high = printed.high.value_or(100);
  if (low > 0 && high < 100 && low < printed.value && printed.value < high) {
    Measured out;
    out.rule = SpreadRule::kCi;
    out.low = low;
    out.high = high;
    out.distribution =
        smaa::logit_normal(logit(p), (logit(high / 100) - logit(low / 100)) / (2 * kNormal975), 100);
    return out;
  }
  // The number of a share need not be whole, so nothing could print back.
  if (printed.n && !printed.own_count) return jeffreys(p * *printed.n, *printed.n, SpreadRule::kN);
  return jeffreys(p * kAssumedPatients, kAssumedPatients, SpreadRule::kAssumedN);
}

}  // namespace nextline
