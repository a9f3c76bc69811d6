// SPDX-License-Identifier: Apache-2.0
// What the panels draw with the details of the knowledge: plots and diagrams. Loaded with them, when they are asked for.
import { diagram } from "./algorithms/diagram";
import { h } from "./dom";
import { figuresOf, type Figures } from "./evidence/figures";
import { optionEvidence } from "./evidence/option-evidence";
import { listen } from "./evidence/row-sheet";
import type { KnowledgeDetail, Score } from "#outputs";
import type { Point } from "./panels/course/course";
import { coursePlot } from "./panels/course/plot";
import { gauge } from "./panels/patient/gauge";
import type { View } from "./panels/panel";

export interface OnDemand {
  /** The results behind an option. */
  evidence(view: View, option: { id: string; evidence?: string[] }): Node;
  /** What was reported of an option, for its row in the comparison. */
  figures(view: View, option: { evidence?: string[] }): Figures;
  /** Where the value of a score lies between its cut-offs; null where it has none, or nothing is known. */
  gauge(view: View, score: Score): Node | null;
  /** Laboratory sets over time. */
  course(points: Point[]): Node;
  /** The published algorithms with the patient's way. */
  algorithms(view: View): Node;
}

export function drawWith(detail: KnowledgeDetail): OnDemand {
  listen(detail);
  return {
    evidence: ({ assessment }, option) =>
      optionEvidence(detail, option, assessment.patient?.settings ?? []),
    figures: ({ assessment }, option) =>
      figuresOf(detail, option, assessment.patient?.settings ?? []),
    gauge: ({ assessment }, score) => gauge(detail, assessment, score),
    course: (points) => coursePlot(detail, points),
    algorithms: ({ assessment, open }) =>
      h(
        "div",
        {},
        detail.pathways.map((pathway) =>
          h(
            "section",
            { "data-key": pathway.id },
            h("h3", { class: "flow-title" }, pathway.label),
            diagram(detail, pathway, assessment, open),
          ),
        ),
      ),
  };
}
