// SPDX-License-Identifier: Apache-2.0
// Whoever reloads or closes the page with entries is asked: they are stored nowhere. The question is only set up
// while there is something to lose, so that the browser may keep the page for "back" otherwise.
const ask = (event: BeforeUnloadEvent): void => event.preventDefault();

export function askBeforeLeaving(on: boolean): void {
  if (on) window.addEventListener("beforeunload", ask);
  else window.removeEventListener("beforeunload", ask);
}

/** The reader has said so already. */
export function reload(): void {
  askBeforeLeaving(false);
  location.reload();
}
