// SPDX-License-Identifier: Apache-2.0
// The worked scores of the page "About", for those who run them elsewhere.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { transformWithOxc } from "vite";

const path = resolve(import.meta.dirname, "../src/pages/about/vectors.ts");
const { code } = await transformWithOxc(readFileSync(path, "utf8"), path);
export const { vectors } = await import(
  `data:text/javascript,${encodeURIComponent(code)}`
);
