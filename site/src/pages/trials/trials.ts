// SPDX-License-Identifier: Apache-2.0
// Every trial of the knowledge base: what it asks, whether its criteria fit the patient, what is known of recruitment
// and as of when.
import "../../panels/trials/trials.css";
import "./trials.css";
import { trialWords } from "#words/trial";
import type { KnowledgeTrial, Trial } from "#outputs";
import { h, type Child } from "../../dom";
import { studyName } from "../../evidence/results";
import {
  checkedCriteria,
  kindText,
  noCriteria,
} from "../../panels/shared/criteria";
import {
  capital,
  fitText,
  isUsable,
  recruitmentStatus,
  recruitmentText,
} from "../../words";
import type { Page, PageView } from "../page";
import { patientLine } from "../shared/patient-line";
import { fold, found, search, select, showing } from "../shared/filters";

type Fit = "fit" | "open" | "out" | "listed";

const fits: Record<Fit, string> = {
  fit: capital(trialWords.eligible),
  open: capital(trialWords.needs_information),
  out: capital(trialWords.not_indicated),
  listed: "Listed only",
};

function fitOf(trial: KnowledgeTrial, judged: Trial | undefined): Fit {
  if (!trial.second_line) return "listed";
  if (!judged || judged.verdict === "needs_information") return "open";
  return isUsable(judged) ? "fit" : "out";
}

const pair = (term: string, ...content: Child[]): Node =>
  h("div", {}, h("dt", {}, term), h("dd", {}, ...content));

function criteria(
  page: PageView,
  trial: KnowledgeTrial,
  judged: Trial | undefined,
): Child {
  const { view, detail } = page;
  if (view && judged)
    return checkedCriteria(
      view.assessment,
      judged.criteria,
      fold(page, `checked-${trial.id}`),
    );
  if (!trial.criteria.length) return noCriteria();
  return h(
    "ul",
    { class: "criteria" },
    trial.criteria.map((criterion) =>
      h(
        "li",
        { class: "criterion", "data-key": criterion.id },
        h("span", { class: "criterion__kind" }, kindText(criterion)),
        h("span", { class: "criterion__text" }, criterion.text),
        h(
          "span",
          { class: "criterion__because" },
          `${studyName(detail, criterion.source)}: ${criterion.locator}`,
        ),
      ),
    ),
  );
}

/** Criteria of the same words that most of these trials ask: said once, above them. */
function shared(trials: KnowledgeTrial[]): string[] {
  const counts = new Map<string, number>();
  for (const { criteria } of trials)
    for (const text of new Set(criteria.map(({ text }) => text)))
      counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => trials.length > 2 && count > trials.length / 2)
    .sort(([, a], [, b]) => b - a)
    .map(([text, count]) =>
      count === trials.length ? text : `${text} (${count} of ${trials.length})`,
    );
}

function askedOf(trials: KnowledgeTrial[]): Node[] {
  const texts = shared(trials);
  return texts.length
    ? [
        h(
          "p",
          { class: "page-trials__shared" },
          h("b", {}, "Most of them ask: "),
          `${texts.join("; ")}.`,
        ),
      ]
    : [];
}

function body(page: PageView, trial: KnowledgeTrial, judged?: Trial): Child[] {
  const { view, detail } = page;
  const { recruitment } = trial;
  return [
    h(
      "dl",
      { class: "trial-card__facts" },
      pair("Registry", trial.id),
      pair("Arms", trial.arms),
      pair("Patients", trial.n ?? "not reported"),
      pair("End point", trial.endpoint),
      pair("Design", trial.design),
      pair("Completion", trial.completion ?? "not reported"),
      pair(
        "Recruitment",
        `${studyName(detail, recruitment.source)}: ${recruitment.locator}`,
      ),
    ),
    h(
      "h4",
      {},
      view && judged ? "Its criteria and this patient" : "Its criteria",
    ),
    criteria(page, trial, judged),
    h(
      "p",
      { class: "quiet" },
      `Source: ${studyName(detail, trial.source)}, ${trial.locator}`,
    ),
  ];
}

