// SPDX-License-Identifier: Apache-2.0
// The host of the panels: keeps a place for each and brings it up to date.
import { h, morph } from "./dom";
import type { Panel, View } from "./panels/panel";

const eager = 5; // panels that are painted at once; the rest follows after the paint

export class Results {
  /** `data-key` of every detail that is open. */
  readonly open = new Set<string>();
  private view: View | null = null;
  private later: ReturnType<typeof setTimeout> | undefined;
  private readonly places: { panel: Panel; section: HTMLElement }[];

  constructor(
    private readonly root: HTMLElement,
    panels: Panel[],
  ) {
    this.places = panels.map((panel) => ({
      panel,
      section: h("section", { class: `panel panel-${panel.id}`, hidden: true }),
    }));
    root.append(...this.places.map(({ section }) => section));
    root.addEventListener("toggle", (event) => this.toggled(event), true);
  }

  show(view: View): void {
    this.view = view;
    this.root.hidden = false;
    this.render(0, eager);
    clearTimeout(this.later);
    this.later = setTimeout(() => this.render(eager), 0);
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
