// SPDX-License-Identifier: Apache-2.0
// The two builds under comparison: the shipped WebAssembly module and the native command.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../../", import.meta.url);
export const command = fileURLToPath(new URL("build/native/nextline", root));
export const casesFolder = fileURLToPath(new URL("tests/cases/", root));

/** The very glue and module that the site ships, loaded in Node. */
export async function loadWasm(name = "nextline") {
  const { default: create } = await import(new URL(`build/wasm/${name}.js`, root));
  return create({ wasmBinary: readFileSync(new URL(`build/wasm/${name}.wasm`, root)) });
}

/** Runs the command once: { code, out, err }. */
export function run(args, input = "") {
  const done = spawnSync(command, args, { input, encoding: "utf8", maxBuffer: 1 << 28 });
  if (done.error) throw done.error;
  return { code: done.status, out: done.stdout, err: done.stderr };
}

/**
 * The native command on many patients: one a line in, one answer of `door` (a command and its options) a line out.
 * `patients` is any iterable of one-line texts; yields [patient, answer] in order.
 */
export function* assessNatively(patients, door = "assess") {
  // Blocks that lie in memory whole: to read answers from a running command takes Node longer than to make them.
  let block = [];
  function* answers() {
    const { error, status, stdout } = spawnSync(command, [...door.split(" "), "--lines"], {
      input: block.join("\n") + "\n",
      maxBuffer: 1 << 30,
      stdio: ["pipe", "pipe", "inherit"],
    });
    if (error) throw error;
    if (status !== 0) throw new Error(`the command ended with exit code ${status}`);
    let from = 0;
    for (const patient of block) {
      const end = stdout.indexOf("\n", from);
      if (end < 0) throw new Error(`the command ended without an answer to ${patient}`);
      yield [patient, stdout.toString("utf8", from, end)];
      from = end + 1;
    }
    block = [];
  }
  for (const patient of patients) {
    block.push(patient);
    if (block.length === 100) yield* answers();
  }
  if (block.length > 0) yield* answers();
}
