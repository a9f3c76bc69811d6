// SPDX-License-Identifier: Apache-2.0
// What lies over the entries or beside them goes when the reader goes on: to a page beside the patient, or to another patient.
import type { Page } from "@playwright/test";
import { agree, openFile } from "./cases";
import { typical } from "./driver";
import { expect, test } from "./fixtures";

const phone = { width: 390, height: 844 };

const state = (page: Page) =>
  page.evaluate(() => {
    const { dataset } = document.documentElement;
    return {
      page: dataset["page"] ?? "patient",
      answer: "answer" in dataset,
      option: "option" in dataset,
      menu: !document.querySelector<HTMLElement>(".top")?.inert,
    };
  });
const bare = { answer: false, option: false, menu: true };

test("on a phone a link in the answer leads to a page that can be scrolled and left by its menu; Back leads to the answer again", async ({
  app,
  page,
}) => {
  await page.setViewportSize(phone);
  await app.givenWhole(typical);
  await app.choose("cabozantinib");
  const link = page.locator("#option a[href*='evidence.html']").first();
  const folded = page.locator("#option details:not([open]) > summary");
  while (await folded.count()) await folded.first().click();
  await link.click();
  await expect(page.locator("#page h1")).toHaveText("Evidence");
  expect(await state(page)).toEqual({ page: "evidence", ...bare });
  await page.mouse.move(200, 500);
  await page.mouse.wheel(0, 400);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
  await page.goBack();
  await expect(page.locator("#option-cabozantinib")).toBeVisible();
  expect(await state(page)).toEqual({
    page: "patient",
    answer: true,
    option: true,
    menu: false,
  });
  // Still one entry of the history each.
  await page.goBack();
  await expect(page.locator("#option-cabozantinib")).toBeHidden();
  await page.goBack();
  await expect(page.locator("#entries")).toBeVisible();
  expect(await state(page)).toEqual({ page: "patient", ...bare });
});

test("closing an option or the answer never leaves the patient, whatever page was looked at in between", async ({
  app,
  page,
}) => {
  await app.givenWhole(typical);
  await app.choose("cabozantinib");
  await app.page("evidence");
  expect(await state(page)).toEqual({ page: "evidence", ...bare });
  await page.click(".pages a[href='./']");
  await expect(page.locator("#comparison")).toBeVisible();
  expect(await state(page)).toEqual({ page: "patient", ...bare });
  await app.choose("cabozantinib");
  await page.click("[data-action=close-option]");
  await expect(page.locator("#option-cabozantinib")).toBeHidden();
  expect(await state(page)).toEqual({ page: "patient", ...bare });
  await page.setViewportSize(phone);
  await page.click("#bar");
  await page.click("#row-cabozantinib .compare__button");
  await page.evaluate(() =>
    document.querySelector<HTMLElement>(".pages a[href*=trials]")?.click(),
  );
  await expect(page.locator("#page h1")).toHaveText("Trials");
  await page.click("#page a:has-text('Change')");
  await expect(page.locator("#entries")).toBeVisible();
  expect(await state(page)).toEqual({ page: "patient", ...bare });
  await page.click("#bar");
  await page.click("#bar");
  await expect(page.locator("html:not([data-answer])")).toBeAttached();
  expect(await state(page)).toEqual({ page: "patient", ...bare });
});

test("the option that was open goes with its patient: cleared, or replaced by a case; Forward does not bring it to nobody", async ({
  app,
  page,
}) => {
  await app.given(typical);
  await app.choose("cabozantinib");
  await app.press("clear");
  await expect(page.locator("html:not([data-option])")).toBeAttached();
  await app.answer("ecog", 1);
  await app.settled();
  expect(await state(page)).toEqual({ page: "patient", ...bare });
  await app.press("clear");
  await page.goForward();
  await app.settled();
  expect(await state(page)).toEqual({ page: "patient", ...bare });
  await app.given(typical);
  await app.choose("cabozantinib");
  await openFile(page, JSON.stringify({ ...typical, ecog: 2 }));
  await agree(page);
  await expect(page.locator("#option-cabozantinib")).toBeHidden();
  await expect(page.locator("#status")).toHaveText("Opened");
  expect(await state(page)).toEqual({ page: "patient", ...bare });
});
