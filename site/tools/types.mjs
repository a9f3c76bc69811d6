// SPDX-License-Identifier: Apache-2.0
// TypeScript types of the patient, from the table of fields.

const words = (field) =>
  field.words.map((word) => JSON.stringify(word.id)).join(" | ");

function typeOf(field) {
  switch (field.type) {
    case "boolean":
      return "boolean";
    case "enum":
      return words(field);
    case "set":
    case "regimens":
    case "regimen_set":
      return `(${words(field)})[]`;
    case "course":
      return "CourseEntry[]";
    case "number":
    case "quantity":
      if (!field.units.length) return "number";
      return `number | Quantity<${field.units.map((u) => JSON.stringify(u.unit)).join(" | ")}>`;
    default:
      return "number";
  }
}

/** The text of fields.d.ts. */
export function fieldTypes({ fields }) {
  return [
    "// Made from `nextline fields`; not for editing.",
    "export interface Quantity<Unit extends string = string> { value: number; unit: Unit }",
    "export type CourseEntry = { date: string } & Record<string, unknown>;",
    `export type FieldId = ${fields.map((field) => JSON.stringify(field.id)).join(" | ")};`,
    "export interface Patient {",
    ...fields.map(
      (field) => `  /** ${field.label} */\n  ${field.id}?: ${typeOf(field)};`,
    ),
    "}",
    "",
  ].join("\n");
}
