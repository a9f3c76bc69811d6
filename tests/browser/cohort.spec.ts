// SPDX-License-Identifier: Apache-2.0
// Many patients in the page: a table in, its columns looked at, every row judged in a worker, results out; the same bytes as the
// command gives.
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { header, rows } from "../support/clinic.mjs";
import { violations } from "./axe";
import { expect, test } from "./fixtures";
import { natively } from "./native";

async function give(
  page: Page,
  content: string | Buffer,
  name = "clinic.csv",
): Promise<void> {
  await page.setInputFiles("[data-cohort-file=table]", {
    name,
    mimeType: "text/csv",
    buffer: Buffer.from(content),
  });
}

async function saved(page: Page, action: string): Promise<[string, string]> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator(`[data-cohort=${action}]:visible`).first().click(),
  ]);
  return [
    download.suggestedFilename(),
    readFileSync(await download.path(), "utf8"),
  ];
}

const judged = (page: Page): Promise<void> =>
  page.locator("#cohort-summary").waitFor();

test.beforeEach(async ({ app }) => {
  await app.page("cohort");
  await app.engine.see("#cohort-file");
});

test("a clinic's table: looked at, judged, saved as the command would write it, with its errors and its summary", async ({
  page,
}) => {
  const table = header + rows(900).replace(/p77,.*/, "p77,12,,,,");
  await give(page, table);
  await expect(page.locator("#cohort-columns h3").last()).toHaveText(
    "The first 10 rows as they come out",
  );
  await page.click("[data-cohort=run]");
  await judged(page);
  await expect(page.locator(".cohort__counts")).toHaveText(
    /^900 rows, 1 with errors, 0 not readable, in \d+ s\.$/,
  );
  expect(await saved(page, "save-results")).toEqual([
    "clinic-nextline.csv",
    natively(table),
  ]);
  const [, errors] = await saved(page, "save-errors");
  expect(errors.split("\n")[1]).toMatch(/^77,age,/);
  const [, summary] = await saved(page, "save-summary");
  expect(JSON.parse(summary)).toMatchObject({ rows: 900, with_errors: 1 });
  // Every option that leads a row leads as many in the table on the screen.
  const led = natively(table)
    .split("\n")
    .slice(1, -1)
    .filter((line) => line.includes(",cabozantinib,")).length;
  expect(led).toBeGreaterThan(0);
  const shown = await page
    .locator("[aria-label='First options'] tbody tr")
    .evaluateAll((all) =>
      all.reduce(
        (sum, row) =>
          sum + Number((row as HTMLTableRowElement).cells[2]!.textContent),
        0,
      ),
    );
  expect(shown).toBe(900);
});

test("a table longer than the screen is looked at 200 rows at a time, and any row opens as a patient", async ({
  app,
  page,
}) => {
  const table = header + rows(7000);
  await give(page, table);
  await page.click("[data-cohort=run]");
  await judged(page);
  const place = page.locator("#cohort-rows");
  await expect(place.locator("h2")).toHaveText("Rows 1 to 200 of 7 000");
  expect(await place.locator("tbody tr").count()).toBe(200);
  await page.fill("[data-cohort-go]", "6950");
  await page.press("[data-cohort-go]", "Enter");
  await expect(place.locator("h2")).toHaveText("Rows 6 950 to 7 000 of 7 000");
  const lines = natively(table).split("\n");
  expect(
    (
      await place.locator("tbody tr").first().locator("td").allTextContents()
    ).slice(1, 4),
  ).toEqual(lines[6950]!.split(",").slice(0, 3));
  await page.click("[data-cohort=before]");
  await expect(place.locator("h2")).toHaveText("Rows 6 750 to 6 949 of 7 000");
  await page.click("[data-row='6800']");
  await app.ranked();
  const [, , , first] = natively(table, [
    "--columns",
    "child_pugh,row,first_option",
  ])
    .split("\n")[6800]!
    .split(",");
  expect(
    await page.locator(".compare__row").first().getAttribute("data-key"),
  ).toBe(first);
  expect(await app.engine.visible("#patient")).toBe(true);
});

