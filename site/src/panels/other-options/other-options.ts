// SPDX-License-Identifier: Apache-2.0
import "./other-options.css";
import type { Option } from "#outputs";
import { h } from "../../dom";
import { firstOptions, isExcluded, placeText } from "../../words";
import type { Panel, View } from "../panel";
import {
  badge,
  openFields,
  optionBody,
  optionEvidence,
  optionMore,
  whyOut,
} from "../shared/option-details";

/** Options by class, classes in the order of their best member. */
function byFamily(options: Option[]): [string, Option[]][] {
  const families = new Map<string, Option[]>();
  for (const option of options) {
    const family = option.family ?? "Other";
    families.set(family, [...(families.get(family) ?? []), option]);
  }
  return [...families];
}

function row(view: View, option: Option): Node {
  const { assessment } = view;
  const excluded = isExcluded(option);
  const key = `other-${option.id}`;
  return h(
    "li",
    {
      class: "other",
      "data-key": option.id,
      "data-verdict": option.verdict,
      id: `option-${option.id}`,
    },
    h(
      "details",
      { "data-key": key, open: view.open.has(key) },
      h(
        "summary",
        { class: "other__head" },
        h(
          "span",
          { class: "other__rank", "aria-label": `Rank ${option.rank}` },
          option.rank,
        ),
        h("span", { class: "other__name" }, option.label ?? option.id),
        badge(option),
      ),
      view.open.has(key)
        ? [
            optionBody(assessment, option),
            optionEvidence(view, option),
            optionMore(view, option),
          ]
        : null,
    ),
    excluded
      ? whyOut(assessment, option)
      : option.verdict === "needs_information"
        ? openFields(option)
        : h("p", { class: "other__headline" }, placeText(option)),
  );
}

export const panel: Panel = {
  id: "other-options",
  title: "Other options, by class",
  render(view) {
    const { assessment } = view;
    const shown = new Set(firstOptions(assessment));
    const rest = assessment.options.filter((option) => !shown.has(option));
    const excluded = rest.filter(isExcluded);
    const open = rest.filter((option) => !isExcluded(option));
    if (!rest.length) return null;
    // Where hardly anything is left, what is out is not folded away: never fewer than two options are in view.
    const few = shown.size < 2;
    const key = few ? "excluded-open" : "excluded";
    const families = byFamily(open).map(([family, options]) =>
      h(
        "section",
        { class: "panel-other-options__family", "data-key": family },
        h("h3", {}, family),
        h(
          "ul",
          { class: "plain" },
          options.map((option) => row(view, option)),
        ),
      ),
    );
    return [
      ...families,
      ...(excluded.length
        ? [
            h(
              "details",
              {
                class: "panel-other-options__excluded",
                "data-key": key,
                open: few || view.open.has(key),
              },
              h(
                "summary",
                {},
                h("h3", {}, `Not for this patient now: ${excluded.length}`),
              ),
              h(
                "p",
                { class: "panel__lead" },
                "Each with the criterion, the patient's value and the threshold.",
              ),
              h(
                "ul",
                { class: "plain" },
                excluded.map((option) => row(view, option)),
              ),
            ),
          ]
        : []),
    ];
  },
};
