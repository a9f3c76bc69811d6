// SPDX-License-Identifier: Apache-2.0
// How often each option takes each rank by value alone.
import { h, type Child } from "../../dom";
import { svg } from "../../evidence/svg";
import type { Compared, Robustness } from "#outputs";
import { percent, shareSentence } from "../../robustness/words";
import { tierText } from "../../words";
import type { View } from "../panel";

const shownFirst = 5;

/** Its whole rank distribution: first at the left and darkest. */
export function rankBar({ ranks, label }: Compared): SVGElement {
  let at = 0;
  const count = ranks.worst.length;
  return svg(
    "svg",
    {
      class: "rank-bar",
      role: "img",
      "aria-label": `${label}, share of ranks: ${ranks.worst
        .map((share, rank) => ({ share, rank }))
        .filter(({ share }) => share >= 0.005)
        .map(({ share, rank }) => `rank ${rank + 1} ${percent(share)}`)
        .join(", ")}`,
      height: 14,
    },
    ...ranks.worst.map((share, rank) => {
      const x = at;
      at += share * 100;
      return svg("rect", {
        class: rank === 0 ? "rank-bar__first" : "rank-bar__rank",
        "data-rank": rank + 1,
        "data-share": share,
        "fill-opacity":
          Math.round((1 - (0.85 * rank) / Math.max(1, count - 1)) * 100) / 100,
        x: `${Math.round(x * 1000) / 1000}%`,
        width: `${Math.round(share * 100000) / 1000}%`,
        height: 14,
      });
    }),
  );
}

function rankItem(robustness: Robustness, option: Compared): Node {
  return h(
    "li",
    { class: "rank-item", "data-key": option.id },
    h(
      "p",
      { class: "rank-item__head" },
      h("b", {}, `${option.rank}. ${option.label}`),
      h("span", { class: "quiet" }, ` ${tierText(option.tier)}`),
    ),
    rankBar(option),
    h("p", { class: "rank-item__words" }, shareSentence(robustness, option)),
  );
}

export function ranks(view: View, robustness: Robustness): Child[] {
  const first = robustness.options.filter(
    (option, place) =>
      place < shownFirst || option.first_rank_share.worst >= 0.05,
  );
  const rest = robustness.options.filter((option) => !first.includes(option));
  const key = "more-ranks";
  const list = (options: Compared[]): Node =>
    h(
      "ol",
      { class: "plain rank-list" },
      options.map((option) => rankItem(robustness, option)),
    );
  return [
    h("h3", {}, "By value alone: who comes first"),
    h(
      "p",
      { class: "panel__lead" },
      `${robustness.weight_space.text} What is not reported counts as worst. Darkest at the left: first.`,
    ),
    list(first),
    rest.length
      ? h(
          "details",
          { "data-key": key, open: view.open.has(key) },
          h("summary", {}, `${rest.length} more`),
          view.open.has(key) ? list(rest) : null,
        )
      : null,
  ];
}
