// SPDX-License-Identifier: Apache-2.0
// How much the order means: rank distributions, weights, results on their natural scales, contributions, what flips it.
import "./how-sure.css";
import { scaleLinear } from "d3-scale";
import { h, type Child } from "../../dom";
import { svg } from "../../evidence/svg";
import { missed } from "../../loading/lazy";
import {
  orderShown,
  presetShown,
  weightsShown,
} from "../../robustness/weighing";
import type {
  Compared,
  ComparedCriterion,
  CriterionId,
  Robustness,
} from "#outputs";
import {
  criterionIds,
  criterionInside,
  criterionName,
  percent,
  resultText,
  ruleText,
  shareSentence,
} from "../../robustness/words";
import { optionLabel, tierText } from "../../words";
import type { Panel, View } from "../panel";

const shownFirst = 5;

/** Its whole rank distribution: first at the left and darkest. */
export function rankBar({ ranks, label }: Compared): SVGElement {
  let at = 0;
  const count = ranks.worst.length;
  return svg(
    "svg",
    {
      class: "rank-bar",
      role: "img",
      "aria-label": `${label}, share of ranks: ${ranks.worst
        .map((share, rank) => ({ share, rank }))
        .filter(({ share }) => share >= 0.005)
        .map(({ share, rank }) => `rank ${rank + 1} ${percent(share)}`)
        .join(", ")}`,
      height: 14,
    },
    ...ranks.worst.map((share, rank) => {
      const x = at;
      at += share * 100;
      return svg("rect", {
        class: rank === 0 ? "rank-bar__first" : "rank-bar__rank",
        "data-rank": rank + 1,
        "data-share": share,
        "fill-opacity":
          Math.round((1 - (0.85 * rank) / Math.max(1, count - 1)) * 100) / 100,
        x: `${Math.round(x * 1000) / 1000}%`,
        width: `${Math.round(share * 100000) / 1000}%`,
        height: 14,
      });
    }),
  );
}

function rankItem(robustness: Robustness, option: Compared): Node {
  return h(
    "li",
    { class: "rank-item", "data-key": option.id },
    h(
      "p",
      { class: "rank-item__head" },
      h("b", {}, `${option.rank}. ${option.label}`),
      h("span", { class: "quiet" }, ` ${tierText(option.tier)}`),
    ),
    rankBar(option),
    h("p", { class: "rank-item__words" }, shareSentence(robustness, option)),
  );
}

function ranks(view: View, robustness: Robustness): Child[] {
  const first = robustness.options.filter(
    (option, place) =>
      place < shownFirst || option.first_rank_share.worst >= 0.05,
  );
  const rest = robustness.options.filter((option) => !first.includes(option));
  const key = "more-ranks";
  const list = (options: Compared[]): Node =>
    h(
      "ol",
      { class: "plain rank-list" },
      options.map((option) => rankItem(robustness, option)),
    );
  return [
    h("h3", {}, "By value alone: who comes first"),
    h(
      "p",
      { class: "panel__lead" },
      `${robustness.weight_space.text} What is not reported counts as worst. Darkest at the left: first.`,
    ),
    list(first),
    rest.length
      ? h(
          "details",
          { "data-key": key, open: view.open.has(key) },
          h("summary", {}, `${rest.length} more`),
          view.open.has(key) ? list(rest) : null,
        )
      : null,
  ];
}

// ---- weights ---------------------------------------------------------------------------------------------

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