test("foreign columns are proposed, codes and mixed units are asked for, and the answers are a map that the command takes", async ({
  page,
}) => {
  const table = `Pat;Asc;Plt;Bili;Alb (g/L);ECOG\n${[
    150000, 90, 120000, 80, 99, 140000, 130000,
  ]
    .map((plt, at) => `${at};${(at % 3) + 1};${plt};20;38,5;${at % 3}`)
    .join("\n")}\n`;
  await give(page, table);
  const column = (name: string) =>
    page.locator(".map__column", {
      has: page.getByRole("heading", { name, exact: true }),
    });
  await expect(column("Plt")).toHaveAttribute("data-state", "unused");
  await column("Plt")
    .getByRole("button", { name: /^Is it Platelet/ })
    .click();
  await expect(column("Plt")).toContainText("look like");
  await column("Plt").locator(".map__size > summary").click();
  await column("Plt").locator("[data-size=from]").fill("1000");
  await column("Plt").locator("[data-size=unit]").selectOption("/uL");
  await column("Plt").locator("[data-size=below]").selectOption("10*9/L");
  // Drawn anew in between, the answers stay.
  await page.locator("[data-key=cohort-options] > summary").click();
  await expect(column("Plt").locator("[data-size=unit]")).toHaveValue("/uL");
  await column("Plt").getByRole("button", { name: "Read it so" }).click();
  await expect(column("Plt")).toHaveAttribute("data-state", "used");
  await column("Asc")
    .getByRole("button", { name: /^Is it Ascites/ })
    .click();
  await column("Asc").locator("[data-code='1']").selectOption('"none"');
  await column("Asc").locator("[data-code='2']").selectOption('"mild"');
  await column("Asc").locator("[data-code='3']").selectOption("missing");
  await expect(column("Asc")).toHaveAttribute("data-state", "used");
  await column("Bili").getByRole("button").first().click();
  await column("Bili").getByLabel(/^In/).selectOption("umol/L");
  await expect(column("Bili")).toHaveAttribute("data-state", "used");
  await page.click("[data-cohort=run]");
  await judged(page);
  const [name, map] = await saved(page, "save-map");
  expect(name).toBe("clinic-columns.json");
  const file = join(mkdtempSync(join(tmpdir(), "nextline-")), "map.json");
  writeFileSync(file, map);
  const [, results] = await saved(page, "save-results");
  expect(results).toBe(natively(table, ["--map", file]));
  expect(results).toContain(",A5..C11,");
  // Opened again beside the same table, the map answers everything.
  await page.click("[data-cohort=clear]");
  await give(page, table);
  await page.setInputFiles("[data-cohort-file=map]", file);
  await expect(column("Plt")).toHaveAttribute("data-state", "used");
  await page.click("[data-cohort=run]");
  await judged(page);
  expect((await saved(page, "save-results"))[1]).toBe(results);
});

test("what is no table is refused with one sentence, and what ends too early keeps what came before", async ({
  page,
}) => {
  const said = page.locator("#page :is(.cohort__error, .missed)");
  for (const [content, sentence] of [
    ["", /^The file is empty/],
    [
      "PK\u0003\u0004\u0014\u0000\u0006\u0000",
      /^The file is a workbook or an archive/,
    ],
    ["name,colour\na,red\n", /^No column is a field/],
    [Buffer.from([0, 1, 2, 3, 0, 255, 254, 0, 7, 8, 9, 0]), /./],
  ] as const) {
    await give(page, Buffer.from(content));
    await expect(said).toHaveText(sentence);
    await expect(page.locator("[data-cohort=run]")).toHaveCount(0);
    await page.click("[data-cohort=clear]");
  }
  const table = header + rows(4000);
  const packed = gzipSync(table);
  await give(page, packed, "clinic.csv.gz");
  await page.click("[data-cohort=run]");
  await judged(page);
  expect((await saved(page, "save-results"))[1]).toBe(natively(table));
  await page.click("[data-cohort=clear]");
  await give(page, packed.subarray(0, packed.length / 2), "half.csv.gz");
  await page.click("[data-cohort=run]");
  await judged(page);
  await expect(said).toHaveText(/ends too early: what came before was read/);
  const [name, half] = await saved(page, "save-results");
  expect(name).toBe("half-nextline-partial.csv");
  // Its last row may have been cut.
  const lines = half.trimEnd().split("\n").slice(0, -1);
  expect(lines.length).toBeGreaterThan(500);
  expect(natively(table).startsWith(lines.join("\n"))).toBe(true);
});

test("a run that is stopped keeps what it has; the patient page stays quick beside it, with the network off", async ({
  app,
  page,
}) => {
  await app.kept();
  await app.offline();
  const table = header + rows(4000).repeat(40);
  await give(page, table);
  await page.click("[data-cohort=run]");
  await expect(page.locator(".cohort__progress")).toContainText(
    /a second, about/,
  );
  await expect(page.locator("#cohort-rows h2")).toContainText(
    "Rows 1 to 200 of",
  );
  await page.click("[data-cohort=stop]");
  await judged(page);
  await expect(page.locator(".cohort__counts")).toContainText(
    "Stopped before the end",
  );
  const asksBeforeLeaving = (): Promise<boolean> =>
    page.evaluate(
      () => !dispatchEvent(new Event("beforeunload", { cancelable: true })),
    );
  expect(await asksBeforeLeaving()).toBe(true);
  const [name, results] = await saved(page, "save-results");
  await expect.poll(asksBeforeLeaving, "it is saved").toBe(false);
  expect(name).toBe("clinic-nextline-partial.csv");
  const count = results.split("\n").length - 2;
  const shown = await page.locator(".cohort__counts").innerText();
  expect(shown.replaceAll(" ", "")).toContain(`:${count}rows`);
});

