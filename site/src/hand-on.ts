// SPDX-License-Identifier: Apache-2.0
// Copy, print, save, open: what is handed on from a result. Each carries entries, versions and limits.
import { say } from "./announce";
import { caseText, download, readCase } from "./case-file";
import { need } from "./dom";
import type { View } from "./panels/panel";
import { fillSheet } from "./report/print";
import { makeReport, reportText } from "./report/report";
import { statementText } from "./words";

export async function copy(view: View): Promise<void> {
  const text = reportText(makeReport(view));
  try {
    await navigator.clipboard.writeText(text);
    say("Copied, with entries, versions and limits");
  } catch {
    const area = need<HTMLTextAreaElement>("#copy-text");
    area.value = text;
    need<HTMLDialogElement>("#copy-dialog").showModal();
    area.select();
  }
}

export function preparePrint(view: View | null): void {
  if (!view || !Object.keys(view.patient).length) return;
  fillSheet(need("#print-sheet"), makeReport(view));
}

export function save(view: View): void {
  const limits = (view.assessment.statements ?? []).map(statementText);
  download(
    "nextline-case.json",
    caseText(view.patient, view.controls.preferences, view.version, limits),
  );
  say("Saved as nextline-case.json");
}

export { readCase };
