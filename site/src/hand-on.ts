// SPDX-License-Identifier: Apache-2.0
// Copy, print, save, open: what is handed on from a result. Each carries entries, versions and limits.
import { say } from "./announce";
import { caseText, download } from "./case-file";
import { need } from "./dom";
import type { Json } from "./entry/answer";
import type { View } from "./panels/panel";
import { fillSheet } from "./report/print";
import { makeReport, reportText } from "./report/report";
import { shortText } from "./report/short";

async function copyText(text: string): Promise<void> {
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

export const copy = (view: View): Promise<void> =>
  copyText(shortText(view, new Date()));

/** Everything that the page says. */
export const copyFull = (view: View): Promise<void> =>
  copyText(reportText(makeReport(view)));

export function preparePrint(view: View | null): void {
  if (!view || view.isEmpty) return;
  fillSheet(need("#print-sheet"), view);
}

export function save(view: View, extra: [string, Json][]): void {
  const limits = view.assessment.statements;
  download(
    "nextline-case.json",
    caseText(
      view.patient,
      view.controls.preferences,
      view.version,
      limits,
      extra,
    ),
  );
  say("Saved as nextline-case.json");
}

export { openCase } from "./opening";
