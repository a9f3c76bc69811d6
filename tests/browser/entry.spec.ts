// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { violations } from "./axe";
import { afterAtezolizumabBevacizumab, typical, type Entries } from "./driver";
import { expect, test } from "./fixtures";

test("1,4 is read as 1.4", async ({ app }) => {
  await app.enter({
    bilirubin: { value: "1,4", unit: "mg/dL" },
    albumin: { value: "3,9", unit: "g/dL" },
  });
  await app.enter({ inr: "1,1", ascites: "none", encephalopathy: "none" });
  await expect.poll(() => app.score("child_pugh")).toBe("A5");
  expect(await app.issues("bilirubin")).toEqual([]);
  expect(await app.typed("bilirubin")).toBe("1,4");
  await app.engine.click("[data-score=child_pugh] summary");
  expect(
    (await app.engine.texts("[data-score=child_pugh] .score__points")).join(),
  ).toContain("1.4 mg/dL");
});

test("1,400 is asked about, never guessed, and answered with one tap", async ({
  app,
}) => {
  await app.answer("afp", { value: "1,400", unit: "ng/mL" });
  await expect.poll(() => app.issues("afp")).toHaveLength(1);
  expect((await app.issues("afp"))[0]).toContain("1.4 or 1400");
  expect(await app.engine.texts("#field-afp [data-action=settle]")).toEqual([
    "It is 1.4 ng/mL",
    "It is 1400 ng/mL",
  ]);
  await app.engine.click("#field-afp [data-to='1400']");
  await expect.poll(() => app.issues("afp")).toEqual([]);
  expect(await app.typed("afp")).toBe("1400");
});

test("switching the unit converts what is typed, and back gives back what was typed", async ({
  app,
}) => {
  await app.answer("bilirubin", { value: "1.4", unit: "mg/dL" });
  await app.unit("bilirubin", "umol/L");
  expect(await app.typed("bilirubin")).toBe("23.95");
  await app.unit("bilirubin", "mg/dL");
  expect(await app.typed("bilirubin")).toBe("1.4");
  // A decimal comma stays a comma; a value typed in the wrong unit is kept on request.
  await app.answer("albumin", { value: "3,8", unit: "g/dL" });
  await app.unit("albumin", "g/L");
  expect(await app.typed("albumin")).toBe("38");
  await app.engine.type("#bilirubin", "24");
  await app.unit("bilirubin", "umol/L");
  await app.engine.click("#field-bilirubin [data-action=keep-typed]");
  expect(await app.typed("bilirubin")).toBe("24");
  await app.enter({ inr: 1.1, ascites: "none", encephalopathy: "none" });
  await expect.poll(() => app.score("child_pugh")).toBe("A5");
});

test("an impossible value is said beside its field and in the summary, which leads there", async ({
  app,
}) => {
  await app.answer("inr", 45);
  await app.engine.click("#albumin");
  await expect.poll(() => app.issues("inr")).not.toEqual([]);
  expect(await app.engine.attribute("#inr", "aria-invalid")).toBe("true");
  expect(await app.engine.texts("#error-summary h2")).toEqual([
    "There is a problem",
  ]);
  await app.engine.click("#error-summary a");
  expect(await app.engine.run("document.activeElement.id")).toBe("inr");
  await app.engine.type("#inr", "1.2");
  await expect.poll(() => app.issues("inr")).toEqual([]);
  expect(await app.problems()).toEqual([]);
  expect(await app.engine.attribute("#inr", "aria-invalid")).toBeNull();
});

test("a likely unit slip is questioned and put right with one tap, never silently", async ({
  app,
}) => {
  await app.answer("albumin", { value: 38, unit: "g/dL" });
  await app.engine.click("#inr");
  await app.engine.see("#field-albumin .field__issue [data-action=retype]");
  expect(await app.typed("albumin")).toBe("38");
  await app.engine.click("#field-albumin [data-action=retype]");
  await expect.poll(() => app.issues("albumin")).toEqual([]);
  expect(await app.typed("albumin")).toBe("38");
  expect(
    await app.engine.run(
      "document.querySelector('#field-albumin .unit input:checked').value",
    ),
  ).toBe("g/L");
});

