// SPDX-License-Identifier: Apache-2.0
// The table of fields as the core declares it. `nextline fields` is the only way out of C++; everything on
// the page that knows a field (form, types) is made from this one answer.
import { execFileSync } from "node:child_process";
import { resolve } from "node:path";

/** Where the core has been built; see README.md. */
export const buildDir = resolve(
  process.env.NEXTLINE_BUILD ?? resolve(import.meta.dirname, "../../build"),
);

/** `{groups, fields}` of "fields/1", the fields in the order of the form. */
export function loadFields() {
  const command = resolve(buildDir, "native/nextline");
  const table = JSON.parse(
    execFileSync(command, ["fields"], { encoding: "utf8" }),
  );
  if (table.schema !== "fields/1") {
    throw new Error(
      `${command} fields: expected schema fields/1, got ${table.schema}`,
    );
  }
  return {
    groups: table.groups,
    // `units` becomes the list with the factors: [{unit, mul, div}].
    fields: table.fields
      .map((field) => ({ ...field, units: field.conversions ?? field.units }))
      .sort((a, b) => a.order - b.order),
  };
}
