// SPDX-License-Identifier: Apache-2.0
#include "numbers/distributions.h"

#include <cmath>

#include "nextline/numbers.h"

namespace nextline {

namespace {

constexpr double kInverseRootTwoPi = 0.398942280401432677940;
constexpr double kLnRootTwoPi = 0.918938533204672741780;
constexpr double kFarLogit = 700;  // exp still holds e^700

double density(double z) { return z < -37 || z > 37 ? 0 : kInverseRootTwoPi * nextline::exp(-0.5 * z * z); }

// Continued fraction of the incomplete beta function by the method of Lentz; converges fast for
// x < (a + 1) / (a + b + 2).
// Source: NIST Digital Library of Mathematical Functions, 8.17.22.
double continued_fraction(double a, double b, double x) {
  constexpr double kTiny = 1e-300;
  constexpr int kMost = 20000;
  double c = 1;
  double d = 1 - (a + b) * x / (a + 1);
  if (std::fabs(d) < kTiny) d = kTiny;
  d = 1 / d;
  double result = d;
  for (int m = 1; m < kMost; ++m) {
    const double twice = 2.0 * m;
    double numerator = m * (b - m) * x / ((a + twice - 1) * (a + twice));
    d = 1 + numerator * d;
    if (std::fabs(d) < kTiny) d = kTiny;
    c = 1 + numerator / c;
    if (std::fabs(c) < kTiny) c = kTiny;
    d = 1 / d;
    result *= d * c;
    numerator = -(a + m) * (a + b + m) * x / ((a + twice) * (a + twice + 1));
    d = 1 + numerator * d;
    if (std::fabs(d) < kTiny) d = kTiny;
    c = 1 + numerator / c;
    if (std::fabs(c) < kTiny) c = kTiny;
    d = 1 / d;
    const double factor = d * c;
    result *= factor;
    if (std::fabs(factor - 1) < 1e-15) break;
  }
  return result;
}

}  // namespace

// Near 0 the series of Abramowitz and Stegun 26.2.11, whose terms are all positive; further out the
// continued fraction 26.2.14 from its end.
Tails normal_tails(double z) {
  const double x = std::fabs(z);
  double above = 0;
  if (x < 2.5) {
    double term = x;
    double sum = x;
    for (int odd = 3; odd < 120; odd += 2) {
      term *= x * x / odd;
      const double before = sum;
      sum += term;
      if (sum == before) break;
    }
    above = 0.5 - density(x) * sum;
  } else {
    // The further out, the fewer of its terms reach the last bit.
    double fraction = x;
    for (int k = 8 + static_cast<int>(700 / (x * x)); k >= 1; --k) fraction = x + k / fraction;
    above = density(x) / fraction;
  }
  return z < 0 ? Tails{above, 1 - above} : Tails{1 - above, above};
}

// First guess Abramowitz and Stegun 26.2.23 (error below 4.5e-4), then two steps of Halley on the tail.
double normal_quantile(double p) {
  const bool lower = p < 0.5;
  const double tail = lower ? p : 1 - p;
  const double t = std::sqrt(-2 * ln(tail));
  double z =
      t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  for (int step = 0; step < 2; ++step) {
    const double slope = density(z);
    if (slope == 0) break;
    const double error = (normal_tails(z).above - tail) / slope;
    z += error / (1 - 0.5 * z * error);
  }
  return lower ? -z : z;
}

double inverse_logit(double t) {
  if (t < -kFarLogit) return 0;
  return t > kFarLogit ? 1 : 1 / (1 + nextline::exp(-t));
}

// Stirling's series from 10 up, by recurrence below.
double ln_gamma(double x) {
  double product = 1;
  while (x < 10) {
    product *= x;
    x += 1;
  }
  const double z = 1 / (x * x);
  const double series =
      (1.0 / 12 -
       z * (1.0 / 360 - z * (1.0 / 1260 - z * (1.0 / 1680 - z * (1.0 / 1188 - z * (691.0 / 360360)))))) /
      x;
  return (x - 0.5) * ln(x) - x + kLnRootTwoPi + series - ln(product);
}

BetaDistribution::BetaDistribution(double alpha, double beta)
    : alpha_(alpha), beta_(beta), ln_beta_(ln_gamma(alpha) + ln_gamma(beta) - ln_gamma(alpha + beta)) {}

// `power` is x^alpha (1 - x)^beta over the beta function, y is 1 - x.
Tails BetaDistribution::from_logs(double x, double y, double power) const {
  if (x * (alpha_ + beta_ + 2) < alpha_ + 1) {
    const double below = power * continued_fraction(alpha_, beta_, x) / alpha_;
    return {below, 1 - below};
  }
  const double above = power * continued_fraction(beta_, alpha_, y) / beta_;
  return {1 - above, above};
}

// ln x = -ln(1 + e^-t), without loss at either end.
double BetaDistribution::logit_density(double t) const {
  const double far = -ln(1 + nextline::exp(-std::fabs(t)));  // ln of the larger of x and 1 - x
  const double ln_x = t < 0 ? t + far : far;
  const double ln_y = t < 0 ? far : far - t;
  return nextline::exp(alpha_ * ln_x + beta_ * ln_y - ln_beta_);
}

Tails BetaDistribution::tails(double x) const {
  if (x <= 0) return {0, 1};
  if (x >= 1) return {1, 0};
  const double y = 1 - x;
  return from_logs(x, y, nextline::exp(alpha_ * ln(x) + beta_ * ln(y) - ln_beta_));
}

// Newton on the logarithm of the smaller tail, over the logit: in the tails that is nearly a straight line. A
// bracket catches what leaves it.
double BetaDistribution::logit_quantile(double p, double above) const {
  const bool lower = p < 0.5;
  const double target = ln(lower ? p : above);
  double low = -kFarLogit;
  double high = kFarLogit;
  double t = ln(alpha_ / beta_);
  for (int step = 0; step < 200; ++step) {
    const double slope = logit_density(t);
    const Tails tails = from_logs(inverse_logit(t), inverse_logit(-t), slope);
    const double tail = lower ? tails.below : tails.above;
    const bool too_low = lower ? tail < p : tail > above;
    (too_low ? low : high) = t;
    double next = 0.5 * (low + high);
    if (tail > 0 && slope > 0) {
      const double change = (target - ln(tail)) * tail / slope;
      const double newton = lower ? t + change : t - change;
      if (newton > low && newton < high) next = newton;
    }
    const double moved = std::fabs(next - t);
    t = next;
    if (moved < 1e-7 || high - low < 1e-13) break;  // Newton: the next step would be far below 1e-12
  }
  return t;
}

}  // namespace nextline
