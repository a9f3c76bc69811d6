// SPDX-License-Identifier: Apache-2.0
// What it costs to enter the typical patient and to read the answer, counted as a person would do it (page.md). The
// counts are printed; the bounds are those of the specification.
import { Keyboard, seconds, Thumb, type Effort } from "./effort";
import { expect, test } from "./fixtures";

const told = (who: string, effort: Effort): void =>
  console.log(
    `${who}: ${effort.taps} taps, ${effort.keys} keys typed, ${effort.moves} keys between fields, ${effort.flicks} flicks, ` +
      `${effort.decisions} decisions, ${seconds(effort).toFixed(0)} s by the keystroke-level model`,
  );

const radio = (field: string, value: string): string =>
  `#field-${field} input[value="${value}"]`;
const none = (field: string): string => `#field-${field} input[data-none]`;
const chip = `#field-prior_therapies [data-id=atezolizumab_bevacizumab]`;
const sweep = "[data-sweep=conditions]";

/** Laboratory, weight and age in the order in which they stand. */
const grid = [
  ["bilirubin", "1.4"],
  ["albumin", "34"],
  ["inr", "1.2"],
  ["afp", "650"],
  ["platelets", "110"],
  ["creatinine", "1"],
  ["ast", "48"],
  ["alt", "40"],
  ["hemoglobin", "12.6"],
  ["weight", "72"],
  ["age", "67"],
] as const;

test.describe("by thumb, on a phone", () => {
  test.use({
    firstVisit: true,
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });

  test("the typical patient takes at most 30 taps, 34 keys, 5 flicks and 70 seconds", async ({
    app,
    page,
  }) => {
    await app.ready();
    const thumb = new Thumb(page);
    const choose = async (selector: string): Promise<void> => {
      thumb.decide();
      await thumb.tap(selector);
    };
    await choose(chip);
    await choose(radio("stop_reason", "progression"));
    thumb.decide();
    await thumb.type("months_to_progression", "7");
    await choose(radio("best_response", "sd"));
    await choose(none("immune_adverse_events"));
    await choose(none("vegf_adverse_events"));
    await choose(radio("ecog", "1"));
    thumb.decide();
    for (const [place, [field, text]] of grid.entries()) {
      const inSi = field === "albumin";
      if (inSi) await thumb.tap("#field-albumin .unit input[value='g/L']");
      await thumb.type(field, text, place > 0 && !inSi);
    }
    await choose(radio("sex", "male"));
    await choose(radio("ascites", "none"));
    await choose(radio("encephalopathy", "none"));
    await choose(radio("varices", "low_risk_or_treated"));
    await choose(radio("hbv_status", "negative"));
    await choose(`#field-progression_sites input[value=new_extrahepatic]`);
    thumb.decide();
    await thumb.type("progressing_lesions", "7");
    thumb.decide();
    await thumb.type("progressing_organs", "2", true);
    await choose(radio("other_sites_controlled", "false"));
    await choose(radio("locally_treatable", "false"));
    await choose(radio("portal_vein_invasion", "none"));
    await choose(sweep);
    await thumb.tap("#bar");
    told("P1 by thumb", thumb.effort);
    await expect(
      page.locator("#comparison .compare__button").first(),
    ).toHaveText("Lenvatinib");
    expect(await app.patientLine()).toContain("Child-Pugh A6");
    const { taps, keys, flicks } = thumb.effort;
    expect(taps).toBeLessThanOrEqual(30);
    expect(keys).toBeLessThanOrEqual(34);
    expect(flicks).toBeLessThanOrEqual(5);
    expect(seconds(thumb.effort)).toBeLessThanOrEqual(70);
  });
});

test.describe("by keyboard, at a desk", () => {
  test.use({ viewport: { width: 1360, height: 900 } });

  test("the typical patient takes at most 95 keys and 70 seconds", async ({
    app,
    page,
  }) => {
    await app.ready();
    const hands = new Keyboard(page);
    hands.decide();
    await hands.among(chip);
    await hands.press("Enter");
    await hands.choose("stop_reason", "p");
    await hands.type("months_to_progression", "7");
    await hands.choose("best_response", "s");
    for (const field of ["immune_adverse_events", "vegf_adverse_events"]) {
      hands.decide();
      await hands.among(none(field));
      await hands.press("Space");
    }
    await hands.choose("ecog", "1");
    hands.decide();
    for (const [field, text] of grid) {
      await hands.type(field, text, true);
      if (field === "albumin") {
        // The doubt comes up when the box is left; a person sees it first.
        const doubt = "#field-albumin [data-action=retype]";
        await hands.press("Tab");
        await page.locator(doubt).waitFor();
        await hands.go(doubt, "Tab");
        await hands.press("Enter");
      }
    }
    await hands.choose("sex", "m");
    await hands.choose("ascites", "n");
    await hands.choose("encephalopathy", "n");
    await hands.choose("varices", "l");
    await hands.choose("hbv_status", "n");
    hands.decide();
    await hands.among("#field-progression_sites input[value=new_extrahepatic]");
    await hands.press("Space");
    await hands.type("progressing_lesions", "7");
    await hands.type("progressing_organs", "2");
    await hands.choose("other_sites_controlled", "n");
    await hands.choose("locally_treatable", "n");
    await hands.choose("portal_vein_invasion", "n");
    hands.decide();
    await hands.go(sweep, "Tab");
    await hands.press("Enter");
    told("P1 by keyboard", hands.effort);
    await expect(
      page.locator("#comparison .compare__button").first(),
    ).toBeInViewport();
    const { keys, moves } = hands.effort;
    expect(keys + moves).toBeLessThanOrEqual(95);
    expect(seconds(hands.effort)).toBeLessThanOrEqual(70);
  });
});
