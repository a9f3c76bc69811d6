// SPDX-License-Identifier: Apache-2.0
// How sure the order is, what would change it, what to ask next: the page against the native command.
import { copied } from "./copied";
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { violations } from "./axe";
import { openFile } from "./cases";
import { afterAtezolizumabBevacizumab, NextlinePage } from "./driver";
import { PlaywrightEngine } from "./engine-playwright";
import { expect, test } from "./fixtures";
import { compare, sureOf, type Sure } from "./native";

const patient = afterAtezolizumabBevacizumab;

/** Until the worker has refined its answer to what is on the screen. */
const refined = async (app: NextlinePage): Promise<void> => {
  await app.settled();
  await app.section("how-sure");
  await app.engine.see("#results-panels[data-current] .how-sure");
  await expect
    .poll(async () => (await app.engine.texts(".how-sure__method")).join())
    .toContain("16,384 draws");
};

const shares = (page: Page): Promise<Record<string, number[]>> =>
  page.$$eval("#how-sure .rank-item", (items) =>
    Object.fromEntries(
      items.map((item) => [
        (item as HTMLElement).dataset["key"] ?? "",
        [...item.querySelectorAll("rect")].map((rect) =>
          Number(rect.getAttribute("data-share")),
        ),
      ]),
    ),
  );

/** Opens whatever is folded inside, also what only comes to light by that. */
const openAll = async (page: Page, root = "#how-sure"): Promise<void> => {
  const folded = page.locator(`${root} details:not([open]) > summary`);
  while (await folded.count()) await folded.first().click();
};

const expectSameShares = async (page: Page, core: Sure): Promise<void> => {
  const shown = await shares(page);
  expect(Object.keys(shown).sort()).toEqual(
    core.robustness.options.map(({ id }) => id).sort(),
  );
  for (const { id, ranks } of core.robustness.options)
    expect(shown[id], id).toEqual(ranks.worst);
};

test("the rank distributions are those of the native command, to the last draw", async ({
  app,
  page,
}) => {
  await app.given(patient);
  await refined(app);
  await openAll(page);
  await expectSameShares(page, sureOf(patient));
  // One worker, and the page's own bar is as wide as its shares.
  expect(page.workers()).toHaveLength(1);
  await app.choose("lenvatinib");
  const widths = await page.$$eval(".rank-note .rank-bar rect", (rects) =>
    rects
      .slice(0, 11)
      .reduce(
        (sum, rect) => sum + parseFloat(rect.getAttribute("width") ?? ""),
        0,
      ),
  );
  expect(widths).toBeCloseTo(100, 0);
});

test("a share is said in plain words, and is not called a chance", async ({
  app,
}) => {
  await app.given(patient);
  await refined(app);
  await app.choose("lenvatinib");
  const note = (await app.engine.texts("#option-lenvatinib .rank-note")).join();
  expect(note).toMatch(
    /In [1-9] of 10 ways of weighing benefit against harm it came first by value; this is not a [1-9]0 % chance of being best\./,
  );
  const panel = (await app.engine.texts("#how-sure")).join();
  expect(panel).toContain("differences between them are not treatment effects");
  expect(panel).toContain("Verdicts and tiers come first");
  expect(panel).toContain("No weighting puts it first by value");
});

test("nothing is compared where fewer than two options have a survival result in the setting", async ({
  app,
  page,
}) => {
  const pregnant = { ...patient, comorbidities: ["pregnancy"] };
  const { robustness } = sureOf(pregnant);
  expect(robustness.shown).toBe(false);
  await app.given(pregnant);
  await app.section("how-sure");
  await app.engine.see("#results-panels[data-current] .how-sure");
  expect((await app.engine.texts("#how-sure")).join()).toContain(
    robustness.hidden_because ?? "?",
  );
  expect(await page.locator(".rank-bar").count()).toBe(0);
});

