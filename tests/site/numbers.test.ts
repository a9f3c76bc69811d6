// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  readNumberAnswer,
  type NumberField,
} from "../../site/src/entry/answer";
import { readNumber } from "../../site/src/entry/number";
import {
  edited,
  quantityOf,
  shownText,
  switched,
  type Quantity,
} from "../../site/src/entry/quantity";
import { entryOf, fields, numberFields, throughThePage, write } from "./page";

const field = (id: string): NumberField => {
  const found = fields.get(id);
  if (found?.kind !== "number") throw new Error(`${id} is no number`);
  return found;
};

const typed = (
  id: string,
  text: string,
  unit: string | null = field(id).units[0]?.id ?? null,
): string => {
  const read = readNumber(text, field(id), unit);
  return read.kind === "number"
    ? `${read.comparator ?? ""}${read.digits}`
    : read.kind === "ambiguous"
      ? `${read.small} or ${read.large}?`
      : read.kind;
};

test("a comma and a point both stand before the decimals, however many there are", () => {
  assert.equal(typed("bilirubin", "1,4"), "1.4");
  assert.equal(typed("bilirubin", "1.4"), "1.4");
  assert.equal(typed("inr", "1.125"), "1.125");
  assert.equal(typed("inr", "1,125"), "1.125");
  assert.equal(typed("inr", "1.12500001"), "1.12500001");
  assert.equal(typed("albumin", ".5"), "0.5");
  assert.equal(typed("albumin", "04."), "4");
  assert.equal(typed("albumin", "\u22123,5"), "-3.5");
});

test("a number is read by what its field can be before it is called ambiguous", () => {
  assert.equal(typed("bilirubin", "1.169"), "1.169"); // 1169 mg/dL is impossible
  assert.equal(typed("bilirubin", "1.000", "umol/L"), "1000"); // 1 umol/L is below the least possible 1.71
  assert.equal(typed("bilirubin", "2.169", "umol/L"), "2.169"); // 2169 umol/L is above the most possible
  assert.equal(typed("creatinine", "1.500", "umol/L"), "1500"); // 1.5 umol/L is impossible
  assert.equal(typed("afp", "1,400"), "1.4 or 1400?");
  assert.equal(typed("afp", "1.400"), "1.4 or 1400?");
  assert.equal(typed("afp", "100.400"), "100.4 or 100400?");
  assert.equal(typed("platelets", "150,000"), "150.000"); // 150000 x10^9/L is impossible
  assert.equal(typed("progressing_lesions", "1.000"), "1.000"); // 1000 lesions are impossible, 1 is a whole number
});

test("two separators, or one that stands twice, leave nothing open", () => {
  assert.equal(typed("afp", "12,345.6"), "12345.6");
  assert.equal(typed("afp", "12.345,6"), "12345.6");
  assert.equal(typed("afp", "1,234,567"), "1234567");
  assert.equal(typed("afp", "1 234 567"), "1234567");
  assert.equal(typed("afp", "60'500"), "60500");
});

test("a limit is a number with its comparator", () => {
  assert.equal(typed("afp", ">60000"), ">60000");
  assert.equal(typed("afp", "> 60 500"), ">60500");
  assert.equal(typed("bilirubin", "<0,2"), "<0.2");
  assert.equal(typed("bilirubin", "\u22640.2"), "<=0.2");
  assert.equal(typed("afp", ">1,400"), ">1.4 or >1400?");
});

test("what is no number is text", () => {
  for (const text of ["high", "1.2.3", "1,2,3", "1-2", "~5", "<", "1e3", "--1"])
    assert.equal(typed("inr", text), "text", text);
});

const anyNumberField = fc.constantFrom(...numberFields);

/** Decimal texts as people type them, with as many digits as a double holds. */
const anyDecimal = fc
  .tuple(
    fc.constantFrom("", "<", ">", "<=", ">="),
    fc.nat({ max: 99_999_999 }),
    fc.string({ unit: fc.constantFrom(..."0123456789"), maxLength: 6 }),
    fc.constantFrom(".", ","),
  )
  .map(
    ([sign, whole, decimals, point]) =>
      `${sign}${whole}${decimals ? point + decimals : ""}`,
  );

