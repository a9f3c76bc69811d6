// SPDX-License-Identifier: Apache-2.0
// Keeps the page for use without a network, and says when a new version waits. It is never swapped in by
// itself: entries on the screen stay with the version that judged them.
import "./update-notice.css";
import { h, need } from "../../dom";
import { detailName, type KnowledgeDetail } from "../../knowledge-detail";

export function keepOffline(): void {
  if (!("serviceWorker" in navigator)) return;
  void navigator.serviceWorker
    .register(new URL("sw.js", document.baseURI), { updateViaCache: "none" })
    .then((registration) => {
      const watch = (worker: ServiceWorker | null): void => {
        worker?.addEventListener("statechange", () => {
          if (
            worker.state === "installed" &&
            navigator.serviceWorker.controller
          )
            void offer(worker);
        });
      };
      if (registration.waiting && navigator.serviceWorker.controller)
        void offer(registration.waiting);
      watch(registration.installing);
      registration.addEventListener("updatefound", () =>
        watch(registration.installing),
      );
    })
    .catch(() => {
      // Without a service worker (private mode, plain http) the page works as long as it is open.
    });
}

/** What changed in the knowledge, or null where nothing did: from the files that the waiting version has already put into the cache. */
async function changes(): Promise<string[] | null> {
  const current = document.documentElement.dataset["knowledge"] ?? "";
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const hash = detailName.exec(new URL(request.url).pathname)?.[1];
      if (!hash || current.startsWith(hash)) continue;
      const detail = (await (await cache.match(request))?.json()) as
        KnowledgeDetail | undefined;
      return (detail?.changelog ?? [])
        .slice(0, 3)
        .map(({ date, text }) => `${date}: ${text}`);
    }
  }
  return null;
}

async function offer(worker: ServiceWorker): Promise<void> {
  const news = await changes().catch(() => []);
  const place = need<HTMLElement>("#update-notice");
  const now = h(
    "button",
    { type: "button", class: "button" },
    "Use it now (entries will be cleared)",
  );
  const later = h(
    "button",
    { type: "button", class: "button button--quiet" },
    "At the next start",
  );
  now.addEventListener("click", () => {
    navigator.serviceWorker.addEventListener(
      "controllerchange",
      () => location.reload(),
      { once: true },
    );
    worker.postMessage({ type: "SKIP_WAITING" });
  });
  later.addEventListener("click", () => place.replaceChildren());
  place.replaceChildren(
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
    h("div", { class: "panel-update-notice__buttons" }, now, later),
  );
}
