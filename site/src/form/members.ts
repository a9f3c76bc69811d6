// SPDX-License-Identifier: Apache-2.0
// Lists that are changed as a whole: an answer that was given out stays as it was.

/** The list without one member. */
export const without = <Item>(list: readonly Item[], index: number): Item[] =>
  list.filter((_, other) => other !== index);

/** The list with another member in one place. */
export const replaced = <Item>(
  list: readonly Item[],
  index: number,
  item: Item,
): Item[] => list.map((old, other) => (other === index ? item : old));
