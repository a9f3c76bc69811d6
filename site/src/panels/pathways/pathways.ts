// SPDX-License-Identifier: Apache-2.0
import "./pathways.css";
import { h } from "../../dom";
import { missed } from "../../loading/lazy";
import type { Panel } from "../panel";
import { agreement } from "../shared/agreement";

const key = "diagrams";

export const panel: Panel = {
  id: "pathways",
  title: "Algorithms and guidelines",
  folded({ assessment: { pathways } }) {
    if (!pathways.length) return null;
    const speaking = pathways.filter(({ recommends }) => recommends.length);
    return `${speaking.length} of ${pathways.length} speak of this patient`;
  },
  render(view) {
    const { assessment, open, onDemand } = view;
    if (!assessment.pathways.length) return null;
    return [
      h(
        "p",
        { class: "panel__lead" },
        "What each published algorithm says of each option for this patient. Where they disagree, that is information: an option opens the words behind it.",
      ),
      agreement(assessment) ??
        h("p", { class: "quiet" }, "None of them speaks of this patient yet."),
      h(
        "details",
        {
          class: "option__more",
          "data-key": key,
          "data-load": "details",
          open: open.has(key),
        },
        h("summary", {}, "Step by step, with this patient's way"),
        !open.has(key)
          ? null
          : onDemand && typeof onDemand !== "string"
            ? onDemand.algorithms(view)
            : onDemand
              ? missed(onDemand, "details")
              : h("p", { class: "option__note" }, "Loading"),
      ),
    ];
  },
};
