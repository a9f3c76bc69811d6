// SPDX-License-Identifier: Apache-2.0
// Every patient of tests/cases on the page: it shows what the core says, in its order, without a gap.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "./fixtures";

const folder = resolve(__dirname, "../cases");
const command = resolve(
  process.env["NEXTLINE_BUILD"] ?? resolve(__dirname, "../../build"),
  "native/nextline",
);
const files = readdirSync(folder).filter((name) => name.endsWith(".json"));

interface Option {
  label: string;
  verdict: string;
}

function assess(patient: string): {
  options: Option[];
  patient: { summary: string };
} {
  try {
    return JSON.parse(
      execFileSync(command, ["assess"], { input: patient, encoding: "utf8" }),
    );
  } catch (failure) {
    // Exit code 1: an entry was wrong; the assessment is there all the same.
    return JSON.parse((failure as { stdout: string }).stdout);
  }
}

test("every case is shown as the core orders it, on a phone, and prints on one page", async ({
  app,
  page,
}) => {
  test.setTimeout(300_000);
  await page.setViewportSize({ width: 390, height: 844 });
  const excluded = (option: Option): boolean =>
    ["not_indicated", "contraindicated"].includes(option.verdict);
  for (const name of files) {
    await test.step(name, async () => {
      const { patient } = JSON.parse(
        readFileSync(resolve(folder, name), "utf8"),
      );
      const buffer = Buffer.from(JSON.stringify(patient));
      await page.setInputFiles("#open-file", {
        name,
        mimeType: "application/json",
        buffer,
      });
      await expect(page.locator("#status")).toContainText("Opened");
      // What the form holds now is what is assessed; it may hold less than the file where that was wrong.
      await page.waitForFunction(
        () => !document.querySelector("#status")?.textContent?.includes("wait"),
      );
      const entered = await page.evaluate(
        () => document.documentElement.dataset["empty"],
      );
      if (entered === "true") return;
      if (
        !/could not be read/.test(await page.locator("#status").innerText())
      ) {
        const core = assess(JSON.stringify(patient));
        await expect.poll(() => app.patientLine()).toBe(core.patient.summary);
        const first = core.options
          .filter((option) => !excluded(option))
          .slice(0, 3);
        expect(await app.firstOptions()).toEqual(
          first.map((option) => option.label),
        );
        expect(await page.locator(".option, .other").count()).toBe(
          core.options.length,
        );
      }
      const text = await page.locator("body").innerText();
      expect(text).not.toMatch(/undefined|\bnull\b|NaN|\[object/);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth),
      ).toBeLessThanOrEqual(390);
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      const size = await page
        .locator(".print-sheet__page")
        .getAttribute("data-size");
      expect(
        Number(size),
        "the type of the printed page stays legible",
      ).toBeLessThan(7);
      await page
        .locator("#status")
        .evaluate((status) => status.replaceChildren());
    });
  }
});