function weights(view: View, robustness: Robustness): Child[] {
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

// ---- results on their natural scales ------------------------------------------------------------------------

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

function dots(robustness: Robustness, id: CriterionId): Node {
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

// ---- contributions -----------------------------------------------------------------------------------------

function contributions(robustness: Robustness): Node {
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

// ---- what flips it -----------------------------------------------------------------------------------------

/** Another one leads; where none does, nothing is said. */
const changing = <One extends { changes: boolean; leads: string | null }>(
  one: One,
): one is One & { leads: string } => one.changes && one.leads !== null;

const exactness = ({ standard_error }: Robustness): string =>
  standard_error === null
    ? ""
    : `; a share is exact to about ${(standard_error * 100).toFixed(1)} points`;

function flips({ assessment }: View, robustness: Robustness): Node {
  const name = (id: string): string => optionLabel(assessment, id);
  const intervals = robustness.interval_flip.filter(changing);
  const without = robustness.without.filter(changing);
  const never = robustness.never_first.worst;
  const { swap } = robustness;
  const lines: Child[] = [
    swap
      ? h(
          "li",
          {},
          `${name(swap.first)} and ${name(swap.second)}: ${swap.text}`,
        )
      : null,
    intervals.map(({ option, criterion, limit, result, leads }) =>
      h(
        "li",
        {},
        `With ${criterionInside(criterion)} of ${name(option)} ${
          limit === "best"
            ? "at the best it may be"
            : `at the ${limit === "low" ? "lower" : "upper"} limit of its interval (${result === null ? "?" : Math.round(result * 10) / 10})`
        }, ${name(leads)} would have the higher value.`,
      ),
    ),
    intervals.length
      ? null
      : h(
          "li",
          {},
          "No single result at the limit of its interval changes which of the first two has the higher value.",
        ),
    without.map(({ criterion, leads }) =>
      h(
        "li",
        {},
        `Without ${criterionInside(criterion)}, ${name(leads)} would have the higher value.`,
      ),
    ),
    never.length
      ? h(
          "li",
          {},
          `No weighting puts these first with the results as printed: ${never.map(name).join(", ")}.`,
        )
      : null,
  ];
  return h(
    "div",
    { "data-key": "flips" },
    h("h4", {}, "What would turn it round"),
    h("ul", { class: "flips" }, lines),
  );
}

// ---- why this above that --------------------------------------------------------------------------------------

function pair(view: View): Node {
  const { assessment, controls, compare } = view;
  const ids = assessment.options.map(({ id }) => id);
  // Two that are ranked by more than a rule of their own.
  const valued = assessment.options.filter((option) => option.multicriteria);
  const [first = "", second = ""] = valued.map(({ id }) => id);
  const a = ids.includes(controls.pair[0]) ? controls.pair[0] : first;
  const b = ids.includes(controls.pair[1]) ? controls.pair[1] : second;
  const choose = (place: number, chosen: string, label: string): Node =>
    h(
      "select",
      { "data-pair": place, "aria-label": label, autocomplete: "off" },
      assessment.options.map((option) =>
        h(
          "option",
          { value: option.id, selected: option.id === chosen },
          `${option.rank}. ${option.label ?? option.id}`,
        ),
      ),
    );
  const comparison = a === b ? null : compare(a, b);
  return h(
    "div",
    { class: "pair", "data-key": "pair" },
    h("h3", {}, "Why this above that"),
    h(
      "div",
      { class: "pair__choice" },
      choose(0, a, "One option"),
      choose(1, b, "Another option"),
    ),
    comparison
      ? h(
          "div",
          { class: "pair__answer", role: "status" },
          h("p", {}, comparison.text),
          comparison.differences.length
            ? h(
                "ul",
                {},
                comparison.differences.map(({ text }) => h("li", {}, text)),
              )
            : null,
          h("p", { class: "quiet" }, comparison.statement),
        )
      : h(
          "p",
          { class: "quiet", role: "status" },
          "Choose two different options.",
        ),
  );
}

export const panel: Panel = {
  id: "how-sure",
  title: "How sure is this order",
  folded({ insight }) {
    if (!insight) return null;
    if (insight.failed) return undefined;
    return insight.robustness
      ? "weights, rank distributions, any against any"
      : "being worked out";
  },
  followsWorker: true,
  render(view) {
    const { insight, open } = view;
    if (!insight) return null;
    const { robustness, failed } = insight;
    if (failed) return [missed(failed, "insight")];
    if (!robustness) return [h("p", { class: "quiet" }, "Being worked out")];
    const more = "how-sure-more";
    const body = robustness.shown
      ? [
          ...ranks(view, robustness),
          ...weights(view, robustness),
          h(
            "details",
            { class: "option__more", "data-key": more, open: open.has(more) },
            h(
              "summary",
              {},
              "Results, contributions, what would turn it round",
            ),
            open.has(more)
              ? [
                  criterionIds.map((id) => dots(robustness, id)),
                  contributions(robustness),
                  flips(view, robustness),
                ]
              : null,
          ),
        ]
      : [
          h("p", {}, robustness.hidden_because ?? ""),
          ...weights(view, robustness),
        ];
    return [
      h(
        "div",
        { class: "how-sure" },
        robustness.issues.map(({ message }) =>
          h("p", { class: "how-sure__issue" }, message),
        ),
        h(
          "p",
          { class: "how-sure__naive" },
          [robustness.statements[0], robustness.statements[2]].join(" "),
        ),
        body,
        pair(view),
        h(
          "p",
          { class: "quiet how-sure__method" },
          `${robustness.statements[1] ?? ""} ${robustness.missing} ${robustness.draws.toLocaleString("en")} draws, seed ${robustness.seed}${exactness(robustness)}.`,
        ),
      ),
    ];
  },
  /** Sliders that were moved by hand follow a preset or an order. */
  after(section, { controls, insight }) {
    const robustness = insight?.robustness;
    if (!robustness) return;
    const shown = weightsShown(controls, robustness);
    for (const input of section.querySelectorAll<HTMLInputElement>(
      "[data-weight]",
    )) {
      const value = String(shown[input.dataset["weight"] as CriterionId]);
      if (input !== document.activeElement && input.value !== value)
        input.value = value;
    }
    const chosen = presetShown(controls, robustness);
    for (const input of section.querySelectorAll<HTMLInputElement>(
      "[data-preset]",
    ))
      input.checked = chosen === input.dataset["preset"];
  },
};
