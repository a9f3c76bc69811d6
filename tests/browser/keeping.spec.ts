// SPDX-License-Identifier: Apache-2.0
// Between page and core nothing is lost or invented: values as typed, cases as they came, and a way back.
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { agree, openFile } from "./cases";
import { afterAtezolizumabBevacizumab } from "./driver";
import { expect, test } from "./fixtures";
import { assess } from "./native";

async function saved(page: Page): Promise<string> {
  const downloading = page.waitForEvent("download");
  await page.click("[data-action=save]");
  return readFileSync(await (await downloading).path(), "utf8");
}

test("a value keeps what was typed while its unit is switched back and forth, also in the saved case", async ({
  app,
  page,
}) => {
  await app.enter({
    bilirubin: { value: "20", unit: "umol/L" },
    albumin: { value: "3,9", unit: "g/dL" },
    inr: "1.125",
    ascites: "none",
    encephalopathy: "none",
  });
  await expect.poll(() => app.score("albi")).toMatch(/2\.4/);
  const albi = await app.score("albi");
  for (const [unit, shown] of [
    ["mg/dL", "1.169"],
    ["umol/L", "20"],
    ["mg/dL", "1.169"],
  ] as const) {
    await app.unit("bilirubin", unit);
    expect(await app.typed("bilirubin")).toBe(shown);
    await app.engine.click("#inr");
    expect(await app.issues("bilirubin")).toEqual([]);
    expect(await app.score("albi")).toBe(albi);
  }
  expect(await app.issues("inr")).toEqual([]);
  const file = await saved(page);
  expect(JSON.parse(file).patient).toMatchObject({
    bilirubin: { value: 20, unit: "umol/L" },
    albumin: { value: 3.9, unit: "g/dL" },
    inr: 1.125,
  });
  // Opened again while the number of a case looks like thousands.
  await openFile(
    page,
    file.replace('"value": 20,', '"value": 1.169,').replace("umol/L", "mg/dL"),
  );
  await agree(page);
  await expect.poll(() => app.typed("bilirubin")).toBe("1.169");
  expect(await app.issues("bilirubin")).toEqual([]);
});

test("a case with an unknown regimen, word, unit and field is opened whole, shown, edited and saved whole", async ({
  app,
  page,
}) => {
  const patient =
    '{"prior_therapies":["atezolizumab_bevacizumab","wonderdrug"],"ecog":1,"inr":"high","ascites":"lots",' +
    '"bilirubin":{"value":20,"unit":"furlong"},"comorbidities":["heart_failure","gout"],"shoe_size":43.0,' +
    '"albumin":3.4,"albumin":3.9,"course":[{"date":"2026-03-01","bilirubin":{"value":9,"unit":"furlong"}}]}';
  await openFile(page, patient);
  await expect(page.locator("#status")).toContainText(
    "Opened; kept as it came",
  );
  for (const name of [
    "INR",
    "Ascites",
    "Total bilirubin",
    "shoe_size",
    "Albumin",
  ])
    await expect(page.locator("#status")).toContainText(name);
  // Two lines of therapy, as the core counts them: not only the one that is known.
  const core = assess(patient);
  await expect.poll(() => app.patientLine()).toBe(core.patient.summary);
  expect(await app.firstOptions()).toEqual(
    core.options
      .filter(({ verdict }) => !/indicated/.test(verdict))
      .slice(0, 5)
      .map(({ label }) => label),
  );
  expect(
    await app.engine.texts("#field-prior_therapies .regimens__item"),
  ).toHaveLength(2);
  await expect(page.locator("#field-prior_therapies")).toContainText(
    "wonderdrug",
  );
  await expect(page.locator("#field-ascites .kept")).toContainText('"lots"');
  await expect(page.locator("#field-albumin .kept")).toHaveCount(2);
  await expect(page.locator("#field-bilirubin .kept")).toContainText("furlong");
  await expect(page.locator("#field-comorbidities .kept")).toContainText(
    "gout",
  );
  await expect(page.locator("#kept")).toContainText("shoe_size: 43.0");
  await app.unfold("course");
  await expect(page.locator("#field-course .kept")).toContainText("furlong");
  expect(await app.problems()).toContainEqual(expect.stringContaining("lots"));
  // Edited: an answer takes the place of what could not be read, which can be undone.
  await app.answer("ascites", "none");
  await expect(page.locator("#field-ascites .kept")).toHaveCount(0);
  await expect(page.locator("#undo")).toContainText("replaced");
  await app.press("undo");
  await expect(page.locator("#field-ascites .kept")).toContainText('"lots"');
  await app.answer("ecog", 2);
  const file = await saved(page);
  expect(file).toContain('"shoe_size": 43.0');
  const given = JSON.parse(file).patient;
  expect(given).toMatchObject({
    ecog: 2,
    prior_therapies: ["atezolizumab_bevacizumab", "wonderdrug"],
    inr: "high",
    ascites: "lots",
    bilirubin: { value: 20, unit: "furlong" },
    comorbidities: ["heart_failure", "gout"],
  });
  expect(file.match(/"albumin":/g)).toHaveLength(2);
  // Removed on request, and brought back.
  await page.click("#kept [data-action=remove-other]");
  await expect(page.locator("#kept")).toBeHidden();
  await app.press("undo");
  await expect(page.locator("#kept")).toContainText("shoe_size");
});

