// SPDX-License-Identifier: Apache-2.0
// The types of the border in bindings.cpp. What the texts hold is contract, not border.

/** `error` is empty on success, else one sentence; `text` is JSON and empty on error. */
export interface Reply {
  error: string;
  text: string;
}

export interface Nextline {
  /** One patient as JSON text in, one assessment as JSON text out; preferences as JSON text, "" for none. */
  assess(patientJson: string, preferencesJson: string): Reply;
  /** How much the order means, "robustness/1"; 2048 draws for a quick answer, 16384 for the refined one. */
  robustness(patientJson: string, preferencesJson: string, draws: number): Reply;
  /** Why of two options one stands above the other, "comparison/1". */
  compare(patientJson: string, preferencesJson: string, a: string, b: string): Reply;
  /** What to ask next, what would change the answer, best and worst ranks: takes a while, so call it in a worker. */
  explore(patientJson: string, preferencesJson: string): Reply;
  /** Release and knowledge version. */
  version(): string;
}

export interface NextlineOptions {
  /** The bytes of nextline.wasm, where they are at hand; otherwise the file beside the glue is fetched. */
  wasmBinary?: ArrayBuffer | Uint8Array;
  /** Where nextline.wasm is. */
  locateFile?: (path: string, prefix: string) => string;
  /** Instantiates the module from one that is already compiled. */
  instantiateWasm?: (
    imports: WebAssembly.Imports,
    done: (instance: WebAssembly.Instance, module?: WebAssembly.Module) => void,
  ) => object;
}

export default function createNextline(options?: NextlineOptions): Promise<Nextline>;
