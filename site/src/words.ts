// SPDX-License-Identifier: Apache-2.0
// How verdicts, tiers and the like are said: in the core's words (#words). One place, so that page, print and copied text
// say the same.
import {
  opAbove,
  opAllOf,
  opAnyOf,
  opAtLeast,
  opAtMost,
  opBelow,
  opLastIn,
  opLastNotIn,
  opNoneOf,
  opNot,
  opNotIn,
} from "#words/op";
import {
  stateOpenCheck,
  stateOpenChecks,
  stateOpenSafetyCheck,
  stateOpenSafetyChecks,
  stateWords,
} from "#words/state";
import { tierWords } from "#words/tier";
import { trialWords } from "#words/trial";
import type {
  Assessment,
  Because,
  Criterion,
  Exploration,
  Input,
  Option,
  Pathway,
  Score,
  Tier,
  Trial,
  Verdict,
} from "#outputs";
import { after, fill } from "./fill";
import { listed } from "./list";
import {
  capital,
  fieldLabel,
  isField,
  unitText,
  valueText,
  wordText,
} from "./form/fields";

/** What can be said of an option. Green is for `suitable` alone, which leaves no caution open. */
export type State = Option["state"]["id"];

export const stateOf = ({ state }: Option): State => state.id;

export const stateWord = (option: Option): string =>
  stateWords[stateOf(option)];

// The state stands beside them.
const checks = {
  one: after("{state} · ", stateOpenCheck),
  more: after("{state} · ", stateOpenChecks),
  oneSafety: after("{state} · ", stateOpenSafetyCheck),
  moreSafety: after("{state} · ", stateOpenSafetyChecks),
};

/** "4 checks open", "4 safety checks open" where one of them is a strong caution; empty where none is. */
export function openChecks(option: Option): string {
  const open = option.criteria.filter(
    ({ kind, outcome }) => kind === "caution" && outcome === "unknown",
  );
  if (!open.length) return "";
  const safety = open.some(({ strength }) => strength === "strong");
  if (open.length === 1) return safety ? checks.oneSafety : checks.one;
  return fill(safety ? checks.moreSafety : checks.more, {
    count: open.length,
  });
}

/** The state with what it rests on: the open checks, the strongest caution, the field that is needed. */
export const stateText = ({ state }: Option): string => state.text;

/** What has to come before the first dose; of what is held by itself the state says it. */
const holds = ({ before_start: before, place }: Option): string[] =>
  place.id === "hold" ? [] : before;

/** What has to come before the first dose of each of the options, once, with the names of those that wait for it. */
export function holdsOf(options: Option[]): Map<string, string[]> {
  const waiting = new Map<string, string[]>();
  for (const option of options)
    for (const before of holds(option))
      waiting.set(before, [...(waiting.get(before) ?? []), option.label]);
  return waiting;
}

/** The same of one option; "" for what can begin. The rest of several is counted; `above`: what is said above already. */
export function holdText(
  option: Option,
  above: ReadonlySet<string> = new Set(),
): string {
  const before = holds(option);
  const [first, ...more] = before.filter((one) => !above.has(one));
  const told = first
    ? `${first}${more.length ? ` (and ${more.length} more)` : ""}`
    : "";
  const isAbove = before.some((one) => above.has(one));
  return [isAbove ? "Hold: see above." : "", told].filter(Boolean).join(" ");
}

export const fitText = (verdict: Verdict): string => trialWords[verdict];

/** Empty for what has no tier, because a rule places it. */
export const tierText = (tier: Tier | null): string =>
  tier === null ? "" : tierWords[tier];

/** The sentence of its place, without the state, which stands beside it. */
export const headlineText = ({ place }: Option): string => `${place.text}.`;

/** Why it stands where it stands, in a few words. */
export const placeText = ({ place }: Option): string => place.text;

export const plainWord = (word: string): string => word.replaceAll("_", " ");

export const isUsable = (option: { verdict: Verdict }): boolean =>
  option.verdict === "eligible" || option.verdict === "eligible_with_caution";
export const isExcluded = (option: Option): boolean =>
  option.verdict === "not_indicated" || option.verdict === "contraindicated";

// What decides: the scores of the summary, and everything that is not a score.
export const decidingScores = new Set(["child_pugh", "albi", "malbi", "bclc"]);

