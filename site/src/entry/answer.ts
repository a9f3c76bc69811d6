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
  /** Members may be events with a grade of their own, one of these. */
  grades: number[];
  /** Words for the state of an event. */
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
  ChoiceField | NumberField | SetField | RegimensField | CourseField;

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

/** A member that is there: a word, or an event with what it says of itself. */
export interface Member {
  word: string;
  grade?: number | undefined;
  state?: string | undefined;
}
export interface SetAnswer {
  kind: "set";
  present: Member[];
  /** Looked for, absent. */
  absent: string[];
  /** "?": others were not looked for. */
  open: boolean;
  /** Members that cannot be shown as what they are. */
  kept: Json[];
  /** "None of these". */
  none: boolean;
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
  ChoiceAnswer | NumberAnswer | SetAnswer | RegimensAnswer | CourseAnswer;

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
      const own: [string, Json][] = [
        ["value", digits],
        ["unit", text(unit ?? field.units[0]?.id ?? "1")],
      ];
      if (comparator) own.push(["comparator", text(comparator)]);
      if (confirmed) own.push(["confirmed", "true"]);
      return { json: object(own) };
    }
  }
}

function memberJson({ word, grade, state }: Member): Json {
  const own: [string, Json][] = [];
  if (grade !== undefined) own.push(["grade", String(grade)]);
  if (state !== undefined) own.push(["status", text(state)]);
  return own.length ? object([["event", text(word)], ...own]) : text(word);
}

function setJson(answer: SetAnswer): Json | undefined {
  const { present, absent, open, kept, none } = answer;
  const all = [
    ...present.map(memberJson),
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
      return { json: setJson(answer) };
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
