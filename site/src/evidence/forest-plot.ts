// SPDX-License-Identifier: Apache-2.0
// A forest plot: one line a result, grouped by setting, on the natural scale of the outcome. Drawn by ourselves:
// the plotting libraries that were looked at write inline styles, which the page's policy blocks, or draw on a
// canvas, which no screen reader reads; the scale is d3's. Every number stands beside its mark as text.
import "./forest-plot.css";
import { scaleLinear, type ScaleLinear } from "d3-scale";
import { resultContradict, resultOwnSetting } from "#words/result";
import { h } from "../dom";
import type { KnowledgeDetail } from "#outputs";
import type { OutcomeKey } from "./results";
import {
  designName,
  grouped,
  hasInterval,
  intervalOf,
  isCompared,
  outcomes,
  regimenName,
  settingName,
  studyName,
  valueOf,
  type Result,
} from "./results";
import { svg } from "./svg";

type Scale = ScaleLinear<number, number>;

const laneHeight = 26; // px
const middle = laneHeight / 2;

// The area of a mark goes with the number of patients, within what a phone can show.
const smallest = 6;
const largest = 20;
const sideOf = (n: number): number =>
  Math.min(largest, Math.max(smallest, 1.5 * Math.sqrt(n)));

const percent = (scale: Scale, value: number): string =>
  `${Math.round(scale(value) * 1000) / 1000}%`;

const ticksOf = (scale: Scale): number[] => scale.ticks(5);

/** From 0 to the largest number that is shown. */
function scaleFor(results: Result[]): Scale {
  const numbers = results.flatMap(({ outcome }) => [
    outcome.value ?? 0,
    outcome.high ?? 0,
    outcome.comparator_value ?? 0,
  ]);
  const unit = results[0]?.outcome.unit;
  const top = unit === "%" ? 100 : Infinity;
  const most = Math.max(1, ...numbers);
  // Room at the right for the largest mark.
  const nice =
    scaleLinear()
      .domain([0, most * 1.04])
      .nice(10)
      .domain()[1] ?? most;
  return scaleLinear([0, Math.min(top, nice)], [0, 100]);
}

const gridLines = (scale: Scale): SVGElement[] =>
  ticksOf(scale).map((tick) =>
    svg("line", {
      class: tick === 0 ? "forest__zero" : "forest__grid",
      x1: percent(scale, tick),
      x2: percent(scale, tick),
      y1: 0,
      y2: "100%",
    }),
  );

function mark({ row, outcome }: Result, scale: Scale): SVGElement | null {
  if (outcome.value === null) return null;
  // A nested svg puts the origin on the value: lengths in px around a place in percent.
  const inner = row.n
    ? svg("rect", {
        x: -sideOf(row.n) / 2,
        y: middle - sideOf(row.n) / 2,
        width: sideOf(row.n),
        height: sideOf(row.n),
      })
    : svg("path", {
        class: "forest__open",
        d: `M0 ${middle - 6}L6 ${middle}L0 ${middle + 6}L-6 ${middle}Z`,
      });
  return svg(
    "svg",
    {
      class: "forest__mark",
      x: percent(scale, outcome.value),
      overflow: "visible",
    },
    inner,
  );
}

function interval({ outcome }: Result, scale: Scale): SVGElement[] {
  const { low, high, value } = outcome;
  if (value === null || (low == null && high == null)) return [];
  const from = low ?? value;
  const to = high ?? scale.domain()[1] ?? value;
  const cap = (at: number): SVGElement =>
    svg("line", {
      class: "forest__interval",
      x1: percent(scale, at),
      x2: percent(scale, at),
      y1: middle - 5,
      y2: middle + 5,
    });
  return [
    svg("line", {
      class: "forest__interval",
      x1: percent(scale, from),
      x2: percent(scale, to),
      y1: middle,
      y2: middle,
    }),
    ...(low == null ? [] : [cap(low)]),
    ...(high == null ? [] : [cap(high)]),
  ];
}

function lane(result: Result, scale: Scale): SVGElement {
  const { row, outcome } = result;
  return svg(
    "svg",
    {
      class: "forest__lane",
      "aria-hidden": "true",
      height: laneHeight,
      "data-row": row.id,
      "data-value": outcome.value,
      "data-low": outcome.low,
      "data-high": outcome.high,
      "data-comparator": outcome.comparator_value,
      "data-n": row.n,
      "data-compared": String(isCompared(result)),
    },
    ...gridLines(scale),
    ...interval(result, scale),
    outcome.comparator_value == null
      ? null
      : svg("circle", {
          class: "forest__comparator",
          cx: percent(scale, outcome.comparator_value),
          cy: middle,
          r: 4.5,
        }),
    mark(result, scale),
  );
}

function axis(scale: Scale, unit: string): SVGElement {
  const ticks = ticksOf(scale);
  return svg(
    "svg",
    { class: "forest__axis", "aria-hidden": "true", height: 20 },
    ...ticks.map((tick, index) => {
      const text = svg("text", {
        x: percent(scale, tick),
        y: 14,
        "text-anchor":
          index === 0 ? "start" : scale(tick) > 96 ? "end" : "middle",
        "data-tick": tick,
      });
      text.textContent = `${tick}${index === 0 ? "" : unit === "%" ? " %" : ""}`;
      return text;
    }),
  );
}

