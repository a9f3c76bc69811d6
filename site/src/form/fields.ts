// SPDX-License-Identifier: Apache-2.0
// What the prerendered form says about the fields: labels and words as they are written for people. The form comes from
// the core's own table, so nothing is declared a second time here; nor are units, which are in the core's words.
import type { FieldId } from "#fields";
import { answerNo, answerNone, answerYes } from "#words/answer";
import { summaryNotKnown } from "#words/summary";
import { units } from "#words/units";
import type { Because, Value } from "#outputs";
import { once } from "../once";

/** What was entered beside a plain value: that it is a limit, what events say of themselves. */
export type Beside = Pick<Because, "comparator" | "events">;

/** The whole label: where the form shows a brief one it follows for those who listen. */
const text = (element: Element | null | undefined): string =>
  element?.querySelector(".visually-hidden")?.textContent?.trim() ||
  element?.firstChild?.textContent?.trim() ||
  element?.textContent?.trim() ||
  "";

const fields = new Map<string, HTMLElement>();

/** Once, before anything else uses it. A label and the words of a field are read when they are asked for. */
export function readFieldTexts(questions: Iterable<HTMLElement>): void {
  for (const field of questions)
    fields.set(field.dataset["field"] ?? "", field);
}

const wordsOf = once((id: string): ReadonlyMap<string, string> => {
  const own = new Map<string, string>();
  // What the page adds to a set, "No: ..." of a member, is no word of it.
  const choices = ".choice:not(.choice--absent) > input";
  for (const input of fields
    .get(id)
    ?.querySelectorAll<HTMLInputElement>(choices) ?? [])
    if (input.value) own.set(input.value, text(input.nextElementSibling));
  for (const option of fields
    .get(id)
    ?.querySelectorAll<HTMLOptionElement>("select[id] option") ?? [])
    if (option.value) own.set(option.value, option.text);
  return own;
});

export const isField = (id: string): id is FieldId => fields.has(id);

export const capital = (text: string): string =>
  text.charAt(0).toUpperCase() + text.slice(1);

/** Inside a sentence; abbreviations and names ("Child-Pugh") keep their capitals. */
export const lower = (text: string): string =>
  /^[A-Z][a-z](?![a-z]*-[A-Z][a-z])/.test(text)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;

const plain = (id: string): string => capital(id.replaceAll("_", " "));

/** "Total bilirubin". */
export const fieldLabel = once(
  (id: string): string =>
    text(fields.get(id)?.querySelector(".field__label")) || plain(id),
);

/** "µmol/L" of "umol/L". */
export const unitText = (unit: string | null | undefined): string =>
  unit ? (units[unit] ?? unit) : "";

/** The label of a word of a field; of a regimen without a field. */
export const wordText = (id: string, field = "prior_therapies"): string =>
  wordsOf(field).get(id) ?? plain(id);

/** A member of a set: "Lung", "not Pregnancy", "others not looked for". */
function memberText(word: number | string | null, field: string): string {
  if (word === null) return "not readable";
  if (word === "?") return "others not looked for";
  const id = String(word);
  return id.startsWith("!")
    ? `no ${lower(wordText(id.slice(1), field))}`
    : wordText(id, field);
}

const signs: Record<string, string> = { "<=": "≤", ">=": "≥" };

/** What was entered or worked out, as a clinician reads it: "1.4 mg/dL", "> 60000 ng/mL", "None", "Lung, bone", "Hepatitis grade 3, resolved". */
export function valueText(
  field: string,
  value: Value | undefined,
  unit?: string | null,
  { comparator, events }: Beside = {},
): string {
  if (value === null || value === undefined) return summaryNotKnown;
  if (typeof value === "boolean") return value ? answerYes : answerNo;
  if (Array.isArray(value)) {
    if (value.length === 0) return answerNone;
    const own = (events ?? []).map(({ event, grade, status }) => {
      const state = status && wordText(status, "immune_adverse_event_status");
      return `${wordText(event, field)}${grade ? ` grade ${grade}` : ""}${state ? ` (${state.toLowerCase()})` : ""}`;
    });
    const rest = value.filter(
      (word) => !events?.some(({ event }) => event === word),
    );
    return [...own, ...rest.map((word) => memberText(word, field))].join(", ");
  }
  if (typeof value === "string")
    return wordsOf(field).get(value) ?? value.replaceAll("_", " ");
  if (field === "course") return value === 1 ? "1 set" : `${value} sets`;
  const sign = comparator ? (signs[comparator] ?? comparator) : "";
  return [sign, String(value).replace("-", "−"), unitText(unit)]
    .filter(Boolean)
    .join(" ");
}
