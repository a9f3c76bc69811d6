// SPDX-License-Identifier: Apache-2.0
// How shares and results are said. One place, so that card, panel, print and copied text say the same.
import { outcomeWords } from "#words/outcome";
import type {
  Compared,
  ComparedCriterion,
  CriterionId,
  Robustness,
} from "#outputs";

/** In the order in which they are weighed. */
export const criterionIds: readonly CriterionId[] = [
  "os",
  "pfs",
  "orr",
  "grade34",
];

/** "Overall survival" at the beginning of a sentence or alone. */
export const criterionName = (id: CriterionId): string => outcomeWords[id];

/** "overall survival" inside a sentence. */
export const criterionInside = (id: CriterionId): string =>
  criterionName(id).toLowerCase();

const enough = 0.95;
const few = 0.05;

/** "in 4 of 10 ways": a share without false precision. */
function often(share: number): string {
  if (share === 0) return "in none of the ways tried";
  if (share < few) return "in fewer than 1 of 20 ways";
  if (share >= enough) return "in nearly all ways";
  const tenths = Math.max(1, Math.round(share * 10));
  return tenths === 10 ? "in nearly all ways" : `in ${tenths} of 10 ways`;
}

/** By what the ways are drawn over; `never`: of an option that none of them puts first by the results as printed. */
const spaces: Record<
  Robustness["weight_space"]["id"],
  { ways: string; never: string }
> = {
  fixed: {
    ways: "of drawing the results again with these weights",
    never: "With these weights it does not come first by value",
  },
  order: {
    ways: "of weighing the outcomes in this order",
    never: "No weighting in this order puts it first by value",
  },
  tree: {
    ways: "of weighing benefit against harm",
    never: "No weighting puts it first by value",
  },
};

/** "In 4 of 10 ways of weighing benefit against harm it came first by value; this is not a 40 % chance of being best." */
export function shareSentence(
  robustness: Robustness,
  option: Compared,
): string {
  const { worst, best } = option.first_rank_share;
  const { ways, never } = spaces[robustness.weight_space.id];
  if (robustness.never_first.whatever.includes(option.id))
    return `${never}, whatever the missing results turn out to be.`;
  const tenths = Math.max(1, Math.round(worst * 10));
  const chance =
    worst >= few && worst < enough
      ? `; this is not a ${tenths * 10} % chance of being best`
      : "";
  const first = `${often(worst)} ${ways} it came first by value`;
  const other =
    often(best) === often(worst)
      ? ""
      : ` With all missing results at their best: ${often(best)}.`;
  return `${first.charAt(0).toUpperCase()}${first.slice(1)}${chance}.${other}`;
}

const said: Record<NonNullable<ComparedCriterion["says"]>, string> = {
  is: "is",
  probably: "is probably",
  may: "may be",
  "very uncertain": "is very uncertain,",
};

const round1 = (value: number): string => String(Math.round(value * 10) / 10);

/** "may be 10.3 months (6.4 to 16.5)", after the name of the outcome. */
export function resultText(criterion: ComparedCriterion): string {
  const { result, low, high, unit, says, missing, upper_bound_only } =
    criterion;
  if (missing || result === null || says === null) return "is not reported";
  const interval =
    low !== null || high !== null
      ? ` (${low === null ? "?" : round1(low)} to ${high === null ? "not reached" : round1(high)})`
      : "";
  return upper_bound_only
    ? `is at most ${round1(result)} ${unit}: seen only in patients without an inhibitor before`
    : `${said[says]} ${round1(result)} ${unit}${interval}`;
}

const rules: Record<ComparedCriterion["rule"], string> = {
  ci: "interval as published",
  n: "interval from the number of patients",
  assumed_n: "number of patients not reported, 20 assumed",
  none: "no interval",
};

/** What the interval rests on: "interval from the number of patients, 36". */
export const ruleText = ({
  rule,
  n,
  share_of_trial,
}: ComparedCriterion): string =>
  [
    rules[rule],
    rule === "n" ? n : null,
    share_of_trial ? "this arm's even share of the trial" : null,
  ]
    .filter(Boolean)
    .join(", ");

export const percent = (share: number): string => {
  const whole = Math.round(share * 100);
  return whole === 0 && share > 0 ? "<1 %" : `${whole} %`;
};
