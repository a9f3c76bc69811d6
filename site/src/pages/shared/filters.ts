// SPDX-License-Identifier: Apache-2.0
import { h } from "../../dom";

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
