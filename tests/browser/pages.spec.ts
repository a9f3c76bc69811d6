// SPDX-License-Identifier: Apache-2.0
// The pages beside the patient: evidence, algorithms, trials, sources.
import type { Page } from "@playwright/test";
import { pageIds } from "../../site/src/router";
import { violations } from "./axe";
import { afterAtezolizumabBevacizumab } from "./driver";
import { expect, test } from "./fixtures";
import type { EvidenceRow, Outcome } from "#outputs";
import { assess, knowledge } from "./native";

// The same patient for the native command.
const patient = JSON.stringify(afterAtezolizumabBevacizumab);
const outcomes = ["os", "pfs", "ttp", "orr", "dcr", "grade34"] as const;
type OutcomeKey = (typeof outcomes)[number];

interface Drawn {
  row: string;
  value: number | null;
  low: number | null;
  high: number | null;
  comparator: number | null;
  n: number | null;
  /** Read back from where the marks stand on the scale. */
  at: { value: number | null; comparator: number | null; ends: number[] };
  text: string;
}

/** What the lines of a plot say and show: their data, and the numbers that follow from the places of the marks. */
const drawn = (page: Page): Promise<Drawn[]> =>
  page.$$eval(".forest__group", (groups) =>
    groups.flatMap((group) => {
      const percent = (element: Element | null, name: string): number =>
        parseFloat(element?.getAttribute(name) ?? "NaN");
      const ticks = [...group.querySelectorAll(".forest__axis text")].map(
        (tick) => ({
          value: Number(tick.getAttribute("data-tick")),
          x: percent(tick, "x"),
        }),
      );
      const first = ticks[0]!;
      const last = ticks[ticks.length - 1]!;
      const read = (x: number): number | null =>
        Number.isNaN(x)
          ? null
          : first.value +
            ((x - first.x) / (last.x - first.x)) * (last.value - first.value);
      return [...group.querySelectorAll<HTMLElement>(".forest__line")].map(
        (line) => {
          const lane = line.querySelector<SVGElement>(".forest__lane")!;
          const number = (name: string): number | null =>
            lane.dataset[name] === undefined
              ? null
              : Number(lane.dataset[name]);
          const bar =
            [...lane.querySelectorAll(".forest__interval")][0] ?? null;
          return {
            row: lane.dataset["row"] ?? "",
            value: number("value"),
            low: number("low"),
            high: number("high"),
            comparator: number("comparator"),
            n: number("n"),
            at: {
              value: read(percent(lane.querySelector(".forest__mark"), "x")),
              comparator: read(
                percent(lane.querySelector(".forest__comparator"), "cx"),
              ),
              ends: bar
                ? [percent(bar, "x1"), percent(bar, "x2")].map((x) => read(x)!)
                : [],
            },
            text: line.innerText,
          };
        },
      );
    }),
  );

const reported = (rows: EvidenceRow[], key: OutcomeKey): EvidenceRow[] =>
  rows.filter((row) => row[key]);

test("each plot holds the results of the knowledge base, at their places on the scale", async ({
  app,
  page,
}) => {
  const { evidence } = knowledge();
  for (const key of outcomes) {
    await page.goto(`${app.address}evidence.html?show=all&outcome=${key}`);
    await app.engine.see(`.forest[data-outcome=${key}]`);
    const lines = await drawn(page);
    const rows = reported(evidence, key);
    expect(lines.map(({ row }) => row).sort()).toEqual(
      rows.map(({ id }) => id).sort(),
    );
    for (const line of lines) {
      const row = rows.find(({ id }) => id === line.row)!;
      const outcome = row[key] as Outcome;
      expect(line, line.row).toMatchObject({
        value: outcome.value,
        low: outcome.low,
        high: outcome.high,
        comparator: outcome.comparator_value,
        n: row.n,
      });
      if (outcome.value === null) {
        expect(line.at.value, line.row).toBeNull();
        expect(line.text).toMatch(/not (reported|reached)/);
        continue;
      }
      expect(line.text).toContain(String(outcome.value));
      expect(line.at.value, line.row).toBeCloseTo(outcome.value, 1);
      if (outcome.comparator_value !== null)
        expect(line.at.comparator).toBeCloseTo(outcome.comparator_value, 1);
      else expect(line.at.comparator).toBeNull();
      const ends = [outcome.low, outcome.high];
      if (outcome.low === null && outcome.high === null)
        expect(line.at.ends).toEqual([]);
      else
        ends.forEach((end, index) => {
          if (end !== null) expect(line.at.ends[index]).toBeCloseTo(end, 1);
        });
    }
  }
});

