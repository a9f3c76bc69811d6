// SPDX-License-Identifier: Apache-2.0
// Earlier laboratory sets, each with its date.
import { need } from "../dom";
import { readNumber, writeNumber } from "../numbers";
import type { Control } from "./control";

export function courseControl(root: HTMLElement): Control {
  const list = need<HTMLElement>(".course", root);
  const template = need<HTMLTemplateElement>("template", root);
  const add = need<HTMLButtonElement>("[data-action=add-course]", root);

  const addEntry = (): HTMLElement => {
    list.append(template.content.cloneNode(true));
    return list.lastElementChild as HTMLElement;
  };
  const valuesOf = (entry: HTMLElement): HTMLElement[] => [
    ...entry.querySelectorAll<HTMLElement>("[data-course]"),
  ];

  const readEntry = (entry: HTMLElement): Record<string, unknown> => {
    const result: Record<string, unknown> = {};
    const date = need<HTMLInputElement>("input[type=date]", entry).value;
    if (date) result["date"] = date;
    for (const value of valuesOf(entry)) {
      const input = need<HTMLInputElement>(".field__input", value);
      const typed = readNumber(input.value);
      if (typed.kind === "empty") continue;
      const unit = value.querySelector<HTMLSelectElement>("select")?.value;
      result[value.dataset["course"] ?? ""] =
        typed.kind !== "number"
          ? input.value.trim()
          : unit
            ? { value: typed.value, unit }
            : typed.value;
    }
    return result;
  };

  return {
    target: add,
    read() {
      const entries = [...list.children]
        .map((entry) => readEntry(entry as HTMLElement))
        .filter((entry) => Object.keys(entry).length > 0);
      return { value: entries.length ? entries : undefined };
    },
    write(value) {
      list.replaceChildren();
      if (value === undefined) return true;
      if (!Array.isArray(value)) return false;
      for (const given of value as Record<string, unknown>[]) {
        const entry = addEntry();
        need<HTMLInputElement>("input[type=date]", entry).value = String(
          given["date"] ?? "",
        );
        for (const place of valuesOf(entry)) {
          const held = given[place.dataset["course"] ?? ""];
          const quantity = (
            typeof held === "object" && held !== null ? held : { value: held }
          ) as {
            value?: unknown;
            unit?: string;
          };
          if (typeof quantity.value !== "number") continue;
          need<HTMLInputElement>(".field__input", place).value = writeNumber(
            quantity.value,
          );
          const select = place.querySelector<HTMLSelectElement>("select");
          if (select && quantity.unit) select.value = quantity.unit;
        }
      }
      return true;
    },
    press(action, button) {
      if (action === "add-course") {
        need<HTMLElement>("input", addEntry()).focus();
        return true;
      }
      if (action === "remove-course") {
        button.closest(".course__entry")?.remove();
        add.focus();
        return true;
      }
      return false;
    },
  };
}
