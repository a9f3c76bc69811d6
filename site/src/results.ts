// SPDX-License-Identifier: Apache-2.0
// The host of the panels: keeps a place for each and brings it up to date.
import { h, morph, need } from "./dom";
import { missed, NotLoaded } from "./loading/lazy";
import { answerIsSeen } from "./overlays";
import { wholeView, type Panel, type View } from "./panels/panel";

// While someone types, what stands below waits for a pause: nobody reads it between two keys.
const typingPause = 120; // ms
// Nor what lies under the entries, until it is opened.
const unseenPause = 600; // ms

export class Results {
  /** `data-key` of every detail that is open. */
  readonly open = new Set<string>();
  private view: View | null = null;
  private later: ReturnType<typeof setTimeout> | undefined;
  private readonly places: {
    panel: Panel;
    section: HTMLElement;
    /** What it was drawn from, as text. */
    drawn: string;
  }[] = [];
  private readonly atOnce: number;
  /** In the place of what stands below, until it is there. */
  private readonly below = h("section", { class: "panel" });
  private rest: "wanted" | "coming" | "missed" | "there" = "wanted";
  private complete = false;

  /** `first` are painted at once, from the overview; the rest is fetched with the first ranking, and painted after it. */
  constructor(
    private readonly root: HTMLElement,
    first: Panel[],
    private readonly fetchRest: () => Promise<Panel[]>,
  ) {
    this.add(first);
    this.atOnce = first.length;
    root.append(this.below);
    root.addEventListener("toggle", (event) => this.toggled(event), true);
    // What waited for the end of the typing.
    root.addEventListener("focusout", ({ target }) => {
      const at = this.places.findIndex(({ section }) =>
        section.contains(target as Node),
      );
      if (isTypedInto(target))
        setTimeout(() => at < 0 || this.render(at, at + 1));
    });
  }

  private add(panels: Panel[]): void {
    for (const panel of panels) {
      const section = h("section", {
        class: `panel panel-${panel.id}`,
        hidden: true,
      });
      this.places.push({ panel, section, drawn: "" });
      this.root.insertBefore(
        section,
        this.below.isConnected ? this.below : null,
      );
    }
  }

  /**
   * `at once`: also what stands below, because it holds what has been moved. While the entries lie over the answer all of it
   * waits; opening it shows it anew.
   */
  show(view: View, below: "at once" | "after a pause" = "after a pause"): void {
    this.take(view);
    this.root.hidden = false;
    const seen = answerIsSeen();
    const from = seen ? this.atOnce : 0; // what waits
    this.render(0, from);
    clearTimeout(this.later);
    const pause = seen ? typingPause : unseenPause;
    const wait = this.complete && below === "after a pause" ? pause : 0;
    this.later = setTimeout(() => {
      if (this.rest === "there") return this.renderRest(from);
      this.render(from, this.atOnce);
      if (this.rest === "wanted") void this.complement();
    }, wait);
  }

  /** Fetches what stands below; where that fails it is said in its place, and done again when the reader asks. */
  async complement(): Promise<void> {
    if (this.rest === "coming" || this.rest === "there") return;
    this.rest = "coming";
    render(this.below, [
      h("p", { class: "quiet" }, "Loading what stands below"),
    ]);
    try {
      this.add(await this.fetchRest());
      this.rest = "there";
      this.below.remove();
      this.renderRest(this.atOnce);
    } catch (reason) {
      this.rest = "missed";
      render(this.below, [missed(NotLoaded.text(reason), "rest")]);
    }
  }

  /** The worker has answered: only what shows its answers. */
  answered(view: View): void {
    if (!this.view) return;
    if (!answerIsSeen()) return this.show(view);
    this.take(view);
    this.places.forEach(({ panel }, index) => {
      if (panel.followsWorker) this.render(index, index + 1);
    });
  }

  /** At once, before anything is drawn: whether the worker's answers are of these entries. */
  private take(view: View): void {
    this.view = view;
    const current = view.insight?.current ?? false;
    this.root.toggleAttribute("data-current", current);
    const { insight } = view;
    const busy = !!insight && !current && !insight.failed;
    this.root.setAttribute("aria-busy", String(busy));
  }

  /** Unfolds a part and leads to its head. */
  reveal(id: string): void {
    const place = this.places.find(({ panel }) => panel.id === id);
    const fold = place?.section.querySelector("details");
    if (!fold) return;
    fold.open = true;
    fold.scrollIntoView();
    fold.querySelector("summary")?.focus({ preventScroll: true });
  }

