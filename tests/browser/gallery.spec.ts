// SPDX-License-Identifier: Apache-2.0
// Every state of the gallery: axe finds nothing, and from the smallest phone to a wide screen nothing is cut off or has to be
// scrolled sideways, with everything open too.
import type { Page } from "@playwright/test";
import { violations } from "./axe";
import { NextlinePage, typical } from "./driver";
import { PlaywrightEngine } from "./engine-playwright";
import { expect, test } from "./fixtures";
import { gallery, type GalleryState } from "./gallery";

const sizes = [
  ["a small phone, or 400 % zoom on a desktop", 320, 640],
  ["a phone", 390, 844],
  ["200 % zoom on a desktop", 640, 450],
  ["a tablet", 768, 1024],
  ["a tablet on its side", 1024, 768],
  ["a ward computer", 1280, 900],
] as const;

/** What reaches over the edge of the screen, and words that are cut off where nothing says so. */
const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const limit = document.documentElement.clientWidth;
    const name = ({ tagName, className, id }: Element): string =>
      `${tagName} ${String(className)} ${id}`;
    const all = [...document.querySelectorAll<HTMLElement>("body *")].filter(
      (element) =>
        element.getClientRects().length > 0 &&
        element.checkVisibility() &&
        !element.closest(
          ".visually-hidden, .skip, .compare > thead, :is(.panel-hand-on, .panel-patient) .panel__title",
        ),
    );
    const scrolls = (element: Element): boolean =>
      /auto|scroll/.test(getComputedStyle(element).overflowX);
    const inside = (element: Element): boolean => {
      for (let at = element.parentElement; at; at = at.parentElement)
        if (at.id !== "results" && scrolls(at) && at.tabIndex === 0)
          return true;
      return false;
    };
    return [
      ...(document.documentElement.scrollWidth > limit ? ["the page"] : []),
      ...all
        .filter(
          (element) =>
            (element.getBoundingClientRect().right > limit + 1 ||
              element.getBoundingClientRect().left < -1) &&
            !inside(element),
        )
        .map((element) => `over the edge: ${name(element)}`),
      ...all
        .filter((element) => {
          const { overflowX, textOverflow } = getComputedStyle(element);
          return (
            /hidden|clip/.test(overflowX) &&
            textOverflow !== "ellipsis" &&
            element.clientWidth > 1 &&
            element.scrollWidth > element.clientWidth + 1
          );
        })
        .map((element) => `cut off: ${name(element)}`),
    ];
  });

const openAll = (page: Page): Promise<void> =>
  page.$$eval("details", (all) =>
    all.forEach((details) => details.setAttribute("open", "")),
  );

async function look(
  { name, reach, shows }: GalleryState,
  app: NextlinePage,
  page: Page,
): Promise<void> {
  await reach(app);
  await app.engine.see(shows);
  expect(await violations(page), name).toEqual([]);
  for (const folded of [true, false]) {
    if (!folded) await openAll(page);
    for (const [size, width, height] of sizes) {
      await page.setViewportSize({ width, height });
      expect(
        await cutOff(page),
        `${size}, ${folded ? "as it comes" : "all open"}`,
      ).toEqual([]);
    }
  }
}

for (const state of gallery)
  if (!state.workerMissing)
    test(`looked at: ${state.name}`, async ({ app, page }) =>
      look(state, app, page));
  else
    test.describe("first visit", () => {
      test.use({ firstVisit: true, serviceWorkers: "block" });

      // The browser says in its console that the file is not the one of the build: no fault of the page.
      test(`looked at: ${state.name}`, async ({ page }) => {
        await page.route("**/insight*.wasm", (route) =>
          route.fulfill({ body: "no module", contentType: "application/wasm" }),
        );
        const app = new NextlinePage(
          new PlaywrightEngine(page),
          process.env["NEXTLINE_URL"] ?? "",
        );
        await app.open();
        await look(state, app, page);
      });
    });

test("what is said of a file with a member of a very long name reaches over no edge", async ({
  app,
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 568 });
  await app.opened(JSON.stringify({ ...typical, ["member".repeat(20)]: 1 }));
  await app.engine.see("#status:not(:empty)");
  expect(await cutOff(page)).toEqual([]);
  await expect(page.locator("#status")).toContainText("member".repeat(4));
});

test("written from right to left, the page holds together: nothing is cut off or scrolled away", async ({
  app,
  page,
}) => {
  await app.given(typical);
  await app.ranked();
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  for (const [size, width, height] of sizes) {
    await page.setViewportSize({ width, height });
    expect(await cutOff(page), size).toEqual([]);
  }
});

test("with letters twice the size, as a browser is set, nothing reaches over the edge of a phone", async ({
  app,
  page,
}) => {
  const session = await page.context().newCDPSession(page);
  await session.send("Page.setFontSizes", { fontSizes: { standard: 32 } });
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await cutOff(page), "empty").toEqual([]);
  await app.opened(
    JSON.stringify({
      ...typical,
      course: [
        { date: "2026-01-01", bilirubin: 1.2, albumin: 3.6, afp: 220 },
        { date: "2026-06-01", bilirubin: 1.3, albumin: 3.5, afp: 22_000 },
      ],
    }),
  );
  expect(await cutOff(page), "entries").toEqual([]);
  if (!(await page.locator("html[data-answer]").count()))
    await page.click("#bar");
  await app.ranked();
  await app.engine.see("html[data-answer]");
  await openAll(page);
  await app.engine.see("#course .course-plot");
  expect(await cutOff(page), "answer").toEqual([]);
});

test.describe("nothing moves under the reader", () => {
  test.use({ firstVisit: true, viewport: { width: 390, height: 844 } });

  test("the page and its first answer shift by at most 0.02", async ({
    app,
    page,
  }) => {
    await page.addInitScript(() => {
      Object.assign(window, { shifted: 0 });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const { value, hadRecentInput } = entry as PerformanceEntry & {
            value: number;
            hadRecentInput: boolean;
          };
          if (!hadRecentInput)
            (window as unknown as { shifted: number }).shifted += value;
        }
      }).observe({ type: "layout-shift", buffered: true });
    });
    await app.reload();
    await app.press("example");
    await app.ranked();
    await app.engine.see("html[data-complete]");
    await app.engine.see("#what-would-change .panel__line");
    await app.settled();
    const shifted = await page.evaluate(
      () => (window as unknown as { shifted: number }).shifted,
    );
    console.log(`layout shift: ${shifted.toFixed(4)}`);
    expect(shifted).toBeLessThanOrEqual(0.02);
  });
});
