// SPDX-License-Identifier: Apache-2.0
// The types of the border in bindings.cpp. What the texts hold is contract, not border.

/** `error` is empty on success, else one sentence; `text` is JSON and empty on error. */
export interface Reply {
  error: string;
  text: string;
}

export interface Nextline {
  /** One patient and preferences (empty: none) as JSON text in, one assessment as JSON text out. */
  assess(patientJson: string, preferencesJson: string): Reply;
  /** The assessment without what is shown only when it is opened, "overview/1". */
  overview(patientJson: string, preferencesJson: string): Reply;
  /** One option or one trial, whole, as the assessment has it. */
  option(patientJson: string, preferencesJson: string, id: string): Reply;
  trial(patientJson: string, preferencesJson: string, id: string): Reply;
  /** Why of two options one stands above the other, "comparison/1". */
  compare(
    patientJson: string,
    preferencesJson: string,
    a: string,
    b: string,
  ): Reply;
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