test("what could not be done stays to be read until the next press; what was done goes by itself", async ({
  app,
  page,
}) => {
  const status = page.locator("#status");
  await page.clock.install();
  await openFile(page, '{"name":"left-pad"}');
  await expect(status).toContainText("not a case");
  await page.clock.fastForward(600_000);
  await expect(status).toContainText("not a case");
  await page.locator("#entries-title").click();
  await expect(status).toBeEmpty();
  await app.given({ ecog: 1 });
  await expect(status).toContainText("Opened");
  await page.clock.fastForward(60_000);
  await expect(status).toBeEmpty();
});

test("what is no case changes nothing and says so; a newer format is asked about", async ({
  app,
  page,
}) => {
  await app.enter({ ecog: 1, inr: "1,2" });
  for (const [text, why] of [
    ["{}", "no entries"],
    ['{"resourceType":"Bundle","type":"collection","entry":[]}', "FHIR"],
    ['{"name":"left-pad","version":"1.3.0"}', "not a case"],
    ["[1, 2]", "not a case"],
    [
      `{"schema":"patient/1","course":${"[".repeat(12)}${"]".repeat(12)}}`,
      "cannot be read",
    ],
  ] as const) {
    await openFile(page, text);
    await expect(page.locator("#status")).toContainText(why);
    await expect(page.locator("#status")).toContainText(
      "Nothing has been changed",
    );
    expect(await app.typed("inr")).toBe("1,2");
    expect(await app.engine.visible("#undo")).toBe(false);
  }
  const newer =
    '{"schema":"nextline-case/9","patient":{"schema":"patient/2","ecog":2,"mood":"good"}}';
  await openFile(page, newer);
  await page.getByRole("button", { name: "Leave it" }).click();
  await expect(page.locator("#status")).toContainText(
    "Nothing has been changed",
  );
  expect(await app.typed("inr")).toBe("1,2");
  await openFile(page, newer);
  await expect(page.locator("dialog[open]")).toContainText("nextline-case/9");
  await page.getByRole("button", { name: "Open what can be read" }).click();
  await expect(page.locator("#file-dialog")).toContainText("mood");
  await agree(page);
  await expect(page.locator("#kept")).toContainText('mood: "good"');
  await expect(page.locator("#kept")).toContainText('schema: "patient/2"');
  expect(await app.typed("inr")).toBe("");
  await app.press("undo");
  expect(await app.typed("inr")).toBe("1,2");
});

test("what a file holds is looked at before it takes the place of a patient; where nothing is entered it opens at once", async ({
  app,
  page,
}) => {
  const file = JSON.stringify({
    schema: "nextline-case/1",
    patient: { ecog: 2, albumin: { value: 34, unit: "g/L" }, mood: "good" },
    inr: 1.2,
    preferences: { preset: "tolerability_first" },
  });
  const asked = page.locator("#file-dialog");
  const ecog = page.locator("#field-ecog input:checked");
  await openFile(page, file);
  await expect(ecog).toHaveValue("2");
  await expect(asked).toHaveCount(0);
  await app.press("clear");
  await app.press("example");
  await expect.poll(() => app.engine.visible(".example-mark")).toBe(true);
  await openFile(page, file);
  await expect(ecog).toHaveValue("2");
  await expect(asked).toHaveCount(0);

  await app.press("clear");
  await app.enter({ ecog: 3, inr: "1,2" });
  await openFile(page, file);
  await expect(asked).toContainText("This file holds 2 entries");
  await expect(asked).toContainText("34 g/L");
  await expect(asked).toContainText(
    "Kept as it came, not an answer: mood, INR.",
  );
  await expect(asked).toContainText("with its own weights: tolerability first");
  await asked.getByRole("button", { name: "Leave them" }).click();
  await expect(page.locator("#status")).toContainText(
    "Nothing has been changed",
  );
  await expect(ecog).toHaveValue("3");
  expect(await app.typed("inr")).toBe("1,2");
  await openFile(page, file);
  await agree(page);
  await expect(ecog).toHaveValue("2");
  expect(await app.typed("inr")).toBe("");
  await app.press("undo");
  await expect(ecog).toHaveValue("3");
  expect(await app.typed("inr")).toBe("1,2");
});

