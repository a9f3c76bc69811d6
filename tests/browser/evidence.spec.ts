// SPDX-License-Identifier: Apache-2.0
import { afterAtezolizumabBevacizumab } from "./driver";
import { expect, test } from "./fixtures";

const more = "#option-lenvatinib .option__more > summary";
const show = "#option-lenvatinib [data-action=evidence]";

test("from an option to the quote behind a number in two taps, also with the network off", async ({
  app,
}) => {
  await app.kept();
  await app.offline();
  await app.enter(afterAtezolizumabBevacizumab);
  await app.engine.see("#first-options");
  await app.engine.click(more);
  await app.engine.see(show);
  await app.engine.click(show);
  await app.engine.see("#option-lenvatinib .evidence");
  const rows = (await app.engine.texts("#option-lenvatinib .evidence")).join(
    "\n",
  );
  expect(rows).toContain("The median PFS was 5.4 months");
  expect(rows).toContain("50 patients");
  expect(
    (await app.engine.texts("#option-lenvatinib .evidence-rows")).join(),
  ).toContain("not treatment effects");
});

test("a source opens where the reader is, and closing it leads back", async ({
  app,
}) => {
  await app.enter(afterAtezolizumabBevacizumab);
  await app.engine.see("#option-lenvatinib .reasons .cite");
  await app.engine.click("#option-lenvatinib .reasons .cite");
  expect((await app.engine.texts("#source-text")).join()).toMatch(/\d{4}/);
  await app.engine.press("Escape");
  expect(await app.engine.visible("#source-dialog")).toBe(false);
  expect(await app.engine.run("document.activeElement.className")).toBe("cite");
});

test.describe("another version", () => {
  test.use({ serviceWorkers: "block" });

  test("details that are not of the core's own knowledge are refused", async ({
    app,
    page,
  }) => {
    await page.route("**/knowledge-detail.*", async (route) => {
      const answer = await route.fetch();
      const detail = await answer.json();
      await route.fulfill({ json: { ...detail, sha256: "0".repeat(64) } });
    });
    await app.enter(afterAtezolizumabBevacizumab);
    await app.engine.see("#first-options");
    await app.engine.click(more);
    await app.engine.see(show);
    await app.engine.click(show);
    await app.engine.see("#first-options .evidence__conflict");
    expect(
      (await app.engine.texts("#first-options .evidence__conflict"))[0],
    ).toContain("another version");
    expect(await app.engine.texts("#first-options .evidence")).toEqual([]);
  });
});
