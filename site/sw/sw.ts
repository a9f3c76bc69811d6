// SPDX-License-Identifier: Apache-2.0
// The service worker (Workbox): keeps every file of the site for use without a network. A new version waits
// until the page says that the user takes it (src/panels/update-notice).
import { clientsClaim } from "workbox-core";
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
} from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";

declare const self: ServiceWorkerGlobalScope;
/** Every file of the site with its revision, written by tools/finish.mjs. */
declare const PRECACHE: { url: string; revision: string | null }[];

self.addEventListener("message", (event) => {
  if ((event.data as { type?: string } | null)?.type === "SKIP_WAITING")
    void self.skipWaiting();
});
clientsClaim();
precacheAndRoute(PRECACHE);
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL("index.html")));
