// SPDX-License-Identifier: Apache-2.0
// The service worker: keeps every file of the site for use without a network. Each version has a store of its own,
// complete and whole before the version may be used, so a deploy that is broken or half done changes nothing and is
// fetched again the next time. A new version waits until the page says that the user takes it (src/offline); the store
// before it stays for pages that are still open.
import { whole } from "../src/loading/whole";

declare const self: ServiceWorkerGlobalScope;
/** Every file of the site with the hash it was built with, and the hash of them all: written by tools/finish.mjs. */
declare const FILES: Record<string, string>;
declare const VERSION: string;
/** The hash of this script itself without this word (tools/seal.mjs). */
declare const SELF: string;

const { scope } = self.registration;
const files = new Map(
  Object.entries(FILES).map(([file, integrity]) => [
    new URL(file, scope).href,
    integrity,
  ]),
);
const prefix = `nextline ${scope} `;
const store = prefix + VERSION;

async function stores(): Promise<string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(prefix));
}

async function integrityOf(bytes: BufferSource): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return `sha256-${btoa(String.fromCharCode(...digest))}`;
}

async function isWhole(answer: Response, integrity: string): Promise<boolean> {
  return integrity === (await integrityOf(await answer.clone().arrayBuffer()));
}

/** Browsers look at no hash of a service worker, and one that arrived damaged may still run: it does not install. */
async function isAsBuilt(): Promise<boolean> {
  const { href } = self.location;
  const text = await (await fetch(href, { cache: "no-store" })).text();
  const rest = new TextEncoder().encode(text.replaceAll(SELF, ""));
  return SELF === (await integrityOf(rest));
}

async function mine(url: string): Promise<Response | undefined> {
  return (await caches.open(store)).match(url);
}

/** Of a version before, the newest first. */
async function earlier(url: string): Promise<Response | undefined> {
  for (const name of (await stores()).reverse()) {
    const found = await (await caches.open(name)).match(url);
    if (found && name !== store) return found;
  }
  return undefined;
}

async function put(url: string, answer: Response): Promise<void> {
  // One that was led elsewhere may not answer a navigation.
  const plain = answer.redirected ? new Response(answer.body, answer) : answer;
  await (await caches.open(store)).put(url, plain);
}

/** Puts one file into the store of this version where it is not there, whole, already. */
async function keep(url: string, integrity: string): Promise<void> {
  const now = await mine(url);
  if (now && (await isWhole(now, integrity))) return;
  const before = await earlier(url); // what has not changed need not be fetched again
  await put(
    url,
    before && (await isWhole(before, integrity))
      ? before
      : await whole(url, integrity),
  );
}

/** How many files could not be kept, and whether it was for want of room. */
async function keepAll(): Promise<{ missing: number; full: boolean }> {
  const results = await Promise.allSettled(
    [...files].map(([url, integrity]) => keep(url, integrity)),
  );
  const failures = results.filter(({ status }) => status === "rejected");
  const refused = failures.some(
    (result) =>
      result.status === "rejected" &&
      (result.reason as DOMException).name === "QuotaExceededError",
  );
  return {
    missing: failures.length,
    full: refused || (failures.length > 0 && (await isCramped())),
  };
}

/** Browsers do not always name a full disk as the reason: then whether the whole page would still fit is asked. */
async function isCramped(): Promise<boolean> {
  const wholePage = 4_000_000; // bytes, with room to spare
  const { quota, usage } = await navigator.storage.estimate();
  return quota !== undefined && quota - (usage ?? 0) < wholePage;
}

async function onlyAsBuilt(): Promise<void> {
  if (!(await isAsBuilt())) throw new Error("damaged on its way");
}

async function install(): Promise<void> {
  await onlyAsBuilt();
  // A worker before this one may hold the same files, and be in use.
  const isShared = await caches.has(store);
  const { missing, full } = await keepAll();
  if (!missing) return;
  if (!isShared) await caches.delete(store);
  const pages = await self.clients.matchAll({ includeUncontrolled: true });
  for (const page of pages) page.postMessage({ type: "NOT_KEPT", full });
  throw new Error(`${missing} files could not be kept`);
}

async function activate(): Promise<void> {
  const before = (await stores()).filter((name) => name !== store).slice(0, -1);
  const earlier = (await caches.keys()).filter(
    (name) => name.startsWith("workbox-precache") && name.endsWith(scope),
  );
  await Promise.all([...before, ...earlier].map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** The file that an address of this site means; "" where it is none of ours. */
function fileOf(request: Request): string {
  const { origin, pathname } = new URL(request.url);
  const url = origin + pathname;
  if (request.mode === "navigate" && url === scope)
    return new URL("index.html", scope).href;
  return url.startsWith(scope) ? url : "";
}

async function answer(request: Request, url: string): Promise<Response> {
  const integrity = files.get(url);
  // A page that was opened with the version before goes on asking for the files of that one.
  if (!integrity) return (await earlier(url)) ?? fetch(request);
  // Asked for anew because what is kept was found damaged: mends the store.
  const mend = request.cache === "reload" && request.mode !== "navigate";
  const found = mend ? undefined : await mine(url);
  if (found) return found;
  const fresh = await whole(url, integrity);
  await put(url, fresh.clone()).catch(() => {});
  return fresh;
}

// In two ways: a listener that damage has broken would let the script install as if there were nothing to look at.
self.addEventListener("install", (event) => event.waitUntil(install()));
self.oninstall = (event) => event.waitUntil(onlyAsBuilt());
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const url = fileOf(event.request);
  if (event.request.method === "GET" && url)
    event.respondWith(answer(event.request, url));
});
self.addEventListener("message", (event) => {
  const { type } = event.data as { type?: string };
  if (type === "SKIP_WAITING") void self.skipWaiting();
  else if (type === "STORE") event.ports[0]?.postMessage(store);
  else if (type === "WHOLE")
    event.waitUntil(
      keepAll().then((result) => event.ports[0]?.postMessage(result)),
    );
});
