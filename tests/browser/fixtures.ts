// SPDX-License-Identifier: Apache-2.0
import {
  expect,
  test as base,
  type BrowserContext,
  type Page,
} from "@playwright/test";
import { NextlinePage } from "./driver";
import { PlaywrightEngine } from "./engine-playwright";

interface Fixtures {
  /**
   * The browser as on the first visit, with nothing kept. Else the tests of a worker share one that has been here before, each
   * with a page of its own: nothing of one is stored for the next, and the site need not be fetched and compiled for each.
   */
  firstVisit: boolean;
  /** The opened page. Each test also fails on an error in the console or a violation of the policy. */
  app: NextlinePage;
}

interface Shared {
  visited: BrowserContext;
}

export const test = base.extend<Fixtures, Shared>({
  firstVisit: [false, { option: true }],
  visited: [
    async ({ browser }, use) => {
      const context = await browser.newContext();
      await use(context);
      await context.close();
    },
    { scope: "worker" },
  ],
  context: async ({ context, visited, firstVisit }, use) => {
    await use(firstVisit ? context : visited);
    if (!firstVisit) await visited.setOffline(false);
  },
  page: async ({ context, viewport }, use) => {
    const page: Page = await context.newPage();
    if (viewport) await page.setViewportSize(viewport);
    await use(page);
    await page.close();
  },
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
