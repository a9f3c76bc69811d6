// SPDX-License-Identifier: Apache-2.0
// The results behind one option, inside its card: a plot for each outcome that anyone reported, and what nobody did.
// Loaded with the details, when the reader asks for them.
import "./option-evidence.css";
import { robustnessStudies } from "#words/robustness";
import { h } from "../dom";
import type { KnowledgeDetail } from "#outputs";
import { forestPlot } from "./forest-plot";
import { outcomeKeys, outcomes, resultOf } from "./results";

/** The plots of the rows of one option; `own` are the patient's settings. */
export function optionEvidence(
  detail: KnowledgeDetail,
  option: { id: string; evidence?: string[] },
  own: readonly string[],
): Node {
  const rows = (option.evidence ?? [])
    .map((id) => detail.evidence.find((row) => row.id === id))
    .filter((row) => row !== undefined);
  const byOutcome = outcomeKeys.map((key) => ({
    key,
    results: rows
      .map((row) => resultOf(row, key))
      .filter((result) => result !== null),
  }));
  const guidelines = detail.guidelines.filter(({ options }) =>
    options.includes(option.id),
  );
  const silent = byOutcome.filter(({ results }) => !results.length);
  return h(
    "div",
    { class: "option-evidence" },
    h(
      "p",
      { class: "quiet" },
      `${robustnessStudies} Tap a result for the words of the source.`,
    ),
    byOutcome
      .filter(({ results }) => results.length)
      .map(({ key, results }) =>
        h(
          "section",
          { "data-key": key },
          h(
            "h4",
            { class: "option-evidence__title" },
            outcomes[key].name,
            h(
              "span",
              { class: "quiet" },
              ` ${outcomes[key].measure}, ${outcomes[key].unit}`,
            ),
          ),
          forestPlot(detail, {
            results,
            outcome: key,
            own,
            level: 5,
          }),
        ),
      ),
    silent.length
      ? h(
          "p",
          { class: "quiet" },
          `Not reported: ${silent.map(({ key }) => outcomes[key].name.toLowerCase()).join(", ")}.`,
        )
      : null,
    guidelines.length
      ? h(
          "section",
          { "data-key": "guidelines" },
          h(
            "h4",
            { class: "option-evidence__title" },
            "Guidelines",
            h("span", { class: "quiet" }, " in this project's words"),
          ),
          guidelines.map(({ label, says, mark }) =>
            h(
              "p",
              {},
              h("b", {}, label),
              mark === "V" ? ": " : ", read second-hand: ",
              says,
            ),
          ),
        )
      : null,
    h(
      "p",
      {},
      h(
        "a",
        { href: `./evidence.html?option=${option.id}&outcome=all` },
        "All of it on the evidence page, with the effects table",
      ),
    ),
  );
}
