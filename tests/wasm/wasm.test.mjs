// SPDX-License-Identifier: Apache-2.0
// The shipped WebAssembly module gives the same bytes as the native command: on every case, on thousands of
// random patients (a million in blocks with NEXTLINE_LONG=1) and on texts that are no patients.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { test } from "node:test";
import { Worker } from "node:worker_threads";
import { assessNatively, casesFolder, loadWasm, run } from "./nextline.mjs";
import { randomPatients } from "./random_patients.mjs";

const wasm = await loadWasm();
const insight = await loadWasm("insight"); // what the worker runs
const fields = JSON.parse(run(["fields"]).out).fields;

/** Every patient in tests/cases: [name, text]. */
function cases() {
  return readdirSync(casesFolder, { recursive: true })
    .filter((file) => file.endsWith(".json"))
    .sort()
    .flatMap((file) => {
      const read = JSON.parse(readFileSync(join(casesFolder, file), "utf8"));
      return [read].flat().map((one, i) => [`${basename(file, ".json")}${Array.isArray(read) ? ` ${i}` : ""}`, one]);
    })
    .filter(([, one]) => one.patient !== undefined)
    .map(([name, one]) => [name, JSON.stringify(one.patient), one]);
}

/** The exit code that belongs to a reply of the module. */
function exitCode({ error, text }) {
  if (error !== "") return 2;
  return JSON.parse(text).issues.some((issue) => issue.severity === "error") ? 1 : 0;
}

test("there are cases to compare", () => assert.ok(cases().length > 0));

for (const [name, patient] of cases()) {
  test(`case ${name}: native and WebAssembly give the same bytes`, () => {
    const reply = wasm.assess(patient, "");
    const native = run(["assess"], patient);
    assert.equal(native.out, `${reply.text}\n`);
    assert.equal(native.code, exitCode(reply));
  });
}

