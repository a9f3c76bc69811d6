// SPDX-License-Identifier: Apache-2.0
// What each published algorithm says of each option, at a glance.
import "./agreement.css";
import type { Assessment, Option, Tier } from "#outputs";
import { h } from "../../dom";
import { tierText } from "../../words";

const signs: Record<Tier, string> = {
  preferred: "++",
  option: "+",
  less_preferred: "−",
  not_recommended: "−−",
};

export const sign = (tier: Tier | undefined): string =>
  tier ? signs[tier] : "·";
export const says = (tier: Tier | undefined): string =>
  tier ? tierText(tier) : "silent";

/** One favours it, another speaks against it. */
export function isDisputed({ pathways = {} }: Option): boolean {
  const said = new Set(Object.values(pathways).map((tier) => sign(tier)[0]));
  return said.has("+") && said.has("−");
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