test("weights are moved by keyboard, by typing, by preset and by order, and the ranking follows", async ({
  app,
  page,
}) => {
  await app.given(patient);
  await refined(app);
  const weighed = async (preferences: object): Promise<void> => {
    await refined(app);
    const core = sureOf(patient, preferences);
    await openAll(page);
    await expectSameShares(page, core);
    expect(await app.firstOptions()).toEqual(
      core.options.slice(0, 5).map(({ label }) => label),
    );
  };

  await page.locator("#weight-os").focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("#weight-os")).toHaveValue("26");
  await weighed({ weights: { os: 26, pfs: 15, orr: 10, grade34: 50 } });

  const number = page.getByLabel("Weight of response");
  await number.fill("40");
  await expect(page.locator("#weight-orr")).toHaveValue("40");
  await weighed({ weights: { os: 26, pfs: 15, orr: 40, grade34: 50 } });

  await page.locator("[data-preset=efficacy_first]").check({ force: true });
  await weighed({ preset: "efficacy_first" });
  await expect(page.locator("#weight-grade34")).toHaveValue("25");
  expect((await app.engine.texts(".weights__presets")).join()).toContain(
    "The project's choice",
  );

  await page.getByRole("button", { name: "More important: grade 3-4" }).click();
  await weighed({ order: ["grade34", "os", "pfs", "orr"] });

  await page.locator("[data-preset=default]").check({ force: true });
  await weighed({});
});

test("all weights at zero are refused in words, and the default is used", async ({
  app,
  page,
}) => {
  await app.given(patient);
  await refined(app);
  for (const id of ["os", "pfs", "orr", "grade34"])
    await page.locator(`input[type=number][data-weight=${id}]`).fill("0");
  await app.engine.see(".how-sure__issue");
  expect((await app.engine.texts(".how-sure__issue")).join()).toMatch(
    /default/i,
  );
  await refined(app);
  await openAll(page);
  await expectSameShares(page, sureOf(patient));
});

test("answers to entries that have changed since are dropped", async ({
  app,
  page,
}) => {
  await app.given(patient);
  // Each change asks anew while the answer to the one before is still on its way.
  for (const bilirubin of ["1.9", "2.4", "3.2", "2.2"]) {
    await page.fill("#bilirubin", bilirubin);
    await page.waitForTimeout(140);
  }
  await refined(app);
  await openAll(page);
  await expectSameShares(
    page,
    sureOf({ ...patient, bilirubin: { value: 2.2, unit: "mg/dL" } }),
  );
});

test("what would change it and what to ask next are those of the native command, and a question leads to its field", async ({
  app,
  page,
}) => {
  const { hbv_status, afp, inr, ...rest } = patient;
  expect([hbv_status, afp, inr]).toHaveLength(3);
  const core = sureOf(rest);
  await app.given(rest);
  await app.section("what-would-change");
  await app.engine.see("#results-panels[data-current] .what-would-change");
  await page
    .locator("#what-would-change details:not([open]) > summary")
    .first()
    .click();
  expect(await app.engine.texts("#what-would-change .changes li")).toEqual(
    core.what_if.map(({ text }) => text),
  );
  expect(
    await page.$$eval("#what-would-change .ask > li", (items) =>
      items.map((item) => (item as HTMLElement).dataset["key"]),
    ),
  ).toEqual(core.ask_next.map(({ fields }) => fields.join()));
  expect(core.ask_next.length).toBeGreaterThan(0);
  for (const { text } of core.what_if)
    expect(text).not.toMatch(/\b(should|must|give|start|stop)\b/i);
  const field = core.ask_next[0]!.fields[0]!;
  await page.locator("#what-would-change .ask__field a").first().click();
  await expect(page.locator(`#field-${field}`)).toBeInViewport();
});

test("why one option stands above any other is said as the command says it", async ({
  app,
  page,
}) => {
  await app.given(patient);
  await app.section("how-sure");
  await app.engine.see(".pair select");
  await page.selectOption("[data-pair='0']", "sorafenib");
  await page.selectOption("[data-pair='1']", "nivolumab_ipilimumab");
  const core = compare(patient, "sorafenib", "nivolumab_ipilimumab");
  await expect
    .poll(() => app.engine.texts(".pair__answer p:first-child"))
    .toEqual([core.text]);
  expect(await app.engine.texts(".pair__answer li")).toEqual(
    core.differences.map(({ text }) => text),
  );
});

