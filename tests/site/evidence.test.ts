// SPDX-License-Identifier: Apache-2.0
// What is said of a reported result, for each one of the knowledge base.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  outcomeKeys,
  ratioText,
  resultOf,
} from "../../site/src/evidence/results";
import { knowledge } from "./page";

test("a hazard ratio is said with its interval where one is printed", () => {
  assert.equal(ratioText(0.62), "hazard ratio 0.62");
  assert.equal(
    ratioText({ value: 0.62, low: 0.5, high: 0.8 }),
    "hazard ratio 0.62 (0.5 to 0.8)",
  );
  assert.equal(ratioText(null), null);
});

test("every hazard ratio of the knowledge base can be read", () => {
  const ratios = knowledge()
    .evidence.flatMap((row) => outcomeKeys.map((key) => resultOf(row, key)))
    .flatMap((result) => ratioText(result?.outcome.hazard_ratio ?? null) ?? []);
  assert.ok(ratios.length > 10);
  for (const said of ratios)
    assert.match(
      said,
      /^hazard ratio \d+(\.\d+)?( \(\d+(\.\d+)? to \d+(\.\d+)?\))?$/,
    );
});
