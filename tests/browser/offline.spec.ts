// SPDX-License-Identifier: Apache-2.0
// What is kept for use without a network: whole or not at all, and never claimed otherwise.
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { afterAtezolizumabBevacizumab, NextlinePage } from "./driver";
import { PlaywrightEngine } from "./engine-playwright";
import { between, faults, files, type Between } from "./faulty";
import { expect, test } from "./fixtures";
import { releases } from "./releases";
import { serve, site } from "./server";
import { integrityOf } from "../../site/tools/seal.mjs";

/** The page from a folder of releases, kept on the device; both are gone when the test ends. */
async function withReleases(
  page: Page,
  run: (
    app: NextlinePage,
    server: ReturnType<typeof releases> & { close: () => void },
  ) => Promise<void>,
  before: (made: ReturnType<typeof releases>) => void = () => {},
): Promise<void> {
  const made = releases();
  before(made);
  const server = await serve(made.folder);
  try {
    const app = new NextlinePage(new PlaywrightEngine(page), server.url);
    await app.open();
    await app.kept();
    await run(app, { ...made, close: () => server.close() });
  } finally {
    server.close();
    rmSync(made.folder, { recursive: true, force: true });
  }
}

/** The page kept on the device, from a server whose files become faulty one by one. */
async function withFaults(
  page: Page,
  run: (app: NextlinePage, faulty: Between["faulty"]) => Promise<void>,
): Promise<void> {
  const server = await between(process.env["NEXTLINE_URL"] ?? "");
  try {
    const app = new NextlinePage(new PlaywrightEngine(page), server.url);
    await app.open();
    await app.kept();
    await run(app, server.faulty);
  } finally {
    server.close();
  }
}

/** Whoever had another window in front comes back. */
const toTheFront = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));

const heading = (page: Page): Promise<string> =>
  page.locator("#entries-title").innerText();

