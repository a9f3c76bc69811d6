// SPDX-License-Identifier: Apache-2.0
// What this is for and what it does not do, how an order comes about with an example worked out, and a check of the scores that
// the reader runs in their own browser.
import "./about.css";
import type { Assessment, Score } from "#outputs";
import { h } from "../../dom";
import { example } from "../../example";
import { firstOptions, inputLabel, inputText, scoreName } from "../../words";
import type { Page, PageView } from "../page";
import { vectors, type Vector } from "./vectors";

const section = (
  key: string,
  title: string,
  ...inside: (Node | string)[]
): Node =>
  h(
    "section",
    { class: "panel", "data-key": key },
    h("h2", { class: "panel__title" }, title),
    ...inside,
  );

const list = (...items: (Node | string)[]): Node =>
  h(
    "ul",
    { class: "about__list" },
    items.map((item) => h("li", {}, item)),
  );

/** Why each of the first options of the example stands above the next, as the core says it. */
function worked({ base }: PageView): Node {
  const { options } = base.judge(JSON.stringify(example));
  const first = firstOptions({ options } as Assessment, 4);
  return h(
    "ol",
    { class: "about__order" },
    first.map((option, place) => {
      const next = first[place + 1];
      return h(
        "li",
        {},
        h("strong", {}, option.label ?? option.id),
        // What stands above the next and is placed by the same rule says it once.
        next &&
          option.above_next &&
          option.above_next.text !== first[place - 1]?.above_next?.text
          ? ` above ${next.label ?? next.id}: ${option.above_next.text}`
          : "",
      );
    }),
  );
}

const shown = ({ score: _, patient: __, ...wanted }: Vector): string =>
  [wanted.value?.toFixed(wanted.decimals ?? 0), wanted.grade]
    .filter((part) => part !== undefined)
    .join(", grade ");

/** What the score gives, in as many decimals as the vector has, and whether that is what was worked out. */
function outcome(vector: Vector, score: Score | undefined): [string, boolean] {
  const { value, decimals = 0, grade } = vector;
  if (!score) return ["no such score", false];
  const own = typeof score.value === "number" ? score.value : NaN;
  const given = {
    ...vector,
    ...(value === undefined ? {} : { value: own }),
    ...(grade === undefined ? {} : { grade: score.grade ?? "none" }),
  };
  const right =
    (value === undefined ||
      own.toFixed(decimals) === value.toFixed(decimals)) &&
    (grade === undefined || score.grade === grade);
  return [shown(given), right];
}

/** Every vector through the core that this page runs on. */
function check({ base, detail }: PageView): Node[] {
  const rows = vectors.map((vector) => {
    const assessment = base.judge(JSON.stringify(vector.patient));
    const score = assessment.scores.find(({ id }) => id === vector.score);
    const [found, right] = outcome(vector, score);
    return { vector, assessment, score, found, right };
  });
  const wrong = rows.filter(({ right }) => !right).length;
  return [
    h(
      "p",
      { class: "about__verdict", "data-wrong": wrong },
      wrong
        ? `${wrong} of ${rows.length} came out differently in this browser: do not use this page here, and tell its makers.`
        : `All ${rows.length} came out right in this browser.`,
    ),
    h(
      "table",
      { class: "about__check" },
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          ["Score", "Entered", "Worked out", "Here", "Published in"].map(
            (text) => h("th", { scope: "col" }, text),
          ),
        ),
      ),
      h(
        "tbody",
        {},
        rows.map(({ vector, assessment, score, found, right }) =>
          h(
            "tr",
            { "data-right": right },
            h("th", { scope: "row" }, score ? scoreName(score) : vector.score),
            h(
              "td",
              {},
              (assessment.patient?.inputs ?? [])
                .map((input) => `${inputLabel(input)} ${inputText(input)}`)
                .join(", "),
            ),
            h("td", { "data-label": "Worked out" }, shown(vector)),
            h("td", { "data-label": "Here" }, `${right ? "✓" : "✗"} ${found}`),
            h(
              "td",
              {},
              detail.sources.find(({ id }) => id === score?.source)?.citation ??
                "",
            ),
          ),
        ),
      ),
    ),
  ];
}

export const page: Page = {
  title: "About",
  lead: "What this page is for, what it does not do, how it orders, and how to check it.",
  render(view) {
    const { base, open } = view;
    const key = "about-check";
    return [
      section(
        "for",
        "For whom and what for",
        h(
          "p",
          {},
          "For hepatologists and oncologists who treat hepatocellular carcinoma: the last systemic therapy, today mostly an immune checkpoint inhibitor, has failed or was not tolerated, and the next step is to be chosen or prepared for a tumour board.",
        ),
      ),
      section(
        "not",
        "What it does not do",
        list(
          "It does not decide. It is decision support for clinicians and no certified medical device.",
          "It does not compare treatments: the results come from different studies of different patients.",
          "It does not choose a first therapy, does not plan local therapy or transplantation, and is not for patients to use alone.",
          "It knows what its publications say, up to the date of its knowledge, and no clinician has signed that knowledge yet.",
        ),
      ),
      section(
        "order",
        "How an order comes about",
        h(
          "ol",
          { class: "about__list" },
          [
            "Rules, each with its publication and the place in it, say whether an option can be given: what is unknown stays open and is never read as no.",
            "Of what can be given, the published algorithms and guidelines say what they prefer; a safety rule may take an option down, and says so.",
            "Among options that they place alike, a strong caution counts first, then survival, response and severe side effects as weighed, then how many algorithms agree, and how certain the results are.",
            "A trial, supportive care and going on unchanged are placed by a rule of their own.",
          ].map((text) => h("li", {}, text)),
        ),
        h("h3", {}, "The example patient, worked out"),
        worked(view),
      ),
      section(
        "tested",
        "How it is tested",
        list(
          "Scores against values worked out by hand and by other programs, on both sides of every cut-off.",
          "Hundreds of written cases: what a colleague would expect of each option, and why.",
          "The same answer, to the last letter, from the program on a server and from the one in this page, for thousands of made-up patients.",
          "Every journey of this page in a real browser, with the network off, with damaged files, on phones and at desks, by keyboard and for screen readers.",
        ),
      ),
      section(
        "check",
        "Check it yourself",
        h(
          "details",
          { class: "about__run", "data-key": key, open: open.has(key) },
          h(
            "summary",
            {},
            `Run ${vectors.length} worked scores in this browser`,
          ),
          ...(open.has(key) ? check(view) : []),
        ),
      ),
      section(
        "privacy",
        "Privacy, and how to prove it",
        h(
          "p",
          {},
          "What is entered stays in this page: it is sent nowhere and stored nowhere, unless you save a case or hand on a link yourself. The page may ask no other server for anything; the browser enforces that. To prove it, switch the network off: everything here goes on working.",
        ),
      ),
      section(
        "versions",
        "Versions and licences",
        h("p", {}, base.version),
        h(
          "p",
          {},
          "What changed in the knowledge, and every publication it rests on: ",
          h("a", { href: "./sources.html" }, "Sources"),
          ". Software under the Apache License 2.0: ",
          // Beside the page, so that the entries stay.
          h(
            "a",
            { href: "./licences.txt", target: "_blank", rel: "noopener" },
            "licences of all that is inside",
          ),
          ".",
        ),
      ),
    ];
  },
};