test("text in a number field is said to be none, and the rest is still assessed", async ({
  app,
}) => {
  await app.enter({ ecog: 1, prior_therapies: ["sorafenib"], inr: "high" });
  await app.engine.click("#albumin");
  await expect.poll(() => app.issues("inr")).toHaveLength(1);
  expect((await app.issues("inr"))[0]).toContain("Type a number");
  expect(await app.patientLine()).toContain("after sorafenib");
});

test("yes, no and unknown are three answers; none is not the same as not answered", async ({
  app,
}) => {
  const entered = (): Promise<string[]> =>
    app.engine.texts("#field-comorbidities .field__state");
  await app.unfold("comorbidities");
  expect(await entered()).toEqual([""]);
  await app.answer("comorbidities", ["heart_failure"]);
  expect(await entered()).toEqual(["1 marked"]);
  await app.answer("comorbidities", []);
  expect(await entered()).toEqual(["none"]);
  expect(
    await app.engine.run(
      "document.querySelectorAll('#field-comorbidities input:checked').length",
    ),
  ).toBe(1);
  await app.engine.click("#field-comorbidities [data-none]");
  expect(await entered()).toEqual([""]);
  const states = await app.engine.texts("#field-locally_treatable .choice");
  expect(states).toEqual(["Yes", "No", "Unknown"]);
  expect(
    await app.engine.run(
      "document.querySelector('#field-locally_treatable input:checked').value",
    ),
  ).toBe("");
});

test("a chosen regimen is entered at once; regimens are put in order and removed", async ({
  app,
}) => {
  await app.answer("prior_therapies", [
    "sorafenib",
    "atezolizumab_bevacizumab",
  ]);
  expect(await app.engine.value("#field-prior_therapies select")).toBe("");
  const lines = (): Promise<string[]> =>
    app.engine.texts("#field-prior_therapies .regimens__name");
  expect(await lines()).toEqual(["Sorafenib", "Atezolizumab + bevacizumab"]);
  await app.engine.click(
    "#field-prior_therapies [data-action=move-up][data-index='1']",
  );
  expect(await lines()).toEqual(["Atezolizumab + bevacizumab", "Sorafenib"]);
  await expect
    .poll(() => app.patientLine())
    .toMatch(/after atezolizumab.*then sorafenib/i);
  await app.engine.click(
    "#field-prior_therapies [data-action=remove-regimen][data-index='0']",
  );
  expect(await lines()).toEqual(["Sorafenib"]);
  const none = "#field-prior_therapies [data-none]";
  expect(await app.engine.visible(none)).toBe(false);
  await app.engine.click("#field-prior_therapies [data-action=remove-regimen]");
  expect(await lines()).toEqual([]);
  await app.engine.click(none);
  // The usual ones are one tap each, and take "none" back.
  await app.engine.click("#field-prior_therapies [data-id=lenvatinib]");
  expect(await lines()).toEqual(["Lenvatinib"]);
  await expect.poll(() => app.patientLine()).toMatch(/after lenvatinib/i);
});

test("follow-up questions appear with their answer's question", async ({
  app,
}) => {
  const asked = (): Promise<boolean> =>
    app.engine.visible("#field-hbv_antiviral");
  expect(await asked()).toBe(false);
  await app.answer("hbv_status", "negative");
  expect(await asked()).toBe(false);
  await app.answer("hbv_status", "hbsag_positive");
  expect(await asked()).toBe(true);
});

test("a case is saved as a file and opened again, the same", async ({
  app,
  page,
}) => {
  await app.enter({
    ...afterAtezolizumabBevacizumab,
    bilirubin: { value: "18,80", unit: "umol/L" },
  });
  await app.ranked();
  const line = await app.patientLine();
  const options = await app.firstOptions();
  const downloading = page.waitForEvent("download");
  await app.press("save");
  const path = await (await downloading).path();
  const saved = JSON.parse(readFileSync(path, "utf8"));
  expect(readFileSync(path, "utf8")).toContain('"value": 18.80,');
  expect(saved.patient.bilirubin).toEqual({ value: 18.8, unit: "umol/L" });
  expect(saved.versions).toContain("knowledge");
  expect(saved.limits.join()).toContain("No label names use");
  await app.press("clear");
  await expect.poll(() => app.engine.visible("#results-panels")).toBe(false);
  await page.setInputFiles("#open-file", path);
  await expect.poll(() => app.patientLine()).toBe(line);
  expect(await app.firstOptions()).toEqual(options);
  expect(await app.typed("bilirubin")).toBe("18.80");
});

