// SPDX-License-Identifier: Apache-2.0
// What stands in place of results while nothing is entered.
import "./start.css";
import { h } from "../../dom";
import type { View } from "../panel";

export function renderStart(view: View | null): Node[] {
  const statements = view?.assessment.statements ?? [];
  return [
    h("h2", {}, "Nothing is ranked yet"),
    h(
      "p",
      {},
      "Results appear here as soon as something is entered and follow every change. What is left unknown stays unknown: it is never taken as absent.",
    ),
    h(
      "ol",
      { class: "panel-start__steps" },
      h(
        "li",
        {},
        h("b", {}, "Earlier therapies"),
        " decide which pathways speak.",
      ),
      h(
        "li",
        {},
        h("b", {}, "Performance status and liver function"),
        " decide what is safe.",
      ),
      h(
        "li",
        {},
        h("b", {}, "How it progressed"),
        " decides between local and systemic therapy.",
      ),
    ),
    statements.length
      ? h(
          "ul",
          { class: "panel-start__limits" },
          statements.map((s) => h("li", {}, s)),
        )
      : h("span", { hidden: true }),
  ];
}
