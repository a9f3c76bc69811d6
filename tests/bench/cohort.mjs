// SPDX-License-Identifier: Apache-2.0
// Prints how long `nextline cohort` takes for many rows of 23 columns, on one thread and on two, and how much memory it
// holds at a thousand rows and at all of them; beside it what splitting alone costs, and whole assessments row by row.
//   node tests/bench/cohort.mjs [ROWS]     a million when nothing is said
import { spawn, spawnSync } from "node:child_process";
import {
  createReadStream,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
  appendFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { registry } from "../support/clinic.mjs";

const command = resolve(
  process.env.NEXTLINE_BUILD ?? resolve(import.meta.dirname, "../../build"),
  "native/nextline",
);
const rows = Number(process.argv[2] ?? 1_000_000);
const folder = mkdtempSync(join(tmpdir(), "nextline-bench-"));
const { header, row } = registry(20261129);

function table(name, count) {
  const path = join(folder, name);
  writeFileSync(path, header);
  for (let i = 1; i <= count;) {
    let text = "";
    for (const end = Math.min(count, i + 20_000 - 1); i <= end; ++i)
      text += `${row(i)}\n`;
    appendFileSync(path, text);
  }
  return path;
}

/** Seconds of all its cores, of the clock, and the most memory it held, in MiB. */
async function run(args) {
  const started = process.hrtime.bigint();
  const child = spawn(command, args, { stdio: ["ignore", "ignore", "ignore"] });
  let most = 0;
  const look = setInterval(() => {
    try {
      const held = /VmHWM:\s+(\d+)/.exec(
        readFileSync(`/proc/${child.pid}/status`, "utf8"),
      );
      most = Math.max(most, Number(held?.[1] ?? 0) / 1024);
    } catch {}
  }, 20);
  await new Promise((done) => child.on("close", done));
  clearInterval(look);
  return { seconds: Number(process.hrtime.bigint() - started) / 1e9, most };
}

const small = table("small.csv", 1000);
const large = table("large.csv", rows);
const say = (what, { seconds, most }, count = rows) =>
  console.log(
    `  ${what.padEnd(34)} ${seconds.toFixed(1).padStart(7)} s  ${((seconds / count) * 1e6).toFixed(1).padStart(7)} us a row  ${most.toFixed(0).padStart(5)} MiB`,
  );
console.log(`cohort, ${rows.toLocaleString("en")} rows of 23 columns`);
say(
  "a thousand rows, one thread",
  await run(["cohort", small, "--jobs", "1"]),
  1000,
);
say("all, one thread", await run(["cohort", large, "--jobs", "1"]));
say("all, two threads", await run(["cohort", large, "--jobs", "2"]));
// The same file read and thrown away: what no reader can be faster than.
const started = process.hrtime.bigint();
for await (const chunk of createReadStream(large)) void chunk.length;
say("reading the file alone", {
  seconds: Number(process.hrtime.bigint() - started) / 1e9,
  most: 0,
});
// A script that asks for a whole assessment for each row.
const some = Math.min(rows, 2000);
const begun = process.hrtime.bigint();
spawnSync(command, ["assess", "--lines"], {
  input: Array.from(
    { length: some },
    () =>
      '{"ecog":1,"albumin":3.8,"bilirubin":1.2,"prior_therapies":["sorafenib"]}',
  ).join("\n"),
  maxBuffer: 1 << 30,
});
say(
  `whole assessments, ${some} rows`,
  { seconds: Number(process.hrtime.bigint() - begun) / 1e9, most: 0 },
  some,
);
rmSync(folder, { recursive: true });
