// SPDX-License-Identifier: Apache-2.0
// Quotes, results and contradictions: too much for the way to the first ranking, so they are read when asked
// for, from the offline cache where it is filled. A file that is not of the core's own knowledge is refused.
import type { Assessment } from "./assessment";
import { lazy, NotLoaded } from "./loading/lazy";
import { whole } from "./loading/whole";

export interface Outcome {
  value: number | null;
  low?: number | null;
  high?: number | null;
  unit: string;
  comparator_value?: number | null;
  hazard_ratio?: number | null;
  p?: number | string | null;
  note?: string | null;
  /** What the document prints where that is wrong; `value` is what is right. */
  printed?: number | null;
  conflict?: string | null;
  /** False: shown, never compared (immature, counted from another start, misprinted). */
  valued?: boolean;
}

export type OutcomeKey = "os" | "pfs" | "ttp" | "orr" | "dcr" | "grade34";

export type EvidenceRow = {
  id: string;
  source: string;
  document: string;
  locator: string;
  quotes?: string[];
  /** Id of a regimen, or text. */
  regimen: string;
  comparator?: string | null;
  setting: string;
  design: string;
  region?: string | null;
  n?: number | null;
  year?: number | null;
  population?: string | null;
  line?: string | null;
  /** Ids of the options whose evidence it is. */
  options?: string[];
  mark?: string;
} & Partial<Record<OutcomeKey, Outcome | null>>;

export interface Place {
  source: string;
  locator: string;
}

export interface Conflict {
  id: string;
  about: string;
  readings: {
    source: string;
    document: string;
    locator: string;
    says: string;
  }[];
  used: string;
  why: string;
  evidence?: string[];
}

export interface PathwayStatement {
  options: string[];
  except?: string[];
  value: number;
  strong: boolean;
  when?: unknown;
  text: string;
  locator: string;
  quotes?: string[];
  /** Where no sentence of the document says it: whose reading it is. */
  note?: string | null;
}

export interface PathwayStep {
  id: string;
  text: string;
  source: string;
  locator: string;
  quotes?: string[];
  note?: string | null;
  yes: PathwayStatement[];
  no: PathwayStatement[];
}

export interface DetailPathway {
  id: string;
  label: string;
  source: string;
  locator: string;
  applies: { text: string };
  steps: PathwayStep[];
}

export interface DetailTrial extends Place {
  id: string;
  label: string;
  phase: string;
  arms: string;
  n: number | null;
  endpoint: string;
  design: string;
  completion: string | null;
  criteria: (Place & { id: string; kind: string; text: string })[];
  recruitment: Place & { status: string; as_of: string };
  second_line: boolean;
}

export interface Source {
  id: string;
  citation: string;
  title?: string | null;
  doi?: string | null;
  document?: string | null;
}

export interface KnowledgeDetail {
  schema: string;
  sha256: string;
  version: string;
  sources: Source[];
  regimens: { id: string; label: string }[];
  options: (Partial<Place> & {
    id: string;
    label: string;
    family: string;
    groups: string[];
    doses?: (Place & { text: string })[];
  })[];
  trials: DetailTrial[];
  pathways: DetailPathway[];
  evidence: EvidenceRow[];
  rules: (Place & { id: string; kind: string; text: string })[];
  definitions: (Place & { id: string; term: string; text: string })[];
  conflicts: Conflict[];
  labels: (Place & {
    id: string;
    regimen: string;
    region: string;
    text: string;
    mark: string;
  })[];
  considerations: (Place & { id: string; text: string })[];
  stops: (Place & { id: string; text: string })[];
  statements: { id: string; text: string }[];
  changelog: { date: string; text: string }[];
  /** What the entries were read in; a publication names one of them, or none. */
  documents: { id: string; label: string }[];
  /** What guidelines say of the line after an inhibitor; null where one was not read. */
  guidelines: (Place & {
    id: string;
    label: string;
    says: string | null;
    mark: string;
  })[];
}

export const detailName = /knowledge-detail\.([0-9a-f]{16})\.json$/;

const load = lazy(
  "knowledge-detail",
  "What the studies found",
  async (files) => {
    const [file] = Object.entries(files);
    if (!file) throw new Error("The build knows no details");
    return (await (await whole(...file)).json()) as KnowledgeDetail;
  },
);

/** The details of exactly this knowledge; rejects with a sentence for the reader, and asks again the next time. */
export async function loadDetail({
  sha256,
}: Assessment["knowledge"]): Promise<KnowledgeDetail> {
  const detail = await load();
  if (detail.sha256 === sha256) return detail;
  throw new NotLoaded(
    "The file of results belongs to another version of the knowledge and is not shown. Reload the page.",
  );
}
