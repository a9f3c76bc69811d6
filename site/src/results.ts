// SPDX-License-Identifier: Apache-2.0
// The host of the panels: keeps a place for each and brings it up to date.
import { h, morph } from "./dom";
import type { Panel, View } from "./panels/panel";

export class Results {
  /** `data-key` of every detail that is open. */
  readonly open = new Set<string>();
  private view: View | null = null;
  private later: ReturnType<typeof setTimeout> | undefined;
  private readonly places: { panel: Panel; section: HTMLElement }[] = [];
  private readonly atOnce: number;
  private rest: Promise<void> | null = null;

  /** `first` are painted at once; the rest is fetched with the first ranking, and painted after it. */
  constructor(
    private readonly root: HTMLElement,
    first: Panel[],
    private readonly fetchRest: () => Promise<Panel[]>,
  ) {
    this.add(first);
    this.atOnce = first.length;
    root.addEventListener("toggle", (event) => this.toggled(event), true);
  }

  private add(panels: Panel[]): void {
    for (const panel of panels) {
      const section = h("section", {
        class: `panel panel-${panel.id}`,
        hidden: true,
      });
      this.places.push({ panel, section });
      this.root.append(section);
    }
  }

  show(view: View): void {
    this.view = view;
    this.root.hidden = false;
    this.render(0, this.atOnce);
    clearTimeout(this.later);
    this.later = setTimeout(() => {
      this.rest ??= this.fetchRest().then((panels) => this.add(panels));
      void this.rest.then(() => this.render(this.atOnce));
    }, 0);
  }

  clear(): void {
    clearTimeout(this.later);
    this.view = null;
    this.open.clear();
    this.root.hidden = true;
    for (const { section } of this.places) this.write(section, null, null);
  }

  private render(from: number, to?: number): void {
    if (!this.view) return;
    for (const { panel, section } of this.places.slice(from, to)) {
      this.write(section, panel, panel.render(this.view));
      panel.after?.(section, this.view);
    }
  }

  private write(
    section: HTMLElement,
    panel: Panel | null,
    content: Node[] | null,
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
      panel.title,
    );
    morph(section, h("div", {}, heading, content));
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

/** Brings the children of a place up to date. */
export function render(place: HTMLElement, nodes: Node[]): void {
  morph(place, h("div", {}, nodes));
}
