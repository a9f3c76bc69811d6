// SPDX-License-Identifier: Apache-2.0
// A number with the unit it was typed in, beside the unit it is shown in. Switching the unit shows another number; what was
// typed stays, and switching back shows it again.
import type { NumberAnswer, NumberField } from "./answer";
import { readNumber, shownIn } from "./number";

export interface Quantity {
  typed: NumberAnswer;
  /** The unit that is shown. */
  unit: string;
}

const nothing: NumberAnswer = {
  kind: "number",
  text: "",
  unit: null,
  exact: false,
  confirmed: false,
};

const firstUnit = ({ units }: NumberField): string => units[0]?.id ?? "1";

/** The unit it was typed in. */
export const ownUnit = ({ typed }: Quantity, field: NumberField): string =>
  typed.unit ?? firstUnit(field);

export const quantityOf = (
  typed: NumberAnswer = nothing,
  field: NumberField,
): Quantity => ({ typed, unit: typed.unit ?? firstUnit(field) });

export const edited = ({ unit }: Quantity, text: string): Quantity => ({
  typed: { ...nothing, text, unit },
  unit,
});

/** The typed digits, said to be in this unit. */
export const retyped = ({ typed }: Quantity, unit: string): Quantity => ({
  typed: { ...typed, unit, confirmed: false },
  unit,
});

const converted = (
  { typed }: Quantity,
  unit: string,
  field: NumberField,
): string | null => shownIn(typed.text, field, typed.unit, unit, typed.exact);

export function switched(
  quantity: Quantity,
  unit: string,
  field: NumberField,
): Quantity {
  const { typed } = quantity;
  const read = readNumber(typed.text, field, typed.unit, typed.exact);
  // Which of two numbers it is has to be said first: in another unit it might be read as one of them unasked.
  if (read.kind === "ambiguous") return quantity;
  // Nothing is typed, or nothing that could be converted: the unit is simply another.
  if (read.kind !== "number") return retyped(quantity, unit);
  const isShown =
    unit === ownUnit(quantity, field) ||
    converted(quantity, unit, field) !== null;
  return isShown ? { ...quantity, unit } : quantity;
}

/** What stands in the field. */
export const shownText = (quantity: Quantity, field: NumberField): string =>
  quantity.unit === ownUnit(quantity, field)
    ? quantity.typed.text
    : (converted(quantity, quantity.unit, field) ?? quantity.typed.text);
