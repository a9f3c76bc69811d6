// SPDX-License-Identifier: Apache-2.0
// Every reported result: filters, a forest plot for each outcome, the effects table, contradictions.
import "./evidence.css";
import { designWords } from "#words/design";
import { resultContradict } from "#words/result";
import { robustnessStudies } from "#words/robustness";
import { h } from "../../dom";
import { effectsTable } from "../../evidence/effects-table";
import { forestPlot } from "../../evidence/forest-plot";
import {
  outcomeKeys,
  outcomes,
  regimenName,
  resultOf,
  settingName,
  settingOrder,
  studyName,
  type Result,
} from "../../evidence/results";
import type { EvidenceRow, KnowledgeDetail } from "#outputs";
import type { OutcomeKey } from "../../evidence/results";
import { capital } from "../../words";
import type { Page, PageView } from "../page";
import { patientLine } from "../shared/patient-line";
import { conflictItem } from "../../evidence/conflict";
import {
  fold,
  found,
  search,
  select,
  showing,
  showsAll,
} from "../shared/filters";

const allOutcomes = "all";
const firstOutcome: OutcomeKey = "os";
// So many are seen at a glance: nothing is folded.
const fewResults = 12;

/** What the search looks through. */
const textOf = (detail: KnowledgeDetail, row: EvidenceRow): string =>
  [
    regimenName(detail, row.regimen),
    regimenName(detail, row.comparator),
    studyName(detail, row.source),
    detail.sources.find(({ id }) => id === row.source)?.citation,
    settingName(row.setting),
    row.population,
    row.region,
    row.design,
    row.id,
  ].join(" ");

function chosen({ detail, query }: PageView): EvidenceRow[] {
  const is = (name: string, test: (value: string) => boolean): boolean => {
    const value = query.get(name);
    return !value || test(value);
  };
  return detail.evidence.filter(
    (row) =>
      is("option", (id) => (row.options ?? []).includes(id)) &&
      is("setting", (setting) => row.setting === setting) &&
      is("design", (design) => row.design === design) &&
      found(query, textOf(detail, row)),
  );
}

function filters({ detail, query }: PageView): Node {
  const settings = [...new Set(detail.evidence.map((row) => row.setting))].sort(
    (a, b) => settingOrder(a) - settingOrder(b) || (a < b ? -1 : 1),
  );
  const withEvidence = detail.options
    .filter(({ id }) =>
      detail.evidence.some((row) => (row.options ?? []).includes(id)),
    )
    .sort((a, b) => (a.label < b.label ? -1 : 1));
  return h(
    "form",
    { class: "filters panel", role: "search", "aria-label": "Results to show" },
    select(query, "outcome", "Outcome", [
      ...outcomeKeys.map((key): [string, string] => [
        key === firstOutcome ? "" : key,
        outcomes[key].name,
      ]),
      [allOutcomes, "All outcomes"],
    ]),
    select(query, "option", "Option", [
      ["", "All options"],
      ...withEvidence.map(({ id, label }): [string, string] => [id, label]),
    ]),
    select(query, "setting", "Setting", [
      ["", "All settings"],
      ...settings.map((id): [string, string] => [id, settingName(id)]),
    ]),
    select(query, "design", "Design", [
      ["", "All designs"],
      ...Object.entries(designWords).map(([id, name]): [string, string] => [
        id,
        capital(name),
      ]),
    ]),
    showing(query),
    search(query, "drug, author, region"),
  );
}

/** Options of whose rows none reports the outcome. */
function silent(
  { detail, query }: PageView,
  rows: EvidenceRow[],
  results: Result[],
): Node | null {
  const reported = new Set(
    results
      .filter(({ outcome }) => outcome.value !== null)
      .flatMap(({ row }) => row.options ?? []),
  );
  const only = query.get("option");
  const names = detail.options
    .filter(
      ({ id }) =>
        (!only || id === only) &&
        !reported.has(id) &&
        rows.some((row) => (row.options ?? []).includes(id)),
    )
    .map(({ label }) => label);
  if (!names.length) return null;
  return h(
    "p",
    { class: "page-evidence__silent" },
    h("b", {}, "Not reported "),
    `in what is chosen: ${names.join(", ")}.`,
  );
}

function outcomeSection(
  view: PageView,
  rows: EvidenceRow[],
  key: OutcomeKey,
): Node | null {
  const { detail } = view;
  const spec = outcomes[key];
  const results = rows
    .map((row) => resultOf(row, key))
    .filter((result) => result !== null);
  const own = view.view?.assessment.patient?.settings ?? [];
  const title = `outcome-${key}`;
  const table = fold(view, `table-${key}`);
  return h(
    "section",
    { class: "panel", "aria-labelledby": title, "data-key": key },
    h("h2", { class: "panel__title", id: title }, spec.name),
    h(
      "p",
      { class: "panel__lead" },
      `${capital(spec.measure)}, ${spec.unit}. ${results.length} results`,
      results.length ? ["; tap one for its quote and place."] : ".",
    ),
    results.length
      ? forestPlot(detail, {
          results,
          outcome: key,
          own,
          folds:
            showsAll(view) || results.length <= fewResults ? null : view.open,
          level: 3,
        })
      : null,
    silent(view, rows, results),
    results.length
      ? h(
          "details",
          { class: "page-evidence__table", ...table },
          h("summary", {}, `The same ${results.length} results as a table`),
          table.open
            ? effectsTable(
                detail,
                results,
                `Effects table: ${spec.name.toLowerCase()}`,
                own,
              )
            : null,
        )
      : null,
  );
}

function contradictions(view: PageView, rows: EvidenceRow[]): Node | null {
  const { detail, query } = view;
  const ids = new Set(rows.map(({ id }) => id));
  const narrowed = ["option", "setting", "design", "q"].some((name) =>
    query.get(name),
  );
  const conflicts = detail.conflicts.filter(
    ({ evidence }) => !narrowed || (evidence ?? []).some((id) => ids.has(id)),
  );
  if (!conflicts.length) return null;
  const all = fold(view, "contradictions");
  return h(
    "details",
    { class: "panel", ...all },
    h(
      "summary",
      {},
      h(
        "h2",
        { class: "page-evidence__fold" },
        `Where ${resultContradict} each other or themselves: ${conflicts.length}`,
      ),
    ),
    all.open
      ? h("ul", { class: "plain conflicts" }, conflicts.map(conflictItem))
      : null,
  );
}

export const page: Page = {
  title: "Evidence",
  lead: `Every result that the documents print, with its quote. ${robustnessStudies}`,
  render(view) {
    const rows = chosen(view);
    const asked = view.query.get("outcome");
    const keys =
      asked === allOutcomes
        ? outcomeKeys
        : [outcomeKeys.find((key) => key === asked) ?? firstOutcome];
    return [
      patientLine(view, "its own setting stands first and is highlighted"),
      filters(view),
      h(
        "p",
        { class: "count", role: "status" },
        `${rows.length} of ${view.detail.evidence.length} rows of the knowledge base`,
      ),
      ...keys.map((key) => outcomeSection(view, rows, key)),
      contradictions(view, rows),
    ].filter((node) => node !== null);
  },
};
