// SPDX-License-Identifier: Apache-2.0
// What each column of the table is taken for, and what the reader says it is: nothing that is proposed is read without a word.
import type { CohortPlan, MappedColumn, PlannedColumn } from "#outputs";
import { answerNo, answerYes } from "#words/answer";
import { summaryNotKnown } from "#words/summary";
import { h } from "../../dom";
import type { Field } from "../../entry/answer";
import { fieldLabel, unitText, wordText } from "../../form/fields";
import type { Tables } from "./tables";

type Fields = ReadonlyMap<string, Field>;

/** Beside the fields. */
const meanings: [string, string][] = [
  ["ignore", "Not read"],
  ["id", "Name of the row"],
  ["given", "Option that was given"],
  ["keep", "Passed on as it stands"],
];

/** The value of the choice for what the column is taken for. */
export function takenFor(column: PlannedColumn): string {
  const { meaning, field, set } = column;
  if (meaning === "date") return `course.${set}.date`;
  if (meaning !== "field") return meaning;
  return set === null ? (field ?? "") : `course.${set}.${field}`;
}

const option = (value: string, text: string, selected: string): Node =>
  h("option", { value, selected: value === selected }, text);

const labelOf = (value: string): string => {
  const [, set, field] = /^course\.(\d+)\.(.*)$/.exec(value) ?? [];
  return set
    ? `Earlier set ${set}: ${field === "date" ? "date" : fieldLabel(field ?? "")}`
    : fieldLabel(value);
};

/** What a code may mean: the words of the field. */
function wordsOf(id: string, field: Field | undefined): [string, string][] {
  if (field?.kind === "choice")
    return field.answers.map((json) => {
      const value = JSON.parse(json) as unknown;
      const text =
        typeof value === "boolean"
          ? value
            ? answerYes
            : answerNo
          : wordText(String(value), id);
      return [json, text];
    });
  if (field?.kind === "set" || field?.kind === "regimens")
    return field.words.map((word) => [
      JSON.stringify(word),
      wordText(word, id),
    ]);
  return [];
}

const select = (
  what: string,
  column: number,
  label: string,
  value: string,
  options: Node[],
  more: Record<string, string> = {},
): HTMLElement =>
  h(
    "label",
    { class: "map__choice" },
    label,
    h(
      "select",
      {
        "data-map": what,
        "data-column": column,
        "data-value": value,
        autocomplete: "off",
        ...more,
      },
      options,
    ),
  );

function codes(
  column: PlannedColumn,
  at: number,
  chosen: MappedColumn | undefined,
  fields: Fields,
): Node | null {
  const id = column.field ?? "";
  const words = wordsOf(id, fields.get(id));
  const known = Object.keys(chosen?.values ?? {});
  const texts = [...new Set([...known, ...column.unread])].filter(
    (text) => !chosen?.missing?.includes(text) || !column.unread.includes(text),
  );
  const missing = (chosen?.missing ?? []).filter(
    (text) => !texts.includes(text),
  );
  const all = [...texts, ...missing];
  if (!all.length) return null;
  return h(
    "fieldset",
    { class: "map__codes" },
    h(
      "legend",
      {},
      column.unread.length
        ? "Cells that are no value of it: what do they mean?"
        : "What its codes mean",
    ),
    all.map((text) => {
      const meaning = chosen?.values?.[text];
      const value = chosen?.missing?.includes(text)
        ? "missing"
        : meaning === undefined
          ? ""
          : JSON.stringify(meaning);
      return select(
        "code",
        at,
        text,
        value,
        [
          option("", "An error of its row", value),
          option("missing", summaryNotKnown, value),
          ...words.map(([json, word]) => option(json, word, value)),
        ],
        { "data-code": text, "data-key": `code-${text}` },
      );
    }),
  );
}

/** A unit that is refused: as it says, in another one, or by the size of the number. */
const refusal = (column: PlannedColumn, at: number): Node =>
  h(
    "div",
    { class: "map__refused" },
    h("p", {}, column.refused),
    column.units.length
      ? h(
          "p",
          { class: "map__buttons" },
          h(
            "button",
            {
              type: "button",
              class: "button button--small",
              "data-map": "checked",
              "data-column": at,
            },
            `All of it is in ${unitText(column.unit)}`,
          ),
        )
      : null,
  );

