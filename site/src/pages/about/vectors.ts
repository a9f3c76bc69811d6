// SPDX-License-Identifier: Apache-2.0
// Scores worked out by hand or by a second program from the published formulas (clinical-facts.md, A1 to A8), for the check that
// a reader can run in their own browser. The publication of each is the score's own.
export interface Vector {
  /** Id of the score. */
  score: string;
  patient: Record<string, unknown>;
  /** What comes out: a number to this many decimals, or a grade. */
  value?: number;
  decimals?: number;
  grade?: string;
}

const umol = (value: number) => ({ value, unit: "umol/L" });
const gL = (value: number) => ({ value, unit: "g/L" });
const noneElse = { ascites: "none", encephalopathy: "none" };

const liver = (
  bilirubin: number,
  inr: number,
  creatinine: number,
  sodium: number,
  albumin: number,
  sex: "male" | "female",
  dialysis = false,
) => ({ bilirubin, inr, creatinine, sodium, albumin, sex, dialysis });

const clamped = liver(10, 2.5, 5, 120, 1, "male");
const woman = liver(2.5, 1.5, 1.3, 132, 2.9, "female");
const man = liver(2.5, 1.5, 1.3, 132, 2.9, "male");
const healthy = liver(0.6, 0.9, 0.7, 140, 4.2, "female");
const dialysed = liver(3, 1.8, 2, 128, 2.6, "female", true);

export const vectors: Vector[] = [
  {
    score: "child_pugh",
    patient: {
      bilirubin: 1.5,
      albumin: 3.3,
      inr: 1.2,
      ascites: "mild",
      encephalopathy: "none",
    },
    value: 7,
    grade: "B",
  },
  // All three laboratory values on the upper end of two points.
  {
    score: "child_pugh",
    patient: { bilirubin: 3, albumin: 2.8, inr: 2.3, ...noneElse },
    value: 8,
    grade: "B",
  },
  {
    score: "albi",
    patient: { bilirubin: umol(12), albumin: gL(42) },
    value: -2.8577,
    decimals: 4,
    grade: "1",
  },
  {
    score: "albi",
    patient: { bilirubin: umol(15), albumin: gL(38) },
    value: -2.4538,
    decimals: 4,
    grade: "2",
  },
  {
    score: "albi",
    patient: { bilirubin: 1.5, albumin: gL(35) },
    value: -2.0449,
    decimals: 4,
    grade: "2",
  },
  {
    score: "albi",
    patient: { bilirubin: umol(60), albumin: gL(28) },
    value: -1.2064,
    decimals: 4,
    grade: "3",
  },
  {
    score: "malbi",
    patient: { bilirubin: umol(15), albumin: gL(38) },
    grade: "2a",
  },
  {
    score: "malbi",
    patient: { bilirubin: 1.5, albumin: gL(35) },
    grade: "2b",
  },
  {
    score: "palbi",
    patient: { bilirubin: umol(12), albumin: gL(42), platelets: 150 },
    value: -2.721,
    decimals: 4,
    grade: "1",
  },
  // Rounded to two decimals first it would be grade 1.
  {
    score: "palbi",
    patient: { bilirubin: umol(15), albumin: gL(38), platelets: 120 },
    value: -2.5254,
    decimals: 4,
    grade: "2",
  },
  {
    score: "palbi",
    patient: { bilirubin: umol(60), albumin: gL(28), platelets: 70 },
    value: -1.6805,
    decimals: 4,
    grade: "3",
  },
  {
    score: "ez_albi",
    patient: { bilirubin: 1.5, albumin: 3.5 },
    value: -30,
    decimals: 1,
    grade: "2",
  },
  {
    score: "ez_albi",
    patient: { bilirubin: 3.5, albumin: 2.8 },
    value: -21.7,
    decimals: 1,
    grade: "3",
  },
  { score: "meld", patient: healthy, value: 6 },
  { score: "meld", patient: woman, value: 17 },
  { score: "meld", patient: clamped, value: 39 },
  { score: "meld", patient: dialysed, value: 30 },
  { score: "meld_na", patient: woman, value: 21 },
  { score: "meld_na", patient: dialysed, value: 33 },
  { score: "meld_3", patient: healthy, value: 7 },
  { score: "meld_3", patient: woman, value: 22 },
  { score: "meld_3", patient: man, value: 21 },
  { score: "meld_3", patient: clamped, value: 40 },
  { score: "meld_3", patient: dialysed, value: 35 },
  {
    score: "fib4",
    patient: { age: 65, ast: 50, alt: 40, platelets: 110 },
    value: 4.6715,
    decimals: 4,
  },
  {
    score: "apri",
    patient: { ast: 50, ast_upper_limit: 40, platelets: 110 },
    value: 1.1364,
    decimals: 4,
  },
  {
    score: "crafity",
    patient: { afp: 250, crp: { value: 6, unit: "mg/L" } },
    value: 1,
  },
  {
    score: "nlr",
    patient: { neutrophils: 4.2, lymphocytes: 1.1 },
    value: 3.818,
    decimals: 3,
  },
  { score: "plr", patient: { platelets: 110, lymphocytes: 1.1 }, value: 100 },
  {
    score: "creatinine_clearance",
    patient: { age: 65, weight: 70, creatinine: 1, sex: "male" },
    value: 72.92,
    decimals: 2,
  },
  {
    score: "creatinine_clearance",
    patient: { age: 65, weight: 70, creatinine: 1, sex: "female" },
    value: 61.98,
    decimals: 2,
  },
];
