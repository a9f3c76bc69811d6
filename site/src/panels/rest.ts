// SPDX-License-Identifier: Apache-2.0
// The panels below the first options, in the order of the page: not on the way to the first ranking.
import { h } from "../dom";
import { shareSentence } from "../robustness/words";
import { panel as course } from "./course/course";
import { panel as howSure } from "./how-sure/how-sure";
import { rankBar } from "./how-sure/ranks";
import type { Panel, View } from "./panel";
import { panel as pathways } from "./pathways/pathways";
import { panel as sources } from "./sources/sources";
import { panel as trials } from "./trials/trials";
import { panel as whatWouldChange } from "./what-would-change/what-would-change";

export { listen } from "../robustness/weighing";

export const panels: Panel[] = [
  course,
  howSure,
  pathways,
  whatWouldChange,
  trials,
  sources,
];

/** The rank distribution of an option with its sentence, for its card. */
export function rankNote({ insight }: View, id: string): Node | null {
  const robustness = insight?.robustness;
  const option = robustness?.options.find((one) => one.id === id);
  if (!robustness?.shown || !option) return null;
  return h(
    "div",
    { class: "rank-note" },
    rankBar(option),
    h("p", { class: "rank-note__words" }, shareSentence(robustness, option)),
  );
}
