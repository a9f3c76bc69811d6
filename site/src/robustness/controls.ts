// SPDX-License-Identifier: Apache-2.0
// What the reader chooses on the panel that says how sure the order is. Kept here and not in the panels, which are drawn anew
// after every change; how it is chosen stands in weighing.ts, which the first ranking does not wait for.
import { outcomeWords } from "#words/outcome";
import type { CriterionId, Preferences } from "#outputs";

export interface Controls {
  preferences: Preferences;
  /** Two options whose order is to be explained; empty: the first two. */
  pair: [string, string];
}

export const noControls = (): Controls => ({ preferences: {}, pair: ["", ""] });

/** "tolerability first", "overall survival 70 %, grade 3-4 events 30 %"; "" for the usual weights. */
export function weightsText(preferences: Preferences): string {
  const name = (id: CriterionId): string => outcomeWords[id].toLowerCase();
  if ("preset" in preferences)
    return preferences.preset === "default"
      ? ""
      : preferences.preset.replaceAll("_", " ");
  if ("order" in preferences)
    return `${preferences.order.map(name).join(" before ")}`;
  if (!("weights" in preferences)) return "";
  const weights = Object.entries(preferences.weights) as [
    CriterionId,
    number,
  ][];
  const sum = weights.reduce((all, [, weight]) => all + weight, 0);
  return weights
    .filter(([, weight]) => weight > 0)
    .map(([id, weight]) => `${name(id)} ${Math.round((100 * weight) / sum)} %`)
    .join(", ");
}

/** For the core: empty where nothing was chosen. */
export const preferencesText = ({ preferences }: Controls): string =>
  Object.keys(preferences).length ? JSON.stringify(preferences) : "";
