// SPDX-License-Identifier: Apache-2.0
// What the questions for lists and sets have in common.
import type { Members } from "../entry/answer";

export const nothingOf = (): Members => ({
  absent: [],
  open: false,
  kept: [],
  none: false,
});

/** "2 marked", "none", "not answered": what stands beside the label. */
export function membersMarked(
  present: number,
  { kept, none }: Members,
): string {
  const parts = [
    present ? `${present} marked` : "",
    kept.length ? `${kept.length} not read` : "",
  ].filter(Boolean);
  return parts.join(", ") || (none ? "none" : "not answered");
}

/** The list without one member. */
export const without = <Item>(list: readonly Item[], index: number): Item[] =>
  list.filter((_, other) => other !== index);

/** The list with another member in one place. */
export const replaced = <Item>(
  list: readonly Item[],
  index: number,
  item: Item,
): Item[] => list.map((old, other) => (other === index ? item : old));
