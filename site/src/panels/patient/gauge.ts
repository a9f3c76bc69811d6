// SPDX-License-Identifier: Apache-2.0
// Where a value lies between the cut-offs of its score. A picture of what stands beside it in words, and hidden from a
// screen reader.
import "./gauge.css";
import type { Assessment, KnowledgeDetail, Score } from "#outputs";
import { svg } from "../../evidence/svg";
import { scoreNumber } from "../../words";

const width = 320;
const labelWidth = 44;
const [top, thick] = [18, 10];

/** What of it is shown: the value, or what is still possible; null where neither lies on a scale. */
export function span(score: Score | undefined): [number, number] | null {
  if (!score || score.not_computable) return null;
  if (typeof score.value === "number") return [score.value, score.value];
  const { at_least, at_most } = score;
  return at_least === undefined || at_most === undefined
    ? null
    : [at_least, at_most];
}

/** Both ends of the scale: as far beyond the outer cut-offs as these lie apart, and every value on it. */
export function scale(
  edges: number[],
  [low, high]: [number, number],
): [number, number] {
  const [first = 0, last = 0] = [edges[0], edges.at(-1)];
  const beyond = last - first || Math.abs(last) / 2 || 1;
  return [Math.min(first - beyond, low), Math.max(last + beyond, high)];
}

/** The gauge of a score, or null where it has no grades between values, or nothing is known of it. */
export function gauge(
  detail: KnowledgeDetail,
  { scores }: Assessment,
  score: Score,
): Node | null {
  const grades = detail.scores.find(({ id }) => id === score.id)?.grades ?? [];
  const edges = grades.flatMap(({ up_to }) => (up_to === null ? [] : [up_to]));
  // Its grades divide the value of ALBI.
  const measured =
    score.id === "malbi" ? scores.find(({ id }) => id === "albi") : score;
  const shown = span(measured);
  if (!measured || !edges.length || !shown) return null;
  const [low, high] = scale(edges, shown);
  const at = (value: number): number => ((value - low) / (high - low)) * width;
  // Of whole points the last of a grade lies well inside it.
  const inside = score.unit === "points" ? 0.5 : 0;
  const edge = (value: number): number => at(value + inside);
  const text = (
    x: number,
    y: number,
    label: string,
    kind: string,
    anchor = "middle",
  ): Node => {
    const element = svg("text", {
      class: `gauge__text gauge__text--${kind}`,
      x,
      y,
      "text-anchor": anchor,
    });
    element.textContent = label;
    return element;
  };
  const [from, to] = [at(shown[0]), at(shown[1])];
  return svg(
    "svg",
    {
      class: "gauge",
      viewBox: `0 0 ${width} 44`,
      "aria-hidden": "true",
      "data-score": score.id,
    },
    ...grades.flatMap(({ grade, up_to }, place) => {
      const left = place ? edge(edges[place - 1]!) : 0;
      const right = up_to === null ? width : edge(up_to);
      // Two cut-offs close by stand back to back.
      const close = (other: number | undefined): boolean =>
        other !== undefined && Math.abs(edge(other) - right) < labelWidth;
      const anchor = close(edges[place + 1])
        ? "end"
        : place && close(edges[place - 1])
          ? "start"
          : "middle";
      return [
        svg("rect", {
          class: "gauge__grade",
          "data-place": `${place}/${grades.length - 1}`,
          x: left + (place ? 1 : 0),
          y: top,
          width: Math.max(0, right - left - (place ? 1 : 0)),
          height: thick,
        }),
        text((left + right) / 2, 12, grade, "grade"),
        up_to === null
          ? null
          : text(
              right,
              top + thick + 14,
              scoreNumber(measured, up_to),
              "edge",
              anchor,
            ),
      ].filter((one) => one !== null);
    }),
    svg("rect", {
      class: "gauge__value",
      x: Math.max(0, from - 2),
      y: top - 4,
      width: Math.min(width, to + 2) - Math.max(0, from - 2),
      height: thick + 8,
      rx: 2,
      "data-settled": from === to ? "true" : "false",
    }),
  );
}
