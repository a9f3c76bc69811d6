// SPDX-License-Identifier: Apache-2.0
// A patient's JSON text as answers to the questions. Nothing is lost: digits stay as they are written, and every key and
// member that a question cannot show is kept as its text, as often as it stands there.
import { parseTree, type Node } from "jsonc-parser";
import type {
  Answer,
  ChoiceAnswer,
  ChoiceField,
  CourseAnswer,
  CourseField,
  CourseSet,
  Entry,
  Field,
  Json,
  Member,
  NumberAnswer,
  NumberField,
  RegimensField,
  SetAnswer,
  SetField,
} from "./answer";
import { unitOf } from "./number";

/** A value with its place in the text. */
export interface Tree {
  text: string;
  node: Node;
}

/** The tree of a JSON text; null where it is none. */
export function treeOf(text: string): Tree | null {
  try {
    JSON.parse(text); // decides what is JSON
    const node = parseTree(text, [], { disallowComments: true });
    return node ? { text, node } : null;
  } catch {
    return null;
  }
}

const jsonOf = ({ text, node }: Tree): Json =>
  text.slice(node.offset, node.offset + node.length);

const valueOf = ({ node }: Tree): unknown =>
  node.type === "object" || node.type === "array"
    ? undefined
    : (node.value as unknown);

export const itemsOf = ({ text, node }: Tree): Tree[] | null =>
  node.type === "array"
    ? (node.children ?? []).map((child) => ({ text, node: child }))
    : null;

/** Keys with their values, in order and as often as they stand there. */
export const membersOf = ({ text, node }: Tree): [string, Tree][] | null =>
  node.type === "object"
    ? (node.children ?? []).map(({ children = [] }) => [
        String(children[0]?.value),
        { text, node: children[1] as Node },
      ])
    : null;

/** The members by key; null where it is no object or a key stands there twice. */
function once(tree: Tree): Map<string, Tree> | null {
  const members = membersOf(tree);
  if (!members) return null;
  const map = new Map(members);
  return map.size === members.length ? map : null;
}

const comparators: unknown[] = ["<", "<=", ">", ">="];

/** `unitRead`: the unit that the core took the number to be in, where it is spelt in another way. */
function numberAnswer(
  tree: Tree,
  field: NumberField,
  unitRead?: string,
): NumberAnswer | null {
  const bare: NumberAnswer = {
    kind: "number",
    text: jsonOf(tree),
    unit: null,
    exact: true,
    confirmed: false,
  };
  if (tree.node.type === "number") return bare;
  const parts = once(tree);
  const value = parts?.get("value");
  const unit = parts?.get("unit");
  const comparator = parts?.get("comparator");
  // A limit may do without its unit, as a bare number does; a value alone in an object may not (contract.md).
  if (!parts || !(unit ?? comparator) || value?.node.type !== "number")
    return null;
  const said = unit ? valueOf(unit) : null;
  if (unit && typeof said !== "string") return null;
  const known = (id: unknown): id is string =>
    typeof id === "string" && !!unitOf(field, id);
  const id = known(said) ? said : unitRead;
  if (said !== null && !known(id)) return null;
  const confirmed = parts.get("confirmed");
  if (comparator && !comparators.includes(valueOf(comparator))) return null;
  if (confirmed && valueOf(confirmed) !== true) return null;
  const read = 1 + Number(!!unit) + Number(!!comparator) + Number(!!confirmed);
  if (parts.size !== read) return null;
  return {
    ...bare,
    text: `${comparator ? String(valueOf(comparator)) : ""}${jsonOf(value)}`,
    unit: said === null ? null : (id ?? null),
    confirmed: !!confirmed,
  };
}

/** A word of the set, or an event with what it says of itself. */
function memberOf(item: Tree, field: SetField): Member | null {
  const word = valueOf(item);
  if (typeof word === "string")
    return field.words.includes(word) ? { word } : null;
  const parts = field.grades.length ? once(item) : null;
  if (!parts) return null;
  const member: Member = { word: "" };
  for (const [key, part] of parts) {
    const value = valueOf(part);
    if (key === "event" && typeof value === "string") member.word = value;
    else if (key === "grade" && field.grades.includes(value as number))
      member.grade = value as number;
    else if (
      key === "status" &&
      typeof value === "string" &&
      field.states.includes(value)
    )
      member.state = value;
    else return null;
  }
  return field.words.includes(member.word) ? member : null;
}

