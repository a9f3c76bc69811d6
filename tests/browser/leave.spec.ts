// SPDX-License-Identifier: Apache-2.0
// Leaving the page: entries are stored nowhere, so whoever leaves them is asked; nobody else is.
import { chromium, type Page } from "@playwright/test";
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

test("back from another site finds the page as it was, entries and all", async ({
  app,
}, { project }) => {
  // Playwright switches the browser's own cache of pages off; here it is on.
  const { launchOptions } = project.use;
  const browser = await chromium.launch({
    ...launchOptions,
    ignoreDefaultArgs: ["--disable-back-forward-cache"],
  });
  try {
    const page = await browser.newPage();
    await page.addInitScript(() => {
      addEventListener("pageshow", ({ persisted }) => {
        if (persisted) document.documentElement.dataset["persisted"] = "";
      });
    });
    await page.goto(app.address);
    await page.locator("html[data-complete][data-kept]").waitFor();
    await page.click("[data-action=example]");
    await page.locator("#what-would-change .panel__line").waitFor();
    await page.goto("about:blank");
    await page.evaluate(() => history.back()).catch(() => {});
    await page.locator("html[data-persisted]").waitFor();
    await expect(page.locator(".example-mark")).toBeVisible();
    expect(
      await page.locator("#comparison > .compare .compare__row").count(),
    ).toBe(5);
  } finally {
    await browser.close();
  }
});
