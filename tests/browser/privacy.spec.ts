// SPDX-License-Identifier: Apache-2.0
import { createServer, request as forward } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAtezolizumabBevacizumab, NextlinePage } from "./driver";
import { PlaywrightEngine } from "./engine-playwright";
import { expect, test } from "./fixtures";

test.use({ firstVisit: true });

test("no request leaves the page while a patient is entered, and none goes to another origin", async ({
  page,
  context,
}) => {
  // Between the browser and the server, so that requests of the service worker are seen as well.
  const arrived: string[] = [];
  const between = createServer((request, response) => {
    arrived.push(`${request.method} ${request.url}`);
    const target = new URL(request.url ?? "/", process.env["NEXTLINE_URL"]);
    const onward = forward(
      target,
      { method: request.method, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      },
    );
    request.pipe(onward);
  });
  await new Promise<void>((listening) =>
    between.listen(0, "127.0.0.1", listening),
  );
  const address = `http://127.0.0.1:${(between.address() as AddressInfo).port}/`;
  const asked: string[] = [];
  context.on("request", (request) => asked.push(request.url()));
  try {
    const app = new NextlinePage(new PlaywrightEngine(page), address);
    await app.open();
    await app.kept();
    await page.waitForLoadState("networkidle");
    expect(arrived.length).toBeGreaterThan(3);
    const afterLoad = { arrived: arrived.length, asked: asked.length };

    await app.enter(afterAtezolizumabBevacizumab);
    await app.choose("lenvatinib");
    await app.engine.click(".option__more > summary");
    await app.press("example");
    await app.press("clear");
    await page.waitForTimeout(1500);

    // Half a minute after it was last busy the browser itself looks whether there is a new version.
    const ofPage = (request: string): boolean => !request.endsWith("/sw.js");
    expect(arrived.slice(afterLoad.arrived).filter(ofPage)).toEqual([]);
    // What is read on demand comes from the cache: the details, and the program that draws them.
    expect(
      asked
        .slice(afterLoad.asked)
        .filter(ofPage)
        .filter((url) => !/(knowledge-detail|assets\/)[^?#]+$/.test(url)),
    ).toEqual([]);
    expect(asked.filter((url) => !url.startsWith(address))).toEqual([]);
  } finally {
    between.closeAllConnections();
    between.close();
  }
});

test("nothing of the patient is stored", async ({ app, context }) => {
  await app.kept();
  await app.given(afterAtezolizumabBevacizumab);
  await app.enter({ inr: "1,2", ecog: 0 });
  await app.ranked();
  expect(await context.cookies()).toEqual([]);
  const stored = await app.engine.run<Record<string, unknown>>(`(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).map((database) => database.name),
    caches: (await Promise.all((await caches.keys()).map(async (name) =>
      (await (await caches.open(name)).keys()).map((request) => request.url)))).flat(),
  }))()`);
  expect(stored["local"]).toBe(0);
  expect(stored["session"]).toBe(0);
  expect(stored["databases"]).toEqual([]);
  // The cache holds the files of the site and nothing else.
  for (const url of stored["caches"] as string[])
    expect(url.startsWith(app.address)).toBe(true);
  expect(
    (stored["caches"] as string[]).some((url) => url.includes(".wasm")),
  ).toBe(true);
  // Nor does the form come back after a reload.
  await app.reload();
  expect(await app.engine.visible("#results-panels")).toBe(false);
});

test("the policy is strict on every answer and in the page", async ({
  app,
  page,
}) => {
  const files = await app.engine.run<string[]>(
    "['', 'sw.js', 'manifest.webmanifest', 'nothing-here', ...performance.getEntriesByType('resource').map((entry) => entry.name)]",
  );
  expect(files.some((file) => file.endsWith(".wasm"))).toBe(true);
  for (const file of new Set(files)) {
    const answer = await page.request.get(new URL(file, app.address).href);
    const policy = answer.headers()["content-security-policy"] ?? "";
    expect(policy, file).toContain("default-src 'none'");
    expect(policy, file).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(policy, file).toContain("connect-src 'self'");
    expect(policy, file).not.toContain("unsafe-inline");
    expect(policy, file).not.toMatch(/'unsafe-eval'/);
    expect(answer.headers()["x-content-type-options"], file).toBe("nosniff");
    expect(answer.headers()["referrer-policy"], file).toBe("no-referrer");
  }
  const meta = await app.engine.attribute(
    "meta[http-equiv=Content-Security-Policy]",
    "content",
  );
  expect(meta).toContain("default-src 'none'");
  expect(
    await app.engine.run(
      "document.querySelectorAll('[style], style, script:not([src])').length",
    ),
  ).toBe(0);
});
