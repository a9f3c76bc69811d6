// SPDX-License-Identifier: Apache-2.0
// What the core answers about its own order ("robustness/1", core/include/nextline/robustness.h) and about what is open
// (core/include/nextline/explore.h). The page shows what is there.
import type { Issue, Tier, Value, Verdict } from "../assessment";

export type CriterionId = "os" | "pfs" | "orr" | "grade34";
export type Weights = Record<CriterionId, number>;

/** `preferences/1`; an empty object: the default. */
export type Preferences =
  { preset?: string } | { weights: Weights } | { order: CriterionId[] };

/** With what is not reported at its worst, and at its best. */
interface Bounds<What> {
  worst: What;
  best: What;
}

export interface Criterion {
  id: CriterionId;
  unit: string;
  result: number | null;
  low: number | null;
  high: number | null;
  rule: string;
  n: number | null;
  share_of_trial?: boolean;
  row: string | null;
  setting_distance: number | null;
  missing: boolean;
  upper_bound_only: boolean;
  bounds: [worst: number, best: number] | null;
  value: [worst: number, best: number];
  weight: number;
  contribution: [worst: number, best: number];
  certainty: string;
  says: string;
}

export interface Compared {
  id: string;
  label: string;
  rank: number;
  verdict: Verdict;
  tier: Tier;
  first_rank_share: Bounds<number>;
  ranks: Bounds<number[]>;
  value: [low: number, high: number];
  central_weights: Bounds<Weights | null>;
  criteria: Criterion[];
}

export interface Robustness {
  shown: boolean;
  hidden_because: string | null;
  issues: Issue[];
  preferences: {
    from: string;
    preset?: string | null;
    label?: string | null;
    weights: Weights;
  };
  weight_space: { id: string; text: string };
  draws: number;
  seed: number;
  standard_error: number;
  missing: string;
  options: Compared[];
  left_out: { id: string; because: string; text: string }[];
  never_first: Bounds<string[]> & { whatever: string[] };
  swap: {
    first: string;
    second: string;
    gate: boolean;
    leads: string;
    one_way: { weight: string; now: number; at: number | null }[];
    text: string;
  } | null;
  interval_flip: {
    option: string;
    criterion: CriterionId;
    limit: string;
    result: number | null;
    leads: string;
    changes: boolean;
  }[];
  without: {
    criterion: CriterionId;
    leads: string;
    changes: boolean;
  }[];
  presets: { id: string; label: string; reason: string }[];
  statements: string[];
}

export interface Answer {
  range: string;
  enter: Value;
  text: string;
}

export interface Exploration {
  ask_next: { fields: string[]; text: string; answers: Answer[] }[];
  what_if: {
    field: string;
    side: string;
    shown: boolean;
    text: string;
  }[];
  rank_range: {
    search: string;
    options: { id: string; rank: number; best: number; worst: number }[];
  };
}

/** Why of two options one stands above the other. */
export interface Comparison {
  above: string;
  below: string;
  because: string;
  text: string;
  differences: { criterion: CriterionId; contribution: number; text: string }[];
  statement: string;
}

/** What has been worked out so far for the entries on the screen. */
export interface Insight {
  robustness: Robustness | null;
  exploration: Exploration | null;
  /** False: entries have changed since; what is here is of the moment before. */
  current: boolean;
  /** Why nothing can be worked out. */
  failed: string | null;
}
