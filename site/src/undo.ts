// SPDX-License-Identifier: Apache-2.0
// The way back from the last change that took something away: a button that stays until the next change.
import { announce } from "./announce";
import { h, need } from "./dom";

const place = need<HTMLElement>("#undo");
let back: (() => void) | null = null;

export function offerUndo(what: string, restore: () => void): void {
  back = restore;
  place.hidden = false;
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
  place.hidden = true;
  place.replaceChildren();
}

export function undo(): void {
  const restore = back;
  withdrawUndo();
  restore?.();
  need<HTMLElement>("[data-action=clear]").focus({ preventScroll: true });
}
