// SPDX-License-Identifier: Apache-2.0
import type { Assessment } from "#outputs";
import { h } from "../../dom";

/** A small number that leads to the publication at the end of the page. */
export function cite(
  assessment: Assessment,
  source: string | undefined,
  locator?: string,
): Node | null {
  if (!source) return null;
  const index = (assessment.sources ?? []).findIndex(
    (candidate) => candidate.id === source,
  );
  if (index < 0) return h("span", { class: "cite" }, `[${source}]`);
  const citation = assessment.sources?.[index]?.citation ?? source;
  return h(
    "a",
    {
      class: "cite",
      href: `#source-${source}`,
      title: locator ? `${citation} (${locator})` : citation,
      "aria-label": `Source ${index + 1}`,
    },
    String(index + 1),
  );
}
