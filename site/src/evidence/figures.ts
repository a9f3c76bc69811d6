// SPDX-License-Identifier: Apache-2.0
// What was reported of an option, in the few characters that a row of the comparison has room for.
import { designWords } from "#words/design";
import type { EvidenceRow, KnowledgeDetail } from "#outputs";
import { columns, type FigureKey } from "./columns";
import {
  isCompared,
  resultOf,
  settingName,
  settingOrder,
  type OutcomeKey,
} from "./results";

export interface Figure {
  /** "3.5–6.1". */
  range: string;
  unit: string;
  /** The setting it is from, where nothing is reported in the patient's own. */
  elsewhere: string | null;
}

export interface Figures {
  /** Null: nobody reported it. */
  of: Record<FigureKey, Figure | null>;
  /** "36–50", of the studies that the figures are from; empty where they do not say. */
  patients: string;
  /** The strongest design among them; null where nothing is reported. */
  design: string | null;
}

/** "36–50"; one number where all are the same. */
function range(values: number[]): string {
  if (!values.length) return "";
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low === high ? String(low) : `${low}–${high}`;
}

/** The rows of the patient's own setting that report it, else those of the nearest other one. */
function nearest(
  rows: EvidenceRow[],
  key: OutcomeKey,
  own: readonly string[],
): { rows: EvidenceRow[]; elsewhere: string | null } {
  const reporting = rows.filter((row) => {
    const result = resultOf(row, key);
    return result && result.outcome.value !== null && isCompared(result);
  });
  const here = reporting.filter(({ setting }) => own.includes(setting));
  if (here.length || !reporting.length) return { rows: here, elsewhere: null };
  const order = Math.min(
    ...reporting.map(({ setting }) => settingOrder(setting)),
  );
  const there = reporting.filter(
    ({ setting }) => settingOrder(setting) === order,
  );
  const settings = [...new Set(there.map(({ setting }) => setting))];
  return { rows: there, elsewhere: settings.map(settingName).join("; ") };
}

/** `own`: the settings nearest to the patient, as the core names them. */
export function figuresOf(
  detail: KnowledgeDetail,
  option: { evidence?: string[] },
  own: readonly string[],
): Figures {
  const rows = (option.evidence ?? [])
    .map((id) => detail.evidence.find((row) => row.id === id))
    .filter((row) => row !== undefined);
  const used = new Set<EvidenceRow>();
  const of = {} as Figures["of"];
  for (const [key] of columns) {
    const found = nearest(rows, key, own);
    const unit = found.rows[0]?.[key]?.unit;
    // A range has one unit.
    const alike = found.rows.filter((row) => row[key]?.unit === unit);
    for (const row of alike) used.add(row);
    of[key] = alike.length
      ? {
          range: range(alike.map((row) => row[key]?.value as number)),
          unit: unit ?? "",
          elsewhere: found.elsewhere,
        }
      : null;
  }
  const counts = [...used].map(({ n }) => n).filter((n) => n != null);
  return {
    of,
    patients: range(counts),
    design:
      Object.keys(designWords).find((one) =>
        [...used].some((row) => row.design === one),
      ) ?? null,
  };
}
