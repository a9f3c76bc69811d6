// SPDX-License-Identifier: Apache-2.0
import { caseFiles, patientOf } from "./cases";
import { copied } from "./copied";
import { afterAtezolizumabBevacizumab, typical } from "./driver";
import { expect, test } from "./fixtures";
import { pageIds } from "../../site/src/router";
import { sheets } from "./pdf";

test("copied text holds entries with units, scores, order, reasons, versions and limits", async ({
  app,
  page,
}) => {
  await app.given(afterAtezolizumabBevacizumab);
  await app.enter({ bilirubin: { value: "18,8", unit: "umol/L" } });
  await expect.poll(() => app.score("child_pugh")).toBe("A5");
  const text = await copied(app, page);
  expect(text).toContain("Total bilirubin: 18.8 µmol/L");
  expect(text).toContain("Albumin: 3.9 g/dL");
  expect(text).toContain("Body weight: 72 kg");
  expect(text).toContain("Child-Pugh: A5");
  expect(text).toMatch(
    /\n1\. Lenvatinib: Suitable so far · \d+ safety checks? open/,
  );
  expect(text).toMatch(/\n {4}(For|Against): /);
  expect(text).toContain("BEFORE YOU SWITCH");
  expect(text).toContain("No label names use after immunotherapy");
  expect(text).toMatch(
    /nextline \d+\.\d+\.\d+, knowledge \d{4}-\d{2}-\d{2} \([0-9a-f]{8,}/,
  );
  expect(text).not.toContain("EXAMPLE");
  expect(text).not.toMatch(/undefined|null|\[object/);
  await app.press("example");
  await expect.poll(() => app.engine.visible(".example-mark")).toBe(true);
  await app.press("copy");
  await expect
    .poll(() => app.engine.run<string>("navigator.clipboard.readText()"))
    .toContain("EXAMPLE PATIENT, NOT A REAL PERSON");
});

test("the short text is at most 900 characters, with the entries in both unit systems, the order and its versions", async ({
  app,
  page,
}) => {
  await page.clock.setFixedTime(new Date(2026, 10, 28, 14, 5));
  await app.given(typical);
  await app.ranked();
  const text = await copied(app, page, "copy");
  expect(text.length, text).toBeLessThanOrEqual(900);
  expect(text).toMatch(
    /^HCC after atezolizumab \+ bevacizumab · Nextline \d+\.\d+\.\d+, knowledge \d{4}-\d{2}-\d{2} \([0-9a-f]{8}\), not reviewed by a clinician · 28 Nov 2026 14:05\n/,
  );
  for (const part of [
    "67 y, male, 72 kg, ECOG 1.",
    "7 months, stable disease, stopped for progression, 7 progressing lesions, 2 organs, new",
    "AFP 650 ng/mL",
    "Bilirubin 1.4 mg/dL (24 µmol/L), albumin 34 g/L, INR 1.2, no ascites, no encephalopathy, varices low risk, or treated, platelets 110",
    "creatinine 1 mg/dL (88 µmol/L)",
    "Child-Pugh A6",
    // What the safety checks of the first options wait for, as far as there is room.
    "ALBI −1.98 (2b), BCLC C. Open: regimens not tolerated, sites of metastases and 2 more.",
    "Suitable so far: 1 Lenvatinib 12 mg daily; 3 Cabozantinib 60 mg daily; 4 Sorafenib",
    "Suitable: 2 Clinical trial.",
    "Decision support, not a certified device.",
  ])
    expect(text).toContain(part);
  expect(text).not.toMatch(/undefined|null|\[object|10\*9/);
});

test("what the open checks of the first options wait for is named in full in the full text and on paper", async ({
  app,
  page,
}) => {
  await app.given(typical);
  await app.ranked();
  const checks =
    "To check: Regimens not tolerated, Sites of metastases, Concomitant drugs, Anticoagulation";
  const text = await copied(app, page, "copy-full");
  expect(text).toContain(checks);
  // In both units, where hospitals write two.
  expect(text).toContain("Total bilirubin: 1.4 mg/dL (24 µmol/L)");
  expect(text).toContain("Albumin: 34 g/L\n");
  const sheet = await page.evaluate(() => {
    dispatchEvent(new Event("beforeprint"));
    return document.querySelector("#print-sheet")?.textContent;
  });
  expect(sheet).toContain(checks);
});

test("the short text says why a therapy ended as a colleague would, that there was none, and what follows only if one is wanted", async ({
  app,
  page,
}) => {
  const course = async (stop_reason: string): Promise<string> => {
    await app.given({ ...typical, stop_reason });
    await app.ranked();
    return copied(app, page, "copy");
  };
  expect(await course("not_stopped")).toContain("stable disease, not stopped,");
  expect(await course("completed")).toContain(
    "stable disease, completed as planned,",
  );
  expect(await course("patient_choice")).toContain(
    "stable disease, stopped by the patient's choice,",
  );
  await app.given({ ...typical, prior_therapies: [] });
  await app.ranked();
  expect(await copied(app, page, "copy")).toMatch(
    /^HCC, no systemic therapy yet · /,
  );
  await app.opened(patientOf(caseFiles.find((name) => /^370-/.test(name))!));
  await app.ranked();
  expect(await copied(app, page, "copy")).toMatch(
    /: 1 No change now.*\. If a new therapy is wanted: .*: 2 /,
  );
});

test("weights that come with a case are said when it is opened, beside the options, in the short text and on paper", async ({
  app,
  page,
}) => {
  const weights = { os: 0, pfs: 1, orr: 0, grade34: 3 };
  const said =
    "progression-free survival 25 %, grade 3-4 treatment-related events 75 %";
  await app.opened(
    JSON.stringify({
      schema: "nextline-case/1",
      patient: { schema: "patient/1", ...typical },
      preferences: { schema: "preferences/1", weights },
    }),
  );
  await expect(page.locator("#status")).toHaveText(
    `Opened, with its own weights: ${said}`,
  );
  await app.ranked();
  await expect(page.locator(".compare__weights")).toContainText(said);
  expect(await copied(app, page, "copy")).toContain(
    `Ordered with chosen weights: ${said}.`,
  );
  const sheet = await page.evaluate(() => {
    dispatchEvent(new Event("beforeprint"));
    return document.querySelector("#print-sheet")?.textContent;
  });
  expect(sheet).toContain(`Ordered with chosen weights: ${said}`);
  await expect(page.locator("#how-sure .panel__fold")).toBeVisible();
  await page.click(".compare__weights button");
  await expect(page.locator("#how-sure .panel__fold")).toHaveAttribute("open");
  await expect(
    page.locator("#how-sure .panel__fold > summary"),
  ).toBeInViewport();
});

test("the short text keeps that a value is a limit, in both units", async ({
  app,
  page,
}) => {
  const above = (value: number, unit?: string) => ({
    value,
    comparator: ">",
    ...(unit ? { unit } : {}),
  });
  await app.opened(
    JSON.stringify({
      prior_therapies: ["sorafenib", "no_such_drug"],
      age: above(80),
      months_to_progression: above(12),
      progressing_lesions: above(6),
      bilirubin: above(20, "mg/dL"),
    }),
  );
  const text = await copied(app, page, "copy");
  for (const part of [
    "> 80 y",
    "> 12 months",
    "> 6 progressing lesions",
    "ilirubin > 20 mg/dL (> 342 µmol/L)",
  ])
    expect(text).toContain(part);
  expect(text).not.toMatch(/undefined|null|\[object/);
});

test("what is printed in the moment of a change is of what is entered, not of what was on the screen", async ({
  app,
  page,
}) => {
  await app.kept();
  await app.given(typical);
  const sheet = await page.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>(
      "#field-bilirubin .field__input",
    );
    if (input) input.value = "2.9";
    input?.dispatchEvent(new Event("input", { bubbles: true }));
    dispatchEvent(new Event("beforeprint"));
    return document.querySelector("#print-sheet")?.textContent;
  });
  expect(sheet).toContain("Total bilirubin: 2.9 mg/dL");
});

test("nothing is ranked in what is handed on before the answers without which nothing is ranked", async ({
  app,
  page,
}) => {
  await app.given({ bilirubin: 1, sex: "female" });
  for (const button of ["copy", "copy-full"] as const) {
    const text = await copied(app, page, button);
    expect(text).toContain("Not ranked without an answer to: Earlier systemic");
    expect(text).not.toMatch(/\d\.? (Lenvatinib|Clinical trial)/);
  }
});

test("where the last therapy did not fail, what is handed on heads the new therapies as the page does", async ({
  app,
  page,
}) => {
  await app.given({
    ...Object.fromEntries(
      Object.entries(afterAtezolizumabBevacizumab).filter(
        ([field]) => !/progress|other_sites/.test(field),
      ),
    ),
    stop_reason: "toxicity",
    best_response: "pr",
    progression_sites: [],
  });
  await expect
    .poll(async () => (await app.firstOptions())[0])
    .toContain("No change");
  const heading = "If a new therapy is wanted";
  await expect(page.locator("#comparison")).toContainText(heading);
  const text = await copied(app, page);
  expect(text).toMatch(/\n1\. No change[^]*IF A NEW THERAPY IS WANTED\n2\. /);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  expect(await page.locator("#print-sheet").textContent()).toContain(heading);
});

test("what must come before the first dose goes with every dose that is handed on", async ({
  app,
  page,
}) => {
  const name = caseFiles.find((file) => file.startsWith("345-"))!;
  await app.opened(patientOf(name), name);
  await app.ranked();
  const before =
    "Do not start an anti-VEGF agent until varices and the cause of the low platelets have been looked at.";
  // Once for all that wait for it; each row says that it is held.
  await expect(page.locator("#comparison .compare__hold")).toHaveText(
    `${before} (Lenvatinib, Cabozantinib, Sorafenib, Regorafenib)`,
  );
  const doses = page.locator("#comparison > .compare .compare__dose");
  for (const dose of await doses.filter({ hasText: "daily" }).all())
    await expect(dose).toHaveText(/^Hold: see above\. \d+ mg/);
  // A table that is opened below has the whole of it.
  await app.group("others");
  await expect(
    page.locator(".compare-group .compare__before").first(),
  ).toContainText(before);
  const short = await copied(app, page, "copy");
  expect(short).toMatch(/\d Lenvatinib 12 mg daily \(hold\)/);
  expect(short).toContain(`HOLD: ${before} (Lenvatinib, `);
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  const waiting = page.locator(".print-sheet__compare tr", {
    hasText: "mg daily",
  });
  expect(await waiting.count()).toBeGreaterThan(1);
  for (const row of await waiting.allInnerTexts())
    expect(row).toContain(before);
  // Those that are named on one line, too.
  const full = await copied(app, page);
  expect(full.split(before).length - 1).toBeGreaterThan(3);
});

test("a therapy that is held is not gone on with, in the row, the bar and what is handed on", async ({
  app,
  page,
}) => {
  const name = caseFiles.find((file) => file.startsWith("370b-"))!;
  await app.opened(patientOf(name), name);
  await app.ranked();
  const hold =
    "Possible with caution: hold what is given until settled: Immune hepatitis of grade 3 or more that is not resolved";
  await expect(
    page.locator('.compare__row[data-key="no_change_now"]'),
  ).toContainText(hold);
  const bar = page.locator("#bar-first");
  await expect(bar).toContainText("Stop: Immune hepatitis");
  await expect(bar).toContainText(hold);
  expect(await copied(app, page, "copy")).toContain(`${hold}: 1 No change now`);
  expect(await copied(app, page)).toContain(`1. No change now: ${hold}`);
});

test("where the clipboard is closed the text is shown for copying", async ({
  app,
  page,
}) => {
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error("closed"));
  });
  await app.enter({ ecog: 1 });
  await app.engine.see("#hand-on");
  await app.press("copy-full");
  await expect(page.locator("#copy-text")).toHaveValue(
    /ECOG performance status: 1/,
  );
});

