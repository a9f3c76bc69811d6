// SPDX-License-Identifier: Apache-2.0
// The results of the options on their natural scales, and what the value of each is made of.
import { scaleLinear } from "d3-scale";
import { h } from "../../dom";
import { svg } from "../../evidence/svg";
import type { ComparedCriterion, CriterionId, Robustness } from "#outputs";
import {
  criterionIds,
  criterionInside,
  criterionName,
  resultText,
  ruleText,
} from "../../robustness/words";

const lane = 22;

function dot(
  criterion: ComparedCriterion,
  position: (value: number) => string,
): SVGElement {
  const { result, low, high, upper_bound_only, bounds } = criterion;
  const middle = lane / 2;
  const across = (from: number, to: number, name: string): SVGElement =>
    svg("line", {
      class: name,
      x1: position(from),
      x2: position(to),
      y1: middle,
      y2: middle,
    });
  return svg(
    "svg",
    {
      class: "dots__lane",
      height: lane,
      "aria-hidden": "true",
      "data-result": result,
      "data-low": low,
      "data-high": high,
    },
    svg("line", { class: "dots__zero", x1: 0, x2: 0, y1: 0, y2: lane }),
    // Missing harm: between the bounds of its class.
    result === null && bounds
      ? across(bounds[1], bounds[0], "dots__bounds")
      : null,
    result !== null && upper_bound_only
      ? across(0, result, "dots__bounds")
      : null,
    result !== null && !upper_bound_only && (low !== null || high !== null)
      ? across(low ?? result, high ?? result, "dots__interval")
      : null,
    result !== null
      ? svg("circle", {
          class: upper_bound_only ? "dots__open" : "dots__dot",
          cx: position(result),
          cy: middle,
          r: 5,
        })
      : null,
  );
}

export function dots(robustness: Robustness, id: CriterionId): Node {
  const rows = robustness.options.map((option) => ({
    option,
    criterion: option.criteria.find((one) => one.id === id),
  }));
  const most = Math.max(
    1,
    ...rows.flatMap(({ criterion }) => [
      criterion?.result ?? 0,
      criterion?.upper_bound_only ? 0 : (criterion?.high ?? 0),
      criterion?.bounds?.[0] ?? 0,
    ]),
  );
  const unit = rows[0]?.criterion?.unit ?? "";
  const scale = scaleLinear().domain([0, most]).nice(5).range([0, 100]);
  const position = (value: number): string =>
    `${Math.round(Math.min(100, scale(value)) * 1000) / 1000}%`;
  return h(
    "figure",
    { class: "dots", "data-key": id, "data-criterion": id },
    h(
      "figcaption",
      {},
      h("b", {}, criterionName(id)),
      h("span", { class: "quiet" }, ` 0 to ${scale.domain()[1]} ${unit}`),
    ),
    h(
      "ul",
      { class: "plain" },
      rows.map(({ option, criterion }) =>
        criterion
          ? h(
              "li",
              { class: "dots__row", "data-key": option.id },
              h("span", { class: "dots__name" }, option.label),
              dot(criterion, position),
              h(
                "span",
                { class: "dots__words" },
                resultText(criterion),
                criterion.result === null
                  ? null
                  : h(
                      "span",
                      { class: "dots__rule" },
                      `; ${ruleText(criterion)}`,
                    ),
              ),
            )
          : null,
      ),
    ),
  );
}

export function contributions(robustness: Robustness): Node {
  return h(
    "div",
    { "data-key": "contributions" },
    h("h4", {}, "What the value of each is made of"),
    h(
      "ul",
      { class: "plain parts__legend" },
      criterionIds.map((id) =>
        h(
          "li",
          {},
          h("span", { class: `parts__key parts--${id}` }),
          criterionName(id),
        ),
      ),
      h(
        "li",
        {},
        h("span", { class: "parts__key parts--open" }),
        "at best, were it reported",
      ),
    ),
    h(
      "ul",
      { class: "plain" },
      robustness.options.map((option) => {
        let at = 0;
        const [low, high] = option.value;
        const rect = (width: number, name: string, id: string): SVGElement => {
          const x = at;
          at += width * 100;
          return svg("rect", {
            class: name,
            "data-criterion": id,
            "data-width": width,
            x: `${Math.round(x * 1000) / 1000}%`,
            width: `${Math.round(width * 100000) / 1000}%`,
            height: 16,
          });
        };
        const parts = option.criteria.map(({ id, contribution }) =>
          rect(contribution[0], `parts--${id}`, id),
        );
        return h(
          "li",
          { class: "parts__row", "data-key": option.id },
          h("span", { class: "dots__name" }, option.label),
          svg(
            "svg",
            {
              class: "parts__bar",
              height: 16,
              role: "img",
              "aria-label": `${option.label}: ${option.criteria
                .map(
                  ({ id, contribution: [worst, best] }) =>
                    `${criterionInside(id)} ${worst.toFixed(2)}${best > worst ? ` to ${best.toFixed(2)}` : ""}`,
                )
                .join(", ")}`,
            },
            ...parts,
            high > low ? rect(high - low, "parts--open", "open") : null,
          ),
          h(
            "span",
            { class: "dots__words" },
            low === high
              ? low.toFixed(2)
              : `${low.toFixed(2)} to ${high.toFixed(2)}`,
          ),
        );
      }),
    ),
  );
}
