// SPDX-License-Identifier: Apache-2.0
// The gauge shows the grade that the core gives: its cut-offs are those of the score.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Assessment } from "#outputs";
import { scale, span } from "../../site/src/panels/patient/gauge";
import { assess, cases, detail } from "./page";

const assessments = assess(cases().map(([, patient]) => patient)).map(
  (text) => JSON.parse(text) as Assessment,
);

test("in every case the value lies on the gauge in the grade that the core says", () => {
  const graded = detail().scores.filter(({ grades }) => grades.length);
  assert.ok(graded.length >= 5);
  const seen = new Set<string>();
  for (const { scores } of assessments)
    for (const { id, grades } of graded) {
      const score = scores.find((one) => one.id === id)!;
      const measured =
        id === "malbi" ? scores.find((one) => one.id === "albi")! : score;
      const { value } = measured;
      if (typeof value !== "number" || !score.grade) continue;
      const found = grades.find(
        ({ up_to }) => up_to === null || value <= up_to + 1e-6,
      );
      assert.equal(found?.grade, score.grade, `${id} ${value}`);
      seen.add(`${id} ${score.grade}`);
    }
  assert.ok(seen.size >= 10, [...seen].join());
});

test("the scale holds the value and what is beside the outer cut-offs", () => {
  assert.deepEqual(scale([6, 9], [7, 7]), [3, 12]);
  assert.deepEqual(scale([-2.6, -1.39], [-9, -9])[0], -9);
  assert.deepEqual(scale([5], [80, 80])[1], 80);
});

test("what is still possible is a band; nothing known is no gauge", () => {
  const score = assessments.flatMap(({ scores }) => scores)[0]!;
  const open = { ...score, value: null, not_computable: null };
  assert.deepEqual(span({ ...open, at_least: 5, at_most: 7 }), [5, 7]);
  assert.equal(span({ ...open }), span(undefined));
  assert.equal(span({ ...score, value: 5, not_computable: "no" }), null);
});
