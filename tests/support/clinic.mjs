// SPDX-License-Identifier: Apache-2.0
// A table of many patients as a clinic has one, the same for the same seed.
import { numbers } from "./random.mjs";

export const header =
  "id,age,sex,bilirubin[mg/dL],albumin[g/L],inr,creatinine[mg/dL],sodium,platelets,afp,ascites,encephalopathy,ecog,prior_therapies,given\n";

/** `count` rows of a clinic. */
export function rows(count, seed = 1) {
  const next = numbers(seed);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const number = (low, high, decimals = 1) =>
    (low + (high - low) * next()).toFixed(decimals);
  let text = "";
  for (let i = 1; i <= count; ++i) {
    text += [
      `p${i}`,
      number(40, 85, 0),
      pick(["male", "female"]),
      number(0.4, 4),
      number(24, 46, 0),
      number(0.9, 2),
      number(0.6, 2),
      number(128, 144, 0),
      number(40, 300, 0),
      pick(["", "12", "450", "> 60500"]),
      pick(["none", "mild", ""]),
      pick(["none", "none", "grade 1-2"]),
      pick(["0", "1", "2"]),
      pick([
        "Atezolizumab + bevacizumab",
        "durvalumab_tremelimumab > sorafenib",
        "sorafenib",
      ]),
      pick(["lenvatinib", "Sorafenib", ""]),
    ].join(",");
    text += "\n";
  }
  return text;
}
