// SPDX-License-Identifier: Apache-2.0
import { expect, test as base } from "@playwright/test";
import { NextlinePage } from "./driver";
import { PlaywrightEngine } from "./engine-playwright";

interface Fixtures {
  /** The opened page. Each test also fails on an error in the console or a violation of the policy. */
  app: NextlinePage;
}

export const test = base.extend<Fixtures>({
  app: async ({ page }, use) => {
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning")
        complaints.push(message.text());
    });
    // Where a test switches the service worker off, Playwright says so in the page's console. And Chromium 153, which
    // tests/chromium holds, says of a preload that came from the service worker that it is fetched again.
    const ours = (text: string): boolean =>
      !text.includes("blocked by Playwright") &&
      !text.includes("cross-world service worker resource mismatch");
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        console.error(
          `Policy violated: ${event.violatedDirective} ${event.blockedURI}`,
        );
      });
    });
    const app = new NextlinePage(
      new PlaywrightEngine(page),
      process.env["NEXTLINE_URL"] ?? "",
    );
    await app.open();
    await use(app);
    expect(complaints.filter(ours)).toEqual([]);
  },
});

export { expect };
