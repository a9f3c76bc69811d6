// SPDX-License-Identifier: Apache-2.0
// A case as a file that the user keeps: the entries with units, the versions they were judged with, the limits.
// Nothing is stored anywhere else.
import type { Patient } from "#fields";
import type { Preferences } from "./robustness/types";

const schema = "nextline-case/1";

export interface CaseFile {
  schema: typeof schema;
  versions: string;
  limits: string[];
  patient: Patient & { schema: "patient/1" };
  /** What mattered how much, where that was chosen. */
  preferences?: Preferences & { schema: "preferences/1" };
}

export function caseText(
  patient: Patient,
  preferences: Preferences,
  versions: string,
  limits: string[],
): string {
  const file: CaseFile = {
    schema,
    versions,
    limits,
    patient: { schema: "patient/1", ...patient },
    ...(Object.keys(preferences).length
      ? { preferences: { schema: "preferences/1", ...preferences } }
      : {}),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

export interface OpenedCase {
  patient: Record<string, unknown>;
  preferences: Preferences;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const criteria: readonly unknown[] = ["os", "pfs", "orr", "grade34"];

/** Preferences of the form that the controls can show; anything else is as if nothing had been chosen. */
function readPreferences(given: unknown): Preferences {
  if (!isObject(given)) return {};
  const { preset, weights, order } = given;
  if (typeof preset === "string") return { preset };
  if (
    isObject(weights) &&
    criteria.every((id) => Number(weights[String(id)]) >= 0)
  )
    return {
      weights: weights as Extract<Preferences, { weights: unknown }>["weights"],
    };
  if (
    Array.isArray(order) &&
    order.length === criteria.length &&
    criteria.every((id) => order.includes(id))
  )
    return { order };
  return {};
}

/** The patient of a case file, or of a bare patient as `nextline assess` reads it; null for anything else. */
export function readCase(text: string): OpenedCase | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(parsed)) return null;
  if (parsed["schema"] === schema)
    return isObject(parsed["patient"])
      ? {
          patient: parsed["patient"],
          preferences: readPreferences(parsed["preferences"]),
        }
      : null;
  return parsed["schema"] === undefined || parsed["schema"] === "patient/1"
    ? { patient: parsed, preferences: {} }
    : null;
}

export function download(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(
    new Blob([text], { type: "application/json" }),
  );
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
