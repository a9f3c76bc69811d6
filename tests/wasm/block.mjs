// SPDX-License-Identifier: Apache-2.0
// Blocks of random patients through the native command and the WebAssembly module, on a thread of its own: of each block the hash
// of all answers of both, the overview of every patient and the whole assessment of each hundredth. Hashes are told, answers are not
// kept: a million patients are some hundred gigabytes.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { parentPort, workerData } from "node:worker_threads";
import { command, loadWasm, run } from "./nextline.mjs";
import { randomPatients } from "./random_patients.mjs";

const wasm = await loadWasm();
const fields = JSON.parse(run(["fields"]).out).fields;

/** What the command answers to these, a line each, as bytes. */
function natively(patients, door) {
  const { error, status, stdout } = spawnSync(command, [...door, "--lines"], {
    input: `${patients.join("\n")}\n`,
    maxBuffer: 1 << 30,
    stdio: ["pipe", "pipe", "inherit"],
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`the command ended with exit code ${status}`);
  return stdout;
}

const inWasm = (patient, door) => {
  const { error, text } = wasm[door](patient, "");
  return error === "" ? text : JSON.stringify({ error });
};

/** The hash of both, and the first patient whose answers differ, or null. */
function compare(patients, door, args) {
  const bytes = natively(patients, args);
  const ours = createHash("sha256");
  for (const patient of patients) ours.update(inWasm(patient, door)).update("\n");
  const hash = createHash("sha256").update(bytes).digest("hex");
  if (ours.digest("hex") === hash) return { hash, differs: null };
  const lines = bytes.toString("utf8").split("\n");
  const differs = patients.findIndex((patient, i) => lines[i] !== inWasm(patient, door));
  return { hash, differs: patients[differs] ?? "the number of answers" };
}

for (const block of workerData.blocks) {
  const patients = [...randomPatients(fields, workerData.size, workerData.seed + block)];
  const overview = compare(patients, "overview", ["assess", "--overview"]);
  const some = patients.filter((_, i) => i % 100 === 0);
  const whole = compare(some, "assess", ["assess"]);
  parentPort.postMessage({
    block,
    hash: createHash("sha256").update(overview.hash).update(whole.hash).digest("hex"),
    differs: overview.differs ?? whole.differs,
  });
}