test("earlier laboratory sets are entered with their dates", async ({
  app,
  page,
}) => {
  await app.unfold("course");
  await app.engine.click("#field-course [data-action=add-course]");
  await page.locator("#field-course input[type=date]").fill("2026-03-01");
  await page
    .locator("#field-course [data-course=bilirubin] .field__input")
    .fill("1,2");
  await app.answer("ecog", 1);
  await app.press("copy").catch(() => {});
  await expect.poll(() => app.issues("course")).toEqual([]);
});

test("earlier laboratory sets are scored each from its own values, in a picture and a table; the order does not move", async ({
  app,
  page,
}) => {
  await app.given(afterAtezolizumabBevacizumab);
  const order = await app.firstOptions();
  await app.entries();
  await app.unfold("course");
  const sets = page.locator("#field-course .course > li");
  for (const [index, [date, albumin, afp]] of [
    ["2026-08-11", "35", ">60500"],
    ["2025-12-01", "41", "120"],
    ["2026-03-03", "39", "300"],
  ].entries()) {
    await app.engine.click("#field-course [data-action=add-course]");
    const set = sets.nth(index);
    await set.locator("input[type=date]").fill(date!);
    await set.locator("[data-course=bilirubin] .field__input").fill("1.0");
    await set.locator("[data-course=albumin] .field__input").fill(albumin!);
    await set.locator("[data-course=albumin] select").selectOption("g/L");
    await set.locator("[data-course=afp] .field__input").fill(afp!);
  }
  await app.settled();
  await app.engine.see("#course .panel__line");
  await app.section("course");
  await app.engine.see("#course .course-plot");
  const rows = page.locator("#course tbody tr");
  await expect(rows.locator("th")).toHaveText([
    "1 Dec 2025",
    "3 Mar 2026",
    "11 Aug 2026",
    "Present values",
  ]);
  await expect(rows.nth(2).locator("td").last()).toHaveText("> 60500 ng/mL");
  // Of one value a point in each picture, a limit as an arrow, and a line between the dates alone.
  const marks = page.locator("#course .course-plot__mark");
  expect(await marks.count()).toBe(8);
  expect(await marks.locator("path").count()).toBe(1);
  expect(await page.locator("#course .course-plot__line").count()).toBe(4);
  await expect(rows.first().locator("td").nth(1)).toHaveText("−2.67 (grade 1)");
  expect(await app.firstOptions()).toEqual(order);
  expect(await violations(page, "#course")).toEqual([]);
});

for (const width of [390, 1280])
  test(`the way back from a change never covers the last of the page for good: ${width} px`, async ({
    app,
    page,
  }) => {
    await page.setViewportSize({ width, height: 844 });
    await app.given(afterAtezolizumabBevacizumab);
    await app.entries();
    await app.engine.see("#undo:not([hidden])");
    await app.unfold("course");
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await page.locator("[data-action=add-course]").click({ timeout: 5000 });
    await expect(page.locator("#field-course input[type=date]")).toBeFocused();
  });

for (const width of [320, 390, 1360])
  test(`a notice never lies over the way back: ${width} px`, async ({
    app,
    page,
  }) => {
    await page.setViewportSize({ width, height: 844 });
    await app.given({ ...afterAtezolizumabBevacizumab, shoe_size: 43 });
    const box = (selector: string) => page.locator(selector).boundingBox();
    const [notice, undo] = [await box("#status"), await box("#undo")];
    expect(
      notice!.y + notice!.height <= undo!.y ||
        notice!.x >= undo!.x + undo!.width,
    ).toBe(true);
  });

