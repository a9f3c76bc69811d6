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
 * What axe finds in a part of the page against WCAG 2.2 AA and good practice, a line each, in light and in dark. Dark mode changes colours
 * alone: there only the rule for colours is run, on the page as it stands.
 */
export async function violations(
  page: Page,
  part = ":root",
): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    // The page has no frames: what puts the parts of frames together takes many times as long as the rules.
    const axe = new AxeBuilder({ page })
      .include(part)
      .setLegacyMode()
      .options({ resultTypes: ["violations"] });
    const { violations } = await (
      colorScheme === "dark"
        ? axe.withRules(["color-contrast"])
        : axe.withTags(standards)
    ).analyze();
    for (const { id, nodes } of violations)
      for (const { target, failureSummary } of nodes)
        found.push(
          `${colorScheme}: ${id}: ${target.join(" ")}: ${failureSummary}`,
        );
  }
  await page.emulateMedia({ colorScheme: "light" });
  return found;
}
