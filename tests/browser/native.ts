// SPDX-License-Identifier: Apache-2.0
// What the native command answers: the page is held against it.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const command = resolve(
  process.env["NEXTLINE_BUILD"] ?? resolve(__dirname, "../../build"),
  "native/nextline",
);

export interface Option {
  id: string;
  label: string;
  verdict: string;
  pathways: Record<string, string>;
  evidence: string[];
  criteria: { kind: string; outcome: string; strength: string | null }[];
}

interface Step {
  id: string;
  answer: boolean | null;
  needs: string[];
  said?: { option: string; says: string }[];
}

export interface Assessment {
  issues: { code: string; severity: string; field: string }[];
  options: Option[];
  patient: { summary: string; settings: string[] };
  trials: { id: string; verdict: string }[];
  pathways: { id: string; steps: Step[] }[];
}

export const isExcluded = ({ verdict }: { verdict: string }): boolean =>
  verdict === "not_indicated" || verdict === "contraindicated";

/** Nothing is known against it, and no caution is open. */
export const isSuitable = ({ verdict, criteria }: Option): boolean =>
  verdict === "eligible" &&
  criteria.every(
    ({ kind, outcome }) => kind === "note" || outcome !== "unknown",
  );

export function assess(patient: string): Assessment {
  try {
    return JSON.parse(
      execFileSync(command, ["assess"], { input: patient, encoding: "utf8" }),
    );
  } catch (failure) {
    // Exit code 1: an entry was wrong; the assessment is there all the same.
    return JSON.parse((failure as { stdout: string }).stdout);
  }
}

export interface Sure extends Assessment {
  robustness: {
    shown: boolean;
    hidden_because: string | null;
    options: { id: string; ranks: { worst: number[] } }[];
  };
  what_if: { text: string }[];
  ask_next: { fields: string[] }[];
}

/** The command on a patient, with preferences where there are some; whatever its exit code, as the answer is there. */
function answer(
  args: string[],
  patient: object,
  preferences: object = {},
): string {
  const folder = mkdtempSync(join(tmpdir(), "nextline-"));
  try {
    const file = join(folder, "preferences.json");
    writeFileSync(file, JSON.stringify(preferences));
    return spawnSync(command, [...args, "--preferences", file], {
      input: JSON.stringify(patient),
      encoding: "utf8",
      maxBuffer: 1 << 26,
    }).stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The assessment with how sure its order is and what would change it. */
export const sureOf = (patient: object, preferences: object = {}): Sure =>
  JSON.parse(answer(["assess", "--robustness"], patient, preferences));

/** Why of two options one stands above the other. */
export const compare = (
  patient: object,
  a: string,
  b: string,
): { text: string; differences: { text: string }[] } =>
  JSON.parse(answer(["compare", a, b], patient));

export interface Outcome {
  value: number | null;
  low: number | null;
  high: number | null;
  comparator_value: number | null;
  valued: boolean;
}

export type Row = {
  id: string;
  source: string;
  locator: string;
  quotes: string[];
  options: string[];
  setting: string;
  design: string;
  n: number | null;
} & Record<string, Outcome | null | unknown>;

export interface Knowledge {
  sources: { id: string; citation: string; doi: string | null }[];
  evidence: Row[];
  trials: { id: string; second_line: boolean }[];
  pathways: {
    id: string;
    steps: {
      id: string;
      yes: { quotes: string[]; text: string }[];
      no: { quotes: string[]; text: string }[];
    }[];
  }[];
  conflicts: { id: string }[];
}

/** The whole knowledge base, as the command prints it. */
export const knowledge = (): Knowledge =>
  JSON.parse(
    execFileSync(command, ["knowledge"], {
      encoding: "utf8",
      maxBuffer: 1 << 26,
    }),
  );
