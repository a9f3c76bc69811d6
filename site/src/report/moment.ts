// SPDX-License-Identifier: Apache-2.0
const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const two = (number: number): string => String(number).padStart(2, "0");

/** The day where the page is, "2026-11-28". */
export const dayOf = (now: Date): string =>
  new Date(now.getTime() - now.getTimezoneOffset() * 60_000)
    .toISOString()
    .slice(0, 10);

/** "2026-11-28" as "28 Nov 2026". */
export function dayText(date: string): string {
  const [year = "", month, day] = date.split("-");
  return `${Number(day)} ${months[Number(month) - 1] ?? ""} ${year}`;
}

/** "28 Nov 2026 14:05", by the clock of the page, in no one's order of days and months. */
export const moment = (now: Date): string =>
  `${now.getDate()} ${months[now.getMonth()] ?? ""} ${now.getFullYear()} ${two(now.getHours())}:${two(now.getMinutes())}`;
