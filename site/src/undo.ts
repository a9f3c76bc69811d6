// SPDX-License-Identifier: Apache-2.0
// The way back from the last change that took something away: a button that stays until the next change.
import { announce } from "./announce";
import { h, need } from "./dom";

const place = need<HTMLElement>("#undo");
let back: (() => void) | null = null;

// The page makes room for it at its end (styles/screens.css).
function show(shown: boolean): void {
  place.hidden = !shown;
  document.documentElement.toggleAttribute("data-undo", shown);
}

export function offerUndo(what: string, restore: () => void): void {
  back = restore;
  show(true);
  place.replaceChildren(
    h("span", {}, what),
    h(
      "button",
      { type: "button", class: "button", "data-action": "undo" },
      "Undo",
    ),
  );
  announce(`${what}. It can be undone.`);
}

export function withdrawUndo(): void {
  back = null;
  show(false);
  place.replaceChildren();
}

export function undo(): void {
  const restore = back;
  withdrawUndo();
  restore?.();
  need<HTMLElement>("[data-action=clear]").focus({ preventScroll: true });
}
