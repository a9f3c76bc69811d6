// SPDX-License-Identifier: Apache-2.0
// The host of the pages: asks for the details, draws the page of the address, keeps what is open.
import "./pages.css";
import { announce } from "../announce";
import { h, morph } from "../dom";
import { listen } from "../evidence/row-sheet";
import type { KnowledgeDetail } from "#outputs";
import { loadDetail } from "../knowledge-detail";
import { missed, NotLoaded } from "../loading/lazy";
import type { View } from "../panels/panel";
import type { PageId } from "../router";
import { page as about } from "./about/about";
import { page as algorithms } from "./algorithms/algorithms";
import { page as cohort } from "./cohort/cohort";
import { page as evidence } from "./evidence/evidence";
import type { Page } from "./page";
import { page as sources } from "./sources/sources";
import { page as trials } from "./trials/trials";

const pages: Record<PageId, Page> = {
  evidence,
  algorithms,
  trials,
  sources,
  cohort,
  about,
};

export class PageHost {
  private readonly open = new Set<string>();
  private detail: KnowledgeDetail | string | null = null;
  private page: PageId | null = null;
  private view: View | null = null;

  constructor(private readonly place: HTMLElement) {
    place.addEventListener(
      "toggle",
      ({ target }) => {
        if (!(target instanceof HTMLDetailsElement)) return;
        const key = target.dataset["key"];
        if (!key || target.open === this.open.has(key)) return;
        if (target.open) this.open.add(key);
        else this.open.delete(key);
        this.draw();
      },
      true,
    );
    // Filters are part of the address, so that a view can be handed on.
    const filter = ({ target }: Event): void => {
      if (
        !(
          target instanceof HTMLInputElement ||
          target instanceof HTMLSelectElement
        ) ||
        !target.name
      )
        return;
      const url = new URL(location.href);
      if (target.value) url.searchParams.set(target.name, target.value);
      else url.searchParams.delete(target.name);
      history.replaceState(null, "", url);
      this.draw();
    };
    place.addEventListener("input", filter);
    place.addEventListener("keydown", (event) => {
      if (this.page && pages[this.page].key?.(event, this.place))
        event.preventDefault();
    });
    place.addEventListener("submit", (event) => event.preventDefault());
    for (const { attach } of Object.values(pages))
      attach?.(place, () => this.draw());
  }

  /** Shows a page for the patient as assessed; asks for the details where they are not there. */
  show(page: PageId, view: View): void {
    const fresh = page !== this.page;
    this.page = page;
    this.view = view;
    const { title } = pages[page];
    document.title = `${title} · Nextline`;
    if (!this.detail || typeof this.detail === "string") {
      loadDetail(view.assessment.knowledge)
        .then(
          (detail) => {
            listen(detail);
            this.detail = detail;
          },
          (reason: unknown) => (this.detail = NotLoaded.text(reason)),
        )
        .finally(() => this.draw());
    }
    this.draw();
    if (fresh) announce(title);
  }

  private draw(): void {
    const { page, view, detail } = this;
    if (!page || !view) return;
    const { title, lead, render } = pages[page];
    this.place.dataset["state"] =
      detail === null ? "loading" : typeof detail === "string" ? "failed" : "";
    const content =
      detail === null
        ? [h("p", { class: "quiet" }, "Loading")]
        : typeof detail === "string"
          ? [missed(detail, "page")]
          : render({
              detail,
              base: view,
              view: view.isEmpty ? null : view,
              query: new URLSearchParams(location.search),
              open: this.open,
            });
    morph(
      this.place,
      h(
        "main",
        {},
        h(
          "header",
          { class: "page__head", "data-key": page },
          h("h1", {}, title),
          h("p", { class: "page__lead" }, lead),
        ),
        h(
          "div",
          { class: `page__body page-${page}`, "data-key": `body-${page}` },
          content,
        ),
      ),
    );
    if (detail && typeof detail !== "string") pages[page].after?.(this.place);
    // Back and forward change the address without touching the filters.
    const query = new URLSearchParams(location.search);
    for (const control of this.place.querySelectorAll<
      HTMLInputElement | HTMLSelectElement
    >("[name]")) {
      const value = query.get(control.name) ?? "";
      if (control.value !== value) control.value = value;
    }
  }
}

export const openIn = (place: HTMLElement): PageHost => new PageHost(place);
