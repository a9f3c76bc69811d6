// SPDX-License-Identifier: Apache-2.0
// The report as one page for the tumour board; seen on paper only. What was entered first, what follows below.
import "./print.css";
import { h, need } from "../dom";
import type { Report, Section } from "./report";

const top = ["stops", "entered", "issues"];
const left = ["scores", "missing"];
const below = ["excluded"];
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
          h("span", {}, entry.brief ?? entry.text),
          entry.details?.length && !entry.brief
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

// What may be cut where not even the smallest type is enough (a wide font, many entries), first what is missed
// least. Never what was entered, stop signs, what is to be thought of, the order, or the limits.
const cuttable = [
  "pathways",
  "change",
  "trials",
  "missing",
  "excluded",
  "sure",
];

/** Takes away from the ends of lists until the page fits, and says how much. */
function cut(page: HTMLElement, fits: () => boolean): boolean {
  return cuttable.some((id) => {
    const list = page.querySelector(`.print-sheet__section--${id} > ul`);
    if (!list) return false;
    const items = [...list.children];
    const note = h("li", { class: "print-sheet__more" });
    list.append(note);
    return items.reverse().some((item, i) => {
      item.remove();
      note.textContent = `and ${i + 1} more, on the screen`;
      return fits();
    });
  });
}

/** Chooses the largest type with which the sheet is one page; what comes before the options stands where there is room. */
function fit(place: HTMLElement, page: HTMLElement): void {
  const left = need<HTMLElement>(".print-sheet__left", page);
  const right = need<HTMLElement>(".print-sheet__right", page);
  const before = page.querySelector(".print-sheet__section--considerations");
  const limit = (pageHeight * 96) / 25.4;
  const fitsAsItIs = (): boolean =>
    [right, left].some((column) => {
      if (before && column === left) left.append(before);
      else if (before) right.prepend(before);
      return page.getBoundingClientRect().height <= limit;
    });
  const fits = (size: string): boolean => {
    page.dataset["size"] = size;
    return fitsAsItIs();
  };
  place.classList.add("print-sheet--measured");
  page.dataset["pages"] = sizes.some(fits) || cut(page, fitsAsItIs) ? "1" : "2";
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
    ids.flatMap((id) => report.sections.filter((section) => section.id === id));
  const beside = [...top, ...left, ...below, ...foot];
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
    h("div", { class: "print-sheet__top" }, of(top).map(part)),
    h("div", { class: "print-sheet__left" }, of(left).map(part)),
    h(
      "div",
      { class: "print-sheet__right" },
      report.sections
        .filter((section) => !beside.includes(section.id))
        .map(part),
    ),
    h("div", { class: "print-sheet__below" }, of(below).map(part)),
    h(
      "footer",
      { class: "print-sheet__foot" },
      of(foot).map(part),
      h("p", { class: "print-sheet__versions" }, report.versions),
    ),
  );
}
