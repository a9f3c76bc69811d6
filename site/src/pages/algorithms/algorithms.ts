// SPDX-License-Identifier: Apache-2.0
// The published algorithms as diagrams, where they agree, and the words behind a disagreement.
import "./algorithms.css";
import {
  diagram,
  optionsOf,
  walk,
  wordOf,
  wordsBehind,
} from "../../algorithms/diagram";
import type {
  Assessment,
  KnowledgeDetail,
  KnowledgePathway,
  Option,
  PathwayStatement,
} from "#outputs";
import { h } from "../../dom";
import { studyName } from "../../evidence/results";
import {
  agreement,
  isDisputed,
  says,
  sign,
} from "../../panels/shared/agreement";
import type { Page, PageView } from "../page";
import { patientLine } from "../shared/patient-line";

/** The statement with which a pathway last spoke of an option: the one that counts. */
function lastWord(
  detail: KnowledgeDetail,
  pathway: KnowledgePathway,
  assessment: Assessment,
  option: Option,
): PathwayStatement | null {
  const walked = assessment.pathways.find(({ id }) => id === pathway.id);
  let last: PathwayStatement | null = null;
  for (const step of pathway.steps) {
    const own = walked?.steps.find(({ id }) => id === step.id);
    const said = (own?.said ?? []).filter((one) => one.option === option.id);
    const word = said[said.length - 1]?.says;
    if (!word) continue;
    last =
      [...(step.yes ?? []), ...(step.no ?? [])]
        .filter(
          (statement) =>
            word === wordOf(statement.value) &&
            optionsOf(detail, statement).some(({ id }) => id === option.id),
        )
        .pop() ?? last;
  }
  return last;
}

function whatEachSays(
  detail: KnowledgeDetail,
  assessment: Assessment,
  option: Option,
): Node {
  return h(
    "article",
    { class: "words anchor", "data-key": option.id, id: `why-${option.id}` },
    h("h3", {}, option.label ?? option.id),
    h(
      "ul",
      { class: "plain words__list" },
      detail.pathways.map((pathway) => {
        const word = option.pathways?.[pathway.id];
        const statement = word
          ? lastWord(detail, pathway, assessment, option)
          : null;
        return h(
          "li",
          { "data-key": pathway.id },
          h(
            "p",
            {},
            h("b", {}, `${pathway.label} `),
            h(
              "span",
              { class: "says", "data-says": word ?? "silent" },
              sign(word),
            ),
            ` ${says(word)}`,
          ),
          statement
            ? [h("p", {}, `${statement.text}.`), wordsBehind(statement)]
            : h(
                "p",
                { class: "quiet" },
                "It does not speak of it for this patient.",
              ),
        );
      }),
    ),
  );
}

function agreementSection({ detail, view, query }: PageView): Node | null {
  const assessment = view?.assessment;
  if (!assessment) return null;
  const table = agreement(assessment);
  if (!table) return null;
  const asked = query.get("option");
  const chosen = assessment.options.filter(({ id }) => id === asked);
  const disputed = assessment.options.filter(
    (option) => isDisputed(option) && option.id !== asked,
  );
  return h(
    "section",
    {
      class: "panel",
      "data-key": "agreement",
      "aria-labelledby": "agreement-title",
    },
    h(
      "h2",
      { class: "panel__title", id: "agreement-title" },
      "Where they agree",
    ),
    table,
    chosen.length
      ? [
          h("h2", { class: "page-algorithms__words" }, "What each says of it"),
          chosen.map((option) => whatEachSays(detail, assessment, option)),
        ]
      : null,
    disputed.length
      ? [
          h("h2", { class: "page-algorithms__words" }, "Where they disagree"),
          disputed.map((option) => whatEachSays(detail, assessment, option)),
        ]
      : null,
  );
}

/** What was read of guidelines, and the names of those that were not. */
function guidelines({ detail }: PageView): Node {
  const read = detail.guidelines.filter(({ says }) => says);
  const unread = detail.guidelines.filter(({ says }) => !says);
  return h(
    "section",
    {
      class: "panel anchor",
      id: "guidelines",
      "data-key": "guidelines",
      "aria-labelledby": "guidelines-title",
    },
    h(
      "h2",
      { class: "panel__title", id: "guidelines-title" },
      "What guidelines say after an inhibitor",
    ),
    h(
      "p",
      { class: "panel__lead" },
      "Beside the ranking: only ASCO 2024 is walked above and counts. In the project's words.",
    ),
    h(
      "table",
      { class: "guidelines" },
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          ["Guideline", "What it says", "How it was read"].map((text) =>
            h("th", { scope: "col" }, text),
          ),
        ),
      ),
      h(
        "tbody",
        {},
        read.map(({ id, label, says: words, mark, source, locator }) =>
          h(
            "tr",
            { "data-key": id, "data-mark": mark },
            h("th", { scope: "row" }, label),
            h("td", {}, words),
            h(
              "td",
              {},
              mark === "V" ? "read in the source" : "read second-hand",
              h(
                "span",
                { class: "quiet" },
                ` (${mark}; ${studyName(detail, source)}: ${locator})`,
              ),
            ),
          ),
        ),
      ),
    ),
    unread.length
      ? h(
          "p",
          { class: "guidelines__unread" },
          h("b", {}, "Not read by this project: "),
          `${unread.map(({ label }) => label).join("; ")}. Nothing is said here of what they contain.`,
        )
      : null,
  );
}

export const page: Page = {
  title: "Algorithms",
  lead: "A guideline and three published algorithms, drawn from the data that rank the options. Their figures are not in the texts: this is the reading of the prose, each step with its place.",
  key: walk,
  render(page) {
    const { detail, view, open } = page;
    return [
      patientLine(page, "its way is lit"),
      agreementSection(page),
      h(
        "p",
        { class: "quiet page-algorithms__keys" },
        "With a keyboard: arrow down and up walk the questions, right and left what an answer leads to, Enter opens the words behind it, Page down goes to the next algorithm.",
      ),
      ...detail.pathways.map((pathway) =>
        h(
          "section",
          {
            class: "panel anchor",
            id: pathway.id,
            "data-key": pathway.id,
            "aria-labelledby": `${pathway.id}-title`,
          },
          h(
            "h2",
            { class: "panel__title", id: `${pathway.id}-title` },
            pathway.label,
          ),
          h(
            "p",
            { class: "panel__lead" },
            detail.sources.find(({ id }) => id === pathway.source)?.citation ??
              "",
            `; ${pathway.locator}`,
          ),
          diagram(detail, pathway, view?.assessment ?? null, open),
        ),
      ),
      guidelines(page),
    ].filter((node) => node !== null);
  },
};
