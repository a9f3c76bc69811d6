// SPDX-License-Identifier: Apache-2.0
// Keeps the page for use without a network and says whether it is kept, as the service worker finds it, never as one
// would expect. Says when a new version waits: it is never swapped in by itself, entries on the screen stay with the
// version that judged them.
import { h, need } from "../dom";
import type { KnowledgeDetail } from "#outputs";
import { detailName } from "../knowledge-detail";
import { reload } from "../loading/leave";
import { missed } from "../loading/lazy";

const place = need<HTMLElement>("#offline");
const notice = need<HTMLElement>("#update-notice");
const { dataset } = document.documentElement;

// Not everywhere, even where the name exists: private windows, policies, frames.
function workers(): ServiceWorkerContainer | null {
  try {
    return navigator.serviceWorker ?? null;
  } catch {
    return null;
  }
}

/** Called where what the page may need comes from the network: it is better loaded while there is one. */
let whenNotKept = (): void => {};

function notKept(text: string): void {
  delete dataset["kept"];
  whenNotKept();
  place.replaceChildren(missed(text, "offline"));
}

/** What a service worker answers. */
function ask<Answer>(worker: ServiceWorker, type: string): Promise<Answer> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data as Answer);
    worker.postMessage({ type }, [port2]);
  });
}

/** Whether every file is there, whole; the service worker looks, and mends what it can. */
async function check(worker: ServiceWorker): Promise<void> {
  const { missing, full } = await ask<{ missing: number; full: boolean }>(
    worker,
    "WHOLE",
  );
  if (missing) return notKept(full ? noRoom : damaged);
  dataset["kept"] = "";
  if (!workers()?.controller) whenNotKept(); // reloaded past the service worker: this page does without what is kept
  place.textContent = "Kept on this device: it works with the network off.";
}

const needs = "It needs the network.";
const noRoom = `There is no room on this device to keep the page. ${needs}`;
const damaged = `The page could not be kept on this device: not every file arrived as it was made. ${needs}`;

/** What the service worker said of an attempt that failed: its word and its end come in either order. */
let full = false;
let failed = false;
let followed: ServiceWorkerRegistration | null = null;
const watched = new WeakSet<ServiceWorker>();
/** What controlled the page when it was opened; another takes over where this or another tab took a new version. */
let controller: ServiceWorker | null = null;
let mine = false;

function sayWhy(): void {
  notKept(full ? noRoom : damaged);
}

function follow(registration: ServiceWorkerRegistration): void {
  const watch = (worker: ServiceWorker | null): void => {
    if (!worker || watched.has(worker)) return;
    watched.add(worker);
    worker.addEventListener("statechange", () => {
      if (worker.state === "installed" && registration.active)
        void offer(worker);
      else if (worker.state === "activated") void check(worker);
      else if (worker.state === "redundant" && !registration.active) {
        failed = true;
        sayWhy();
      }
    });
  };
  watch(registration.installing);
  if (registration.waiting) {
    if (registration.active) void offer(registration.waiting);
    watch(registration.waiting);
  }
  if (registration === followed) return;
  followed = registration;
  registration.addEventListener("updatefound", () =>
    watch(registration.installing),
  );
}

let listening = false;
function listen(container: ServiceWorkerContainer): void {
  if (listening) return;
  listening = true;
  ({ controller } = container);
  container.addEventListener("controllerchange", () => {
    const before = controller;
    ({ controller } = container);
    if (mine) reload();
    else if (before) taken();
  });
  container.addEventListener("message", ({ data }) => {
    const message = data as { type?: string; full?: boolean };
    if (message.type !== "NOT_KEPT") return;
    full = !!message.full;
    if (failed) sayWhy();
  });
  // Whoever comes back to a page that has been open for days: is there a newer one; what could not be kept, can it now?
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") return;
    if (followed?.active)
      followed.update().catch(() => {}); // no network, or a deploy that is not finished: the next time
    else void keepOffline(whenNotKept);
  });
}

/** Keeps the page, or says that it is not kept and why. `needsNetwork` is called where what is kept is of no use to this page. */
export async function keepOffline(needsNetwork: () => void): Promise<void> {
  whenNotKept = needsNetwork;
  const container = workers();
  if (!container)
    return notKept(`This browser does not let the page be kept. ${needs}`);
  full = failed = false;
  try {
    listen(container);
    const registration = await container.register(
      new URL("sw.js", document.baseURI),
      { updateViaCache: "none" },
    );
    follow(registration);
    if (registration.active) await check(registration.active);
  } catch {
    if (!dataset["kept"])
      notKept(`The page could not be kept on this device. ${needs}`);
  }
}

const button = (text: string, quiet: boolean, act: () => void): HTMLElement => {
  const made = h(
    "button",
    { type: "button", class: quiet ? "button button--quiet" : "button" },
    text,
  );
  made.addEventListener("click", act);
  return made;
};

/** Another tab took the new version: this page goes on with the one that it was opened with. */
function taken(): void {
  notice.replaceChildren(
    h(
      "p",
      {},
      h("b", {}, "A new version was taken in another tab."),
      " This page stays with the one it was opened with until you reload it.",
    ),
    h(
      "div",
      {},
      button("Reload (entries will be cleared)", false, reload),
      button("Later", true, () => notice.replaceChildren()),
    ),
  );
}

/** What changed in the knowledge, or null where nothing did: from the files that the waiting version has put by. */
async function changes(worker: ServiceWorker): Promise<string[] | null> {
  const current = dataset["knowledge"] ?? "";
  const cache = await caches.open(await ask<string>(worker, "STORE"));
  for (const request of await cache.keys()) {
    const hash = detailName.exec(new URL(request.url).pathname)?.[1];
    if (!hash || current.startsWith(hash)) continue;
    const detail = (await (await cache.match(request))?.json()) as
      KnowledgeDetail | undefined;
    return (detail?.changelog ?? [])
      .slice(0, 3)
      .map(({ date, text }) => `${date}: ${text}`);
  }
  return null;
}

async function offer(worker: ServiceWorker): Promise<void> {
  const news = await changes(worker).catch(() => []);
  if (worker.state !== "installed") return; // taken meanwhile
  notice.replaceChildren(
    h(
      "p",
      {},
      h(
        "b",
        {},
        news
          ? "New knowledge is ready."
          : "A new version is ready; the knowledge is the same.",
      ),
      " This page stays with the version it was opened with until then.",
    ),
    news?.length
      ? h(
          "ul",
          {},
          news.map((change) => h("li", {}, change)),
        )
      : "",
    h(
      "div",
      {},
      button("Use it now (entries will be cleared)", false, () => {
        mine = true;
        worker.postMessage({ type: "SKIP_WAITING" });
        // A browser lets the version before finish what it is at.
        notice.replaceChildren(
          h(
            "p",
            {},
            "The new version is being taken; this may need half a minute.",
          ),
        );
      }),
      button("At the next start", true, () => notice.replaceChildren()),
    ),
  );
}
