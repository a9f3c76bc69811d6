// SPDX-License-Identifier: Apache-2.0
// The printed page on machines with few fonts: one A4 whatever sans the machine has.
import {
  existsSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  chromium,
  expect,
  test,
  type LaunchOptions,
  type Page,
} from "@playwright/test";
import { caseFiles, patientOf } from "./cases";
import { NextlinePage } from "./driver";
import { PlaywrightEngine } from "./engine-playwright";
import { assess, isExcluded } from "./native";

// Those that fill the page most, and small ones.
const names = [
  "001-",
  "009-",
  "011-",
  "027-",
  "144-",
  "155-",
  "203-",
  "209-",
].map((start) => caseFiles.find((name) => name.startsWith(start)) ?? start);

/** Where Debian and Ubuntu keep a font; `./dev test` installs it. */
function fontFile(name: string): string {
  const found = ["dejavu", "liberation", "liberation2"]
    .map((folder) => `/usr/share/fonts/truetype/${folder}/${name}.ttf`)
    .find((path) => existsSync(path));
  if (!found) throw new Error(`${name}.ttf is not installed`);
  return found;
}

/** Runs with a browser that knows these fonts and no other. */
async function withFonts(
  fonts: string[],
  launchOptions: LaunchOptions,
  run: (page: Page) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "nextline-fonts-"));
  const file = join(folder, "fonts.conf");
  fonts.forEach((name) =>
    symlinkSync(fontFile(name), join(folder, `${name}.ttf`)),
  );
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}</dir><cachedir>${folder}/cache</cachedir></fontconfig>`,
  );
  const browser = await chromium.launch({
    ...launchOptions,
    env: { ...process.env, FONTCONFIG_FILE: file } as Record<string, string>,
  });
  try {
    await run(await browser.newPage());
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}

const sets: Record<string, string[]> = {
  "DejaVu Sans alone": ["DejaVuSans", "DejaVuSans-Bold"],
  "Liberation Sans alone": ["LiberationSans-Regular", "LiberationSans-Bold"],
  // No common sans is as wide: here lists are cut.
  "DejaVu Sans Mono alone": ["DejaVuSansMono", "DejaVuSansMono-Bold"],
};

for (const [set, fonts] of Object.entries(sets)) {
  test(`with ${set} the sheet is one A4 that leaves out no stop sign, entry, option or limit`, async ({}, {
    project,
  }) => {
    test.setTimeout(300_000);
    await withFonts(fonts, project.use.launchOptions ?? {}, async (page) => {
      const app = new NextlinePage(
        new PlaywrightEngine(page),
        process.env["NEXTLINE_URL"] ?? "",
      );
      // What is on the sheet stays to be looked at.
      await page.addInitScript(() =>
        window.addEventListener(
          "afterprint",
          (event) => event.stopImmediatePropagation(),
          { capture: true },
        ),
      );
      await app.open();
      await app.kept();
      let shortened = 0;
      for (const name of names) {
        const patient = patientOf(name);
        const core = assess(patient);
        await app.opened(patient, name);
        await expect
          .poll(() => app.patientLine(), { timeout: 60_000 })
          .toBe(core.patient.summary);
        await app.engine.see("#results-panels[data-current]");
        const pdf = (await page.pdf({ preferCSSPageSize: true })).toString(
          "latin1",
        );
        expect(pdf.match(/\/Type\s*\/Page\b/g), name).toHaveLength(1);
        const sheet = (await page.locator("#print-sheet").textContent()) ?? "";
        core.options.forEach((option, i) => {
          if (!isExcluded(option))
            expect(sheet, name).toContain(`${i + 1}. ${option.label}`);
        });
        expect(sheet, name).toContain("No label names use");
        expect(sheet, name).toMatch(/knowledge \d{4}-\d{2}-\d{2}/);
        expect(
          await page.locator(".print-sheet__section--entered li").count(),
          name,
        ).toBeGreaterThan(0);
        for (const id of [
          "stops",
          "entered",
          "issues",
          "scores",
          "considerations",
          "first",
          "wanted",
          "rest",
          "limits",
        ])
          expect(
            await page
              .locator(`.print-sheet__section--${id} .print-sheet__more`)
              .count(),
            `${name}: ${id}`,
          ).toBe(0);
        shortened += await page.locator(".print-sheet__more").count();
        for (const note of await page
          .locator(".print-sheet__more")
          .allTextContents())
          expect(note).toMatch(/^and [1-9]\d* more, on the screen$/);
      }
      if (set.includes("Mono")) expect(shortened).toBeGreaterThan(0);
    });
  });
}
