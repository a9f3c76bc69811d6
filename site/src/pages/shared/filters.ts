// SPDX-License-Identifier: Apache-2.0
import { h } from "../../dom";
import type { PageView } from "../page";

/** A labelled choice whose name is a key of the address. */
export const select = (
  query: URLSearchParams,
  name: string,
  label: string,
  choices: [value: string, text: string][],
): Node =>
  h(
    "label",
    {},
    label,
    h(
      "select",
      { name, autocomplete: "off" },
      choices.map(([value, text]) =>
        h(
          "option",
          { value, selected: (query.get(name) ?? "") === value },
          text,
        ),
      ),
    ),
  );

const everything = "all";

/** What is long stands one line each until it is opened; all of it open is an address too, for paper and for the browser's own search. */
export const showing = (query: URLSearchParams): Node =>
  select(query, "show", "Show", [
    ["", "One line each"],
    [everything, "Everything open"],
  ]);

export const showsAll = ({ query }: Pick<PageView, "query">): boolean =>
  query.get("show") === everything;

/** For a `details` of a page: open where its key or everything is; `alone`: because there is nothing else. */
export function fold(
  view: Pick<PageView, "query" | "open">,
  key: string,
  alone = false,
): { "data-key": string; open: boolean } {
  // What the reader opened or closed is kept where the page is drawn anew: what is open for another reason is another one.
  return alone || showsAll(view)
    ? { "data-key": `${key} shown`, open: true }
    : { "data-key": key, open: view.open.has(key) };
}

/** A search field, `q` in the address. */
export const search = (query: URLSearchParams, placeholder: string): Node =>
  h(
    "label",
    { class: "filters__wide" },
    "Search",
    h("input", {
      type: "search",
      name: "q",
      value: query.get("q") ?? "",
      autocomplete: "off",
      placeholder,
    }),
  );

/** Whether all words that are searched for stand somewhere in the text. */
export function found(query: URLSearchParams, text: string): boolean {
  const searched = (query.get("q") ?? "").toLowerCase().split(/\s+/);
  const inside = text.toLowerCase();
  return searched.every((word) => inside.includes(word));
}