test("what is swept for safety stands there by name; its questions come up for whom something applies, and are gone for the next patient", async ({
  app,
  page,
}) => {
  const section = page.locator("#group-conditions");
  const questions = section.locator("[data-field]:visible");
  await expect(questions).toHaveCount(0);
  // Every word that "none of these" says is absent, before it is said.
  const swept = await page.$$eval("#group-conditions [data-field]", (fields) =>
    fields.flatMap((field) =>
      field.matches("[data-type=set]")
        ? [...field.querySelectorAll(".choices .choice")]
            .filter((choice) =>
              choice.querySelector("input[value]")!.getAttribute("value"),
            )
            .map((choice) => choice.getAttribute("title") ?? choice.textContent)
        : [field.querySelector("legend")!.firstChild!.textContent],
    ),
  );
  expect(swept.length).toBeGreaterThan(15);
  await expect(section.locator(".sweep__names > li")).toHaveText(
    swept.map((name) => name!.trim()),
  );
  await app.engine.click("[data-sweep=conditions]");
  const said = section.locator(".sweep__said");
  await expect(said).toHaveText("Entered: none of these");
  await expect(questions).toHaveCount(0);
  await app.press("clear");
  await expect(said).toHaveText("");
  await app.given({ ecog: 1, proteinuria: "none" });
  await expect(said).toHaveText("Entered: none, of: Proteinuria");
  await expect(questions).toHaveCount(0);
  // What a case holds is never folded away, nor what cannot be read.
  const marked: Entries[] = [
    { comorbidities: ["heart_failure"] },
    { comorbidities: ["gout"] },
    { proteinuria: "below_2g" },
  ];
  for (const patient of marked) {
    await app.given({ ecog: 1, ...patient });
    await expect(questions).toHaveCount(4);
    await app.press("clear");
    await expect(questions).toHaveCount(0);
  }
  await app.engine.click("[data-unfold=conditions]");
  await expect(questions).toHaveCount(4);
  await app.answer("ecog", 1);
  await app.press("clear");
  await app.press("undo");
  await expect(questions).toHaveCount(0);
});

test("none of these answers what is open in the safety section, as it is shown, and nothing else", async ({
  app,
  page,
}) => {
  await app.answer("comorbidities", ["heart_failure"]);
  await app.answer("ecog", 1);
  await app.engine.click("[data-sweep=conditions]");
  const checked = (field: string): Promise<string[]> =>
    page
      .locator(`#field-${field} .choice:has(input:checked)`)
      .allTextContents()
      .then((all) => all.map((text) => text.trim()));
  // What was marked stays; each other question of the section is seen to be answered.
  expect(await checked("comorbidities")).toEqual(["Heart failure"]);
  expect(await checked("anticoagulation")).toEqual(["None"]);
  expect(await checked("concomitant")).toEqual(["None of these"]);
  expect(await checked("proteinuria")).toEqual(["None"]);
  // Outside it nothing is touched, in the fold neither.
  await app.unfold("transplant_candidate");
  expect(await checked("varices")).toEqual(["Unknown"]);
  expect(await checked("transplant_candidate")).toEqual(["Unknown"]);
  await expect(page.locator("#undo")).toContainText(
    "Entered as none: Anticoagulation, Concomitant drugs, Proteinuria",
  );
  await app.press("undo");
  expect(await checked("proteinuria")).toEqual(["Unknown"]);
  expect(await checked("comorbidities")).toEqual(["Heart failure"]);
});

test("one switch shows all laboratory values in SI units and back; what was typed stays, and what is entered next is taken in the unit shown", async ({
  app,
  page,
}) => {
  const shown = (field: string): Promise<string> =>
    page.locator(`#field-${field} .unit input:checked`).inputValue();
  const si = "[name=units][value=si]";
  await app.answer("bilirubin", 1.4);
  // Read in two ways: it is not read in a third.
  await app.answer("platelets", "1,400");
  await app.engine.click(si);
  expect(await app.typed("bilirubin")).toBe("23.95");
  expect(await shown("bilirubin")).toBe("umol/L");
  expect(await shown("albumin")).toBe("g/L");
  expect(await shown("creatinine")).toBe("umol/L");
  expect(await shown("weight")).toBe("kg");
  expect(await app.typed("platelets")).toBe("1,400");
  await app.engine.type("#field-albumin .field__input", "34");
  await app.answer("prior_therapies", ["sorafenib"]);
  await expect.poll(() => app.score("albi")).toMatch(/^.1\.98/);
  // A field may differ, and clearing keeps the reader's choice.
  await app.unit("creatinine", "mg/dL");
  expect(await shown("albumin")).toBe("g/L");
  await app.engine.click("[name=units][value=usual]");
  expect(await app.typed("bilirubin")).toBe("1.4");
  expect(await app.typed("albumin")).toBe("3.4");
  await app.engine.click(si);
  await app.press("clear");
  expect(await app.typed("albumin")).toBe("");
  expect(await shown("albumin")).toBe("g/L");
});

