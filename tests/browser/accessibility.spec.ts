// SPDX-License-Identifier: Apache-2.0
import type { Page } from "@playwright/test";
import { violations } from "./axe";
import { afterAtezolizumabBevacizumab } from "./driver";
import { expect, test } from "./fixtures";

const openAll = (page: Page, selector: string): Promise<void> =>
  page.$$eval(selector, (all) =>
    all.forEach((details) => details.setAttribute("open", "")),
  );

const openFirst = (page: Page, selector: string): Promise<void> =>
  page.$eval(selector, (details) => details.setAttribute("open", ""));

// As it comes up, empty and filled, the page is looked at in gallery.spec.ts; here with what is folded.
test(`axe finds nothing: empty form, all open`, async ({ app, page }) => {
  await openAll(page, "details");
  expect(await violations(page)).toEqual([]);
  expect(await app.engine.visible("#field-course")).toBe(true);
});

test(`axe finds nothing: filled form, one of each result open`, async ({
  app,
  page,
}) => {
  await app.given(afterAtezolizumabBevacizumab);
  await app.ranked();
  // One of each kind; all of all kinds is the same elements hundreds of times.
  for (const id of [
    "how-sure",
    "pathways",
    "what-would-change",
    "trials",
    "sources",
  ])
    await app.section(id);
  for (const key of ["others", "needing", "excluded"]) await app.group(key);
  await app.choose("lenvatinib");
  await openAll(page, "#patient details, #sources details, #firm-up details");
  for (const kind of [".option__more", ".trial > details", "#pathways details"])
    await openFirst(page, kind);
  expect(await app.engine.visible("#comparison .criterion")).toBe(true);
  expect(await violations(page)).toEqual([]);
});

test("a patient is entered and read with the keyboard alone", async ({
  app,
  page,
}) => {
  const focused = (): Promise<string> =>
    app.engine.run(
      "(() => { const e = document.activeElement; return e.name || e.id || e.dataset.action || Object.keys(e.dataset)[0] || e.tagName; })()",
    );
  const tabTo = async (wanted: string): Promise<void> => {
    for (let presses = 0; presses < 200; ++presses) {
      if ((await focused()) === wanted) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`The Tab key does not reach ${wanted}`);
  };
  await tabTo("prior_therapies");
  await page.keyboard.type("Atezolizumab + b"); // the line follows the list while it is typed
  await page.keyboard.press("Tab");
  expect(await app.engine.texts(".regimens__name")).toEqual([
    "Atezolizumab + bevacizumab",
  ]);
  await tabTo("stop_reason");
  await page.keyboard.press("ArrowRight"); // from Unknown around to the first word
  expect(
    await app.engine.run(
      "document.querySelector('[name=stop_reason]:checked').value",
    ),
  ).toBe("progression");
  await tabTo("ecog");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  expect(
    await app.engine.run("document.querySelector('[name=ecog]:checked').value"),
  ).toBe("1");
  await tabTo("bilirubin");
  await page.keyboard.type("20");
  await page.keyboard.press("Tab");
  expect(await focused()).toBe("bilirubin-unit");
  await page.keyboard.press("ArrowRight");
  expect(await app.typed("bilirubin")).toBe("342.1");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("20");
  await tabTo("albumin");
  await page.keyboard.type("3.9");
  await tabTo("inr");
  await page.keyboard.type("1.1");
  await tabTo("ascites");
  await page.keyboard.press("ArrowRight");
  await tabTo("encephalopathy");
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => app.score("child_pugh")).toBe("A5");
  await tabTo("varices");
  await tabTo("sweep");
  await tabTo("unfold");
  await page.keyboard.press("Enter");
  expect(await focused()).toBe("comorbidities");
  // The way to the results: every focused element is on the screen and has a visible outline.
  await tabTo("results");
  await page.keyboard.press("Tab");
  const outline = await app.engine.run<string>(
    "(() => { const e = document.activeElement; const s = getComputedStyle(e); return s.outlineStyle + ' ' + s.outlineWidth; })()",
  );
  expect(outline).toBe("solid 3px");
  const score = await app.engine.run<boolean>(
    "!!document.activeElement.closest('#results')",
  );
  expect(score).toBe(true);
});

test("what changed is said to a screen reader after a pause", async ({
  app,
  page,
}) => {
  await app.given(afterAtezolizumabBevacizumab);
  await app.enter({ inr: 1.1 });
  await expect(page.locator("#live")).toContainText("Child-Pugh A5");
  await expect(page.locator("#live")).toContainText("First: Lenvatinib");
  expect(await app.engine.attribute("#live", "aria-live")).toBe("polite");
});

test("touch targets of the form are at least 24 by 24", async ({
  app,
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await app.press("example");
  const small = await page.$$eval(
    "button, select, .choice, .unit, input[type=text]",
    (all) =>
      all
        .map((element) => ({ element, box: element.getBoundingClientRect() }))
        .filter(
          ({ box }) => box.width > 0 && (box.width < 24 || box.height < 24),
        )
        .map(({ element }) => element.outerHTML.slice(0, 80)),
  );
  expect(small).toEqual([]);
});
