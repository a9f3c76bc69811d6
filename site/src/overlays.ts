// SPDX-License-Identifier: Apache-2.0
// What lies over the entries or beside them: the answer on a small screen, the option that was chosen. Each is one entry in
// the browser's history, so that Back closes it; choosing another option adds none.
import { need } from "./dom";

interface Shown {
  /** The answer lies over the entries; on a wide screen it always stands beside them. */
  answer: boolean;
  /** The option that is shown whole. */
  option: string | null;
}

const small = matchMedia("(max-width: 47.99em)");
const none: Shown = { answer: false, option: null };
/** Where the keyboard was when each was opened. */
const before: Record<keyof Shown, HTMLElement | null> = {
  answer: null,
  option: null,
};
let shown = none;
let onchange = (): void => {};
let afterwards: (() => void) | null = null;

const stateOf = (state: unknown): Shown => ({
  ...none,
  ...(state as { overlays?: Shown } | null)?.overlays,
});

/** Whether the answer is on the screen: beside the entries, or over them. */
export const answerIsSeen = (): boolean => shown.answer || !small.matches;

export const chosenOption = (): string | null => shown.option;

const here = (): HTMLElement | null =>
  document.activeElement instanceof HTMLElement ? document.activeElement : null;

/** Sets what the document shows, and where the keyboard goes. */
function apply(next: Shown): void {
  const last = shown;
  shown = next;
  document.documentElement.toggleAttribute("data-answer", next.answer);
  document.documentElement.toggleAttribute("data-option", !!next.option);
  cover();
  onchange();
  for (const key of ["option", "answer"] as const) {
    if (next[key] && !last[key])
      need<HTMLElement>(key === "answer" ? "#results" : "#option h2").focus();
    if (!next[key] && last[key]) {
      const back = before[key];
      if (back?.isConnected) back.focus({ preventScroll: true });
      before[key] = null;
    }
  }
}

/** What lies under something else is not reached by the keyboard or a screen reader. */
function cover(): void {
  const covered = shown.answer && small.matches;
  for (const part of document.querySelectorAll("#entries, .top"))
    part.toggleAttribute("inert", covered);
  const button = need("#bar");
  button.setAttribute("aria-expanded", String(covered));
}

function push(next: Shown): void {
  history.pushState({ overlays: next }, "");
  apply(next);
}

/** Shows the answer over the entries, or the entries again. */
export function toggleAnswer(): void {
  if (shown.answer) return history.back();
  before.answer = here();
  push({ ...shown, answer: true });
}

/** Shows an option whole; chosen again, it is closed. */
export function choose(option: string): void {
  if (shown.option === option) return history.back();
  const next = { ...shown, option };
  if (!shown.option) {
    before.option = here();
    return push(next);
  }
  before.option = here();
  history.replaceState({ overlays: next }, "");
  apply(next);
}

export function closeOption(): void {
  if (shown.option) history.back();
}

/** Closes whatever lies over the entries, then does what has to be seen there. */
export function uncovered(then: () => void): void {
  const depth =
    Number(shown.answer && small.matches) +
    Number(!!shown.option && small.matches);
  if (!depth) return then();
  before.answer = before.option = null;
  afterwards = then;
  history.go(-depth);
}

/** `changed` is called after every change, once the document says what is open. */
export function followHistory(changed: () => void): void {
  onchange = changed;
  // A page that is loaded anew is not where it was left: nothing of the patient is there.
  if (stateOf(history.state).answer || stateOf(history.state).option)
    history.replaceState(null, "");
  window.addEventListener("popstate", ({ state }) => {
    apply(stateOf(state));
    const then = afterwards;
    afterwards = null;
    then?.();
  });
  small.addEventListener("change", cover);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    if (document.querySelector("dialog[open]")) return;
    if (shown.option || (shown.answer && small.matches)) history.back();
  });
}
