// SPDX-License-Identifier: Apache-2.0
// The report as one page for the tumour board; seen on paper only.
import "./print.css";
import { h } from "../dom";
import type { Report } from "./report";

export function printSheet(report: Report): Node[] {
  return [
    h(
      "header",
      { class: "print-sheet__head" },
      h("p", { class: "print-sheet__title" }, report.title),
      report.mark ? h("p", { class: "print-sheet__mark" }, report.mark) : null,
      h("p", { class: "print-sheet__summary" }, report.summary),
    ),
    ...report.sections.map((section) =>
      h(
        "section",
        { class: `print-sheet__section print-sheet__section--${section.id}` },
        h("h2", {}, section.heading),
        h(
          "ul",
          {},
          section.entries.map((entry) =>
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
      ),
    ),
    h("p", { class: "print-sheet__versions" }, report.versions),
  ];
}
