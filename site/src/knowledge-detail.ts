// SPDX-License-Identifier: Apache-2.0
// Quotes, results and contradictions: too much for the way to the first ranking, so they are read when asked
// for, from the offline cache where it is filled. A file that is not of the core's own knowledge is refused.
import type { KnowledgeDetail, KnowledgeStamp } from "#outputs";
import { lazy, NotLoaded } from "./loading/lazy";
import { whole } from "./loading/whole";

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
}: KnowledgeStamp): Promise<KnowledgeDetail> {
  const detail = await load();
  if (detail.sha256 === sha256) return detail;
  throw new NotLoaded(
    "The file of results belongs to another version of the knowledge and is not shown. Reload the page.",
  );
}
