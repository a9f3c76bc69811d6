// SPDX-License-Identifier: Apache-2.0
// The result to hand on: what was entered, with units, beside what follows from it, with versions and limits.
// Copied text and the printed page are two renderings of this one report.
import { exampleMark } from "#words/example";
import type { Assessment, CriterionId, Option, Score } from "#outputs";
import { fieldLabel } from "../form/fields";
import { isOverdue } from "../offline/review";
import { checkFields, notRanked, unanswered } from "../missing";
import type { View } from "../panels/panel";
import { deciding } from "../panels/shared/option-details";
import { weightsText } from "../robustness/controls";
import { criterionInside, percent, shareSentence } from "../robustness/words";
import { moment } from "./moment";
import { otherUnit } from "./units";
import {
  becauseText,
  blocksText,
  capital,
  decidingScores,
  firstOptions,
  headlineText,
  holdText,
  inputLabel,
  inputText,
  isExcluded,
  isSettled,
  isUsable,
  knownText,
  openChecks,
  optionLabel,
  recruitmentText,
  scoreName,
  scoreText,
  stateOf,
  stateText,
  stateWord,
  tierText,
  underHeadings,
} from "../words";

export interface Entry {
  text: string;
  /** It begins with its rank. */
  ranked?: true;
  /** In one line, for paper; in place of text and details. */
  brief?: string;
  details?: string[] | undefined;
  /** Never cut on paper. */
  kept?: true;
  /** In place of text and details on paper, which has the comparison above them. */
  paper?: { text: string; details: string[] };
}

export interface Section {
  id: string;
  heading: string;
  entries: Entry[];
}

export interface Report {
  title: string;
  /** Patient line. */
  summary: string;
  /** Set for the example patient. */
  mark: string | null;
  sections: Section[];
  versions: string;
}

/** What is entered, with units, as the core echoes it; in both units where hospitals write two. */
const inputs = ({ assessment, fields }: View): [string, string][] =>
  (assessment.patient?.inputs ?? []).map((input) => {
    const other = otherUnit(input, fields().get(input.field));
    return [inputLabel(input), inputText(input) + (other ? ` (${other})` : "")];
  });

const forOnPaper = 2;

function optionEntry(assessment: Assessment, option: Option): Entry {
  if (isExcluded(option)) {
    const [out] = excludedEntries([option]);
    return {
      text: `${option.rank}. ${out?.text ?? option.id}`,
      ranked: true,
      details: out?.details,
    };
  }
  const given = option.reasons ?? [];
  const place = headlineText(option);
  const why = (reasons: typeof given): string[] =>
    reasons.length || !place
      ? reasons.map(({ effect, text }) => `${capital(effect)}: ${text}`)
      : [`Why: ${place}`];
  const assumed = assessment.assumptions
    .filter(({ field }) => (option.assumes ?? []).includes(field))
    .map(({ field }) => fieldLabel(field));
  const rest = [
    ...(option.before_start.length && option.place.id !== "hold"
      ? [`Before the first dose: ${option.before_start.join(" ")}`]
      : []),
    ...(assumed.length
      ? [`Assumed absent, not confirmed: ${assumed.join(", ")}`]
      : []),
  ];
  const dose = option.dose ?? option.dose_short;
  const details = [
    ...why(given),
    ...(dose ? [`Dose: ${dose}`] : []),
    ...rest,
    ...(option.evidence_line ? [`Evidence: ${option.evidence_line}`] : []),
  ];
  // Nothing that speaks against it is left out.
  const favour = given.filter(({ effect }) => effect === "for");
  const speaking = given.filter(
    (reason) => !favour.slice(forOnPaper).includes(reason),
  );
  const name = `${option.rank}. ${option.label ?? option.id}`;
  return {
    ranked: true,
    paper: { text: name, details: [...why(speaking), ...rest] },
    text: `${name}: ${stateText(option)}${option.tier ? `; ${tierText(option.tier)}` : ""}`,
    details,
  };
}

/** Items that share a heading, on one line: "Needs more information: 16. Olaparib, 17. ..." */
function grouped<Item>(
  items: Item[],
  heading: (item: Item) => string,
  text: (item: Item) => string,
): Entry[] {
  const groups = new Map<string, string[]>();
  for (const item of items)
    groups.set(heading(item), [
      ...(groups.get(heading(item)) ?? []),
      text(item),
    ]);
  return [...groups].map(([key, texts]) => ({
    text: `${capital(key)}: ${texts.join(", ")}`,
  }));
}

