// SPDX-License-Identifier: Apache-2.0
// How shares and results are said, and what is chosen is shown, for what the core answers.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type {
  Compared,
  ComparedCriterion,
  Preferences,
  Robustness,
} from "#outputs";
import {
  noControls,
  preferencesText,
} from "../../site/src/robustness/controls";
import {
  orderShown,
  presetShown,
  weightsShown,
} from "../../site/src/robustness/weighing";
import {
  percent,
  resultText,
  ruleText,
  shareSentence,
} from "../../site/src/robustness/words";
import { cases, sureOf } from "./page";

const patients = cases()
  .filter((_, index) => index % 30 === 0)
  .map(([, patient]) => patient);
const robustnessOf = (preferences?: object): Robustness[] =>
  sureOf(patients, preferences).flatMap(({ robustness }) => robustness ?? []);
const all = robustnessOf();

const leaked = /undefined|null|NaN|\[object|_/;

test("every share, result and interval is said in words of people", () => {
  const said = all.flatMap((robustness) =>
    robustness.options.flatMap((option) => [
      shareSentence(robustness, option),
      ...option.criteria.flatMap((one) => [resultText(one), ruleText(one)]),
    ]),
  );
  assert.ok(said.length > 500);
  assert.deepEqual(
    said.filter((text) => leaked.test(text)),
    [],
  );
});

test("what is not reported is said so, and what is only an upper bound too", () => {
  const criteria = all.flatMap(({ options }) =>
    options.flatMap((option) => option.criteria),
  );
  const of = (fits: (one: ComparedCriterion) => boolean): ComparedCriterion => {
    const found = criteria.find(fits);
    assert.ok(found);
    return found;
  };
  const missing = of((one) => one.missing);
  assert.match(resultText(missing), /^is not reported$/);
  const bound = of((one) => one.upper_bound_only);
  assert.match(
    resultText(bound),
    /^is at most [\d.]+ .*: seen only in patients without an inhibitor before$/,
  );
  const plain = of((one) => !one.missing && !one.upper_bound_only);
  assert.match(resultText(plain), /^(is|may be|is probably) /);
  const open = { ...plain, high: null };
  assert.match(resultText(open), /to not reached\)$/);
});

const [robustness] = all;
assert.ok(robustness);
const [compared] = robustness.options;
assert.ok(compared);
const shared = (worst: number, best: number): Compared => ({
  ...compared,
  id: "some_option",
  first_rank_share: { worst, best },
});

test("a share is a number of ways out of ten, never a chance, and never a false precision", () => {
  const say = (share: number): string =>
    shareSentence(robustness, shared(share, share));
  assert.match(say(0), /^In none of the ways tried/);
  assert.match(say(0.049), /^In fewer than 1 of 20 ways/);
  assert.match(say(0.05), /^In 1 of 10 ways .*not a 10 % chance/);
  assert.match(say(0.44), /^In 4 of 10 ways .*not a 40 % chance/);
  assert.match(say(0.949), /^In 9 of 10 ways/);
  assert.match(say(0.95), /^In nearly all ways/);
  assert.match(
    shareSentence(robustness, shared(0.4, 0.7)),
    /With all missing results at their best: in 7 of 10 ways\.$/,
  );
  const never = {
    ...robustness,
    never_first: { ...robustness.never_first, whatever: ["some_option"] },
  };
  // What is said of all weights is said only where all were looked at.
  const sentences = {
    tree: /^No weighting puts it first by value, whatever/,
    order: /^No weighting in this order puts it first by value, whatever/,
    fixed: /^With these weights it does not come first by value, whatever/,
  };
  for (const [id, sentence] of Object.entries(sentences)) {
    const weight_space = {
      ...never.weight_space,
      id,
    } as Robustness["weight_space"];
    assert.match(
      shareSentence({ ...never, weight_space }, shared(0, 0)),
      sentence,
    );
  }
});

test("a percentage of something is never nothing", () => {
  assert.equal(percent(0), "0 %");
  assert.equal(percent(0.004), "<1 %");
  assert.equal(percent(0.005), "1 %");
  assert.equal(percent(1), "100 %");
});

const weight = fc.integer({ min: 0, max: 100 });

test("what is chosen comes back from the core as it was chosen", () => {
  const order = ["grade34", "os", "orr", "pfs"] as const;
  const choices: Preferences[] = [
    {},
    { preset: "efficacy_first" },
    { weights: { os: 10, pfs: 0, orr: 30, grade34: 60 } },
    { order: [...order] },
  ];
  for (const preferences of choices) {
    const controls = { ...noControls(), preferences };
    const text = preferencesText(controls);
    assert.equal(
      text,
      Object.keys(preferences).length ? JSON.stringify(preferences) : "",
    );
    const [told] = sureOf(patients.slice(0, 1), preferences);
    const back = told?.robustness;
    assert.ok(back);
    assert.deepEqual(back.issues, []);
    if ("order" in preferences)
      assert.deepEqual(orderShown(noControls(), back), preferences.order);
    const chosen = "preset" in preferences ? preferences.preset : "default";
    assert.equal(
      presetShown(controls, back),
      "weights" in preferences || "order" in preferences ? null : chosen,
    );
  }
});

test("own weights are shown as they were entered, the core's in whole percent", () => {
  fc.assert(
    fc.property(
      fc.record({ os: weight, pfs: weight, orr: weight, grade34: weight }),
      (weights) => {
        const controls = { ...noControls(), preferences: { weights } };
        assert.deepEqual(weightsShown(controls, robustness), weights);
      },
    ),
    { seed: 20261129 },
  );
  const shown = weightsShown(noControls(), robustness);
  const sum = Object.values(shown).reduce((a, b) => a + b, 0);
  assert.ok(Math.abs(sum - 100) <= 2, String(sum));
});
