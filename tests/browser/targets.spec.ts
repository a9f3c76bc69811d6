// SPDX-License-Identifier: Apache-2.0
// The answer is in view: what stands on the screen after the typical patient, counted (page.md).
import { typical } from "./driver";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

/** How many elements the browser gives a style anew while something is done, at most at once. */
async function restyled(page: Page, act: () => Promise<void>): Promise<number> {
  const client = await page.context().newCDPSession(page);
  let most = 0;
  client.on("Tracing.dataCollected", ({ value }) => {
    for (const { name, args } of value as unknown as TraceEvent[])
      if (name === "UpdateLayoutTree")
        most = Math.max(most, args.elementCount ?? 0);
  });
  const collected = new Promise((done) =>
    client.once("Tracing.tracingComplete", done),
  );
  await client.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["devtools.timeline"] },
  });
  await act();
  await client.send("Tracing.end");
  await collected;
  await client.detach();
  return most;
}

interface TraceEvent {
  name: string;
  args: { elementCount?: number };
}

/** Rows of the comparison that stand on the screen whole, between the bars. */
const rowsInView = (): number =>
  [...document.querySelectorAll("#comparison > .compare .compare__row")].filter(
    (row) => {
      const { top, bottom } = row.getBoundingClientRect();
      const bar = document.querySelector("#bar")?.getBoundingClientRect();
      return top >= 0 && bottom <= (bar?.height ? bar.top : innerHeight);
    },
  ).length;

test.describe("at a desk, 1360 by 900", () => {
  test.use({ viewport: { width: 1360, height: 900 } });

  test("five options stand on the screen beside the entries without scrolling", async ({
    app,
    page,
  }) => {
    await app.given(typical);
    await app.ranked();
    await page.evaluate(() => scrollTo(0, 0));
    expect(await page.evaluate(rowsInView)).toBeGreaterThanOrEqual(5);
  });

  test("before anything is unfolded the answer has at most 700 words, and no sentence twice", async ({
    app,
    page,
  }) => {
    await app.givenWhole(typical);
    const text = await page.locator("#results").innerText();
    const words = text
      .split(/\s+/)
      .filter((word) => /[\p{L}\p{N}]/u.test(word));
    console.log(`words in the answer before a fold: ${words.length}`);
    expect(words.length).toBeLessThanOrEqual(700);
    const sentences = text
      .split(/\n+|(?<=[.!?])\s+/)
      .map((sentence) => sentence.trim())
      .filter((sentence) => sentence.split(/\s+/).length >= 6);
    expect(
      sentences.filter((one, place) => sentences.indexOf(one) !== place),
    ).toEqual([]);
  });
});

// A rule that asks of the whole page what stands somewhere in it (":root:has(...)") makes every change a restyling of all.
test("what is asked of every patient is at most two and three quarter screens of a phone long", async ({
  app,
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await app.ready();
  const long = await page.evaluate(() => {
    const top = (selector: string): number =>
      document.querySelector(selector)!.getBoundingClientRect().top;
    return top(".group__more") - top("#form .group");
  });
  console.log(
    `asked of every patient: ${Math.round(long)} px, ${(long / 844).toFixed(1)} screens of a phone`,
  );
  expect(long).toBeLessThanOrEqual(2.75 * 844);
});

test("an answer is as wide chosen as not, so that a tap moves no other from under the finger", async ({
  app,
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await app.ready();
  const moved = await page.evaluate(() => {
    const boxes = [
      ...document.querySelectorAll<HTMLInputElement>(
        ".choice:not(.choice--unknown) > input",
      ),
    ];
    const width = (box: HTMLInputElement): number =>
      box.parentElement!.getBoundingClientRect().width;
    return boxes
      .map((box) => {
        const before = width(box);
        box.checked = !box.checked;
        const after = width(box);
        box.checked = !box.checked;
        return { text: box.parentElement!.textContent, by: after - before };
      })
      .filter(({ by }) => Math.abs(by) > 0.5);
  });
  expect(moved).toEqual([]);
});

test("what is added to the page restyles no more than itself", async ({
  app,
  page,
}) => {
  await app.kept();
  const added = await restyled(page, async () => {
    for (const place of ["head", "#entries", "#field-ecog", "#results"])
      await page.locator(place).evaluate(async (element) => {
        element.append(document.createElement("span"));
        await new Promise(requestAnimationFrame);
      });
  });
  expect(added).toBeLessThan(10);
});

test.describe("on a phone, 390 by 844", () => {
  test.use({
    firstVisit: true,
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });

  test("one tap from any entry shows five options on one screen; going back leads to the same place", async ({
    app,
    page,
  }) => {
    await app.given(typical);
    await app.entries();
    // The line of the answer is whole.
    const line = page.locator("#bar-first");
    await expect(line).toHaveText("1 Lenvatinib · 4 safety checks open");
    expect(
      await line.evaluate(({ scrollWidth, clientWidth }) =>
        Math.max(0, scrollWidth - clientWidth),
      ),
    ).toBe(0);
    await page.locator("#albumin").scrollIntoViewIfNeeded();
    const before = await page.evaluate(() => scrollY);
    await app.engine.click("#bar");
    await app.engine.see("html[data-answer]");
    await app.engine.see("#comparison");
    expect(await page.evaluate(rowsInView)).toBeGreaterThanOrEqual(5);
    await page.goBack();
    await app.engine.see("html:not([data-answer])");
    await expect(page.locator("#albumin")).toBeInViewport();
    expect(await page.evaluate(() => scrollY)).toBe(before);
  });
});

for (const width of [320, 390, 1360])
  test(`a dose stands whole in its row: ${width} px`, async ({ app, page }) => {
    await page.setViewportSize({ width, height: 900 });
    const { weight: _, ...unweighed } = typical;
    await app.given(unweighed);
    await app.ranked();
    const dose = page.locator("#row-lenvatinib .compare__dose > span").last();
    await expect(dose).toHaveText(/12 mg daily \(60 kg or more\)$/);
    expect(
      await dose.evaluate(
        (span) =>
          getComputedStyle(span).webkitLineClamp === "none" &&
          span.getBoundingClientRect().right <= innerWidth,
      ),
    ).toBe(true);
  });
