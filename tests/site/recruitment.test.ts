// SPDX-License-Identifier: Apache-2.0
// What the page says of a trial's recruitment: never "open" from what is older than twelve months, always how old it is.
import assert from "node:assert/strict";
import { test } from "node:test";
import { recruitmentStatus, recruitmentText } from "../../site/src/words";

const on = (day: string): Date => new Date(`${day}T12:00:00`);
const open = (as_of: string) => ({ status: "open", as_of });

test("a trial said to be open is open for twelve months and not a day longer", () => {
  assert.equal(recruitmentStatus(open("2026-01-15"), on("2027-01-15")), "open");
  assert.equal(
    recruitmentStatus(open("2026-01-15"), on("2027-01-16")),
    "unknown",
  );
});

test("where only a month or a year was printed its first day counts", () => {
  assert.equal(recruitmentStatus(open("2026-01"), on("2027-01-01")), "open");
  assert.equal(recruitmentStatus(open("2026-01"), on("2027-01-02")), "unknown");
  assert.equal(recruitmentStatus(open("2025"), on("2026-01-01")), "open");
  assert.equal(recruitmentStatus(open("2025"), on("2026-01-02")), "unknown");
});

test("closed and unknown stay what they are", () => {
  for (const status of ["closed", "unknown"])
    for (const day of ["2026-02-01", "2036-02-01"])
      assert.equal(
        recruitmentStatus({ status, as_of: "2026-01" }, on(day)),
        status,
      );
});

test("the age of a status stands beside it, and an old one never reads open", () => {
  const say = (status: string, as_of: string, day: string) =>
    recruitmentText({ status, as_of }, on(day));
  assert.equal(
    say("open", "2026-01", "2026-11-29"),
    "recruitment open as of 2026-01 (10 months ago)",
  );
  assert.equal(
    say("open", "2026-01", "2027-03-01"),
    "recruitment unknown as of 2026-01 (14 months ago)",
  );
  assert.equal(
    say("closed", "2023", "2026-11-29"),
    "recruitment closed as of 2023 (3 years ago)",
  );
  assert.equal(
    say("closed", "2026-11", "2026-11-29"),
    "recruitment closed as of 2026-11 (this month)",
  );
  assert.equal(
    say("unknown", "2026-10", "2026-11-29"),
    "recruitment unknown as of 2026-10 (1 month ago)",
  );
});
