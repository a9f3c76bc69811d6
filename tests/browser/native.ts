// SPDX-License-Identifier: Apache-2.0
// What the native command answers: the page is held against it.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Assessment, Comparison, Knowledge, Option } from "#outputs";

export type { Option };
/** With how sure the order is. */
export type Sure = Assessment &
  Required<Pick<Assessment, "robustness" | "what_if" | "ask_next">>;

const command = resolve(
  process.env["NEXTLINE_BUILD"] ?? resolve(__dirname, "../../build"),
  "native/nextline",
);

export const isExcluded = ({ verdict }: { verdict: string }): boolean =>
  verdict === "not_indicated" || verdict === "contraindicated";

/** Whether an answer is missing without which nothing is ranked: the earlier therapy, or both ECOG and liver function. */
export function missingToRank({ patient, scores }: Assessment): boolean {
  const entered = patient.inputs.map(({ field }) => field as string);
  const liver = scores.some(
    ({ id, grade }) => (id === "child_pugh" || id === "malbi") && grade,
  );
  return (
    !entered.includes("prior_therapies") || !(entered.includes("ecog") || liver)
  );
}

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
export const compare = (patient: object, a: string, b: string): Comparison =>
  JSON.parse(answer(["compare", a, b], patient));

/** The whole knowledge base, as the command prints it. */
export const knowledge = (): Knowledge =>
  JSON.parse(
    execFileSync(command, ["knowledge"], {
      encoding: "utf8",
      maxBuffer: 1 << 26,
    }),
  );

/** What the command makes of a table of many patients. */
export function natively(table: string, args: string[] = []): string {
  const file = join(mkdtempSync(join(tmpdir(), "nextline-")), "in.csv");
  writeFileSync(file, table);
  try {
    return execFileSync(command, ["cohort", file, ...args], {
      encoding: "utf8",
      maxBuffer: 1 << 28,
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch (reason) {
    return (reason as { stdout: string }).stdout; // exit code 1: some row has an error
  }
}