test("adverse events are asked about where a therapy that can cause them was given", async ({
  app,
  page,
}) => {
  await app.ready();
  const immune = page.locator("#field-immune_adverse_events");
  const vegf = page.locator("#field-vegf_adverse_events");
  const section = page.locator("#group-toxicity");
  await expect(section).toBeHidden();
  const regimen = page.locator("#prior_therapies");
  const given = async (id: string): Promise<void> => {
    await regimen.selectOption(id);
    await expect(page.locator(".regimens__item")).toHaveCount(1);
  };
  const remove = (): Promise<void> =>
    page.locator("[data-action=remove-regimen]").click();
  await given("sorafenib");
  await expect(vegf).toBeVisible();
  await expect(immune).toBeHidden();
  await remove();
  await expect(section).toBeHidden();
  await given("nivolumab");
  await expect(immune).toBeVisible();
  await expect(vegf).toBeHidden();
  // A list that is open stays open, and what has been answered stays whatever was given.
  await immune.locator("[data-action=any]").click();
  // "Yes" alone is no answer yet.
  await expect(immune.locator(".field__state")).toHaveText(
    "not answered until one is marked",
  );
  await expect(immune.locator("[data-words]")).toBeVisible();
  await immune.locator("input[value=hepatitis]").check();
  await remove();
  await given("sorafenib");
  await expect(vegf).toBeVisible();
  await expect(immune).toBeVisible();
});

test("a brief answer is read with its whole label, and shown to a mouse that rests on it", async ({
  app,
  page,
}) => {
  await app.ready();
  const stable = page.getByRole("radio", { name: "SD Stable disease" });
  await stable.check();
  await expect(page.locator("#field-best_response input:checked")).toHaveValue(
    "sd",
  );
  await expect(page.locator("label").filter({ has: stable })).toHaveAttribute(
    "title",
    "Stable disease",
  );
  await page
    .getByRole("textbox", { name: "AFP Alpha-fetoprotein (AFP)" })
    .fill("-1");
  await page.keyboard.press("Tab");
  // The label stands above it already, also where it is brief.
  await expect(page.locator("#field-afp .field__issue")).toHaveText(
    /^Error: Expected 0 to/,
  );
});

test("what a question means is shown by its button, and by ? from the keyboard, and read with it", async ({
  app,
  page,
}) => {
  const hint = page.locator("#field-bilirubin .field__hint");
  await expect(hint).toBeHidden();
  await app.engine.click("#field-bilirubin .hint");
  await expect(hint).toHaveText("Total, not direct.");
  await page.focus("#bilirubin");
  await page.keyboard.press("?");
  await expect(hint).toBeHidden();
  expect(await app.typed("bilirubin")).toBe("");
  await page.focus("#field-ecog input");
  await page.keyboard.press("?");
  await expect(page.locator("#field-ecog .field__hint")).toBeVisible();
  expect(
    await app.engine.attribute("#bilirubin", "aria-describedby"),
  ).toContain("bilirubin-hint");
});

test("a press is not lost where leaving a field brings up what is wrong above it", async ({
  app,
  page,
}) => {
  const choice = page.locator('#field-best_response .choice:has([value="sd"])');
  await choice.scrollIntoViewIfNeeded();
  await page.focus("#months_to_progression");
  const { x, y, width, height } = (await choice.boundingBox())!;
  await page.mouse.move(x + width / 2, y + height / 2);
  // Nothing comes between the last key and the press but what the test is about.
  await page.keyboard.type("7000");
  await page.mouse.down();
  // A finger may stay longer than the page waits before it says what is wrong.
  await page.waitForTimeout(2000);
  expect(await app.issues("months_to_progression")).toEqual([]);
  await page.mouse.up();
  await expect(page.locator("#field-best_response input:checked")).toHaveValue(
    "sd",
  );
  await expect.poll(() => app.problems()).not.toEqual([]);
  expect(await app.issues("months_to_progression")).not.toEqual([]);
});

