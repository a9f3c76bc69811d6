// SPDX-License-Identifier: Apache-2.0
// Quotes, results and contradictions: too much for the way to the first ranking, so they are read when asked
// for, from the offline cache where it is filled. A file that is not of the core's own knowledge is refused.
import type { Assessment } from "./assessment";

export interface Outcome {
  value: number | null;
  low?: number | null;
  high?: number | null;
  unit: string;
  comparator_value?: number | null;
  hazard_ratio?: number | null;
  p?: number | string | null;
  note?: string | null;
  printed?: number | null;
  conflict?: string | null;
}

export const outcomeNames = {
  os: "Overall survival",
  pfs: "Progression-free survival",
  ttp: "Time to progression",
  orr: "Response",
  dcr: "Disease control",
  grade34: "Grade 3-4 events",
} as const;

export type EvidenceRow = {
  id: string;
  source: string;
  document: string;
  locator: string;
  quotes?: string[];
  comparator?: string | null;
  setting: string;
  design: string;
  region?: string | null;
  n?: number | null;
  population?: string;
} & Partial<Record<keyof typeof outcomeNames, Outcome | null>>;

export interface KnowledgeDetail {
  schema: string;
  sha256: string;
  version: string;
  evidence: EvidenceRow[];
  conflicts?: { id: string; about: string; used: string; why: string }[];
  changelog?: { date: string; text: string }[];
}

const nameOf = (sha256: string): string =>
  `knowledge-detail.${sha256.slice(0, 16)}.json`;
export const detailName = /knowledge-detail\.([0-9a-f]{16})\.json$/;

/** The details of exactly this knowledge; rejects with a sentence for the reader. */
export async function loadDetail({
  sha256,
}: Assessment["knowledge"]): Promise<KnowledgeDetail> {
  let answer: Response;
  try {
    answer = await fetch(new URL(nameOf(sha256), document.baseURI));
  } catch {
    throw new Error(
      "The results could not be loaded: there is no network, and they are not kept on this device yet.",
    );
  }
  if (!answer.ok)
    throw new Error("The results of this version are not on the server.");
  const detail = (await answer.json()) as KnowledgeDetail;
  if (detail.sha256 !== sha256) {
    throw new Error(
      "The file of results belongs to another version of the knowledge and is not shown. Reload the page.",
    );
  }
  return detail;
}
