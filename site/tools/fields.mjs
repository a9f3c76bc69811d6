// SPDX-License-Identifier: Apache-2.0
// What the core says of itself: the table of fields and the catalogue of its words. `nextline fields` and `nextline words`
// are the only way out of C++; everything on the page that knows a field (form, types) or says a word of the core is made
// from these answers.
import { execFileSync } from "node:child_process";
import { resolve } from "node:path";

/** Where the core has been built; see README.md. */
export const buildDir = resolve(
  process.env.NEXTLINE_BUILD ?? resolve(import.meta.dirname, "../../build"),
);

/** The core's words as modules, "#words/..." of the sources. */
export const wordsDir = resolve(buildDir, "generated/words");

/** What `nextline NAME` prints, which is "NAME/1". */
function asked(name) {
  const command = resolve(buildDir, "native/nextline");
  const answer = JSON.parse(
    execFileSync(command, [name], { encoding: "utf8" }),
  );
  if (answer.schema !== `${name}/1`) {
    throw new Error(
      `${command} ${name}: expected schema ${name}/1, got ${answer.schema}`,
    );
  }
  return answer;
}

/** `{words, units}` of "words/1": every sentence by its id, and the units that are not printed as UCUM writes them. */
export const loadWords = () => asked("words");

/** `{groups, fields}` of "fields/1", the fields in the order of the form. */
export function loadFields() {
  const table = asked("fields");
  const printed = new Map(
    loadWords().units.map(({ unit, printed }) => [unit, printed]),
  );
  return {
    groups: table.groups,
    // `units` becomes the list with the factors and the unit as it is printed: [{unit, mul, div, printed}].
    fields: table.fields
      .map((field) => ({
        ...field,
        units: field.conversions.map((one) => ({
          ...one,
          printed: printed.get(one.unit) ?? one.unit,
        })),
      }))
      .sort((a, b) => a.order - b.order),
  };
}
