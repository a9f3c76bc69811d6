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
  criteriaList,
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
import { found, search, select } from "../shared/filters";

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
  { view, detail }: PageView,
  trial: KnowledgeTrial,
  judged: Trial | undefined,
): Node {
  if (view && judged) return criteriaList(view.assessment, judged.criteria);
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

function card(page: PageView, trial: KnowledgeTrial): Node {
  const { view, detail } = page;
  const judged = view?.assessment.trials.find(({ id }) => id === trial.id);
  const { recruitment } = trial;
  return h(
    "li",
    { class: "panel trial-card", "data-key": trial.id, id: trial.id },
    h(
      "div",
      { class: "trial-card__head" },
      h("h3", {}, trial.label),
      judged
        ? h(
            "span",
            { class: "badge badge--fit", "data-verdict": judged.verdict },
            fitText(judged.verdict),
          )
        : null,
    ),
    h(
      "p",
      {
        class: "trial-card__recruitment",
        "data-status": recruitmentStatus(recruitment),
      },
      h("b", {}, capital(recruitmentText(recruitment))),
      h(
        "span",
        { class: "quiet" },
        ` ${studyName(detail, recruitment.source)}: ${recruitment.locator}`,
      ),
    ),
    h(
      "dl",
      { class: "trial-card__facts" },
      pair("Registry", trial.id),
      pair("Phase", trial.phase),
      pair("Arms", trial.arms),
      pair("Patients", trial.n ?? "not reported"),
      pair("End point", trial.endpoint),
      pair("Design", trial.design),
      pair("Completion", trial.completion ?? "not reported"),
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
            h(
              "ul",
              { class: "plain page-trials__list" },
              members.map(({ trial }) => card(page, trial)),
            ),
          ),
        ),
    ];
  },
};
