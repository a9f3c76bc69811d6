// SPDX-License-Identifier: Apache-2.0
import { expect, type Page } from "@playwright/test";
import type { NextlinePage } from "./driver";

/** Copies the result as a reader does; gives what the clipboard holds once the page says that it has copied. */
export async function copied(app: NextlinePage, page: Page): Promise<string> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await app.press("copy");
  await expect(page.locator("#status")).toContainText("Copied");
  return page.evaluate(() => navigator.clipboard.readText());
}
