// SPDX-License-Identifier: Apache-2.0
// Earlier laboratory sets, each with its date.
import { h, need } from "../dom";
import {
  read,
  type ChoiceAnswer,
  type CourseSet,
  type Json,
  type NumberAnswer,
} from "../entry/answer";
import type { Control } from "./control";
import { keptItem } from "./kept";
import { replaced, without } from "./members";
import { fieldOf } from "./spec";

/** `shownUnit`: the unit in which the question for the same value of today stands. */
export function courseControl(
  root: HTMLElement,
  shownUnit: (id: string) => string | undefined,
): Control {
  const list = need<HTMLElement>(".course", root);
  const template = need<HTMLTemplateElement>("template", root);
  const add = need<HTMLButtonElement>("[data-action=add-course]", root);
  const field = fieldOf(root);
  let sets: (CourseSet | Json)[] = [];
  let none = false;

  const dateOf = (entry: HTMLElement): HTMLInputElement =>
    need<HTMLInputElement>("input[type=date]", entry);
  const partsOf = (entry: HTMLElement): HTMLElement[] => [
    ...entry.querySelectorAll<HTMLElement>("[data-course]"),
  ];

  const fill = (entry: HTMLElement, set: CourseSet): void => {
    dateOf(entry).value = set.date;
    for (const part of partsOf(entry)) {
      const id = part.dataset["course"] ?? "";
      const answer = set.values.get(id);
      const select = part.querySelector<HTMLSelectElement>("select");
      const input = part.querySelector<HTMLInputElement>("input");
      if (input) {
        const given = answer?.kind === "number" ? answer : null;
        const unit = given ? given.unit : shownUnit(id);
        input.value = given?.text ?? "";
        if (select && unit) select.value = unit;
      } else if (select && answer?.kind === "choice")
        select.value = JSON.parse(answer.json) as string;
    }
    const kept = set.kept.map(([key, json], index) =>
      keptItem(json, "remove-course-value", index, key),
    );
    need<HTMLElement>(".field__members", entry).replaceChildren(...kept);
  };

  const show = (): void => {
    list.replaceChildren(
      ...sets.map((set, index) => {
        if (typeof set === "string")
          return h("li", {}, keptItem(set, "remove-course", index));
        const copy = template.content.cloneNode(true) as DocumentFragment;
        const entry = need<HTMLElement>("li", copy);
        fill(entry, set);
        return entry;
      }),
    );
  };

  const indexOf = (element: Element): number =>
    [...list.children].findIndex((entry) => entry.contains(element));

  const given = (
    part: HTMLElement,
    before?: NumberAnswer | ChoiceAnswer,
  ): NumberAnswer | ChoiceAnswer | null => {
    const select = part.querySelector<HTMLSelectElement>("select");
    const input = part.querySelector<HTMLInputElement>("input");
    if (!input)
      return select?.value
        ? { kind: "choice", json: JSON.stringify(select.value) }
        : null;
    const { value } = input;
    return {
      kind: "number",
      text: value,
      unit: select?.value ?? part.dataset["unit"] ?? null,
      exact: before?.kind === "number" && before.exact && before.text === value,
      confirmed: false,
    };
  };

  return {
    field,
    target: add,
    answer: () =>
      sets.length || none ? { kind: "course", sets, none } : undefined,
    show(answer) {
      sets = answer?.kind === "course" ? answer.sets : [];
      none = answer?.kind === "course" && answer.none;
      show();
    },
    changed(target) {
      const index = indexOf(target);
      const set = sets[index];
      const entry = list.children[index] as HTMLElement | undefined;
      if (!entry || set === undefined || typeof set === "string") return;
      const part = target.closest<HTMLElement>("[data-course]");
      const id = part?.dataset["course"] ?? "";
      const values = new Map(set.values);
      const answer = part && given(part, values.get(id));
      if (answer) values.set(id, answer);
      else values.delete(id);
      sets = replaced(sets, index, {
        ...set,
        values,
        date: dateOf(entry).value,
      });
    },
    press(action, button) {
      switch (action) {
        case "add-course":
          sets = [
            ...sets,
            { date: "", values: new Map(), kept: [], given: false },
          ];
          show();
          need<HTMLElement>("input", list.lastElementChild as Element).focus();
          return true;
        case "remove-course": {
          const index = indexOf(button);
          const [gone] = sets.slice(index, index + 1);
          sets = without(sets, index);
          none = false;
          show();
          add.focus();
          const empty =
            gone !== undefined &&
            read({ kind: "course", sets: [gone], none: false }, field).json ===
              undefined;
          return empty || "The earlier set is removed";
        }
        case "remove-course-value": {
          const index = indexOf(button);
          const set = sets[index];
          if (set === undefined || typeof set === "string") return false;
          const kept = without(set.kept, Number(button.dataset["index"]));
          sets = replaced(sets, index, { ...set, kept });
          show();
          add.focus();
          return "What could not be read is removed";
        }
      }
      return false;
    },
  };
}