test("the area of a mark goes with the number of patients", async ({
  app,
  page,
}) => {
  await page.goto(`${app.address}evidence.html?show=all&outcome=orr`);
  await app.engine.see(".forest");
  const marks = await page.$$eval(".forest__lane:has(.forest__mark)", (lanes) =>
    lanes.map((lane) => ({
      n: Number((lane as SVGElement).dataset["n"] ?? 0),
      side: Number(
        lane.querySelector(".forest__mark rect")?.getAttribute("width") ?? 0,
      ),
    })),
  );
  expect(marks.some(({ n, side }) => !n && !side)).toBe(true); // an open diamond
  const known = marks.filter(({ n }) => n).sort((a, b) => a.n - b.n);
  expect(known.length).toBeGreaterThan(10);
  for (const [index, mark] of known.entries()) {
    expect(mark.side).toBeGreaterThanOrEqual(6);
    if (index) expect(mark.side).toBeGreaterThanOrEqual(known[index - 1]!.side);
    if (mark.side > 6 && mark.side < 20)
      expect(mark.side ** 2 / mark.n).toBeCloseTo(2.25, 6);
  }
});

test("the effects table is the twin of the plot", async ({ app, page }) => {
  await page.goto(`${app.address}evidence.html?show=all&outcome=pfs`);
  await app.engine.see(".effects");
  expect(await app.engine.texts(".effects thead th")).toEqual([
    "Effect",
    "Unit",
    "Treatment",
    "Comparator",
    "Uncertainty",
    "Source",
  ]);
  const plotted = (await drawn(page)).map(({ row }) => row);
  const rows = await page.$$eval(".effects tr[data-row]", (all) =>
    all.map((row) => (row as HTMLElement).dataset["row"]),
  );
  expect(rows).toEqual(plotted);
  const { evidence } = knowledge();
  for (const row of reported(evidence, "pfs")) {
    const text = await page
      .locator(`.effects tr[data-row="${row.id}"]`)
      .innerText();
    const outcome = row["pfs"] as Outcome;
    expect(text).toContain(row.locator);
    expect(text).not.toContain("[object");
    expect(text).toContain(
      outcome.value === null ? "not re" : `${outcome.value} months`,
    );
    if (outcome.comparator_value !== null)
      expect(text).toContain(`${outcome.comparator_value} months`);
    expect(text).toContain(
      row.n ? `${row.n} patients` : "umber of patients not reported",
    );
  }
});

test("the evidence page has an address of its own and works with the network off", async ({
  app,
  page,
}) => {
  await app.kept();
  await app.offline();
  await page.goto(
    `${app.address}evidence.html?show=all&option=lenvatinib&outcome=pfs&design=prospective`,
  );
  await app.engine.see(".forest");
  expect(await page.title()).toBe("Evidence · Nextline");
  const { evidence } = knowledge();
  const wanted = evidence.filter(
    (row) =>
      row.options.includes("lenvatinib") &&
      row.design === "prospective" &&
      row["pfs"],
  );
  expect((await drawn(page)).map(({ row }) => row).sort()).toEqual(
    wanted.map(({ id }) => id).sort(),
  );
  // A filter changes the address, and back from another page leads to it again.
  await page.selectOption("[name=design]", "");
  await expect.poll(() => page.url()).not.toContain("design=");
  const all = evidence.filter(
    (row) => row.options.includes("lenvatinib") && row["pfs"],
  );
  await expect.poll(async () => (await drawn(page)).length).toBe(all.length);
  await page.fill("[name=q]", "korea");
  await expect
    .poll(async () => (await drawn(page)).length)
    .toBeLessThan(all.length);
  await app.page("trials");
  await page.goBack();
  await app.engine.see(".forest");
  expect(await app.engine.value("[name=q]")).toBe("korea");
  expect(await app.engine.value("[name=option]")).toBe("lenvatinib");
  await page.fill("[name=q]", "no such study");
  await expect
    .poll(() => app.engine.texts(".page-evidence [role=status]"))
    .toEqual([expect.stringMatching(/^0 of/)]);
});

