// SPDX-License-Identifier: Apache-2.0
// A case that comes in by a file or a link: refused with a sentence and nothing changed, or shown in place of what is entered,
// which can be undone. What it holds is looked at before it counts.
import "./opening.css";
import type { Assessment } from "#outputs";
import { say, sayRefused } from "./announce";
import { readCase, type OpenedCase } from "./case-file";
import { ask, closing } from "./dialog";
import { h } from "./dom";
import type { Field, Json } from "./entry/answer";
import { keepsText } from "./entry/open";
import { fieldLabel } from "./form/fields";
import { weightsText } from "./robustness/controls";
import { inputLabel, inputText } from "./words";

/** What opening needs of the page. */
export interface Opener {
  fields: ReadonlyMap<string, Field>;
  /** Whether what comes in would take the place of a patient's entries. */
  replaces: boolean;
  /** The core: throws where it cannot take a text for a patient at all. */
  assess: (patient: Json) => Assessment;
  show: (opened: OpenedCase) => void;
}

/** Whether the case of the file is shown now. */
export const openCase = async (file: File, page: Opener): Promise<boolean> =>
  openText(await file.text(), page, "file");

/**
 * A link may have been followed unawares: what it holds is always asked about. A file was chosen: it is asked about where
 * something would make way for it.
 */
export async function openText(
  text: string,
  page: Opener,
  from: "file" | "link",
): Promise<boolean> {
  let read: Assessment | undefined;
  const opened = readCase(
    text,
    page.fields,
    (patient) => {
      try {
        read = page.assess(patient);
        return null;
      } catch (reason) {
        return reason instanceof Error ? reason.message : String(reason);
      }
    },
    (field) =>
      read?.patient.inputs.find((input) => input.field === field)?.unit ??
      undefined,
  );
  if ("refused" in opened) {
    sayRefused(opened.refused);
    return false;
  }
  if (
    (opened.newer && !(await agreesToRead(opened.newer))) ||
    ((from === "link" || page.replaces) &&
      !(await agreesToShow(opened, read!, from, page.replaces)))
  ) {
    say("Nothing has been changed");
    return false;
  }
  page.show(opened);
  say(sentence(opened));
  return true;
}

/** What stays in the case as it came and is no answer: words that are not known, and what stands beside the patient. */
const keptAsItCame = ({ entries, others, extra }: OpenedCase): string =>
  [
    ...new Set(
      [...entries]
        .filter(([, entry]) => keepsText(entry))
        .map(([id]) => fieldLabel(id))
        .concat(others.map(([key]) => key))
        .concat(
          extra
            .filter(([key]) => key !== "preferences")
            .map(([key]) => fieldLabel(key)),
        ),
    ),
  ].join(", ");

async function agreesToShow(
  opened: OpenedCase,
  { patient: { inputs }, knowledge }: Assessment,
  from: "file" | "link",
  replaces: boolean,
): Promise<boolean> {
  const kept = keptAsItCame(opened);
  const weights = weightsText(opened.preferences);
  const answer = await ask(
    `${from}-dialog`,
    `This ${from} holds ${inputs.length} ${inputs.length === 1 ? "entry" : "entries"}`,
    h(
      "dl",
      { class: "held-entries" },
      inputs.flatMap((input) => [
        h("dt", {}, inputLabel(input)),
        h("dd", {}, inputText(input)),
      ]),
    ),
    kept ? h("p", {}, `Kept as it came, not an answer: ${kept}.`) : null,
    weights
      ? h("p", {}, `The options are ordered with its own weights: ${weights}.`)
      : null,
    h(
      "p",
      {},
      `They are judged here with the knowledge of ${knowledge.version}, which may differ from where they were entered.${replaces ? " What is entered now makes way for them; that can be undone." : ""}`,
    ),
    h(
      "form",
      { method: "dialog", class: "copy__buttons" },
      closing("open", "Open them"),
      closing("", "Leave them"),
    ),
  );
  return answer === "open";
}

function sentence(opened: OpenedCase): string {
  const names = keptAsItCame(opened);
  const { extra, preferences } = opened;
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
