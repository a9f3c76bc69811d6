// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from "@playwright/test";
import type { EngineName } from "./fixtures";

const results = "../../build/test-results";

export default defineConfig<object, { engineName: EngineName }>({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: `${results}/engines`,
  // Two engines beside each other, and of each one browser: its clipboard and what it saves are one.
  workers: 2,
  timeout: 480_000,
  expect: { timeout: 60_000 },
  forbidOnly: true,
  reporter: [["list"], ["json", { outputFile: `${results}/engines.json` }]],
  projects: (["webkit", "firefox", "chromium"] as const).map((engineName) => ({
    name: engineName,
    use: { engineName },
  })),
});
