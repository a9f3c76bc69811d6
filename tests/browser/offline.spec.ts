// SPDX-License-Identifier: Apache-2.0
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { afterAtezolizumabBevacizumab, NextlinePage } from "./driver";
import { PlaywrightEngine } from "./engine-playwright";
import { expect, test } from "./fixtures";
import { serve, site } from "./server";

test("a patient is assessed with the network off, after a reload", async ({
  app,
}) => {
  await app.kept();
  await app.offline();
  await app.reload();
  expect(await app.engine.run("!!navigator.serviceWorker.controller")).toBe(
    true,
  );
  await app.enter(afterAtezolizumabBevacizumab);
  await expect.poll(() => app.patientLine()).toContain("Child-Pugh A5");
  expect(await app.firstOptions()).toHaveLength(3);
});

test("the page can be installed", async ({ app, page }) => {
  const manifest = await (
    await page.request.get(new URL("manifest.webmanifest", app.address).href)
  ).json();
  expect(manifest.name).toBe("Nextline");
  for (const icon of manifest.icons) {
    const answer = await page.request.get(new URL(icon.src, app.address).href);
    expect(answer.status(), icon.src).toBe(200);
    expect(answer.headers()["content-type"]).toBe(icon.type);
  }
});

test("a new version waits until the user takes it", async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), "nextline-site-"));
  cpSync(site, folder, { recursive: true });
  const server = await serve(folder);
  try {
    const app = new NextlinePage(new PlaywrightEngine(page), server.url);
    await app.open();
    await app.kept();
    await app.reload();
    await app.answer("ecog", 1);

    // The next release: another page, therefore another list of files in the service worker.
    const html = readFileSync(join(folder, "index.html"), "utf8").replace(
      "Which therapy next?",
      "The next release",
    );
    writeFileSync(join(folder, "index.html"), html);
    writeFileSync(join(folder, "index.html.br"), brotliCompressSync(html));
    const worker = readFileSync(join(folder, "sw.js"), "utf8");
    const changed = worker.replace(
      /(index\.html[^}]*?revision["']?:\s*["'`])[^"'`]*/,
      "$1next",
    );
    expect(changed).not.toBe(worker);
    writeFileSync(join(folder, "sw.js"), changed);
    rmSync(join(folder, "sw.js.br"));
    appendFileSync(join(folder, "sw.js"), "\n");

    await app.engine.run(
      "navigator.serviceWorker.ready.then((registration) => registration.update()).then(() => true)",
    );
    await app.engine.see("#update-notice button");
    expect((await app.engine.texts("#update-notice")).join()).toContain(
      "A new version is ready; the knowledge is the same.",
    );
    // Nothing is swapped in by itself: a reload still shows the old one, with the notice.
    expect(await app.engine.texts("h1")).toEqual(["Which therapy next?"]);
    await app.reload();
    expect(await app.engine.texts("h1")).toEqual(["Which therapy next?"]);
    await app.engine.see("#update-notice button");
    await app.engine.click("#update-notice button");
    await expect
      .poll(() => app.engine.texts("h1").catch(() => []))
      .toEqual(["The next release"]);
  } finally {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
