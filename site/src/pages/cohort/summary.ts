// SPDX-License-Identifier: Apache-2.0
// What many patients have in common: tables, each with its bars beside the numbers.
import { verdictWords } from "#words/verdict";
import type { CohortSummary } from "#outputs";
import { h, type Child } from "../../dom";
import { svg } from "../../evidence/svg";
import { fieldLabel, unitText } from "../../form/fields";

const classes = ["A", "B", "C", null] as const;
const className = (word: string | null): string => word ?? "not settled";

/** `parts` beside one another, against the longest bar of the table. */
function bar(parts: [kind: string, count: number][], most: number): Node {
  const width = 200;
  let x = 0;
  return svg(
    "svg",
    {
      class: "bars",
      viewBox: `0 0 ${width} 12`,
      preserveAspectRatio: "none",
      "aria-hidden": "true",
    },
    ...parts.map(([kind, count]) => {
      const size = most ? (count / most) * width : 0;
      const one = svg("rect", {
        class: `bars__part bars__part--${kind}`,
        x,
        y: 0,
        width: size,
        height: 12,
      });
      x += size;
      return one;
    }),
  );
}

/** The colour of a part of the bars, before its word. */
const keyed = (kind: string, text: string): Child => [
  svg(
    "svg",
    { class: "swatch", viewBox: "0 0 10 10", "aria-hidden": "true" },
    svg("rect", {
      class: `bars__part bars__part--${kind}`,
      width: 10,
      height: 10,
    }),
  ),
  text,
];

const table = (
  caption: Child,
  head: Child[],
  rows: Child[][],
  more: Record<string, string> = {},
): Node =>
  h(
    "div",
    { class: "summary__wide", tabindex: 0, role: "group", ...more },
    h(
      "table",
      { class: "summary__table" },
      h("caption", {}, caption),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          head.map((text) =>
            text ? h("th", { scope: "col" }, text) : h("td", {}),
          ),
        ),
      ),
      h(
        "tbody",
        {},
        rows.map(([first, ...rest]) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, first),
            rest.map((cell) => h("td", {}, cell)),
          ),
        ),
      ),
    ),
  );

function firstOptions({ options }: CohortSummary): Node | null {
  const led = options
    .map((option) => ({
      ...option,
      rows: option.first.reduce((sum, { rows }) => sum + rows, 0),
    }))
    .filter(({ rows }) => rows > 0)
    .sort((a, b) => b.rows - a.rows);
  if (!led.length) return null;
  const most = Math.max(...led.map(({ rows }) => rows));
  const of = (
    first: CohortSummary["options"][number]["first"],
    word: string | null,
  ): number => first.find(({ child_pugh }) => child_pugh === word)?.rows ?? 0;
  return table(
    "Rows that each option leads, by Child-Pugh class",
    [
      "Option",
      "",
      "Rows",
      ...classes.map((word) => keyed(word ?? "open", className(word))),
    ],
    led.map(({ label, rows, first }) => [
      label,
      bar(
        classes.map((word): [string, number] => [
          word ?? "open",
          of(first, word),
        ]),
        most,
      ),
      rows,
      ...classes.map((word) => of(first, word)),
    ]),
    { "aria-label": "First options" },
  );
}

const verdicts = [
  "eligible",
  "eligible_with_caution",
  "needs_information",
  "not_indicated",
  "contraindicated",
] as const;

const perOption = ({ options, rows }: CohortSummary): Node =>
  table(
    "What was found of each option, in rows",
    ["Option", "", ...verdicts.map((id) => keyed(id, verdictWords[id]))],
    options.map((option) => [
      option.label,
      bar(
        verdicts.map((id): [string, number] => [id, option.verdicts[id]]),
        rows,
      ),
      ...verdicts.map((id) => option.verdicts[id]),
    ]),
    { "aria-label": "Verdicts" },
  );

function stages({ stages: all, rows }: CohortSummary): Node | null {
  if (!all.length) return null;
  const sorted = [...all].sort((a, b) => b.rows - a.rows).slice(0, 20);
  return table(
    all.length > sorted.length
      ? `Child-Pugh, ALBI grade and BCLC stage together: the ${sorted.length} most frequent of ${all.length}`
      : "Child-Pugh, ALBI grade and BCLC stage together",
    ["Child-Pugh", "ALBI", "BCLC", "", "Rows"],
    sorted.map((stage) => [
      className(stage.child_pugh),
      className(stage.albi),
      className(stage.bclc),
      bar([["open", stage.rows]], rows),
      stage.rows,
    ]),
    { "aria-label": "Stages" },
  );
}

