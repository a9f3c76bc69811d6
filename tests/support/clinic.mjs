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

/** The 23 columns of a registry: the header, and any number of rows. */
export function registry(seed) {
  const next = numbers(seed);
  const pick = (...words) => words[Math.floor(next() * words.length)];
  const number = (low, high, decimals) =>
    (low + (high - low) * next()).toFixed(decimals);
  const row = (i) =>
    [
      `p${i}`,
      number(40, 85, 0),
      pick("male", "female"),
      number(50, 110, 0),
      pick(0, 1, 2),
      number(0.4, 4, 1),
      number(24, 46, 0),
      number(0.9, 2, 2),
      number(0.6, 2, 2),
      number(128, 144, 0),
      number(40, 300, 0),
      number(20, 200, 0),
      number(20, 200, 0),
      number(2, 4000, 0),
      number(1, 90, 0),
      pick("none", "mild", "moderate_or_severe", ""),
      pick("none", "none", "grade_1_2"),
      pick("none", "vp1", "vp4", ""),
      pick("yes", "no"),
      pick(
        "Atezolizumab + bevacizumab",
        "durvalumab_tremelimumab > sorafenib",
        "sorafenib",
      ),
      pick("pr", "sd", "pd"),
      number(1, 20, 1),
      pick("lenvatinib", "sorafenib", ""),
    ].join(",");
  return { header: registryHeader, row };
}

const registryHeader =
  "id,age,sex,weight,ecog,bilirubin[mg/dL],albumin[g/L],inr,creatinine[mg/dL],sodium,platelets,ast,alt,afp,crp," +
  "ascites,encephalopathy,portal_vein_invasion,extrahepatic_spread,prior_therapies,best_response,months_to_progression,given\n";
