// SPDX-License-Identifier: Apache-2.0
// The effects table in the form of the European Medicines Agency: effect, unit, treatment, comparator, uncertainty,
// source. The twin of the plot: everything it draws stands here as text.
import "./effects-table.css";
import { resultContradict, resultOwnSetting } from "#words/result";
import { h, type Child } from "../dom";
import type { KnowledgeDetail } from "#outputs";
import { capital } from "../words";
import {
  designName,
  grouped,
  intervalOf,
  isCompared,
  outcomes,
  patientsText,
  ratioText,
  regimenName,
  settingName,
  studyName,
  valueOf,
  type Result,
} from "./results";

const columns = [
  "Effect",
  "Unit",
  "Treatment",
  "Comparator",
  "Uncertainty",
  "Source",
] as const;

const cell = (column: (typeof columns)[number], ...content: Child[]): Node =>
  h(
    column === "Effect" ? "th" : "td",
    column === "Effect"
      ? { role: "rowheader", scope: "row", "data-label": column }
      : { role: "cell", "data-label": column },
    h("div", {}, ...content),
  );

function uncertainty(result: Result): Child[] {
  const { row, outcome } = result;
  const parts = [
    intervalOf(result),
    patientsText(row.n),
    designName(row.design),
    ratioText(outcome.hazard_ratio),
    outcome.p == null ? null : `p ${outcome.p}`,
    outcome.note,
    isCompared(result) || outcome.value === null ? null : "shown, not compared",
  ].filter((part) => part !== null && part !== undefined);
  return [
    capital(parts.join("; ")),
    outcome.conflict
      ? h("span", { class: "effects__conflict" }, `≠ ${resultContradict}`)
      : null,
  ];
}

function tableRow(detail: KnowledgeDetail, result: Result): Node {
  const { row, outcome, key } = result;
  const spec = outcomes[key];
  const comparator = regimenName(detail, row.comparator);
  return h(
    "tr",
    {
      role: "row",
      "data-key": `${row.id}-${key}`,
      "data-row": row.id,
      "data-outcome": key,
    },
    cell("Effect", spec.name),
    cell(
      "Unit",
      outcome.unit === "%" ? "%" : `${outcome.unit}, ${spec.measure}`,
    ),
    cell(
      "Treatment",
      h("b", {}, valueOf(result)),
      h("span", {}, regimenName(detail, row.regimen)),
    ),
    cell(
      "Comparator",
      outcome.comparator_value == null
        ? h("span", { class: "quiet" }, comparator ? "not reported" : "none")
        : h("b", {}, `${outcome.comparator_value} ${outcome.unit}`),
      comparator ? h("span", {}, comparator) : null,
    ),
    cell("Uncertainty", ...uncertainty(result)),
    cell(
      "Source",
      h(
        "a",
        {
          href: `#row-${row.id}`,
          "data-evidence": row.id,
          "data-outcome": key,
        },
        studyName(detail, row.source),
        h("span", { class: "visually-hidden" }, ": quote and place"),
      ),
      h("span", { class: "effects__locator" }, row.locator),
    ),
  );
}

/** One line a result, grouped by setting; roles stand beside the tags because a phone shows the lines as cards. */
export function effectsTable(
  detail: KnowledgeDetail,
  results: Result[],
  caption: string,
  own: readonly string[] = [],
): Node {
  return h(
    "table",
    { class: "effects", role: "table" },
    h("caption", {}, caption),
    h(
      "thead",
      { role: "rowgroup" },
      h(
        "tr",
        { role: "row" },
        columns.map((column) =>
          h("th", { role: "columnheader", scope: "col" }, column),
        ),
      ),
    ),
    grouped(results, own).map(({ setting, own: isOwn, results: members }) =>
      h(
        "tbody",
        { role: "rowgroup", "data-key": setting, "data-own": isOwn },
        h(
          "tr",
          { role: "row", class: "effects__setting" },
          h(
            "th",
            { role: "cell", colspan: columns.length },
            settingName(setting),
            isOwn ? h("span", { class: "own-mark" }, resultOwnSetting) : null,
          ),
        ),
        members.map((result) => tableRow(detail, result)),
      ),
    ),
  );
}
