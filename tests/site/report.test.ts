// SPDX-License-Identifier: Apache-2.0
// The report as text, from its sections alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { reportText } from "../../site/src/report/report";

test("an option stands with its rank, all else with a dash, whatever it begins with", () => {
  const text = reportText({
    title: "T",
    summary: "",
    mark: null,
    versions: "V",
    sections: [
      {
        id: "first",
        heading: "First options",
        entries: [
          { text: "1. Lenvatinib: Suitable", ranked: true, details: ["Why"] },
        ],
      },
      { id: "change", heading: "Change", entries: [{ text: "3. is no rank" }] },
    ],
  });
  assert.deepEqual(text.split("\n"), [
    "T",
    "",
    "FIRST OPTIONS",
    "1. Lenvatinib: Suitable",
    "    Why",
    "",
    "CHANGE",
    "- 3. is no rank",
    "",
    "VERSIONS",
    "V",
    "",
  ]);
});