test("the printed page is one A4 with entries, order, versions and limits", async ({
  app,
  page,
}) => {
  await app.press("example");
  await app.ranked();
  await app.kept();
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  expect(pdf).toMatch(
    /\/MediaBox\s*\[\s*0 0 59[45](\.\d+)? 84[12](\.\d+)?\s*\]/,
  );
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  expect(await app.engine.visible("#form")).toBe(false);
  const sheet = (await app.engine.texts("#print-sheet")).join();
  expect(sheet).toContain("EXAMPLE PATIENT");
  expect(sheet).toContain("Total bilirubin: 1.4 mg/dL");
  expect(sheet).toContain("1. Lenvatinib");
  expect(sheet).toContain("No label names use");
  expect(sheet).toMatch(/knowledge \d{4}-\d{2}-\d{2}/);
});

test("the typical patient's sheet is in 9 pt or larger: entries, scores, the comparison, reasons, what to ask, what is ruled out", async ({
  app,
  page,
}) => {
  await app.givenWhole(typical);
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const sheet = page.locator(".print-sheet__page");
  await expect(sheet).toHaveAttribute("data-pages", "1");
  const points = await sheet.evaluate(
    (element) => (parseFloat(getComputedStyle(element).fontSize) * 72) / 96,
  );
  console.log(`the typical patient's sheet: ${points.toFixed(1)} pt`);
  expect(points).toBeGreaterThanOrEqual(8.99);
  // A line for the hand: whose sheet it is and for which board.
  await expect(sheet.locator(".print-sheet__label")).toContainText("Patient:");
  const rows = sheet.locator(".print-sheet__compare tbody tr");
  expect(await rows.allInnerTexts()).toHaveLength(5);
  await expect(rows.first()).toContainText("1. Lenvatinib");
  await expect(rows.first()).toContainText("3.5–6.1");
  await expect(rows.first()).toContainText("12 mg daily");
  for (const part of [
    "Albumin: 34 g/L",
    "Child-Pugh: A6",
    "To ask next:",
    "Not for this patient now",
    "To check: Regimens not tolerated, Sites of metastases, Concomitant drugs, Anticoagulation",
    "No label names use",
  ])
    await expect(sheet).toContainText(part);
  await expect(sheet).toContainText(
    /knowledge \d{4}-\d{2}-\d{2} \([0-9a-f]{8}\)/,
  );
});

