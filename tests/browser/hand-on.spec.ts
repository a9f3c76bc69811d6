// SPDX-License-Identifier: Apache-2.0
import { afterAtezolizumabBevacizumab } from "./driver";
import { expect, test } from "./fixtures";

test("copied text holds entries with units, scores, order, reasons, versions and limits", async ({
  app,
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await app.enter({
    ...afterAtezolizumabBevacizumab,
    bilirubin: { value: "18,8", unit: "umol/L" },
  });
  await expect.poll(() => app.score("child_pugh")).toBe("A5");
  await app.press("copy");
  await expect(page.locator("#status")).toContainText("Copied");
  const text = await app.engine.run<string>("navigator.clipboard.readText()");
  expect(text).toContain("Total bilirubin: 18.8 µmol/L");
  expect(text).toContain("Albumin: 3.9 g/dL");
  expect(text).toContain("Body weight: 72 kg");
  expect(text).toContain("Child-Pugh: A5");
  expect(text).toMatch(/\n1\. Lenvatinib: no reason against found/);
  expect(text).toMatch(/\n {4}(For|Against): /);
  expect(text).toContain("BEFORE YOU SWITCH");
  expect(text).toContain("No drug is labelled for use after immunotherapy");
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

test("where the clipboard is closed the text is shown for copying", async ({
  app,
  page,
}) => {
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error("closed"));
  });
  await app.enter({ ecog: 1 });
  await app.engine.see("#hand-on");
  await app.press("copy");
  await expect(page.locator("#copy-text")).toHaveValue(
    /ECOG performance status: 1/,
  );
});

test("the printed page is one A4 with entries, order, versions and limits", async ({
  app,
  page,
}) => {
  await app.press("example");
  await app.engine.see("#first-options");
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
  expect(sheet).toContain("No drug is labelled");
  expect(sheet).toMatch(/knowledge \d{4}-\d{2}-\d{2}/);
});
