// SPDX-License-Identifier: Apache-2.0
import { criteriaNone } from "#words/criteria";
import { criterionWords } from "#words/criterion";
import { judgedWords } from "#words/judged";
import type { Assessment, Criterion } from "#outputs";
import { h, type Child } from "../../dom";
import { fieldLabel, isField } from "../../form/fields";
import { becauseText } from "../../words";
import { cite } from "./cite";

const { applies, does_not_apply, met, not_met, unknown } = judgedWords;

/** How an outcome looks, and what it is called. */
const outcomes: Record<
  Criterion["kind"],
  Record<Criterion["outcome"], [string, string]>
> = {
  excludes: {
    met: ["against", applies],
    not_met: ["for", does_not_apply],
    unknown: ["open", unknown],
  },
  requires: {
    met: ["for", met],
    not_met: ["against", not_met],
    unknown: ["open", unknown],
  },
  caution: {
    met: ["care", applies],
    not_met: ["for", does_not_apply],
    unknown: ["open", unknown],
  },
  note: {
    met: ["note", applies],
    not_met: ["quiet", does_not_apply],
    unknown: ["note", unknown],
  },
};

/** "Exclusion", "Strong caution". */
export const kindText = ({
  kind,
  strength,
}: Pick<Criterion, "kind"> & Partial<Pick<Criterion, "strength">>): string =>
  kind === "caution" && strength === "strong"
    ? criterionWords.strong_caution
    : criterionWords[kind];

/** A link to a question of the form. */
export const fieldLink = (field: string): Node =>
  isField(field)
    ? h(
        "a",
        { href: `#field-${field}`, "data-reveal": field },
        fieldLabel(field),
      )
    : document.createTextNode(fieldLabel(field));

/** One criterion with its outcome, the patient's value, the threshold and the source. */
export function criterionItem(
  assessment: Assessment,
  criterion: Criterion,
): Node {
  const [tone, outcome] = outcomes[criterion.kind][criterion.outcome];
  const because = criterion.because ?? [];
  return h(
    "li",
    { class: "criterion", "data-tone": tone, "data-key": criterion.id },
    h(
      "span",
      { class: "criterion__kind" },
      `${kindText(criterion)} · ${outcome}`,
    ),
    h(
      "span",
      { class: "criterion__text" },
      criterion.text,
      cite(assessment, criterion.source),
    ),
    because.length
      ? h(
          "span",
          { class: "criterion__because" },
          because.map((fact, index) => [
            index ? " · " : null,
            becauseText(fact, criterion.kind),
          ]),
        )
      : null,
    criterion.outcome === "unknown" && criterion.needs?.length
      ? h(
          "span",
          { class: "criterion__because" },
          "Needs: ",
          criterion.needs.map((field, index) => [
            index ? ", " : null,
            fieldLink(field),
          ]),
        )
      : null,
  );
}

/** In the place of criteria that nobody recorded. */
export const noCriteria = (): Node => h("p", { class: "quiet" }, criteriaNone);

const criteriaList = (assessment: Assessment, criteria: Criterion[]): Node =>
  h(
    "ul",
    { class: "criteria" },
    criteria.map((criterion) => criterionItem(assessment, criterion)),
  );

/** Whether it stands against the option or trial, or says something of it. */
const speaks = ({ kind, outcome }: Criterion): boolean =>
  kind === "requires" ? outcome !== "met" : outcome === "met";

/**
 * What was checked of an option or trial, one list: what is open, what decides or speaks, and behind a fold what does not
 * apply. `fold`: the attributes of its `details`.
 */
export function checkedCriteria(
  assessment: Assessment,
  criteria: Criterion[],
  fold: { "data-key": string; open: boolean },
): Child[] {
  if (!criteria.length) return [noCriteria()];
  const open = criteria.filter(
    ({ outcome, kind }) => outcome === "unknown" && kind !== "note",
  );
  const said = criteria.filter((one) => !open.includes(one) && speaks(one));
  const rest = criteria.filter(
    (one) => !open.includes(one) && !said.includes(one),
  );
  return [
    open.length
      ? h("p", { class: "criteria__open" }, `${open.length} still open`)
      : null,
    open.length || said.length
      ? criteriaList(assessment, [...open, ...said])
      : null,
    rest.length
      ? h(
          "details",
          { class: "criteria__rest", ...fold },
          h("summary", {}, `${rest.length} checked, nothing found against it`),
          fold.open ? criteriaList(assessment, rest) : null,
        )
      : null,
  ];
}
