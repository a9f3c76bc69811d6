// SPDX-License-Identifier: Apache-2.0
// Every publication once, with what in the product rests on it; contradictions; how the knowledge has changed.
import "./sources.css";
import { h, type Child } from "../../dom";
import { conflictItem } from "../../evidence/conflict";
import { outcomeKeys, outcomes, regimenName } from "../../evidence/results";
import type { KnowledgeDetail, Source } from "#outputs";
import { releaseOf, scoreName } from "../../words";
import type { Page, PageView } from "../page";
import { found, search, select } from "../shared/filters";

/** One thing that rests on a source; `evidence` is the row it opens. */
interface Use {
  text: string;
  locator?: string;
  evidence?: string;
  href?: string;
}

const kinds = [
  "Results",
  "Criteria",
  "Steps of an algorithm",
  "Guidelines",
  "Scores",
  "Trials",
  "Labels",
  "Before you switch and stop signs",
  "Definitions and statements",
  "Doses",
  "Contradictions",
] as const;
type Kind = (typeof kinds)[number];

/** Of each source what rests on it, by kind. */
function usesOf({ detail, base }: PageView): Map<string, Map<Kind, Use[]>> {
  const all = new Map<string, Map<Kind, Use[]>>();
  const add = (
    source: string | null | undefined,
    kind: Kind,
    use: Use,
  ): void => {
    if (!source) return;
    const own = all.get(source) ?? new Map<Kind, Use[]>();
    const uses = own.get(kind) ?? [];
    if (!uses.some(({ text }) => text === use.text)) uses.push(use);
    own.set(kind, uses);
    all.set(source, own);
  };
  for (const row of detail.evidence) {
    const reported = outcomeKeys.filter((key) => row[key]);
    add(row.source, "Results", {
      text: `${regimenName(detail, row.regimen)}: ${reported.map((key) => outcomes[key].name.toLowerCase()).join(", ")}`,
      locator: row.locator,
      evidence: row.id,
    });
  }
  for (const rule of detail.rules)
    add(rule.source, "Criteria", { text: rule.text, locator: rule.locator });
  for (const pathway of detail.pathways)
    for (const step of pathway.steps) {
      add(step.source, "Steps of an algorithm", {
        text: `${pathway.label}: ${step.text}`,
        locator: step.locator,
        href: "./algorithms.html",
      });
    }
  for (const guideline of detail.guidelines)
    add(guideline.source, "Guidelines", {
      text: `${guideline.label}: ${guideline.says ?? "not read by this project"}`,
      locator: guideline.locator,
      href: "./algorithms.html#guidelines",
    });
  for (const score of base.assessment.scores)
    add(score.source, "Scores", { text: scoreName(score) });
  for (const trial of detail.trials) {
    add(trial.source, "Trials", {
      text: `${trial.label} (${trial.id})`,
      locator: trial.locator,
      href: `./trials.html?q=${trial.id}`,
    });
    add(trial.recruitment.source, "Trials", {
      text: `Recruitment of ${trial.label}`,
      locator: trial.recruitment.locator,
      href: `./trials.html?q=${trial.id}`,
    });
    for (const criterion of trial.criteria)
      add(criterion.source, "Trials", {
        text: `${trial.label}: ${criterion.text}`,
        locator: criterion.locator,
        href: `./trials.html?q=${trial.id}`,
      });
  }
  for (const label of detail.labels)
    add(label.source, "Labels", {
      text: `${regimenName(detail, label.regimen)}, ${label.region}: ${label.text}${label.mark === "U" ? " (unverified)" : ""}`,
      locator: label.locator,
    });
  for (const one of [...detail.considerations, ...detail.stops])
    add(one.source, "Before you switch and stop signs", {
      text: one.text,
      locator: one.locator,
    });
  for (const definition of detail.definitions)
    add(definition.source, "Definitions and statements", {
      text: `${definition.term}: ${definition.text}`,
      locator: definition.locator,
    });
  for (const option of detail.options)
    for (const dose of option.doses ?? [])
      add(dose.source, "Doses", {
        text: `${option.label}: ${dose.text}`,
        locator: dose.locator,
      });
  for (const conflict of detail.conflicts)
    for (const reading of conflict.readings)
      add(reading.source, "Contradictions", {
        text: conflict.about,
        locator: reading.locator,
      });
  return all;
}

const use = ({ text, locator, evidence, href }: Use): Node =>
  h(
    "li",
    {},
    evidence
      ? h("a", { href: `#row-${evidence}`, "data-evidence": evidence }, text)
      : href
        ? h("a", { href }, text)
        : text,
    locator ? h("span", { class: "quiet" }, ` ${locator}`) : null,
  );

const documentText = (
  { documents }: KnowledgeDetail,
  id: string | null | undefined,
): string | null =>
  documents.find((document) => document.id === id)?.label ?? null;

