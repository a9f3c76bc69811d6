// SPDX-License-Identifier: Apache-2.0
// Whoever reloads or closes the page with entries, or with rows that are judged, is asked: they are stored nowhere. The question is only set up
// while there is something to lose, so that the browser may keep the page for "back" otherwise.
const ask = (event: BeforeUnloadEvent): void => event.preventDefault();

/** What there is to lose. */
const kept = new Set<"entries" | "table">();

export function askBeforeLeaving(what: "entries" | "table", on: boolean): void {
  if (on) kept.add(what);
  else kept.delete(what);
  if (kept.size) window.addEventListener("beforeunload", ask);
  else window.removeEventListener("beforeunload", ask);
}

/** The reader has said so already. */
export function reload(): void {
  window.removeEventListener("beforeunload", ask);
  location.reload();
}