const shownFirst = 5;

/** The options that are shown first: those that are not out. */
export const firstOptions = (
  { options }: Assessment,
  most = shownFirst,
): Option[] => options.filter((option) => !isExcluded(option)).slice(0, most);

/** Where going on or watching stands first, the rest is for those who want a new therapy. */
export function underHeadings(first: Option[]): [string, Option[]][] {
  const [leading, ...rest] = first;
  return leading?.id === "no_change_now" && rest.length
    ? [
        ["First options", [leading]],
        ["If a new therapy is wanted", rest],
      ]
    : [["First options", first]];
}

export const optionLabel = (assessment: Assessment, id: string): string =>
  assessment.options.find((option) => option.id === id)?.label ??
  capital(plainWord(id));

export { capital };

/** What was asked, and what was answered, as the core echoes it: "Total bilirubin", "1.4 mg/dL". */
export const inputLabel = ({ field, label }: Input): string =>
  label && label !== field ? label : fieldLabel(field);
export const inputText = (input: Input): string =>
  valueText(input.field, input.value, input.unit, input);

/** "nextline 1.2.3" of the version, which names the knowledge too. */
export const releaseOf = (version: string): string =>
  version.replace(/,.*/, "");

const itself = "{threshold}";
const operators: Record<NonNullable<Because["op"]>, `${string}{threshold}`> = {
  ">=": opAtLeast,
  "<=": opAtMost,
  ">": opAbove,
  "<": opBelow,
  "==": itself,
  "!=": opNot,
  in: itself,
  not_in: opNotIn,
  has_any: opAnyOf,
  has_all: opAllOf,
  has_none: opNoneOf,
  last_in: opLastIn,
  last_not_in: opLastNotIn,
  // Without a threshold.
  holds_option: itself,
  lacks_option: itself,
};

/** Facts are written small, scores with capitals of their own: "mALBI" stays. */
const asName = (label: string): string =>
  /^[a-z]+[A-Z]/.test(label) ? label : capital(label);

/** The name of what a criterion looked at: a field, a score or a fact. */
const subjectName = ({ field, label }: Because): string =>
  isField(field) ? fieldLabel(field) : asName(label ?? plainWord(field));

/** "AFP: 120 ng/mL". */
export const knownText = (because: Because): string =>
  `${subjectName(because)}: ${valueText(because.field, because.value, because.unit, because)}`;

/** "AFP: 120 ng/mL; needed: at least 400 ng/mL". */
export function becauseText(because: Because, kind: Criterion["kind"]): string {
  const { field, threshold, op } = because;
  const known = knownText(because);
  if (
    threshold === undefined ||
    threshold === null ||
    typeof threshold === "boolean"
  )
    return known;
  const bound = Array.isArray(threshold)
    ? threshold
        .map((word) =>
          isField(field)
            ? wordText(String(word), field)
            : plainWord(String(word)),
        )
        .join(" or ")
    : valueText(field, threshold, because.unit);
  return `${known}; ${kind === "requires" ? "needed" : "threshold"}: ${fill(op === null ? itself : operators[op], { threshold: bound })}`;
}

export const scoreName = ({ name }: Score): string => name;

// Two decimals where the score has more, three where a cut-off is close by.
/** In the decimals that tell it from a cut-off close by: "−2.43". */
export const scoreNumber = (score: Score, value: number): string =>
  String(Number(value.toFixed(score.near ? 3 : 2))).replace(/^-/, "−");

const gradeText = (grade: string): string =>
  grade.length <= 3 ? `grade ${grade}` : grade;

/** "A6", "−2.43 (grade 2)", "A or B", "6 to 40": settled or what is still possible. */
export function scoreText(score: Score): string {
  const { value, grade, label, unit } = score;
  if (score.not_computable) return "not computable";
  if (typeof value === "string") return value;
  if (typeof value === "number") {
    if (score.id === "child_pugh" && label) return label;
    return [
      scoreNumber(score, value),
      unitText(unit),
      grade ? `(${gradeText(grade)})` : "",
    ]
      .filter(Boolean)
      .join(" ");
  }
  if (grade) return gradeText(grade);
  const grades = score.grades ?? [];
  if (grades.length > 1 && grades.length < 4) {
    return `${grades.slice(0, -1).join(", ")} or ${grades.at(-1)}`;
  }
  if (score.at_least !== undefined && score.at_most !== undefined) {
    return `${scoreNumber(score, score.at_least)} to ${scoreNumber(score, score.at_most)}`;
  }
  return "open";
}