function item(
  detail: KnowledgeDetail,
  source: Source,
  uses: Map<Kind, Use[]> | undefined,
  open: ReadonlySet<string>,
): Node {
  const key = `uses-${source.id}`;
  const parts = kinds.flatMap((kind) => {
    const list = uses?.get(kind);
    return list ? [{ kind, list }] : [];
  });
  const total = parts.reduce((sum, { list }) => sum + list.length, 0);
  return h(
    "li",
    {
      class: "source anchor",
      id: `source-${source.id}`,
      "data-key": source.id,
    },
    source.title ? h("p", { class: "source__title" }, source.title) : null,
    h("p", {}, source.citation),
    h(
      "p",
      { class: "quiet" },
      source.doi
        ? h(
            "a",
            {
              href: `https://doi.org/${source.doi}`,
              target: "_blank",
              rel: "noopener noreferrer",
            },
            `doi:${source.doi}`,
            h("span", { class: "visually-hidden" }, " (opens another site)"),
          )
        : "No identifier recorded",
      documentText(detail, source.document)
        ? ` · ${documentText(detail, source.document)}`
        : null,
    ),
    total
      ? h(
          "details",
          { "data-key": key, open: open.has(key) },
          h(
            "summary",
            {},
            "Rests on it: ",
            parts
              .map(({ kind, list }) => `${kind.toLowerCase()} ${list.length}`)
              .join(" · "),
          ),
          open.has(key)
            ? parts.map(({ kind, list }) =>
                h(
                  "section",
                  { "data-key": kind },
                  h("h3", { class: "source__kind" }, kind),
                  h("ul", {}, list.map(use)),
                ),
              )
            : null,
        )
      : h("p", { class: "quiet" }, "Cited; nothing is derived from it."),
  );
}

function fold(
  open: ReadonlySet<string>,
  key: string,
  title: string,
  content: () => Child[],
): Node {
  return h(
    "details",
    { class: "panel anchor", id: key, "data-key": key, open: open.has(key) },
    h("summary", {}, h("h2", { class: "page-sources__fold" }, title)),
    open.has(key) ? content() : null,
  );
}

const changelog = ({ changelog: entries }: KnowledgeDetail): Node =>
  h(
    "section",
    {
      class: "panel anchor",
      id: "changes",
      "data-key": "changes",
      "aria-labelledby": "changes-title",
    },
    h(
      "h2",
      { class: "panel__title", id: "changes-title" },
      "What changed in the knowledge",
    ),
    h(
      "dl",
      { class: "page-sources__changes" },
      entries.map(({ date, text }) =>
        h("div", {}, h("dt", {}, date), h("dd", {}, text)),
      ),
    ),
  );

function versions({ base, detail }: PageView): Node {
  const { knowledge } = base.assessment;
  const pair = (term: string, text: string): Node =>
    h("div", {}, h("dt", {}, term), h("dd", {}, text));
  return h(
    "section",
    {
      class: "panel",
      "data-key": "versions",
      "aria-labelledby": "versions-title",
    },
    h(
      "h2",
      { class: "panel__title", id: "versions-title" },
      "Versions and review",
    ),
    h(
      "dl",
      { class: "page-sources__versions" },
      pair("Program", releaseOf(base.version)),
      pair(
        "Knowledge",
        `${knowledge.version} (${knowledge.sha256.slice(0, 12)})`,
      ),
      pair("Reviewed by", knowledge.reviewed_by || "nobody yet"),
      pair("Review due", knowledge.review_due),
      pair(
        "Holds",
        `${detail.evidence.length} rows of results, ${detail.rules.length} criteria, ${detail.conflicts.length} contradictions`,
      ),
    ),
    h(
      "ul",
      { class: "page-sources__said" },
      base.assessment.statements.map((statement) => h("li", {}, statement)),
    ),
  );
}

export const page: Page = {
  title: "Sources",
  lead: "Every publication once, with everything in this product that rests on it and where in it that stands.",
  render(view) {
    const { detail, query, open } = view;
    const uses: Map<string, Map<Kind, Use[]>> = usesOf(view);
    const kind = query.get("kind");
    const sources = detail.sources.filter((source) => {
      const text = `${source.id} ${source.citation} ${source.title ?? ""} ${source.doi ?? ""}`;
      return (
        found(query, text) && (!kind || uses.get(source.id)?.has(kind as Kind))
      );
    });
    return [
      h(
        "nav",
        { class: "page-sources__jump", "aria-label": "On this page" },
        h("a", { href: "#publications" }, "Publications"),
        h("a", { href: "#contradictions" }, "Contradictions"),
        h("a", { href: "#definitions" }, "Definitions"),
        h("a", { href: "#changes" }, "What changed"),
      ),
      h(
        "section",
        {
          class: "panel anchor",
          id: "publications",
          "data-key": "publications",
          "aria-labelledby": "publications-title",
        },
        h(
          "h2",
          { class: "panel__title", id: "publications-title" },
          "Publications",
        ),
        h(
          "form",
          {
            class: "filters",
            role: "search",
            "aria-label": "Publications to show",
          },
          search(query, "author, title, journal"),
          select(query, "kind", "With", [
            ["", "Anything"],
            ...kinds.map((one): [string, string] => [one, one]),
          ]),
        ),
        h(
          "p",
          { class: "count", role: "status" },
          `${sources.length} of ${detail.sources.length} publications`,
        ),
        h(
          "ol",
          { class: "page-sources__list" },
          sources.map((source) =>
            item(detail, source, uses.get(source.id), open),
          ),
        ),
      ),
      fold(
        open,
        "contradictions",
        `Contradictions between and inside the documents: ${detail.conflicts.length}`,
        () => [
          h(
            "ul",
            { class: "plain conflicts" },
            detail.conflicts.map(conflictItem),
          ),
        ],
      ),
      fold(
        open,
        "definitions",
        `Definitions and statements of the documents: ${detail.definitions.length}`,
        () => [
          h(
            "dl",
            { class: "page-sources__definitions" },
            detail.definitions.map(({ id, term, text, locator }) =>
              h(
                "div",
                { "data-key": id },
                h("dt", {}, term),
                h("dd", {}, text, h("span", { class: "quiet" }, ` ${locator}`)),
              ),
            ),
          ),
        ],
      ),
      changelog(detail),
      versions(view),
    ];
  },
};
