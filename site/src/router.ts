// SPDX-License-Identifier: Apache-2.0
// Which page is shown. All pages are one document, so that the patient, who is stored nowhere, is still there
// behind the evidence; each has an address of its own all the same (tools/finish.mjs writes the files).
export const pageIds = [
  "evidence",
  "algorithms",
  "trials",
  "sources",
  "cohort",
  "about",
] as const;
export type PageId = (typeof pageIds)[number];

const idOf = (path: string): PageId | null =>
  pageIds.find((id) => path.endsWith(`/${id}.html`)) ?? null;

/** The page of the address; null: the patient. */
export const currentPage = (): PageId | null => idOf(location.pathname);

const folder = (url: URL): string =>
  url.origin + url.pathname.replace(/[^/]*$/, "");

let reveal = (): void => {};

/** Leads to an address of this site; the document stays. */
export function go(address: string): void {
  const url = new URL(address, location.href);
  if (url.href === location.href) return;
  history.pushState(null, "", url);
  reveal();
  scrollTo(0, 0);
}

/** Follows links between the pages without leaving the document, and the browser's back and forward; `show` after each. */
export function route(show: (page: PageId | null) => void): void {
  reveal = () => {
    const page = currentPage();
    const root = document.documentElement;
    if (page) root.dataset["page"] = page;
    else delete root.dataset["page"];
    for (const link of document.querySelectorAll<HTMLAnchorElement>(
      ".pages a",
    )) {
      if (idOf(new URL(link.href).pathname) === page)
        link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    show(page);
  };
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
      return;
    if (!(event.target instanceof Element)) return;
    const link = event.target.closest("a");
    if (!link?.href || link.target || link.download || link.hash) return;
    if (folder(new URL(link.href)) !== folder(new URL(location.href))) return;
    event.preventDefault();
    go(link.href);
  });
  window.addEventListener("popstate", () => reveal());
  reveal();
}
