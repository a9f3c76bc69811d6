// SPDX-License-Identifier: Apache-2.0
// What the page enters itself (the example, a confirmed assumption) is told to the core as it stands.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Entry, Field } from "../../site/src/entry/answer";
import { plainAnswer, type Plain } from "../../site/src/entry/plain";
import { example } from "../../site/src/example";
import { replaced, without } from "../../site/src/form/members";
import { assess, entryOf, fields, sureOf, write } from "./page";

function entered(values: Record<string, Plain>): string {
  const entries = new Map<string, Entry>();
  for (const [id, value] of Object.entries(values)) {
    const answer = plainAnswer(value, fields.get(id) as Field);
    assert.ok(answer, id);
    entries.set(id, entryOf(answer));
  }
  return write(entries);
}

test("the example is entered as the core would read it from a file", () => {
  const [typed, read] = assess([
    entered(example as Record<string, Plain>),
    JSON.stringify(example),
  ]);
  assert.ok(typed && typed === read);
});

test("an assumption that is confirmed is the value that was assumed, and is none any more", () => {
  const [before] = sureOf([JSON.stringify(example)]);
  assert.ok(before && before.assumptions.length > 0);
  const confirmed = Object.fromEntries(
    before.assumptions.map(({ field, assumed }) => [field, assumed]),
  );
  const [after] = sureOf([
    entered({ ...(example as Record<string, Plain>), ...confirmed }),
  ]);
  assert.ok(after);
  assert.deepEqual(after.assumptions, []);
  assert.deepEqual(after.facts, before.facts);
  for (const { field, assumed } of before.assumptions)
    assert.deepEqual(
      after.patient.inputs.find((input) => input.field === field)?.value,
      assumed,
    );
});

test("any answer that a question offers is entered as it stands", () => {
  const offered = [...fields].flatMap(
    ([id, field]): fc.Arbitrary<[string, Plain]>[] => {
      switch (field.kind) {
        case "choice":
          return [
            fc
              .constantFrom(...field.answers)
              .map((json) => [id, JSON.parse(json) as Plain]),
          ];
        case "set":
        case "regimens":
          return field.words.length
            ? [
                fc
                  .uniqueArray(fc.constantFrom(...field.words), {
                    maxLength: 4,
                  })
                  .map((list) => [id, list]),
              ]
            : [];
        default:
          return [];
      }
    },
  );
  fc.assert(
    fc.property(fc.oneof(...offered), ([id, value]) => {
      const { [id]: told } = JSON.parse(entered({ [id]: value })) as Record<
        string,
        Plain
      >;
      if (!Array.isArray(value)) return assert.deepEqual(told, value);
      assert.ok(Array.isArray(told));
      const ordered =
        fields.get(id)?.kind === "regimens" && id === "prior_therapies";
      assert.deepEqual(
        ordered ? told : [...told].sort(),
        ordered ? value : [...value].sort(),
      );
    }),
    { numRuns: 500, seed: 20261129 },
  );
});

test("a list that is changed leaves the one it was made from as it was", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer(), { minLength: 1 }),
      fc.nat(),
      (list, at) => {
        const index = at % list.length;
        const before = [...list];
        assert.equal(without(list, index).length, list.length - 1);
        const other = replaced(list, index, -1);
        assert.equal(other[index], -1);
        assert.deepEqual(replaced(other, index, list[index]), list);
        assert.deepEqual(list, before);
      },
    ),
    { seed: 20261129 },
  );
});
