// SPDX-License-Identifier: Apache-2.0
// The patients of tests/cases on the page: it shows what the core says, in its order, without a gap. A tenth of them, spread
// over the folder, and all with NEXTLINE_LONG: what the core says of each is held by tests/cases and tests/wasm in every run.
import { caseFiles, patientOf } from "./cases";
import { expect, test } from "./fixtures";
import { isSuitable } from "../site/suitable";
import { assess, isExcluded, missingToRank } from "./native";

const shown = caseFiles.filter(
  (_, index) => process.env["NEXTLINE_LONG"] !== undefined || index % 10 === 0,
);

// Half of them each, so that two workers share them.
test.describe.configure({ mode: "parallel" });

for (const half of [0, 1])
  test(`cases are shown as the core orders it, on a phone, and prints on one page (half ${half + 1})`, async ({
    app,
    page,
  }) => {
    test.setTimeout(shown.length * 10_000);
    await page.setViewportSize({ width: 390, height: 844 });
    await app.kept();
    for (const name of shown.filter((_, index) => index % 2 === half)) {
      await test.step(name, async () => {
        const patient = patientOf(name);
        if (patient === "{}") return; // nothing is ranked
        await app.opened(patient, name);
        // Also where the file was wrong: what cannot be read stays in the case and reaches the core.
        const core = assess(patient);
        const ranked = !missingToRank(core);
        const inPlace = core.options.filter((option) => !isExcluded(option));
        const first = inPlace.slice(0, 5);
        const rest = inPlace.slice(5);
        const needs = ({ verdict }: { verdict: string }): boolean =>
          verdict === "needs_information";
        const order = [
          ...first,
          ...rest.filter((option) => !needs(option)),
          ...rest.filter(needs),
          ...core.options.filter(isExcluded),
        ];
        await expect
          .poll(async () => [
            await app.patientLine(),
            ...(await app.firstOptions()),
          ])
          .toEqual([
            core.patient.summary,
            ...(ranked ? first.map(({ label }) => label) : []),
          ]);
        if (ranked) {
          for (const key of ["others", "needing", "excluded"])
            if (await page.locator(`.compare-group[data-key=${key}]`).count())
              await app.group(key);
          expect(
            await page.$$eval(".compare__row", (rows) =>
              rows.map((row) => (row as HTMLElement).dataset["key"]),
            ),
          ).toEqual(order.map(({ id }) => id));
          await expect(
            page.locator(".compare__row .badge[data-state=suitable]"),
            "green only while no caution is open, nor advised against",
          ).toHaveCount(core.options.filter(isSuitable).length);
        } else expect(await page.locator(".compare__row").count()).toBe(0);
        expect(await page.locator("body").innerText()).not.toMatch(
          /undefined|\bnull\b|NaN|\[object/,
        );
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth),
        ).toBeLessThanOrEqual(390);
        await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
        expect(
          await page.locator(".print-sheet__page").getAttribute("data-pages"),
        ).toBe("1");
      });
    }
  });
