// SPDX-License-Identifier: Apache-2.0
// What wards enter, entered by hand, question by question: the core hears the same as from the case itself.
import { copied } from "./copied";
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import type { Entries, NextlinePage } from "./driver";
import { expect, test } from "./fixtures";
import { assess } from "./native";

const atezolizumab: Entries = {
  prior_therapies: ["atezolizumab_bevacizumab"],
  stop_reason: "progression",
  progression_sites: ["intrahepatic_growth"],
  immune_adverse_events: [],
  vegf_adverse_events: [],
  ecog: 1,
  bilirubin: { value: "0.9", unit: "mg/dL" },
  albumin: { value: "3.8", unit: "g/dL" },
  inr: 1.1,
  ascites: "none",
  encephalopathy: "none",
  varices: "none",
  afp: { value: 120, unit: "ng/mL" },
};

const patients: Record<string, Entries> = {
  "hypertension of grade 3 beside a nosebleed of grade 1": {
    ...atezolizumab,
    vegf_adverse_events: [
      { event: "hypertension", grade: 3 },
      { event: "other_bleeding", grade: 1 },
    ],
  },
  "immune hepatitis of grade 3 that goes on, colitis twice, others not looked for":
    {
      ...atezolizumab,
      stop_reason: "toxicity",
      immune_adverse_events: [
        { event: "hepatitis", grade: 3, status: "ongoing" },
        { event: "colitis", grade: 2, status: "resolved" },
        { event: "colitis", grade: 1 },
        "?",
      ],
    },
  "a partial response that goes on, and no site of progression": {
    ...atezolizumab,
    stop_reason: "not_stopped",
    best_response: "pr",
    progression_sites: [],
  },
  "a systemic therapy not known which, a recent bleed, platelets of 22": {
    ...atezolizumab,
    prior_therapies: ["other_systemic"],
    comorbidities: ["bleeding_recent"],
    platelets: { value: 22, unit: "10*9/L" },
    prothrombin_prolongation: { value: "12,3", unit: "s" },
  },
  "sites of which only one was looked for, and a brain that is free": {
    ...atezolizumab,
    extrahepatic_spread: true,
    metastasis_sites: ["lung", "!brain", "?"],
  },
};

async function enteredByHand(
  app: NextlinePage,
  page: Page,
  entries: Entries,
): Promise<Record<string, unknown>> {
  await app.enter(entries);
  await page.waitForFunction(
    () => "complete" in document.documentElement.dataset,
  );
  const downloading = page.waitForEvent("download");
  await app.press("save");
  const path = await (await downloading).path();
  return JSON.parse(readFileSync(path, "utf8")).patient;
}

for (const [name, patient] of Object.entries(patients))
  test(`by hand: ${name}`, async ({ app, page }) => {
    test.setTimeout(240_000);
    const entered = await enteredByHand(app, page, patient);
    const wanted = Object.fromEntries(
      Object.entries(patient).map(([field, entry]) => [
        field,
        typeof entry === "object" && "value" in entry
          ? { ...entry, value: Number(String(entry.value).replace(",", ".")) }
          : entry,
      ]),
    );
    const core = assess(JSON.stringify(wanted));
    expect(assess(JSON.stringify(entered))).toEqual(core);
    expect(core.issues.filter(({ severity }) => severity === "error")).toEqual(
      [],
    );
    expect(await app.patientLine()).toBe(core.patient.summary);
  });

test("by hand: limits, absent and open members, stated scores and a confirmed value", async ({
  app,
  page,
}) => {
  test.setTimeout(240_000);
  const entered = await enteredByHand(app, page, {
    afp: { value: "> 60 500", unit: "ng/mL" },
    direct_bilirubin: { value: "<0,2", unit: "mg/dL" },
    comorbidities: ["heart_failure", "?", "!pregnancy"],
    stated_child_pugh: "A",
    weight: { value: 130, unit: "kg" },
  });
  expect(entered).toMatchObject({
    afp: { value: 60500, unit: "ng/mL", comparator: ">" },
    direct_bilirubin: { value: 0.2, unit: "mg/dL", comparator: "<" },
    comorbidities: ["heart_failure", "!pregnancy", "?"],
    stated_child_pugh: "A",
    weight: { value: 130, unit: "kg" },
  });
  await app.engine.click("#ecog, [name=ecog]");
  await expect.poll(() => app.issues("weight")).toHaveLength(1);
  await app.engine.click("#field-weight [data-action=confirm-value]");
  await expect.poll(() => app.issues("weight")).toEqual([]);
  const text = await copied(app, page);
  expect(text).toContain("> 60500 ng/mL");
  expect(text).toContain("Heart failure, no pregnancy, others not looked for");
});
