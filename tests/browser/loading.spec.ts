// SPDX-License-Identifier: Apache-2.0
// What does not load is said where it is missed, and loads when the reader tries again. The tests go over every file
// that the build made.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, type Page, type Route } from "@playwright/test";
import { between, faults, files, type Between } from "./faulty";
import { site } from "./server";

const html = readFileSync(join(site, "index.html"), "utf8");
const partsFile = /assets\/parts-[^"]+/.exec(html)![0];
const parts = JSON.parse(readFileSync(join(site, partsFile), "utf8")) as Record<
  string,
  Record<string, string>
>;
/** Files without which something of the page is missing. */
const needed = new Set([
  partsFile,
  ...[...html.matchAll(/"\.\/(assets\/[^"]+)"/g)].map(([, file]) => file!),
  ...Object.values(parts).flatMap((list) =>
    Object.keys(list).map((file) => file.slice(2)),
  ),
]);

const raw =
  /TypeError|SyntaxError|DOMException|Failed to|Unexpected|Uncaught|undefined|dynamically imported|NetworkError|\bfetch\b/;

/** Waits until one of them is on the screen; gives the first that is. */
async function first(page: Page, ...selectors: string[]): Promise<string> {
  const handle = await page.waitForFunction(
    (all) =>
      all.find((selector) =>
        [...document.querySelectorAll(selector)].some((element) =>
          (element as HTMLElement).checkVisibility({
            visibilityProperty: true,
          }),
        ),
      ),
    selectors,
    { timeout: 30_000, polling: 100 },
  );
  return (await handle.jsonValue()) as string;
}

/** Uses all that the page has, as far as it goes; gives what the page says is missing. */
async function useAll(page: Page): Promise<string[]> {
  const state = "#not-loaded";
  const started = await first(page, "html[data-core=ready]", state, ".missed");
  const said = async (): Promise<string[]> =>
    (await page.locator(".missed, #not-loaded:visible").allInnerTexts()).map(
      (text) => text.trim(),
    );
  if (started !== "html[data-core=ready]") return said();
  await page.click("[data-action=example]");
  const below = "#results-panels > .panel > .missed";
  if ((await first(page, "#sources h2", below)) !== below) {
    for (const [id, drawn] of [
      ["how-sure", ".rank-bar"],
      ["what-would-change", ".what-would-change"],
    ] as const) {
      const [folded, missed] = [
        `#${id} > details:not([open]) > summary`,
        `#${id} .missed`,
      ];
      // The line is drawn anew, or is gone, when what it stands for turns out to be missing.
      while ((await first(page, folded, missed, drawn)) === folded)
        await page.click(folded, { timeout: 2_000 }).catch(() => undefined);
      await first(page, drawn, missed);
    }
  }
  if (!(await page.locator(".option").count()))
    await page.locator(".compare__button").first().click();
  const studies = "#option details[data-load]";
  if (!(await page.locator(`${studies}[open]`).count()))
    await page.click(`${studies} > summary`);
  await first(page, `${studies} .forest`, `${studies} .missed`);
  await page.click("#hand-on [data-action=copy]");
  await first(page, "#copy-dialog[open]", "#hand-on .missed");
  await page.keyboard.press("Escape");
  await page.click("#hand-on [data-action=link]");
  await first(page, "#link-dialog[open]", "#hand-on .missed");
  await page.keyboard.press("Escape");
  const onPages = [...(await useEvidence(page)), ...(await useCohort(page))];
  await page.click('.pages a[href="./"]');
  await first(page, "html[data-kept]", "#offline .missed");
  return [...onPages, ...(await said())];
}

const missedOnPage = (page: Page): Promise<string[]> =>
  page.locator("#page .missed").allInnerTexts();

async function useEvidence(page: Page): Promise<string[]> {
  await page.click('.pages a[href="./evidence.html"]');
  await first(page, "#page .forest", "#page .missed");
  return missedOnPage(page);
}

async function useCohort(page: Page): Promise<string[]> {
  await page.click('.pages a[href="./cohort.html"]');
  if ((await first(page, "#cohort-file", "#page .missed")) === "#cohort-file") {
    await page.setInputFiles("[data-cohort-file=table]", {
      name: "clinic.csv",
      mimeType: "text/csv",
      buffer: Buffer.from("name,ecog\na,1\n"),
    });
    await first(page, ".map__column", "#page .missed");
  }
  return missedOnPage(page);
}

/** As a reader would: every "Try again" that is on the screen, until there is none. */
async function tryAgain(page: Page): Promise<void> {
  if (await page.locator("#not-loaded:visible").count())
    await page.click("#not-loaded a");
  await first(page, "html[data-core=ready]", "#start .missed");
  for (let round = 0; round < 12; ++round) {
    const button = page.locator(".missed:visible button").first();
    if (!(await button.count())) return;
    const text = await page
      .locator(".missed:visible")
      .first()
      .innerText({ timeout: 5_000 })
      .catch(() => "");
    if (!text) continue;
    // What has loaded by itself meanwhile takes its button away.
    await button.click({ timeout: 5_000 }).catch(() => {});
    // To try to copy again copies: the text is shown; likewise the link.
    if (text.includes("copies"))
      await page.locator("#copy-dialog[open] button").click();
    if (text.includes("links"))
      await page.locator("#link-dialog[open] button").last().click();
    await expect(
      page.locator(".missed:visible").filter({ hasText: text }),
    ).toHaveCount(0);
  }
}

/** The text to copy is shown, and can be looked at. */
const withoutClipboard = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined });
  });

