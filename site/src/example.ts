// SPDX-License-Identifier: Apache-2.0
// One made-up patient, to see what the page does. It is marked as an example wherever it is shown.
import type { Patient } from "#fields";

export const example: Patient = {
  prior_therapies: ["atezolizumab_bevacizumab"],
  stop_reason: "progression",
  months_to_progression: { value: 7, unit: "mo" },
  immune_adverse_events: [],
  vegf_adverse_events: [],
  ecog: 1,
  bilirubin: { value: 1.4, unit: "mg/dL" },
  albumin: { value: 3.4, unit: "g/dL" },
  inr: 1.2,
  ascites: "none",
  encephalopathy: "none",
  progressing_lesions: 7,
  progressing_organs: 2,
  other_sites_controlled: false,
  locally_treatable: false,
  progression_sites: ["intrahepatic_growth", "new_extrahepatic"],
  extrahepatic_spread: true,
  metastasis_sites: ["lung"],
  afp: { value: 650, unit: "ng/mL" },
  varices: "low_risk_or_treated",
  hbv_status: "negative",
  weight: { value: 72, unit: "kg" },
};
