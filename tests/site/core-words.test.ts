// SPDX-License-Identifier: Apache-2.0
// The words of the core as the page has them: each text of the catalogue once, under a name of its own, with its parameters.
import assert from "node:assert/strict";
import { test } from "node:test";
import { opAtLeast } from "#words/op";
import { placeAlgorithms } from "#words/place";
import { stateOpenChecks, stateWords } from "#words/state";
import { tierWords } from "#words/tier";
import { units } from "#words/units";
import { after, fill } from "../../site/src/fill";
import { unitText } from "../../site/src/form/fields";
import { loadFields, loadWords } from "../../site/tools/fields.mjs";
import { wordModules } from "../../site/tools/words.mjs";

const catalogue = loadWords() as {
  words: { id: string; text: string; parameters: string[] }[];
  units: { unit: string; printed: string }[];
};
const textOf = (id: string): string =>
  catalogue.words.find((row) => row.id === id)?.text ?? "";

test("every sentence of the catalogue is one constant of one module, and no two have the same name", () => {
  const modules: string[] = [...wordModules(catalogue).values()];
  const lines = modules.join("\n").split("\n");
  const names = lines.flatMap(
    (line) => /^export const (\w+)/.exec(line)?.[1] ?? [],
  );
  assert.equal(new Set(names).size, names.length);
  for (const { text } of catalogue.words)
    assert.ok(
      lines.some((line) => line.endsWith(`= ${JSON.stringify(text)};`)),
      text,
    );
});

test("what the page imports is what the catalogue says", () => {
  assert.equal(stateOpenChecks, textOf("state.open_checks"));
  assert.equal(placeAlgorithms, textOf("place.algorithms"));
  for (const [id, text] of Object.entries(stateWords))
    assert.equal(text, textOf(`state.${id}`));
  for (const [id, text] of Object.entries(tierWords))
    assert.equal(text, textOf(`tier.${id}`));
});

test("a record holds what can be said without anything else, so that an id of the core finds its word", () => {
  assert.deepEqual(Object.keys(stateWords), [
    "suitable",
    "so_far",
    "caution",
    "needs",
    "unsuitable",
    "stop",
  ]);
  assert.ok(Object.values(stateWords).every((text) => !text.includes("{")));
});

test("parameters are filled wherever they stand, and a brace that is none stays", () => {
  assert.equal(
    fill(opAtLeast, { threshold: "400 ng/mL" }),
    "at least 400 ng/mL",
  );
  assert.equal(
    fill("{state} · {count} checks open", { state: "Suitable", count: 2 }),
    "Suitable · 2 checks open",
  );
  assert.equal(fill("{a} and {a}: {1}", { a: "x", "1": "" }), "x and x: {1}");
  assert.equal(fill("$& {a}", { a: "$1" }), "$& $1");
});

test("a text without its beginning is what stands after it", () => {
  assert.equal(after("{state} · ", stateOpenChecks), "{count} checks open");
});

test("a unit is printed as the core prints it, in the form and beside a value", () => {
  for (const { unit, printed } of catalogue.units) {
    assert.equal(units[unit], printed);
    assert.equal(unitText(unit), printed);
  }
  for (const { units: own } of loadFields().fields as {
    units: { unit: string; printed: string }[];
  }[])
    for (const { unit, printed } of own) assert.equal(printed, unitText(unit));
  assert.equal(unitText("mg/dL"), "mg/dL");
  assert.equal(unitText(null), "");
});
