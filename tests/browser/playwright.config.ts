// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from "@playwright/test";
import { chromiumArguments } from "./chromium";

const results = "../../build/test-results";
const chromium = process.env["CHROME_PATH"] ?? "/usr/bin/chromium";

const launch = (executablePath: string) => ({
  launchOptions: {
    executablePath,
    args: chromiumArguments,
  },
});

// What rests on more than the engine: service workers, stores, the way back to a page that was left.
const whole = ["offline.spec.ts", "leave.spec.ts"];

/** Of fixtures.ts. */
interface Options {
  firstVisit: boolean;
}

export default defineConfig<Options>({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: `${results}/browser`,
  globalSetup: "./global-setup.ts",
  fullyParallel: true,
  workers: 2,
  timeout: 240_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  reporter: [["list"], ["json", { outputFile: `${results}/browser.json` }]],
  use: { viewport: { width: 1280, height: 900 } },
  projects: [
    {
      name: "engine",
      testIgnore: whole,
      // Chromium without windows: the same engine in two thirds of the time.
      use: launch(process.env["CHROME_SHELL_PATH"] ?? chromium),
    },
    {
      name: "browser",
      testMatch: whole,
      use: { ...launch(chromium), firstVisit: true },
    },
  ],
});