/** How many workers the page has begun. */
const countWorkers = (page: Page, cores: number): Promise<unknown> =>
  page.addInitScript((cores) => {
    Object.defineProperty(navigator, "hardwareConcurrency", { value: cores });
    const began: Worker[] = [];
    Object.assign(window, { began });
    window.Worker = class extends Worker {
      constructor(address: string | URL, options?: WorkerOptions) {
        super(address, options);
        began.push(this);
      }
    };
  }, cores);

test("a long table is judged by several workers at once, packed or not: the same rows, errors and summary, in order", async ({
  app,
  page,
}) => {
  await countWorkers(page, 8);
  await app.reload();
  await app.page("cohort");
  const table = header + rows(30000).replace(/p20077,.*/, "p20077,12,,,,");
  const file = join(mkdtempSync(join(tmpdir(), "nextline-")), "summary.json");
  const native = natively(table, ["--summary", file]);
  for (const [content, name] of [
    [Buffer.from(table), "clinic.csv"],
    [gzipSync(table), "clinic.csv.gz"],
  ] as const) {
    await give(page, content, name);
    await page.click("[data-cohort=run]");
    await judged(page);
    expect(
      (await saved(page, "save-results"))[1] === native,
      "the rows of the command",
    ).toBe(true);
    expect((await saved(page, "save-errors"))[1]).toContain("\n20077,age,");
    expect((await saved(page, "save-summary"))[1]).toBe(
      readFileSync(file, "utf8"),
    );
    await page.click("[data-cohort=clear]");
  }
  // Four that judge and one that shows rows, and the one of the patient's page, at the most.
  const began = await page.evaluate(
    () => (window as unknown as { began: Worker[] }).began.length,
  );
  expect(began).toBeGreaterThan(4);
  expect(began).toBeLessThanOrEqual(6);
});

test("where a worker is lost the rows before it are kept, it is said, and the table can be judged again", async ({
  app,
  page,
}) => {
  await countWorkers(page, 4);
  await app.reload();
  await app.page("cohort");
  const table = header + rows(4000).repeat(8);
  await give(page, table);
  await page.click("[data-cohort=run]");
  await expect(page.locator("#cohort-rows h2")).toContainText("Rows 1 to 200");
  await page.evaluate(() => {
    for (const worker of (window as unknown as { began: Worker[] }).began)
      worker.dispatchEvent(new Event("error"));
  });
  await expect(page.locator("#page .missed")).toContainText("broke down");
  const [name, kept] = await saved(page, "save-results");
  expect(name).toBe("clinic-nextline-partial.csv");
  expect(natively(table).startsWith(kept), "rows in order, none left out").toBe(
    true,
  );
  await page.click("[data-cohort=again]");
  await judged(page);
  await expect(page.locator(".cohort__counts")).toContainText("32 000 rows");
});

test("a table is pasted as a spreadsheet copies it; nothing of it is stored or sent", async ({
  page,
}) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.locator("[data-cohort-paste]").evaluate((area) => {
    const data = new DataTransfer();
    data.setData("text/plain", "name\tecog\tascites\nSecret Name\t1\tnone\n");
    area.dispatchEvent(
      new ClipboardEvent("paste", {
        clipboardData: data,
        bubbles: true,
        cancelable: true,
      }),
    );
  });
  await page.click("[data-cohort=run]");
  await judged(page);
  await expect(page.locator("#cohort-rows tbody tr")).toContainText(
    "Secret Name",
  );
  expect(
    asked.filter((url) => !url.startsWith(new URL(page.url()).origin)),
  ).toEqual([]);
  expect(asked.join()).not.toContain("Secret");
  const stored = await page.evaluate(async () => {
    const caught: string[] = [];
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys())
        caught.push(url);
    return JSON.stringify([
      caught,
      { ...localStorage },
      { ...sessionStorage },
      history.state,
      location.href,
    ]);
  });
  expect(stored).not.toContain("Secret");
});

for (const width of [320, 1280])
  test(`axe finds nothing on many patients, and nothing is scrolled sideways: ${width} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    const narrow = async (): Promise<void> =>
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth),
      ).toBeLessThanOrEqual(width);
    await narrow();
    await give(
      page,
      `Asc,Plt,albumin[g/L],dialysis,given\n${"1,150000,38,2,lenvatinib\nx,90,3,1,\n".repeat(20)}`,
    );
    await page.locator(".map__column").first().waitFor();
    await narrow();
    expect(await violations(page)).toEqual([]);
    await page.click("[data-cohort=run]");
    await judged(page);
    await narrow();
    expect(await violations(page)).toEqual([]);
  });
