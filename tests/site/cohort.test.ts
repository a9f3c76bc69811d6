// SPDX-License-Identifier: Apache-2.0
// What the reader says of the columns of a table becomes a map of columns that the core reads, and nothing else does.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { CohortPlan, MappedColumn } from "#outputs";
import { choose, takenFor } from "../../site/src/pages/cohort/mapping";
import { count, summaryText } from "../../site/src/pages/cohort/summary";
import { cohortPlan, cohortSummary } from "./page";

const table =
  "name,Asc,Plt,albumin[g/L],crp,course.1.date,course.1.inr\na,1,150000,38,x,2026-01-01,1\nb,2,90,35,CANCELED,2026-01-02,2\nc,1,120000,34,3,,\nd,1,99,34,3,,\ne,1,98,34,3,,\nf,1,140000,34,3,,\ng,1,97,34,3,,\n";

const planOf = (map: MappedColumn[] = []): CohortPlan => cohortPlan(table, map);

const element = (dataset: Record<string, string>): HTMLElement =>
  ({ dataset }) as unknown as HTMLElement;

/** A choice at the column of this name, with the plan that it leads to. */
function chosen(
  map: MappedColumn[],
  name: string,
  what: string,
  value: string,
  code = "",
): { map: MappedColumn[]; plan: CohortPlan } {
  const plan = planOf(map);
  const column = String(plan.columns.findIndex((one) => one.name === name));
  const next = choose(map, plan, element({ map: what, column, code }), value);
  return { map: next, plan: planOf(next) };
}

const columnOf = (plan: CohortPlan, name: string) =>
  plan.columns.find((one) => one.name === name)!;

test("a column is what the reader says, and its codes mean what they say", () => {
  let step = chosen([], "Asc", "proposal", "ascites");
  assert.equal(takenFor(columnOf(step.plan, "Asc")), "ascites");
  assert.deepEqual(columnOf(step.plan, "Asc").unread, ["1", "2"]);
  step = chosen(step.map, "Asc", "code", '"none"', "1");
  assert.deepEqual(columnOf(step.plan, "Asc").unread, ["2"]);
  step = chosen(step.map, "Asc", "code", "missing", "2");
  assert.deepEqual(columnOf(step.plan, "Asc").unread, []);
  assert.deepEqual(step.map, [
    { from: "Asc", field: "ascites", values: { 1: "none" }, missing: ["2"] },
  ]);
  // Taken back, the code is open again.
  step = chosen(step.map, "Asc", "code", "", "1");
  assert.deepEqual(columnOf(step.plan, "Asc").unread, ["1"]);
});

test("two units in a column are read by the size of the number, and only where all three answers are there", () => {
  let step = chosen([], "Plt", "proposal", "platelets");
  assert.match(columnOf(step.plan, "Plt").refused ?? "", /look like/);
  step = chosen(
    step.map,
    "Plt",
    "by-size",
    JSON.stringify([{ from: 1000, unit: "/uL" }, { unit: "10*9/L" }]),
  );
  assert.equal(columnOf(step.plan, "Plt").refused, null);
});

test("another unit, and one that is confirmed, hold; another field forgets both", () => {
  let step = chosen([], "albumin[g/L]", "unit", "g/dL");
  assert.match(columnOf(step.plan, "albumin[g/L]").refused ?? "", /g\/dL/);
  step = chosen(step.map, "albumin[g/L]", "checked", "");
  assert.equal(columnOf(step.plan, "albumin[g/L]").refused, null);
  assert.equal(columnOf(step.plan, "albumin[g/L]").unit, "g/dL");
  step = chosen(step.map, "albumin[g/L]", "field", "ignore");
  assert.deepEqual(step.map, [{ from: "albumin[g/L]", field: "ignore" }]);
});

test("what the table says of a column stays with it when something else of it is chosen", () => {
  const step = chosen([], "albumin[g/L]", "decimal", ",");
  assert.deepEqual(step.map, [
    { from: "albumin[g/L]", field: "albumin", unit: "g/L", decimal: "," },
  ]);
  assert.equal(columnOf(step.plan, "albumin[g/L]").unit, "g/L");
});

test("a text in a column of numbers can be said to be not known", () => {
  assert.deepEqual(columnOf(planOf(), "crp").unread, ["x", "CANCELED"]);
  const step = chosen([], "crp", "code", "missing", "CANCELED");
  assert.deepEqual(columnOf(step.plan, "crp").unread, ["x"]);
});

test("earlier sets keep their number and their date", () => {
  const plan = planOf();
  assert.equal(takenFor(columnOf(plan, "course.1.date")), "course.1.date");
  const step = chosen([], "course.1.inr", "decimal", ".");
  assert.equal(takenFor(columnOf(step.plan, "course.1.inr")), "course.1.inr");
});

test("counts under five are not said in the text that is copied", () => {
  assert.deepEqual([0, 1, 4, 5].map(count), ["0", "<5", "<5", "5"]);
  const summary = cohortSummary(
    "name,ecog,albumin,prior_therapies,given\na,1,38,sorafenib,lenvatinib\nb,,3,,\n",
  );
  const text = summaryText(summary, "clinic");
  assert.match(text, /^clinic: <5 rows, 0 not readable/);
  assert.doesNotMatch(
    text.replace(/\d{4}-\d\d-\d\d.*?\)/, ""),
    /\b[1-4]\b rows/,
  );
  for (const limit of summary.limits) assert.ok(text.includes(limit));
});
