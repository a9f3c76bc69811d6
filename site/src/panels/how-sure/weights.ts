// SPDX-License-Identifier: Apache-2.0
// What matters how much: presets, a slider for each outcome, or an order of them. robustness/weighing.ts takes what is chosen.
import { h, type Child } from "../../dom";
import {
  orderShown,
  presetShown,
  weightsShown,
} from "../../robustness/weighing";
import type { CriterionId, Robustness } from "#outputs";
import {
  criterionIds,
  criterionInside,
  criterionName,
  percent,
} from "../../robustness/words";
import type { View } from "../panel";

function presets({ controls }: View, robustness: Robustness): Node {
  const chosen = presetShown(controls, robustness);
  return h(
    "fieldset",
    { class: "weights__presets" },
    h("legend", {}, "Weights to choose from"),
    h(
      "div",
      { class: "choices" },
      robustness.presets.map(({ id, label }, index) =>
        h(
          "label",
          { class: "choice" },
          h("input", {
            type: "radio",
            name: "weights-preset",
            value: index === 0 ? "" : id,
            "data-preset": id,
            checked: chosen === id,
          }),
          h("span", {}, label),
        ),
      ),
    ),
    h(
      "p",
      { class: "quiet" },
      robustness.presets.find(({ id }) => id === chosen)?.reason ??
        ("order" in controls.preferences
          ? "By your order of the outcomes."
          : "Your own weights."),
    ),
  );
}

function slider(view: View, robustness: Robustness, id: CriterionId): Node {
  const raw = weightsShown(view.controls, robustness)[id];
  const share = robustness.preferences.weights[id];
  const name = criterionName(id);
  const common = {
    "data-weight": id,
    min: 0,
    max: 100,
    value: raw,
    autocomplete: "off",
  };
  return h(
    "div",
    { class: "weights__row", "data-key": id },
    h("label", { for: `weight-${id}` }, name),
    h("input", { type: "range", id: `weight-${id}`, step: 1, ...common }),
    h("input", {
      type: "number",
      step: "any",
      class: "field__input weights__number",
      "aria-label": `Weight of ${criterionInside(id)}`,
      ...common,
    }),
    h("span", { class: "weights__share" }, percent(share)),
  );
}

function order(view: View, robustness: Robustness): Node {
  const ids = orderShown(view.controls, robustness);
  const button = (
    id: CriterionId,
    by: number,
    text: string,
    off: boolean,
  ): Node =>
    h(
      "button",
      {
        type: "button",
        class: "button button--icon",
        "data-move": id,
        "data-by": by,
        disabled: off,
        "aria-label": `${text} ${criterionInside(id)}`,
      },
      by < 0 ? "↑" : "↓",
    );
  return h(
    "ol",
    { class: "weights__order" },
    ids.map((id, place) =>
      h(
        "li",
        { "data-key": id },
        h("span", {}, criterionName(id)),
        button(id, -1, "More important:", place === 0),
        button(id, 1, "Less important:", place === ids.length - 1),
      ),
    ),
  );
}

export function weights(view: View, robustness: Robustness): Child[] {
  const key = "weights-order";
  return [
    h("h3", {}, "What matters to this patient"),
    h(
      "p",
      { class: "panel__lead" },
      "Move the weights, or put the outcomes in order: the ranking follows within its tiers. Verdicts and published algorithms stay first.",
    ),
    presets(view, robustness),
    h(
      "div",
      { class: "weights" },
      criterionIds.map((id) => slider(view, robustness, id)),
    ),
    h(
      "details",
      { "data-key": key, open: view.open.has(key) },
      h("summary", {}, "Or by order of importance"),
      view.open.has(key) ? order(view, robustness) : null,
    ),
  ];
}