function bySize(
  column: PlannedColumn,
  at: number,
  chosen: MappedColumn | undefined,
): Node {
  const rule = chosen?.units ?? [];
  const from = rule.find((one) => one.from !== undefined);
  const below = rule.find((one) => one.from === undefined);
  const units = (part: string, label: string, value: string): Node =>
    h(
      "label",
      { class: "map__choice" },
      label,
      h(
        "select",
        { "data-size": part, "data-value": value, autocomplete: "off" },
        option("", "choose", value),
        column.units.map((unit) => option(unit, unitText(unit), value)),
      ),
    );
  return h(
    "details",
    { class: "map__size", "data-key": `size-${at}`, open: rule.length > 0 },
    h("summary", {}, "Two units stand in this column"),
    h(
      "div",
      { class: "map__rule" },
      h(
        "label",
        { class: "map__choice" },
        "From this number on",
        h("input", {
          inputmode: "decimal",
          "data-size": "from",
          value: from?.from ?? "",
          autocomplete: "off",
        }),
      ),
      units("unit", "it is in", from?.unit ?? ""),
      units("below", "and below it in", below?.unit ?? ""),
      h(
        "button",
        {
          type: "button",
          class: "button button--small",
          "data-map": "by-size",
          "data-column": at,
        },
        "Read it so",
      ),
    ),
  );
}

/** What stands in the three answers about two units, as JSON; null: one of them is missing, or both units are one. */
export function sizeRule(place: Element): string | null {
  const answer = (part: string): string =>
    place.querySelector<HTMLInputElement | HTMLSelectElement>(
      `[data-size=${part}]`,
    )?.value ?? "";
  const from = number(answer("from"));
  const [unit, below] = [answer("unit"), answer("below")];
  return from === null || !unit || !below || unit === below
    ? null
    : JSON.stringify([{ from, unit }, { unit: below }]);
}

function card(tables: Tables, at: number, fields: Fields): Node {
  const column = tables.plan!.columns[at]!;
  const chosen = tables.map.find(({ from }) => from === column.name);
  const taken = takenFor(column);
  const known = [...fields].filter(([, { kind }]) => kind !== "course");
  const own =
    known.some(([id]) => id === taken) || meanings.some(([id]) => id === taken);
  const isNumber = column.units.length > 0;
  return h(
    "li",
    {
      class: "map__column",
      "data-key": `column-${at}`,
      "data-state": column.refused
        ? "refused"
        : column.unread.length
          ? "asked"
          : column.meaning === "ignore"
            ? "unused"
            : "used",
    },
    h("h3", {}, column.name || `Column ${at + 1}`),
    h(
      "p",
      { class: "map__samples" },
      column.samples.length ? column.samples.join(" · ") : "empty",
    ),
    select("field", at, "Taken as", taken, [
      ...meanings.map(([value, text]) => option(value, text, taken)),
      ...(own || taken === "unit"
        ? []
        : [option(taken, labelOf(taken), taken)]),
      ...(taken === "unit"
        ? [option("unit", "Unit of another column", taken)]
        : []),
      ...known.map(([id]) => option(id, fieldLabel(id), taken)),
    ]),
    column.proposal
      ? h(
          "button",
          {
            type: "button",
            class: "button button--small",
            "data-map": "proposal",
            "data-column": at,
            "data-value": column.proposal,
          },
          `Is it ${fieldLabel(column.proposal)}?`,
        )
      : null,
    column.meaning === "field" && column.units.length > 1
      ? select(
          "unit",
          at,
          column.unit_said ? "In" : "In (not said in the table)",
          column.unit ?? "",
          column.units.map((unit) =>
            option(unit, unitText(unit), column.unit ?? ""),
          ),
        )
      : null,
    column.meaning === "field" && isNumber && column.unread.length
      ? select("decimal", at, "Decimal mark", chosen?.decimal ?? "", [
          option("", "as it shows", chosen?.decimal ?? ""),
          option(".", "point, 1,234.5", chosen?.decimal ?? ""),
          option(",", "comma, 1.234,5", chosen?.decimal ?? ""),
        ])
      : null,
    column.refused ? refusal(column, at) : null,
    column.meaning === "field" &&
      column.units.length > 1 &&
      (column.refused || chosen?.units)
      ? bySize(column, at, chosen)
      : null,
    column.meaning === "field" ? codes(column, at, chosen, fields) : null,
  );
}

