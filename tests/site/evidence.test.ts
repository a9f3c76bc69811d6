// SPDX-License-Identifier: Apache-2.0
// What is said of a reported result, for each one of the knowledge base.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { KnowledgeDetail } from "#outputs";
import {
  conflictsOf,
  designName,
  grouped,
  intervalOf,
  isCompared,
  outcomeKeys,
  patientsText,
  ratioText,
  regimenName,
  resultOf,
  settingName,
  studyName,
  valueOf,
  type Result,
} from "../../site/src/evidence/results";
import { detail as readDetail, knowledge } from "./page";

const detail: KnowledgeDetail = readDetail();
const results = detail.evidence.flatMap((row) =>
  outcomeKeys.flatMap((key): Result[] => {
    const result = resultOf(row, key);
    return result ? [result] : [];
  }),
);

/** A word of the program in what is said to people. */
const leaked = /undefined|null|NaN|\[object|_/;

test("nothing that is said of a result holds a word of the program", () => {
  assert.ok(results.length > 200);
  const said = results.flatMap((result) => [
    valueOf(result),
    intervalOf(result) ?? "",
    designName(result.row.design),
    patientsText(result.row.n),
    settingName(result.row.setting),
    studyName(detail, result.row.source),
    regimenName(detail, result.row.regimen),
    regimenName(detail, result.row.comparator),
  ]);
  assert.deepEqual([...new Set(said.filter((text) => leaked.test(text)))], []);
});

test("a value that is not there is said to be not reached or not reported, never a number", () => {
  const [some] = results;
  assert.ok(some);
  const of = (value: number | null, note: string | null): string =>
    valueOf({
      ...some,
      outcome: { ...some.outcome, unit: "months", value, note },
    });
  assert.equal(of(5.4, null), "5.4 months");
  assert.equal(of(0, null), "0 months");
  assert.equal(of(null, "not reached"), "not reached");
  assert.equal(of(null, "the other arm not reached"), "not reported");
  assert.equal(of(null, null), "not reported");
  for (const result of results.filter(({ outcome }) => outcome.value === null))
    assert.match(valueOf(result), /^not re(ached|ported)$/);
});

test("an interval without an upper end is open, not missing", () => {
  const [some] = results;
  assert.ok(some);
  const of = (low: number | null, high: number | null): string | null =>
    intervalOf({ ...some, outcome: { ...some.outcome, value: 10, low, high } });
  assert.equal(of(7.1, 10.6), "interval 7.1 to 10.6");
  assert.equal(of(7.1, null), "interval 7.1 to not reached");
  assert.equal(of(null, null), "interval not reported");
});

test("results are grouped by setting, the patient's own first, and each stands in one group", () => {
  const own = ["first_line"];
  const groups = grouped(results, own);
  assert.equal(groups[0]?.setting, "first_line");
  assert.deepEqual(
    groups.flatMap((group) => group.results).length,
    results.length,
  );
  for (const group of groups) {
    assert.ok(group.results.every(({ row }) => row.setting === group.setting));
    // What is never compared stands below what is, what has no value last.
    const place = ({ outcome }: Result): number =>
      outcome.value === null ? 2 : 0;
    const places = group.results.map(
      (one) => place(one) + Number(place(one) === 0 && !isCompared(one)),
    );
    assert.deepEqual(
      places,
      [...places].sort((a, b) => a - b),
    );
  }
});

test("a contradiction that a result names is found", () => {
  for (const { row, key, outcome } of results)
    if (outcome.conflict)
      assert.ok(
        conflictsOf(detail, row, key).some(({ id }) => id === outcome.conflict),
        `${row.id} ${outcome.conflict}`,
      );
});

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