function setAnswer(tree: Tree, field: SetField): SetAnswer | null {
  const items = itemsOf(tree);
  if (!items) return null;
  const answer: SetAnswer = {
    kind: "set",
    present: [],
    absent: [],
    open: false,
    kept: [],
    none: items.length === 0,
  };
  const isPresent = (word: string): boolean =>
    answer.present.some((member) => member.word === word);
  const absent: string[] = [];
  for (const item of items) {
    const member = memberOf(item, field);
    const word = valueOf(item);
    // The same word twice is one; the same event twice is two episodes.
    if (member && !field.grades.length && isPresent(member.word)) continue;
    if (member) answer.present.push(member);
    else if (word === "?" && !answer.open) answer.open = true;
    else if (
      typeof word === "string" &&
      word.startsWith("!") &&
      field.words.includes(word.slice(1))
    ) {
      if (!absent.includes(word.slice(1))) absent.push(word.slice(1));
    } else answer.kept.push(jsonOf(item));
  }
  // Present and absent at once: it stays as it stood, for the core to say.
  answer.absent = absent.filter((word) => !isPresent(word));
  for (const word of absent.filter(isPresent))
    answer.kept.push(JSON.stringify(`!${word}`));
  return answer;
}

function regimensAnswer(tree: Tree, field: RegimensField): Answer | null {
  const items = itemsOf(tree);
  if (!items) return null;
  const lines = items.map((item) => {
    const id = valueOf(item);
    return typeof id === "string" && field.words.includes(id)
      ? { id }
      : { kept: jsonOf(item) };
  });
  return { kind: "regimens", lines, none: lines.length === 0 };
}

const isDate = (value: unknown): value is string =>
  typeof value === "string" &&
  /^(?!0000)\d{4}-\d\d-\d\d$/.test(value) &&
  new Date(`${value}T00:00:00Z`).toJSON()?.slice(0, 10) === value;

function choiceAnswer(
  tree: Tree,
  { answers }: ChoiceField,
): ChoiceAnswer | null {
  const value = valueOf(tree);
  const json = answers.find(
    (answer) => value !== undefined && JSON.parse(answer) === value,
  );
  return json === undefined ? null : { kind: "choice", json };
}

const valueAnswer = (
  tree: Tree,
  field: NumberField | ChoiceField,
): NumberAnswer | ChoiceAnswer | null =>
  field.kind === "number"
    ? numberAnswer(tree, field)
    : choiceAnswer(tree, field);

function courseSet(tree: Tree, field: CourseField): CourseSet | Json {
  const members = membersOf(tree);
  if (!members) return jsonOf(tree);
  const set: CourseSet = { date: "", values: new Map(), kept: [], given: true };
  const twice = (key: string): boolean =>
    members.filter(([other]) => other === key).length > 1;
  for (const [key, member] of members) {
    const value = valueOf(member);
    const own = field.values.get(key);
    const answer = own && !twice(key) ? valueAnswer(member, own) : null;
    if (value === null && !twice(key) && (own || key === "date")) continue; // unknown
    if (key === "date" && isDate(value) && !twice(key)) set.date = value;
    else if (answer) set.values.set(key, answer);
    else set.kept.push([key, jsonOf(member)]);
  }
  return set;
}

function courseAnswer(tree: Tree, field: CourseField): CourseAnswer | null {
  const items = itemsOf(tree);
  if (!items) return null;
  const sets = items.map((item) => courseSet(item, field));
  return { kind: "course", sets, none: sets.length === 0 };
}

function answerOf(tree: Tree, field: Field, unitRead?: string): Answer | null {
  switch (field.kind) {
    case "choice":
      return choiceAnswer(tree, field);
    case "number":
      return numberAnswer(tree, field, unitRead);
    case "set":
      return setAnswer(tree, field);
    case "regimens":
      return regimensAnswer(tree, field);
    case "course":
      return courseAnswer(tree, field);
  }
}

export interface OpenedPatient {
  entries: Map<string, Entry>;
  /** Keys of which no question knows. */
  others: [string, Json][];
}

/** The members of a patient as entries of these fields. `unitRead`: the unit in which the core read a number. */
export function openPatient(
  patient: Tree,
  fields: ReadonlyMap<string, Field>,
  unitRead: (field: string) => string | undefined = () => undefined,
): OpenedPatient {
  const entries = new Map<string, Entry>();
  const others: [string, Json][] = [];
  const members = membersOf(patient) ?? [];
  for (const [key, tree] of members) {
    const field = fields.get(key);
    const twice = members.filter(([other]) => other === key).length > 1;
    if (!field) {
      const ours = key === "schema" && valueOf(tree) === "patient/1" && !twice;
      if (!ours) others.push([key, jsonOf(tree)]);
      continue;
    }
    const entry = entries.get(key) ?? { kept: [] };
    entries.set(key, entry);
    if (twice) entry.kept.push(jsonOf(tree));
    else if (valueOf(tree) !== null) {
      const answer = answerOf(tree, field, unitRead(key));
      if (answer) entry.answer = answer;
      else entry.kept.push(jsonOf(tree));
    }
  }
  return { entries, others };
}

/** Whether something in it is not shown as what it is. */
export function keepsText({ answer, kept }: Entry): boolean {
  if (kept.length) return true;
  switch (answer?.kind) {
    case "set":
      return answer.kept.length > 0;
    case "regimens":
      return answer.lines.some((line) => "kept" in line);
    case "course":
      return answer.sets.some(
        (set) => typeof set === "string" || set.kept.length > 0,
      );
    default:
      return false;
  }
}
