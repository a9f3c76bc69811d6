// SPDX-License-Identifier: Apache-2.0
// The normal and the beta distribution, the same bits everywhere. Absolute errors of probabilities and quantiles are
// below 1e-12 for usual parameters and below 1e-10 for all parameters between 0.001 and 1e5.
#pragma once

namespace nextline {

// Both tails, each with its own relative accuracy.
struct Tails {
  double below;
  double above;
};

[[nodiscard]] Tails normal_tails(double z);
// 0 < p < 1.
[[nodiscard]] double normal_quantile(double p);

// ln of the gamma function, x > 0.
[[nodiscard]] double ln_gamma(double x);

// 1 / (1 + e^-t).
[[nodiscard]] double inverse_logit(double t);

// Beta(alpha, beta), both above 0.
class BetaDistribution {
 public:
  BetaDistribution(double alpha, double beta);

  [[nodiscard]] Tails tails(double x) const;  // 0 <= x <= 1
  // The logit of the quantile, -700..700; 0 < p < 1, `above` is 1 - p with its own accuracy.
  [[nodiscard]] double logit_quantile(double p, double above) const;
  [[nodiscard]] double quantile(double p) const { return inverse_logit(logit_quantile(p, 1 - p)); }
  // The density of the logit.
  [[nodiscard]] double logit_density(double t) const;

 private:
  [[nodiscard]] Tails from_logs(double x, double y, double power) const;

  double alpha_;
  double beta_;
  double ln_beta_;  // ln of the beta function
};

}  // namespace nextline
