// SPDX-License-Identifier: Apache-2.0
// A number with its unit, as entry/quantity.ts keeps it.
import { h, need } from "../dom";
import { readNumber } from "../entry/number";
import {
  edited,
  ownUnit,
  quantityOf,
  retyped,
  shownText,
  switched,
} from "../entry/quantity";
import type { Control } from "./control";
import { unitText } from "./fields";
import { numberField } from "./spec";

const link = (action: string, to: string, text: string): Node =>
  h(
    "button",
    { type: "button", class: "link", "data-action": action, "data-to": to },
    text,
  );

const named = (number: string, unit: string): string =>
  [number, unitText(unit)].filter(Boolean).join(" ");

export function numberControl(root: HTMLElement): Control {
  const input = need<HTMLInputElement>(".field__input", root);
  const note = need<HTMLElement>(".field__note", root);
  const field = numberField(root);
  const radios = [...root.querySelectorAll<HTMLInputElement>(".unit input")];
  let quantity = quantityOf(undefined, field);
  /** The unit of what is not entered yet, where the reader has chosen one for the whole page. */
  let usual: string | undefined;

  const notes = (): (Node | string)[] => {
    const { typed, unit } = quantity;
    const own = ownUnit(quantity, field);
    if (unit !== own)
      return [
        `Converted from ${named(typed.text, own)}. `,
        link("keep-typed", unit, `It was ${named(typed.text, unit)}`),
      ];
    if (typed.confirmed) return ["Confirmed as right"];
    const read = readNumber(typed.text, field, own, typed.exact);
    if (read.kind === "ambiguous")
      return [read.small, read.large].flatMap((number) => [
        link("settle", number, `It is ${named(number, own)}`),
        " ",
      ]);
    return read.kind === "number" && read.byRange
      ? [`Read as ${named(read.digits, own)}`]
      : [];
  };

  const show = (): void => {
    input.value = shownText(quantity, field);
    for (const radio of radios) radio.checked = radio.value === quantity.unit;
    note.replaceChildren(...notes());
  };

  return {
    field,
    target: input,
    answer: () => (quantity.typed.text.trim() ? quantity.typed : undefined),
    show(answer) {
      const given = answer?.kind === "number" ? answer : undefined;
      quantity = quantityOf(given, field);
      if (usual)
        quantity = given
          ? switched(quantity, usual, field)
          : retyped(quantity, usual);
      show();
    },
    unit: () => quantity.unit,
    use(unit) {
      const [usualBefore, shownBefore] = [usual, quantity.unit];
      usual = unit;
      quantity = switched(quantity, unit, field);
      const shownNow = quantity.unit;
      show();
      return () => {
        usual = usualBefore;
        if (quantity.unit === shownNow)
          quantity = switched(quantity, shownBefore, field);
        show();
      };
    },
    retype(unit) {
      quantity = retyped(quantity, unit);
      show();
    },
    press(action, button) {
      const { typed, unit } = quantity;
      const to = button.dataset["to"] ?? "";
      if (action === "keep-typed") quantity = retyped(quantity, to);
      else if (action === "settle")
        quantity = { typed: { ...typed, text: to, exact: true }, unit };
      else if (action === "confirm-value")
        quantity = { typed: { ...typed, confirmed: true }, unit };
      else return false;
      show();
      input.focus();
      return true;
    },
    changed(target) {
      if (target !== input) {
        const { value } = target as HTMLInputElement;
        quantity = switched(quantity, value, field);
        show();
      } else if (input.value !== shownText(quantity, field)) {
        quantity = edited(quantity, input.value);
        note.replaceChildren(...notes());
      }
    },
  };
}
