// SPDX-License-Identifier: Apache-2.0
// Leaving the page: entries are stored nowhere, so whoever leaves them is asked; nobody else is.
import { chromium, type Page } from "@playwright/test";
import { between } from "./faulty";
import { expect, test } from "./fixtures";

/** Whether the browser asks before the page is reloaded. */
async function asks(page: Page): Promise<boolean> {
  let asked = false;
  const answer = (dialog: {
    type: () => string;
    accept: () => Promise<void>;
  }): void => {
    asked ||= dialog.type() === "beforeunload";
    void dialog.accept();
  };
  page.on("dialog", answer);
  await page.reload();
  await page.locator("html[data-core=ready]").waitFor();
  page.off("dialog", answer);
  return asked;
}

test("a reload with entries asks; without, or with the example as it is, it does not", async ({
  app,
  page,
}) => {
  await app.answer("ecog", 1);
  await app.engine.see("html[data-empty=false]");
  expect(await asks(page)).toBe(true);
  await app.press("example");
  await app.ranked();
  expect(await asks(page)).toBe(false);
  await app.press("example");
  await app.ranked();
  await app.answer("weight", 61);
  await expect(page.locator(".example-mark")).toHaveCount(0);
  expect(await asks(page)).toBe(true);
  await app.answer("ecog", 1);
  await app.engine.see("html[data-empty=false]");
  await app.press("clear");
  await expect(page.locator("html[data-empty=true]")).toHaveCount(1);
  expect(await asks(page)).toBe(false);
});

test("back from another site finds the page as it was, entries and all", async ({}, {
  project,
}) => {
  // Playwright switches the browser's own cache of pages off; here it is on.
  const { launchOptions } = project.use;
  const [browser, server] = await Promise.all([
    chromium.launch({
      ...launchOptions,
      ignoreDefaultArgs: ["--disable-back-forward-cache"],
    }),
    between(process.env["NEXTLINE_URL"] ?? ""),
  ]);
  try {
    const page = await browser.newPage();
    // Playwright may lose sight of a page that comes out of that cache, so the page itself tells the server what is
    // on it, and where the browser loaded it anew, why.
    await page.addInitScript(() => {
      addEventListener("pageshow", ({ persisted }) => {
        const [entry] = performance.getEntriesByType(
          "navigation",
        ) as (PerformanceNavigationTiming & { notRestoredReasons?: unknown })[];
        if (!persisted && entry?.type !== "back_forward") return;
        const found = {
          persisted,
          example: !!document.querySelector(".example-mark"),
          options: document.querySelectorAll(
            "#comparison > .compare .compare__row",
          ).length,
          reasons: entry?.notRestoredReasons,
        };
        void fetch(`./back?${JSON.stringify(found)}`);
      });
    });
    await page.goto(server.url);
    await page.locator("html[data-kept]").waitFor();
    await page.click("[data-action=example]");
    await page.locator("#what-would-change .panel__line").waitFor();
    await page.goto("about:blank");
    await page.evaluate(() => history.back()).catch(() => {});
    const told = (): string | undefined =>
      server.asked.find((url) => url.startsWith("/back?"));
    await expect.poll(told).toBeTruthy();
    const found: unknown = JSON.parse(
      decodeURIComponent(told()!.slice("/back?".length)),
    );
    expect(found).toMatchObject({
      persisted: true,
      example: true,
      options: 5,
    });
  } finally {
    await browser.close();
    server.close();
  }
});
