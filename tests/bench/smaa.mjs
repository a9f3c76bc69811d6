// SPDX-License-Identifier: Apache-2.0
// Prints how long rank acceptability takes (20 options, 6 criteria, 16,384 draws; ranks, pairwise index and central
// weights) natively, in WebAssembly with SIMD and without, and in plain JavaScript, in one run. Judges nothing. Run by
// `./dev bench`.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../../", import.meta.url);
const draws = 16384;
const options = 20;
const criteria = 6;
const rounds = 31;

async function load(name) {
  const { default: createNextline } = await import(new URL(`build/wasm/${name}.js`, root));
  const module = await createNextline({ wasmBinary: readFileSync(new URL(`build/wasm/${name}.wasm`, root)) });
  module.build();
  return module;
}

/**
 * The same method as one would write it in JavaScript: typed arrays, nothing allocated in the loop. The tables are the
 * core's own; the random numbers are xoshiro128++ too, in one stream, so that shares differ by sampling error alone.
 */
function plainJavaScript(tables) {
  const state = new Int32Array([0x9e3779b9, 0x243f6a88, 0x85a308d3 | 0, 0x13198a2e]);
  let [s0, s1, s2, s3] = state;
  const next = () => {
    const sum = (s0 + s3) | 0;
    const result = (((sum << 7) | (sum >>> 25)) + s0) | 0;
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = (s3 << 11) | (s3 >>> 21);
    return result;
  };
  const weights = new Float64Array(criteria);
  const values = new Float64Array(options);
  const ranks = new Int32Array(options);
  const rank = new Int32Array(options * options);
  const wins = new Int32Array(options * options);
  const central = new Float64Array(options * criteria);
  const sum = new Float64Array(options);
  const squares = new Float64Array(options);
  for (let draw = 0; draw < draws; ++draw) {
    // Gaps between sorted uniform numbers.
    for (let i = 0; i < criteria - 1; ++i) {
      const u = (next() >>> 8) * 2 ** -24;
      let k = i;
      for (; k > 0 && weights[k - 1] > u; --k) weights[k] = weights[k - 1];
      weights[k] = u;
    }
    weights[criteria - 1] = 1;
    for (let c = criteria - 1; c > 0; --c) weights[c] -= weights[c - 1];
    for (let i = 0, cell = 0; i < options; ++i) {
      let total = 0;
      for (let c = 0; c < criteria; ++c, ++cell) {
        const random = next();
        const at = cell * 512 + (random >>> 24) * 2;
        total += weights[c] * (tables[at] + tables[at + 1] * ((random & 0xffffff) * 2 ** -24));
      }
      values[i] = total;
      ranks[i] = 0;
    }
    for (let i = 0; i < options; ++i) {
      const mine = values[i];
      for (let k = i + 1; k < options; ++k) {
        if (mine > values[k]) {
          ++ranks[k];
          ++wins[i * options + k];
        } else if (values[k] > mine) {
          ++ranks[i];
          ++wins[k * options + i];
        }
      }
    }
    for (let i = 0; i < options; ++i) {
      sum[i] += values[i];
      squares[i] += values[i] * values[i];
      ++rank[i * options + ranks[i]];
      if (ranks[i] === 0) for (let c = 0; c < criteria; ++c) central[i * criteria + c] += weights[c];
    }
  }
  return Array.from({ length: options }, (_, i) => rank[i * options] / draws);
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

const simd = await load("smaa-simd");
const scalar = await load("smaa-scalar");
const tables = new Float64Array(options * criteria * 512);
for (let cell = 0; cell < options * criteria; ++cell) tables.set(simd.table(cell), cell * 512);

const variants = {
  "WebAssembly, SIMD": () => simd.run(draws),
  "WebAssembly, scalar": () => scalar.run(draws),
  "plain JavaScript": () => plainJavaScript(tables),
};
// By turns, so that a busy machine disturbs all alike.
const times = Object.fromEntries(Object.keys(variants).map((name) => [name, []]));
times.native = [];
const native = fileURLToPath(new URL("build/native/tests/nextline-bench", root));
for (let round = 0; round < rounds; ++round) {
  for (const [name, call] of Object.entries(variants)) {
    const start = performance.now();
    call();
    times[name].push(performance.now() - start);
  }
  if (round % 10 !== 5) continue;
  const { stdout } = spawnSync(native, ["--smaa"], { encoding: "utf8" });
  times.native.push(Number(/16,384 draws +([\d.]+)/.exec(stdout)[1]));
}

const js = median(times["plain JavaScript"]);
const reference = median(times.native);
console.log(`rank acceptability, ${options} options x ${criteria} criteria, ${draws} draws (Node, median of ${rounds})`);
for (const name of ["native", ...Object.keys(variants)]) {
  const time = median(times[name]);
  const ratios = `${(time / reference).toFixed(1)} x native, ${(js / time).toFixed(1)} x faster than JavaScript`;
  console.log(`  ${name.padEnd(24)} ${time.toFixed(2).padStart(7)} ms   ${ratios}`);
}
const build = [];
for (let round = 0; round < 5; ++round) {
  const start = performance.now();
  simd.build();
  build.push(performance.now() - start);
}
console.log(`  tables, WebAssembly      ${median(build).toFixed(2).padStart(7)} ms, once for a set of measurements`);
const shares = simd.run(draws);
const away = Math.max(...plainJavaScript(tables).map((share, i) => Math.abs(share - shares[i])));
console.log(`  first-rank shares, JavaScript against WebAssembly: at most ${away.toFixed(4)} apart (sampling error 0.004)`);
