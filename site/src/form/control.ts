// SPDX-License-Identifier: Apache-2.0
// What every kind of question can do. One file beside this for each kind; form.ts puts them together. A control shows an
// answer and changes it; what the answer is for the core stands in entry/answer.ts.
import type { Answer, Field } from "../entry/answer";

export interface Control {
  /** What can be answered, as the prerendered form says it. */
  readonly field: Field;
  /** Undefined: not answered. Never changed in place once it has been given out. */
  answer(): Answer | undefined;
  show(answer: Answer | undefined): void;
  /** Where the keyboard goes when a link leads here. */
  readonly target: HTMLElement;
  /** Takes the typed number as one in this unit; only of numbers. */
  retype?(unit: string): void;
  /** The unit in which it shows a number, and takes what is typed; only of numbers. */
  unit?(): string;
  /**
   * Shows what is entered in this unit, and takes what is entered next in it; gives what shows it as before, unless another
   * unit was chosen since. Only of numbers.
   */
  use?(unit: string): () => void;
  /**
   * A button of the question was pressed; true where it was one of its own, a sentence where something was taken away that
   * can be brought back.
   */
  press?(action: string, button: HTMLElement): boolean | string;
  /** Something in the question changed; a sentence where something was taken away. */
  changed?(target: HTMLElement): string | void;
  /** A key was pressed in the question, or the keyboard has left it. */
  keyed?(key: string): void;
  left?(): void;
}
