// SPDX-License-Identifier: Apache-2.0
import type { Option } from "#outputs";

/** Nothing is known against it, no caution is open, and no algorithm advises against it. */
export const isSuitable = ({ verdict, tier, criteria }: Option): boolean =>
  verdict === "eligible" &&
  tier !== "not_recommended" &&
  criteria.every(
    ({ kind, outcome }) => kind === "note" || outcome !== "unknown",
  );
