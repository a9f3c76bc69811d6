// SPDX-License-Identifier: Apache-2.0
// What happened elsewhere on the page: to a screen reader in one polite live region, to the eye in a corner.
import { need } from "./dom";

let timer: ReturnType<typeof setTimeout> | undefined;
let last = "";

export function announce(text: string, delay = 0): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (text === last) return;
    last = text;
    need<HTMLElement>("#live").textContent = text;
  }, delay);
}

const noticeTime = 6000; // ms

let clearing: ReturnType<typeof setTimeout> | undefined;

function show(text: string): void {
  clearTimeout(clearing);
  need<HTMLElement>("#status").textContent = text;
}
const clear = (): void => show("");

/** Says in a corner of the screen, and to a screen reader, what has been done. */
export function say(text: string): void {
  show(text);
  announce(text);
  clearing = setTimeout(clear, noticeTime);
}

/** Likewise what could not be done: who looks away for a moment must not miss it. It stays until the next press or key. */
export function sayRefused(text: string): void {
  show(text);
  announce(text);
  for (const next of ["pointerdown", "keydown"])
    document.addEventListener(next, clear, { capture: true, once: true });
}