function card(page: PageView, trial: KnowledgeTrial, alone: boolean): Node {
  const { view } = page;
  const judged = view?.assessment.trials.find(({ id }) => id === trial.id);
  const { recruitment } = trial;
  const whole = fold(page, trial.id, alone);
  return h(
    "li",
    { class: "trial-card", "data-key": `card-${trial.id}`, id: trial.id },
    h(
      "details",
      whole,
      h(
        "summary",
        { class: "trial__head" },
        h("h3", { class: "trial__name" }, trial.label),
        judged
          ? h(
              "span",
              { class: "badge badge--fit", "data-verdict": judged.verdict },
              fitText(judged.verdict),
            )
          : null,
        h(
          "span",
          {
            class: "trial__state",
            "data-status": recruitmentStatus(recruitment),
          },
          [
            trial.label === trial.id ? null : trial.id,
            `phase ${trial.phase}`,
            recruitmentText(recruitment),
          ]
            .filter(Boolean)
            .join(" · "),
        ),
      ),
      whole.open
        ? h("div", { class: "trial-card__body" }, ...body(page, trial, judged))
        : null,
    ),
  );
}

export const page: Page = {
  title: "Trials",
  lead: "Whether the criteria fit, never whether a trial is open: recruitment is what was read on the date beside it, and older than twelve months it counts as unknown. Ask the centre.",
  render(page) {
    const { detail, view, query } = page;
    const order: Fit[] = ["fit", "open", "out", "listed"];
    const trials = detail.trials
      .map((trial) => ({
        trial,
        fit: fitOf(
          trial,
          view?.assessment.trials.find(({ id }) => id === trial.id),
        ),
      }))
      .filter(({ trial, fit }) => {
        const text = `${trial.id} ${trial.label} ${trial.arms} ${trial.endpoint}`;
        return (
          found(query, text) &&
          (!query.get("fit") || query.get("fit") === fit) &&
          (!query.get("status") ||
            query.get("status") === recruitmentStatus(trial.recruitment))
        );
      });
    const statuses = [
      ...new Set(
        detail.trials.map(({ recruitment }) => recruitmentStatus(recruitment)),
      ),
    ].sort();
    return [
      patientLine(page, "each criterion is judged"),
      h(
        "form",
        {
          class: "filters panel",
          role: "search",
          "aria-label": "Trials to show",
        },
        select(query, "fit", "Fit", [
          ["", "All"],
          ...order.map((fit): [string, string] => [fit, fits[fit]]),
        ]),
        select(query, "status", "Recruitment", [
          ["", "All"],
          ...statuses.map((status): [string, string] => [
            status,
            capital(status),
          ]),
        ]),
        showing(query),
        search(query, "drug, name, number"),
      ),
      h(
        "p",
        { class: "count", role: "status" },
        `${trials.length} of ${detail.trials.length} trials`,
      ),
      ...order
        .map((fit) => ({
          fit,
          members: trials.filter((one) => one.fit === fit),
        }))
        .filter(({ members }) => members.length)
        .map(({ fit, members }) =>
          h(
            "section",
            { "data-key": fit, "aria-labelledby": `fit-${fit}` },
            h(
              "h2",
              { id: `fit-${fit}`, class: "page-trials__title" },
              `${view || fit === "listed" ? fits[fit] : "Second-line trials"}: ${members.length}`,
            ),
            fit === "listed"
              ? h(
                  "p",
                  { class: "quiet" },
                  "Named in the documents; not for second line, so no criteria are judged.",
                )
              : null,
            ...askedOf(members.map(({ trial }) => trial)),
            h(
              "ul",
              { class: "plain page-trials__list panel" },
              members.map(({ trial }) =>
                card(page, trial, trials.length === 1),
              ),
            ),
          ),
        ),
    ];
  },
};
