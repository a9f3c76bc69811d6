// SPDX-License-Identifier: Apache-2.0
// What is not answered: what nothing can be ranked without, what an option waits for, all that is open.
import type { Assessment, Option } from "#outputs";
import { fieldLabel } from "./form/fields";
import { decidingScores, isSettled } from "./words";

/** A field without an answer. */
export interface Unanswered {
  field: string;
  /** What waits for it. */
  blocks: string[];
  /** The same without scores that decide nothing. */
  decides: string[];
}

/** All that is open, in the order of the form. */
export const unanswered = ({ missing, scores }: Assessment): Unanswered[] =>
  missing.map(({ field, blocks }) => ({
    field,
    blocks,
    decides: blocks.filter(
      (id) => decidingScores.has(id) || !scores.some((one) => one.id === id),
    ),
  }));

/**
 * The fields that an undecided option waits for: those of `missing` that block it, in the order of its criteria, in which its
 * state names the first of them.
 */
export const neededFields = (option: Option): string[] => [
  ...new Set(
    option.criteria
      .filter(
        ({ kind, outcome }) =>
          outcome === "unknown" && (kind === "requires" || kind === "excludes"),
      )
      .flatMap(({ needs }) => needs ?? []),
  ),
];

/** The fields that open checks of these options wait for, those of safety checks first; of whole options. */
export function checkFields(options: Option[]): string[] {
  const open = options
    .flatMap(({ criteria }) => criteria)
    .filter(({ kind, outcome }) => kind === "caution" && outcome === "unknown");
  const isSafety = ({ strength }: (typeof open)[number]): boolean =>
    strength === "strong";
  const inOrder = [
    ...open.filter(isSafety),
    ...open.filter((one) => !isSafety(one)),
  ];
  return [...new Set(inOrder.flatMap(({ needs }) => needs ?? []))];
}

/**
 * The answers without which nothing is ranked: the earlier therapy, and one of performance status and liver function. Each
 * as the questions of which one will do; null where they are there.
 */
export function missingToRank({
  patient,
  scores,
}: Assessment): string[][] | null {
  const entered = new Set(patient.inputs.map(({ field }) => field as string));
  const liver = scores.some(
    (score) =>
      (score.id === "child_pugh" || score.id === "malbi") && isSettled(score),
  );
  const missing = [
    entered.has("prior_therapies") ? null : ["prior_therapies"],
    entered.has("ecog") || liver ? null : ["ecog", "bilirubin", "albumin"],
  ].filter((fields) => fields !== null);
  return missing.length ? missing : null;
}

/** "Not ranked without an answer to: ECOG performance status or Total bilirubin or Albumin."; null where there is an order. */
export function notRanked(assessment: Assessment): string | null {
  const missing = missingToRank(assessment);
  if (!missing) return null;
  const questions = missing.map((fields) =>
    fields.map(fieldLabel).join(" or "),
  );
  return `Not ranked without an answer to: ${questions.join("; and ")}.`;
}
