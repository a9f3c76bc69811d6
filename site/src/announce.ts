// SPDX-License-Identifier: Apache-2.0
// One polite live region for screen readers: what changed elsewhere on the page, after a pause in typing.
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
