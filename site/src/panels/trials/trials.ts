// SPDX-License-Identifier: Apache-2.0
import "./trials.css";
import { trialWords } from "#words/trial";
import type { Assessment, Trial } from "#outputs";
import { h, type Child } from "../../dom";
import {
  capital,
  fitText,
  recruitmentStatus,
  recruitmentText,
  trialGroups,
} from "../../words";
import type { Panel } from "../panel";
import { cite } from "../shared/cite";
import { checkedCriteria } from "../shared/criteria";

function body(
  assessment: Assessment,
  open: ReadonlySet<string>,
  trial: Trial,
): Child[] {
  const key = `checked-${trial.id}`;
  const assumed = assessment.assumptions.filter((item) =>
    (trial.assumes ?? []).includes(item.field),
  );
  return [
    trial.arms ? h("p", {}, trial.arms, cite(assessment, trial.source)) : null,
    trial.endpoint ? h("p", {}, `End point: ${trial.endpoint}`) : null,
    ...checkedCriteria(assessment, trial.criteria, {
      "data-key": key,
      open: open.has(key),
    }),
    assumed.length
      ? h("p", { class: "quiet" }, assumed.map((a) => a.message).join(" "))
      : null,
  ];
}

function item(
  assessment: Assessment,
  open: ReadonlySet<string>,
  trial: Trial,
): Node {
  const key = `trial-${trial.id}`;
  return h(
    "li",
    { class: "trial", "data-key": trial.id, "data-verdict": trial.verdict },
    h(
      "details",
      { "data-key": key, open: open.has(key) },
      h(
        "summary",
        { class: "trial__head" },
        h("span", { class: "trial__name" }, trial.label ?? trial.id),
        h(
          "span",
          { class: "badge badge--fit", "data-verdict": trial.verdict },
          fitText(trial.verdict),
        ),
        h(
          "span",
          {
            class: "trial__state",
            "data-status": recruitmentStatus(trial.recruitment),
          },
          [
            trial.label ? trial.id : null,
            trial.phase && `phase ${trial.phase}`,
            recruitmentText(trial.recruitment),
          ]
            .filter(Boolean)
            .join(" · "),
        ),
      ),
      open.has(key) ? body(assessment, open, trial) : null,
    ),
  );
}

export const panel: Panel = {
  id: "trials",
  title: "Trials",
  folded({ assessment }) {
    if (!assessment.trials.length) return null;
    const { fit, open, not, closed } = trialGroups(assessment);
    return [
      `${trialWords.eligible}: ${fit.length}`,
      `${trialWords.needs_information}: ${open.length}`,
      `${trialWords.not_indicated}: ${not.length}`,
      closed.length ? `closed: ${closed.length}` : "",
    ]
      .filter(Boolean)
      .join("; ");
  },
  render({ assessment, open: opened }) {
    if (!assessment.trials.length) return null;
    const { fit, open, not, closed } = trialGroups(assessment);
    const list = (trials: Trial[]): Node =>
      h(
        "ul",
        { class: "plain" },
        trials.map((trial) => item(assessment, opened, trial)),
      );
    const rest = (key: string, title: string, trials: Trial[]): Node[] =>
      trials.length
        ? [
            h(
              "details",
              { class: "panel-trials__rest", "data-key": key },
              h("summary", {}, `${capital(title)}: ${trials.length}`),
              list(trials),
            ),
          ]
        : [];
    return [
      h(
        "p",
        { class: "panel__lead" },
        "Whether the criteria fit, never whether a trial is open: ask the centre. Recruitment as of the date beside it.",
      ),
      ...(fit.length ? [list(fit)] : []),
      ...(open.length ? [list(open)] : []),
      ...rest("not", trialWords.not_indicated, not),
      ...rest("closed", "closed", closed),
    ];
  },
};
