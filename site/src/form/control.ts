// SPDX-License-Identifier: Apache-2.0
// What every kind of question can do. One file beside this for each kind; form.ts puts them together.

export interface Reading {
  /** As it goes into the patient; undefined is unknown. Text that is no number goes in as it is typed. */
  value: unknown;
  /** What the page itself has to say about it, in place of the core's sentence. */
  wording?: string;
}

export interface Control {
  read(): Reading;
  /** Shows a value, or nothing for undefined; false where the question cannot hold it. */
  write(value: unknown): boolean;
  /** Where the keyboard goes when a link leads here. */
  readonly target: HTMLElement;
  /** Takes the typed number as one in this unit; only of numbers. */
  retype?(unit: string): void;
  /** A button of the question was pressed; true where it was one of its own. */
  press?(action: string, button: HTMLElement): boolean;
  /** Something in the question changed, before it is read. */
  changed?(target: HTMLElement): void;
}