test("the patient is still there behind the pages, and the own setting stands first", async ({
  app,
  page,
}) => {
  await app.given(afterAtezolizumabBevacizumab);
  await app.ranked();
  const line = await app.patientLine();
  await app.page("evidence");
  await app.engine.see(".forest");
  expect((await app.engine.texts(".page__patient")).join()).toContain(line);
  const own = await page.$$eval(".forest__group[data-own]", (groups) =>
    groups.map((group) => (group as HTMLElement).dataset["key"]),
  );
  const { settings } = assess(patient).patient;
  expect(settings).toContain("after:atezolizumab_bevacizumab");
  const { evidence } = knowledge();
  expect([...own].sort()).toEqual(
    settings
      .filter((setting) =>
        evidence.some((row) => row["os"] && row.setting === setting),
      )
      .sort(),
  );
  expect(
    await app.engine.attribute(".forest__group", "data-own"),
  ).not.toBeNull();
  await app.engine.click('.pages a[href="./"]');
  expect(await app.patientLine()).toBe(line);
  expect(await app.typed("bilirubin")).toBe("1.1");
});

test("one screen first: the setting next to the question stands open, every other one with its count, and what is opened stays so", async ({
  app,
  page,
}) => {
  await page.goto(`${app.address}evidence.html`);
  await app.engine.see(".forest");
  const { evidence } = knowledge();
  const settings = new Set(
    evidence.filter((row) => row["os"]).map(({ setting }) => setting),
  );
  const folded = page.locator(".forest__group--fold");
  expect(await folded.count()).toBe(settings.size - 1);
  expect(await page.locator(".forest__axis").count()).toBe(1);
  const counts = await folded.locator(".forest__count").allInnerTexts();
  await folded.first().locator("summary").click();
  await expect(folded.first().locator(".forest__line")).toHaveCount(
    Number(counts[0]),
  );
  await page.click(".page-evidence__table > summary");
  await expect(page.locator(".effects tr[data-row]")).toHaveCount(
    reported(evidence, "os").length,
  );
  await expect(folded.first()).toHaveAttribute("open", "");
  // The lanes under a fold lie where those above it do.
  const x = (selector: string): Promise<number> =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => element.getBoundingClientRect().x);
  expect(await x(".forest__group--fold .forest__axis")).toBeCloseTo(
    await x(".forest__group--fold .forest__lane"),
    0,
  );
  for (const [id, most] of [
    ["evidence", 3000],
    ["trials", 3000],
  ] as const) {
    await page.goto(`${app.address}${id}.html`);
    await app.engine.see("#page[data-state=''] .page__body .panel");
    expect(
      await page.evaluate(() => document.documentElement.scrollHeight),
      id,
    ).toBeLessThan(most);
  }
});

test("what no study reports is said", async ({ app, page }) => {
  await page.goto(`${app.address}evidence.html?outcome=ttp&option=lenvatinib`);
  await expect
    .poll(() => app.engine.texts(".page-evidence__silent"))
    .toEqual([expect.stringContaining("Lenvatinib")]);
});

test("the algorithms are drawn from the data, without a patient too", async ({
  app,
  page,
}) => {
  await page.goto(`${app.address}algorithms.html`);
  await app.engine.see(".flow");
  for (const pathway of knowledge().pathways) {
    const flow = page.locator(`.flow[data-pathway="${pathway.id}"]`);
    expect(
      await flow
        .locator("> .flow__step")
        .evaluateAll((steps) =>
          steps.map((step) => (step as HTMLElement).dataset["key"]),
        ),
    ).toEqual(["applies", ...pathway.steps.map(({ id }) => id)]);
    expect(await flow.locator(".flow__said").count()).toBe(
      pathway.steps.reduce(
        (sum, { yes = [], no = [] }) => sum + yes.length + no.length,
        0,
      ),
    );
    expect(await flow.locator(".flow__answer").count()).toBe(0);
  }
});

test("the guideline is drawn first, and a table says what was read of guidelines and which were not", async ({
  app,
  page,
}) => {
  await page.goto(`${app.address}algorithms.html`);
  await app.engine.see(".flow");
  expect(await page.locator(".flow").first().getAttribute("data-pathway")).toBe(
    "asco2024",
  );
  const rows = page.locator(".guidelines tbody tr");
  expect(
    await rows.evaluateAll((all) =>
      all.map((row) => [
        (row as HTMLElement).dataset["key"],
        (row as HTMLElement).dataset["mark"],
      ]),
    ),
  ).toEqual([
    ["asco2024", "V"],
    ["china_nhc", "V2"],
    ["pdq2025", "V"],
  ]);
  expect(await rows.nth(1).innerText()).toContain("read second-hand");
  const unread = await page.locator(".guidelines__unread").innerText();
  for (const name of [
    "EASL",
    "ESMO",
    "AASLD",
    "NCCN",
    "JSH",
    "APASL",
    "KLCA-NCC",
    "BCLC",
  ])
    expect(unread).toContain(name);
  expect(unread).toContain("Nothing is said here");
});