function restText(option: Option): string {
  const open = stateOf(option) === "so_far" ? openChecks(option) : "";
  const said = [open, holdText(option)].filter(Boolean).join("; ");
  return `${option.rank}. ${option.label ?? option.id}${said ? ` (${said})` : ""}`;
}

/** What keeps options out; those with the same reason together. */
function excludedEntries(options: Option[]): Entry[] {
  const groups = new Map<string, Option[]>();
  const reasonsOf = (option: Option): string[] =>
    deciding(option).map((c) =>
      // A criterion that rests on a fact lists what the fact rests on as well; three say enough here.
      [
        c.text,
        ...(c.because ?? []).slice(0, 3).map((b) => becauseText(b, c.kind)),
      ].join("; "),
    );
  for (const option of options) {
    const key = JSON.stringify([option.verdict, reasonsOf(option)]);
    groups.set(key, [...(groups.get(key) ?? []), option]);
  }
  return [...groups.values()].flatMap((members) => {
    const [option] = members;
    if (!option) return [];
    const names = members.map(({ id, label }) => label ?? id).join(", ");
    const [first, ...more] = deciding(option);
    const fact = first?.because?.[0];
    const why = first && `${first.text}${fact ? ` (${knownText(fact)})` : ""}`;
    return [
      {
        text: `${names}: ${stateText(option)}`,
        details: reasonsOf(option),
        brief: `${names}: ${why ?? stateText(option)}${more.length ? ` and ${more.length} more` : ""}`,
      },
    ];
  });
}

// Those of the summary one by one, the others on one line.
function scoreEntries({ scores }: Assessment): Entry[] {
  const text = (score: Score): string =>
    `${scoreName(score)}: ${scoreText(score)}${isSettled(score) ? "" : " (not settled)"}` +
    (score.near ? " (near a cut-off)" : "");
  const main = scores.filter(({ id }) => decidingScores.has(id));
  const others = scores.filter(
    (score) => !main.includes(score) && isSettled(score),
  );
  return [
    ...main.map((score) => ({ text: text(score) })),
    ...(others.length
      ? [{ text: `Others: ${others.map(text).join("; ")}` }]
      : []),
  ];
}

function missingEntries(assessment: Assessment, first: Option[]): Entry[] {
  const checks = checkFields(first).map(fieldLabel).join(", ");
  const entries: Entry[] = checks
    ? [{ text: `To check: ${checks}`, kept: true }]
    : [];
  const others: string[] = [];
  for (const { field, decides } of unanswered(assessment)) {
    if (!decides.length) others.push(fieldLabel(field));
    else
      entries.push({
        text: `${fieldLabel(field)} (for ${blocksText(assessment, decides)})`,
      });
  }
  if (others.length)
    entries.push({
      text: `For scores that decide nothing: ${others.join(", ")}`,
    });
  return entries;
}

const changesHandedOn = 3;

/** How sure the order is, for the options that are shown in full; nothing while it is still being worked out. */
function sureEntries({ insight }: View, first: Option[]): Entry[] {
  const robustness = insight?.current ? insight.robustness : null;
  if (!robustness) return [];
  if (!robustness.shown)
    return robustness.hidden_because
      ? [{ text: robustness.hidden_because }]
      : [];
  const shares = robustness.options
    .filter(({ id }) => first.some((option) => option.id === id))
    .map((option) => ({
      text: `${option.label}: ${shareSentence(robustness, option)}`,
    }));
  const { label, weights } = robustness.preferences;
  const weighed = Object.entries(weights)
    .map(
      ([id, weight]) =>
        `${criterionInside(id as CriterionId)} ${percent(weight)}`,
    )
    .join(", ");
  return [
    ...shares,
    {
      text: `${label ?? "Chosen weights"}: ${weighed}. ${robustness.statements[0] ?? ""}`,
    },
  ];
}

function changeEntries({ insight }: View): Entry[] {
  const exploration = insight?.current ? insight.exploration : null;
  if (!exploration) return [];
  const asked = exploration.ask_next.map(({ fields }) =>
    fields.map(fieldLabel).join(" with "),
  );
  return [
    ...(asked.length ? [{ text: `To ask next: ${asked.join("; ")}` }] : []),
    ...exploration.what_if
      .filter(({ shown }) => shown)
      .slice(0, changesHandedOn)
      .map(({ text }) => ({ text })),
  ];
}

