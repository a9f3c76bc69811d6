// SPDX-License-Identifier: Apache-2.0
// The patients of tests/cases, and how a file is opened on the page.
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Page } from "@playwright/test";

const folder = resolve(__dirname, "../cases");

export const caseFiles = readdirSync(folder).filter((name) =>
  name.endsWith(".json"),
);

/** The patient of a case, as text. */
export const patientOf = (file: string): string =>
  JSON.stringify(
    JSON.parse(readFileSync(resolve(folder, file), "utf8")).patient,
  );

/** Agrees to what a file holds, where entries make way for it. */
export const agree = (page: Page): Promise<void> =>
  page.click("#file-dialog [value=open]");

/** Gives the page a file to open, and does not wait. */
export const openFile = (
  page: Page,
  text: string,
  name = "case.json",
): Promise<void> =>
  page.setInputFiles("#open-file", {
    name,
    mimeType: "application/json",
    buffer: Buffer.from(text),
  });