  clear(): void {
    clearTimeout(this.later);
    this.view = null;
    this.complete = false;
    this.open.clear();
    this.root.hidden = true;
    for (const place of this.places) {
      place.drawn = "";
      this.write(place.section, null, null);
    }
  }

  /** One panel a task, so that a key or a tap comes in between. */
  private renderRest(from: number): void {
    this.render(from, from + 1);
    this.complete = from + 1 >= this.places.length;
    if (!this.complete)
      this.later = setTimeout(() => this.renderRest(from + 1), 0);
  }

  private render(from: number, to?: number): void {
    if (!this.view) return;
    for (const [index, place] of this.places.entries()) {
      if (index < from || index >= (to ?? this.places.length)) continue;
      const { panel, section } = place;
      const { activeElement } = document;
      if (isTypedInto(activeElement) && section.contains(activeElement))
        continue;
      const line = panel.folded?.(this.view);
      if (line !== undefined && !this.open.has(foldKey(panel))) {
        if (place.drawn !== `folded ${line}`)
          this.write(section, panel, line === null ? null : [], line);
        place.drawn = `folded ${line}`;
        continue;
      }
      const view = index < this.atOnce ? this.view : wholeView(this.view);
      const depends = panel.depends?.(view);
      const drawn =
        depends === null
          ? "once" // nor does what is opened elsewhere change it
          : depends === undefined
            ? ""
            : JSON.stringify([depends, ...this.open]);
      if (drawn && drawn === place.drawn) continue;
      place.drawn = drawn;
      this.write(section, panel, panel.render(view), line);
      panel.after?.(section, view);
    }
  }

  private write(
    section: HTMLElement,
    panel: Panel | null,
    content: Node[] | null,
    line?: string | null,
  ): void {
    section.hidden = !content;
    if (!panel || !content) {
      section.removeAttribute("id");
      section.replaceChildren();
      return;
    }
    const title = `${panel.id}-title`;
    section.id = panel.id;
    section.setAttribute("aria-labelledby", title);
    const heading = h(
      "h2",
      { class: "panel__title", id: title, tabindex: "-1" },
      typeof panel.title === "string"
        ? panel.title
        : this.view && panel.title(this.view),
    );
    const key = foldKey(panel);
    const { activeElement } = document;
    const held =
      activeElement instanceof HTMLElement && section.contains(activeElement)
        ? activeElement
        : null;
    morph(
      section,
      line !== undefined
        ? h(
            "div",
            {},
            h(
              "details",
              {
                class: "panel__fold",
                "data-key": key,
                open: this.open.has(key),
              },
              h(
                "summary",
                {},
                heading,
                h("span", { class: "panel__line" }, line),
              ),
              h("div", { class: "panel__body" }, content),
            ),
          )
        : h("div", {}, heading, content),
    );
    if (held && !held.isConnected) goOn(section, held);
  }

  // A detail is filled when it is opened.
  private toggled({ target }: Event): void {
    if (!(target instanceof HTMLDetailsElement) || !this.view) return;
    const key = target.dataset["key"] ?? "";
    if (target.open === this.open.has(key)) return;
    if (target.open) this.open.add(key);
    else this.open.delete(key);
    const index = this.places.findIndex(({ section }) =>
      section.contains(target),
    );
    this.render(index, index + 1);
  }
}

/** An answer that is being typed in a panel: drawn anew it would lose the keyboard, and the page what is typed so far. */
const isTypedInto = (target: EventTarget | null): boolean =>
  target instanceof Element && target.matches("[data-answer-text]");

/** What had the keyboard is gone: to what asks for the same field now, else to the head of the panel, never to nowhere. */
function goOn(section: HTMLElement, { dataset }: HTMLElement): void {
  const field = dataset["reveal"] ?? dataset["for"] ?? dataset["answerText"];
  const again = field
    ? section.querySelector<HTMLElement>(`[data-reveal="${CSS.escape(field)}"]`)
    : null;
  (again ?? need<HTMLElement>(".panel__title", section)).focus({
    preventScroll: true,
  });
}

/** What `open` holds while the panel is unfolded. */
const foldKey = (panel: Panel): string => `panel-${panel.id}`;

/** Brings the children of a place up to date. */
export function render(place: HTMLElement, nodes: Node[]): void {
  morph(place, h("div", {}, nodes));
}