export function makeReport(view: View, now = new Date()): Report {
  const { assessment, example, version } = view;
  const { knowledge } = assessment;
  // On one sheet of paper: those with all that is known of them.
  const unranked = notRanked(assessment);
  const first = unranked ? [] : firstOptions(assessment, 3);
  const rest = assessment.options.filter(
    (o) => !unranked && !first.includes(o) && !isExcluded(o),
  );
  const excluded = assessment.options.filter(
    (o) => !first.includes(o) && isExcluded(o),
  );
  const weights = unranked ? "" : weightsText(view.controls.preferences);
  const sections: Section[] = [
    {
      id: "entered",
      heading: "Entered",
      entries: inputs(view).map(([label, value]) => ({
        text: `${label}: ${value}`,
      })),
    },
    {
      id: "issues",
      heading: "Entries to check",
      entries: assessment.issues.map((issue) => ({ text: issue.message })),
    },
    {
      id: "scores",
      heading: "Scores",
      entries: scoreEntries(assessment),
    },
    {
      id: "missing",
      heading: "Not entered",
      entries: missingEntries(assessment, first),
    },
    {
      id: "stops",
      heading: "Stop signs",
      entries: (assessment.stops ?? []).map(({ text }) => ({ text })),
    },
    {
      id: "considerations",
      heading: "Before you switch",
      entries: assessment.considerations.map(({ text }) => ({ text })),
    },
    {
      id: "unranked",
      heading: "Options",
      entries: unranked ? [{ text: unranked }] : [],
    },
    {
      id: "weights",
      heading: "Weights",
      entries: weights
        ? [{ text: `Ordered with chosen weights: ${weights}` }]
        : [],
    },
    ...underHeadings(first).map(([heading, options], place) => ({
      id: place ? "wanted" : "first",
      heading,
      entries: options.map((o) => optionEntry(assessment, o)),
    })),
    {
      id: "sure",
      heading: "How sure is this order",
      entries: sureEntries(view, first),
    },
    {
      id: "change",
      heading: "What would change this",
      entries: changeEntries(view),
    },
    {
      id: "rest",
      heading: "Further options, in order",
      entries: grouped(rest, (o) => stateWord(o), restText),
    },
    {
      id: "excluded",
      heading: "Not for this patient now",
      entries: excludedEntries(excluded),
    },
    {
      id: "pathways",
      heading: "Published pathways",
      entries: assessment.pathways
        .filter((p) => p.recommends.length)
        .map((p) => ({
          text: `${p.label}: ${p.recommends
            .map((id) => optionLabel(assessment, id))
            .join(", ")}`,
        })),
    },
    {
      id: "trials",
      heading: "Trials whose criteria fit",
      entries: grouped(
        assessment.trials.filter(isUsable),
        (t) => recruitmentText(t.recruitment),
        (t) => (t.label && t.label !== t.id ? `${t.label} (${t.id})` : t.id),
      ),
    },
    {
      id: "limits",
      heading: "Limits",
      entries: (assessment.statements ?? []).map((statement) => ({
        text: statement,
      })),
    },
  ];
  return {
    title: "Nextline: second-line therapy of hepatocellular carcinoma",
    summary: assessment.patient?.summary ?? "",
    mark: example ? exampleMark.toUpperCase() : null,
    sections: sections.filter((section) => section.entries.length > 0),
    versions: `${version}; review of the knowledge${isOverdue(knowledge.review_due) ? " was" : ""} due ${knowledge.review_due}. Assessed ${moment(now)}.`,
  };
}

/** The report as plain text. */
export function reportText(report: Report): string {
  const lines = [report.title];
  if (report.mark) lines.push(report.mark);
  if (report.summary) lines.push(report.summary);
  for (const section of report.sections) {
    lines.push("", section.heading.toUpperCase());
    for (const entry of section.entries) {
      lines.push(entry.ranked ? entry.text : `- ${entry.text}`);
      for (const detail of entry.details ?? []) lines.push(`    ${detail}`);
    }
  }
  lines.push("", "VERSIONS", report.versions, "");
  return lines.join("\n");
}
