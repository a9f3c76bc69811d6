// SPDX-License-Identifier: Apache-2.0
// The report as one page for the tumour board; seen on paper only. What was entered first, what follows below.
import "./print.css";
import { optionsNotComparable } from "#words/options";
import { h } from "../dom";
import { columns } from "../evidence/columns";
import { moment } from "./moment";
import type { Option } from "#outputs";
import { notRanked } from "../missing";
import type { View } from "../panels/panel";
import { firstOptions, holdText, stateText } from "../words";
import { makeReport, type Entry, type Report, type Section } from "./report";

// In the order of the sheet: what was entered and what follows from it above the comparison, all else below. Trials whose
// criteria fit stand with the option of a trial.
const above = ["stops", "entered", "issues", "scores"];
const below = [
  "unranked",
  "weights",
  "first",
  "wanted",
  "considerations",
  "rest",
  "excluded",
  "change",
  "sure",
  "pathways",
  "missing",
  "limits",
];

// Lists of sentences stay lists; of all else heading and answers follow each other in the line.
const sentences = ["first", "wanted", "considerations", "limits"];

const onPaper = (entry: Entry): Entry =>
  entry.brief ? { text: entry.brief } : (entry.paper ?? entry);

function part({ id, heading, entries }: Section): Node {
  return h(
    "section",
    {
      class: `print-sheet__section print-sheet__section--${id}`,
      "data-list": sentences.includes(id),
    },
    h("h2", {}, heading),
    h(
      "ul",
      {},
      entries.map(onPaper).map(({ text, details = [], kept }) =>
        h(
          "li",
          { "data-kept": kept ?? false },
          h("span", {}, text),
          details.length
            ? h(
                "ul",
                {},
                details.map((detail) => h("li", {}, detail)),
              )
            : null,
        ),
      ),
    ),
  );
}

const pageHeight = 279; // mm of an A4 page inside the margins of print.css
// Of type, largest first (print.css). Down to the readable ones lists are cut before the type gets smaller.
const sizes = ["1", "2", "3", "4", "5", "6", "7", "8"];
const readable = 3; // 9 pt

// What may be cut where not even the smallest type is enough (a wide font, many entries), first what is missed
// least. Never what was entered, stop signs, what is to be thought of, the order, or the limits.
const cuttable = ["missing", "pathways", "sure", "change", "excluded"];

/** Takes away from the ends of lists until the page fits, and says how much. */
function cut(page: HTMLElement, fits: () => boolean): boolean {
  return cuttable.some((id) => {
    const list = page.querySelector(`.print-sheet__section--${id} > ul`);
    if (!list) return false;
    const items = [...list.children].filter(
      (item) => !item.matches("[data-kept]"),
    );
    const note = h("li", { class: "print-sheet__more" });
    list.append(note);
    return items.reverse().some((item, i) => {
      item.remove();
      note.textContent = `and ${i + 1} more, on the screen`;
      return fits();
    });
  });
}

const isOnePage = (page: HTMLElement): boolean =>
  page.getBoundingClientRect().height <= (pageHeight * 96) / 25.4;

/** Chooses the largest type with which the sheet is one page; of what may be cut, as much as there is room for. */
function fit(place: HTMLElement, page: HTMLElement): void {
  const whole = [...page.childNodes];
  const fits = (size: string, index: number): boolean => {
    page.dataset["size"] = size;
    page.replaceChildren(...whole.map((node) => node.cloneNode(true)));
    if (isOnePage(page)) return true;
    return index + 1 >= readable && cut(page, () => isOnePage(page));
  };
  place.classList.add("print-sheet--measured");
  page.dataset["pages"] = sizes.some(fits) ? "1" : "2";
  place.classList.remove("print-sheet--measured");
}

/** Writes the sheet into its place. */
export function fillSheet(place: HTMLElement, view: View): void {
  const report = makeReport(view);
  const { sha256 } = view.assessment.knowledge;
  const page = printSheet(
    report,
    comparison(view),
    report.versions.replace(sha256, sha256.slice(0, 8)),
  );
  place.replaceChildren(page);
  fit(place, page);
}

/** What was reported of an option, a cell a column; nothing where the results are not loaded. */
function figureCells(view: View, option: Option): Node[] {
  const { onDemand } = view;
  if (!onDemand || typeof onDemand === "string") return [];
  const { of, design, patients } = onDemand.figures(view, option);
  return [
    ...columns.map(([key]) => {
      const figure = of[key];
      if (!figure) return "–";
      const { range, unit, elsewhere } = figure;
      return `${range}${unit === "%" ? " %" : ""}${elsewhere ? "*" : ""}`;
    }),
    design ? patients || "–" : "–",
  ].map((text) => h("td", {}, text));
}

/** The first options beside each other, as on the screen. */
function comparison(view: View): HTMLElement | null {
  const { assessment } = view;
  const first = notRanked(assessment) ? [] : firstOptions(assessment);
  if (!first.length) return null;
  const rows = first.map((option) => ({
    option,
    figures: figureCells(view, option),
  }));
  const hasFigures = rows.some(({ figures }) => figures.length > 0);
  const heads = [
    "Option",
    "State",
    ...(hasFigures ? [...columns.map(([, name]) => name), "n"] : []),
    "Dose",
  ];
  return h(
    "table",
    { class: "print-sheet__compare" },
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        heads.map((name) => h("th", {}, name)),
      ),
    ),
    h(
      "tbody",
      {},
      rows.map(({ option, figures }) =>
        h(
          "tr",
          {},
          h("th", {}, `${option.rank}. ${option.label ?? option.id}`),
          h("td", {}, stateText(option)),
          figures,
          h(
            "td",
            {},
            [holdText(option), option.dose_short ?? option.dose ?? ""]
              .filter(Boolean)
              .join(" ") || "–",
          ),
        ),
      ),
    ),
    hasFigures
      ? h(
          "caption",
          {},
          `PFS and OS in months. ${optionsNotComparable} * from another setting. –: not reported.`,
        )
      : null,
  );
}

function printSheet(
  report: Report,
  compared: HTMLElement | null,
  versions: string,
): HTMLElement {
  const of = (ids: string[]): Section[] =>
    ids.flatMap((id) => report.sections.filter((section) => section.id === id));
  return h(
    "div",
    { class: "print-sheet__page" },
    h(
      "header",
      { class: "print-sheet__head" },
      h(
        "p",
        { class: "print-sheet__label" },
        h("span", {}, "Patient:"),
        h("span", {}, "Tumour board of:"),
        h("span", {}, `Printed ${moment(new Date())}`),
      ),
      h("p", { class: "print-sheet__title" }, report.title),
      report.mark ? h("p", { class: "print-sheet__mark" }, report.mark) : null,
      h("p", { class: "print-sheet__summary" }, report.summary),
    ),
    h("div", { class: "print-sheet__above" }, of(above).map(part)),
    compared,
    h("div", {}, of(below).map(part)),
    h("footer", {}, h("p", { class: "print-sheet__versions" }, versions)),
  );
}
