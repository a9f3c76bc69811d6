// SPDX-License-Identifier: Apache-2.0
// Unpacks the program of the package beside this: `node unpack.mjs <path of the program>`.
import { createReadStream, createWriteStream, renameSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";

const [to] = process.argv.slice(2);
const packed = new URL("node_modules/@sparticuz/chromium/bin/chromium.br", import.meta.url);
// Under its own name only when it is whole.
const part = `${to}.part`;
await pipeline(createReadStream(packed), createBrotliDecompress(), createWriteStream(part, { mode: 0o755 }));
renameSync(part, to);
