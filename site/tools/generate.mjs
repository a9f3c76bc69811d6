// SPDX-License-Identifier: Apache-2.0
// Writes the types of the fields and of what the core answers, and the core's words, beside the built core (never into git).
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { buildDir, loadFields, loadWords, wordsDir } from "./fields.mjs";
import { outputTypes } from "./outputs.mjs";
import { fieldTypes } from "./types.mjs";
import { wordModules } from "./words.mjs";

const folder = resolve(buildDir, "generated");
rmSync(wordsDir, { recursive: true, force: true });
mkdirSync(wordsDir, { recursive: true });
writeFileSync(resolve(folder, "fields.d.ts"), fieldTypes(loadFields()));
writeFileSync(resolve(folder, "outputs.d.ts"), await outputTypes());
for (const [name, text] of wordModules(loadWords()))
  writeFileSync(resolve(wordsDir, `${name}.ts`), text);
