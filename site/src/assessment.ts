// SPDX-License-Identifier: Apache-2.0
// What the core answers ("assessment/1"). Keys that an older or newer core may leave out are optional here;
// the page shows what is there.
import type { FieldId } from "#fields";

export type Value =
  number | string | boolean | null | (number | string | null)[];
export type Verdict =
  | "eligible"
  | "eligible_with_caution"
  | "needs_information"
  | "not_indicated"
  | "contraindicated";
export type Outcome = "met" | "not_met" | "unknown";
export type Tier =
  "preferred" | "option" | "less_preferred" | "not_recommended";

export interface Issue {
  code: string;
  severity: "error" | "warning";
  field: string;
  params?: Record<string, string | number>;
  message: string;
}

export interface Assumption {
  field: FieldId;
  assumed: Value;
  message: string;
}

export interface Score {
  id: string;
  /** What is measured: "Child-Pugh". */
  name?: string;
  /** The result in the short form of its field: "A6". */
  label?: string | null;
  value: number | string | null;
  grade?: string | null;
  at_least?: number;
  at_most?: number;
  grades?: string[];
  unit?: string | null;
  near?: string | null;
  components?: { field: string; points: number }[];
  missing?: string[];
  formula?: string;
  not_computable?: string | null;
  source?: string;
}

/** What was entered beside a plain value. */
export interface Beside {
  /** The value is a limit: "> 60000". */
  comparator?: string;
  /** Of events: what each says of itself. */
  events?: { event: string; grade?: number; status?: string }[];
}

/** What an outcome rests on; `field` is the id of a field, a score or a fact. */
export interface Because extends Beside {
  field: string;
  value: Value;
  unit?: string | null;
  op?: string | null;
  threshold?: Value;
}

export interface Criterion {
  id: string;
  kind: "requires" | "excludes" | "caution" | "note";
  outcome: Outcome;
  text: string;
  source?: string;
  locator?: string;
  needs?: string[];
  strength?: "strong" | null;
  because?: Because[];
}

export interface Reason {
  text: string;
  effect: string;
  source?: string;
}

export interface Option {
  id: string;
  label?: string;
  family?: string;
  headline?: string;
  rank: number;
  verdict: Verdict;
  tier: Tier | null;
  criteria: Criterion[];
  reasons?: Reason[];
  before_start?: (string | { text: string; source?: string })[];
  assumes?: string[];
  dose?: string | { text: string; source?: string }[] | null;
  pathways?: Record<string, string>;
  evidence?: string[];
  evidence_line?: string | null;
  multicriteria?: { value: [number, number] } | null;
  above_next?: { because: string; text: string } | null;
}

export interface Trial {
  id: string;
  label?: string;
  phase?: string;
  arms?: string;
  endpoint?: string;
  verdict: Verdict;
  criteria: Criterion[];
  assumes?: string[];
  recruitment: { status: string; as_of: string; source?: string };
  source?: string;
}

export interface Branch {
  option: string;
  says: string;
}

export interface Step {
  id: string;
  text?: string;
  answer: boolean | null;
  because?: Because[];
  needs?: string[];
  source?: string;
  /** What each answer of an open step would favour or disfavour. */
  if_yes?: Branch[];
  if_no?: Branch[];
  /** What the step said of this patient's options, whether or not a later one spoke over it. */
  said?: Branch[];
}

export interface Pathway {
  id: string;
  label?: string;
  applies?: boolean | null;
  applies_text?: string;
  steps: Step[];
  recommends: (string | { option: string; word?: string })[];
  source?: string;
}

export interface Consideration {
  id: string;
  text: string;
  source?: string;
  shown_because?: string;
}

export interface Assessment {
  schema: string;
  knowledge: {
    version: string;
    sha256: string;
    review_due: string;
    reviewed_by?: string | null;
  };
  patient?: {
    summary?: string;
    inputs?: (Beside & {
      field: string;
      label?: string;
      value: Value;
      unit?: string | null;
    })[];
    /** The settings of the evidence that are nearest to this patient. */
    settings?: string[];
  };
  issues: Issue[];
  assumptions: Assumption[];
  scores: Score[];
  facts: Record<string, Value>;
  stops?: { id: string; text: string; source?: string }[];
  considerations: Consideration[];
  options: Option[];
  trials: Trial[];
  pathways: Pathway[];
  missing: { field: string; blocks: string[] }[];
  statements?: (string | { id: string; text: string })[];
  sources?: { id: string; citation: string }[];
}
