// SPDX-License-Identifier: Apache-2.0
// What is loaded when it is wanted, from a real server. Of the page only the head that names the list of parts stands in
// here; styles and the button that tries again are tried in the browser (tests/browser/loading.spec.ts).
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, beforeEach, test } from "node:test";
import { lazy, NotLoaded } from "../../site/src/loading/lazy";
import { whole } from "../../site/src/loading/whole";

const hashOf = (text: string): string =>
  `sha384-${createHash("sha384").update(text).digest("base64")}`;

const files = new Map<string, string>();
const asked: string[] = [];
let server: Server;
let base = "";
const realFetch = globalThis.fetch;

/** Serves a file, named with the hash of what it ought to hold. */
function serve(name: string, text: string): string {
  files.set(name, text);
  return hashOf(text);
}

let head: { content: string; dataset: { integrity: string } };

function serveParts(parts: Record<string, Record<string, string>>): void {
  const list = JSON.stringify(parts);
  head = { content: "./parts.json", dataset: { integrity: hashOf(list) } };
  files.set("parts.json", list);
}

before(async () => {
  server = createServer(({ url, headers }, answer) => {
    const name = (url ?? "").slice(1);
    asked.push(`${name}${headers["cache-control"] ? " past caches" : ""}`);
    const text = files.get(name);
    if (text === "hang") return;
    answer.writeHead(text === undefined ? 404 : 200).end(text ?? "");
  });
  await new Promise<void>((go) => server.listen(0, "127.0.0.1", go));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  // A page's addresses are relative to it.
  globalThis.fetch = (url, init) => realFetch(new URL(String(url), base), init);
  Object.assign(globalThis, { document: { querySelector: () => head } });
  Object.defineProperty(globalThis, "navigator", {
    value: { onLine: true },
    configurable: true,
    writable: true,
  });
});

after(() => {
  globalThis.fetch = realFetch;
  server.closeAllConnections();
  server.close();
});

beforeEach(() => {
  files.clear();
  asked.length = 0;
  Object.assign(navigator, { onLine: true });
  files.set("", '<meta name="parts" content="./parts.json">');
});

const messageOf = (reason: unknown): string => {
  assert.ok(reason instanceof NotLoaded, String(reason));
  return reason.message;
};
const failure = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(() => assert.fail("loaded"), messageOf);

test("a file that is whole is used; one that is damaged is asked for once more, past every cache, and then refused", async () => {
  const integrity = serve("good.js", "export {}");
  assert.equal(await (await whole("good.js", integrity)).text(), "export {}");
  assert.deepEqual(asked, ["good.js"]);
  files.set("good.js", "export { damaged }");
  await assert.rejects(whole("good.js", integrity));
  assert.deepEqual(asked.slice(1), ["good.js", "good.js past caches"]);
  await assert.rejects(whole("gone.js", integrity));
});

// The list of parts is remembered, as it is of one build: each test below has parts of its own in the one list.
const parts = {
  plots: { "plots.js": hashOf("plots") },
  diagrams: { "diagrams.js": hashOf("diagrams") },
  tables: { "tables.js": hashOf("tables") },
  offline: { "offline.js": hashOf("offline") },
  newer: { "newer.js": hashOf("newer") },
  stalled: { "stalled.js": hashOf("stalled") },
};

test("a list of parts that does not come is not remembered either", async () => {
  serveParts(parts);
  files.delete("parts.json");
  const load = lazy("plots", "The plots", async () => "plots");
  assert.equal(await failure(load()), "The plots did not load.");
  serveParts(parts);
  serve("plots.js", "plots");
  assert.equal(await load(), "plots");
});

test("all who ask while a part is on its way wait for one attempt, and have it at once afterwards", async () => {
  serveParts(parts);
  serve("diagrams.js", "diagrams");
  let loads = 0;
  const load = lazy("diagrams", "The diagrams", async (own) => {
    ++loads;
    return Object.keys(own);
  });
  assert.equal(load.value, null);
  const all = await Promise.all([load(), load(), load()]);
  assert.deepEqual(all, Array(3).fill(["diagrams.js"]));
  assert.deepEqual(load.value, ["diagrams.js"]);
  assert.equal(await load(), all[0]);
  assert.equal(loads, 1);
  assert.equal(asked.filter((name) => name === "diagrams.js").length, 1);
});

test("a failure is told to all who wait, is not remembered, and the next who asks makes a new attempt", async () => {
  serveParts(parts);
  let loads = 0;
  const load = lazy("tables", "The tables", async () => ++loads);
  const both = await Promise.all([failure(load()), failure(load())]);
  assert.deepEqual(both, Array(2).fill("The tables did not load."));
  assert.equal(loads, 0);
  assert.equal(load.value, null);
  serve("tables.js", "tables");
  assert.equal(await load(), 1);
});

test("a part whose program breaks down while it starts is told like one that did not come, and is tried again", async () => {
  serveParts(parts);
  serve("tables.js", "tables");
  let broken = true;
  const load = lazy("tables", "The tables", async () => {
    if (broken) throw new TypeError("internal words of the browser");
    return "there";
  });
  assert.equal(await failure(load()), "The tables did not load.");
  broken = false;
  assert.equal(await load(), "there");
});

test("a part that says itself why it is not there is left its sentence", async () => {
  serveParts(parts);
  serve("tables.js", "tables");
  const load = lazy("tables", "The tables", async () => {
    throw new NotLoaded("The file belongs to another version.");
  });
  assert.equal(await failure(load()), "The file belongs to another version.");
});

test("without a network the sentence says so", async () => {
  serveParts(parts);
  Object.assign(navigator, { onLine: false });
  const load = lazy("offline", "The comparison", async () => null);
  assert.equal(
    await failure(load()),
    "The comparison did not load: there is no network, and it is not kept on this device.",
  );
});

test("where the server has a newer version the sentence says what to do", async () => {
  serveParts(parts);
  files.set("", '<meta name="parts" content="./parts-of-tomorrow.json">');
  const load = lazy("newer", "The comparison", async () => null);
  assert.match(
    await failure(load()),
    /^The comparison did not load: there is a newer version on the server\. .*reload it\.$/,
  );
  // A page of the hospital's network, "log in first", is no newer version.
  files.set("", "<h1>Please log in</h1>");
  assert.equal(await failure(load()), "The comparison did not load.");
});

test("a server that takes a question and never answers does not keep the sentence back", async () => {
  serveParts(parts);
  files.set("", "hang");
  const load = lazy("stalled", "The comparison", async () => null);
  const said = await Promise.race([
    failure(load()),
    new Promise((go) => setTimeout(go, 10_000, "nothing").unref()),
  ]);
  assert.equal(said, "The comparison did not load.");
});

test("what is said of an error is never the browser's own words", () => {
  assert.equal(NotLoaded.text(new NotLoaded("A sentence.")), "A sentence.");
  for (const reason of [new TypeError("x is not a function"), "text", null])
    assert.equal(NotLoaded.text(reason), "This part of the page broke down.");
});
