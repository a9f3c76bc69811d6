// SPDX-License-Identifier: Apache-2.0
// The open answers that matter most, to be given where they are asked for: what the worker found to settle most; until it
// answers, what a strong caution of the first options waits for.
import "./firm-up.css";
import { askNothing } from "#words/ask";
import { h, type Child } from "../../dom";
import type { Json } from "../../entry/answer";
import { fieldLabel, unitText, wordText } from "../../form/fields";
import { blocksText, firstOptions } from "../../words";
import { missingToRank, unanswered } from "../../missing";
import type { Panel, View } from "../panel";
import { fieldLink } from "../shared/criteria";

interface Question {
  fields: string[];
  text: string;
  answers: { range: string; text: string }[];
}

const most = 3;

/** What strong cautions of the first three options wait for. */
function safetyQuestions(view: View): Question[] {
  const waiting = new Map<string, string[]>();
  for (const { id } of firstOptions(view.assessment).slice(0, most)) {
    const option = view.option(id);
    for (const { kind, strength, outcome, needs } of option.criteria) {
      if (kind !== "caution" || strength !== "strong" || outcome !== "unknown")
        continue;
      for (const field of needs ?? [])
        waiting.set(field, [
          ...new Set([...(waiting.get(field) ?? []), option.label]),
        ]);
    }
  }
  return [...waiting].slice(0, most).map(([field, options]) => ({
    fields: [field],
    text: `A strong caution of ${options.join(", ")} waits for it.`,
    answers: [],
  }));
}

/** While the worker is at it again, what it asked before and is still open stays: the next answer is on its way there. */
function questionsOf(view: View): Question[] {
  const { insight, assessment } = view;
  const asked = insight?.exploration?.ask_next.slice(0, most);
  if (!asked) return safetyQuestions(view);
  if (insight?.current) return asked;
  const missing = new Set(assessment.missing.map(({ field }) => field));
  const left = asked
    .map((question) => ({
      ...question,
      fields: question.fields.filter((field) => missing.has(field)),
      answers: [],
    }))
    .filter(({ fields }) => fields.length);
  return left.length ? left : safetyQuestions(view);
}

const button = (field: string, json: Json, label: string): Node =>
  h(
    "button",
    {
      type: "button",
      class: "button button--small",
      "data-action": "answer-field",
      "data-for": field,
      "data-json": json,
      "data-key": json,
    },
    label,
  );

/** Whether something is marked in a set. */
function marks({ patient }: View, field: string): boolean {
  const set = (JSON.parse(patient) as Record<string, unknown>)[field];
  return (
    Array.isArray(set) &&
    set.some((one) => typeof one !== "string" || !/^[?!]/.test(one))
  );
}

/** Answers the question where it stands; what has many answers leads to it. */
function control(view: View, field: string): Child {
  const kind = view.fields().get(field);
  switch (kind?.kind) {
    case "choice":
      return h(
        "div",
        {
          class: "firm-up__answers",
          role: "group",
          "aria-label": fieldLabel(field),
        },
        kind.answers.map((json) => {
          const value = JSON.parse(json) as string | number | boolean;
          const label =
            typeof value === "boolean"
              ? value
                ? "Yes"
                : "No"
              : wordText(String(value), field);
          return button(field, json, label);
        }),
      );
    case "number": {
      const unit = view.unitOf(field);
      return h(
        "label",
        { class: "firm-up__number" },
        h("input", {
          class: "field__input",
          type: "text",
          inputmode: "decimal",
          autocomplete: "off",
          "data-answer-text": field,
          "aria-label": `${fieldLabel(field)} ${unitText(unit)}`.trim(),
        }),
        unitText(unit),
      );
    }
    case "set":
      return h(
        "div",
        { class: "firm-up__answers" },
        button(field, "[]", marks(view, field) ? "No others" : "None of these"),
        h(
          "button",
          {
            type: "button",
            class: "button button--small",
            "data-reveal": field,
          },
          "Choose",
        ),
      );
    default:
      return h(
        "button",
        { type: "button", class: "button button--small", "data-reveal": field },
        "Answer",
      );
  }
}

function item(view: View, question: Question): Node {
  const key = `answers-${question.fields.join()}`;
  const open = view.open.has(key);
  return h(
    "li",
    // Answered one after the other, the last stays: so does the keyboard in what is left.
    { class: "firm-up__item", "data-key": question.fields.at(-1) },
    question.fields.map((field) =>
      h(
        "div",
        { class: "firm-up__ask", "data-key": field },
        h("p", { class: "firm-up__field" }, fieldLink(field)),
        control(view, field),
      ),
    ),
    h("p", { class: "quiet" }, question.text),
    question.answers.length
      ? h(
          "details",
          { "data-key": key, open },
          h("summary", {}, "What each answer would do"),
          open
            ? h(
                "ul",
                { class: "firm-up__effects" },
                question.answers.map(({ range, text }) =>
                  h("li", { "data-key": range }, text),
                ),
              )
            : null,
        )
      : null,
  );
}

/** Everything that is not entered, with what waits for it. */
function allMissing({ assessment, open }: View): Node | null {
  const rows = unanswered(assessment);
  if (!rows.length) return null;
  const key = "missing-all";
  const deciding = rows.filter(({ decides }) => decides.length);
  return h(
    "details",
    { class: "firm-up__missing", "data-key": key, open: open.has(key) },
    h(
      "summary",
      {},
      deciding.length
        ? `All that is missing: ${deciding.length} for verdicts and stages, ${rows.length - deciding.length} for other scores`
        : `Nothing that decides is missing; ${rows.length} for other scores`,
    ),
    open.has(key)
      ? h(
          "ul",
          { class: "plain" },
          [...deciding, ...rows.filter(({ decides }) => !decides.length)].map(
            ({ field, blocks, decides }) =>
              h(
                "li",
                { "data-key": field },
                fieldLink(field),
                h(
                  "span",
                  { class: "quiet" },
                  ` for ${blocksText(assessment, decides.length ? decides : blocks)}`,
                ),
              ),
          ),
        )
      : null,
  );
}

export const panel: Panel = {
  id: "firm-up",
  title: "To firm this up",
  followsWorker: true,
  render(view) {
    const missing = allMissing(view);
    if (missingToRank(view.assessment)) return missing ? [missing] : null;
    const questions = questionsOf(view);
    if (!questions.length && !missing) return null;
    return [
      questions.length
        ? h(
            "ol",
            { class: "firm-up plain" },
            questions.map((question) => item(view, question)),
          )
        : h("p", { class: "quiet" }, askNothing),
      missing,
    ].filter((node) => node !== null);
  },
};
