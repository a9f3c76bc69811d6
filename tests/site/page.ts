// SPDX-License-Identifier: Apache-2.0
// The page's own reading and writing, without a browser, beside the core that it speaks to.
import { spawnSync } from "node:child_process";
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { resolve } from "node:path";
import type {
  Assessment,
  CohortPlan,
  CohortSummary,
  Knowledge,
  KnowledgeDetail,
  MappedColumn,
} from "#outputs";
import type {
  Answer,
  Entry,
  Field,
  Json,
  NumberField,
} from "../../site/src/entry/answer";
import { object, read } from "../../site/src/entry/answer";
import { membersOf, openPatient, treeOf } from "../../site/src/entry/open";
import { loadFields } from "../../site/tools/fields.mjs";
import { specs } from "../../site/tools/spec.mjs";

const build = process.env["NEXTLINE_BUILD"] ?? "";
const tests = process.env["NEXTLINE_TESTS"] ?? "";
export const root = resolve(tests, "../..");

export const fields: ReadonlyMap<string, Field> = specs(loadFields());

export const numberFields = [...fields].filter(
  (entry): entry is [string, NumberField] => entry[1].kind === "number",
);

/** The answers of the native command, one process for all of them. */
export function assess(patients: Json[]): string[] {
  const oneLine = patients.map((json) => json.replace(/\s*\n\s*/g, " "));
  const { stdout } = spawnSync(
    resolve(build, "native/nextline"),
    ["assess", "--lines"],
    { input: oneLine.join("\n"), encoding: "utf8", maxBuffer: 1 << 30 },
  );
  return stdout.trimEnd().split("\n");
}

const answer = (args: string[], input = ""): string =>
  spawnSync(resolve(build, "native/nextline"), args, {
    input,
    encoding: "utf8",
    maxBuffer: 1 << 30,
  }).stdout;

export const knowledge = (): Knowledge =>
  JSON.parse(answer(["knowledge"])) as Knowledge;

/** The knowledge base as the page reads it. */
export function detail(): KnowledgeDetail {
  const folder = resolve(build, "generated");
  const [name] = readdirSync(folder).filter((file) =>
    /^knowledge-detail\.\w+\.json$/.test(file),
  );
  return JSON.parse(
    readFileSync(resolve(folder, name ?? ""), "utf8"),
  ) as KnowledgeDetail;
}

/** The plan of a table, with a map of columns. */
export function cohortPlan(
  table: string,
  columns: MappedColumn[] = [],
): CohortPlan {
  const file = resolve(mkdtempSync(resolve(tmpdir(), "nextline-")), "map.json");
  writeFileSync(file, JSON.stringify({ schema: "column-map/1", columns }));
  return JSON.parse(
    answer(["cohort", "--plan", "--map", file, "-"], table),
  ) as CohortPlan;
}

export function cohortSummary(table: string): CohortSummary {
  const file = resolve(mkdtempSync(resolve(tmpdir(), "nextline-")), "s.json");
  answer(["cohort", "--summary", file, "-"], table);
  return JSON.parse(readFileSync(file, "utf8")) as CohortSummary;
}

/** The answers with how sure they are, from few draws. */
export function sureOf(
  patients: Json[],
  preferences: object = {},
): Assessment[] {
  const folder = mkdtempSync(resolve(tmpdir(), "nextline-"));
  const file = resolve(folder, "preferences.json");
  writeFileSync(file, JSON.stringify(preferences));
  const args = ["assess", "--robustness", "--draws", "64", "--lines"];
  const text = answer(
    [...args, "--preferences", file],
    patients.map((json) => json.replace(/\s*\n\s*/g, " ")).join("\n"),
  );
  rmSync(folder, { recursive: true });
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Assessment);
}

/** What the form sends after it was filled: the entries in its own order, then what it does not know. */
export function write(
  entries: ReadonlyMap<string, Entry>,
  others: [string, Json][] = [],
): Json {
  const members: [string, Json][] = [];
  for (const [id, field] of fields) {
    const { answer, kept = [] } = entries.get(id) ?? {};
    for (const json of kept) members.push([id, json]);
    const { json } = kept.length ? {} : read(answer, field);
    if (json !== undefined) members.push([id, json]);
  }
  return object([...members, ...others]);
}

/** A patient's text through the page: opened, and written for the core. */
export function throughThePage(patient: Json): Json {
  const tree = treeOf(patient);
  if (!tree) throw new Error(`No JSON: ${patient}`);
  const { entries, others } = openPatient(tree, fields);
  return write(entries, others);
}

export const entryOf = (answer: Answer): Entry => ({ answer, kept: [] });

/** The patients of tests/cases as they stand in the files, by the name of the case. */
export function cases(): [string, Json][] {
  const folder = resolve(tests, "../cases");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => {
      const tree = treeOf(readFileSync(resolve(folder, name), "utf8"));
      const patient = tree && new Map(membersOf(tree)).get("patient");
      if (!patient) throw new Error(`${name} holds no patient`);
      const { text, node } = patient;
      return [name, text.slice(node.offset, node.offset + node.length)];
    });
}

/** The patient with one more member, or with the value of a member replaced. */
export function planted(patient: Json, key: string, value: Json): Json {
  const tree = treeOf(patient);
  const members = (tree && membersOf(tree)) ?? [];
  const own = members.map(([name, { text, node }]): [string, Json] => [
    name,
    text.slice(node.offset, node.offset + node.length),
  ]);
  return object(
    own.some(([name]) => name === key)
      ? own.map(([name, json]) => [name, name === key ? value : json])
      : [...own, [key, value]],
  );
}
