// SPDX-License-Identifier: Apache-2.0
// core/knowledge/changelog.json as text, for who reads a release without the page.

/** A heading a day, its entries below it, newest first as they stand. */
export function medicine(entries) {
  const lines = ["# What changed in the medicine", ""];
  let day = "";
  for (const { date, text } of entries) {
    if (date !== day) lines.push(`## ${(day = date)}`, "");
    lines.push(text, "");
  }
  return lines.join("\n");
}
