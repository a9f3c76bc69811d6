// SPDX-License-Identifier: Apache-2.0
// A published algorithm as a diagram, from the data of the pathway: questions down the middle, what a "yes" leads to
// beside them. With a patient the way is lit, an answer opens the value behind it, an open question shows both ways.
// Laid out by the page itself (a list, a grid, borders for the arrows): a graph library would draw a picture that
// neither a phone can reflow nor a screen reader walk.
import "./diagram.css";
import type {
  Assessment,
  Because,
  Branch,
  KnowledgeDetail,
  KnowledgePathway,
  Pathway,
  PathwayStatement,
  PathwayStep,
  Step,
  Tier,
} from "#outputs";
import { h, type Child } from "../dom";
import { says, sign } from "../panels/shared/agreement";
import { fieldLink } from "../panels/shared/criteria";
import { becauseText } from "../words";

type Answer = "yes" | "no" | "open" | "none";

const answerOf = (step: Step | undefined): Answer =>
  step === undefined
    ? "none"
    : step.answer === null
      ? "open"
      : step.answer
        ? "yes"
        : "no";

const answerWords: Record<Answer, string> = {
  yes: "Yes",
  no: "No",
  open: "Not known",
  none: "",
};

export const wordOf = (value: number): Tier =>
  value >= 2
    ? "preferred"
    : value === 1
      ? "option"
      : value === -1
        ? "less_preferred"
        : "not_recommended";

/** The options that a statement names: by id or by group, without its exceptions. */
export function optionsOf(
  detail: KnowledgeDetail,
  statement: PathwayStatement,
): { id: string; label: string }[] {
  const named = (list: readonly string[], id: string, groups: string[]) =>
    list.includes(id) || groups.some((group) => list.includes(group));
  return detail.options.filter(
    ({ id, groups }) =>
      named(statement.options, id, groups) &&
      !named(statement.except ?? [], id, groups),
  );
}

/** The words of the document, or whose reading it is. */
export const wordsBehind = (said: {
  quotes?: string[];
  note?: string | null;
  locator: string;
}): Child[] => [
  (said.quotes ?? []).map((quote) =>
    h("blockquote", { class: "flow__quote" }, `“${quote}”`),
  ),
  said.note ? h("p", { class: "quiet" }, said.note) : null,
  h("p", { class: "quiet" }, said.locator),
];

type State = "on" | "off" | "possible" | "plain";

const states: Record<State, string> = {
  on: "applies: ",
  off: "does not apply: ",
  possible: "possible: ",
  plain: "",
};

function statementCard(
  detail: KnowledgeDetail,
  pathway: KnowledgePathway,
  step: PathwayStep,
  said: PathwayStatement,
  index: string,
  state: State,
  applied: readonly Branch[],
  open: ReadonlySet<string>,
): Node {
  const word = wordOf(said.value);
  const key = `said-${pathway.id}-${step.id}-${index}`;
  return h(
    "li",
    {
      class: "flow__said",
      "data-says": word,
      "data-state": state,
      "data-key": key,
    },
    h(
      "details",
      { "data-key": key, open: open.has(key) },
      h(
        "summary",
        {},
        h("span", { class: "visually-hidden" }, states[state]),
        h(
          "span",
          { class: "flow__word" },
          h("span", { class: "says", "data-says": word }, sign(word)),
          ` ${says(word)}${said.strong ? ", strong" : ""}`,
        ),
        h(
          "span",
          { class: "flow__options" },
          optionsOf(detail, said).map(({ id, label }, at) => [
            at ? ", " : null,
            state === "on" && !applied.some(({ option }) => option === id)
              ? h("s", {}, label)
              : label,
          ]),
        ),
        // Two words of one branch differ by their condition.
        said.when ? h("span", { class: "flow__when" }, said.text) : null,
      ),
      open.has(key) ? [h("p", {}, `${said.text}.`), wordsBehind(said)] : null,
    ),
  );
}

function branch(
  detail: KnowledgeDetail,
  pathway: KnowledgePathway,
  step: PathwayStep,
  side: "yes" | "no",
  walked: Step | undefined,
  open: ReadonlySet<string>,
): Node | null {
  const statements = [...(step[side] ?? [])].sort((a, b) => b.value - a.value);
  if (!statements.length) return null;
  const answer = answerOf(walked);
  const taken = walked?.said ?? [];
  const stateOf = (said: PathwayStatement): State => {
    if (answer === "none") return "plain";
    if (answer === "open") return "possible";
    if (answer !== side) return "off";
    const word = wordOf(said.value);
    const ids = optionsOf(detail, said).map(({ id }) => id);
    return taken.some((one) => one.says === word && ids.includes(one.option))
      ? "on"
      : "off";
  };
  const lit = answer === side ? "on" : answer === "open" ? "possible" : "off";
  return h(
    "div",
    {
      class: `flow__branch flow__branch--${side}`,
      "data-lit": lit,
      "data-key": side,
    },
    h("p", { class: "flow__edge" }, side === "yes" ? "Yes" : "No"),
    h(
      "ul",
      { class: "plain flow__statements" },
      statements.map((said, index) =>
        statementCard(
          detail,
          pathway,
          step,
          said,
          `${side}-${index}`,
          stateOf(said),
          taken.filter((one) => one.says === wordOf(said.value)),
          open,
        ),
      ),
    ),
  );
}

const becauseList = (because: readonly Because[]): Node | null =>
  because.length
    ? h(
        "ul",
        { class: "plain flow__because" },
        because.map((fact) => h("li", {}, becauseText(fact, "note"))),
      )
    : null;