/** Hashes of what is kept, by file. */
const stored = (page: Page): Promise<Record<string, string>> =>
  page.evaluate(async () => {
    const all: Record<string, string> = {};
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const bytes = await (await cache.match(request))!.arrayBuffer();
        const digest = await crypto.subtle.digest("SHA-256", bytes);
        all[new URL(request.url).pathname.slice(1)] =
          `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
      }
    }
    return all;
  });

const built = (): Record<string, string> =>
  Object.fromEntries(
    files()
      .filter((file) => file !== "sw.js")
      .map((file) => [file, integrityOf(readFileSync(join(site, file)))]),
  );

test("a patient is assessed with the network off, after a reload", async ({
  app,
}) => {
  await app.kept();
  await app.offline();
  await app.reload();
  expect(await app.engine.run("!!navigator.serviceWorker.controller")).toBe(
    true,
  );
  await app.given(afterAtezolizumabBevacizumab);
  await expect.poll(() => app.patientLine()).toContain("Child-Pugh A5");
  expect(await app.firstOptions()).toHaveLength(5);
});

test("a page that was reloaded past the service worker has all its parts before the network goes", async ({
  app,
  page,
  context,
}) => {
  await app.kept();
  const session = await context.newCDPSession(page);
  await session.send("Page.reload", { ignoreCache: true });
  await app.ready();
  expect(
    await page.evaluate(() => navigator.serviceWorker.controller === null),
  ).toBe(true);
  // Nothing has been entered; what is kept does not reach this page.
  await app.engine.see("html[data-empty=true][data-complete]");
  await app.offline();
  await app.press("example");
  await app.section("how-sure");
  expect(await page.locator(".missed").count()).toBe(0);
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

test("every file of the site is kept as it was built", async ({
  app,
  page,
}) => {
  await app.kept();
  expect(await page.locator("#offline").innerText()).toBe(
    "Kept on this device: it works with the network off.",
  );
  expect(await stored(page)).toEqual(built());
});

test("a new version is found when the page comes to the front, and waits until the user takes it", async ({
  page,
}) => {
  await withReleases(page, async (app, { release }) => {
    await app.reload();
    await app.answer("ecog", 1);
    release("The next release");
    await toTheFront(page);
    await app.engine.see("#update-notice button");
    expect((await app.engine.texts("#update-notice")).join()).toContain(
      "A new version is ready; the knowledge is the same.",
    );
    // Nothing is swapped in by itself: a reload still shows the old one, with the notice.
    expect(await heading(page)).toBe("Which therapy next?");
    await app.reload();
    expect(await heading(page)).toBe("Which therapy next?");
    await app.engine.see("#update-notice button");
    await app.engine.click("#update-notice button");
    await expect
      .poll(() => heading(page).catch(() => ""), { timeout: 60_000 })
      .toBe("The next release");
  });
});

test("a broken deploy leaves the version that works, and is fetched again when it is mended", async ({
  page,
}) => {
  await withReleases(page, async (app, { folder, release, write }) => {
    release("The next release");
    const whole = readFileSync(join(folder, "index.html"), "utf8");
    const refused = (): Promise<unknown> =>
      page.evaluate(async () => {
        const registration = (await navigator.serviceWorker.getRegistration())!;
        const found = new Promise((resolve) => {
          registration.addEventListener("updatefound", () => {
            const worker = registration.installing!;
            worker.addEventListener("statechange", () => resolve(worker.state));
          });
        });
        // The browser may be looking by itself just then: once more until it has found something.
        const front = (): boolean =>
          document.dispatchEvent(new Event("visibilitychange"));
        front();
        const again = setInterval(front, 1000);
        return found.finally(() => clearInterval(again));
      });
    for (const broken of [
      whole.slice(0, whole.length / 2),
      whole.replace("The next", "The mext"),
      "<!doctype html><title>Sign in</title>",
    ]) {
      write("index.html", broken);
      expect(await refused()).toBe("redundant");
      expect(await page.locator("#update-notice").innerText()).toBe("");
      await app.reload();
      await app.kept();
      expect(await heading(page)).toBe("Which therapy next?");
      expect(await stored(page)).toEqual(built());
    }
    write("index.html", whole);
    await toTheFront(page);
    await app.engine.see("#update-notice button");
  });
});

test("a second tab says that the first took the new version, and goes on with its own", async ({
  page,
  context,
}) => {
  const only = "assets/only-in-the-first.js";
  await withReleases(
    page,
    async (first, { folder, release }) => {
      await first.reload();
      const other = await context.newPage();
      const second = new NextlinePage(
        new PlaywrightEngine(other),
        first.address,
      );
      await second.open();
      await second.kept();
      await second.answer("ecog", 1);
      await second.kept(); // a change of versions waits for what the one before is at

      rmSync(join(folder, only));
      release("The second release");
      await toTheFront(page);
      await first.engine.see("#update-notice button");
      await first.engine.click("#update-notice button");
      await expect
        .poll(() => heading(page).catch(() => ""), { timeout: 60_000 })
        .toBe("The second release");

      await expect(other.locator("#update-notice")).toContainText(
        "A new version was taken in another tab.",
      );
      expect(await heading(other)).toBe("The first release");
      await second.ranked();
      await second.page("evidence");
      await second.engine.see(".forest");
      // What only its own version has is still there, though the server has it no more.
      expect(
        await other.evaluate(
          async (file) => (await fetch(`./${file}`)).text(),
          only,
        ),
      ).toBe(only);
      await other.click('.pages a[href="./"]');
      await other.click("#update-notice button");
      await expect
        .poll(() => heading(other).catch(() => ""))
        .toBe("The second release");
    },
    ({ release }) => release("The first release", only),
  );
});

test("with 300 kB of room nothing is kept, and the page says so; with room again it is kept", async ({
  page,
  context,
}) => {
  const app = new NextlinePage(
    new PlaywrightEngine(page),
    process.env["NEXTLINE_URL"] ?? "",
  );
  const { origin } = new URL(app.address);
  const session = await context.newCDPSession(page);
  await session.send("Storage.overrideQuotaForOrigin", {
    origin,
    quotaSize: 300_000,
  });
  await app.open();
  await expect(page.locator("#offline")).toContainText("There is no room");
  expect(await page.locator("body").innerText()).not.toContain(
    "works with the network off",
  );
  expect(await stored(page)).toEqual({});
  await app.press("example");
  expect(await app.firstOptions()).toHaveLength(5);
  await session.send("Storage.overrideQuotaForOrigin", { origin });
  await page.click("#offline button");
  await app.kept();
  expect(await stored(page)).toEqual(built());
});

for (const [name, make] of [
  ["is not there", "({ value: undefined })"],
  [
    "may not be touched",
    "({ get() { throw new DOMException('no', 'SecurityError'); } })",
  ],
] as const)
  test(`where the browser's service worker ${name} a patient is assessed, and the page says that it needs the network`, async ({
    page,
  }) => {
    await page.addInitScript(
      `Object.defineProperty(navigator, "serviceWorker", ${make})`,
    );
    const app = new NextlinePage(
      new PlaywrightEngine(page),
      process.env["NEXTLINE_URL"] ?? "",
    );
    await app.open();
    await app.press("example");
    expect(await app.firstOptions()).toHaveLength(5);
    await expect(page.locator("#offline")).toContainText(
      "does not let the page be kept. It needs the network.",
    );
    expect(await page.locator("html[data-kept]").count()).toBe(0);
  });

test("once kept, a server that gives every file damaged changes nothing", async ({
  page,
}) => {
  await withFaults(page, async (app, faulty) => {
    for (const fault of faults) {
      faulty.set("*", fault);
      await app.reload();
      await app.kept();
      await app.press("example");
      expect(await app.firstOptions(), fault).toHaveLength(5);
      await app.section("how-sure");
      await app.engine.see(".rank-bar");
      await app.page("evidence");
      await app.engine.see(".forest");
      await page.click('.pages a[href="./"]');
      expect(await page.locator(".missed").count()).toBe(0);
      await toTheFront(page);
    }
    expect(await stored(page)).toEqual(built());
  });
});

