// SPDX-License-Identifier: Apache-2.0
// The file that a case is kept in: its form, and that nothing is taken for a choice that the core would refuse.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { test } from "node:test";
import Ajv from "ajv/dist/2020";
import fc from "fast-check";
import type { Preferences } from "#outputs";
import { caseText, readCase } from "../../site/src/case-file";
import type { Json } from "../../site/src/entry/answer";
import { cases, fields, planted, root, throughThePage } from "./page";

const ajv = new Ajv({ strict: true, strictTypes: false });
for (const folder of ["core/knowledge/schema", "core/schema"])
  for (const name of readdirSync(resolve(root, folder)))
    ajv.addSchema(
      JSON.parse(readFileSync(resolve(root, folder, name), "utf8")) as object,
    );
const schema = (name: string) => {
  const validate = ajv.getSchema(
    `https://nextline.invalid/schema/${name}.schema.json`,
  );
  assert.ok(validate, name);
  return validate;
};
const isCase = schema("nextline-case");
const isPreferences = schema("preferences");

const weight = fc.integer({ min: 0, max: 100 });
const choices = fc.oneof(
  fc.constant<Preferences>({}),
  fc
    .constantFrom("default", "efficacy_first")
    .map((preset): Preferences => ({ preset })),
  fc
    .record(
      { os: weight, pfs: weight, orr: weight, grade34: weight },
      { noNullPrototype: true },
    )
    .map((weights): Preferences => ({ weights })),
  fc
    .shuffledSubarray(["os", "pfs", "orr", "grade34"] as const, {
      minLength: 4,
    })
    .map((order): Preferences => ({ order })),
);

const opened = (text: string) => {
  const read = readCase(text, fields, () => null);
  if ("refused" in read) throw new Error(read.refused);
  return read;
};

test("every case is saved in the form of nextline-case/1, with any choice of weights, and opened with the same choice", () => {
  const all = cases().filter(([, patient]) => /"/.test(patient));
  fc.assert(
    fc.property(fc.constantFrom(...all), choices, ([name, patient], chosen) => {
      const text = caseText(throughThePage(patient), chosen, "nextline 0", [
        "A limit.",
      ]);
      const value = JSON.parse(text) as Record<string, unknown>;
      assert.ok(isCase(value), `${name}: ${ajv.errorsText(isCase.errors)}`);
      assert.deepEqual(
        Object.keys(value),
        ["schema", "versions", "limits", "patient", "preferences"].filter(
          (key) => key !== "preferences" || Object.keys(chosen).length,
        ),
      );
      assert.deepEqual(opened(text).preferences, chosen);
    }),
    { numRuns: 200, seed: 20261129 },
  );
});

test("what the page cannot read is still of that form", () => {
  const odd: [string, Json][] = [
    ["shoe_size", "43.0"],
    ["ascites", '["lots"]'],
    ["schema", '"patient/2"'],
  ];
  for (const [key, value] of odd) {
    const text = caseText(planted('{"ecog":1}', key, value), {}, "0", []);
    assert.ok(isCase(JSON.parse(text)), text);
  }
});

test("a choice of weights is opened if and only if the core can read it; anything else is kept as it stood", () => {
  const given: unknown[] = [
    { preset: "default" },
    { weights: { os: 3, pfs: 0, orr: 1.5, grade34: 5 } },
    { order: ["os", "grade34", "pfs", "orr"] },
    // Texts and nothing are no numbers.
    { weights: { os: "3", pfs: 1, orr: 1, grade34: 1 } },
    { weights: { os: null, pfs: 1, orr: 1, grade34: 1 } },
    { weights: { os: true, pfs: 1, orr: 1, grade34: [] } },
    { weights: { os: -1, pfs: 1, orr: 1, grade34: 1 } },
    { weights: { os: 1, pfs: 1, orr: 1 } },
    { weights: { os: 1, pfs: 1, orr: 1, grade34: 1, cost: 1 } },
    { order: ["os", "os", "pfs", "orr"] },
    { order: ["os", "pfs", "orr"] },
    { order: ["os", "pfs", "orr", "cost"] },
    { preset: "default", order: ["os", "pfs", "orr", "grade34"] },
    { schema: "preferences/2", preset: "default" },
    { preset: 1 },
    { presets: "default" },
    [],
    "default",
  ];
  for (const one of given) {
    const json = JSON.stringify(one);
    const { preferences, extra } = opened(
      `{"schema":"nextline-case/1","patient":{"ecog":1},"preferences":${json}}`,
    );
    if (isPreferences(one)) assert.deepEqual(preferences, one);
    else {
      assert.deepEqual(preferences, {}, json);
      assert.deepEqual(extra, [["preferences", json]]);
    }
  }
});

test("any text at all is opened or refused with a sentence, and never changes what it was opened from", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      const read = readCase(text, fields, () => null);
      if ("refused" in read) assert.match(read.refused, /\.$/);
    }),
    { numRuns: 2000, seed: 20261129 },
  );
});

test("a unit in another spelling is the one in which the core took it; one that is null is kept as it stands", () => {
  const text =
    '{"schema":"patient/1","bilirubin":{"value":24.0,"unit":"µmol/L"},"albumin":{"value":3.4,"unit":null},"inr":1.1}';
  const read = readCase(
    text,
    fields,
    () => null,
    (field) => (field === "bilirubin" ? "umol/L" : undefined),
  );
  if ("refused" in read) throw new Error(read.refused);
  const bilirubin = read.entries.get("bilirubin")?.answer;
  assert.ok(bilirubin?.kind === "number");
  assert.deepEqual([bilirubin.text, bilirubin.unit], ["24.0", "umol/L"]);
  assert.deepEqual(read.entries.get("albumin")?.kept, [
    '{"value":3.4,"unit":null}',
  ]);
});
