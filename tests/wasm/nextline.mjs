// SPDX-License-Identifier: Apache-2.0
// The two builds under comparison: the shipped WebAssembly module and the native command.
import { spawn, spawnSync } from "node:child_process";
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

/** Lines of a stream, split at "\n" only: an assessment may hold any other character. */
async function* linesOf(stream) {
  stream.setEncoding("utf8");
  let rest = "";
  for await (const chunk of stream) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop();
    yield* lines;
  }
  if (rest !== "") yield rest;
}

/**
 * The native command as a stream: one patient a line in, one answer of `door` (a command and its options) a line out. `patients` is any
 * iterable of one-line texts; yields [patient, assessment] in order.
 */
export async function* assessNatively(patients, door = "assess") {
  const child = spawn(command, [...door.split(" "), "--lines"], { stdio: ["pipe", "pipe", "inherit"] });
  const exit = new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
  exit.catch(() => {}); // awaited below
  child.stdin.on("error", () => {}); // the command ended early: seen below as missing lines
  const lines = linesOf(child.stdout);
  // Blocks of patients: enough to keep both sides busy, not so many that they wait in memory.
  let block = [];
  async function* answers() {
    child.stdin.write(block.join("\n") + "\n");
    for (const patient of block) {
      const { value, done } = await lines.next();
      if (done) throw new Error(`the command ended (exit code ${await exit}) without an answer to ${patient}`);
      yield [patient, value];
    }
    block = [];
  }
  for (const patient of patients) {
    block.push(patient);
    if (block.length === 500) yield* answers();
  }
  if (block.length > 0) yield* answers();
  child.stdin.end();
  const code = await exit;
  if (code !== 0) throw new Error(`the command ended with exit code ${code}`);
}
