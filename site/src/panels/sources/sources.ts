// SPDX-License-Identifier: Apache-2.0
import "./sources.css";
import { h } from "../../dom";
import { releaseOf } from "../../words";
import type { Panel } from "../panel";

export const panel: Panel = {
  id: "sources",
  title: "Sources and versions",
  folded: ({ assessment: { sources, knowledge } }) =>
    `${sources.length} publications, knowledge of ${knowledge.version}`,
  render({ assessment, version, open }) {
    const key = "all-sources";
    const { knowledge } = assessment;
    return [
      h(
        "details",
        { "data-key": key, open: open.has(key) },
        h(
          "summary",
          {},
          `${(assessment.sources ?? []).length} publications and documents behind this assessment`,
        ),
        open.has(key)
          ? h(
              "ol",
              { class: "panel-sources__list" },
              (assessment.sources ?? []).map((source) =>
                h(
                  "li",
                  { id: `source-${source.id}`, "data-key": source.id },
                  source.citation,
                ),
              ),
            )
          : null,
      ),
      h(
        "dl",
        { class: "panel-sources__versions" },
        h("div", {}, h("dt", {}, "Program"), h("dd", {}, releaseOf(version))),
        h(
          "div",
          {},
          h("dt", {}, "Knowledge"),
          h(
            "dd",
            {},
            `${knowledge.version} (${knowledge.sha256.slice(0, 12)})`,
          ),
        ),
        knowledge.reviewed_by === undefined
          ? null
          : h(
              "div",
              {},
              h("dt", {}, "Reviewed by"),
              h("dd", {}, knowledge.reviewed_by || "nobody yet"),
            ),
        h(
          "div",
          {},
          h("dt", {}, "Review due"),
          h("dd", {}, knowledge.review_due),
        ),
      ),
    ];
  },
};
