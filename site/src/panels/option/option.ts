// SPDX-License-Identifier: Apache-2.0
// The option that was chosen in the comparison, whole: a drawer beside it, on a small screen over it.
import "./option.css";
import type { Option } from "#outputs";
import { h } from "../../dom";
import { isExcluded, optionLabel, placeText, rangeText } from "../../words";
import type { Panel, View } from "../panel";
import {
  badge,
  openFields,
  optionBody,
  optionEvidence,
  says,
  whyOut,
} from "../shared/option-details";
import { checkedCriteria } from "../shared/criteria";

function checked(view: View, option: Option): Node {
  const key = `checked-${option.id}`;
  return h(
    "section",
    { class: "option__part", "data-key": "checked" },
    h("h3", {}, "What was checked"),
    checkedCriteria(view.assessment, option.criteria, {
      "data-key": key,
      open: view.open.has(key),
    }),
  );
}

/** How its place may change: the open answers, and how often it comes first. */
function movement(view: View, option: Option): Node | null {
  const { insight, assessment } = view;
  const ranges = insight?.exploration?.rank_range;
  const range = ranges?.options.find(({ id }) => id === option.id);
  const next = assessment.options[option.rank];
  const note = view.rankNote?.(view, option.id) ?? null;
  if (!range && !next && !note) return null;
  return h(
    "section",
    { class: "option__part", "data-key": "movement" },
    h("h3", {}, "What would move it"),
    range ? h("p", {}, rangeText(range, ranges?.search === "exact")) : null,
    option.above_next && next
      ? h(
          "p",
          {},
          h("b", {}, `Why before ${optionLabel(assessment, next.id)}: `),
          option.above_next.text,
        )
      : null,
    note,
  );
}

export const panel: Panel = {
  id: "option",
  title: ({ assessment, chosen }) =>
    chosen ? optionLabel(assessment, chosen) : "",
  followsWorker: true,
  render(view) {
    const { assessment, chosen } = view;
    if (!chosen || !assessment.options.some(({ id }) => id === chosen))
      return null;
    const option = view.option(chosen);
    return [
      h(
        "div",
        {
          class: "option",
          id: `option-${option.id}`,
          "data-key": option.id,
          "data-verdict": option.verdict,
        },
        h(
          "p",
          { class: "option__family" },
          [`Rank ${option.rank}`, option.family].filter(Boolean).join(" · "),
        ),
        badge(option),
        isExcluded(option)
          ? whyOut(assessment, option)
          : h("p", { class: "option__place" }, placeText(option)),
        openFields(option),
        optionBody(assessment, option),
        says(assessment, option),
        checked(view, option),
        h(
          "section",
          { class: "option__part", "data-key": "evidence" },
          h("h3", {}, "Evidence"),
          option.evidence_line ? h("p", {}, option.evidence_line) : null,
          optionEvidence(view, option),
        ),
        movement(view, option),
      ),
      h(
        "button",
        {
          type: "button",
          class: "button button--icon option__close",
          "data-action": "close-option",
          "aria-label": "Close: back to the comparison",
        },
        h("span", { "aria-hidden": "true" }, "×"),
      ),
    ];
  },
};
