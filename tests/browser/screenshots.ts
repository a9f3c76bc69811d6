// SPDX-License-Identifier: Apache-2.0
// Pictures of the page for people to look at: build/screenshots.
import { resolve } from "node:path";
import { NextlinePage } from "./driver";
import { PlaywrightEngine } from "./engine-playwright";
import { test } from "./fixtures";
import { gallery, widths } from "./gallery";

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
        await page.click(".page-evidence__table > summary");
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

// Every state of the gallery, as far as the page goes: on each width in light colours, on a phone and at a desk in dark and in forced ones.
for (const state of gallery)
  test.describe(state.name, () => {
    if (state.workerMissing)
      test.use({ firstVisit: true, serviceWorkers: "block" });

    test("in every size", async ({ page }) => {
      if (state.workerMissing)
        await page.route("**/insight*.wasm", (route) => route.abort());
      const app = new NextlinePage(
        new PlaywrightEngine(page),
        process.env["NEXTLINE_URL"] ?? "",
      );
      await app.open();
      await state.reach(app);
      await app.engine.see(state.shows);
      const name = state.name.replaceAll(/\W+/g, "-");
      const shot = (width: number, colours: string): Promise<Buffer> =>
        page.screenshot({
          path: `${folder}/gallery-${name}-${width}-${colours}.png`,
          fullPage: true,
          animations: "disabled",
        });
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        await shot(width, "light");
        if (width !== 390 && width !== 1360) continue;
        await page.emulateMedia({ colorScheme: "dark" });
        await shot(width, "dark");
        await page.emulateMedia({
          colorScheme: "light",
          forcedColors: "active",
        });
        await shot(width, "forced");
        await page.emulateMedia({ forcedColors: "none" });
      }
    });
  });

test("the printed page", async ({ app, page }) => {
  await app.press("example");
  await app.ranked();
  await app.kept();
  await page.pdf({ path: `${folder}/print.pdf`, preferCSSPageSize: true });
});
