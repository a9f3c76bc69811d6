// SPDX-License-Identifier: Apache-2.0
import { expect, type Page } from "@playwright/test";
import type { NextlinePage } from "./driver";

/** Copies the result in full, or short, as a reader does; gives what the clipboard holds once the page says that it has copied. */
export async function copied(
  app: NextlinePage,
  page: Page,
  button: "copy" | "copy-full" = "copy-full",
): Promise<string> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.locator("#status").evaluate((status) => status.replaceChildren());
  await app.press(button);
  await expect(page.locator("#status")).toContainText("Copied");
  return page.evaluate(() => navigator.clipboard.readText());
}
