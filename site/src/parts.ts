// SPDX-License-Identifier: Apache-2.0
// The parts of the page that come when they are wanted, and what a button does that needs one.
import { lazy, missed, NotLoaded, type Lazy } from "./loading/lazy";

/** What is loaded when it is wanted, each with what the reader misses without it. */
export const parts = {
  rest: lazy(
    "panels/rest",
    "What stands below the first options (how sure the order is, other options, pathways, what would change it, trials, sources)",
    () => import("./panels/rest"),
  ),
  insights: lazy(
    "robustness/insights",
    "What works out how sure the order is",
    () => import("./robustness/insights"),
  ),
  handOn: lazy(
    "hand-on",
    "What copies, prints, saves and opens",
    () => import("./hand-on"),
  ),
  link: lazy(
    "link/share",
    "What makes and opens links",
    () => import("./link/share"),
  ),
  drawing: lazy(
    "on-demand",
    "What draws plots and diagrams",
    () => import("./on-demand"),
  ),
  pages: lazy("pages/host", "This page", () => import("./pages/host")),
  offline: lazy(
    "offline/offline",
    "What keeps the page for use without a network",
    () => import("./offline/offline"),
  ),
};

/** Does what needs a part; where that does not load, says so beside the button. */
export async function withPart<Part>(
  load: Lazy<Part>,
  button: HTMLElement,
  use: (part: Part) => void,
): Promise<void> {
  let part = load.value;
  try {
    part ??= await load();
  } catch (reason) {
    const again = button.dataset["part"] ?? button.dataset["action"] ?? "";
    const note = missed(NotLoaded.text(reason), again);
    note.dataset["missing"] = load.part;
    const place = button.closest(
      ".missed, .panel-hand-on__buttons, .entries__tools",
    );
    if (place?.matches(".missed")) place.replaceWith(note);
    else place?.after(note);
    return;
  }
  for (const note of document.querySelectorAll(`[data-missing="${load.part}"]`))
    note.remove();
  use(part);
}