/** ALBI as a histogram, each grade from its own values: the cut-offs lie between them. */
function albi({ albi: grades }: CohortSummary): Node | null {
  const counted = grades.filter(({ values }) => values.length);
  if (!counted.length) return null;
  const step = 0.1;
  const bins = new Map<string, number>();
  for (const { grade, values } of counted)
    for (const [value = 0, count = 0] of values) {
      const key = `${grade} ${Math.floor(value / step + 1e-9)}`;
      bins.set(key, (bins.get(key) ?? 0) + count);
    }
  const all = [...bins].map(([key, count]) => {
    const [grade = "", place = "0"] = key.split(" ");
    return { grade, place: Number(place), count };
  });
  const low = Math.min(...all.map(({ place }) => place));
  const high = Math.max(...all.map(({ place }) => place));
  const most = Math.max(...all.map(({ count }) => count));
  const [width, height] = [640, 120];
  const wide = width / (high - low + 1);
  // Two grades may share the bin of a cut-off: one stands on the other.
  const filled = new Map<number, number>();
  return h(
    "figure",
    { class: "summary__figure" },
    h("figcaption", {}, "ALBI by grade"),
    svg(
      "svg",
      {
        class: "bars bars--upright",
        viewBox: `0 0 ${width} ${height + 24}`,
        role: "img",
        "aria-label":
          "Distribution of ALBI; the numbers stand in the table below",
      },
      ...all.map(({ grade, place, count }) => {
        const size = (count / most) * height * 0.5;
        const below = filled.get(place) ?? 0;
        filled.set(place, below + size);
        return svg("rect", {
          class: `bars__part bars__part--grade-${grade}`,
          x: (place - low) * wide + 0.5,
          y: height - below - size,
          width: Math.max(1, wide - 1),
          height: size,
        });
      }),
      ...[low, high + 1].map((place, end) => {
        const label = svg("text", {
          class: "bars__label",
          x: end ? width : 0,
          y: height + 18,
          "text-anchor": end ? "end" : "start",
        });
        label.textContent = (place * step).toFixed(1).replace("-", "−");
        return label;
      }),
    ),
    table(
      "",
      ["Grade", "", "Rows", "From", "To"],
      counted.map(({ grade, low: from, high: to, values }) => {
        const rows = values.reduce((sum, [, count = 0]) => sum + count, 0);
        return [
          grade,
          bar([[`grade-${grade}`, rows]], most * 4),
          rows,
          from.toFixed(2).replace("-", "−"),
          to.toFixed(2).replace("-", "−"),
        ];
      }),
      { "aria-label": "ALBI grades" },
    ),
  );
}

const short = (value: number | undefined): string =>
  value === undefined ? "" : String(Number(value.toPrecision(3)));

function fieldTable({ fields, rows }: CohortSummary): Node {
  const shown = fields
    .filter(({ known, error, missing }) => known || error || missing)
    .sort((a, b) => b.missing - a.missing || b.known - a.known);
  return table(
    "Fields: in how many rows each one would settle something, and what is known of it",
    [
      "Field",
      "Would settle something",
      "",
      "Known",
      "Errors",
      "Median (range)",
    ],
    shown.map((field) => [
      fieldLabel(field.field),
      field.missing,
      bar(
        [
          ["missing", field.missing],
          ["known", 0],
        ],
        rows,
      ),
      field.known,
      field.error + field.unit_slip,
      field.median === undefined
        ? ""
        : `${short(field.median)} (${short(field.low)} to ${short(field.high)}) ${unitText(field.unit === "1" ? "" : field.unit)}`,
    ]),
    { "aria-label": "Fields" },
  );
}

const placesShown = 5;

function agreement({ given, options }: CohortSummary): Node | null {
  if (!given.rows && !given.unknown) return null;
  const most = Math.max(given.rows, 1);
  const first = given.contraindicated_rows.slice(0, 50);
  const chosen = options.filter((option) =>
    Object.values(option.given).some((count) => count > 0),
  );
  return h(
    "div",
    {},
    h("p", { class: "summary__warning" }, given.says),
    table(
      `Place of what was given, in ${given.rows} rows`,
      ["Place", "", "Rows"],
      [
        ...given.ranks
          .slice(0, placesShown)
          .map((rows, place): [string, number] => [String(place + 1), rows]),
        [
          "further down",
          given.ranks.slice(placesShown).reduce((sum, rows) => sum + rows, 0),
        ] satisfies [string, number],
      ].map(([place, rows]) => [place, bar([["known", rows]], most), rows]),
      { "aria-label": "Agreement" },
    ),
    table(
      "What was found of the option that was given",
      ["Option", ...verdicts.map((id) => verdictWords[id])],
      chosen.map((option) => [
        option.label,
        ...verdicts.map((id) => option.given[id]),
      ]),
      { "aria-label": "Given options" },
    ),
    given.unknown
      ? h(
          "p",
          {},
          `In ${given.unknown} rows what was given is none of the options.`,
        )
      : null,
    first.length
      ? h(
          "p",
          {},
          `Contraindicated by what the row says, in rows ${first.join(", ")}${given.contraindicated_rows.length > first.length ? " and more" : ""}.`,
        )
      : null,
  );
}

export const summary = (cohort: CohortSummary): Child[] => [
  firstOptions(cohort),
  perOption(cohort),
  agreement(cohort),
  stages(cohort),
  albi(cohort),
  fieldTable(cohort),
];

const few = 5;

/** A count that could point at a person is not said. */
export const count = (rows: number): string =>
  rows > 0 && rows < few ? `<${few}` : String(rows);

/** To be copied into a mail or a report. */
export function summaryText(cohort: CohortSummary, name: string): string {
  const { knowledge, options, limits } = cohort;
  const led = options
    .map(({ label, first }) => ({
      label,
      rows: first.reduce((sum, { rows }) => sum + rows, 0),
    }))
    .filter(({ rows }) => rows > 0)
    .sort((a, b) => b.rows - a.rows);
  const missing = [...cohort.fields]
    .filter((field) => field.missing > 0)
    .sort((a, b) => b.missing - a.missing)
    .slice(0, 10);
  const { given } = cohort;
  return [
    `${name}: ${count(cohort.rows)} rows, ${count(cohort.unreadable)} not readable, ${count(cohort.with_errors)} with errors. Knowledge ${knowledge.version} (${knowledge.sha256.slice(0, 8)}).`,
    `First option: ${led.map(({ label, rows }) => `${label} ${count(rows)}`).join(", ")}.`,
    missing.length
      ? `Missing most: ${missing.map((field) => `${fieldLabel(field.field)} ${count(field.missing)}`).join(", ")}.`
      : "",
    given.rows
      ? `Given: in ${count(given.rows)} rows known; first ${count(given.ranks[0] ?? 0)}. ${given.says}`
      : "",
    ...limits,
  ]
    .filter(Boolean)
    .join("\n");
}
