// SPDX-License-Identifier: Apache-2.0
// What is entered as a reader of the other unit system knows it.
import type { Input } from "#outputs";
import type { Field } from "../entry/answer";
import { convert, unitOf } from "../entry/number";
import { valueText } from "../form/fields";

/** Mass and amount of substance are both written in hospitals: "24 µmol/L" of 1.4 mg/dL. */
export function otherUnit(
  { field: id, value, unit, comparator }: Input,
  field: Field | undefined,
): string | null {
  if (field?.kind !== "number" || typeof value !== "number" || !unit)
    return null;
  const molar = (id: string): boolean => /mol/.test(id);
  const other = field.units.find(({ id }) => molar(id) !== molar(unit));
  const own = unitOf(field, unit);
  if (!other || !own) return null;
  const converted = convert(value, own, other);
  const digits =
    converted >= 10 ? Math.round(converted) : Number(converted.toPrecision(2));
  return valueText(id, digits, other.id, { comparator });
}
