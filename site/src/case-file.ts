// SPDX-License-Identifier: Apache-2.0
// A case as a file that the user keeps: the entries with units, the versions they were judged with, the limits.
// Nothing is stored anywhere else.
import type { Patient } from "#fields";

const schema = "nextline-case/1";

export interface CaseFile {
  schema: typeof schema;
  versions: string;
  limits: string[];
  patient: Patient & { schema: "patient/1" };
}

export function caseText(
  patient: Patient,
  versions: string,
  limits: string[],
): string {
  const file: CaseFile = {
    schema,
    versions,
    limits,
    patient: { schema: "patient/1", ...patient },
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** The patient of a case file, or of a bare patient as `nextline assess` reads it; null for anything else. */
export function readCase(text: string): Record<string, unknown> | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  const isObject = (value: unknown): value is Record<string, unknown> =>
    typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isObject(parsed)) return null;
  if (parsed["schema"] === schema)
    return isObject(parsed["patient"]) ? parsed["patient"] : null;
  return parsed["schema"] === undefined || parsed["schema"] === "patient/1"
    ? parsed
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
