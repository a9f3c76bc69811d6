// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from "@playwright/test";
import tests from "./playwright.config";

export default defineConfig({
  ...tests,
  projects: [{ ...tests.projects![0]!, testMatch: "screenshots.ts" }],
  outputDir: "../../build/test-results/screenshots",
  reporter: [["list"]],
});
