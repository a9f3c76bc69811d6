// SPDX-License-Identifier: Apache-2.0
// What the prerendered form (tools/prerender.mjs) says about a question.
import type { ChoiceField, Field, NumberField } from "../entry/answer";

const words = (root: ParentNode, selector: string): string[] =>
  [...root.querySelectorAll<HTMLInputElement | HTMLOptionElement>(selector)]
    .map(({ value }) => value)
    .filter(Boolean);

/** Range, kind of number and units of an element that holds a number. */
export function numberField(root: HTMLElement): NumberField {
  const { low, high, type, unit } = root.dataset;
  const units = [
    ...root.querySelectorAll<HTMLElement & { value: string }>("[data-mul]"),
  ].map(({ value, dataset }) => ({
    id: value,
    mul: Number(dataset["mul"]),
    div: Number(dataset["div"]),
  }));
  return {
    kind: "number",
    units: units.length ? units : [{ id: unit ?? "1", mul: 1, div: 1 }],
    low: Number(low),
    high: Number(high),
    whole: type === "integer",
  };
}

const partOf = (part: HTMLElement): NumberField | ChoiceField =>
  part.dataset["type"] === "enum"
    ? {
        kind: "choice",
        answers: words(part, "option").map((value) => JSON.stringify(value)),
      }
    : numberField(part);

/** Gives a question the names and ids by which the browser, links and screen readers find its parts. */
export function dress(root: HTMLElement): void {
  const id = root.dataset["field"] ?? "";
  root.id = `field-${id}`;
  const described = ["hint", "issues"].flatMap((part) => {
    const element = root.querySelector(`:scope > .field__${part}`);
    if (element) element.id = `${id}-${part}`;
    return element ? element.id : [];
  });
  for (const input of root.querySelectorAll<HTMLInputElement>(".choice input"))
    input.name = id;
  for (const input of root.querySelectorAll<HTMLInputElement>(".unit input"))
    input.name = `${id}-unit`;
  const own = root.querySelector<HTMLInputElement>(
    ":scope > .field__row > input, .regimens__add > select",
  );
  if (own) own.id = id;
  const label = root.querySelector<HTMLLabelElement>(":scope > label");
  if (label) label.htmlFor = id;
  const reader = label ? own : root;
  reader?.setAttribute("aria-describedby", described.join(" "));
}

/** "set" of the class `field--set`. */
export const kindOf = (root: HTMLElement): Field["kind"] =>
  /field--(\w+)/.exec(root.className)?.[1] as Field["kind"];

export function fieldOf(root: HTMLElement): Field {
  const { type } = root.dataset;
  const kind = kindOf(root);
  switch (kind) {
    case "choice":
      return {
        kind,
        answers: words(root, "input").map((value) =>
          type === "enum" ? JSON.stringify(value) : value,
        ),
      };
    case "set": {
      const row = root.querySelector<HTMLTemplateElement>("template")?.content;
      const part = (name: string): string[] =>
        row ? words(row, `[data-part=${name}] option`) : [];
      return {
        kind,
        words: words(root, ".choices input[value]"),
        grades: part("grade").map(Number),
        states: part("status"),
      };
    }
    case "regimens":
      return {
        kind,
        words: words(root, "option"),
        ordered: type === "regimens",
      };
    case "course": {
      const { content } = root.querySelector("template") as HTMLTemplateElement;
      return {
        kind,
        values: new Map(
          [...content.querySelectorAll<HTMLElement>("[data-course]")].map(
            (part) => [part.dataset["course"] ?? "", partOf(part)],
          ),
        ),
      };
    }
    default:
      return numberField(root);
  }
}
