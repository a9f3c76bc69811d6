// SPDX-License-Identifier: Apache-2.0
// Earlier laboratory sets beside the present values: scores of each set from what it holds alone. Shown, and decides nothing
// (interop.md F): no source ranks an option by a course.
import "./course.css";
import type { Assessment } from "#outputs";
import { h } from "../../dom";
import { shownIn } from "../../entry/number";
import { valueText } from "../../form/fields";
import { missed } from "../../loading/lazy";
import { dayOf, dayText } from "../../report/moment";
import { isSettled, scoreText } from "../../words";
import type { Panel, View } from "../panel";

/** One set: its date, null for the present values, and what the core says of it. */
export interface Point {
  date: string | null;
  assessment: Assessment;
  albi: number | null;
  /** In the first unit of the field. */
  afp: { value: number; comparator: string } | null;
}

type Values = Record<string, unknown>;

// What does not change from one date to the next.
const ofThePerson = ["sex"];

const isObject = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const setsOf = (course: unknown): Values[] =>
  (Array.isArray(course) ? course : []).filter(isObject);

/** A day of the calendar: "2026-02-30" is none. */
function isDate(text: unknown): text is string {
  if (typeof text !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(text))
    return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function pointOf(
  { judge, fields }: Pick<View, "judge" | "fields">,
  date: string | null,
  values: Values,
): Point {
  const assessment = judge(JSON.stringify({ schema: "patient/1", ...values }));
  const albi = assessment.scores.find(({ id }) => id === "albi")?.value;
  const field = fields().get("afp");
  const input = assessment.patient.inputs.find(({ field }) => field === "afp");
  const text =
    field?.kind === "number" && typeof input?.value === "number"
      ? shownIn(
          String(input.value),
          field,
          input.unit,
          field.units[0]?.id ?? "1",
          true,
        )
      : null;
  return {
    date,
    assessment,
    albi: typeof albi === "number" ? albi : null,
    afp:
      text === null
        ? null
        : { value: Number(text), comparator: input?.comparator ?? "" },
  };
}

/** What of the dates is to be looked at: "1 without a date", "1 dated after today". The core knows no clock; the page does. */
export function dateDoubts(course: unknown, today: Date): string[] {
  const dates = setsOf(course).map(({ date }) => date);
  const without = dates.filter((date) => !isDate(date)).length;
  const here = dayOf(today);
  const later = dates.filter((date) => isDate(date) && date > here).length;
  return [
    ...(without ? [`${without} without a date, not shown`] : []),
    ...(later ? [`${later} dated after today: look at the date`] : []),
  ];
}

/** The earlier sets in the order of their dates, then the present values; empty where no set has a date that can be read. */
export function pointsOf(
  view: Pick<View, "judge" | "fields" | "patient">,
): Point[] {
  const patient = JSON.parse(view.patient) as Values;
  const sets = setsOf(patient["course"])
    .filter(({ date }) => isDate(date))
    .sort((a, b) => (String(a["date"]) < String(b["date"]) ? -1 : 1));
  if (!sets.length) return [];
  const person = Object.fromEntries(
    ofThePerson.map((id) => [id, patient[id]]).filter(([, value]) => value),
  ) as Values;
  const now = Object.fromEntries(
    [...view.fields()].flatMap(([, field]) =>
      field.kind === "course"
        ? [...field.values.keys()]
            .filter((id) => patient[id] !== undefined)
            .map((id) => [id, patient[id]] as const)
        : [],
    ),
  );
  const points = sets.map(({ date, ...values }) =>
    pointOf(view, String(date), { ...person, ...values }),
  );
  return Object.keys(now).length
    ? [...points, pointOf(view, null, { ...person, ...now })]
    : points;
}

const day = 86_400_000; // ms
const recent = 90; // days

const signed = (change: number): string =>
  `${change < 0 ? "−" : "+"}${Math.abs(change).toFixed(2)}`;

/** "ALBI +0.42 since 1 March 2026", and over the last 90 days where a set lies in them; the last dated set is the end. */
export function changes(points: Point[]): string[] {
  const dated = points.filter(
    (point): point is Point & { date: string; albi: number } =>
      point.date !== null && point.albi !== null,
  );
  const [first, last] = [dated[0], dated.at(-1)];
  if (!first || !last || first === last) return [];
  const from = (one: { date: string; albi: number }): string =>
    `ALBI ${signed(last.albi - one.albi)} from ${dayText(one.date)} to ${dayText(last.date)}`;
  const within = dated.find(
    ({ date }) => Date.parse(last.date) - Date.parse(date) <= recent * day,
  );
  return [
    from(first),
    ...(within && within !== first && within !== last
      ? [`${from(within)}, the last ${recent} days`]
      : []),
  ];
}

const columns = ["child_pugh", "albi", "malbi", "meld_3"] as const;

function cell(assessment: Assessment, id: string): string {
  const score = assessment.scores.find((one) => one.id === id);
  return score && isSettled(score) ? scoreText(score) : "–";
}

function table(points: Point[]): Node {
  const nameOf = (id: string): string =>
    points[0]?.assessment.scores.find((score) => score.id === id)?.name ?? id;
  const afp = ({ assessment }: Point): string => {
    const input = assessment.patient.inputs.find(
      ({ field }) => field === "afp",
    );
    return input ? valueText("afp", input.value, input.unit, input) : "–";
  };
  return h(
    "div",
    {
      class: "course-table",
      tabindex: 0,
      role: "region",
      "aria-label": "Course, as a table",
    },
    h(
      "table",
      {},
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, "Date"),
          columns.map((id) => h("th", { scope: "col" }, nameOf(id))),
          h("th", { scope: "col" }, "AFP"),
        ),
      ),
      h(
        "tbody",
        {},
        points.map((point) =>
          h(
            "tr",
            { "data-key": point.date ?? "now" },
            h(
              "th",
              { scope: "row" },
              point.date === null ? "Present values" : dayText(point.date),
            ),
            columns.map((id) => h("td", {}, cell(point.assessment, id))),
            h("td", {}, afp(point)),
          ),
        ),
      ),
    ),
  );
}

export const panel: Panel = {
  id: "course",
  title: "Course",
  folded(view) {
    // Not judged before it is opened: this line is drawn on every key.
    if (!view.patient.includes('"course":')) return null;
    const { course } = JSON.parse(view.patient) as { course?: unknown[] };
    const count = course?.length ?? 0;
    return count
      ? [
          `${count === 1 ? "1 earlier set" : `${count} earlier sets`}, ALBI and AFP over time`,
          ...dateDoubts(course, new Date()),
        ].join("; ")
      : null;
  },
  depends: ({ patient, onDemand }) => [patient, !!onDemand],
  render(view) {
    const points = pointsOf(view);
    const { onDemand } = view;
    if (!points.length)
      return [
        h(
          "p",
          { class: "quiet" },
          "No earlier set has a date that can be read.",
        ),
      ];
    return [
      h(
        "p",
        { class: "panel__lead" },
        "Each date is scored from its own values alone. Shown only: no source orders options by a course, and nothing here changes the order.",
      ),
      typeof onDemand === "string"
        ? missed(onDemand, "details")
        : (onDemand?.course(points) ?? null),
      ...changes(points).map((text) =>
        h("p", { class: "course-change" }, text),
      ),
      table(points),
    ].filter((node) => node !== null);
  },
};
