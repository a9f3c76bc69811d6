// SPDX-License-Identifier: Apache-2.0
// Answers as they were given, and the JSON they are for the core and for a case file. What a case holds and a question
// cannot show is kept as its text, and goes out as it came in. No DOM here: the form draws these, the tests run them.
import { readNumber, type Numeric } from "./number";

/** A JSON text, as it stood or as it will stand. */
export type Json = string;

export interface ChoiceField {
  kind: "choice";
  /** Every answer as JSON: `"none"`, `true`, `2`. */
  answers: Json[];
}
export interface NumberField extends Numeric {
  kind: "number";
}
export interface SetField {
  kind: "set";
  words: string[];
}
/** A set whose members may have a grade and a state of their own. */
export interface EventsField {
  kind: "events";
  words: string[];
  /** Words for the state of an event; none where events have no state. */
  states: string[];
}
export interface RegimensField {
  kind: "regimens";
  words: string[];
  /** Lines in order, each counted; else a set. */
  ordered: boolean;
}
export interface CourseField {
  kind: "course";
  /** What an earlier set can hold. */
  values: Map<string, NumberField | ChoiceField>;
}
export type Field =
  | ChoiceField
  | NumberField
  | SetField
  | EventsField
  | RegimensField
  | CourseField;

export interface ChoiceAnswer {
  kind: "choice";
  json: Json;
}
export interface NumberAnswer {
  kind: "number";
  /** As it was typed, with its comparator; or the digits of a case file. */
  text: string;
  /** The unit it was typed in; null where a case gives the bare number. */
  unit: string | null;
  /** The text is a number of JSON: nothing about it is ambiguous. */
  exact: boolean;
  /** Asked about and confirmed. */
  confirmed: boolean;
}

/** What all sets have in common. */
export interface Members {
  /** Looked for, absent. */
  absent: string[];
  /** "?": others were not looked for. */
  open: boolean;
  /** Members that cannot be shown as what they are. */
  kept: Json[];
  /** "None of these". */
  none: boolean;
}
export interface SetAnswer extends Members {
  kind: "set";
  present: string[];
}
export interface EventRow {
  event: string;
  /** 1 to 4. */
  grade?: number;
  status?: string;
}
export interface EventsAnswer extends Members {
  kind: "events";
  rows: EventRow[];
}
/** The id of a regimen, or what stands in its place in the case. */
export type Line = { id: string } | { kept: Json };
export interface RegimensAnswer {
  kind: "regimens";
  lines: Line[];
  none: boolean;
}
export interface CourseSet {
  date: string;
  values: Map<string, NumberAnswer | ChoiceAnswer>;
  /** Members that cannot be shown, keys as often as they stood. */
  kept: [string, Json][];
  /** It stood in a case: it stays, even where it is empty. */
  given: boolean;
}
export interface CourseAnswer {
  kind: "course";
  /** A set, or what stands in its place. */
  sets: (CourseSet | Json)[];
  /** `[]` stood there. */
  none: boolean;
}
export type Answer =
  | ChoiceAnswer
  | NumberAnswer
  | SetAnswer
  | EventsAnswer
  | RegimensAnswer
  | CourseAnswer;

/** What stands under one key: an answer, or the texts of a case that its question cannot show. */
export interface Entry {
  answer?: Answer | undefined;
  kept: Json[];
}

export interface Reading {
  /** For the core; undefined: not answered. Text that is no number goes as text, for the core to refuse. */
  json?: Json | undefined;
  /** What the page itself has to say about it, in place of the core's sentence. */
  wording?: string;
}

const text = (value: string): Json => JSON.stringify(value);
const list = (members: Json[]): Json => `[${members.join(",")}]`;
export const object = (members: [string, Json][]): Json =>
  `{${members.map(([key, value]) => `${text(key)}:${value}`).join(",")}}`;

export function readNumberAnswer(
  answer: NumberAnswer,
  field: NumberField,
): Reading {
  const { unit, exact, confirmed } = answer;
  const typed = readNumber(answer.text, field, unit, exact);
  switch (typed.kind) {
    case "empty":
      return {};
    case "ambiguous":
      return {
        json: text(answer.text.trim()),
        wording: `Is this ${typed.small} or ${typed.large}? Type it without a separator for thousands.`,
      };
    case "text":
      return {
        json: text(answer.text.trim()),
        wording: "Type a number, such as 1.4 or 1,4.",
      };
    case "number": {
      const { digits, comparator } = typed;
      const bare = unit === null || unit === "1";
      if (bare && !comparator && !confirmed) return { json: digits };
      return {
        json: object([
          ["value", digits],
          ["unit", text(unit ?? field.units[0]?.id ?? "1")],
          ...(comparator
            ? [["comparator", text(comparator)] satisfies [string, Json]]
            : []),
          ...(confirmed
            ? [["confirmed", "true"] satisfies [string, Json]]
            : []),
        ]),
      };
    }
  }
}

function eventJson({ event, grade, status }: EventRow): Json {
  if (grade === undefined && status === undefined) return text(event);
  return object([
    ["event", text(event)],
    ...(grade === undefined
      ? []
      : [["grade", String(grade)] satisfies [string, Json]]),
    ...(status === undefined
      ? []
      : [["status", text(status)] satisfies [string, Json]]),
  ]);
}

function members(
  present: Json[],
  { absent, open, kept, none }: Members,
): Json | undefined {
  const all = [
    ...present,
    ...absent.map((word) => text(`!${word}`)),
    ...(open ? [text("?")] : []),
    ...kept,
  ];
  return all.length ? list(all) : none ? "[]" : undefined;
}

function courseJson(
  { sets, none }: CourseAnswer,
  field: CourseField,
): Json | undefined {
  const all = sets.flatMap((set) => {
    if (typeof set === "string") return [set];
    const entries: [string, Json][] = set.date
      ? [["date", text(set.date)]]
      : [];
    for (const [id, answer] of set.values) {
      const own = field.values.get(id);
      const json = own && read(answer, own).json;
      if (json !== undefined) entries.push([id, json]);
    }
    entries.push(...set.kept);
    return entries.length || set.given ? [object(entries)] : [];
  });
  return all.length ? list(all) : none ? "[]" : undefined;
}

/** An answer as it goes to the core. */
export function read(answer: Answer | undefined, field: Field): Reading {
  switch (answer?.kind) {
    case undefined:
      return {};
    case "choice":
      return { json: answer.json };
    case "number":
      return field.kind === "number" ? readNumberAnswer(answer, field) : {};
    case "set":
      return { json: members(answer.present.map(text), answer) };
    case "events":
      return { json: members(answer.rows.map(eventJson), answer) };
    case "regimens": {
      const lines = answer.lines.map((line) =>
        "id" in line ? text(line.id) : line.kept,
      );
      return {
        json: lines.length ? list(lines) : answer.none ? "[]" : undefined,
      };
    }
    case "course":
      return {
        json: field.kind === "course" ? courseJson(answer, field) : undefined,
      };
  }
}
