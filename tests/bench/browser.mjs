// SPDX-License-Identifier: Apache-2.0
// Prints, for the built site in headless Chromium: how long one assessment takes, how long it is from
// navigation to the first ranking (from the network, then from the service worker's cache) and how many
// bytes that needs. Judges nothing. Run by `./dev bench`.
import { spawn } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { registry } from "../support/clinic.mjs";

const root = new URL("../../", import.meta.url);
const path = (name) => fileURLToPath(new URL(name, root));
// Playwright belongs to the site's packages.
const { chromium } = createRequire(path("site/package.json"))("@playwright/test");

const patients = readdirSync(path("tests/cases"))
  .filter((file) => file.endsWith(".json"))
  .sort()
  .map((file) => JSON.stringify(JSON.parse(readFileSync(path(`tests/cases/${file}`), "utf8")).patient));

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const ms = (value) => `${value.toFixed(0).padStart(7)} ms`;
const kb = (bytes) => `${(bytes / 1000).toFixed(1).padStart(8)} kB`;

const browser = await chromium.launch({
  executablePath: process.env.CHROME_PATH ?? "/usr/bin/chromium",
  args: ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
    ...(process.getuid() === 0 ? ["--no-sandbox"] : [])],
});

/** Microseconds of one assessment and of one overview, text in and text out, and their sizes, in a page that holds nothing but the module. */
async function assessTime() {
  const files = {
    "/": ["text/html", "<!doctype html><title>bench</title>"],
    "/nextline.js": ["text/javascript", readFileSync(path("build/wasm/nextline.js"))],
    "/nextline.wasm": ["application/wasm", readFileSync(path("build/wasm/nextline.wasm"))],
  };
  const server = createServer((request, response) => {
    const [type, body] = files[request.url] ?? ["text/plain", ""];
    response.writeHead(files[request.url] ? 200 : 404, { "content-type": type }).end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const times = await page.evaluate(async (texts) => {
    const { default: createNextline } = await import("/nextline.js");
    const begin = performance.now();
    const nextline = await createNextline();
    const start = performance.now() - begin;
    const first = performance.now();
    nextline.assess(texts[0], "");
    const cold = performance.now() - first;
    const rounds = { assess: [], overview: [] };
    const bytes = { assess: 0, overview: 0 };
    for (const door of ["assess", "overview"]) {
      for (const text of texts) bytes[door] += new Blob([nextline[door](text, "").text]).size / texts.length;
      for (let round = 0; round < 41; ++round) {
        const from = performance.now();
        for (const text of texts) nextline[door](text, "");
        rounds[door].push(((performance.now() - from) * 1000) / texts.length);
      }
    }
    return { start, cold, rounds, bytes };
  }, patients);
  await page.close();
  server.close();
  console.log(`  load and start the module  ${ms(times.start)}`);
  console.log(`  the very first assessment  ${times.cold.toFixed(1).padStart(7)} ms`);
  for (const [door, rounds] of Object.entries(times.rounds)) {
    const what = `${door}, text in and out`.padEnd(25);
    const size = (times.bytes[door] / 1000).toFixed(1);
    console.log(`  ${what}  ${median(rounds).toFixed(1).padStart(7)} us, ${size} kB (${patients.length} patients, warm)`);
  }
}

/** Starts the site's own server with the production headers; gives its address. */
async function serveSite() {
  const port = await new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
  const child = spawn(process.execPath, [path("site/serve.mjs"), path("build/site"), "--port", String(port)], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const address = `http://localhost:${port}/`;
  for (let tries = 0; ; ++tries) {
    try {
      await fetch(address);
      return { address, stop: () => child.kill() };
    } catch (error) {
      if (tries === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** Runs in the page: asks for the example patient as soon as it can, and notes when its ranking is painted. */
function watchForRanking() {
  let asked = false;
  const observer = new MutationObserver(() => {
    if (document.querySelector("#comparison")) {
      observer.disconnect();
      window.firstAt = performance.now();
      requestAnimationFrame(() => setTimeout(() => (window.rankedAt = performance.now())));
    } else if (!asked && document.documentElement.dataset.core === "ready") {
      asked = true;
      document.querySelector("[data-action=example]").click();
    }
  });
  observer.observe(document, { subtree: true, childList: true, attributes: true });
}

/** Milliseconds from navigation to the first ranking; "network" or "cache" says where the files come from. */
async function rankingTimes(address) {
  const times = { network: [], cache: [] };
  const files = new Map();
  for (let round = 0; round < 9; ++round) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.addInitScript(watchForRanking);
    const needed = [];
    page.on("requestfinished", (request) => needed.push(request));
    const ranked = async () => (await page.waitForFunction(() => window.rankedAt, null, { timeout: 20_000 })).jsonValue();

    await page.goto(address, { waitUntil: "commit" });
    times.network.push(await ranked());
    if (round === 0) {
      // What had arrived when the ranking was painted; the parts that are fetched after it do not count.
      const before = await page.evaluate(() =>
        performance
          .getEntriesByType("resource")
          .filter(({ responseEnd }) => responseEnd <= window.firstAt)
          .map(({ name }) => name),
      );
      for (const request of needed) {
        if (request.url() !== address && !before.includes(request.url())) continue;
        const body = await (await request.response()).body();
        files.set(basename(new URL(request.url()).pathname) || "index.html", body);
      }
    }
    await page.evaluate(() => navigator.serviceWorker.ready);
    await context.setOffline(true); // nothing but the cache can answer now
    await page.reload({ waitUntil: "commit" });
    times.cache.push(await ranked());
    await context.close();
  }
  console.log(`  first ranking, network     ${ms(median(times.network))}`);
  console.log(`  first ranking, offline     ${ms(median(times.cache))}`);
  return files;
}

/**
 * A patient is on the screen and the worker is at it; then numbers are typed on a phone four times slower than this
 * machine. The browser's own figures: how long after a key the next picture stood (event timing, in steps of 8 ms), with what
 * was typed in it, and tasks that held the page up for more than 50 ms. And how long after it the picture with the new ranking was
 * made.
 */
async function typing(address, slowdown, beside = "the worker refining") {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await page.goto(address);
  await page.waitForSelector("html[data-core=ready]");
  await page.click("[data-action=example]");
  // On a phone the answer lies behind its bar.
  await page.waitForSelector("#results-panels[data-current]", { state: "attached" });
  await page.waitForSelector("html[data-complete]");
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  await page.evaluate(() => {
    window.keys = [];
    window.longTasks = [];
    window.ranked = [];
    let pressed = 0;
    addEventListener("keydown", ({ timeStamp }) => (pressed = timeStamp), true);
    // What every ranking writes anew, be it the same.
    new MutationObserver(() => {
      const from = pressed;
      pressed = 0;
      if (from) requestAnimationFrame(() => setTimeout(() => window.ranked.push(performance.now() - from)));
    }).observe(document.documentElement, { attributeFilter: ["data-knowledge"] });
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) if (name === "keydown") window.keys.push(duration);
    }).observe({ type: "event", durationThreshold: 16, buffered: false });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.longTasks.push(duration);
    }).observe({ type: "longtask", buffered: false });
  });
  let pressed = 0;
  for (const text of ["1.7", "2.4", "3.3", "0.8", "1.9", "2.2"]) {
    await page.fill("#bilirubin", "");
    for (const key of text) {
      await page.press("#bilirubin", key, { delay: 20 });
      ++pressed;
      await page.waitForTimeout(180); // longer than the pause after which the worker is asked
    }
  }
  await page.waitForTimeout(1500);
  const { keys, ranked, longTasks } = await page.evaluate(() => ({ keys: window.keys, ranked: window.ranked, longTasks: window.longTasks }));
  await context.close();
  const sorted = [...keys].sort((a, b) => a - b);
  console.log(`\ntyping at ${slowdown} times CPU slowdown, ${pressed} keys, ${beside}`);
  console.log(
    keys.length
      ? `  key to the next picture    ${ms(sorted[Math.floor(sorted.length / 2)])} median, ${ms(sorted[sorted.length - 1])} slowest (of ${keys.length} over 16 ms)`
      : "  key to the next picture    every one within 16 ms",
  );
  console.log(`  key to the new ranking     ${ms(median(ranked))} median, ${ms(Math.max(...ranked))} slowest (of ${ranked.length})`);
  console.log(
    `  tasks over 50 ms           ${String(longTasks.length).padStart(7)}${longTasks.length ? `, longest ${Math.max(...longTasks).toFixed(0)} ms` : ""}`,
  );
}

/** A table of many patients in the page: until rows are seen, until all are judged, and keys in another tab meanwhile. */
async function manyPatients(address, rows) {
  const folder = mkdtempSync(join(tmpdir(), "nextline-bench-"));
  const file = join(folder, "registry.csv");
  const { header, row } = registry(20261129);
  writeFileSync(file, header);
  for (let i = 1; i <= rows; i += 20_000)
    appendFileSync(file, Array.from({ length: Math.min(20_000, rows - i + 1) }, (_, k) => `${row(i + k)}\n`).join(""));
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(`${address}cohort.html`);
    await page.waitForSelector("#cohort-file");
    const session = await context.newCDPSession(page);
    const node = await session.send("Runtime.evaluate", { expression: "document.querySelector('[data-cohort-file=table]')" });
    const begin = Date.now();
    await session.send("DOM.setFileInputFiles", { files: [file], objectId: node.result.objectId });
    await page.waitForSelector("#cohort-columns .rows");
    const preview = Date.now() - begin;
    await page.click("[data-cohort=run]");
    const started = Date.now();
    await page.waitForSelector("#cohort-rows .rows");
    const first = Date.now() - started;
    await typing(address, 1, `${rows} rows judged in another tab`);
    await page.waitForSelector("#cohort-summary", { timeout: 600_000 });
    const counts = await page.locator(".cohort__counts").innerText();
    console.log(`\nmany patients in the page, ${rows} rows of 23 columns, ${(statSync(file).size / 1e6).toFixed(0)} MB, one worker`);
    console.log(`  file to the first rows     ${ms(preview)}`);
    console.log(`  run to its first rows      ${ms(first)}`);
    console.log(`  ${counts}`);
  } finally {
    await context.close();
    rmSync(folder, { recursive: true });
  }
}

function printBytes(files) {
  let raw = 0;
  let compressed = 0;
  console.log("\nto the first ranking              raw        brotli");
  for (const [name, body] of files) {
    const brotli = brotliCompressSync(body).length;
    raw += body.length;
    compressed += brotli;
    console.log(`  ${name.padEnd(28)}${kb(body.length)}${kb(brotli)}`);
  }
  console.log(`  ${"together".padEnd(28)}${kb(raw)}${kb(compressed)}`);
}

const site = await serveSite();
try {
  await assessTime();
  printBytes(await rankingTimes(site.address));
  await typing(site.address, 1);
  await typing(site.address, 4);
  await manyPatients(site.address, Number(process.env.NEXTLINE_BENCH_ROWS ?? 1_000_000));
} finally {
  site.stop();
  await browser.close();
}
