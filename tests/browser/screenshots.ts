// SPDX-License-Identifier: Apache-2.0
// Pictures of the page for people to look at: build/screenshots.
import { resolve } from "node:path";
import { test } from "./fixtures";

const folder = resolve(__dirname, "../../build/screenshots");
const sizes = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1360, height: 900 },
};

for (const [size, viewport] of Object.entries(sizes)) {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`${size}, ${colorScheme}`, () => {
      test.use({ viewport, colorScheme, deviceScaleFactor: 2 });

      test("empty, filled and every part of the results", async ({
        app,
        page,
      }) => {
        const shot = async (name: string, fullPage = false): Promise<void> => {
          await page.screenshot({
            path: `${folder}/${size}-${colorScheme}-${name}.png`,
            fullPage,
            animations: "disabled",
          });
        };
        await shot("empty");
        await app.press("example");
        await app.ranked();
        await page
          .locator("#status")
          .evaluate((status) => status.replaceChildren());
        await shot("entries", true);
        await app.ranked();
        await shot("answer");
        for (const key of ["others", "needing", "excluded"])
          await app.group(key);
        for (const part of [
          "how-sure",
          "pathways",
          "what-would-change",
          "trials",
          "sources",
        ]) {
          await app.section(part);
          await page
            .locator(`#${part}`)
            .evaluate((element) => element.scrollIntoView());
          await shot(part);
        }
        await page
          .locator(".compare-group[data-key=excluded]")
          .evaluate((element) => element.scrollIntoView());
        await shot("excluded");
        await app.choose("lenvatinib");
        await shot("option");
        await app.engine.press("Escape");
        for (const id of [
          "evidence",
          "algorithms",
          "trials",
          "sources",
        ] as const) {
          await app.page(id);
          await app.engine.see("#page[data-state=''] .page__body");
          await shot(`page-${id}`);
        }
        await app.page("evidence");
        await page.locator(".effects").first().scrollIntoViewIfNeeded();
        await shot("page-evidence-table");
        await app.engine.click("[data-evidence]");
        await shot("page-evidence-row");
        await app.engine.press("Escape");
        await page.goto(app.address);
        await app.ready();
        await app.press("example");
        await app.answer("albumin", { value: 38, unit: "g/dL" });
        await page.locator("#field-albumin .field__issue").first().waitFor();
        await page
          .locator("#field-bilirubin")
          .evaluate((element) => element.scrollIntoView());
        await shot("issue");
      });
    });
  }
}

test("the printed page", async ({ app, page }) => {
  await app.press("example");
  await app.ranked();
  await app.kept();
  await page.pdf({ path: `${folder}/print.pdf`, preferCSSPageSize: true });
});
