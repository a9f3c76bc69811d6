// SPDX-License-Identifier: Apache-2.0
import { afterAtezolizumabBevacizumab } from "./driver";
import { expect, test } from "./fixtures";

test("an empty form ranks nothing and has nothing filled in", async ({
  app,
  page,
}) => {
  expect(await app.engine.visible("#results-panels")).toBe(false);
  expect(await app.engine.texts(".compare__row")).toEqual([]);
  expect(await app.engine.texts("#start h2")).toEqual([
    "Nothing is ranked yet",
  ]);
  const filled = await page.$$eval(
    "#form input",
    (inputs) =>
      (inputs as HTMLInputElement[]).filter((input) =>
        input.type === "text"
          ? input.value !== ""
          : input.checked && input.value !== "" && !/units?$/.test(input.name),
      ).length,
  );
  expect(filled).toBe(0);
});

test("a patient after atezolizumab-bevacizumab is assessed end to end", async ({
  app,
}) => {
  await app.enter(afterAtezolizumabBevacizumab);
  await expect.poll(() => app.patientLine()).toContain("Child-Pugh A5");
  expect(await app.patientLine()).toMatch(/BCLC C/);
  expect(await app.patientLine()).toMatch(/after atezolizumab/i);
  const first = await app.firstOptions();
  expect(first).toHaveLength(5);
  expect(first[0]).toBe("Lenvatinib");
  // In the order of the page.
  const headings = await app.headings();
  const order = [
    "This patient",
    "Options for this patient",
    "To firm this up",
    "Before you switch",
  ];
  expect(headings.filter((heading) => order.includes(heading))).toEqual(order);
  expect(headings).toContain("Algorithms and guidelines");
  expect(headings).toContain("Trials");
  expect(headings.at(-1)).toBe("Sources and versions");
  await app.choose("lenvatinib");
  // A dose for 72 kg, a reason with its source, what to know of every result.
  const card = (await app.engine.texts("#option-lenvatinib")).join("\n");
  expect(card).toContain("12 mg");
  expect(card).not.toContain("Under 60 kg");
  expect(
    await app.engine.texts("#option-lenvatinib .reasons .cite"),
  ).not.toEqual([]);
  expect((await app.engine.texts(".compare__limits")).join()).toContain(
    "No label names use",
  );
  // Never fewer than two options, and what is out is out with a criterion and a threshold.
  await app.group("excluded");
  const ramucirumab = (await app.engine.texts("#row-ramucirumab")).join();
  expect(ramucirumab).toContain("120 ng/mL");
  expect(ramucirumab).toContain("400 ng/mL");
});

test("the score summary follows each keystroke", async ({ app }) => {
  await app.enter({ ascites: "none", encephalopathy: "none", inr: 1.1 });
  await app.answer("bilirubin", { value: "1", unit: "mg/dL" });
  expect(
    await app.engine.attribute(
      "[data-score=child_pugh] details",
      "data-settled",
    ),
  ).toBe("false");
  await app.engine.type("#bilirubin", "1");
  await app.engine.type("#albumin", "3.9");
  await expect.poll(() => app.score("child_pugh")).toBe("A5");
  await app.engine.click("#albumin");
  await app.engine.press("Backspace");
  await app.engine.press("1");
  await expect.poll(() => app.score("child_pugh")).toBe("A6");
  await app.engine.click("[data-score=child_pugh] summary");
  expect(
    await app.engine.visible("[data-score=child_pugh] .score__points"),
  ).toBe(true);
  // Open stays open while the value changes under it.
  await app.engine.click("#albumin");
  await app.engine.press("Backspace");
  await app.engine.press("9");
  await expect.poll(() => app.score("child_pugh")).toBe("A5");
  expect(
    await app.engine.visible("[data-score=child_pugh] .score__points"),
  ).toBe(true);
});

test("a missing item leads to its question", async ({ app }) => {
  await app.enter({ prior_therapies: ["sorafenib"], ecog: 1 });
  await app.ranked();
  await app.engine.click(".firm-up__missing > summary");
  await app.engine.click(".firm-up__missing [data-reveal=sorafenib_tolerated]");
  expect(await app.engine.visible("#field-sorafenib_tolerated")).toBe(true);
  expect(await app.engine.run("document.activeElement.name")).toBe(
    "sorafenib_tolerated",
  );
});

test("what is assumed is confirmed with one tap", async ({ app }) => {
  const { comorbidities: _, ...rest } = afterAtezolizumabBevacizumab;
  await app.given(rest);
  await app.choose("lenvatinib");
  const confirm =
    "#option-lenvatinib [data-action=confirm][data-for=comorbidities]";
  await app.engine.see(confirm);
  await app.engine.click(confirm);
  await expect.poll(() => app.engine.visible(confirm)).toBe(false);
  expect(
    await app.engine.run(
      "document.querySelector('#field-comorbidities [data-none]').checked",
    ),
  ).toBe(true);
});

test("the example patient is marked wherever it is shown", async ({ app }) => {
  await app.press("example");
  await app.engine.see("#patient .example-mark");
  expect(await app.engine.texts(".example-mark")).toEqual([
    "Example patient, not a real person",
  ]);
  await app.answer("ecog", 0);
  await expect.poll(() => app.engine.visible(".example-mark")).toBe(false);
  await app.press("clear");
  await expect.poll(() => app.engine.visible("#results-panels")).toBe(false);
});

test("a stop sign stands above the options", async ({ app }) => {
  await app.given(afterAtezolizumabBevacizumab);
  await app.enter({
    immune_adverse_events: ["myocarditis"],
    immune_adverse_event_worst: "myocarditis",
    immune_adverse_event_grade: 3,
    immune_adverse_event_status: "resolved",
  });
  await app.engine.see("#stop-signs");
  expect(
    (await app.engine.texts("#stop-signs")).join().toLowerCase(),
  ).toContain("myocarditis");
});
