// SPDX-License-Identifier: Apache-2.0
import "./pathways.css";
import type { Assessment, Branch, Pathway, Step } from "../../assessment";
import { h } from "../../dom";
import { becauseText, capital, optionLabel, plainWord } from "../../words";
import type { Panel, View } from "../panel";
import { cite } from "../shared/cite";
import { fieldLink } from "../shared/criteria";

const answers = new Map<boolean | null, [string, string]>([
  [true, ["yes", "yes"]],
  [false, ["no", "no"]],
  [null, ["open", "not known: both ways are possible"]],
]);

// "If yes: lenvatinib preferred; sorafenib preferred"
function branch(
  { assessment }: View,
  name: string,
  says: readonly Branch[] | undefined,
): Node | null {
  if (!says?.length) return null;
  const words = says.map(
    ({ option, says: word }) =>
      `${optionLabel(assessment, option)} ${plainWord(word)}`,
  );
  return h(
    "p",
    { class: "step__because" },
    `${name}: ${[...new Set(words)].join("; ")}`,
  );
}

function stepItem(view: View, pathway: Pathway, step: Step): Node {
  const { assessment, open } = view;
  const [state, word] = answers.get(step.answer) ?? ["open", "not known"];
  const because = step.because ?? [];
  const needs = step.answer === null ? (step.needs ?? []) : [];
  const key = `step-${pathway.id}-${step.id}`;
  const source =
    step.source === pathway.source ? null : cite(assessment, step.source);
  const head = [
    h(
      "span",
      { class: "step__text" },
      step.text ?? capital(plainWord(step.id)),
    ),
    " ",
    h("span", { class: "step__answer" }, capital(word)),
  ];
  return h(
    "li",
    { class: "step", "data-answer": state, "data-key": step.id },
    because.length
      ? h(
          "details",
          { "data-key": key, open: open.has(key) },
          h("summary", {}, head),
          open.has(key)
            ? h(
                "ul",
                { class: "plain step__because" },
                because.map((fact) => h("li", {}, becauseText(fact, "note"))),
              )
            : null,
        )
      : h("p", {}, head),
    needs.length
      ? h(
          "p",
          { class: "step__because" },
          "Settled by: ",
          needs.map((field, index) => [index ? ", " : null, fieldLink(field)]),
        )
      : null,
    branch(view, "If yes", step.if_yes),
    branch(view, "If no", step.if_no),
    source,
  );
}

const recommended = (
  assessment: Assessment,
  item: Pathway["recommends"][number],
): string =>
  typeof item === "string"
    ? optionLabel(assessment, item)
    : `${optionLabel(assessment, item.option)}${item.word ? ` (${plainWord(item.word)})` : ""}`;

function column(view: View, pathway: Pathway): Node {
  const { assessment } = view;
  return h(
    "section",
    { class: "pathway", "data-key": pathway.id },
    h(
      "h3",
      { class: "pathway__name" },
      pathway.label ?? pathway.id,
      cite(assessment, pathway.source),
    ),
    pathway.applies_text
      ? h("p", { class: "quiet" }, pathway.applies_text)
      : null,
    pathway.steps.length
      ? h(
          "ol",
          { class: "pathway__steps" },
          pathway.steps.map((step) => stepItem(view, pathway, step)),
        )
      : h("p", { class: "quiet" }, "Does not speak for this patient."),
    pathway.recommends.length
      ? h(
          "div",
          { class: "pathway__end" },
          h("p", { class: "pathway__end-title" }, "Recommends"),
          h(
            "ul",
            { class: "plain" },
            pathway.recommends.map((item) =>
              h("li", {}, recommended(assessment, item)),
            ),
          ),
        )
      : null,
  );
}

export const panel: Panel = {
  id: "pathways",
  title: "Published pathways, side by side",
  render(view) {
    const { assessment } = view;
    if (!assessment.pathways.length) return null;
    return [
      h(
        "p",
        { class: "panel__lead" },
        "The way of this patient is highlighted; a step opens what its answer rests on. Where they disagree, that is information.",
      ),
      h(
        "div",
        { class: "panel-pathways__columns" },
        assessment.pathways.map((p) => column(view, p)),
      ),
    ];
  },
};
