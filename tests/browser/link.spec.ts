// SPDX-License-Identifier: Apache-2.0
// A link of the entries: made, read by a camera, opened elsewhere after a look at it, and never sent to a server.
import { Resvg } from "@resvg/resvg-js";
import jsQR from "jsqr";
import type { Page } from "@playwright/test";
import { typical, type NextlinePage } from "./driver";
import { expect, test } from "./fixtures";

test.use({ firstVisit: true });

/** What a camera reads in the square that stands on the page. */
async function scanned(page: Page): Promise<string> {
  const drawn = await page
    .locator("#link-dialog .square")
    .evaluate((square) => new XMLSerializer().serializeToString(square));
  const styled = drawn.replace(
    /(<svg[^>]*>)/,
    "$1<style>.square__ground{fill:#fff}.square__modules{fill:#000}</style>",
  );
  const { pixels, width, height } = new Resvg(styled).render();
  const read = jsQR(new Uint8ClampedArray(pixels), width, height);
  return read?.data ?? "";
}

const address = (page: Page): Promise<string> =>
  page.locator("#link-text").inputValue();

test("the square holds the link, the link the entries; opened elsewhere they are shown first and judged alike", async ({
  app,
  page,
  browser,
}) => {
  const asked: string[] = [];
  page.context().on("request", (request) => asked.push(request.url()));
  await app.given(typical);
  await app.ranked();
  const line = await app.patientLine();
  await app.press("link");
  const link = await address(page);
  expect(link).toMatch(/\/#1[\w-]+$/);
  await expect(page.locator("#link-dialog")).toContainText(
    "This link holds the entries themselves.",
  );
  expect(await scanned(page)).toBe(link);
  await page.keyboard.press("Escape");

  const elsewhere = await browser.newPage();
  elsewhere.on("request", (request) => asked.push(request.url()));
  await elsewhere.goto(link);
  const dialog = elsewhere.locator("#link-dialog");
  await expect(dialog).toContainText("This link holds 31 entries");
  await expect(dialog).toContainText("Albumin");
  await expect(dialog).toContainText("34 g/L");
  // Neither the address nor the way back holds them any more.
  expect(elsewhere.url()).not.toContain("#");
  expect(await elsewhere.evaluate(() => history.length)).toBeLessThanOrEqual(2);
  await expect(elsewhere.locator("html")).toHaveAttribute("data-empty", "true");
  await dialog.getByRole("button", { name: "Open them" }).click();
  await expect(elsewhere.locator("#patient-line")).toHaveAttribute(
    "data-summary",
    line,
  );
  const fragment = link.slice(link.indexOf("#") + 1);
  expect(asked.length).toBeGreaterThan(10);
  expect(asked.filter((url) => url.includes(fragment.slice(0, 12)))).toEqual(
    [],
  );
  await elsewhere.close();
});

/** The fragment of the typical patient's link, as the page makes it. */
async function fragmentOf(app: NextlinePage, page: Page): Promise<string> {
  await app.given(typical);
  await app.press("link");
  const { hash } = new URL(await address(page));
  await page.keyboard.press("Escape");
  return hash;
}

test("a link in a tab with entries changes nothing before it is agreed to, and can be undone", async ({
  app,
  page,
}) => {
  const fragment = await fragmentOf(app, page);
  await app.press("clear");
  await app.answer("ecog", 3);
  await page.evaluate((hash) => (location.hash = hash), fragment);
  const dialog = page.locator("#link-dialog");
  await dialog.getByRole("button", { name: "Leave them" }).click();
  await app.settled();
  const ecog = (): Promise<string> =>
    page.locator("#field-ecog input:checked").inputValue();
  expect(await ecog()).toBe("3");
  expect(page.url()).not.toContain("#");
  await page.evaluate((hash) => (location.hash = hash), fragment);
  await dialog.getByRole("button", { name: "Open them" }).click();
  await expect.poll(ecog).toBe("1");
  await app.press("undo");
  await expect.poll(ecog).toBe("3");
});

test("a link that is cut, altered or of a newer version changes nothing and says so", async ({
  app,
  page,
}) => {
  const fragment = await fragmentOf(app, page);
  for (const [hash, why] of [
    [fragment.slice(0, -5), "cut or altered"],
    [`${fragment}A`, "cut or altered"],
    [`#2${fragment.slice(2)}`, "newer version"],
    ["#1<script>", "cut or altered"],
  ] as const) {
    await page.evaluate((to) => (location.hash = to), hash);
    const dialog = page.locator("#link-dialog");
    await expect(dialog).toContainText(why);
    await expect(dialog).toContainText("Nothing has been changed");
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
  }
  expect(await app.patientLine()).toContain("Child-Pugh A6");
});

test("a link that is opened while the assessment does not load is there once it does", async ({
  app,
  page,
  browser,
}) => {
  await app.given(typical);
  await app.press("link");
  const link = await address(page);
  const context = await browser.newContext({ serviceWorkers: "block" });
  const elsewhere = await context.newPage();
  await elsewhere.route("**/*.wasm", (route) => route.abort());
  await elsewhere.goto(link);
  await elsewhere.waitForSelector("html[data-core=failed]");
  await elsewhere.unroute("**/*.wasm");
  await elsewhere.locator("[data-action=again]").first().dispatchEvent("click");
  await expect(elsewhere.locator("#link-dialog")).toContainText(
    "This link holds 31 entries",
  );
  expect(elsewhere.url()).not.toContain("#");
  await context.close();
});
