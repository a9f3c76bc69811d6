// SPDX-License-Identifier: Apache-2.0
// The reported results behind an option, each with its quote and its place in the source.
import type { Assessment, Option } from "../../assessment";
import { h } from "../../dom";
import {
  outcomeNames,
  type EvidenceRow,
  type KnowledgeDetail,
  type Outcome,
} from "../../knowledge-detail";
import { wordText } from "../../form/fields";
import { capital, plainWord } from "../../words";
import { cite } from "./cite";

function settingText(setting: string): string {
  const [kind, regimens] = setting.split(":");
  if (!regimens)
    return kind === "other" ? "another setting" : plainWord(kind ?? "");
  return `after ${regimens
    .split(",")
    .map((id) => wordText(id))
    .join(" or ")}`;
}

const unitOf = (unit: string): string => (unit === "%" ? " %" : ` ${unit}`);

function outcomeText(outcome: Outcome): string {
  if (outcome.value === null)
    return `not reported${outcome.note ? ` (${outcome.note})` : ""}`;
  const interval =
    outcome.low != null || outcome.high != null
      ? ` (${outcome.low ?? "?"} to ${outcome.high ?? "not reached"})`
      : "";
  const extras = [
    outcome.comparator_value != null
      ? `against ${outcome.comparator_value}${unitOf(outcome.unit)}`
      : null,
    outcome.hazard_ratio != null
      ? `hazard ratio ${outcome.hazard_ratio}`
      : null,
    outcome.p != null ? `p ${outcome.p}` : null,
    outcome.note,
  ].filter(Boolean);
  return `${outcome.value}${unitOf(outcome.unit)}${interval}${extras.length ? `; ${extras.join("; ")}` : ""}`;
}

function row(
  assessment: Assessment,
  detail: KnowledgeDetail,
  evidence: EvidenceRow,
): Node {
  const outcomes = Object.entries(outcomeNames).flatMap(([key, name]) => {
    const outcome = evidence[key as keyof typeof outcomeNames];
    return outcome ? [{ name, outcome }] : [];
  });
  const conflicts = [
    ...new Set(outcomes.map(({ outcome }) => outcome.conflict).filter(Boolean)),
  ]
    .map((id) => detail.conflicts?.find((conflict) => conflict.id === id))
    .filter((conflict) => conflict !== undefined);
  return h(
    "li",
    { class: "evidence", "data-key": evidence.id },
    h(
      "p",
      { class: "evidence__head" },
      [
        capital(settingText(evidence.setting)),
        evidence.n
          ? `${evidence.n} patients`
          : "number of patients not reported",
        plainWord(evidence.design),
        evidence.region,
      ]
        .filter(Boolean)
        .join(" · "),
      cite(assessment, evidence.source, evidence.locator),
    ),
    h(
      "dl",
      { class: "evidence__outcomes" },
      outcomes.map(({ name, outcome }) =>
        h("div", {}, h("dt", {}, name), h("dd", {}, outcomeText(outcome))),
      ),
    ),
    conflicts.map((conflict) =>
      h(
        "p",
        { class: "evidence__conflict" },
        `Contradiction: ${conflict.about} Used: ${conflict.used}. ${conflict.why}`,
      ),
    ),
    (evidence.quotes ?? []).map((quote) =>
      h("blockquote", { class: "evidence__quote" }, `“${quote}”`),
    ),
    h("p", { class: "quiet" }, evidence.locator),
  );
}

/** The rows where the details are loaded, else the button that loads them. */
export function evidenceRows(
  assessment: Assessment,
  option: Option,
  detail: KnowledgeDetail | string | null,
): Node | null {
  const ids = option.evidence ?? [];
  if (!ids.length) return null;
  if (typeof detail === "string")
    return h("p", { class: "evidence__conflict" }, detail);
  if (!detail) {
    return h(
      "button",
      {
        type: "button",
        class: "button button--small",
        "data-action": "evidence",
      },
      `Show ${ids.length === 1 ? "the result" : `the ${ids.length} results`} behind it, with quotes`,
    );
  }
  const rows = ids
    .map((id) => detail.evidence.find((evidence) => evidence.id === id))
    .filter((evidence) => evidence !== undefined);
  return h(
    "ul",
    { class: "plain evidence-rows" },
    h(
      "li",
      { class: "quiet" },
      "From different studies with different patients: differences between them are not treatment effects.",
    ),
    rows.map((evidence) => row(assessment, detail, evidence)),
  );
}
