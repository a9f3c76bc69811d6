// SPDX-License-Identifier: Apache-2.0
// Runs tests/site with Node's own test runner: what of the page needs no browser. Vite bundles the sources as it does for the
// page, so that the tests need no second way to read TypeScript.
import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { build } from "vite";
import { buildDir, wordsDir } from "./fields.mjs";

const root = resolve(import.meta.dirname, "../..");
const tests = resolve(root, "tests/site");
const outDir = resolve(buildDir, "unit");
const input = readdirSync(tests)
  .filter((name) => name.endsWith(".test.ts"))
  .map((name) => resolve(tests, name));

rmSync(outDir, { recursive: true, force: true });
await build({
  configFile: false,
  logLevel: "warn",
  root: resolve(root, "site"),
  resolve: { alias: { "#words": wordsDir } },
  ssr: { noExternal: true },
  build: {
    ssr: true,
    outDir,
    emptyOutDir: true,
    target: "node20",
    minify: false,
    rollupOptions: { input, output: { entryFileNames: "[name].mjs" } },
  },
});
const { status } = spawnSync(
  process.execPath,
  [
    "--test",
    // Some files wait most of the time.
    "--test-concurrency=2",
    "--test-reporter=spec",
    ...readdirSync(outDir)
      .filter((name) => name.endsWith(".test.mjs"))
      .map((name) => resolve(outDir, name)),
  ],
  {
    stdio: "inherit",
    env: { ...process.env, NEXTLINE_BUILD: buildDir, NEXTLINE_TESTS: tests },
  },
);
process.exit(status ?? 1);
