// SPDX-License-Identifier: Apache-2.0
// ALBI between its cut-offs and AFP by powers of ten, over the dates of the laboratory sets; the present values, which have no
// date, stand apart at the right. Nothing is drawn between fewer than three points, nothing beyond them. A picture of the
// table below it, and hidden from a screen reader.
import { scaleLinear, scaleLog } from "d3-scale";
import type { KnowledgeDetail } from "#outputs";
import { h } from "../../dom";
import { svg } from "../../evidence/svg";
import { dayText } from "../../report/moment";
import type { Point } from "./course";

const height = 150; // px of one panel
const [top, bottom] = [12, 22];
// Percent of the width: labels of the axis, the dates, a gap, the present values.
const [left, right, nowAt] = [12, 82, 94];
const fewest = 3; // points that a line may join

type Place = (value: number) => number;

interface Drawn {
  title: string;
  y: Place;
  /** Behind the points. */
  ground: (SVGElement | null)[];
  values: { date: string | null; value: number; comparator: string }[];
}

const percent = (value: number): string => `${Math.round(value * 100) / 100}%`;

function label(
  x: string,
  y: number,
  text: string,
  kind: string,
  anchor: "start" | "middle" | "end",
): SVGElement {
  const element = svg("text", {
    class: `course-plot__text course-plot__text--${kind}`,
    x,
    y,
    "text-anchor": anchor,
  });
  element.textContent = text;
  return element;
}

const gridLine = (y: number): SVGElement =>
  svg("line", {
    class: "course-plot__grid",
    x1: percent(left),
    x2: "100%",
    y1: y,
    y2: y,
  });

/** Where a date stands; one date alone in the middle. */
export function placeOfDates(dates: string[]): (date: string) => number {
  const times = dates.map((date) => Date.parse(date));
  const [low, high] = [Math.min(...times), Math.max(...times)];
  if (low === high) return () => (left + right) / 2;
  const scale = scaleLinear([low, high], [left + 4, right - 2]);
  return (date) => scale(Date.parse(date));
}

function albi(detail: KnowledgeDetail, points: Point[]): Drawn | null {
  const values = points.flatMap(({ date, albi }) =>
    albi === null ? [] : [{ date, value: albi, comparator: "" }],
  );
  // The grades of mALBI divide the value of ALBI, and finer.
  const grades = detail.scores.find(({ id }) => id === "malbi")?.grades ?? [];
  const edges = grades.flatMap(({ up_to }) => (up_to === null ? [] : [up_to]));
  if (!values.length || !edges.length) return null;
  const numbers = values.map(({ value }) => value);
  const room = 0.4;
  const low = Math.min(edges[0]! - room, ...numbers);
  const high = Math.max(edges.at(-1)! + room, ...numbers);
  // Worse is higher.
  const y = scaleLinear([low, high], [height - bottom, top]);
  return {
    title: "ALBI, with the grades of mALBI",
    y,
    values,
    ground: grades.flatMap(({ grade, up_to }, place) => {
      const upper = y(up_to ?? high);
      const lower = y(place ? edges[place - 1]! : low);
      return [
        svg("rect", {
          class: "course-plot__grade",
          "data-place": `${place}/${grades.length - 1}`,
          x: percent(left),
          y: upper,
          width: percent(100 - left),
          height: Math.max(0, lower - upper),
        }),
        label(
          percent(left + 1),
          (upper + lower) / 2 + 4,
          grade,
          "grade",
          "start",
        ),
        up_to === null
          ? null
          : label(
              percent(left - 1),
              upper + 4,
              up_to.toFixed(2).replace("-", "−"),
              "edge",
              "end",
            ),
      ];
    }),
  };
}

function afp(points: Point[]): Drawn | null {
  const values = points.flatMap(({ date, afp }) =>
    afp && afp.value > 0 ? [{ date, ...afp }] : [],
  );
  if (!values.length) return null;
  const numbers = values.map(({ value }) => value);
  const power = (value: number, round: (x: number) => number): number =>
    10 ** round(Math.log10(value));
  const low = Math.min(1, power(Math.min(...numbers), Math.floor));
  const high = Math.max(1000, power(Math.max(...numbers), Math.ceil));
  const y = scaleLog([low, high], [height - bottom, top]);
  const ticks: number[] = [];
  for (let tick = low; tick <= high * 1.01; tick *= 10) ticks.push(tick);
  return {
    title: "AFP in ng/mL, by powers of ten",
    y,
    values,
    ground: ticks.flatMap((tick) => [
      gridLine(y(tick)),
      label(
        percent(left - 1),
        y(tick) + 4,
        tick >= 10000
          ? `10${superscript(Math.round(Math.log10(tick)))}`
          : String(tick),
        "edge",
        "end",
      ),
    ]),
  };
}

const superscript = (digits: number): string =>
  [...String(digits)].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]).join("");

/** A dot; of a value that is a limit, an arrow the way in which it lies. */
function mark(x: number, y: number, comparator: string): SVGElement {
  const inner = comparator.startsWith(">")
    ? svg("path", { d: `M-5 4L0 -6L5 4Z` })
    : comparator.startsWith("<")
      ? svg("path", { d: `M-5 -4L0 6L5 -4Z` })
      : svg("circle", { r: 4 });
  return svg(
    "svg",
    { class: "course-plot__mark", x: percent(x), y, overflow: "visible" },
    inner,
  );
}

function picture(
  { title, y, ground, values }: Drawn,
  x: (date: string) => number,
  dates: string[],
): Node {
  const at = (date: string | null): number => (date === null ? nowAt : x(date));
  const dated = values.filter(({ date }) => date !== null);
  const [first, last] = [dates[0], dates.at(-1)];
  const lines =
    dated.length < fewest
      ? []
      : dated.slice(1).map((to, index) =>
          svg("line", {
            class: "course-plot__line",
            x1: percent(at(dated[index]!.date)),
            y1: y(dated[index]!.value),
            x2: percent(at(to.date)),
            y2: y(to.value),
          }),
        );
  return h(
    "figure",
    { class: "course-plot" },
    h("figcaption", {}, title),
    svg(
      "svg",
      { class: "course-plot__picture", height, "aria-hidden": "true" },
      ...ground,
      ...lines,
      ...values.map(({ date, value, comparator }) =>
        mark(at(date), y(value), comparator),
      ),
      first
        ? label(
            percent(first === last ? x(first) : left + 2),
            height - 4,
            dayText(first),
            "date",
            first === last ? "middle" : "start",
          )
        : null,
      last && last !== first
        ? label(percent(right), height - 4, dayText(last), "date", "end")
        : null,
      values.some(({ date }) => date === null)
        ? label("100%", height - 4, "present", "date", "end")
        : null,
    ),
  );
}

/** Both pictures; of what no set holds, none. */
export function coursePlot(detail: KnowledgeDetail, points: Point[]): Node {
  const dates = points.flatMap(({ date }) => (date === null ? [] : [date]));
  const x = placeOfDates(dates);
  return h(
    "div",
    { class: "course-plots" },
    [albi(detail, points), afp(points)].map((drawn) =>
      drawn ? picture(drawn, x, dates) : null,
    ),
  );
}
