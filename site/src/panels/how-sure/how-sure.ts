// SPDX-License-Identifier: Apache-2.0
// How much the order means: rank distributions, weights, results and contributions, what turns it round, two options held
// against each other.
import "./how-sure.css";
import { h, type Child } from "../../dom";
import { missed } from "../../loading/lazy";
import { presetShown, weightsShown } from "../../robustness/weighing";
import type { CriterionId, Robustness } from "#outputs";
import { criterionIds, criterionInside } from "../../robustness/words";
import { optionLabel } from "../../words";
import type { Panel, View } from "../panel";
import { ranks } from "./ranks";
import { contributions, dots } from "./scales";
import { weights } from "./weights";

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
