// SPDX-License-Identifier: Apache-2.0
// What lies over the entries or beside them: the answer on a small screen, the option that was chosen. Each is one entry in
// the browser's history, so that Back closes it; choosing another option adds none. What is shown is always what the current
// entry says: a page beside the patient has an entry of its own, over which nothing lies.
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
/** The browser is on its way back over an entry; what is wanted meanwhile is done there. */
let leaving = false;
let afterwards: (() => void) | null = null;
let canShow = (_option: string): boolean => false;

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

/** Back over the entries of what is closed: the current one is always that of what is shown. */
function leave(depth: number, then: (() => void) | null = null): void {
  leaving = true;
  afterwards = then;
  history.go(-depth);
}

/** Shows the answer over the entries, or the entries again. */
export function toggleAnswer(): void {
  if (leaving) afterwards = toggleAnswer;
  else if (shown.answer) leave(1);
  else {
    before.answer = here();
    push({ ...shown, answer: true });
  }
}

/** Shows an option whole; chosen again, it is closed. */
export function choose(option: string): void {
  if (leaving) {
    afterwards = () => choose(option);
    return;
  }
  if (shown.option === option) return closeOption();
  const next = { ...shown, option };
  const first = !shown.option;
  before.option = here();
  if (first) return push(next);
  history.replaceState({ overlays: next }, "");
  apply(next);
}

export function closeOption(): void {
  if (!shown.option || leaving) return;
  apply({ ...shown, option: null });
  leave(1);
}

/** Another patient is shown: the option that was open was that of the one before. */
export function forgetOption(): void {
  before.option = null;
  closeOption();
}

/** Closes whatever lies over the entries, then does what has to be seen there. */
export function uncovered(then: () => void): void {
  const depth =
    Number(shown.answer && small.matches) +
    Number(!!shown.option && small.matches);
  if (!depth) return then();
  before.answer = before.option = null;
  leave(depth, then);
}

/** Another entry of the history is the current one, or another page: what lies over the page is what belongs to it. */
export function arrived(): void {
  let next = stateOf(history.state);
  if (next.option && !canShow(next.option)) {
    next = { ...next, option: null };
    history.replaceState({ overlays: next }, "");
  }
  leaving = false;
  apply(next);
  const then = afterwards;
  afterwards = null;
  then?.();
}

/** `changed` is called after every change, once the document says what is open; `shows`: whether there is this option. */
export function followHistory(
  changed: () => void,
  shows: (option: string) => boolean,
): void {
  onchange = changed;
  canShow = shows;
  // A page that is loaded anew is not where it was left: nothing of the patient is there.
  if (stateOf(history.state).answer || stateOf(history.state).option)
    history.replaceState(null, "");
  small.addEventListener("change", cover);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    if (document.querySelector("dialog[open]")) return;
    if (shown.option) closeOption();
    else if (shown.answer && small.matches) toggleAnswer();
  });
}
