// SPDX-License-Identifier: Apache-2.0
// The worked scores of the page "About" through the command and the module that are released: the figures as text.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { resolve } from "node:path";
import { execFileSync } from "node:child_process";
import { vectors } from "../site/tools/vectors.mjs";
import { root, version } from "./version.mjs";

const wanted = ({ value, decimals = 0, grade }) =>
  [value?.toFixed(decimals), grade].filter((part) => part !== undefined).join(", grade ");

/** What came out, in the form of what should. */
const found = (vector, score) =>
  wanted({
    ...vector,
    value: vector.value === undefined || typeof score?.value !== "number" ? undefined : score.value,
    grade: vector.grade === undefined ? undefined : (score?.grade ?? "none"),
  });

/** { text, right, all }: a line for each score, and how many came out right in both. */
export async function selfCheck({ command, folder }) {
  const { default: create } = await import(pathToFileURL(resolve(folder, "nextline.js")).href);
  const module = await create({ wasmBinary: readFileSync(resolve(folder, "nextline.wasm")) });
  const scoreOf = (answer, id) => JSON.parse(answer).scores.find((score) => score.id === id);
  const rows = vectors.map((vector) => {
    const patient = JSON.stringify(vector.patient);
    const native = execFileSync(command, ["assess", "-"], { input: patient, encoding: "utf8" });
    return [
      vector.score,
      wanted(vector),
      found(vector, scoreOf(native, vector.score)),
      found(vector, scoreOf(module.assess(patient, "").text, vector.score)),
      patient,
    ];
  });
  const right = rows.filter(([, want, ...here]) => want === here[0] && want === here[1]).length;
  const knowledge = execFileSync(command, ["version"], { encoding: "utf8" }).trim();
  const line = (cells) => cells.map((cell, i) => (i < 4 ? String(cell).padEnd([22, 18, 18, 18][i]) : cell)).join("").trimEnd();
  return {
    right,
    all: rows.length,
    text: [
      `Self-check of Nextline ${version}: ${right} of ${rows.length} worked scores came out right in the command and in the page's module.`,
      knowledge,
      "",
      "The page runs the same scores in the reader's own browser: About, \"Check it yourself\". It names the publication of each.",
      "",
      line(["score", "worked out", "command", "page", "entered"]),
      ...rows.map(line),
      "",
    ].join("\n"),
  };
}

export const checked = () =>
  selfCheck({ command: resolve(root, "build/native/nextline"), folder: resolve(root, "build/wasm") });
