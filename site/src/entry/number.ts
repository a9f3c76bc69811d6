// SPDX-License-Identifier: Apache-2.0
// Numbers as people type them, read by what their field can be, and shown in another unit. What was typed is never
// replaced by what is shown: the core is sent the typed digits with the typed unit.
import type { Json } from "./answer";

/** A value in this unit times `mul` divided by `div` is in the first unit of its field. */
export interface Unit {
  id: string;
  mul: number;
  div: number;
}

/** What a number of a field can be; the ends, in the first unit, belong to it. */
export interface Numeric {
  units: Unit[];
  low: number;
  high: number;
  /** Only whole numbers. */
  whole: boolean;
}

export type Comparator = "<" | "<=" | ">" | ">=";

export type Typed =
  | { kind: "empty" }
  /** `digits` as JSON writes them, none of them lost; `byRange`: read as the field's range allows, where the text alone
   *  would leave it open. */
  | {
      kind: "number";
      digits: Json;
      comparator: Comparator | null;
      byRange: boolean;
    }
  /** "1,400" is 1.4 to one reader and 1400 to another, and both are possible here: asked, never guessed. */
  | { kind: "ambiguous"; small: string; large: string }
  | { kind: "text" };

const comparators: Record<string, Comparator> = {
  "<": "<",
  ">": ">",
  "<=": "<=",
  ">=": ">=",
  "≤": "<=",
  "≥": ">=",
};

const space = "[\\s\\u00a0\\u2009\\u202f'\\u2019]";
const grouped = new RegExp(`^[+-]?\\d{1,3}(${space}\\d{3})+([.,]\\d+)?$`);
const spaces = new RegExp(space, "g");
// Both signs, or the same sign twice: which of them stands before the decimals is beyond doubt.
const separated =
  /^[+-]?[1-9]\d{0,2}((,\d{3})+\.\d*|(\.\d{3})+,\d*|(,\d{3}){2,}|(\.\d{3}){2,})$/;

/** "007,50" as "7.50". */
function jsonDigits(text: string): Json {
  const [, sign, whole, decimals] =
    /^([+-]?)0*(\d*)(?:[.,](\d*))?$/.exec(text) ?? [];
  return `${sign === "-" ? "-" : ""}${whole || "0"}${decimals ? `.${decimals}` : ""}`;
}

function withoutSeparators(text: string): string {
  const at = Math.max(text.lastIndexOf(","), text.lastIndexOf("."));
  const last = text[at] ?? "";
  const decimal = text.indexOf(last) === at; // the other sign separates thousands
  const whole = (decimal ? text.slice(0, at) : text).replace(/[.,]/g, "");
  return decimal ? `${whole}.${text.slice(at + 1)}` : whole;
}

/** Whether a number in this unit can be a value of the field at all. */
function isPossible(
  { units, low, high, whole }: Numeric,
  unit: string | null,
  number: number,
): boolean {
  const { mul, div } = unitOf({ units }, unit) ?? { mul: 1, div: 1 };
  const value = (number * mul) / div;
  const slack = 1e-9 * Math.abs(value);
  return (
    value >= low - slack &&
    value <= high + slack &&
    !(whole && Math.abs(value - Math.round(value)) > slack)
  );
}

/** The unit of this id; the first for null, as a bare number has none of its own. */
export const unitOf = (
  { units }: Pick<Numeric, "units">,
  id: string | null,
): Unit | undefined =>
  id === null ? units[0] : units.find((unit) => unit.id === id);

/**
 * `1,4` and `1.4` are 1.4; `>60000` and `≤0.2` are limits; "1.169" is 1.169 where 1169 is impossible. `exact`: the text is
 * a number of JSON already.
 */
export function readNumber(
  text: string,
  field: Numeric,
  unit: string | null,
  exact = false,
): Typed {
  const trimmed = text.trim();
  if (trimmed === "") return { kind: "empty" };
  const [, sign = "", rest = ""] =
    /^(<=|>=|[<>≤≥]|)\s*(.*)$/s.exec(trimmed) ?? [];
  const comparator = comparators[sign] ?? null;
  const number = (digits: Json, byRange = false): Typed => ({
    kind: "number",
    digits,
    comparator,
    byRange,
  });
  if (exact) return number(rest);
  let digits = rest.replace("\u2212", "-");
  if (grouped.test(digits)) digits = digits.replace(spaces, "");
  const thousands = /^([+-]?[1-9]\d{0,2})([.,])(\d{3})$/.exec(digits);
  if (thousands) {
    const [, whole = "", point, decimals = ""] = thousands;
    const small = jsonDigits(`${whole}.${decimals}`);
    const large = jsonDigits(`${whole}${decimals}`);
    const canBeLarge = isPossible(field, unit, Number(large));
    if (!canBeLarge) return number(small, point === ",");
    if (!isPossible(field, unit, Number(small))) return number(large, true);
    return {
      kind: "ambiguous",
      small: sign + small.replace(/\.?0+$/, ""),
      large: sign + large,
    };
  }
  if (separated.test(digits)) digits = withoutSeparators(digits);
  if (!/^[+-]?(\d+[.,]?\d*|[.,]\d+)$/.test(digits)) return { kind: "text" };
  return number(jsonDigits(digits));
}

/** The value in another unit, to four significant digits or the whole number; for show only. */
export function convert(value: number, from: Unit, to: Unit): number {
  const converted = (((value * from.mul) / from.div) * to.div) / to.mul;
  return Math.abs(converted) >= 1000
    ? Math.round(converted)
    : Number(converted.toPrecision(4));
}

/** Without an exponent, as it can stand in an input. */
export function writeNumber(value: number): string {
  const text = String(value);
  return text.includes("e") ? value.toFixed(12).replace(/\.?0+$/, "") : text;
}

/** What was typed, as it is shown in another unit; null where it cannot be converted. */
export function shownIn(
  text: string,
  field: Numeric,
  from: string | null,
  to: string,
  exact: boolean,
): string | null {
  const typed = readNumber(text, field, from, exact);
  const [source, target] = [unitOf(field, from), unitOf(field, to)];
  if (typed.kind !== "number" || !source || !target) return null;
  const value = convert(Number(typed.digits), source, target);
  if (!Number.isFinite(value)) return null;
  const shown = writeNumber(value);
  const comma = /,\d*$/.test(text) && !exact;
  return (typed.comparator ?? "") + (comma ? shown.replace(".", ",") : shown);
}