const switches = (units: string[]): fc.Arbitrary<string[]> =>
  fc.array(fc.constantFrom(...units), { maxLength: 12 });

test("any value in any unit, through any number of switches, saved and opened, is the same text for the core", () => {
  const many = anyNumberField.chain(([id, spec]) => {
    const units = spec.units.map((unit) => unit.id);
    return fc.record({
      id: fc.constant(id),
      text: anyDecimal,
      unit: fc.constantFrom(...units),
      turns: switches(units),
    });
  });
  fc.assert(
    fc.property(many, ({ id, text, unit, turns }) => {
      const spec = field(id);
      const start = switched(quantityOf(undefined, spec), unit, spec);
      const entered = edited(start, text);
      const sent = readNumberAnswer(entered.typed, spec).json ?? "";
      const read = readNumber(text, spec, unit);
      let quantity: Quantity = entered;
      for (const turn of turns) quantity = switched(quantity, turn, spec);
      if (read.kind === "number") {
        // The digits are the typed ones, in the typed unit.
        assert.ok(sent.includes(read.digits));
        if (unit !== "1") assert.ok(sent.includes(JSON.stringify(unit)));
        assert.equal(readNumberAnswer(quantity.typed, spec).json, sent);
      }
      const back = switched(quantity, unit, spec);
      assert.equal(shownText(back, spec), text, "switching back gives it back");
      const now = write(new Map([[id, entryOf(back.typed)]]));
      const opened = throughThePage(now);
      assert.equal(opened, now, "saved and opened");
      assert.equal(throughThePage(opened), now, "saved and opened again");
      assert.equal(opened, `{"${id}":${sent}}`, "and as the core is sent it");
    }),
    { numRuns: 5000, seed: 20261128 },
  );
});

test("what could be two numbers stays in its unit until it is said which it is", () => {
  const spec = field("sum_diameters_now");
  let quantity = edited(
    switched(quantityOf(undefined, spec), "mm", spec),
    "1.000",
  );
  for (const turn of ["cm", "mm"]) quantity = switched(quantity, turn, spec);
  assert.equal(shownText(quantity, spec), "1.000");
  assert.equal(readNumber("1.000", spec, quantity.unit).kind, "ambiguous");
});

test("a number of a case keeps every digit, in its own unit, while it is shown in another", () => {
  const odd = fc.constantFrom(
    ...["1.169", "1.10", "20", "1e1", "0.30000000000000004", "1E-2", "1e400"],
    ...["123456789012345678901234567890", "-0", "1.4000", "2.0"],
  );
  fc.assert(
    fc.property(anyNumberField, odd, fc.nat(), ([id, spec], digits, at) => {
      const unit = spec.units[at % spec.units.length]?.id ?? "1";
      for (const json of [digits, `{"value":${digits},"unit":"${unit}"}`]) {
        const opened = throughThePage(`{"${id}":${json}}`);
        assert.ok(opened.includes(digits), opened);
        assert.equal(throughThePage(opened), opened);
      }
    }),
    { numRuns: 500, seed: 20261128 },
  );
});

test("a converted number that is edited is a new number in the unit that is shown", () => {
  const spec = field("bilirubin");
  const entered = edited(
    switched(quantityOf(undefined, spec), "umol/L", spec),
    "20",
  );
  const shown = switched(entered, "mg/dL", spec);
  assert.equal(shownText(shown, spec), "1.169");
  assert.equal(
    readNumberAnswer(shown.typed, spec).json,
    '{"value":20,"unit":"umol/L"}',
  );
  const changed = edited(shown, "1.169");
  assert.equal(
    readNumberAnswer(changed.typed, spec).json,
    '{"value":1.169,"unit":"mg/dL"}',
  );
});
