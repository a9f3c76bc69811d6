// SPDX-License-Identifier: Apache-2.0
// A number with its unit. Switching the unit converts what is typed; switching back gives back what was typed.
import { h, need } from "../dom";
import { convert, readNumber, writeNumber, type Factor } from "../numbers";
import type { Control } from "./control";

interface Unit extends Factor {
  id: string;
  text: string;
  input: HTMLInputElement;
}

export function numberControl(root: HTMLElement): Control {
  const input = need<HTMLInputElement>(".field__input", root);
  const note = need<HTMLElement>(".field__note", root);
  const only = root.querySelector<HTMLElement>("[data-unit]")?.dataset["unit"];
  const units = [...root.querySelectorAll<HTMLInputElement>(".unit input")].map(
    (radio): Unit => ({
      id: radio.value,
      text: radio.nextElementSibling?.textContent ?? radio.value,
      mul: Number(radio.dataset["mul"]),
      div: Number(radio.dataset["div"]),
      input: radio,
    }),
  );
  let unit = units[0];
  /** What was typed by hand, and in which unit. */
  let typed = { text: "", unit };

  const choose = (next: Unit | undefined): void => {
    unit = next;
    if (next) next.input.checked = true;
  };

  const asTyped = (): void => {
    typed = { text: input.value, unit };
    note.replaceChildren();
  };

  const switchTo = (next: Unit): void => {
    const before = unit;
    unit = next;
    const reading = readNumber(typed.text);
    if (!before || reading.kind !== "number" || !typed.unit) return asTyped();
    if (next === typed.unit) {
      input.value = typed.text;
      note.replaceChildren();
      return;
    }
    const text = writeNumber(convert(reading.value, typed.unit, next));
    input.value = typed.text.includes(",") ? text.replace(".", ",") : text;
    note.replaceChildren(
      `Converted from ${typed.text} ${typed.unit.text}. `,
      h(
        "button",
        { type: "button", class: "link", "data-action": "keep-typed" },
        `It was ${typed.text} ${next.text}`,
      ),
    );
  };

  return {
    target: input,
    read() {
      const reading = readNumber(input.value);
      switch (reading.kind) {
        case "empty":
          return { value: undefined };
        case "ambiguous":
          return {
            value: input.value.trim(),
            wording: `Is this ${reading.small} or ${reading.large}? Type it without a separator for thousands.`,
          };
        case "text":
          return {
            value: input.value.trim(),
            wording: "Type a number, such as 1.4 or 1,4.",
          };
        case "number": {
          const id = unit?.id ?? only;
          return {
            value: id ? { value: reading.value, unit: id } : reading.value,
          };
        }
      }
    },
    write(value) {
      const { number, unitId } =
        typeof value === "object" && value !== null
          ? {
              number: (value as { value?: unknown }).value,
              unitId: (value as { unit?: unknown }).unit,
            }
          : { number: value, unitId: undefined };
      const next =
        unitId === undefined
          ? units[0]
          : units.find((candidate) => candidate.id === unitId);
      const known =
        unitId === undefined ||
        next !== undefined ||
        unitId === only ||
        (!only && unitId === "1");
      choose(next ?? units[0]);
      input.value =
        typeof number === "number" && known ? writeNumber(number) : "";
      asTyped();
      return number === undefined || (typeof number === "number" && known);
    },
    retype(id) {
      choose(units.find((candidate) => candidate.id === id) ?? unit);
      asTyped();
    },
    press(action) {
      if (action !== "keep-typed") return false;
      input.value = typed.text;
      asTyped();
      input.focus();
      return true;
    },
    changed(target) {
      const next = units.find((candidate) => candidate.input === target);
      if (next) switchTo(next);
      else asTyped();
    },
  };
}
