// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { integrityOf } from "../../site/tools/seal.mjs";
import { afterAtezolizumabBevacizumab } from "./driver";
import { expect, test } from "./fixtures";
import { site } from "./server";

const studies = "#option-lenvatinib [data-load] > summary";
const result = "#option-lenvatinib [data-evidence=yoo2024_lenvatinib]";

test("from an option to the quote behind a number in two taps on a phone, also with the network off", async ({
  app,
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await app.kept();
  await app.offline();
  await app.given(afterAtezolizumabBevacizumab);
  await app.choose("lenvatinib");
  await app.engine.click(studies);
  await app.engine.see(`${result}[data-outcome=pfs]`);
  expect(
    (await app.engine.texts("#option-lenvatinib .option-evidence")).join(),
  ).toContain("not treatment effects");
  // What guidelines say of it stands there too, with how it was read; those that were not read do not.
  const guidelines = (
    await app.engine.texts("#option-lenvatinib [data-key=guidelines]")
  ).join();
  expect(guidelines).toContain("ASCO 2024");
  expect(guidelines).toContain("PDQ");
  expect(guidelines).toContain("National Health Commission");
  expect(guidelines).not.toContain("EASL");
  await app.engine.click(`${result}[data-outcome=pfs]`);
  await app.engine.see("#row-sheet");
  const sheet = (await app.engine.texts("#row-sheet")).join();
  expect(sheet).toContain("The median PFS was 5.4 months");
  expect(sheet).toContain("Document 003 section 4.2, paragraph 5");
  expect(sheet).toContain("50 patients");
  // What nobody reported is said, not left out.
  expect(sheet).toMatch(/Time to progression\s+not reported/);
  // Closing it leads back to the number.
  await app.engine.press("Escape");
  expect(await app.engine.visible("#row-sheet")).toBe(false);
  expect(await app.engine.run("document.activeElement.dataset.evidence")).toBe(
    "yoo2024_lenvatinib",
  );
});

test("a contradiction is marked on the number, and both readings stand behind it", async ({
  app,
}) => {
  await app.given(afterAtezolizumabBevacizumab);
  await app.choose("lenvatinib");
  await app.engine.click(studies);
  const matched =
    "#option-lenvatinib [data-evidence=chon2024_lenvatinib_matched][data-outcome=os]";
  await app.engine.see(`${matched} .conflict-mark`);
  await app.engine.click(matched);
  const sheet = (await app.engine.texts("#row-sheet")).join();
  expect(sheet).toContain("swapped columns");
  expect(sheet).toContain("Used:");
});

test("a source opens where the reader is, and closing it leads back", async ({
  app,
}) => {
  await app.given(afterAtezolizumabBevacizumab);
  await app.choose("lenvatinib");
  await app.engine.click("#option-lenvatinib .reasons .cite");
  expect((await app.engine.texts("#source-text")).join()).toMatch(/\d{4}/);
  await app.engine.press("Escape");
  expect(await app.engine.visible("#source-dialog")).toBe(false);
  expect(await app.engine.run("document.activeElement.className")).toBe("cite");
});

test.describe("another version", () => {
  test.use({ firstVisit: true, serviceWorkers: "block" });

  test("details that are not of the core's own knowledge are refused, in a card and on a page", async ({
    app,
    page,
  }) => {
    // Whole by its hash, in a build that put the details of another knowledge beside this core.
    const read = (name: string): string =>
      readFileSync(join(site, name), "utf8");
    const html = read("index.html");
    const partsName = /assets\/parts-[^"]+/.exec(html)![0];
    const name = /knowledge-detail\.[0-9a-f]+\.json/.exec(read(partsName))![0];
    const detail = JSON.stringify({
      ...JSON.parse(read(name)),
      sha256: "0".repeat(64),
    });
    const partsText = read(partsName).replace(
      integrityOf(read(name)),
      integrityOf(detail),
    );
    const fill = (glob: string, body: string, contentType: string) =>
      page.route(glob, (route) => route.fulfill({ body, contentType }));
    await fill(`**/${name}`, detail, "application/json");
    await fill(`**/${partsName}`, partsText, "application/json");
    await fill(
      app.address,
      html.replace(integrityOf(read(partsName)), integrityOf(partsText)),
      "text/html",
    );
    await app.reload();
    await app.given(afterAtezolizumabBevacizumab);
    await app.choose("lenvatinib");
    await app.engine.click(studies);
    await expect
      .poll(() => app.engine.texts("#option-lenvatinib .missed"))
      .toEqual([expect.stringContaining("another version")]);
    expect(await app.engine.texts(".forest")).toEqual([]);
    await app.engine.press("Escape");
    await app.page("evidence");
    await expect
      .poll(() => app.engine.texts("#page .missed"))
      .toEqual([expect.stringContaining("another version")]);
    expect(await app.engine.texts(".forest")).toEqual([]);
  });
});
