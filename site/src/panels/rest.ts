// SPDX-License-Identifier: Apache-2.0
// The panels below the first options, in the order of the page: not on the way to the first ranking.
import { panel as otherOptions } from "./other-options/other-options";
import type { Panel } from "./panel";
import { panel as pathways } from "./pathways/pathways";
import { panel as sources } from "./sources/sources";
import { panel as trials } from "./trials/trials";

export const panels: Panel[] = [otherOptions, pathways, trials, sources];