test("folded questions come into the page when they are opened, or when a case answers one, each with one answer", async ({
  app,
  page,
}) => {
  const folded = page.locator(".group__more [data-field]");
  await app.answer("ecog", 1);
  expect(await folded.count()).toBe(0);
  await page.focus(".group__more > summary");
  await app.engine.press("Enter");
  expect(await folded.count()).toBeGreaterThan(30);
  await app.given({ ...afterAtezolizumabBevacizumab, stated_albi: "2b" });
  await app.reload();
  expect(await folded.count()).toBe(0);
  await app.given({ ...afterAtezolizumabBevacizumab, stated_albi: "2b" });
  expect(await folded.count()).toBeGreaterThan(30);
  const answers = await page.$$eval(
    ".group__more .field--choice",
    (questions) =>
      questions.map((question) => [
        question.id,
        question.querySelectorAll("input:checked").length,
      ]),
  );
  expect(answers.filter(([, checked]) => checked !== 1)).toEqual([]);
  await expect(page.locator("#field-stated_albi input:checked")).toHaveValue(
    "2b",
  );
});

test("answers that few patients need are one tap away, come with the keyboard, and show where a case holds one", async ({
  app,
  page,
}) => {
  const shown = (field: string): Promise<string[]> =>
    page
      .locator(`#field-${field} .choices > *:not(.choice--unknown)`)
      .filter({ visible: true })
      .allInnerTexts();
  expect(await shown("stop_reason")).toEqual([
    "Progression",
    "Toxicity",
    expect.stringMatching(/^Both/),
    "More",
  ]);
  await app.engine.click("#field-stop_reason [data-action=more]");
  expect(await shown("stop_reason")).toHaveLength(7);
  await expect(
    page.locator("#field-stop_reason input[value=completed]"),
  ).toBeFocused();
  // Nothing is answered by looking.
  expect(await app.engine.visible("#start:not(:empty)")).toBe(true);
  expect(await shown("portal_vein_invasion")).toContain("More");
  await page.locator("#field-other_sites_controlled input").last().focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(
    page.locator("#field-portal_vein_invasion input:focus"),
  ).toHaveCount(1);
  expect(await shown("portal_vein_invasion")).toHaveLength(7);
  await app.reload();
  expect(await shown("portal_vein_invasion")).toContain("More");
  await app.given({ ecog: 1, portal_vein_invasion: "vp2" });
  expect(await shown("portal_vein_invasion")).toHaveLength(7);
  await expect(
    page.locator("#field-portal_vein_invasion input:checked"),
  ).toHaveValue("vp2");
});

test("clearing takes back a unit and a yes that were chosen for an answer that never came", async ({
  app,
  page,
}) => {
  await app.answer("prior_therapies", ["atezolizumab_bevacizumab"]);
  await app.engine.click("#field-bilirubin .unit input[value='umol/L']");
  await app.engine.click("#field-immune_adverse_events [data-action=any]");
  await app.press("clear");
  await expect(
    page.locator("#field-bilirubin .unit input:checked"),
  ).toHaveValue("mg/dL");
  await expect(
    page.locator("#field-immune_adverse_events [data-action=any]"),
  ).toHaveAttribute("aria-expanded", "false");
});

test("a set that was looked at in part is not none: it stands open, and None of these closes it", async ({
  app,
  page,
}) => {
  const section = page.locator("#group-conditions");
  for (const comorbidities of [
    ["!pregnancy", "!organ_transplant", "?"],
    ["?"],
    ["!pregnancy"],
  ]) {
    await app.given({ ...typical, comorbidities });
    await expect(section).not.toHaveAttribute("data-folded");
    await expect(section.locator(".sweep__said")).not.toContainText(
      "Other conditions",
    );
  }
  await app.given({ ...typical, comorbidities: ["?"] });
  await page.click("[data-sweep=conditions]");
  await expect(page.locator("#undo")).toContainText("Other conditions");
  await expect(page.locator("#field-comorbidities [data-none]")).toBeChecked();
  await expect(
    page.locator("#field-comorbidities [data-open]"),
  ).not.toBeChecked();
  // What is marked stays; only the others are closed.
  await app.given({ ...typical, comorbidities: ["heart_failure", "?"] });
  await page.click("[data-sweep=conditions]");
  await expect(page.locator("#field-comorbidities .field__state")).toHaveText(
    "1 marked",
  );
});

