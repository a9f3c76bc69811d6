// SPDX-License-Identifier: Apache-2.0
// The assessment in a few lines, as they go into a letter or a record: who, what was given, what was measured, what follows, and
// under which versions. What was looked for and found absent is left to the full text; nothing else that was entered is.
import { exampleMark } from "#words/example";
import type { Assessment, Input, Option } from "#outputs";
import { fieldLabel, lower, valueText } from "../form/fields";
import { listed } from "../list";
import { checkFields, notRanked, unanswered } from "../missing";
import type { View } from "../panels/panel";
import { weightsText } from "../robustness/controls";
import { moment } from "./moment";
import { otherUnit } from "./units";
import {
  capital,
  decidingScores,
  firstOptions,
  holdsOf,
  holdText,
  inputLabel,
  inputText,
  isSettled,
  releaseOf,
  scoreName,
  scoreText,
  stateOf,
  stateText,
  stateWord,
  underHeadings,
} from "../words";

const isAbsent = ({ value }: Input): boolean =>
  value === false ||
  value === "none" ||
  value === "negative" ||
  (Array.isArray(value) && value.length === 0);

/** An answer with its value as the page writes it; null: what is absent is not said here. */
type Said = (input: Input, value: string) => string | null;
const lowerEach = (text: string): string =>
  text.split(", ").map(lower).join(", ");
const bare: Said = (input, value) =>
  isAbsent(input) ? null : lowerEach(value);
const named =
  (name: string): Said =>
  (input, value) =>
    isAbsent(input) ? null : `${name} ${lower(value)}`;
/** "no ascites", "ascites mild": looked for either way. */
const orNone =
  (name: string): Said =>
  (input, value) =>
    isAbsent(input) ? `no ${name}` : `${name} ${lower(value)}`;
/** Without its unit, where all units mean the same number. */
const number =
  (name: string): Said =>
  (input) =>
    `${name} ${valueText(input.field, input.value, null, input)}`;
const count =
  (one: string, more: string): Said =>
  (input, value) =>
    `${value} ${input.value === 1 ? one : more}`;

/** Why a therapy was stopped is said as a colleague would. */
const stopped: Said = (input, value) =>
  input.value === "not_stopped" || input.value === "completed"
    ? lower(value)
    : input.value === "patient_choice"
      ? "stopped by the patient's choice"
      : `stopped for ${lower(value)}`;

// In the order of a sentence; a field that stands nowhere here is written with its label.
const person: Partial<Record<Input["field"], Said>> = {
  age: (input) => `${valueText(input.field, input.value, null, input)} y`,
  sex: bare,
  weight: bare,
  ecog: named("ECOG"),
};
const course: Partial<Record<Input["field"], Said>> = {
  months_to_progression: bare,
  best_response: bare,
  stop_reason: stopped,
  progressing_lesions: count("progressing lesion", "progressing lesions"),
  progressing_organs: count("organ", "organs"),
  progression_sites: bare,
  afp: named("AFP"),
};
const laboratory: Partial<Record<Input["field"], Said>> = {
  bilirubin: named("bilirubin"),
  albumin: named("albumin"),
  inr: named("INR"),
  ascites: orNone("ascites"),
  encephalopathy: orNone("encephalopathy"),
  varices: named("varices"),
  platelets: number("platelets"),
  creatinine: named("creatinine"),
  ast: number("AST"),
  alt: number("ALT"),
  hemoglobin: named("haemoglobin"),
};

function lines(view: View): string[] {
  const inputs = view.assessment.patient.inputs.filter(
    ({ field }) => field !== "prior_therapies", // in the title
  );
  const written = new Set<Input>();
  // What is new outside the liver says that it has spread.
  const isNew = inputs.some(
    ({ field, value }) =>
      field === "progression_sites" &&
      Array.isArray(value) &&
      value.includes("new_extrahepatic"),
  );
  const part = (said: Partial<Record<string, Said>>): string =>
    Object.entries(said)
      .flatMap(([field, say]) =>
        inputs
          .filter((input) => input.field === field)
          .flatMap((input) => {
            written.add(input);
            const text = say?.(input, inputText(input)) ?? null;
            if (text === null) return [];
            const other = otherUnit(input, view.fields().get(field));
            return [text + (other ? ` (${other})` : "")];
          }),
      )
      .join(", ");
  const parts = [part(person), part(course), part(laboratory)];
  const rest = inputs
    .filter((input) => !written.has(input) && !isAbsent(input))
    .filter(({ field }) => !(field === "extrahepatic_spread" && isNew))
    .map((input) => {
      const label = lower(inputLabel(input));
      return input.value === true
        ? label
        : `${label}: ${lowerEach(inputText(input))}`;
    })
    .join("; ");
  return [...parts, rest].filter(Boolean).map((text) => `${capital(text)}.`);
}

