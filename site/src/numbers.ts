// SPDX-License-Identifier: Apache-2.0
// Numbers as people type them, and the conversion between two units of one laboratory value.

export type Typed =
  | { kind: "empty" }
  | { kind: "number"; value: number }
  /** "1,400" is 1.4 to one reader and 1400 to another: asked, never guessed. */
  | { kind: "ambiguous"; small: string; large: string }
  | { kind: "text" };

const space = /[\s\u00a0\u2009\u202f]/g;

/** `1,4` and `1.4` are 1.4. */
export function readNumber(text: string): Typed {
  const trimmed = text.trim();
  if (trimmed === "") return { kind: "empty" };
  const grouped = /^[+-]?\d{1,3}([\s\u00a0\u2009\u202f]\d{3})+([.,]\d+)?$/.test(
    trimmed,
  );
  const digits = grouped ? trimmed.replace(space, "") : trimmed;
  const thousands = /^([1-9]\d{0,2})[.,](\d{3})$/.exec(digits);
  if (thousands) {
    const [, whole, rest] = thousands;
    return {
      kind: "ambiguous",
      small: `${whole}.${rest?.replace(/0+$/, "") || "0"}`,
      large: `${whole}${rest}`,
    };
  }
  if (!/^[+-]?(\d+[.,]?\d*|[.,]\d+)$/.test(digits)) return { kind: "text" };
  return { kind: "number", value: Number(digits.replace(",", ".")) };
}

/** A value in this unit times `mul` divided by `div` is in the first unit of its field. */
export interface Factor {
  mul: number;
  div: number;
}

/** The value in another unit, to four significant digits or the whole number. */
export function convert(value: number, from: Factor, to: Factor): number {
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