test("all values in SI units and back is as before, takes no way back away, and leaves alone what has an SI unit as its usual one", async ({
  app,
  page,
}) => {
  const all = (system: string): Promise<void> =>
    app.engine.click(`.units--all input[value=${system}]`);
  const shown = () =>
    page.$$eval("#form .field--number[data-field]", (fields) =>
      fields.map((field) => [
        (field as HTMLElement).dataset["field"],
        field.querySelector<HTMLInputElement>(".field__input")?.value,
        field.querySelector<HTMLInputElement>(".unit input:checked")?.value,
        field.querySelector(".field__note")?.textContent,
      ]),
    );
  await app.given(typical);
  await app.unfold("crp");
  await app.unit("crp", "mg/dL");
  const before = await shown();
  await all("si");
  await app.settled();
  await expect(page.locator("#undo")).toBeVisible();
  expect(await app.typed("bilirubin")).toBe("23.95");
  await all("usual");
  await app.settled();
  expect(await shown()).toEqual(before);
  await expect(page.locator("#undo")).toBeVisible();
  // A change of an entry takes it away.
  await app.answer("ecog", 2);
  await expect(page.locator("#undo")).toBeHidden();
  // What came in SI units is shown as usual when that is asked for.
  await app.given({
    ...typical,
    bilirubin: { value: 24, unit: "umol/L" },
    creatinine: { value: 88, unit: "umol/L" },
    hemoglobin: { value: 126, unit: "g/L" },
  });
  await all("si");
  await all("usual");
  expect(await app.typed("albumin")).toBe("3.4");
});

test("a weight or a height that looks like pounds or inches is offered in them", async ({
  app,
  page,
}) => {
  await app.given(typical);
  await app.answer("weight", "130");
  await app.engine.press("Tab");
  await page.click(
    "#field-weight [data-action=retype]:has-text('It is in lb')",
  );
  expect(await app.typed("weight")).toBe("130");
  await expect(page.locator("#field-weight .unit input:checked")).toHaveValue(
    "[lb_av]",
  );
  await app.answer("height", "70");
  await app.engine.press("Tab");
  await page.click("#field-height [data-action=retype]");
  await expect(page.locator("#field-height .unit input:checked")).toHaveValue(
    "[in_i]",
  );
});

test("what is asked for in the answer, and a new laboratory set, is taken in the unit that the form shows", async ({
  app,
  page,
}) => {
  const { bilirubin: _, albumin: __, ...open } = typical;
  await app.given(open);
  await app.engine.click(".units--all input[value=si]");
  const asked = page.locator("#firm-up [data-answer-text=bilirubin]");
  await expect(asked).toHaveAttribute("aria-label", "Total bilirubin µmol/L");
  await asked.fill("24");
  await asked.press("Enter");
  await expect.poll(() => app.typed("bilirubin")).toBe("24");
  await expect(
    page.locator("#field-bilirubin .unit input:checked"),
  ).toHaveValue("umol/L");
  await app.unfold("course");
  await page.click("[data-action=add-course]");
  await expect(
    page.locator("#field-course [data-course=bilirubin] select"),
  ).toHaveValue("umol/L");
});

test("on a phone what is said for a moment does not lie over the way back", async ({
  app,
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await app.given({ ...typical, ecog: 2 });
  await page.evaluate(() => {
    document.querySelector("#status")!.textContent =
      "Opened; kept as it came, not shown as an answer: Varices, foo_bar";
  });
  const [said, undo] = await Promise.all([
    page.locator("#status").boundingBox(),
    page.locator("#undo").boundingBox(),
  ]);
  expect(said!.y + said!.height).toBeLessThan(undo!.y);
  await page.click("[data-action=undo]");
  await expect(page.locator("#undo")).toBeHidden();
});
