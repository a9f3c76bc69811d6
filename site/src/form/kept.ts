// SPDX-License-Identifier: Apache-2.0
// What came with a case and is not shown as what it is: its text, and a button to remove it.
import { h } from "../dom";
import type { Json } from "../entry/answer";

const longest = 120; // characters that are shown; all of them stay in the case

export function keptItem(
  json: Json,
  action: string,
  index: number,
  key = "",
): HTMLElement {
  const text = json.length > longest ? `${json.slice(0, longest)}…` : json;
  const name = key ? `${key}: ${text}` : text;
  return h(
    "p",
    { class: "kept" },
    h("span", { class: "kept__label" }, "Kept as it came"),
    h("code", { class: "kept__text" }, name),
    h(
      "button",
      {
        type: "button",
        class: "button button--small button--quiet",
        "data-action": action,
        "data-index": index,
        "aria-label": `Remove ${name}`,
      },
      "Remove",
    ),
  );
}

export const keptItems = (
  kept: Json[],
  action = "remove-member",
): HTMLElement[] => kept.map((json, index) => keptItem(json, action, index));