// One link a result: the whole line is the target, which opens the quote and the place in the document.
function line(detail: KnowledgeDetail, result: Result, scale: Scale): Node {
  const { row, outcome } = result;
  const sub = [
    studyName(detail, row.source),
    row.n ? `n ${row.n}` : "n not reported",
    designName(row.design),
    isCompared(result) || outcome.value === null ? null : "not compared",
  ]
    .filter(Boolean)
    .join(" · ");
  const extra = [
    outcome.value !== null && hasInterval(result) ? intervalOf(result) : null,
    outcome.comparator_value == null
      ? null
      : `against ${outcome.comparator_value}`,
  ]
    .filter(Boolean)
    .join(", ");
  return h(
    "li",
    { class: "forest__line", "data-key": `${row.id}-${result.key}` },
    h(
      "a",
      {
        class: "forest__link",
        href: `#row-${row.id}`,
        "data-evidence": row.id,
        "data-outcome": result.key,
      },
      h(
        "span",
        { class: "forest__name" },
        h(
          "span",
          { class: "forest__regimen" },
          regimenName(detail, row.regimen),
        ),
        " ",
        h("span", { class: "forest__study" }, sub),
      ),
      lane(result, scale),
      h(
        "span",
        { class: "forest__value" },
        h("b", {}, valueOf(result)),
        outcome.conflict
          ? h(
              "span",
              { class: "conflict-mark" },
              h("span", { class: "visually-hidden" }, ` ${resultContradict} `),
              h("span", { "aria-hidden": "true" }, "≠"),
            )
          : null,
        extra ? h("span", { class: "forest__extra" }, ` ${extra}`) : null,
      ),
    ),
  );
}

/** What the marks mean; only those that occur. */
function legend(results: Result[]): Node {
  const item = (shape: SVGElement, text: string): Node =>
    h(
      "li",
      {},
      svg(
        "svg",
        { class: "forest__key", width: 20, height: 16, "aria-hidden": "true" },
        shape,
      ),
      text,
    );
  const has = (test: (result: Result) => boolean): boolean =>
    results.some(test);
  return h(
    "ul",
    { class: "plain forest__legend" },
    has(({ row }) => !!row.n)
      ? item(
          svg("rect", {
            class: "forest__sample",
            x: 4,
            y: 2,
            width: 12,
            height: 12,
          }),
          "result; the area goes with the number of patients",
        )
      : null,
    has(({ row, outcome }) => !row.n && outcome.value !== null)
      ? item(
          svg("path", { class: "forest__open", d: "M10 2L16 8L10 14L4 8Z" }),
          "number of patients not reported",
        )
      : null,
    has(({ outcome }) => outcome.comparator_value != null)
      ? item(
          svg("circle", { class: "forest__comparator", cx: 10, cy: 8, r: 4.5 }),
          "comparator of the same study",
        )
      : null,
    has((result) => result.outcome.value !== null && !hasInterval(result))
      ? h("li", {}, "no line beside it: interval not reported")
      : null,
    has((result) => !isCompared(result) && result.outcome.value !== null)
      ? item(
          svg("rect", {
            class: "forest__pale",
            x: 4,
            y: 2,
            width: 12,
            height: 12,
          }),
          "shown, not compared (immature, other start, misprint)",
        )
      : null,
    has(({ outcome }) => !!outcome.conflict)
      ? h(
          "li",
          {},
          h("span", { class: "conflict-mark" }, "≠"),
          ` ${resultContradict} each other`,
        )
      : null,
  );
}

export interface PlotOptions {
  results: Result[];
  outcome: OutcomeKey;
  /** Settings that are the patient's own. */
  own?: readonly string[];
  /** Set where settings other than the first and the patient's own are one line until they are opened: the keys of those that are. */
  folds?: ReadonlySet<string> | null;
  /** Heading level of the settings. */
  level?: 3 | 4 | 5;
}

/** The plot of one outcome with its legend. */
export function forestPlot(
  detail: KnowledgeDetail,
  { results, outcome, own = [], folds = null, level = 4 }: PlotOptions,
): Node {
  const spec = outcomes[outcome];
  const scale = scaleFor(results);
  const heading = `h${level}` as "h4";
  return h(
    "figure",
    {
      class: "forest",
      "data-outcome": outcome,
      "aria-label": `${spec.name}, ${spec.measure}, ${spec.unit}: ${results.length} results`,
    },
    grouped(results, own).map((group, index) => {
      const { setting, own: isOwn, results: members } = group;
      const name = [
        settingName(setting),
        isOwn ? h("span", { class: "own-mark" }, resultOwnSetting) : null,
      ];
      const lines = (): Node =>
        h(
          "ul",
          { class: "plain" },
          members.map((result) => line(detail, result, scale)),
        );
      // What is the patient's own, or nearest to the question, stands open.
      if (folds && index > 0 && !isOwn) {
        const key = `${outcome}-${setting}`;
        return h(
          "details",
          {
            class: "forest__group forest__group--fold",
            "data-key": key,
            open: folds.has(key),
          },
          h(
            "summary",
            {},
            h(heading, { class: "forest__setting" }, ...name),
            h("span", { class: "forest__count" }, `${members.length}`),
          ),
          folds.has(key) ? [axis(scale, spec.unit), lines()] : null,
        );
      }
      return h(
        "section",
        {
          class: "forest__group",
          "data-key": setting,
          "data-own": isOwn,
        },
        h(
          "div",
          { class: "forest__head" },
          h(heading, { class: "forest__setting" }, ...name),
          axis(scale, spec.unit),
        ),
        lines(),
      );
    }),
    h("figcaption", {}, legend(results)),
  );
}
