// SPDX-License-Identifier: Apache-2.0
// The types of the border in bindings_insight.cpp, which the worker runs.
import type { NextlineOptions, Reply } from "./nextline";

export interface Insight {
  /** How much the order means, "robustness/1" (core/include/nextline/robustness.h); preferences empty: none. */
  robustness(
    patientJson: string,
    preferencesJson: string,
    draws: number,
  ): Reply;
  /** What to ask next, what would change the answer, best and worst ranks (core/include/nextline/explore.h). */
  explore(patientJson: string, preferencesJson: string): Reply;
  /** Release and knowledge version: the page's own, or the answers are not of its knowledge. */
  version(): string;
}

export default function createInsight(
  options?: NextlineOptions,
): Promise<Insight>;