test("a service worker damaged at any place on its way takes nothing away, and is not taken", async ({
  page,
}) => {
  test.setTimeout(300_000);
  await withReleases(page, async (app, { write, close }) => {
    const worker = readFileSync(join(site, "sw.js"), "utf8");
    // Here and there, and in all that makes it look at itself when it is installed.
    const spread = 32;
    const lookingAt = /addEventListener\([`"']install|oninstall=/g;
    const places = [
      ...Array.from({ length: spread }, (_, place) =>
        Math.floor(((place + 0.5) / spread) * worker.length),
      ),
      ...[...worker.matchAll(lookingAt)].flatMap(({ index }) =>
        Array.from({ length: 14 }, (_, place) => index + 4 * place),
      ),
    ];
    expect(places).toHaveLength(spread + 2 * 14);
    for (const at of places) {
      const other = String.fromCharCode(worker.charCodeAt(at) ^ 1);
      write("sw.js", worker.slice(0, at) + other + worker.slice(at + 1));
      const state = await page.evaluate(async () => {
        const registration = (await navigator.serviceWorker.getRegistration())!;
        await registration.update().catch(() => {}); // one that is no script any more
        const { installing } = registration;
        if (installing)
          await new Promise<void>((ended) => {
            installing.onstatechange = () => ended();
          });
        return installing?.state ?? "none";
      });
      expect(state, `byte ${at}`).toMatch(/none|redundant/);
      expect(await stored(page), `byte ${at}`).toEqual(built());
    }
    close();
    await app.reload();
    await app.press("example");
    expect(await app.firstOptions()).toHaveLength(5);
  });
});

test("what is damaged on the device is not used, and is mended from the server", async ({
  page,
}) => {
  const app = new NextlinePage(
    new PlaywrightEngine(page),
    process.env["NEXTLINE_URL"] ?? "",
  );
  await app.open();
  await app.kept();
  await app.reload();
  await app.kept(); // nothing is being looked at any more
  await page.evaluate(async () => {
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        // The document itself says nothing of its own hash: it is mended for the next time.
        if (/(html|boot\.js)$/.test(request.url)) continue;
        const answer = (await cache.match(request))!;
        const bytes = new Uint8Array(await answer.arrayBuffer());
        bytes[bytes.length >> 1]! ^= 1;
        await cache.put(
          request,
          new Response(bytes, { headers: answer.headers }),
        );
      }
    }
  });
  await app.engine.reload();
  // The first script is damaged: it does not run, and the document says so.
  await app.engine.see("#not-loaded a");
  expect(await page.locator("html[data-core]").count()).toBe(0);
  await page.click("#not-loaded a");
  await app.kept();
  expect(await page.locator("#not-loaded").isVisible()).toBe(false);
  await app.press("example");
  expect(await app.firstOptions()).toHaveLength(5);
  await app.section("how-sure");
  await app.engine.see(".rank-bar");
  expect(await stored(page)).toEqual(built());
});

test("a module of the core that is damaged on the device ranks nothing while the network is off", async ({
  page,
  context,
}) => {
  await withFaults(page, async (app, faulty) => {
    await app.reload();
    await app.kept(); // nothing is being looked at any more
    await page.evaluate(async () => {
      const cache = await caches.open((await caches.keys())[0]!);
      const all = await cache.keys();
      const request = all.find(({ url }) => /nextline-.*wasm$/.test(url))!;
      const answer = (await cache.match(request))!;
      const bytes = new Uint8Array(await answer.arrayBuffer());
      bytes[bytes.length - 100]! ^= 1; // in the data: it would start and answer
      await cache.put(
        request,
        new Response(bytes, { headers: answer.headers }),
      );
    });
    faulty.set("*", "network error");
    // Else the browser's own cache would mend it.
    const session = await context.newCDPSession(page);
    await session.send("Network.clearBrowserCache");
    await app.engine.reload();
    await app.engine.see("#start .missed");
    expect(await page.locator("#start").innerText()).toContain(
      "nothing can be assessed",
    );
    await page.click("[data-action=example]");
    expect(await app.engine.visible("#comparison")).toBe(false);
    faulty.clear();
    await page.click("#start .missed button");
    await app.ready();
    await app.ranked();
  });
});

test("an overdue review is said by the page's clock", async ({ page }) => {
  const app = new NextlinePage(
    new PlaywrightEngine(page),
    process.env["NEXTLINE_URL"] ?? "",
  );
  await app.open();
  await app.press("example");
  await app.section("sources");
  const versions = (await page.locator("#sources").textContent()) ?? "";
  const due = /review[^.]*?(\d{4}-\d{2}-\d{2})/i.exec(versions)?.[1] ?? "";
  expect(due).not.toBe("");
  const notice = page.locator("#review-notice");
  await page.clock.setFixedTime(new Date(`${due}T12:00:00`));
  await toTheFront(page);
  await expect(notice).toHaveText("");
  const after = new Date(`${due}T12:00:00`);
  after.setDate(after.getDate() + 1);
  await page.clock.setFixedTime(after);
  await toTheFront(page);
  await expect(notice).toContainText(`was due for review on ${due}`);
});