test("clear, open, the example and what is removed can be undone until the next change", async ({
  app,
  page,
}) => {
  await app.given(afterAtezolizumabBevacizumab);
  await app.enter({ bilirubin: { value: "18,80", unit: "umol/L" } });
  const line = await app.patientLine();
  await app.press("clear");
  await expect.poll(() => app.engine.visible("#results-panels")).toBe(false);
  await app.press("undo");
  await expect.poll(() => app.patientLine()).toBe(line);
  expect(await app.typed("bilirubin")).toBe("18,80");
  expect(await app.engine.visible("#undo")).toBe(false);
  await app.press("example");
  await expect.poll(() => app.engine.visible(".example-mark")).toBe(true);
  await app.press("undo");
  await expect.poll(() => app.patientLine()).toBe(line);
  expect(await app.engine.visible(".example-mark")).toBe(false);
  await openFile(page, '{"ecog":2}');
  await agree(page);
  await expect.poll(() => app.patientLine()).not.toBe(line);
  await page.waitForTimeout(7000); // it stays: no time limit
  await app.press("undo");
  await expect.poll(() => app.patientLine()).toBe(line);
  await app.engine.click("#field-prior_therapies [data-action=remove-regimen]");
  await expect(page.locator("#undo")).toContainText("is removed");
  await app.press("undo");
  await expect.poll(() => app.patientLine()).toBe(line);
  await app.press("clear");
  await app.answer("ecog", 0);
  expect(await app.engine.visible("#undo")).toBe(false);
});

test("with the keyboard the line follows the list until it is left, and is entered once", async ({
  app,
  page,
}) => {
  const select = page.locator("#field-prior_therapies select");
  const lines = (): Promise<string[]> =>
    app.engine.texts("#field-prior_therapies .regimens__name");
  await select.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const third = await select.evaluate(
    (element: HTMLSelectElement) => element.options[3]?.text ?? "",
  );
  expect(await lines()).toEqual([third]);
  await page.keyboard.press("Tab");
  expect(await lines()).toEqual([third]);
  await expect(select).toHaveValue("");
});

test("no option is called suitable, or is green, while a strong caution is open; none that is ruled out stands among the first", async ({
  app,
  page,
}) => {
  await app.given({
    prior_therapies: ["atezolizumab_bevacizumab"],
    stop_reason: "progression",
    ecog: 1,
    bilirubin: { value: 0.9, unit: "mg/dL" },
    albumin: { value: 3.9, unit: "g/dL" },
    inr: 1.1,
    ascites: "none",
    encephalopathy: "none",
  });
  const badges = page.locator("#comparison .badge");
  await expect(badges.first()).toHaveText(
    /^Suitable so far · \d+ safety checks open$/,
  );
  await expect(badges.first()).toHaveAttribute("data-state", "so_far");
  const [green, amber] = await page.evaluate(() => {
    const style = getComputedStyle(document.documentElement);
    return ["--good", "--care"].map((name) => {
      const probe = document.createElement("i");
      probe.style.color = style.getPropertyValue(name);
      document.body.append(probe);
      const { color } = getComputedStyle(probe);
      probe.remove();
      return color;
    });
  });
  expect(green).not.toBe(amber);
  await expect(badges.first()).toHaveCSS("color", amber ?? "");
  // Terminal disease: next to nothing is left, and what is out stands below, unfolded.
  await app.answer("ecog", 4);
  await expect
    .poll(() =>
      page
        .locator("#comparison > .compare .compare__row")
        .evaluateAll(
          (cards) =>
            cards.filter((card) =>
              /indicated/.test((card as HTMLElement).dataset["verdict"] ?? ""),
            ).length,
        ),
    )
    .toBe(0);
  await expect(
    page.locator("#comparison .badge[data-state=unsuitable]").first(),
  ).toHaveText(/^Not for this patient: ./);
});
