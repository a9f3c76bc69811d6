// SPDX-License-Identifier: Apache-2.0
// The report as one page for the tumour board; seen on paper only. Left what was entered, right what follows.
import "./print.css";
import { h } from "../dom";
import type { Report, Section } from "./report";

const left = ["entered", "issues", "scores", "missing"];
const foot = ["pathways", "trials", "limits"];

function part({ id, heading, entries }: Section): Node {
  return h(
    "section",
    { class: `print-sheet__section print-sheet__section--${id}` },
    h("h2", {}, heading),
    h(
      "ul",
      {},
      entries.map((entry) =>
        h(
          "li",
          {},
          h("span", {}, entry.text),
          entry.details?.length
            ? h(
                "ul",
                {},
                entry.details.map((detail) => h("li", {}, detail)),
              )
            : null,
        ),
      ),
    ),
  );
}

const pageHeight = 279; // mm of an A4 page inside the margins of print.css
const sizes = ["1", "2", "3", "4", "5", "6", "7"]; // of type, largest first

/** Chooses the largest type with which the sheet is one page. */
function fit(place: HTMLElement, page: HTMLElement): void {
  place.classList.add("print-sheet--measured");
  const limit = (pageHeight * 96) / 25.4;
  for (const size of sizes) {
    page.dataset["size"] = size;
    if (page.getBoundingClientRect().height <= limit) break;
  }
  place.classList.remove("print-sheet--measured");
}

/** Writes the sheet into its place. */
export function fillSheet(place: HTMLElement, report: Report): void {
  const page = printSheet(report);
  place.replaceChildren(page);
  fit(place, page);
}

function printSheet(report: Report): HTMLElement {
  const of = (ids: string[]): Section[] =>
    report.sections.filter((section) => ids.includes(section.id));
  const beside = [...left, ...foot];
  return h(
    "div",
    { class: "print-sheet__page" },
    h(
      "header",
      { class: "print-sheet__head" },
      h("p", { class: "print-sheet__title" }, report.title),
      report.mark ? h("p", { class: "print-sheet__mark" }, report.mark) : null,
      h("p", { class: "print-sheet__summary" }, report.summary),
    ),
    h("div", { class: "print-sheet__left" }, of(left).map(part)),
    h(
      "div",
      { class: "print-sheet__right" },
      report.sections
        .filter((section) => !beside.includes(section.id))
        .map(part),
    ),
    h(
      "footer",
      { class: "print-sheet__foot" },
      of(foot).map(part),
      h("p", { class: "print-sheet__versions" }, report.versions),
    ),
  );
}
