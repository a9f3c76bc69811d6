// SPDX-License-Identifier: Apache-2.0
import "./pathways.css";
import type { Assessment, Pathway, Step } from "../../assessment";
import { h } from "../../dom";
import { becauseText, capital, optionLabel, plainWord } from "../../words";
import type { Panel } from "../panel";
import { cite } from "../shared/cite";
import { fieldLink } from "../shared/criteria";

const answers = new Map<boolean | null, [string, string]>([
  [true, ["yes", "yes"]],
  [false, ["no", "no"]],
  [null, ["open", "not known: both ways are possible"]],
]);

function stepItem(assessment: Assessment, step: Step): Node {
  const [state, word] = answers.get(step.answer) ?? ["open", "not known"];
  return h(
    "li",
    { class: "step", "data-answer": state, "data-key": step.id },
    h(
      "p",
      { class: "step__text" },
      step.text ?? capital(plainWord(step.id)),
      cite(assessment, step.source),
    ),
    h("p", { class: "step__answer" }, capital(word)),
    step.because?.length
      ? h(
          "p",
          { class: "step__because" },
          step.because.map((fact) => becauseText(fact, "note")).join(" · "),
        )
      : null,
    step.answer === null && step.needs?.length
      ? h(
          "p",
          { class: "step__because" },
          "Settled by: ",
          step.needs.map((f, i) => [i ? ", " : null, fieldLink(f)]),
        )
      : null,
  );
}

const recommended = (
  assessment: Assessment,
  item: Pathway["recommends"][number],
): string =>
  typeof item === "string"
    ? optionLabel(assessment, item)
    : `${optionLabel(assessment, item.option)}${item.word ? ` (${plainWord(item.word)})` : ""}`;

function column(assessment: Assessment, pathway: Pathway): Node {
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
          pathway.steps.map((step) => stepItem(assessment, step)),
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
  render({ assessment }) {
    if (!assessment.pathways.length) return null;
    return [
      h(
        "p",
        { class: "panel__lead" },
        "The way of this patient is highlighted. Where they disagree, that is information.",
      ),
      h(
        "div",
        { class: "panel-pathways__columns" },
        assessment.pathways.map((p) => column(assessment, p)),
      ),
    ];
  },
};
