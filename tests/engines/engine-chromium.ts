// SPDX-License-Identifier: Apache-2.0
// Chromium, driven as in the other browser tests.
import { readFileSync } from "node:fs";
import { chromium as launcher } from "@playwright/test";
import { chromiumArguments } from "../browser/chromium";
import { PlaywrightEngine } from "../browser/engine-playwright";
import type { Browser, Network, Tab } from "./browser";

export async function chromium(executablePath: string): Promise<Browser> {
  const browser = await launcher.launch({
    executablePath,
    args: chromiumArguments,
  });
  return {
    version: `Chromium ${browser.version()}`,
    async tab(network: Network): Promise<Tab> {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 900 },
        permissions: ["clipboard-read", "clipboard-write"],
      });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning")
          complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(String(error)));
      const engine = new PlaywrightEngine(page);
      engine.offline = (on) => network(!on);
      return {
        engine,
        async saved(act) {
          const download = page.waitForEvent("download");
          await act();
          const file = await download;
          return [
            file.suggestedFilename(),
            readFileSync(await file.path(), "utf8"),
          ];
        },
        paper: () => page.pdf({ preferCSSPageSize: true }),
        complaints: () => Promise.resolve(complaints),
        close: () => context.close(),
      };
    },
    close: () => browser.close(),
  };
}
