// SPDX-License-Identifier: Apache-2.0
// The only file of the page that loads or calls the WebAssembly core; what takes longer, the worker (robustness/worker.ts)
// asks a second module of the same core.
import createNextline, { type Nextline, type Reply } from "#core";
import type { Assessment, Comparison, Option } from "#outputs";
import { need } from "./dom";
import { whole } from "./loading/whole";

export interface Core {
  /** One patient and the preferences as JSON text; throws where no assessment is possible, which the page never asks for. */
  assess(patient: string, preferences: string): Assessment;
  /** The same without what is seen only where it is opened: an option has the criteria that decide or speak, a trial no more than its verdict and recruitment. */
  overview(patient: string, preferences: string): Assessment;
  /** One option whole. */
  option(patient: string, preferences: string, id: string): Option;
  /** Why of two options one stands above the other. */
  compare(
    patient: string,
    preferences: string,
    a: string,
    b: string,
  ): Comparison | null;
  /**
   * A browser compiles what it calls for the first time: pieces of that work, so that none of them holds up a tap. After
   * them the first overview takes a third of the time.
   */
  readonly wake: readonly (() => void)[];
  /** Release and knowledge version. */
  version: string;
}

const textOf = ({ error, text }: Reply): string => {
  if (error) throw new Error(error);
  return text;
};

/** Loads the core, from exactly the file that the page was built with; rejects where it is not to be had or not to be started. */
export async function loadCore(): Promise<Core> {
  const { href, dataset } = need<HTMLLinkElement>("link[as=fetch]");
  const file = await whole(href, dataset["integrity"] ?? "");
  const nextline: Nextline = await createNextline({
    wasmBinary: await file.arrayBuffer(),
  });
  const anyOption = "best_supportive_care";
  return {
    version: nextline.version(),
    wake: [
      () => nextline.compare("{}", "", anyOption, anyOption),
      () => nextline.option("{}", "", anyOption),
      () => nextline.overview("{}", ""),
    ],
    assess: (patient, preferences) =>
      JSON.parse(textOf(nextline.assess(patient, preferences))) as Assessment,
    overview: (patient, preferences) =>
      JSON.parse(textOf(nextline.overview(patient, preferences))) as Assessment,
    option: (patient, preferences, id) =>
      JSON.parse(textOf(nextline.option(patient, preferences, id))) as Option,
    compare(patient, preferences, a, b) {
      const { error, text } = nextline.compare(patient, preferences, a, b);
      return error ? null : (JSON.parse(text) as Comparison);
    },
  };
}
