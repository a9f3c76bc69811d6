// SPDX-License-Identifier: Apache-2.0
// The only file of the page that loads or calls the WebAssembly core; what takes longer, the worker (robustness/worker.ts)
// asks a second module of the same core.
import createNextline, { type Nextline, type Reply } from "#core";
import type { Assessment } from "./assessment";
import type { Comparison } from "./robustness/types";

export interface Core {
  /** One patient and the preferences as JSON text; throws where no assessment is possible, which the page never asks for. */
  assess(patient: string, preferences: string): Assessment;
  /** Why of two options one stands above the other. */
  compare(
    patient: string,
    preferences: string,
    a: string,
    b: string,
  ): Comparison | null;
  /** Release and knowledge version. */
  version: string;
}

const textOf = ({ error, text }: Reply): string => {
  if (error) throw new Error(error);
  return text;
};

/** Loads the core; rejects where the browser cannot. */
export async function loadCore(): Promise<Core> {
  const nextline: Nextline = await createNextline();
  return {
    version: nextline.version(),
    assess: (patient, preferences) =>
      JSON.parse(textOf(nextline.assess(patient, preferences))) as Assessment,
    compare(patient, preferences, a, b) {
      const { error, text } = nextline.compare(patient, preferences, a, b);
      return error ? null : (JSON.parse(text) as Comparison);
    },
  };
}
