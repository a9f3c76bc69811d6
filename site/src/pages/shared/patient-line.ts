// SPDX-License-Identifier: Apache-2.0
import { h } from "../../dom";
import type { PageView } from "../page";

/** Whom the page speaks of: the patient as entered, or how to enter one. */
export function patientLine({ view }: PageView, what: string): Node {
  const back = h("a", { href: "./" }, view ? "Change" : "Enter a patient");
  return h(
    "p",
    { class: "page__patient" },
    view
      ? [
          view.example ? "Example patient: " : "Patient: ",
          h("b", {}, view.assessment.patient?.summary ?? ""),
          ` — ${what}. `,
        ]
      : `No patient is entered. With one, ${what}. `,
    back,
  );
}
