// SPDX-License-Identifier: Apache-2.0

/** "Child-Pugh, ALBI, Regorafenib and 4 more": the first of them, and how many there are besides. */
export function listed(names: readonly string[], most: number): string {
  const more = names.length - most;
  return `${names.slice(0, most).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