function question(
  pathway: string,
  id: string,
  text: string,
  walked: Step | undefined,
  behind: () => Child[],
  open: ReadonlySet<string>,
): Node {
  const answer = answerOf(walked);
  const key = `step-${pathway}-${id}`;
  const because = walked?.because ?? [];
  const [first] = because;
  return h(
    "details",
    { class: "flow__question", "data-key": key, open: open.has(key) },
    h(
      "summary",
      {},
      h("span", { class: "flow__text" }, text),
      answer === "none"
        ? null
        : h(
            "span",
            { class: "flow__answer", "data-answer": answer },
            answerWords[answer],
          ),
      first && answer !== "open"
        ? h("span", { class: "flow__value" }, becauseText(first, "note"))
        : null,
    ),
    open.has(key) ? [becauseList(because), behind()] : null,
  );
}

const settledBy = (walked: Step | undefined): Node | null =>
  walked?.answer === null && walked.needs?.length
    ? h(
        "p",
        { class: "flow__needs" },
        "Settled by: ",
        walked.needs.map((field, index) => [
          index ? ", " : null,
          fieldLink(field),
        ]),
      )
    : null;

function stepItem(
  detail: KnowledgeDetail,
  pathway: KnowledgePathway,
  step: PathwayStep,
  walked: Step | undefined,
  open: ReadonlySet<string>,
  place: string,
): Node {
  const answer = answerOf(walked);
  return h(
    "li",
    { class: "flow__step", "data-answer": answer, "data-key": step.id },
    h("span", { class: "visually-hidden" }, place),
    question(
      pathway.id,
      step.id,
      step.text,
      walked,
      () => wordsBehind(step),
      open,
    ),
    settledBy(walked),
    branch(detail, pathway, step, "yes", walked, open),
    branch(detail, pathway, step, "no", walked, open),
  );
}

function end(assessment: Assessment, walked: Pathway | undefined): Node | null {
  if (!walked) return null;
  const names = walked.recommends.map((id) => {
    const option = assessment.options.find((one) => one.id === id);
    const word = option?.pathways?.[walked.id];
    return { label: option?.label ?? id, word };
  });
  return h(
    "li",
    { class: "flow__end", "data-key": "end" },
    h("p", { class: "flow__end-title" }, "For this patient it comes to"),
    names.length
      ? h(
          "ul",
          { class: "plain" },
          names.map(({ label, word }) =>
            h(
              "li",
              {},
              h("span", { class: "says", "data-says": word ?? "" }, sign(word)),
              ` ${label}`,
              h("span", { class: "visually-hidden" }, ` (${says(word)})`),
            ),
          ),
        )
      : h("p", {}, "Nothing: it does not speak of this patient."),
  );
}

/** One algorithm; with `assessment` the patient's way through it. */
export function diagram(
  detail: KnowledgeDetail,
  pathway: KnowledgePathway,
  assessment: Assessment | null,
  open: ReadonlySet<string>,
): Node {
  const walked = assessment?.pathways.find(({ id }) => id === pathway.id);
  const stepOf = (id: string): Step | undefined =>
    walked?.steps.find((step) => step.id === id);
  const entry = stepOf("applies");
  const count = pathway.steps.length + 1;
  return h(
    "ol",
    {
      class: "flow",
      "aria-label": `${pathway.label}, ${count} questions`,
      "data-pathway": pathway.id,
      "data-applies": entry ? answerOf(entry) : "none",
    },
    h(
      "li",
      {
        class: "flow__step flow__step--first",
        "data-answer": answerOf(entry),
        "data-key": "applies",
      },
      h("span", { class: "visually-hidden" }, `1 of ${count}: `),
      question(
        pathway.id,
        "applies",
        pathway.applies.text,
        entry,
        () => [],
        open,
      ),
      settledBy(entry),
      h(
        "p",
        { class: "flow__edge flow__edge--leave", "data-key": "leave" },
        "No: it does not speak of the patient",
      ),
    ),
    pathway.steps.map((step, index) =>
      stepItem(
        detail,
        pathway,
        step,
        stepOf(step.id),
        open,
        `${index + 2} of ${count}: `,
      ),
    ),
    assessment ? end(assessment, walked) : null,
  );
}

/** Arrow keys walk the questions of a diagram; left and right go to the diagram beside it. */
export function walk(event: KeyboardEvent, place: HTMLElement): boolean {
  if (!(event.target instanceof HTMLElement)) return false;
  const here = event.target.closest("summary");
  const flow = here?.closest(".flow");
  if (!here || !flow) return false;
  const questions = (list: Element): HTMLElement[] => [
    ...list.querySelectorAll<HTMLElement>(".flow__question > summary"),
  ];
  const step = here.closest("li.flow__step");
  const own = questions(flow);
  const at = own.findIndex((one) => step?.contains(one));
  const flows = [...place.querySelectorAll(".flow")];
  const said = step
    ? [...step.querySelectorAll<HTMLElement>(".flow__said summary")]
    : [];
  const next = ((): HTMLElement | undefined => {
    switch (event.key) {
      case "ArrowDown":
        return own[at + 1];
      case "ArrowUp":
        return own[at - 1];
      case "Home":
        return own[0];
      case "End":
        return own[own.length - 1];
      case "ArrowRight":
        return said[said.indexOf(here) + 1];
      case "ArrowLeft":
        return said[said.indexOf(here) - 1] ?? own[at];
      case "PageDown":
      case "PageUp": {
        const other =
          flows[flows.indexOf(flow) + (event.key === "PageDown" ? 1 : -1)];
        return other ? questions(other)[0] : undefined;
      }
      default:
        return undefined;
    }
  })();
  next?.focus();
  return next !== undefined;
}
