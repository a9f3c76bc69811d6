// SPDX-License-Identifier: Apache-2.0
// Writes the types of the fields and of what the core answers beside the built core (never into git).
import { mkdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { buildDir, loadFields } from "./fields.mjs";
import { outputTypes } from "./outputs.mjs";
import { fieldTypes } from "./types.mjs";

const folder = resolve(buildDir, "generated");
mkdirSync(folder, { recursive: true });
writeFileSync(resolve(folder, "fields.d.ts"), fieldTypes(loadFields()));
writeFileSync(resolve(folder, "outputs.d.ts"), await outputTypes());
