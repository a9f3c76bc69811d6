// SPDX-License-Identifier: Apache-2.0
// What is said of one option; the same in a row of the comparison and in the drawer.
import type { Assessment, Assumption, Criterion, Option } from "#outputs";
import { h, type Child } from "../../dom";
import { missed } from "../../loading/lazy";
import { fieldLabel, valueText } from "../../form/fields";
import { capital, stateOf, stateText, tierText } from "../../words";
import { neededFields } from "../../missing";
import { cite } from "./cite";
import type { View } from "../panel";
import { criterionItem, fieldLink } from "./criteria";

export const badge = (option: Option): Node =>
  h(
    "span",
    { class: "badge", "data-state": stateOf(option) },
    stateText(option),
  );

const row = (label: string, ...content: Child[]): Node =>
  h(
    "div",
    { class: "option__row" },
    h("dt", {}, label),
    h("dd", {}, ...content),
  );

function assumption(item: Assumption): Node {
  return h(
    "li",
    { class: "assumption", "data-key": item.field },
    h(
      "span",
      {},
      `${fieldLabel(item.field)}: ${valueText(item.field, item.assumed).toLowerCase()} (not answered)`,
    ),
    h(
      "span",
      { class: "assumption__buttons" },
      h(
        "button",
        {
          type: "button",
          class: "button button--small",
          "data-action": "confirm",
          "data-for": item.field,
          "aria-label": `Confirm: ${fieldLabel(item.field)}`,
        },
        "Confirm",
      ),
      h(
        "button",
        {
          type: "button",
          class: "button button--small button--quiet",
          "data-reveal": item.field,
          "aria-label": `Correct: ${fieldLabel(item.field)}`,
        },
        "Correct",
      ),
    ),
  );
}

/** Why, dose, before the first dose, what is assumed. */
export function optionBody(assessment: Assessment, option: Option): Node {
  const reasons = option.reasons ?? [];
  const dose = option.dose ?? option.dose_short;
  const before = option.before_start ?? [];
  const assumed = assessment.assumptions.filter((item) =>
    (option.assumes ?? []).includes(item.field),
  );
  return h(
    "dl",
    { class: "option__body" },
    reasons.length
      ? row(
          "Why here",
          h(
            "ul",
            { class: "reasons" },
            reasons.map((reason) =>
              h(
                "li",
                { "data-effect": reason.effect },
                h(
                  "span",
                  { class: "visually-hidden" },
                  `${capital(reason.effect)}: `,
                ),
                reason.text,
                cite(assessment, reason.source),
              ),
            ),
          ),
        )
      : null,
    // Where there is none for this patient the short form alone says so.
    dose ? row("Dose", dose) : null,
    before.length
      ? row(
          // What is given already has had its first dose.
          option.place.id === "hold"
            ? "To settle first"
            : "Before the first dose",
          h(
            "ul",
            { class: "todo" },
            before.map((step) => h("li", {}, step)),
          ),
        )
      : null,
    assumed.length
      ? row("Assumed", h("ul", { class: "plain" }, assumed.map(assumption)))
      : null,
  );
}

/** The results behind an option, folded; opening it asks for the details. */
export function optionEvidence(view: View, option: Option): Node | null {
  const count = option.evidence?.length ?? 0;
  if (!count) return null;
  const { onDemand } = view;
  const key = `evidence-${option.id}`;
  const open = view.open.has(key);
  return h(
    "details",
    { class: "option__more", "data-key": key, "data-load": "details", open },
    h(
      "summary",
      {},
      count === 1 ? "The result behind it" : `The ${count} studies behind it`,
      h("span", { class: "quiet" }, " · plot, numbers, quotes"),
    ),
    !open
      ? null
      : onDemand && typeof onDemand !== "string"
        ? onDemand.evidence(view, option)
        : onDemand
          ? missed(onDemand, "details")
          : h("p", { class: "option__note" }, "Loading"),
  );
}

/** What each published algorithm says of it; null where none speaks. */
export function says({ pathways }: Assessment, option: Option): Node | null {
  const spoken = Object.entries(option.pathways ?? {});
  if (!spoken.length) return null;
  return h(
    "section",
    { class: "option__part", "data-key": "says" },
    h("h3", {}, "Algorithms and guidelines"),
    h(
      "ul",
      { class: "plain" },
      spoken.map(([id, word]) =>
        h(
          "li",
          { "data-key": id },
          `${pathways.find((pathway) => pathway.id === id)?.label ?? id}: ${tierText(word)}`,
        ),
      ),
    ),
    // Where they settle its place, that says it.
    option.tier && !["algorithms", "rules"].includes(option.place.id)
      ? h("p", { class: "quiet" }, capital(tierText(option.tier)))
      : null,
  );
}

/** The criteria that keep an option out. */
export const deciding = (option: Option): Criterion[] =>
  option.criteria.filter(
    (c) =>
      (c.kind === "excludes" && c.outcome === "met") ||
      (c.kind === "requires" && c.outcome === "not_met"),
  );

/** They with the patient's value and the threshold. */
export const whyOut = (assessment: Assessment, option: Option): Node =>
  h(
    "ul",
    { class: "criteria why-out" },
    deciding(option).map((c) => criterionItem(assessment, c)),
  );

/** The fields that hold an undecided option back. */
export function openFields(option: Option): Node | null {
  if (option.verdict !== "needs_information") return null;
  const needs = neededFields(option);
  if (!needs.length) return null;
  return h(
    "p",
    { class: "option__open" },
    "Decided by: ",
    needs.map((field, index) => [index ? ", " : null, fieldLink(field)]),
  );
}
