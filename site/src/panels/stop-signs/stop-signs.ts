// SPDX-License-Identifier: Apache-2.0
import "./stop-signs.css";
import { h } from "../../dom";
import { sourceNumbers, type Panel } from "../panel";
import { cite } from "../shared/cite";

export const panel: Panel = {
  id: "stop-signs",
  title: "Stop signs",
  depends: (view) => [view.assessment.stops, sourceNumbers(view)],
  render({ assessment }) {
    const stops = assessment.stops ?? [];
    if (!stops.length) return null;
    return [
      h(
        "ul",
        { class: "plain" },
        stops.map((stop) =>
          h(
            "li",
            { class: "stop", "data-key": stop.id },
            stop.text,
            cite(assessment, stop.source),
          ),
        ),
      ),
    ];
  },
};
