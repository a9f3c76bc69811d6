// SPDX-License-Identifier: Apache-2.0
// Earlier laboratory sets: each is scored from what it holds alone, in the order of the dates, beside the present values.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Assessment } from "#outputs";
import {
  changes,
  dateDoubts,
  pointsOf,
} from "../../site/src/panels/course/course";
import { placeOfDates } from "../../site/src/panels/course/plot";
import { assess, fields } from "./page";

const judged: string[] = [];
const judge = (patient: string): Assessment => {
  judged.push(patient);
  return JSON.parse(assess([patient])[0]!) as Assessment;
};
const points = (patient: object) =>
  pointsOf({ judge, fields: () => fields, patient: JSON.stringify(patient) });

const set = (date: unknown, more: object = {}) => ({
  date,
  bilirubin: { value: 17, unit: "umol/L" },
  albumin: { value: 40, unit: "g/L" },
  ...more,
});

test("sets stand in the order of their dates and the present values behind them", () => {
  const found = points({
    bilirubin: 2,
    albumin: 3.1,
    age: 70,
    course: [set("2026-05-01"), set("2025-12-24", { albumin: 4.4 })],
  });
  assert.deepEqual(
    found.map(({ date }) => date),
    ["2025-12-24", "2026-05-01", null],
  );
  assert.deepEqual(
    found.map(({ albi }) => albi?.toFixed(2)),
    ["-2.93", "-2.59", "-1.62"],
  );
});

test("a set is scored from its own values and the sex of the patient: nothing of today is lent to it", () => {
  judged.length = 0;
  const [first, now] = points({
    sex: "female",
    age: 70,
    ecog: 2,
    inr: 1.9,
    ascites: "none",
    encephalopathy: "none",
    course: [set("2026-01-01")],
  });
  assert.deepEqual(JSON.parse(judged[0]!), {
    schema: "patient/1",
    sex: "female",
    bilirubin: { value: 17, unit: "umol/L" },
    albumin: { value: 40, unit: "g/L" },
  });
  const childPugh = first!.assessment.scores.find(
    ({ id }) => id === "child_pugh",
  );
  assert.equal(childPugh?.value, null);
  assert.equal(now?.date, null);
  assert.equal(now?.albi, null);
});

test("AFP stands in one unit whatever it was given in, and a limit stays one", () => {
  const found = points({
    course: [
      set("2026-01-01", { afp: { value: 100, unit: "[IU]/mL" } }),
      set("2026-02-01", {
        afp: { value: 60500, unit: "ng/mL", comparator: ">" },
      }),
      set("2026-03-01"),
    ],
  });
  assert.deepEqual(
    found.map(({ afp }) => afp),
    [{ value: 121, comparator: "" }, { value: 60500, comparator: ">" }, null],
  );
});

test("a set without a day of the calendar, or that is none, is left out of the picture and costs no other", () => {
  for (const date of ["2026-02-30", "2026-13-01", "soon", "", null, 3])
    assert.equal(points({ course: [set(date)] }).length, 0, String(date));
  assert.equal(
    points({ course: [1, null, [], set("2026-02-30"), set("2026-02-28")] })
      .length,
    1,
  );
  for (const course of [[], {}, "x", null, 4])
    assert.equal(points({ bilirubin: 1, course }).length, 0);
});

test("the change of ALBI is said from the first to the last date, and over the last 90 days where a set lies in them", () => {
  const course = (...dates: [string, number][]) =>
    points({
      course: dates.map(([date, albumin]) => set(date, { albumin })),
    });
  assert.deepEqual(changes(course(["2026-01-01", 4])), []);
  assert.deepEqual(changes(course(["2026-01-01", 4], ["2026-09-01", 3.4])), [
    "ALBI +0.51 from 1 Jan 2026 to 1 Sep 2026",
  ]);
  // 90 days before 30 June is 1 April: that day still counts, the one before does not.
  for (const [date, count] of [
    ["2026-04-01", 2],
    ["2026-03-31", 1],
  ] as const)
    assert.equal(
      changes(course(["2026-01-01", 4], [date, 3.8], ["2026-06-30", 3.5]))
        .length,
      count,
      date,
    );
});

test("a set without a date, and one dated after today, is said; one of today is not", () => {
  const today = new Date(2026, 10, 30, 9);
  const said = (...dates: unknown[]) =>
    dateDoubts(
      dates.map((date) => set(date)),
      today,
    );
  assert.deepEqual(said("2026-11-29", "2026-11-30"), []);
  assert.deepEqual(said("2026-12-01"), [
    "1 dated after today: look at the date",
  ]);
  assert.deepEqual(said(undefined, "2026-02-30", "2026-01-05"), [
    "2 without a date, not shown",
  ]);
});

test("dates lie as far apart as the days between them; one alone in the middle", () => {
  const place = placeOfDates(["2026-01-01", "2026-01-11", "2026-01-31"]);
  const [a, b, c] = ["2026-01-01", "2026-01-11", "2026-01-31"].map(place) as [
    number,
    number,
    number,
  ];
  assert.equal(((b - a) / (c - a)).toFixed(4), (1 / 3).toFixed(4));
  const alone = placeOfDates(["2026-01-01"])("2026-01-01");
  assert.ok(alone > 30 && alone < 60);
});
