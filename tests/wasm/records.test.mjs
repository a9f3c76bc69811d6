// SPDX-License-Identifier: Apache-2.0
// The module that the page for many patients runs gives the same bytes as `nextline cohort`, in pieces of any size.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { header, rows } from "../support/clinic.mjs";
import { loadWasm, run } from "./nextline.mjs";

const records = await loadWasm("records");
const folder = mkdtempSync(join(tmpdir(), "nextline-records-"));
after(() => rmSync(folder, { recursive: true }));
const at = (name) => join(folder, name);

const plain = { map: "", decimal: "", missing: [], keep: [], all: false, patientOf: 0 };

/** All that a table says, fed in pieces of `size` bytes. */
function ask(text, options = {}, size = 4096) {
  const bytes = new TextEncoder().encode(text);
  const table = new records.Table({ ...plain, ...options });
  const said = { output: "", errors: "" };
  const decoder = { output: new TextDecoder(), errors: new TextDecoder() };
  const take = () => {
    said.output += decoder.output.decode(table.takeOutput(), { stream: true });
    said.errors += decoder.errors.decode(table.takeErrors(), { stream: true });
  };
  let whole = true;
  for (let i = 0; whole && i < bytes.length; i += size) {
    whole = table.feed(bytes.subarray(i, i + size));
    take();
  }
  whole &&= table.finish();
  take();
  const answer = {
    ...said,
    whole,
    error: table.error(),
    plan: table.plan(),
    summary: table.summary(),
    counts: [table.rows(), table.withErrors(), table.unreadable()],
  };
  table.delete();
  return answer;
}

function natively(text, args = []) {
  writeFileSync(at("in"), text);
  const { out } = run(["cohort", at("in"), "--summary", at("summary"), "--errors", at("errors"), ...args]);
  const [summary, errors] = [at("summary"), at("errors")].map((path) => readFileSync(path, "utf8"));
  return { output: out, errors, summary: summary.trimEnd() };
}

const table = header + rows(1500, 7).replace(/p77,.*/, "p77,12,,,,").replace(/p88,.*/, 'p88,"open').replace("p99,", "p99,x");

for (const [name, options, args] of [
  ["the short columns", {}, []],
  ["every column, with what is not read passed on", { all: true, keep: ["*"] }, ["--columns", "all", "--keep", "all"]],
  ["further words for not known", { missing: ["1", "450"] }, ["--missing", "1,450"]],
])
  test(`${name}: native and WebAssembly give the same rows, errors and summary`, () => {
    const native = natively(table, args);
    for (const size of [777, 65536]) {
      const { output, errors, summary, counts } = ask(table, options, size);
      assert.deepEqual({ output, errors, summary }, native);
      assert.equal(counts[0], 1500);
      assert.equal(counts[1] > 0 && counts[2] > 0, true);
    }
  });

test("a map of columns and its plan: the same bytes", () => {
  const map = JSON.stringify({
    schema: "column-map/1",
    columns: [
      { from: "asc", field: "ascites", values: { 1: "none", 2: "mild" } },
      { from: "plt", field: "platelets", units: [{ from: 1000, unit: "/uL" }, { unit: "10*9/L" }] },
    ],
  });
  writeFileSync(at("map.json"), map);
  const text = "name;asc;plt;albumin[g/L];Bili\nä;1;150000;38,5;x\nb;3;90;35,0;y\n";
  const { output, errors, summary, plan } = ask(text, { map });
  assert.deepEqual({ output, errors, summary }, natively(text, ["--map", at("map.json")]));
  assert.equal(`${plan}\n`, run(["cohort", at("in"), "--map", at("map.json"), "--plan"]).out);
});

test("what is no table is refused in the same words", () => {
  for (const text of ["", "a,b\n1,2\n", "id,ecog,ECOG\n", "PK\u0003\u0004", "{", "id,ecog\n\u0000\u0001\u0002\u0003\u0004\u0005"]) {
    writeFileSync(at("in"), text);
    const { whole, error } = ask(text);
    const native = run(["cohort", "-"], text);
    if (whole) assert.notEqual(native.code, 2, text);
    else assert.equal(native.err.includes(error), true, `${text}: ${error} / ${native.err}`);
  }
});

test("the patient of a row is the one that the command prints; of a row that is none, nothing", () => {
  writeFileSync(at("in"), table);
  for (const row of [1, 77, 99, 1500]) {
    const { output } = ask(table, { patientOf: row });
    assert.equal(`${output}\n`, run(["cohort", at("in"), "--row", String(row)]).out);
    assert.equal(run(["assess"], output).code < 2, true);
  }
  for (const row of [88, 1501, 4_000_000_000]) assert.equal(ask(table, { patientOf: row }).output, "");
});

test("cells of rows are shown as they came out", () => {
  const csv = 'id,errors\n"a ""b"", c",1\n';
  assert.deepEqual(JSON.parse(records.cells(new TextEncoder().encode(csv))), [["id", "errors"], ['a "b", c', "1"]]);
});
