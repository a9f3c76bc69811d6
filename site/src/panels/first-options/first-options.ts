// SPDX-License-Identifier: Apache-2.0
import "./first-options.css";
import type { Option } from "#outputs";
import { h } from "../../dom";
import {
  firstOptions,
  headlineText,
  isUsable,
  placeText,
  stateText,
  underHeadings,
} from "../../words";
import { sourceNumbers, type Panel, type View } from "../panel";
import {
  badge,
  openFields,
  optionBody,
  optionEvidence,
  optionMore,
} from "../shared/option-details";

function card(view: View, option: Option): Node {
  const { assessment } = view;
  return h(
    "li",
    {
      class: "option",
      "data-key": option.id,
      "data-verdict": option.verdict,
      id: `option-${option.id}`,
    },
    h(
      "div",
      { class: "option__head" },
      h(
        "span",
        { class: "option__rank", "aria-label": `Rank ${option.rank}` },
        option.rank,
      ),
      h(
        "div",
        {},
        h("h3", { class: "option__name" }, option.label ?? option.id),
        h(
          "p",
          { class: "option__family" },
          [
            option.family,
            isUsable(option) && option.multicriteria ? placeText(option) : null,
          ]
            .filter(Boolean)
            .join(" · "),
        ),
      ),
      badge(option),
    ),
    !option.multicriteria && option.headline !== option.above_next?.text
      ? headline(option)
      : null,
    openFields(option),
    optionBody(assessment, option),
    view.rankNote?.(view, option.id) ?? null,
    option.above_next
      ? h("p", { class: "option__above" }, option.above_next.text)
      : null,
    optionEvidence(view, option),
    optionMore(view, option),
  );
}

function headline(option: Option): Node | null {
  const text = headlineText(option);
  return text ? h("p", { class: "option__headline" }, text) : null;
}

export const panel: Panel = {
  id: "first-options",
  title: "First options",
  followsWorker: true,
  depends(view) {
    const { assessment, insight, onDemand, open, rankNote } = view;
    const robustness = insight?.robustness;
    return [
      firstOptions(assessment).map((option) =>
        // Of the criteria a card tells only the number, unless they are open or decide.
        open.has(`more-${option.id}`) || !isUsable(option)
          ? option
          : [
              { ...option, criteria: option.criteria.length },
              stateText(option),
            ],
      ),
      assessment.assumptions,
      assessment.statements,
      assessment.patient?.settings,
      sourceNumbers(view),
      typeof onDemand === "string" ? onDemand : onDemand !== null,
      rankNote !== null,
      robustness && [
        robustness.weight_space,
        robustness.never_first,
        robustness.options.map(({ id, ranks, first_rank_share }) => [
          id,
          ranks.worst,
          first_rank_share,
        ]),
      ],
    ];
  },
  render(view) {
    const first = firstOptions(view.assessment);
    const statements = view.assessment.statements ?? [];
    return [
      h(
        "p",
        { class: "panel__lead" },
        !first.length
          ? "None suits this patient as entered. What rules each option out stands below."
          : first.some(isUsable)
            ? "In the order of the published pathways, judged for this patient. Open any reason."
            : "Nothing can be said for certain yet: what is missing decides.",
      ),
      ...underHeadings(first).flatMap(([heading, options], place) => [
        place
          ? h("h3", { class: "panel-first-options__wanted" }, heading)
          : null,
        h(
          "ol",
          {
            class: "panel-first-options__list",
            "data-key": options[0]?.id ?? "",
          },
          options.map((option) => card(view, option)),
        ),
      ]),
      statements.length
        ? h(
            "aside",
            {
              class: "panel-first-options__limits",
              "aria-label": "To be read with every result",
            },
            h("h3", {}, "To be read with every result"),
            h(
              "ul",
              {},
              statements.map((statement) => h("li", {}, statement)),
            ),
          )
        : null,
    ].filter((node) => node !== null);
  },
};
