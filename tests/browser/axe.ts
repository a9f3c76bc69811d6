// SPDX-License-Identifier: Apache-2.0
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

const standards = [
  "wcag2a",
  "wcag2aa",
  "wcag21a",
  "wcag21aa",
  "wcag22aa",
  "best-practice",
];

/**
 * What axe finds against WCAG 2.2 AA and good practice, a line each. Dark mode changes colours alone: there only the rule
 * for colours is run, all others have been in light.
 */
export async function violations(page: Page): Promise<string[]> {
  const dark = await page.evaluate(
    () => matchMedia("(prefers-color-scheme: dark)").matches,
  );
  const axe = new AxeBuilder({ page });
  const { violations } = await (
    dark ? axe.withRules(["color-contrast"]) : axe.withTags(standards)
  ).analyze();
  return violations.flatMap((violation) =>
    violation.nodes.map(
      (node) =>
        `${violation.id}: ${node.target.join(" ")}: ${node.failureSummary}`,
    ),
  );
}
