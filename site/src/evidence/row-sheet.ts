// SPDX-License-Identifier: Apache-2.0
// What stands behind a number: the words of the document, the place in it, all results of the row, contradictions.
import "./row-sheet.css";
import { resultContradict } from "#words/result";
import { h, type Child } from "../dom";
import type { EvidenceRow, KnowledgeDetail } from "#outputs";
import type { OutcomeKey } from "./results";
import { conflictItem } from "./conflict";
import { capital } from "../words";
import {
  conflictsOf,
  designName,
  intervalOf,
  isCompared,
  outcomeKeys,
  outcomes,
  patientsText,
  ratioText,
  regimenName,
  resultOf,
  settingName,
  valueOf,
} from "./results";

/** "document 003" is a review that reports it; the publication is the study itself. */
function placeText(row: EvidenceRow): string {
  const place = row.locator.replace(/^facts\b/, "Project facts");
  return /^\d{3}\b/.test(place) ? `Document ${place}` : capital(place);
}

function outcomeRow(
  row: EvidenceRow,
  key: OutcomeKey,
  asked: OutcomeKey | null,
): Node {
  const result = resultOf(row, key);
  const spec = outcomes[key];
  const outcome = result?.outcome;
  const more: (string | null | undefined)[] = result
    ? [
        intervalOf(result),
        outcome?.comparator_value == null
          ? null
          : `against ${outcome.comparator_value} ${outcome.unit}`,
        ratioText(result.outcome.hazard_ratio),
        outcome?.p == null ? null : `p ${outcome.p}`,
        outcome?.note,
        outcome?.printed == null
          ? null
          : `the document prints ${outcome.printed}`,
        isCompared(result) || outcome?.value === null
          ? null
          : "shown, never compared",
      ]
    : [];
  return h(
    "div",
    { "data-asked": key === asked },
    h("dt", {}, spec.name),
    h(
      "dd",
      {},
      result
        ? h("b", {}, valueOf(result))
        : h("span", { class: "quiet" }, "not reported"),
      outcome?.conflict
        ? h("span", { class: "conflict-mark", title: resultContradict }, "≠")
        : null,
      more.some(Boolean) ? ` ${more.filter(Boolean).join("; ")}` : null,
    ),
  );
}

/** Everything of one row. */
export function rowDetails(
  detail: KnowledgeDetail,
  row: EvidenceRow,
  asked: OutcomeKey | null = null,
): Child[] {
  const citation = (id: string): string =>
    detail.sources.find((source) => source.id === id)?.citation ?? id;
  const conflicts = conflictsOf(detail, row);
  return [
    h(
      "p",
      {},
      [
        settingName(row.setting),
        patientsText(row.n),
        designName(row.design),
        row.region,
      ]
        .filter(Boolean)
        .join(" · "),
    ),
    row.comparator
      ? h("p", {}, `Compared with: ${regimenName(detail, row.comparator)}`)
      : null,
    row.population ? h("p", { class: "quiet" }, row.population) : null,
    h("h3", {}, "In the words of the source"),
    row.quotes?.length
      ? row.quotes.map((quote) =>
          h("blockquote", { class: "sheet__quote" }, `“${quote}”`),
        )
      : h("p", { class: "quiet" }, "No words are quoted."),
    h(
      "p",
      { class: "sheet__place" },
      h("b", {}, placeText(row)),
      h("br"),
      `Study: ${citation(row.source)}`,
    ),
    h("h3", {}, "Results"),
    h(
      "dl",
      { class: "sheet__outcomes" },
      outcomeKeys.map((key) => outcomeRow(row, key, asked)),
    ),
    conflicts.length ? h("h3", {}, `Where ${resultContradict}`) : null,
    conflicts.length
      ? h("ul", { class: "plain conflicts" }, conflicts.map(conflictItem))
      : null,
  ];
}

let sheet: HTMLDialogElement | null = null;

function place(): HTMLDialogElement {
  if (sheet) return sheet;
  const dialog = h("dialog", {
    class: "sheet",
    id: "row-sheet",
    "aria-labelledby": "row-sheet-title",
  });
  // A tap beside it closes it.
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  sheet = dialog;
  return dialog;
}

/** Opens the sheet of one row; closing it leads back to the number. */
export function openRow(
  detail: KnowledgeDetail,
  id: string,
  asked: OutcomeKey | null,
): void {
  const row = detail.evidence.find((candidate) => candidate.id === id);
  if (!row) return;
  const dialog = place();
  dialog.replaceChildren(
    h(
      "div",
      { class: "sheet__body" },
      h(
        "form",
        { method: "dialog", class: "sheet__head" },
        h("h2", { id: "row-sheet-title" }, regimenName(detail, row.regimen)),
        h("button", { class: "button button--small" }, "Close"),
      ),
      ...[rowDetails(detail, row, asked)].map((children) =>
        h("div", { class: "sheet__content" }, children),
      ),
    ),
  );
  dialog.showModal();
  dialog.scrollTop = 0;
}

let shown: KnowledgeDetail | null = null;

/** From now on a tap on a result (`data-evidence`) opens its row. */
export function listen(detail: KnowledgeDetail): void {
  if (!shown)
    document.addEventListener("click", (event) => {
      if (!(event.target instanceof Element) || !shown) return;
      const link = event.target.closest<HTMLElement>("[data-evidence]");
      const id = link?.dataset["evidence"];
      if (!link || !id) return;
      event.preventDefault();
      openRow(shown, id, (link.dataset["outcome"] as OutcomeKey) ?? null);
    });
  shown = detail;
}