test("the patient's way is lit as the core walks it", async ({ app, page }) => {
  await app.given(afterAtezolizumabBevacizumab);
  await app.ranked();
  await app.page("algorithms");
  await app.engine.see(".flow");
  const words = new Map([
    [true, "yes"],
    [false, "no"],
    [null, "open"],
  ]);
  for (const { id, steps } of assess(patient).pathways) {
    const flow = page.locator(`.flow[data-pathway="${id}"]`);
    for (const step of steps) {
      const item = flow.locator(`> [data-key="${step.id}"]`);
      expect(await item.getAttribute("data-answer"), `${id} ${step.id}`).toBe(
        words.get(step.answer),
      );
      // The value behind an answer stands on the question.
      if (step.answer !== null && step.id !== "multidisciplinary")
        expect(
          await item.locator(".flow__question summary").innerText(),
        ).toMatch(/Yes|No/);
      if (step.answer !== null)
        expect(
          (await item.locator('.flow__said[data-state="on"]').count()) > 0,
          `${id} ${step.id}`,
        ).toBe((step.said ?? []).length > 0);
      else {
        expect(
          await item
            .locator('.flow__said:not([data-state="possible"])')
            .count(),
        ).toBe(0);
        expect(await item.locator(".flow__needs a").count()).toBe(
          step.needs.length,
        );
      }
    }
  }
});

test("an open question says what would settle it and leads there", async ({
  app,
  page,
}) => {
  const { locally_treatable, other_sites_controlled, ...known } =
    afterAtezolizumabBevacizumab;
  expect([locally_treatable, other_sites_controlled]).toEqual([false, false]);
  await app.given({ ...known, progressing_lesions: 2 });
  await app.page("algorithms");
  const open = '.flow[data-pathway="hwang2023"] [data-key="oligoprogression"]';
  await app.engine.see(`${open} .flow__needs a`);
  expect(await app.engine.attribute(open, "data-answer")).toBe("open");
  expect(
    (await app.engine.texts(`${open} .flow__branch--yes`)).join(),
  ).toContain("Local therapy");
  await app.engine.click(`${open} .flow__needs a`);
  expect(await page.locator("html").getAttribute("data-page")).toBeNull();
  await expect(page.locator("#field-other_sites_controlled")).toBeInViewport();
});

test("the matrix shows what each algorithm says, and a disagreement is explained by quote", async ({
  app,
  page,
}) => {
  await app.given({ ...afterAtezolizumabBevacizumab, afp: 650 });
  await app.section("pathways");
  await app.engine.see("#pathways .agreement");
  const core = assess(
    JSON.stringify({ ...afterAtezolizumabBevacizumab, afp: 650 }),
  );
  const spoken = core.options.filter(
    ({ pathways }) => Object.keys(pathways).length,
  );
  const cells = await page.$$eval("#pathways .agreement tbody tr", (rows) =>
    rows.map((row) => [
      (row as HTMLElement).dataset["key"],
      ...[...row.querySelectorAll(".says")].map(
        (cell) => (cell as HTMLElement).dataset["says"],
      ),
    ]),
  );
  const ids = core.pathways.map(({ id }) => id);
  expect(cells).toEqual(
    spoken.map(({ id, pathways }) => [
      id,
      ...ids.map((pathway) => pathways[pathway] ?? "silent"),
    ]),
  );
  // Ramucirumab with a high AFP after bevacizumab: one favours it, one does not.
  expect(await app.engine.texts("#pathways tr[data-disputed] th a")).toContain(
    "Ramucirumab",
  );
  await app.engine.click("#pathways tr[data-key=ramucirumab] a");
  await app.engine.see("#why-ramucirumab");
  const why = (await app.engine.texts("#why-ramucirumab")).join();
  expect(why).toContain("unlikely to be");
  expect(why).toContain("Hwang 2023");
});

