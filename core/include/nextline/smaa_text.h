// SPDX-License-Identifier: Apache-2.0
// Rank acceptability, text in and text out: what `nextline smaa` does.
//
//   {"alternatives": ["heparin", "enoxaparin"],
//    "criteria": [
//      {"id": "dvt",      "pvf": {"x": [0, 0.25], "v": [1, 0]}},
//      {"id": "bleeding", "pvf": {"x": [0, 0.1],  "v": [1, 0], "out_of_range": "extrapolate"}}],
//    "measurements": {"distribution": "beta", "alpha_beta": [[[20, 116], [1, 135]], [[8, 121], [5, 124]]]},
//    "cases": [
//      {"id": "no preference", "weights": {"type": "uniform_simplex"}},
//      {"id": "dvt first",     "weights": {"type": "ordinal", "order_most_important_first": [0, 1]}}]}
//
// A problem is a JSON object; keys that are not named here are left alone. `cases` may be absent: then there is one.
// Every key but `cases` may stand in a case too, where it goes before the one on top.
//   alternatives   ids. Absent: numbered from "1".
//   criteria       objects with `id` and `pvf`, the value function: `x` ascending, `v`, and `out_of_range`, "clip"
//                  (the default) or "extrapolate". Absent, where partial_values are given: numbered from "1".
// The measurements, the first of these that is there; rows are alternatives:
//   partial_values   values already: [alternative][criterion]
//   performance      fixed, in the unit of the value function: [alternative][criterion]
//   measurements     an object: `distribution` and [alternative][criterion][2] as `alpha_beta` or `mean_sd`
//   in each criterion, one of
//     distribution     with `mean_sd` or `alpha_beta`, [alternative][2]; `scale` for proportions in percent
//     baseline_logit_normal {mu, sigma}, relative_mu, relative_cov: a correlated group (nextline/smaa.h)
//     measurements     an array, for each alternative an object or null (missing, any value from 0 to 1):
//                      {"value": 12}, {"distribution": "lognormal", "mean_sd": [2.3, 0.2], "study": "name", "tau": 0.1},
//                      {"distribution": "beta", "alpha_beta": [9.5, 31.5], "scale": 100},
//                      {"worst": 46, "best": 17}; with "on_values": true these two and `value` are values already
//   distribution     "normal", "lognormal" (mean_sd of ln x), "logit_normal" (of the logit), "beta"
//   weights          {"type": "uniform_simplex"} (also where absent), {"type": "tree", "branches": [[0, 1], [2]]},
//                    {"type": "ordinal", "order_most_important_first": [...]}, {"type": "fixed", "w": [...]} or [...]
//   missing          "worst" (the default) or "best": what is taken where a measurement is missing
//
// Out comes {"schema": "smaa/1", "cases": [...]}, compact, a case as smaa::Result has it: `rank_acceptability`,
// `pairwise_winning`, `central_weights` (null where never first), `confidence` (where asked for), `values`, `outside`,
// `standard_error`, what was run, and `method`: "closed form" or "sampled". Exact answers want more than the six
// decimals of an assessment: numbers here have the fewest digits that read back as the same double.
#pragma once

#include <string>
#include <string_view>

#include "nextline/smaa.h"

namespace nextline::smaa {

struct TextOutcome {
  bool ok = false;
  std::string error;  // one sentence with the place
  std::string text;   // empty on error
};

// Limits of size and depth as for a patient (nextline/patient.h). `options.missing` is the default of the text's own.
[[nodiscard]] TextOutcome analyse_text(std::string_view json, const Options& options);

}  // namespace nextline::smaa
