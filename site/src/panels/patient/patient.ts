// SPDX-License-Identifier: Apache-2.0
import "./patient.css";
import { exampleMark } from "#words/example";
import type { Assessment, Input, Score } from "#outputs";
import { h } from "../../dom";
import { fieldLabel, valueText } from "../../form/fields";
import {
  capital,
  decidingScores,
  isSettled,
  scoreName,
  scoreText,
} from "../../words";
import type { Panel, View } from "../panel";
import { cite } from "../shared/cite";
import { fieldLink } from "../shared/criteria";

function points(assessment: Assessment, score: Score): Node | null {
  if (!score.components?.length) return null;
  const inputs = new Map<string, Input>(
    assessment.patient.inputs.map((input) => [input.field, input]),
  );
  return h(
    "table",
    { class: "score__points" },
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, "Item"),
        h("th", { scope: "col" }, "Entered"),
        h("th", { scope: "col" }, "Points"),
      ),
    ),
    h(
      "tbody",
      {},
      score.components.map((component) => {
        const input = inputs.get(component.field);
        return h(
          "tr",
          {},
          h("th", { scope: "row" }, fieldLabel(component.field)),
          h(
            "td",
            {},
            input
              ? valueText(component.field, input.value, input.unit, input)
              : "–",
          ),
          h("td", {}, String(component.points).replace(/^-/, "−")),
        );
      }),
    ),
  );
}

function scoreItem(view: View, score: Score): Node {
  const { assessment, onDemand } = view;
  const missing = score.missing ?? [];
  return h(
    "li",
    { class: "score", "data-key": score.id, "data-score": score.id },
    h(
      "details",
      {
        "data-key": `score-${score.id}`,
        "data-settled": isSettled(score) ? "true" : "false",
      },
      h(
        "summary",
        {},
        h("span", { class: "score__name" }, scoreName(score)),
        " ",
        h("span", { class: "score__value" }, scoreText(score)),
        score.near
          ? h("span", { class: "score__near" }, "near a cut-off")
          : null,
      ),
      h(
        "div",
        { class: "score__body" },
        score.near ? h("p", {}, `Near a cut-off: ${score.near}`) : null,
        score.not_computable ? h("p", {}, score.not_computable) : null,
        onDemand && typeof onDemand !== "string"
          ? onDemand.gauge(view, score)
          : null,
        points(assessment, score),
        score.formula
          ? h(
              "p",
              { class: "score__formula" },
              score.formula,
              cite(assessment, score.source),
            )
          : null,
        missing.length
          ? h(
              "p",
              {},
              "Missing: ",
              missing.map((field, i) => [i ? ", " : null, fieldLink(field)]),
            )
          : null,
      ),
    ),
  );
}

export const panel: Panel = {
  id: "patient",
  title: "This patient",
  render(view) {
    const { assessment, example } = view;
    // All other scores decide nothing and stand folded below.
    const main = assessment.scores.filter(({ id }) => decidingScores.has(id));
    const rest = assessment.scores.filter((score) => !main.includes(score));
    const { summary, summary_parts } = assessment.patient;
    return [
      h(
        "p",
        {
          class: "panel-patient__line",
          id: "patient-line",
          "data-summary": summary,
        },
        example ? h("span", { class: "example-mark" }, exampleMark) : null,
        // Its last part is the therapy so far; the scores before it stand below.
        h("span", {}, capital(summary_parts.at(-1)?.text ?? "")),
        assessment.knowledge.reviewed_by
          ? null
          : h(
              "b",
              { class: "panel-patient__unreviewed" },
              "Not yet reviewed by a clinician",
            ),
      ),
      h(
        "ul",
        { class: "scores" },
        main.map((score) => scoreItem(view, score)),
        rest.length
          ? h(
              "li",
              { class: "score", "data-key": "more" },
              h(
                "details",
                { class: "panel-patient__more", "data-key": "all-scores" },
                h("summary", {}, `${rest.length} more scores`),
                h(
                  "ul",
                  { class: "scores" },
                  rest.map((score) => scoreItem(view, score)),
                ),
              ),
            )
          : null,
      ),
    ];
  },
};
