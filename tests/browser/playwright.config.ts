// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from "@playwright/test";

const results = "../../build/test-results";

export default defineConfig({
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
  use: {
    viewport: { width: 1280, height: 900 },
    launchOptions: {
      executablePath: process.env["CHROME_PATH"] ?? "/usr/bin/chromium",
      args: [
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
        // Quiet without a network.
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--disable-quic",
      ],
    },
  },
});