/** All columns: what is asked of the reader first. */
export function mapping(tables: Tables, fields: Fields): Node {
  const { columns } = tables.plan!;
  const places = columns.map((_, at) => at);
  // What was answered stays where it was asked.
  const asks = (at: number): boolean => {
    const { name, refused, unread, proposal } = columns[at]!;
    return (
      refused !== null ||
      unread.length > 0 ||
      proposal !== null ||
      tables.map.some(({ from }) => from === name)
    );
  };
  const asked = places.filter(asks);
  const rest = places.filter((at) => !asks(at));
  const read = rest.filter((at) => columns[at]!.meaning !== "ignore");
  const unread = rest.filter((at) => columns[at]!.meaning === "ignore");
  const group = (
    key: string,
    title: string,
    some: number[],
    open: boolean,
  ): Node | null =>
    some.length
      ? h(
          "details",
          { "data-key": key, open },
          h("summary", {}, title),
          h(
            "ul",
            { class: "map" },
            some.map((at) => card(tables, at, fields)),
          ),
        )
      : null;
  return h(
    "div",
    { class: "map__all" },
    group("columns-asked", "To be answered, or left as it is", asked, true),
    group(
      "columns-unread",
      unread.length === 1
        ? "1 column that is not read"
        : `${unread.length} columns that are not read`,
      unread,
      true,
    ),
    group(
      "columns-read",
      read.length === 1
        ? "1 column that is read as it stands"
        : `${read.length} columns that are read as they stand`,
      read,
      !asked.length,
    ),
  );
}

const number = (text: string): number | null => {
  const value = Number(text.trim().replace(",", "."));
  return text.trim() && Number.isFinite(value) ? value : null;
};

/** Takes a choice into the map of columns; what the table itself says of the column goes with it. */
export function choose(
  map: readonly MappedColumn[],
  plan: CohortPlan,
  { dataset }: HTMLElement,
  value: string,
): MappedColumn[] {
  const column = plan.columns[Number(dataset["column"])];
  if (!column) return [...map];
  const before = map.find(({ from }) => from === column.name);
  const row: MappedColumn = before
    ? { ...before }
    : {
        from: column.name,
        field: takenFor(column),
        ...(column.unit_said && column.unit ? { unit: column.unit } : {}),
      };
  const { map: what, code = "" } = dataset;
  switch (what) {
    case "field":
    case "proposal": {
      // Another field has other units and words.
      const fresh: MappedColumn = { from: column.name, field: value };
      const said = /[[(]([^\])]+)[\])]\s*$/.exec(column.name)?.[1];
      if (said && column.unit === null) fresh.unit = said;
      return [...map.filter(({ from }) => from !== column.name), fresh];
    }
    case "unit":
      row.unit = value;
      delete row.units;
      delete row.checked;
      break;
    case "checked":
      row.checked = true;
      break;
    case "decimal":
      if (value === "." || value === ",") row.decimal = value;
      else delete row.decimal;
      break;
    case "by-size":
      row.units = JSON.parse(value) as NonNullable<MappedColumn["units"]>;
      break;
    case "code": {
      const { [code]: _, ...values } = row.values ?? {};
      const missing = (row.missing ?? []).filter((text) => text !== code);
      if (value === "missing") missing.push(code);
      else if (value)
        values[code] = JSON.parse(value) as string | number | boolean;
      row.values = values;
      row.missing = missing;
      if (!Object.keys(values).length) delete row.values;
      if (!missing.length) delete row.missing;
      break;
    }
    default:
      return [...map];
  }
  return [...map.filter(({ from }) => from !== column.name), row];
}
