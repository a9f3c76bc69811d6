// SPDX-License-Identifier: Apache-2.0
// Between the answer and the form: what is answered where it is asked for, and what is taken back, changes nothing else.
import { afterAtezolizumabBevacizumab } from "./driver";
import { expect, test } from "./fixtures";

const asks = (field: string): string =>
  `.firm-up [data-for=${field}][data-action=answer-field]`;

test("what is typed where it is asked for is entered whole, whatever the worker finds meanwhile, and the keyboard goes on to what is left", async ({
  app,
  page,
}) => {
  await app.enter({ prior_therapies: ["sorafenib"], ecog: 1 });
  await app.answer("bilirubin", { value: "1.1", unit: "mg/dL" });
  const albumin = page.locator(".firm-up [data-answer-text=albumin]").first();
  await albumin.click();
  await page.keyboard.type("3");
  await app.engine.see("#results-panels[data-current]");
  await page.keyboard.type(".95");
  await page.keyboard.press("Tab");
  await expect.poll(() => app.typed("albumin")).toBe("3.95");
  await app.engine.see("#results-panels[data-current]");
  await expect(page.locator("#firm-up :focus")).toHaveCount(1);
  await expect(albumin).toHaveCount(0);
});

test("where a question goes when it is answered the keyboard stays in the answer", async ({
  app,
  page,
}) => {
  await app.enter({ prior_therapies: ["sorafenib"], ecog: 1 });
  const answer = page.locator(".firm-up [data-action=answer-field]").first();
  await answer.focus();
  await page.keyboard.press("Enter");
  await expect(answer).not.toBeFocused();
  await expect(page.locator("#firm-up :focus")).toHaveCount(1);
  await app.engine.see("#results-panels[data-current]");
  await expect(page.locator("#firm-up :focus")).toHaveCount(1);
});

test("where something is marked, none means no others: what is marked stays, and what was there can be brought back", async ({
  app,
  page,
}) => {
  const events = [{ event: "colitis", grade: 3, status: "resolved" }, "?"];
  await app.given({
    ...afterAtezolizumabBevacizumab,
    immune_adverse_events: events,
  });
  await app.ranked();
  const none = page.locator(asks("immune_adverse_events")).first();
  await expect(none).toHaveText("No others");
  await none.click();
  const graded = page.locator("#field-immune_adverse_events [data-part=grade]");
  await expect(graded).toHaveValue("3");
  const others = page.locator("#field-immune_adverse_events [data-open]");
  await expect(others).not.toBeChecked();
  await app.engine.click("[data-action=undo]");
  await expect(others).toBeChecked();
  await expect(graded).toHaveValue("3");
});

test("the units that were chosen stay when another question is answered in the answer, and after undo", async ({
  app,
  page,
}) => {
  await app.enter({ prior_therapies: ["sorafenib"], ecog: 1 });
  await app.unit("weight", "[lb_av]");
  await app.answer("bilirubin", { value: "1.4", unit: "mg/dL" });
  await app.engine.click("[name=units][value=si]");
  const shown = (field: string) =>
    page.locator(`#field-${field} .unit input:checked`);
  const hold = async (): Promise<void> => {
    await expect(shown("weight")).toHaveValue("[lb_av]");
    await expect(shown("bilirubin")).toHaveValue("umol/L");
    await expect(shown("albumin")).toHaveValue("g/L");
    expect(await app.typed("bilirubin")).toBe("23.95");
  };
  await hold();
  await page.locator(asks("ascites")).first().click();
  await expect(page.locator("#field-ascites input:checked")).toHaveCount(1);
  await hold();
  await app.engine.click("[data-action=remove-regimen]");
  await app.engine.click("[data-action=undo]");
  await hold();
  // A case comes in the units of the page as well.
  await app.given({ bilirubin: { value: 2, unit: "mg/dL" } });
  await expect(shown("bilirubin")).toHaveValue("umol/L");
});

test("an answer in the place of what a case brought can be taken back", async ({
  app,
  page,
}) => {
  await app.given({
    prior_therapies: ["sorafenib"],
    ecog: 1,
    ascites: "tense",
  });
  await app.ranked();
  await page.locator(asks("ascites")).first().click();
  await expect(page.locator("#undo")).toContainText(
    "what came with the case is replaced",
  );
  await app.engine.click("[data-action=undo]");
  await expect(page.locator("#field-ascites .kept__text")).toHaveText(
    '"tense"',
  );
});

test("the fold says what is answered in it", async ({ app, page }) => {
  await app.given({
    prior_therapies: ["sorafenib"],
    ecog: 1,
    dialysis: true,
    transplant_candidate: false,
  });
  await expect(page.locator(".group__answered")).toHaveText(
    "Answered: Dialysis, Candidate for liver transplantation",
  );
});

test("an event that is unmarked with its grade can be brought back", async ({
  app,
  page,
}) => {
  await app.given({
    prior_therapies: ["nivolumab_ipilimumab"],
    immune_adverse_events: [{ event: "hepatitis", grade: 3 }],
  });
  await app.entries();
  await app.engine.click(
    "#field-immune_adverse_events .choices input[value=hepatitis]",
  );
  await expect(page.locator("#undo")).toContainText("taken back");
  await app.engine.click("[data-action=undo]");
  await expect(
    page.locator("#field-immune_adverse_events [data-part=grade]"),
  ).toHaveValue("3");
});

test("an impossible value is never offered as right", async ({ app, page }) => {
  await app.answer("platelets", 150000);
  await app.engine.click("#inr");
  await expect.poll(() => app.issues("platelets")).not.toEqual([]);
  await expect(
    page.locator("#field-platelets [data-action=confirm-value]"),
  ).toHaveCount(0);
});

test("a case with units as reports spell them is shown as it is judged", async ({
  app,
}) => {
  await app.given({
    bilirubin: { value: 24, unit: "µmol/L" },
    albumin: { value: 34, unit: "g/l" },
    platelets: { value: 110, unit: "G/L" },
  });
  expect(await app.typed("bilirubin")).toBe("24");
  expect(await app.typed("albumin")).toBe("34");
  expect(await app.typed("platelets")).toBe("110");
  expect(await app.score("albi")).toContain("1.98");
});