test("an algorithm is walked with the keyboard", async ({ app, page }) => {
  await app.press("example");
  await app.ranked();
  await app.page("algorithms");
  await app.engine.see(".flow");
  const here = (): Promise<string> =>
    app.engine.run(
      "(() => { const e = document.activeElement; return [e.closest('.flow')?.dataset.pathway, e.closest('.flow__step')?.dataset.key, e.closest('.flow__said') ? 'said' : 'question'].join(' '); })()",
    );
  await page.locator(".flow__question > summary").first().focus();
  const { pathways } = knowledge();
  const [top, next] = pathways;
  expect(await here()).toBe(`${top!.id} applies question`);
  await page.keyboard.press("ArrowDown");
  expect(await here()).toBe(`${top!.id} ${top!.steps[0]!.id} question`);
  await page.keyboard.press("ArrowRight");
  expect(await here()).toBe(`${top!.id} ${top!.steps[0]!.id} said`);
  await page.keyboard.press("Enter");
  await expect(page.locator(".flow__said details[open]").first()).toBeVisible();
  await page.keyboard.press("ArrowLeft");
  expect(await here()).toBe(`${top!.id} ${top!.steps[0]!.id} question`);
  await page.keyboard.press("End");
  expect(await here()).toBe(
    `${top!.id} ${top!.steps[top!.steps.length - 1]!.id} question`,
  );
  await page.keyboard.press("ArrowDown"); // the last one: nothing happens
  expect(await here()).toContain(top!.steps[top!.steps.length - 1]!.id);
  await page.keyboard.press("PageDown");
  expect(await here()).toBe(`${next!.id} applies question`);
  await page.keyboard.press("ArrowUp");
  expect(await here()).toBe(`${next!.id} applies question`);
});

test("every trial stands on its page with its fit and the date of its listing", async ({
  app,
  page,
}) => {
  await app.given(afterAtezolizumabBevacizumab);
  await app.ranked();
  await app.page("trials");
  await app.engine.see(".trial-card");
  const { trials } = knowledge();
  const verdicts = new Map(
    assess(patient).trials.map(({ id, verdict }) => [id, verdict]),
  );
  for (const { id, label, second_line } of trials) {
    const card = page.locator(`.trial-card#${id}`);
    expect(await card.innerText()).toContain(label);
    expect(await card.innerText()).toMatch(
      /[Rr]ecruitment (open|closed|unknown) as of 20\d\d\S* \((this month|\d+ (months?|years) ago)\)/,
    );
    const badge = card.locator(".badge");
    if (second_line)
      expect(await badge.getAttribute("data-verdict")).toBe(verdicts.get(id));
    else expect(await badge.count()).toBe(0);
  }
  await page.selectOption("[name=status]", "closed");
  await expect
    .poll(() => page.locator(".trial-card").count())
    .toBeLessThan(trials.length);
  expect(await app.engine.texts(".trial-card h3")).toContain("IMbrave251");
  // One that is searched for stands open, with each criterion judged.
  await page.selectOption("[name=status]", "");
  await page.fill("[name=q]", "IMbrave251");
  await expect(page.locator(".trial-card")).toHaveCount(1);
  const [trial] = assess(patient).trials.filter(({ id }) =>
    trials.some((one) => one.id === id && one.label === "IMbrave251"),
  );
  // What does not apply is behind a fold.
  await page.click(".trial-card .criteria__rest > summary");
  await expect(page.locator(".trial-card .criterion")).toHaveCount(
    trial!.criteria.length,
  );
});

test("every publication stands once, with what rests on it", async ({
  app,
  page,
}) => {
  await page.goto(`${app.address}sources.html`);
  await app.engine.see(".source");
  const { sources, evidence } = knowledge();
  expect(
    await page.$$eval(".source", (all) => all.map((one) => one.id)),
  ).toEqual(sources.map(({ id }) => `source-${id}`));
  await page.$$eval(".source details", (all) =>
    all.forEach((one) => ((one as HTMLDetailsElement).open = true)),
  );
  const rowsOf = (id: string): string[] =>
    evidence.filter(({ source }) => source === id).map((row) => row.id);
  const drawn = (): Promise<{ rels: string[]; rows: string[] }[]> =>
    page.$$eval(".source", (all) =>
      all.map((one) => ({
        rels: [
          ...one.querySelectorAll<HTMLAnchorElement>(
            'a[href^="https://doi.org/"]',
          ),
        ].map(({ rel }) => rel),
        rows: [...one.querySelectorAll<HTMLElement>("[data-evidence]")].map(
          ({ dataset }) => dataset["evidence"] ?? "",
        ),
      })),
    );
  await expect
    .poll(async () => (await drawn()).map(({ rows }) => rows.length > 0))
    .toEqual(sources.map(({ id }) => rowsOf(id).length > 0));
  for (const [place, { rels, rows }] of (await drawn()).entries()) {
    const { id, doi } = sources[place]!;
    expect(rels, id).toEqual(
      doi ? [expect.stringContaining("noreferrer")] : [],
    );
    // Rows of the same regimen and outcomes stand there once.
    expect(rowsOf(id)).toEqual(expect.arrayContaining(rows));
  }
  expect((await app.engine.texts("#changes dt"))[0]).toMatch(/^20\d\d-/);
  await app.engine.click("#source-chon2024 [data-evidence]");
  await app.engine.see("#row-sheet");
});

