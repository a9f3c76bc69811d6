// SPDX-License-Identifier: Apache-2.0
// A case as a file that the user keeps: the entries with units, the versions they were judged with, the limits.
// Nothing is stored anywhere else. What was opened and cannot be read is saved again as it stood.
import { object, type Field, type Json } from "./entry/answer";
import {
  membersOf,
  openPatient,
  treeOf,
  type OpenedPatient,
  type Tree,
} from "./entry/open";
import type { Preferences, Weights } from "#outputs";

const schema = "nextline-case/1";
const ownKeys = ["schema", "versions", "limits", "patient"];

/** `patient` is the text that the core was given; `extra`, what else the case held when it was opened. */
export function caseText(
  patient: Json,
  preferences: Preferences,
  versions: string,
  limits: string[],
  extra: [string, Json][] = [],
): string {
  const members = membersOf(treeOf(patient) as Tree) ?? [];
  const chosen = Object.keys(preferences).length > 0;
  const body = object([
    ["schema", JSON.stringify(schema)],
    ["versions", JSON.stringify(versions)],
    ["limits", JSON.stringify(limits)],
    [
      "patient",
      object([
        // A schema of the case's own, which this page does not know, says so itself.
        ...(members.some(([key]) => key === "schema")
          ? []
          : [["schema", '"patient/1"'] satisfies [string, Json]]),
        ...members.map(([key, { text, node }]): [string, Json] => [
          key,
          text.slice(node.offset, node.offset + node.length),
        ]),
      ]),
    ],
    ...(chosen
      ? [
          [
            "preferences",
            JSON.stringify({ schema: "preferences/1", ...preferences }),
          ] satisfies [string, Json],
        ]
      : []),
    ...extra.filter(([key]) => !(chosen && key === "preferences")),
  ]);
  return `${indented(treeOf(body) as Tree)}\n`;
}

/** One member a line for objects and lists; no digit is touched. */
function indented(tree: Tree, by = ""): string {
  const { text, node } = tree;
  const inner = `${by}  `;
  const lines = (open: string, close: string, parts: string[]): string =>
    parts.length
      ? `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${by}${close}`
      : open + close;
  const members = membersOf(tree);
  if (members)
    return lines(
      "{",
      "}",
      members.map(
        ([key, value]) => `${JSON.stringify(key)}: ${indented(value, inner)}`,
      ),
    );
  if (node.type === "array")
    return lines(
      "[",
      "]",
      (node.children ?? []).map((item) =>
        indented({ text, node: item }, inner),
      ),
    );
  return text.slice(node.offset, node.offset + node.length);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const criteria = ["os", "pfs", "orr", "grade34"] as const;

const areCriteria = (keys: unknown[]): boolean =>
  keys.length === criteria.length && criteria.every((id) => keys.includes(id));

const isWeights = (value: unknown): value is Weights =>
  isObject(value) &&
  areCriteria(Object.keys(value)) &&
  criteria.every((id) => typeof value[id] === "number" && value[id] >= 0);

/** Preferences as the core reads them; null for anything else. */
function readPreferences(given: unknown): Preferences | null {
  if (!isObject(given)) return null;
  const { schema = "preferences/1", ...chosen } = given;
  if (schema !== "preferences/1" || Object.keys(chosen).length > 1) return null;
  const { preset, weights, order } = chosen;
  if (typeof preset === "string") return { preset };
  if (isWeights(weights)) return { weights };
  if (Array.isArray(order) && areCriteria(order)) return { order };
  return Object.keys(chosen).length ? null : {};
}

export interface OpenedCase extends OpenedPatient {
  preferences: Preferences;
  /** Members of the case that this page does not use; saved again as they stood. */
  extra: [string, Json][];
  /** The format, where it is newer than this page's. */
  newer: string | null;
}

/** A sentence that says why nothing is opened. */
export interface Refusal {
  refused: string;
}

const newerThanOurs = (given: unknown): boolean =>
  typeof given === "string" &&
  Number(/^(?:nextline-case|patient)\/(\d+)$/.exec(given)?.[1] ?? 0) > 1;

const refuse = (why: string): Refusal => ({
  refused: `${why} Nothing has been changed.`,
});

/**
 * The patient of a case file, or of a bare patient as `nextline assess` reads it. `check` gives the core's sentence where it
 * cannot take a text for a patient at all; `unitRead`, once it could, the unit in which it took the number of a field.
 */
export function readCase(
  text: string,
  fields: ReadonlyMap<string, Field>,
  check: (patient: Json) => string | null,
  unitRead: (field: string) => string | undefined = () => undefined,
): OpenedCase | Refusal {
  const tree = treeOf(text);
  const members = tree && membersOf(tree);
  if (!tree || !members) return refuse("This file is not a case of this page.");
  const value = new Map(members);
  const json = ({ text, node }: Tree): Json =>
    text.slice(node.offset, node.offset + node.length);
  const parsed = (key: string): unknown => {
    const member = value.get(key);
    return member && (JSON.parse(json(member)) as unknown);
  };
  const given = parsed("schema");
  const isCase =
    typeof given === "string" && /^nextline-case\/[1-9]\d*$/.test(given);
  if (typeof parsed("resourceType") === "string")
    return refuse(
      "This is a FHIR resource, not a case of this page; records cannot be read here.",
    );
  if (!isCase && given !== undefined && !/^patient\/[1-9]\d*$/.test(`${given}`))
    return refuse("This file belongs to another program.");
  if (isCase && members.filter(([key]) => key === "patient").length !== 1)
    return refuse("This case does not hold one patient.");
  const patient = isCase ? value.get("patient") : tree;
  const own = patient && membersOf(patient);
  if (!patient || !own) return refuse("This case does not hold one patient.");
  const entered = own.filter(([key]) => key !== "schema");
  if (!entered.length) return refuse("This file holds no entries.");
  const known = entered.filter(([key]) => fields.has(key)).length;
  if (given === undefined && known * 2 < entered.length)
    return refuse(
      known
        ? "Most of this file is not of a patient of this page."
        : "This file is not a case of this page.",
    );
  const wrong = check(json(patient));
  if (wrong !== null) return refuse(`This case cannot be read: ${wrong}`);
  const preferences = isCase ? readPreferences(parsed("preferences")) : {};
  const inner = own.find(([key]) => key === "schema")?.[1];
  const version = inner && (JSON.parse(json(inner)) as unknown);
  return {
    ...openPatient(patient, fields, unitRead),
    preferences: preferences ?? {},
    extra: isCase
      ? members
          .filter(
            ([key]) =>
              !ownKeys.includes(key) && !(key === "preferences" && preferences),
          )
          .map(([key, member]) => [key, json(member)])
      : [],
    newer: [given, version].filter(newerThanOurs).map(String)[0] ?? null,
  };
}

export function download(name: string, content: string | Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(
    new Blob([content], {
      type: typeof content === "string" ? "application/json" : content.type,
    }),
  );
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
