// SPDX-License-Identifier: Apache-2.0
// All entries that need a second look, each a link to its question (the pattern of the NHS service manual).
import "./error-summary.css";
import type { Issue } from "#outputs";
import { h } from "../../dom";
import { isField } from "../../form/fields";

export function renderErrorSummary(issues: Issue[]): Node[] {
  if (!issues.length) return [];
  const errors = issues.some((issue) => issue.severity === "error");
  return [
    h(
      "h2",
      { id: "error-summary-title" },
      errors ? "There is a problem" : "Please check",
    ),
    h(
      "ul",
      { class: "plain" },
      issues.map((issue) =>
        h(
          "li",
          { "data-severity": issue.severity },
          isField(issue.field)
            ? h(
                "a",
                { href: `#field-${issue.field}`, "data-reveal": issue.field },
                issue.message,
              )
            : issue.message,
        ),
      ),
    ),
  ];
}
