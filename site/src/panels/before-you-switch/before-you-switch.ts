// SPDX-License-Identifier: Apache-2.0
import "./before-you-switch.css";
import { h } from "../../dom";
import { sourceNumbers, type Panel } from "../panel";
import { cite } from "../shared/cite";

// How the core says that a consideration is not due to this patient.
const always = "Always.";

export const panel: Panel = {
  id: "before-you-switch",
  title: "Before you switch",
  depends: (view) => [view.assessment.considerations, sourceNumbers(view)],
  render({ assessment }) {
    if (!assessment.considerations.length) return null;
    return [
      h(
        "ul",
        { class: "plain" },
        assessment.considerations.map((item) =>
          h(
            "li",
            { class: "consideration", "data-key": item.id },
            h(
              "p",
              { class: "consideration__text" },
              item.text,
              cite(assessment, item.source),
            ),
            item.shown_because && item.shown_because !== always
              ? h("p", { class: "quiet" }, item.shown_because)
              : null,
          ),
        ),
      ),
    ];
  },
};
