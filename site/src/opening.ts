// SPDX-License-Identifier: Apache-2.0
// A file that the user opens: refused with a sentence and nothing changed, or shown in place of what is entered, which can be
// undone.
import type { Assessment } from "#outputs";
import { say, sayRefused } from "./announce";
import { readCase, type OpenedCase } from "./case-file";
import { ask, closing } from "./dialog";
import { h } from "./dom";
import type { Field, Json } from "./entry/answer";
import { keepsText } from "./entry/open";
import { fieldLabel } from "./form/fields";
import { weightsText } from "./robustness/controls";

/** What opening needs of the page. */
export interface Opener {
  fields: ReadonlyMap<string, Field>;
  /** The core: throws where it cannot take a text for a patient at all. */
  assess: (patient: Json) => Assessment;
  show: (opened: OpenedCase) => void;
}

export const openCase = async (file: File, page: Opener): Promise<void> =>
  openText(await file.text(), page);

/** `agrees` may ask about the patient, and the weights that come with it, before anything is replaced. */
export async function openText(
  text: string,
  page: Opener,
  agrees: (patient: Json, weights: string) => Promise<boolean> = async () =>
    true,
): Promise<void> {
  let patientText = "";
  const units = new Map<string, string | null>();
  const opened = readCase(
    text,
    page.fields,
    (patient) => {
      patientText = patient;
      try {
        for (const { field, unit } of page.assess(patient).patient.inputs)
          units.set(field, unit);
        return null;
      } catch (reason) {
        return reason instanceof Error ? reason.message : String(reason);
      }
    },
    (field) => units.get(field) ?? undefined,
  );
  if ("refused" in opened) return sayRefused(opened.refused);
  if (opened.newer && !(await agreesToRead(opened.newer)))
    return say("Nothing has been changed");
  const weights = weightsText(opened.preferences);
  if (!(await agrees(patientText, weights)))
    return say("Nothing has been changed");
  page.show(opened);
  say(sentence(opened));
}

function sentence({ entries, others, extra, preferences }: OpenedCase): string {
  const kept = [...entries]
    .filter(([, entry]) => keepsText(entry))
    .map(([id]) => fieldLabel(id))
    .concat(others.map(([key]) => key));
  const names = [...new Set(kept)].join(", ");
  const chosen = weightsText(preferences);
  const weights = extra.some(([key]) => key === "preferences")
    ? "; its weights could not be read, and the usual ones count"
    : chosen && `, with its own weights: ${chosen}`;
  return `Opened${names ? `; kept as it came, not shown as an answer: ${names}` : ""}${weights}`;
}

/** A case of a newer version may hold what this one does not know: asked first. */
const agreesToRead = async (newer: string): Promise<boolean> =>
  (await ask(
    "newer",
    "This case was written by a newer version of this page",
    h(
      "p",
      {},
      `Its format is ${newer}. What can be read is opened; the rest is shown, stays in the case as it came, and counts for nothing.`,
    ),
    h(
      "form",
      { method: "dialog", class: "copy__buttons" },
      closing("open", "Open what can be read"),
      closing("", "Leave it"),
    ),
  )) === "open";
