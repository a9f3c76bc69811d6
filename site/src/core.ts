// SPDX-License-Identifier: Apache-2.0
// The only file that loads or calls the WebAssembly core.
import createNextline, { type Nextline } from "#core";
import type { Assessment } from "./assessment";

export interface Core {
  /** One patient as JSON text; throws where no assessment is possible, which the page never asks for. */
  assess(patient: string): Assessment;
  /** Release and knowledge version. */
  version: string;
}

/** Loads the core; rejects where the browser cannot. */
export async function loadCore(): Promise<Core> {
  const nextline: Nextline = await createNextline();
  return {
    version: nextline.version(),
    assess(patient) {
      const reply = nextline.assess(patient, "");
      if (reply.error) throw new Error(reply.error);
      return JSON.parse(reply.text) as Assessment;
    },
  };
}