/** Child-Pugh, ALBI with the grade of mALBI, BCLC. */
function scoresLine({ assessment }: View): string {
  const finer = assessment.scores.find(({ id }) => id === "malbi")?.grade;
  const scores = assessment.scores
    .filter(({ id }) => decidingScores.has(id) && id !== "malbi")
    .map((score) => {
      const own =
        score.id === "albi" && finer ? { ...score, grade: finer } : score;
      // "ALBI −1.98 (2b)", as it is written.
      const said = scoreText(own).replace("(grade ", "(");
      return `${scoreName(own)} ${said}${isSettled(own) ? "" : " (open)"}`;
    });
  return `${scores.join(", ")}.`;
}

const shownOpen = 6;
const longest = 900;

/** What the first options wait for, what their open checks do before all, and what is taken to be absent for them. */
function openLine(
  { assessment, option }: View,
  first: Option[],
  most: number,
): string {
  const checks = checkFields(first.map(({ id }) => option(id)));
  const ids = new Set(first.map(({ id }) => id as string));
  const open = unanswered(assessment)
    .filter(({ blocks }) => blocks.some((id) => ids.has(id)))
    .map(({ field }) => field);
  const assumed = new Set(first.flatMap(({ assumes }) => assumes ?? []));
  const list = (heading: string, fields: string[]): string => {
    const names = fields.map((field) => lower(fieldLabel(field)));
    return names.length ? `${heading}: ${listed(names, most)}.` : "";
  };
  return [
    list("Open", [...new Set([...checks, ...open])]),
    list("Assumed absent", [...assumed]),
  ]
    .filter(Boolean)
    .join(" ");
}

const shownOut = 5;

/** What has to come before the first dose, once, with those that wait for it. */
const holdLines = (first: Option[]): string[] =>
  [...holdsOf(first)].map(
    ([before, labels]) => `HOLD: ${before} (${labels.join(", ")})`,
  );

/** Options under what can be said of them, in the order of the first of each. */
function byState(options: Option[]): string {
  const states = new Map<string, string[]>();
  for (const option of options) {
    const hold = holdText(option) ? " (hold)" : "";
    const named = `${option.rank} ${option.label}${option.dose_short ? ` ${option.dose_short}` : ""}${hold}`;
    // What its checks wait for stands above.
    const state =
      stateOf(option) === "so_far" ? stateWord(option) : stateText(option);
    states.set(state, [...(states.get(state) ?? []), named]);
  }
  return [...states]
    .map(([state, named]) => `${state}: ${named.join("; ")}.`)
    .join(" ");
}

/** The first options; then what is not for this patient. */
function optionsLine(assessment: Assessment): string {
  const unranked = notRanked(assessment);
  if (unranked) return unranked;
  const ranked = underHeadings(firstOptions(assessment)).map(
    ([heading, options], place) =>
      `${place ? `${heading}: ` : ""}${byState(options)}`,
  );
  const out = assessment.options
    .filter(({ verdict }) => verdict === "contraindicated")
    .map(({ label }) => label);
  // The first of those that harm are not all that is out.
  const noneLeft = assessment.options.every(
    ({ id, verdict }) =>
      id === "best_supportive_care" ||
      verdict === "not_indicated" ||
      verdict === "contraindicated",
  );
  return [
    ...ranked,
    out.length ? `Ruled out: ${listed(out, shownOut)}.` : "",
    noneLeft ? "No therapy of the tumour is for this patient as entered." : "",
  ]
    .filter(Boolean)
    .join(" ");
}

/** The short text, at most 900 characters for a usual patient: of what is open, as much by name as there is room for. */
export function shortText(view: View, now: Date): string {
  let text = "";
  for (let most = shownOpen; most > 0; --most) {
    text = textWith(view, now, most);
    if (text.length <= longest) break;
  }
  return text;
}

function textWith(view: View, now: Date, mostOpen: number): string {
  const { assessment, example } = view;
  const { knowledge, patient } = assessment;
  const given = patient.inputs.find(({ field }) => field === "prior_therapies");
  const before = !given
    ? ""
    : isAbsent(given)
      ? ", no systemic therapy yet"
      : ` after ${lower(inputText(given))}`;
  const weights = weightsText(view.controls.preferences);
  const first = firstOptions(assessment);
  return [
    ...(example ? [exampleMark.toUpperCase()] : []),
    `HCC${before} · ${capital(releaseOf(view.version))}, knowledge ${knowledge.version} (${knowledge.sha256.slice(0, 8)}), ${knowledge.reviewed_by ? `reviewed by ${knowledge.reviewed_by}` : "not reviewed by a clinician"} · ${moment(now)}`,
    ...lines(view),
    [scoresLine(view), openLine(view, first, mostOpen)]
      .filter(Boolean)
      .join(" "),
    ...(assessment.issues.length
      ? [
          `Entries to check: ${assessment.issues.map(({ message }) => message).join(" ")}`,
        ]
      : []),
    ...(assessment.stops ?? []).map(({ text }) => `STOP: ${text}`),
    ...(notRanked(assessment) ? [] : holdLines(first)),
    ...(weights ? [`Ordered with chosen weights: ${weights}.`] : []),
    optionsLine(assessment),
    "No label names use after immunotherapy. Decision support, not a certified device.",
    "",
  ].join("\n");
}