test.describe("in the first second", () => {
  test.use({ firstVisit: true, serviceWorkers: "block" });

  test("a sheet is never empty: it says that the result is still being loaded, and the button waits for it", async ({
    app,
    page,
  }) => {
    let go = (): void => {};
    const held = new Promise<void>((resolve) => (go = resolve));
    await page.route("**/hand-on-*.js", async (route) => {
      await held;
      await route.continue();
    });
    await page.addInitScript(() => {
      // What would be on paper when the browser's own dialog opens.
      window.print = () => {
        dispatchEvent(new Event("beforeprint"));
        document.documentElement.dataset["printed"] =
          document.querySelector("#print-sheet")?.textContent ?? "";
      };
    });
    await app.reload();
    const sheet = async (): Promise<string> => {
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      return (await page.locator("#print-sheet").textContent()) ?? "";
    };
    expect(await sheet()).toContain("Nothing is entered");
    await app.press("example");
    await app.ranked();
    expect(await sheet()).toContain("still being loaded for print");
    const early = sheets(await page.pdf({ preferCSSPageSize: true }));
    expect(early.map(({ texts }) => texts > 0)).toEqual([true]);
    await app.press("print");
    expect(
      await app.engine.attribute("html", "data-printed"),
      "before it is there",
    ).toBeNull();
    go();
    await expect
      .poll(() => app.engine.attribute("html", "data-printed"))
      .toContain("Total bilirubin: 1.4 mg/dL");
    expect(await sheet()).toContain("1. Lenvatinib");
  });

  test("without the results of studies the sheet still says how each option stands and its dose", async ({
    app,
    page,
  }) => {
    // On their way for as long as this lasts.
    await page.route("**/knowledge-detail.*", () => undefined);
    await app.reload();
    await app.press("example");
    await app.ranked();
    await expect
      .poll(async () => {
        await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
        return page.locator(".print-sheet__compare tbody tr").allInnerTexts();
      })
      .toHaveLength(5);
    const first = page.locator(".print-sheet__compare tbody tr").first();
    await expect(first).toContainText("1. Lenvatinib");
    await expect(first).toContainText(/Suitable|Possible/);
    await expect(first).toContainText("mg daily");
    // What is not loaded is not said to be unreported.
    await expect(first).not.toContainText("–");
  });
});

