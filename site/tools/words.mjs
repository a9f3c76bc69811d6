// SPDX-License-Identifier: Apache-2.0
// The words of the core as modules of the page, from its catalogue: what page and core both say is written once. A module
// for each section ("tier" of "tier.preferred"), so that a part of the page that is loaded later brings its own, and a
// constant for each sentence, so that what nobody says is left out.

/** "stateOpenChecks" of "state.open_checks". */
const constant = (id) =>
  id.replace(/[._](\w)/g, (_, letter) => letter.toUpperCase());

const sectionOf = (id) => id.split(".", 1)[0];

/** All texts of a section that stand alone, by the rest of the id: for what the core answers with an id. */
function record(section, rows) {
  const plain = rows.filter(
    ({ id, parameters }) => id !== section && parameters.length === 0,
  );
  return plain.length
    ? [
        `export const ${constant(section)}Words = {`,
        ...plain.map(
          ({ id, text }) =>
            `  ${JSON.stringify(id.slice(section.length + 1))}: ${JSON.stringify(text)},`,
        ),
        "} as const;",
      ]
    : [];
}

/** The text of each module by its name. */
export function wordModules({ words, units }) {
  const sections = new Map();
  for (const row of words) {
    const section = sectionOf(row.id);
    sections.set(section, [...(sections.get(section) ?? []), row]);
  }
  const modules = new Map();
  for (const [section, rows] of sections)
    modules.set(section, [
      ...rows.map(
        ({ id, text }) =>
          `export const ${constant(id)} = ${JSON.stringify(text)};`,
      ),
      ...record(section, rows),
    ]);
  modules.set("units", [
    "export const units: Readonly<Record<string, string>> = {",
    ...units.map(
      ({ unit, printed }) =>
        `  ${JSON.stringify(unit)}: ${JSON.stringify(printed)},`,
    ),
    "};",
  ]);
  return new Map(
    [...modules].map(([name, lines]) => [
      name,
      ["// Made from `nextline words`; not for editing.", ...lines, ""].join(
        "\n",
      ),
    ]),
  );
}
