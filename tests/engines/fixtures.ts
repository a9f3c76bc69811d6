// SPDX-License-Identifier: Apache-2.0
// One browser of each engine, a server for each journey. An engine that is not there is skipped, and says why.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test as base } from "@playwright/test";
import { NextlinePage } from "../browser/driver";
import { serve, site } from "../browser/server";
import { Home, type Browser, type Tab } from "./browser";
import { chromium } from "./engine-chromium";
import { firefox } from "./engine-firefox";
import { webkit } from "./engine-webkit";

export type EngineName = "chromium" | "firefox" | "webkit";

/** `./dev` says where the browsers are, or why one is not. */
const given = (name: string): string => process.env[name] ?? "";

async function start(name: EngineName, home: Home): Promise<Browser | null> {
  switch (name) {
    case "chromium":
      return chromium(given("CHROME_PATH") || "/usr/bin/chromium");
    case "firefox":
      return given("FIREFOX_PATH")
        ? firefox(given("FIREFOX_PATH"), home)
        : null;
    case "webkit":
      return given("WEBKIT_PATH") ? webkit(given("WEBKIT_PATH"), home) : null;
  }
}

interface Shared {
  engineName: EngineName;
  /** null: not to be had here. */
  started: Browser | null;
}

interface Fixtures {
  /** A tab of its own, and a server that gives the files of a folder; nothing is kept of an earlier one. */
  openOn: (folder: string) => Promise<{ app: NextlinePage; tab: Tab }>;
  /** The opened page. A journey also fails on what the console complains of. */
  app: NextlinePage;
  tab: Tab;
  opened: { app: NextlinePage; tab: Tab };
}

export const test = base.extend<Fixtures, Shared>({
  engineName: ["chromium", { option: true, scope: "worker" }],
  started: [
    async ({ engineName }, use) => {
      const home = new Home(mkdtempSync(join(tmpdir(), "nextline-engine-")));
      const browser = await start(engineName, home);
      if (browser) console.log(`${engineName}: ${browser.version}`);
      await use(browser);
      await browser?.close();
      home.remove();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  openOn: async ({ started, engineName }, use, { skip }) => {
    if (!started) return skip(true, `no ${engineName} to be driven here`);
    const ends: (() => unknown)[] = [];
    await use(async (folder) => {
      // Another port is another origin: whoever comes to it has never been there.
      let server = await serve(folder);
      const { url } = server;
      const port = Number(new URL(url).port);
      let there = true;
      const tab = await started.tab(async (wanted) => {
        if (wanted === there) return;
        there = wanted;
        if (wanted) server = await serve(folder, port);
        else await server.close();
      });
      ends.push(
        async () =>
          expect(await tab.complaints(), "on the console").toEqual([]),
        () => tab.close(),
        () => server.close(),
      );
      const app = new NextlinePage(tab.engine, url);
      await app.open();
      return { app, tab };
    });
    const failures: unknown[] = [];
    for (const end of ends)
      try {
        await end();
      } catch (reason) {
        failures.push(reason);
      }
    if (failures.length) throw failures[0];
  },
  opened: async ({ openOn }, use) => use(await openOn(site)),
  app: async ({ opened }, use) => use(opened.app),
  tab: async ({ opened }, use) => use(opened.tab),
});

export { expect };
