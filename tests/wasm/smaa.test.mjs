// SPDX-License-Identifier: Apache-2.0
// Rank acceptability gives the same bytes natively, in WebAssembly with SIMD and in WebAssembly without: the modules of
// the bench against `nextline smaa`.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { run } from "./nextline.mjs";

const root = new URL("../../", import.meta.url);

async function load(name) {
  const { default: createNextline } = await import(new URL(`build/wasm/${name}.js`, root));
  return createNextline({ wasmBinary: readFileSync(new URL(`build/wasm/${name}.wasm`, root)) });
}

const modules = [await load("smaa-simd"), await load("smaa-scalar")];

const line = { x: [0, 24], v: [0, 1] };
const names = ["everolimus", "lenvatinib", "sorafenib", "cabozantinib", "regorafenib"];
const problems = {
  "normal, lognormal, beta and logit-normal, clipped and extrapolated": {
    alternatives: names,
    criteria: [
      { id: "a", pvf: line, distribution: "lognormal", mean_sd: names.map((_, i) => [2 + 0.1 * i, 0.1 + 0.05 * i]) },
      { id: "b", pvf: { ...line, out_of_range: "extrapolate" }, distribution: "normal", mean_sd: names.map((_, i) => [9 + i, 3]) },
      { id: "c", pvf: { x: [0, 30, 100], v: [1, 0.2, 0] }, distribution: "beta", scale: 100, alpha_beta: names.map((_, i) => [0.5 + 3 * i, 40.5]) },
      { id: "d", pvf: { x: [0, 1], v: [1, 0] }, distribution: "logit_normal", mean_sd: names.map((_, i) => [i - 3, 0.4]) },
    ],
    cases: [
      { id: "simplex", weights: { type: "uniform_simplex" } },
      { id: "tree", weights: { type: "tree", branches: [[0, 1, 2], [3]] } },
      { id: "ordinal", weights: { type: "ordinal", order_most_important_first: [2, 0, 3, 1] } },
      { id: "fixed", weights: { type: "fixed", w: [4, 3, 2, 1] } },
    ],
  },
  "shifts that studies share, correlated groups, missing results": {
    alternatives: names.slice(0, 3),
    criteria: [
      { id: "a", pvf: line, measurements: [
        { distribution: "lognormal", mean_sd: [2.2, 0.2], study: "one", tau: 0.1 },
        { distribution: "lognormal", mean_sd: [2.3, 0.3], study: "one", tau: 0.1 },
        { worst: 0, best: 12 }] },
      { id: "b", pvf: { x: [0, 40], v: [0, 1] }, measurements: [
        { distribution: "beta", alpha_beta: [9.5, 31.5], scale: 100, study: "two", tau: 0.25 }, null, { value: 17 }] },
      { id: "c", pvf: { x: [0, 1], v: [1, 0] }, baseline_logit_normal: { mu: -2, sigma: 0.2 },
        relative_mu: [0, 0.6, 0.1], relative_cov: [[0, 0, 0], [0, 0.05, 0.04], [0, 0.04, 0.08]] },
    ],
    cases: [{ missing: "worst" }, { missing: "best" }],
  },
  "exact answers": {
    partial_values: [[0.9, 0.2, 0.4], [0.3, 0.8, 0.5], [0.5, 0.5, 0.6], [0.1, 0.4, 0.9]],
    cases: [{}, { weights: { type: "ordinal", order_most_important_first: [0, 2, 1] } }, { weights: [1, 2, 3] }],
  },
};

for (const [name, problem] of Object.entries(problems)) {
  for (const sampled of [false, true]) {
    test(`${name}${sampled ? ", sampled" : ""}: native, SIMD and scalar give the same bytes`, () => {
      const text = JSON.stringify(problem);
      // 1,036 draws end inside a block.
      for (const draws of [4, 1036, 16384]) {
        const args = ["smaa", "-", "--confidence", "--draws", String(draws), ...(sampled ? ["--sampled"] : [])];
        const native = run(args, text);
        assert.equal(native.err, "");
        assert.match(native.out, /"rank_acceptability":\[\[/);
        for (const module of modules) assert.equal(module.text(text, draws, sampled), native.out);
      }
    });
  }
}

test("what is no problem is refused in the same words", () => {
  for (const text of ["", "[]", "{}", '{"partial_values":[[1],[1,2]]}', '{"partial_values":[[1]],"weights":{"type":"x"}}']) {
    const native = run(["smaa", "-"], text);
    assert.equal(native.code, 2);
    assert.equal(native.out, "");
    for (const module of modules) assert.equal(module.text(text, 64, false), native.err);
  }
});