test.describe("in dark mode", () => {
  test.use({ firstVisit: true, colorScheme: "dark" });

  for (const id of pageIds)
    test(`${id}.html prints in light colours and without blank sheets`, async ({
      app,
      page,
    }) => {
      test.slow(); // dozens of sheets
      await page.goto(`${app.address}${id}.html?show=all`);
      await page.locator("#page .page__body > *").first().waitFor();
      await expect(page.locator("#page[data-state='']")).toHaveCount(1);
      const printed = sheets(await page.pdf({ preferCSSPageSize: true }));
      expect(printed.length).toBeGreaterThan(
        id === "about" || id === "cohort" ? 0 : 2,
      );
      // A sheet that is left half empty has a fifth of the text of a full one; the last may be short.
      const counts = printed.map(({ texts }) => texts);
      expect(Math.min(...counts.slice(0, -1)), counts.join()).toBeGreaterThan(
        20,
      );
      expect(printed.at(-1)!.texts).toBeGreaterThan(0);
      const dark = await page.evaluate(
        () => getComputedStyle(document.documentElement).color,
      );
      await page.emulateMedia({ media: "print", colorScheme: "dark" });
      const paper = await page.evaluate(() => ({
        scheme: getComputedStyle(document.documentElement).colorScheme,
        ink: getComputedStyle(document.documentElement).color,
        grounds: [...document.querySelectorAll("#page, #page *")]
          .filter((element) => {
            const { width, height } = element.getBoundingClientRect();
            return width > 200 && height > 60; // more than a button or a mark
          })
          .map((element) => getComputedStyle(element).backgroundColor),
      }));
      expect(paper.scheme).toBe("light");
      expect(paper.ink).not.toBe(dark);
      const light = (colour: string): boolean => {
        const [red = 0, green = 0, blue = 0, alpha = 1] = (
          colour.match(/[\d.]+/g) ?? []
        ).map(Number);
        return alpha === 0 || (red + green + blue) / 3 > 150;
      };
      expect(light(paper.ink)).toBe(false);
      expect(paper.grounds.filter((colour) => !light(colour))).toEqual([]);
    });
});