test("how sure the order is stands in copied text, print and the case file, with the weights", async ({
  app,
  page,
}) => {
  await app.given(patient);
  await refined(app);
  await page.locator("[data-preset=tolerability_first]").check({ force: true });
  await refined(app);
  await app.kept();
  const text = await copied(app, page);
  expect(text).toContain("HOW SURE IS THIS ORDER");
  expect(text).toContain("Tolerability first: overall survival 13 %");
  expect(text).toContain("not treatment effects");
  expect(text).toContain("WHAT WOULD CHANGE THIS");
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  expect(await page.locator(".print-sheet").textContent()).toContain(
    "How sure is this order",
  );
  expect(
    await page.locator(".print-sheet__page").getAttribute("data-pages"),
  ).toBe("1");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    app.press("save"),
  ]);
  const saved = readFileSync((await download.path()) ?? "", "utf8");
  expect(JSON.parse(saved).preferences).toEqual({
    schema: "preferences/1",
    preset: "tolerability_first",
  });
  await app.press("clear");
  await openFile(page, saved);
  await refined(app);
  await expect(page.locator("[data-preset=tolerability_first]")).toBeChecked();
});

test("typing never waits for the worker: each key is followed by its own ranking in the next picture", async ({
  app,
  page,
}) => {
  await app.given(patient);
  await page.focus("#bilirubin");
  await page.fill("#bilirubin", "");
  for (const key of "2.3") {
    await page.keyboard.press(key);
    // Two frames: the change is drawn in the first, whatever the worker is at.
    const line = await page.evaluate(
      () =>
        new Promise<string>((done) =>
          requestAnimationFrame(() =>
            requestAnimationFrame(() =>
              done(
                document.querySelector<HTMLElement>("#patient-line")?.dataset[
                  "summary"
                ] ?? "",
              ),
            ),
          ),
        ),
    );
    expect(line).toContain("Child-Pugh");
  }
  await expect.poll(() => app.score("child_pugh")).toBe("A6");
});

test(`axe finds nothing: how sure and what would change, all open, on a phone`, async ({
  app,
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await app.given(patient);
  await refined(app);
  await openAll(page);
  await app.section("what-would-change");
  await openAll(page, "#what-would-change");
  expect(await violations(page)).toEqual([]);
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth),
  ).toBeLessThanOrEqual(390);
});

test("it works with the network off after the first visit", async ({
  app,
  page,
}) => {
  await app.kept();
  await app.offline();
  await app.reload();
  await app.given(patient);
  await refined(app);
  await openAll(page);
  await expectSameShares(page, sureOf(patient));
});

test("a worker that gives no answer any more is given up, said, and started anew", async ({
  page,
}) => {
  // The worker is the real one; the jobs for it get lost on the way.
  await page.addInitScript(() => {
    const post = Worker.prototype.postMessage as (message: unknown) => void;
    Worker.prototype.postMessage = function (message: object): void {
      const { dataset } = document.documentElement;
      if (!("job" in message) || dataset["answers"] === "")
        post.call(this, message);
      else dataset["lost"] = "";
    };
  });
  await page.clock.install();
  const app = new NextlinePage(
    new PlaywrightEngine(page),
    process.env["NEXTLINE_URL"] ?? "",
  );
  await app.open();
  await app.press("example");
  await app.engine.see("html[data-lost]");
  expect((await app.engine.texts("#how-sure")).join()).toContain(
    "being worked out",
  );
  await page.clock.fastForward(31_000);
  for (const panel of ["#how-sure", "#what-would-change"])
    await expect(page.locator(`${panel} .missed`)).toContainText(
      "gave no answer. Try again",
    );
  expect(await app.engine.attribute("#results-panels", "aria-busy")).toBe(
    "false",
  );
  await page.evaluate(() => (document.documentElement.dataset["answers"] = ""));
  await page.click("#how-sure .missed button");
  await app.section("how-sure");
  await app.section("what-would-change");
  await app.engine.see(".rank-bar");
  await app.engine.see(".what-would-change");
});

test("a worker of another version gives no answer and says so", async ({
  app,
  page,
}) => {
  // The worker is the real one; it is told of a page of another release.
  await page.addInitScript(() => {
    const post = Worker.prototype.postMessage as (message: unknown) => void;
    Worker.prototype.postMessage = function (message: { job?: object }): void {
      const job = { ...message.job, version: "nextline 0.0.0" };
      post.call(this, message.job ? { ...message, job } : message);
    };
  });
  await app.reload();
  await app.given(patient);
  await expect
    .poll(async () => (await app.engine.texts("#how-sure")).join())
    .toContain("The files of two versions met");
  expect(await page.locator(".rank-bar").count()).toBe(0);
  expect(await app.firstOptions()).toHaveLength(5);
});
