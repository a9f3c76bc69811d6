// SPDX-License-Identifier: Apache-2.0
// Prints, for the built site in headless Chromium: how long one assessment takes, how long it is from
// navigation to the first ranking (from the network, then from the service worker's cache) and how many
// bytes that needs. Judges nothing. Run by `./dev bench`.
import { spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";

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

/** Microseconds of one assessment, text in and text out, in a page that holds nothing but the module. */
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
    const rounds = [];
    for (let round = 0; round < 41; ++round) {
      const from = performance.now();
      for (const text of texts) nextline.assess(text, "");
      rounds.push(((performance.now() - from) * 1000) / texts.length);
    }
    return { start, cold, rounds };
  }, patients);
  await page.close();
  server.close();
  console.log(`  load and start the module  ${ms(times.start)}`);
  console.log(`  the very first assessment  ${times.cold.toFixed(1).padStart(7)} ms`);
  console.log(`  assess, text in, text out  ${median(times.rounds).toFixed(1).padStart(7)} us (${patients.length} patients, warm)`);
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
    if (document.querySelector("#first-options")) {
      observer.disconnect();
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
      for (const request of needed) {
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
} finally {
  site.stop();
  await browser.close();
}