test.beforeEach(({ page }) => withoutClipboard(page));

let server: Between;
test.beforeAll(async () => {
  server = await between(process.env["NEXTLINE_URL"] ?? "");
});
test.afterAll(() => server.close());
test.afterEach(() => server.faulty.clear());

const everything = process.env["NEXTLINE_LONG"] !== undefined;

/** Files that are missed alike: scripts and styles of a part, modules of a part, what is kept only. */
const missedWith = (file: string): string => {
  const kind = /\.(js|css)$/.test(file) ? "text" : file.replace(/.*\./, "");
  const part = Object.keys(parts).find((one) => `./${file}` in parts[one]!);
  return part
    ? `${part} ${kind}`
    : needed.has(file) || file === "sw.js"
      ? file
      : "kept";
};

const named = (file: string): string => file.replace(/-[\w-]{8}\./, ".");

// One of those that are missed alike, in one of the ways by turns, whatever the build named them; all of them in all ways with
// NEXTLINE_LONG.
const others = files()
  .filter((file) => file !== "index.html")
  .sort((a, b) => (named(a) < named(b) ? -1 : 1));
const chosen = everything
  ? others
  : [...new Map(others.map((file) => [missedWith(file), file])).values()];

for (const [index, file] of chosen.entries()) {
  for (const fault of everything ? faults : [faults[index % faults.length]!]) {
    test(`${named(file)}, ${fault}: said where it is missed, nothing is kept, and trying again mends it`, async ({
      page,
    }) => {
      server.faulty.set(file, fault);
      await page.goto(server.url);
      const said = await useAll(page);
      // A damaged boot.js or icon is not missed, but what is on the server is not what was built.
      expect(said.length, said.join("\n")).toBeGreaterThan(0);
      if (needed.has(file))
        expect(
          said.filter((text) => !text.includes("could not be kept")),
          "said where it is missed",
        ).not.toEqual([]);
      for (const text of said) expect(text).toContain("Try again");
      const text = await page.locator("body").innerText();
      expect(text).not.toMatch(raw);
      expect(text).not.toContain("works with the network off");
      expect(await page.locator("html[data-kept]").count()).toBe(0);
      // While files are fetched to be kept there is a place for them, which goes when one of them is wrong.
      await expect
        .poll(() =>
          page.evaluate(async () =>
            (await caches.keys()).filter((name) => name.startsWith("nextline")),
          ),
        )
        .toEqual([]);

      server.faulty.clear();
      await tryAgain(page);
      expect(await useAll(page)).toEqual([]);
      await expect(page.locator("html[data-kept]")).toHaveCount(1);
      // Every style of what has been used holds.
      const sheets = await page.evaluate(() =>
        [...document.querySelectorAll("link[rel=stylesheet]")].map(
          (link) => (link as HTMLLinkElement).sheet?.cssRules.length ?? 0,
        ),
      );
      expect(Math.min(...sheets)).toBeGreaterThan(0);
      // The option that was open went with the page it belonged to.
      expect(await page.locator("#results-panels h2").count()).toBe(10);
    });
  }
}

