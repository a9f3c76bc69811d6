// SPDX-License-Identifier: Apache-2.0
// What each published algorithm says of each option, at a glance.
import "./agreement.css";
import type { Assessment, Option } from "#outputs";
import { h } from "../../dom";

const words = {
  preferred: ["++", "preferred"],
  option: ["+", "option"],
  less_preferred: ["−", "less preferred"],
  not_recommended: ["−−", "not recommended"],
} as const;
export type Says = keyof typeof words;

export const sign = (word: string | undefined): string =>
  words[word as Says]?.[0] ?? "·";
export const says = (word: string | undefined): string =>
  words[word as Says]?.[1] ?? "silent";

/** One favours it, another speaks against it. */
export function isDisputed({ pathways = {} }: Option): boolean {
  const signs = new Set(Object.values(pathways).map((word) => sign(word)[0]));
  return signs.has("+") && signs.has("−");
}

/** Options by pathways, in the order of the ranking; options of which none speaks are left out. */
export function agreement(assessment: Assessment): Node | null {
  const { pathways } = assessment;
  const options = assessment.options.filter(
    (option) => Object.keys(option.pathways ?? {}).length,
  );
  if (!options.length) return null;
  return h(
    "table",
    { class: "agreement" },
    h(
      "caption",
      { class: "visually-hidden" },
      "What each published algorithm says of each option",
    ),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, "Option"),
        pathways.map(({ id, label }) => h("th", { scope: "col" }, label ?? id)),
      ),
    ),
    h(
      "tbody",
      {},
      options.map((option) =>
        h(
          "tr",
          { "data-key": option.id, "data-disputed": isDisputed(option) },
          h(
            "th",
            { scope: "row" },
            h(
              "a",
              { href: `./algorithms.html?option=${option.id}` },
              option.label ?? option.id,
            ),
            isDisputed(option)
              ? h("span", { class: "agreement__disputed" }, "they disagree")
              : null,
          ),
          pathways.map(({ id }) => {
            const word = option.pathways?.[id];
            return h(
              "td",
              {},
              h(
                "span",
                { class: "says", "data-says": word ?? "silent" },
                h("span", { "aria-hidden": "true" }, sign(word)),
                h("span", { class: "agreement__word" }, says(word)),
              ),
            );
          }),
        ),
      ),
    ),
  );
}
