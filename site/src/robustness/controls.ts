// SPDX-License-Identifier: Apache-2.0
// What the reader chooses on the panel that says how sure the order is. Kept here and not in the panels, which are drawn anew
// after every change; how it is chosen stands in weighing.ts, which the first ranking does not wait for.
import type { Preferences } from "#outputs";

export interface Controls {
  preferences: Preferences;
  /** Two options whose order is to be explained; empty: the first two. */
  pair: [string, string];
}

export const noControls = (): Controls => ({ preferences: {}, pair: ["", ""] });

/** For the core: empty where nothing was chosen. */
export const preferencesText = ({ preferences }: Controls): string =>
  Object.keys(preferences).length ? JSON.stringify(preferences) : "";