export const isSettled = (score: Score): boolean =>
  (score.value !== null && score.value !== undefined) || !!score.grade;

export interface Recruitment {
  status: string;
  /** 2026-11-29, 2026-11 or 2026. */
  as_of: string;
}

/** Whole months from the earliest day that `asOf` can mean. */
export function monthsSince(asOf: string, today = new Date()): number {
  const [year = 0, month = 1, day = 1] = asOf.split("-").map(Number);
  const months =
    (today.getFullYear() - year) * 12 + (today.getMonth() + 1 - month);
  return Math.max(0, today.getDate() < day ? months - 1 : months);
}

/** "Open" keeps for twelve months from that day on; after that nobody knows. */
export function recruitmentStatus(
  { status, as_of }: Recruitment,
  today = new Date(),
): string {
  const [year = 0, month = 1, day = 1] = as_of.split("-").map(Number);
  const keeps = new Date(year + 1, month - 1, day);
  const now = new Date(today.getFullYear(), today.getMonth(), today.getDate());
  return status === "open" && now > keeps ? "unknown" : status;
}

/** The trials by whether their criteria fit; those that are known to be closed apart. */
export function trialGroups({ trials }: Assessment, today = new Date()) {
  const isClosed = ({ recruitment }: Trial): boolean =>
    recruitmentStatus(recruitment, today) === "closed";
  const left = trials.filter((trial) => !isClosed(trial));
  const isOpen = ({ verdict }: Trial): boolean =>
    verdict === "needs_information";
  return {
    fit: left.filter(isUsable),
    open: left.filter(isOpen),
    not: left.filter((trial) => !isUsable(trial) && !isOpen(trial)),
    closed: trials.filter(isClosed),
  };
}

/** What stands in the row of a trial: how many of those listed there are. */
export function trialsText(assessment: Assessment): string {
  const { fit, open, not } = trialGroups(assessment);
  const count = fit.length + open.length + not.length;
  if (!count) return "";
  const waiting = open.length ? `, ${open.length} unclear` : "";
  return `${fit.length || "None"} of ${count} listed ${fit.length === 1 ? "fits" : "fit"}${waiting}`;
}

/** What was read, of when, and how old that is. */
export function recruitmentText(
  recruitment: Recruitment,
  today = new Date(),
): string {
  const months = monthsSince(recruitment.as_of, today);
  const age =
    months >= 24
      ? `${Math.floor(months / 12)} years ago`
      : months === 0
        ? "this month"
        : `${months} month${months === 1 ? "" : "s"} ago`;
  return `recruitment ${plainWord(recruitmentStatus(recruitment, today))} as of ${recruitment.as_of} (${age})`;
}

const blockText = (assessment: Assessment, id: string): string => {
  const score = assessment.scores.find((candidate) => candidate.id === id);
  if (score) return scoreName(score);
  const option = assessment.options.find((candidate) => candidate.id === id);
  if (option?.label) return option.label;
  const pathway = assessment.pathways.find(
    (candidate: Pathway) => candidate.id === id,
  );
  if (pathway?.label) return pathway.label;
  return /^NCT\d+$/.test(id) ? id : plainWord(id);
};

const blocksNamed = 3;

/** "Child-Pugh, ALBI, Regorafenib and 4 more". */
export function blocksText(assessment: Assessment, blocks: string[]): string {
  return listed(
    blocks.map((id) => blockText(assessment, id)),
    blocksNamed,
  );
}

/** `exact`: all that is open was tried; else other ranks are possible, and it is not said that there are none. */
export const rangeText = (
  { rank, best, worst }: Exploration["rank_range"]["options"][number],
  exact: boolean,
): string =>
  best === worst
    ? exact
      ? `Rank ${rank}, whatever the open answer is.`
      : `Rank ${rank}; no answer that was tried moves it.`
    : `Rank ${rank} now; from ${best} to ${worst} ${exact ? "as the open answer falls" : "with the answers that were tried"}.`;
