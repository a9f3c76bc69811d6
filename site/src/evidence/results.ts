// SPDX-License-Identifier: Apache-2.0
// The reported results of the knowledge base as they are shown: one outcome of one study, its names, its setting.
import { designWords } from "#words/design";
import { measureWords } from "#words/measure";
import { outcomeWords } from "#words/outcome";
import { settingAfter, settingWords } from "#words/setting";
import type { Conflict, EvidenceRow, KnowledgeDetail, Outcome } from "#outputs";
import { fill } from "../fill";
import { capital, wordText } from "../form/fields";
import { plainWord } from "../words";

export type OutcomeKey = keyof typeof measureWords;

interface OutcomeSpec {
  name: string;
  /** What the number is. */
  measure: string;
  unit: string;
}

const spec = (key: OutcomeKey, unit: string): OutcomeSpec => ({
  name: outcomeWords[key],
  measure: measureWords[key],
  unit,
});

/** In the order in which they are read. */
export const outcomes: Record<OutcomeKey, OutcomeSpec> = {
  os: spec("os", "months"),
  pfs: spec("pfs", "months"),
  ttp: spec("ttp", "months"),
  orr: spec("orr", "%"),
  dcr: spec("dcr", "%"),
  grade34: spec("grade34", "%"),
};

export const outcomeKeys = Object.keys(outcomes) as OutcomeKey[];

/** One outcome of one row. */
export interface Result {
  row: EvidenceRow;
  key: OutcomeKey;
  outcome: Outcome;
}

export const resultOf = (row: EvidenceRow, key: OutcomeKey): Result | null => {
  const outcome = row[key];
  return outcome ? { row, key, outcome } : null;
};

/** "hazard ratio 0.62 (0.5 to 0.8)". */
export function ratioText(ratio: Outcome["hazard_ratio"]): string | null {
  if (ratio === null) return null;
  if (typeof ratio === "number") return `hazard ratio ${ratio}`;
  return `hazard ratio ${ratio.value} (${ratio.low} to ${ratio.high})`;
}

/** "Atezolizumab + bevacizumab" of an id, else the text as it stands. */
export const regimenName = (
  detail: KnowledgeDetail,
  regimen: string | null | undefined,
): string => {
  if (!regimen) return "";
  const label = detail.regimens.find(({ id }) => id === regimen)?.label;
  if (label) return label;
  // Text may name regimens by their ids.
  return capital(
    regimen.replace(/[a-z0-9]+(?:_[a-z0-9]+)+/g, (id) => {
      const known = detail.regimens.find((one) => one.id === id)?.label;
      return known ? known.toLowerCase() : plainWord(id);
    }),
  );
};

/** "Yoo 2024": first author and year. */
export function studyName(detail: KnowledgeDetail, source: string): string {
  const citation =
    detail.sources.find(({ id }) => id === source)?.citation ?? source;
  const author =
    /^([\p{L}’'-]+(?: [\p{Lu}][\p{L}’'-]+)*) [\p{Lu}]{1,3}\b/u.exec(
      citation,
    )?.[1];
  const year = /\b(?:19|20)\d\d\b/.exec(citation)?.[0] ?? "";
  const name =
    author ??
    citation
      .split(/[,.;(]/)[0]
      ?.replace(year, "")
      .trim();
  return [name, year].filter(Boolean).join(" ");
}

/** "After atezolizumab + bevacizumab". */
export function settingName(setting: string): string {
  const [, regimens] = setting.split(":");
  if (!regimens) return settingWords[setting as keyof typeof settingWords];
  const names = regimens.split(",").map((id) => {
    const name = wordText(id);
    return name.charAt(0).toLowerCase() + name.slice(1);
  });
  return fill(settingAfter, { regimens: names.join(" or ") });
}

/** The nearest to second line after an inhibitor first. */
export const settingOrder = (setting: string): number =>
  setting.startsWith("after:")
    ? 0
    : 1 + Object.keys(settingWords).indexOf(setting);

export const designName = (design: EvidenceRow["design"]): string =>
  designWords[design];

export const patientsText = (n: number | null | undefined): string =>
  n ? `${n} patients` : "number of patients not reported";

/** "5.4 months", "not reached", "not reported". */
export function valueOf({ outcome }: Result): string {
  if (outcome.value !== null) return `${outcome.value} ${outcome.unit}`;
  return outcome.note === "not reached" ? "not reached" : "not reported";
}

export const hasInterval = ({ outcome }: Result): boolean =>
  outcome.low != null || outcome.high != null;

/** "95 % interval 7.1 to 10.6", or that there is none. */
export function intervalOf(result: Result): string | null {
  const { outcome } = result;
  if (outcome.value === null) return null;
  if (!hasInterval(result)) return "interval not reported";
  return `interval ${outcome.low ?? "not reported"} to ${outcome.high ?? "not reached"}`;
}

/** Shown, but not of a kind that may be compared. */
export const isCompared = ({ outcome }: Result): boolean =>
  outcome.valued !== false;

export const conflictsOf = (
  detail: KnowledgeDetail,
  row: EvidenceRow,
  key?: OutcomeKey,
): Conflict[] => {
  const ids = new Set(
    (key ? [key] : outcomeKeys).map((name) => row[name]?.conflict),
  );
  return detail.conflicts.filter(
    ({ id, evidence }) =>
      ids.has(id) || (!key && (evidence ?? []).includes(row.id)),
  );
};

export const optionsOf = (row: EvidenceRow): string[] => row.options ?? [];

/** Rows in one setting, the nearest setting first; in it what is compared first, then the larger study. */
export interface Group {
  setting: string;
  own: boolean;
  results: Result[];
}

export function grouped(
  results: Result[],
  own: readonly string[] = [],
): Group[] {
  const groups = new Map<string, Result[]>();
  for (const result of results) {
    const { setting } = result.row;
    groups.set(setting, [...(groups.get(setting) ?? []), result]);
  }
  const weight = (result: Result): number =>
    (result.outcome.value === null ? 2 : isCompared(result) ? 0 : 1) * 1e6 -
    (result.row.n ?? 0);
  return [...groups]
    .map(([setting, members]) => ({
      setting,
      own: own.includes(setting),
      results: members.sort((a, b) => weight(a) - weight(b)),
    }))
    .sort(
      (a, b) =>
        Number(b.own) - Number(a.own) ||
        settingOrder(a.setting) - settingOrder(b.setting) ||
        (a.setting < b.setting ? -1 : 1),
    );
}
