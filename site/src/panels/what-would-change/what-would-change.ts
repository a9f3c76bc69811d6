// SPDX-License-Identifier: Apache-2.0
// What is open and what it would settle; what of the known would have to be different. Explanation, never advice.
import "./what-would-change.css";
import { askNothing } from "#words/ask";
import { h, type Child } from "../../dom";
import { missed } from "../../loading/lazy";
import { optionLabel } from "../../words";
import type { Exploration } from "#outputs";
import type { Panel, View } from "../panel";
import { fieldLink } from "../shared/criteria";

function questions(exploration: Exploration): Child[] {
  if (!exploration.ask_next.length)
    return [
      h("h3", {}, "What to ask next"),
      h("p", { class: "quiet" }, askNothing),
    ];
  return [
    h("h3", {}, "What to ask next"),
    h(
      "ol",
      { class: "ask" },
      exploration.ask_next.map(({ fields, text, answers }) =>
        h(
          "li",
          { "data-key": fields.join() },
          h(
            "p",
            { class: "ask__field" },
            fields.map((field, index) => [
              index ? ", " : null,
              fieldLink(field),
            ]),
          ),
          h("p", { class: "quiet" }, text),
          answers.length
            ? h(
                "ul",
                { class: "ask__answers" },
                answers.map(({ range, text }) =>
                  h("li", { "data-key": range }, text),
                ),
              )
            : null,
        ),
      ),
    ),
  ];
}

function changes(view: View, exploration: Exploration): Child[] {
  const shown = exploration.what_if.filter((one) => one.shown);
  const rest = exploration.what_if.filter((one) => !one.shown);
  const key = "more-changes";
  const list = (items: Exploration["what_if"]): Node =>
    h(
      "ul",
      { class: "changes" },
      items.map(({ field, side, text }) =>
        h(
          "li",
          { "data-key": `${field}-${side}-${text}`, "data-field": field },
          text,
        ),
      ),
    );
  return [
    h("h3", {}, "What of the known would change it"),
    h(
      "p",
      { class: "panel__lead" },
      "The nearest value of one entry, all others as they are, that changes a verdict, a tier or the first two. It explains the result; it is no advice.",
    ),
    shown.length
      ? list(shown)
      : h(
          "p",
          { class: "quiet" },
          "No single entry that can change would change it.",
        ),
    rest.length
      ? h(
          "details",
          { "data-key": key, open: view.open.has(key) },
          h("summary", {}, `${rest.length} more`),
          view.open.has(key) ? list(rest) : null,
        )
      : null,
  ];
}

function ranges(view: View, { rank_range }: Exploration): Node | null {
  const moving = rank_range.options.filter(({ best, worst }) => best !== worst);
  if (!moving.length) return null;
  const key = "rank-range";
  return h(
    "details",
    { "data-key": key, open: view.open.has(key) },
    h("summary", {}, "Best and worst rank while something is open"),
    view.open.has(key)
      ? [
          h(
            "p",
            { class: "quiet" },
            rank_range.search === "exact"
              ? "All answers to the open question were tried."
              : "Found by trying answers one at a time, the best and worst together, and samples of all: ranks outside are possible.",
          ),
          h(
            "table",
            { class: "rank-range" },
            h(
              "thead",
              {},
              h(
                "tr",
                {},
                h("th", { scope: "col" }, "Option"),
                h("th", { scope: "col" }, "Now"),
                h("th", { scope: "col" }, "Best"),
                h("th", { scope: "col" }, "Worst"),
              ),
            ),
            h(
              "tbody",
              {},
              moving.map(({ id, rank, best, worst }) =>
                h(
                  "tr",
                  { "data-key": id },
                  h("th", { scope: "row" }, optionLabel(view.assessment, id)),
                  h("td", {}, rank),
                  h("td", {}, best),
                  h("td", {}, worst),
                ),
              ),
            ),
          ),
        ]
      : null,
  );
}

export const panel: Panel = {
  id: "what-would-change",
  title: "What would change this",
  folded({ insight }) {
    if (!insight) return null;
    if (insight.failed) return undefined;
    if (!insight.exploration) return "being worked out";
    const asked = insight.exploration.ask_next.length;
    const changes = insight.exploration.what_if.length;
    return `${asked === 1 ? "1 question" : `${asked} questions`}, ${changes === 1 ? "1 change" : `${changes} changes`}`;
  },
  followsWorker: true,
  render(view) {
    const { insight } = view;
    if (!insight) return null;
    const { exploration, failed } = insight;
    if (failed) return [missed(failed, "insight")];
    if (!exploration) return [h("p", { class: "quiet" }, "Being worked out")];
    return [
      h(
        "div",
        { class: "what-would-change" },
        questions(exploration),
        changes(view, exploration),
        ranges(view, exploration),
      ),
    ];
  },
};