for (const id of pageIds) {
  test(`axe finds nothing: ${id}, with a patient and a sheet open`, async ({
    app,
    page,
  }) => {
    await app.press("example");
    await app.ranked();
    await app.page(id);
    await app.engine.see("#page[data-state=''] .page__body");
    // One option stands for all: the same elements hundreds of times take axe minutes.
    if (id === "evidence") {
      await page.selectOption("[name=option]", "lenvatinib");
      await page.selectOption("[name=outcome]", "all");
    }
    for (const summary of await page
      .locator("#page summary:visible")
      .all()
      .then((all) => all.slice(0, 6)))
      await summary.click();
    expect(await violations(page)).toEqual([]);
    if (id === "evidence") {
      await app.engine.click("[data-evidence]");
      await app.engine.see("#row-sheet");
      expect(await violations(page)).toEqual([]);
    }
  });
}

for (const [name, width, height] of [
  ["a phone", 390, 844],
  ["a small phone, or 400 % zoom on a desktop", 320, 640],
  ["a ward computer", 1280, 900],
] as const) {
  test(`no page has to be scrolled sideways: ${name}`, async ({
    app,
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await app.press("example");
    await app.ranked();
    for (const id of pageIds) {
      await app.page(id);
      await app.engine.see("#page[data-state=''] .page__body");
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth),
        id,
      ).toBeLessThanOrEqual(width);
    }
  });
}

test("a page prints without the controls of the screen", async ({
  app,
  page,
}) => {
  await app.press("example");
  await app.ranked();
  await app.page("evidence");
  await page.selectOption("[name=show]", "all");
  await app.engine.see(".effects");
  await page.emulateMedia({ media: "print" });
  expect(await app.engine.visible(".forest")).toBe(true);
  expect(await app.engine.visible(".effects")).toBe(true);
  expect(await app.engine.visible(".filters")).toBe(false);
  expect(await app.engine.visible(".top")).toBe(false);
  expect(await app.engine.visible(".print-sheet")).toBe(false);
  // On the patient's page the sheet for the tumour board is what prints.
  await page.emulateMedia({ media: "screen" });
  await app.engine.run("history.back()");
  await app.engine.see("html:not([data-page])");
  await app.kept();
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await expect.poll(() => app.engine.visible(".print-sheet")).toBe(true);
});

test("about says what this is for and what not, works the example out, and checks the scores in the reader's browser", async ({
  app,
  page,
}) => {
  await page.goto(`${app.address}about.html`);
  await app.engine.see("#page[data-state=''] .page__body");
  const text = await page.locator("#page").innerText();
  for (const part of [
    "no certified medical device",
    "does not decide",
    "switch the network off",
    "knowledge",
  ])
    expect(text).toContain(part);
  // Why of the example's first options one stands above the next: the core's own words.
  const order = await page.locator(".about__order li").allInnerTexts();
  expect(order.length).toBeGreaterThan(2);
  expect(order[0]).toMatch(/above .+: .+/);
  await page.click(".about__run > summary");
  await expect(page.locator(".about__verdict")).toHaveText(
    /^All \d+ came out right in this browser\.$/,
  );
  const rows = page.locator(".about__check tbody tr");
  expect(await rows.count()).toBeGreaterThan(25);
  await expect(
    page.locator(".about__check tbody tr[data-right=false]"),
  ).toHaveCount(0);
  await expect(rows.first()).toContainText("Child-Pugh");
  await expect(rows.first()).toContainText("7, grade B");
});
