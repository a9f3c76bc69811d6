// SPDX-License-Identifier: Apache-2.0
// What a question can hold, from the table of fields: the same that src/form/spec.ts reads back from the prerendered form. For
// the tests that run the page's reading and writing without a browser.
import { eventOf, isScale, kindOf } from "./prerender.mjs";

const json = ({ id }) => JSON.stringify(id);

function numeric({ units, hard, type }) {
  return {
    kind: "number",
    units: units.map(({ unit, mul = 1, div = 1 }) => ({ id: unit, mul, div })),
    low: hard[0],
    high: hard[1],
    whole: type === "integer",
  };
}

function choices(field) {
  if (field.type === "boolean") return ["true", "false"];
  if (!isScale(field)) return field.words.map(json);
  const [low, high] = field.hard;
  return Array.from({ length: high - low + 1 }, (_, i) => String(low + i));
}

function eventParts(field) {
  const { grades = [], statuses = [] } = eventOf(field) ?? {};
  return { grades, states: statuses.map(({ id }) => id) };
}

function specOf(field, fields) {
  const kind = kindOf(field);
  const words = field.words.map(({ id }) => id);
  switch (kind) {
    case "choice":
      return { kind, answers: choices(field) };
    case "set":
      return { kind, words, ...eventParts(field) };
    case "regimens":
      return { kind, words, ordered: field.type === "regimens" };
    case "course":
      return {
        kind,
        values: new Map(
          fields
            .filter((other) => other.in_course)
            .map((other) => [
              other.id,
              other.type === "enum"
                ? { kind: "choice", answers: other.words.map(json) }
                : numeric(other),
            ]),
        ),
      };
    default:
      return numeric(field);
  }
}

/** Every field by its id. */
export const specs = ({ fields }) =>
  new Map(fields.map((field) => [field.id, specOf(field, fields)]));
