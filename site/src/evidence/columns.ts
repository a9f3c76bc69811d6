// SPDX-License-Identifier: Apache-2.0
// The results that stand in a row of the comparison, on the screen and on paper: outcome, head of the column, what it means.

export const columns = [
  ["pfs", "PFS", "Median progression-free survival"],
  ["os", "OS", "Median overall survival"],
  ["orr", "ORR", "Patients who responded"],
  ["grade34", "G3-4", "Treatment-related events of grade 3 or 4"],
] as const;

export type FigureKey = (typeof columns)[number][0];
