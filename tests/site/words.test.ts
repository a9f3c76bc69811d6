// SPDX-License-Identifier: Apache-2.0
// How verdicts, places, scores and reasons are said, for what the core answers to the cases. Without the form, whose labels
// the browser reads, fields are named by their ids in plain words.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Because, Criterion, Score } from "#outputs";
import { example } from "../../site/src/example";
import {
  becauseText,
  blocksText,
  firstOptions,
  fitText,
  isExcluded,
  isSettled,
  isUsable,
  openChecks,
  placeText,
  rangeText,
  recruitmentText,
  scoreName,
  scoreText,
  stateOf,
  stateText,
  tierText,
  trialGroups,
  trialsText,
} from "../../site/src/words";
import {
  missingToRank,
  neededFields,
  notRanked,
  unanswered,
} from "../../site/src/missing";
import { isSuitable } from "./suitable";
import { cases, sureOf } from "./page";

const answers = sureOf(
  cases()
    .filter((_, index) => index % 7 === 0)
    .map(([, patient]) => patient)
    .concat("{}", '{"neutrophils":4,"lymphocytes":0}'),
);
const options = answers.flatMap((answer) => answer.options);

/** A word of the program in what is said to people. */
const leaked = /undefined|null|NaN|\[object|_/;

/** Criteria of an option that nothing entered decides. */
const notChecked = ({ criteria }: { criteria: Criterion[] }): number =>
  criteria.filter(
    ({ outcome, kind }) => outcome === "unknown" && kind !== "note",
  ).length;

test("nothing that is said of any option, score, trial or step holds a word of the program", () => {
  const said = answers.flatMap((answer) => [
    ...answer.options.flatMap((option) => [
      stateText(option),
      placeText(option),
      openChecks(option),
      tierText(option.tier),
      ...option.criteria.flatMap(({ because, kind }) =>
        because.map((one) => becauseText(one, kind)),
      ),
    ]),
    ...answer.trials.flatMap(({ verdict, recruitment }) => [
      fitText(verdict),
      recruitmentText(recruitment),
    ]),
    ...answer.scores.flatMap((score) => [scoreName(score), scoreText(score)]),
    ...answer.missing.map(({ blocks }) => blocksText(answer, blocks)),
  ]);
  assert.ok(said.length > 10_000);
  const bad = [...new Set(said.filter((text) => leaked.test(text)))];
  assert.deepEqual(bad.slice(0, 5), []);
});

test("an option is called suitable only where its verdict is eligible, nothing but notes is left to check and no algorithm advises against it", () => {
  for (const option of options)
    assert.equal(stateOf(option) === "suitable", isSuitable(option));
  const seen = new Set(options.map(stateOf));
  assert.equal(seen.size, 6);
});

test("usable, ruled out and open to a question exclude each other, and what is open says which field it needs", () => {
  for (const option of options) {
    const needs = stateOf(option) === "needs";
    assert.equal(
      [isUsable(option), isExcluded(option), needs].filter(Boolean).length,
      1,
    );
    if (!needs) continue;
    assert.ok(neededFields(option).length > 0, option.id);
    assert.match(stateText(option), /^Needs [A-Z]/);
    assert.ok(notChecked(option) > 0);
  }
});

test("what an option waits for is what the core says is missing for it, and its state counts the same", () => {
  for (const answer of answers)
    for (const option of answer.options) {
      if (stateOf(option) !== "needs") continue;
      const needed = neededFields(option);
      const blocking = unanswered(answer)
        .filter(({ blocks }) => blocks.includes(option.id))
        .map(({ field }) => field);
      assert.deepEqual([...needed].sort(), blocking.sort());
      assert.equal(
        / and (\d+) more$/.exec(stateText(option))?.[1] ?? "0",
        String(needed.length - 1),
      );
    }
});

test("scores that decide nothing hold nothing back, and a patient without therapy or fitness is not ranked", () => {
  const [empty] = sureOf(["{}"]);
  assert.ok(empty);
  const of = (field: string) =>
    unanswered(empty).find((one) => one.field === field);
  assert.deepEqual(of("lymphocytes")?.decides, []);
  assert.ok(of("lymphocytes")?.blocks.includes("nlr"));
  assert.ok(of("bilirubin")?.decides.includes("child_pugh"));
  assert.ok(!of("bilirubin")?.decides.includes("meld"));
  assert.deepEqual(missingToRank(empty), [
    ["prior_therapies"],
    ["ecog", "bilirubin", "albumin"],
  ]);
  assert.match(notRanked(empty) ?? "", /^Not ranked without an answer to: /);
  const [enough] = sureOf(['{"prior_therapies":["sorafenib"],"ecog":1}']);
  assert.ok(enough);
  assert.equal(notRanked(enough), null);
});

const criterion = (over: Partial<Criterion>): Criterion => ({
  id: "x",
  kind: "caution",
  outcome: "unknown",
  text: "Varices: not looked for",
  source: "s",
  needs: ["varices"],
  strength: null,
  because: [],
  ...over,
});
const [first] = options;
const option = (
  verdict: "eligible" | "eligible_with_caution",
  own: Criterion[],
) => {
  assert.ok(first);
  return { ...first, verdict, criteria: own };
};

test("open checks are counted, and are safety checks as soon as one is strong", () => {
  const open = criterion({});
  assert.equal(openChecks(option("eligible", [])), "");
  assert.equal(openChecks(option("eligible", [open])), "1 check open");
  assert.equal(openChecks(option("eligible", [open, open])), "2 checks open");
  assert.equal(
    openChecks(option("eligible", [open, criterion({ strength: "strong" })])),
    "2 safety checks open",
  );
});

test("the sentence of a state is the core's", () => {
  for (const { options } of answers)
    for (const one of options) assert.equal(stateText(one), one.state.text);
});

test("at most five options are shown first, none of them ruled out, in the order of the ranking", () => {
  for (const answer of answers) {
    const shown = firstOptions(answer);
    assert.ok(shown.length <= 5);
    assert.ok(!shown.some(isExcluded));
    const ranks = shown.map(({ rank }) => rank);
    assert.deepEqual(
      ranks,
      answer.options
        .filter((one) => !isExcluded(one))
        .slice(0, 5)
        .map(({ rank }) => rank),
    );
  }
});

const score = (over: Partial<Score>): Score => ({
  id: "albi",
  value: null,
  grade: null,
  label: null,
  unit: "1",
  near: null,
  components: [],
  missing: [],
  not_computable: null,
  name: "ALBI",
  formula: "f",
  source: "s",
  ...over,
});

test("a score is said settled, or with what is still possible", () => {
  const said: [Partial<Score>, string][] = [
    [{ value: -2.4321, grade: "2", label: "2" }, "−2.43 (grade 2)"],
    // Beside a cut-off three decimals tell on which side.
    [{ value: -2.5996, grade: "2", near: "ALBI 2" }, "−2.6 (grade 2)"],
    [{ value: -2.5984, grade: "2", near: "ALBI 2" }, "−2.598 (grade 2)"],
    [{ id: "child_pugh", value: 6, grade: "A", label: "A6" }, "A6"],
    [{ value: "2a", grade: "2a" }, "2a"],
    [{ grade: "C" }, "grade C"],
    [{ grade: "within" }, "within"],
    [{ grades: ["A", "B"] }, "A or B"],
    [{ grades: ["A", "B", "C"] }, "A, B or C"],
    [{ grades: ["0", "A", "B", "C", "D"] }, "open"],
    [{ at_least: 6, at_most: 40 }, "6 to 40"],
    [{}, "open"],
    [{ not_computable: "No lymphocytes." }, "not computable"],
    [{ value: 62.5, unit: "mL/min" }, "62.5 mL/min"],
    [{ value: 7, grade: "B", unit: "points" }, "7 (grade B)"],
    [{ value: -3.2, unit: "%/mo" }, "−3.2 % per month"],
  ];
  for (const [over, text] of said) assert.equal(scoreText(score(over)), text);
  assert.ok(isSettled(score({ value: 0 })));
  assert.ok(isSettled(score({ grade: "A" })));
  assert.ok(!isSettled(score({ grades: ["A", "B"] })));
});

const because = (over: Partial<Because>): Because => ({
  field: "platelets",
  value: 74,
  unit: "10*9/L",
  op: "<",
  threshold: 75,
  ...over,
});

test("what decided is said with its threshold, as a need or as a limit", () => {
  const said: [Partial<Because>, Criterion["kind"], string][] = [
    [{}, "excludes", "Platelets: 74 ×10⁹/L; threshold: below 75 ×10⁹/L"],
    [
      { op: ">=" },
      "requires",
      "Platelets: 74 ×10⁹/L; needed: at least 75 ×10⁹/L",
    ],
    [
      {
        field: "prior_ici",
        label: "earlier checkpoint inhibitor",
        value: true,
        unit: null,
        op: "==",
        threshold: true,
      },
      "requires",
      "Earlier checkpoint inhibitor: yes",
    ],
    [
      {
        field: "malbi",
        label: "mALBI",
        value: null,
        unit: null,
        op: null,
        threshold: null,
      },
      "note",
      "mALBI: not known",
    ],
    [
      {
        field: "child_pugh",
        label: "Child-Pugh",
        value: "A or B",
        unit: null,
        op: "in",
        threshold: ["B", "C"],
      },
      "caution",
      "Child-Pugh: A or B; threshold: B or C",
    ],
    [
      { value: ["lung"], unit: null, op: "has_none", threshold: ["bone"] },
      "requires",
      "Platelets: Lung; needed: none of bone",
    ],
    [
      { value: [], unit: null, op: null, threshold: null },
      "note",
      "Platelets: none",
    ],
  ];
  for (const [over, kind, text] of said)
    assert.equal(becauseText(because(over), kind), text);
});

test("what a field blocks is named up to three times", () => {
  const answer = answers[0];
  assert.ok(answer);
  assert.equal(blocksText(answer, ["albi"]), "ALBI");
  assert.equal(
    blocksText(answer, ["albi", "lenvatinib", "NCT04770896", "hwang2023", "x"]),
    "ALBI, Lenvatinib, NCT04770896 and 2 more",
  );
});

test("the example patient is read without a word against it", () => {
  const [answer] = sureOf([JSON.stringify(example)]);
  assert.deepEqual(answer?.issues, []);
});

test("the row of a trial counts those that its reasons name, and of the closed ones neither speaks", () => {
  let none = 0;
  for (const answer of answers) {
    const { fit, open, not, closed } = trialGroups(answer);
    assert.equal(
      fit.length + open.length + not.length + closed.length,
      answer.trials.length,
    );
    const { reasons = [] } =
      answer.options.find(({ id }) => id === "clinical_trial") ?? {};
    const said = reasons.map(({ text }) => text).join("\n");
    for (const { id } of answer.trials)
      assert.equal(
        said.includes(`(${id})`),
        [...fit, ...open].some((trial) => trial.id === id),
        `${id}: ${said}`,
      );
    const text = trialsText(answer);
    assert.match(
      text,
      fit.length
        ? new RegExp(`^${fit.length} of \\d+ listed fits?(,|$)`)
        : /^None of \d+ listed fit(,|$)/,
    );
    if (!fit.length) none += 1;
  }
  assert.ok(none > 0);
});

test("that a rank is fixed is said only where all that is open was tried", () => {
  const rank = { id: "lenvatinib", rank: 2, best: 2, worst: 2 } as const;
  assert.equal(rangeText(rank, true), "Rank 2, whatever the open answer is.");
  assert.equal(
    rangeText(rank, false),
    "Rank 2; no answer that was tried moves it.",
  );
  const moving = { ...rank, best: 1, worst: 4 };
  assert.equal(
    rangeText(moving, true),
    "Rank 2 now; from 1 to 4 as the open answer falls.",
  );
  assert.equal(
    rangeText(moving, false),
    "Rank 2 now; from 1 to 4 with the answers that were tried.",
  );
});
