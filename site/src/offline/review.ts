// SPDX-License-Identifier: Apache-2.0
/** Whether the day of the review is past by the page's clock; `due` is "2027-05-31". The core has no clock. */
export function isOverdue(due: string): boolean {
  const now = new Date();
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
  return due < local.toISOString().slice(0, 10);
}
