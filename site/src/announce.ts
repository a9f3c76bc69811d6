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

/** Says in a corner of the screen, and to a screen reader, what has been done. */
export function say(text: string): void {
  const status = need<HTMLElement>("#status");
  status.textContent = text;
  announce(text);
  clearTimeout(clearing);
  clearing = setTimeout(() => (status.textContent = ""), noticeTime);
}
