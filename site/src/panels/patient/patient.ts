// SPDX-License-Identifier: Apache-2.0
import "./patient.css";
import type { Assessment, Input, Score } from "#outputs";
import { h, type Child } from "../../dom";
import { fieldLabel, valueText } from "../../form/fields";
import {
  blocksText,
  decidingBlocks,
  decidingScores,
  isSettled,
  scoreName,
  scoreText,
} from "../../words";
import type { Panel, View } from "../panel";
import { cite } from "../shared/cite";
import { fieldLink } from "../shared/criteria";

const missingShown = 6;

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

function scoreItem(assessment: Assessment, score: Score): Node {
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

function missing({ assessment }: View): Node | null {
  const item = (field: string, blocks: string[]): Node =>
    h(
      "li",
      { "data-key": field },
      fieldLink(field),
      h("span", { class: "quiet" }, ` for ${blocksText(assessment, blocks)}`),
    );
  const first: Node[] = [];
  const rest: Node[] = [];
  for (const { field, blocks } of assessment.missing) {
    const decides = decidingBlocks(assessment, blocks);
    if (decides.length && first.length < missingShown)
      first.push(item(field, decides));
    else rest.push(item(field, decides.length ? decides : blocks));
  }
  if (!first.length && !rest.length) return null;
  return h(
    "div",
    { class: "panel-patient__missing" },
    h("h3", {}, first.length ? "Missing" : "Nothing that decides is missing"),
    h("ul", { class: "plain" }, first),
    rest.length
      ? h(
          "details",
          { "data-key": "missing-more" },
          h(
            "summary",
            {},
            `${rest.length} more${first.length ? "" : ", for other scores"}`,
          ),
          h("ul", { class: "plain" }, rest),
        )
      : null,
  );
}

// What is not settled in the line is marked, for the eye and for a screen reader.
const line = (parts: Assessment["patient"]["summary_parts"]): Child[] =>
  parts.map(({ text, settled }, index) => [
    index ? " · " : null,
    settled
      ? h("span", {}, text)
      : h("mark", { class: "panel-patient__open" }, text),
  ]);

export const panel: Panel = {
  id: "patient",
  title: "This patient",
  render(view) {
    const { assessment, example } = view;
    // All other scores decide nothing and stand folded below.
    const main = assessment.scores.filter(({ id }) => decidingScores.has(id));
    const rest = assessment.scores.filter((score) => !main.includes(score));
    return [
      example
        ? h(
            "p",
            { class: "example-mark" },
            "Example patient, not a real person",
          )
        : null,
      assessment.patient?.summary
        ? h(
            "p",
            { class: "panel-patient__line", id: "patient-line" },
            line(assessment.patient.summary_parts),
          )
        : null,
      h(
        "ul",
        { class: "scores" },
        main.map((score) => scoreItem(assessment, score)),
      ),
      rest.length
        ? h(
            "details",
            { class: "panel-patient__more", "data-key": "all-scores" },
            h("summary", {}, `${rest.length} more scores`),
            h(
              "ul",
              { class: "scores" },
              rest.map((score) => scoreItem(assessment, score)),
            ),
          )
        : null,
      missing(view),
    ].filter((node) => node !== null);
  },
};