/** The command with weights from a file: { code, out, err }. */
function runWeighted(args, patient, preferences) {
  const folder = mkdtempSync(join(tmpdir(), "nextline-"));
  try {
    const file = join(folder, "preferences.json");
    writeFileSync(file, preferences);
    return run([...args, "--preferences", file], patient);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const weights = [
  "",
  '{"preset":"tolerability_first"}',
  '{"preset":"patient_preference"}',
  '{"order":["os","grade34","pfs","orr"]}',
  '{"weights":{"os":3,"pfs":1,"orr":1,"grade34":5}}',
  '{"weights":{"os":1e308,"pfs":1e-308,"orr":0.1,"grade34":0.3}}',
  '{"weights":{"os":-1}}',
  '{"preset":"\ud800 cheapest"}',
  "[]",
  "{",
  '{"order":["os","os","pfs","orr"],"order":[]}',
];

// What an assessment with the comparison holds of an exploration, which says its schema where it stands alone.
const membersOf = (exploration) => exploration.replace('{"schema":"explore/1",', "").slice(0, -1);

for (const [name, patient, one] of cases().filter(([, , each]) => each.preferences || each.robustness)) {
  test(`case ${name}, with its weights and comparison: the same bytes`, () => {
    const preferences = one.preferences === undefined ? "" : JSON.stringify(one.preferences);
    const draws = one.robustness ?? 2048;
    const native = runWeighted(["assess", "--robustness", "--draws", String(draws)], patient, preferences);
    const assessment = wasm.assess(patient, preferences).text;
    const robustness = insight.robustness(patient, preferences, draws).text;
    const explored = membersOf(insight.explore(patient, preferences).text);
    assert.equal(native.out, `${assessment.slice(0, -1)},${explored},"robustness":${robustness}}\n`);
  });
}

for (const [place, preferences] of weights.entries()) {
  test(`weights ${preferences}: native and WebAssembly give the same bytes, shares included`, () => {
    // Other cases for each, so that together they meet every third; all of them with NEXTLINE_LONG.
    const some = cases().filter((_, i) => process.env.NEXTLINE_LONG || i % (3 * weights.length) === 3 * place);
    for (const [name, patient] of some) {
      const native = runWeighted(["assess", "--robustness", "--draws", "512"], patient, preferences);
      const assessment = wasm.assess(patient, preferences).text;
      const robustness = insight.robustness(patient, preferences, 512).text;
      const explored = membersOf(insight.explore(patient, preferences).text);
      assert.equal(native.out, `${assessment.slice(0, -1)},${explored},"robustness":${robustness}}\n`, name);
    }
  });
}

test("the refined answer of 16,384 draws has the same bytes, and no other shares than the quick one within its error", () => {
  const [, patient] = cases().find(([name]) => name.startsWith("001"));
  const refined = insight.robustness(patient, "", 16384).text;
  const native = JSON.parse(run(["assess", "--robustness"], patient).out).robustness;
  assert.equal(JSON.stringify(native), JSON.stringify(JSON.parse(refined)));
  const quick = JSON.parse(insight.robustness(patient, "", 2048).text);
  for (const [i, option] of native.options.entries()) {
    for (const policy of ["worst", "best"]) {
      const apart = Math.abs(option.first_rank_share[policy] - quick.options[i].first_rank_share[policy]);
      // Five standard errors of the difference.
      assert.ok(apart < 5 * 0.5 * Math.sqrt(1 / 2048 + 1 / 16384), `${option.id} ${policy}: ${apart}`);
    }
  }
});

test("why one option stands above another is said in the same words", () => {
  const [, patient] = cases().find(([name]) => name.startsWith("001"));
  for (const [a, b] of [
    ["lenvatinib", "sorafenib"],
    ["olaparib", "clinical_trial"],
    ["lenvatinib", "aspirin"],
  ]) {
    const reply = wasm.compare(patient, "", a, b);
    const native = run(["compare", a, b], patient);
    if (reply.error === "") assert.equal(native.out, `${reply.text}\n`);
    else assert.ok(native.err.includes(reply.error));
  }
});

test("the version names the release and the knowledge", () => {
  assert.equal(insight.version(), wasm.version());
  assert.match(wasm.version(), /^nextline \d+\.\d+\.\d+, knowledge \d{4}-\d\d-\d\d \([0-9a-f]{64}\)$/);
});

test("what is no patient is refused in the same words, and nothing is given out", () => {
  const texts = ["", " ", "{", "[]", "7", "null", '{"age":NaN}', '{"age":Infinity}', '{"age":1}{}', "\u0000", "\ufeff",
    `{"course":${"[".repeat(20)}${"]".repeat(20)}}`, `{"x":"${"y".repeat(1 << 20)}"}`];
  for (const text of texts) {
    const reply = wasm.assess(text, "");
    const native = run(["assess"], text);
    const shown = JSON.stringify(text.slice(0, 40));
    assert.notEqual(reply.error, "", shown);
    assert.equal(reply.text, "", shown);
    assert.equal(native.code, 2, shown);
    assert.equal(native.out, "", shown);
    assert.ok(native.err.includes(reply.error), `${shown}: ${native.err} has not: ${reply.error}`);
  }
});

const count = process.env.NEXTLINE_LONG ? 10_000 : 1_000;
test(`${count} random patients: native and WebAssembly give the same bytes`, () => {
  let assessed = 0;
  let refused = 0;
  for (const [patient, native] of assessNatively(randomPatients(fields, count, 20261121))) {
    const reply = wasm.assess(patient, "");
    if (reply.error === "") {
      assert.equal(native, reply.text, `differs for ${patient}`);
      ++assessed;
    } else {
      assert.deepEqual(JSON.parse(native), { error: reply.error }, `differs for ${patient}`);
      ++refused;
    }
  }
  assert.equal(assessed + refused, count);
  // The generator is only worth its name when it makes both kinds, and mostly patients.
  assert.ok(assessed > 0.9 * count && refused > 0, `${assessed} assessed, ${refused} refused`);
});

test("overviews: the same bytes on all cases", () => {
  for (const [patient, native] of assessNatively(cases().map(([, patient]) => patient), "assess --overview")) {
    const { error, text } = wasm.overview(patient, "");
    assert.equal(native, error === "" ? text : JSON.stringify({ error }), `differs for ${patient}`);
  }
});

// Both cores; of each block of patients a hash, so that two machines or two builds can be compared by one line.
const many = process.env.NEXTLINE_LONG ? 1_000_000 : 2_000;
test(`${many} random patients in blocks: the same bytes, the overview of all and the whole assessment of each hundredth`, async (t) => {
  const size = 1000;
  const threads = 2;
  const hashes = [];
  const differ = [];
  await Promise.all(
    Array.from({ length: threads }, (_, thread) => {
      const blocks = Array.from({ length: many / size }, (_, block) => block).filter((block) => block % threads === thread);
      const worker = new Worker(new URL("block.mjs", import.meta.url), { workerData: { blocks, size, seed: 20261129 } });
      worker.on("message", ({ block, hash, differs }) => {
        hashes[block] = hash;
        if (differs !== null) differ.push(differs);
      });
      return new Promise((resolve, reject) => worker.on("error", reject).on("exit", resolve));
    }),
  );
  assert.deepEqual(differ, []);
  assert.equal(hashes.filter(Boolean).length, many / size);
  t.diagnostic(`hash of all blocks: ${createHash("sha256").update(hashes.join("")).digest("hex")}`);
});

test("an option or a trial by itself is what the native assessment holds of it, in the same bytes", () => {
  for (const [name, patient] of cases().filter((_, i) => i % 20 === 0)) {
    const { options, trials } = JSON.parse(run(["assess"], patient).out);
    for (const one of options) assert.equal(wasm.option(patient, "", one.id).text, JSON.stringify(one), name);
    for (const one of trials) assert.equal(wasm.trial(patient, "", one.id).text, JSON.stringify(one), name);
  }
  assert.equal(wasm.option("{}", "", "aspirin").error, 'Expected the id of an option that "nextline knowledge" lists.');
  assert.equal(wasm.trial("{}", "", "aspirin").error, 'Expected the id of a trial that "nextline knowledge" lists.');
});

const explored = process.env.NEXTLINE_LONG ? 20_000 : 100;
test(`what to ask and what would change it: the same bytes on all cases and ${explored} random patients`, async () => {
  const patients = [...cases().map(([, patient]) => patient), ...randomPatients(fields, explored, 20261125)];
  let told = 0;
  for (const [patient, native] of assessNatively(patients, "explore")) {
    const reply = insight.explore(patient, "");
    assert.equal(native, reply.error === "" ? reply.text : JSON.stringify({ error: reply.error }), `differs for ${patient}`);
    if (reply.error === "") ++told;
  }
  assert.ok(told > 0.9 * patients.length, `${told} of ${patients.length} told`);
});