test("a part that never comes is said to be missed after a minute, and comes when it is asked for again", async ({
  browser,
}) => {
  const context = await browser.newContext({ serviceWorkers: "block" });
  const page = await context.newPage();
  await withoutClipboard(page);
  await page.clock.install();
  const file = Object.keys(parts["hand-on"]!).find((one) =>
    one.endsWith(".js"),
  )!;
  const held: Route[] = [];
  const hold = (route: Route): void => void held.push(route);
  await page.route(`**/${file.slice(2)}`, hold);
  await page.goto(server.url);
  await first(page, "html[data-core=ready]");
  await page.click("[data-action=example]");
  await page.click("#hand-on [data-action=copy]");
  await expect.poll(() => held.length).toBeGreaterThan(0);
  await page.clock.fastForward(59_000);
  await expect(page.locator("#hand-on .missed")).toHaveCount(0);
  await page.clock.fastForward(2_000);
  const missed = page.locator("#hand-on .missed");
  await expect(missed).toContainText(
    "What copies, prints, saves and opens did not load. Try again",
  );
  await page.unroute(`**/${file.slice(2)}`, hold);
  await missed.locator("button").click();
  await page.clock.runFor(1_000);
  await expect(missed).toHaveCount(0);
  await expect(page.locator("#copy-dialog[open]")).toHaveCount(1);
  await context.close();
});

test("a part that is gone because a newer version is on the server says so", async ({
  browser,
}) => {
  const context = await browser.newContext({ serviceWorkers: "block" });
  const page = await context.newPage();
  const handOn = Object.keys(parts["hand-on"]!).find((file) =>
    file.endsWith(".js"),
  )!;
  server.faulty.set(handOn.slice(2), "404");
  await page.goto(server.url);
  await first(page, "html[data-core=ready]");
  await page.click("[data-action=example]");
  await page.click("#hand-on [data-action=copy]");
  const missed = page.locator("#hand-on .missed");
  await expect(missed).toContainText(
    "What copies, prints, saves and opens did not load. Try again",
  );
  // The next release names another list of parts.
  await page.route(server.url, (route) =>
    route.fulfill({
      contentType: "text/html",
      body: html.replace(partsFile, "assets/parts-00000000.json"),
    }),
  );
  await missed.locator("button").click();
  await expect(missed).toContainText(
    "there is a newer version on the server. Note what you need of this page, then reload it.",
  );
  await context.close();
});

test("while the first script is on its way the document does not say that it failed; after a while it says that it is not there", async ({
  page,
}) => {
  let go = (): void => {};
  const held = new Promise<void>((resolve) => (go = resolve));
  await page.route("**/index-*.js", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(server.url, { waitUntil: "commit" });
  await first(page, "#form");
  expect(
    await page
      .locator("#not-loaded")
      .evaluate((element) =>
        element.checkVisibility({ visibilityProperty: true }),
      ),
  ).toBe(false);
  await first(page, "#not-loaded");
  go();
  await first(page, "html[data-core=ready]");
  await expect(page.locator("#not-loaded")).toBeHidden();
});
