// SPDX-License-Identifier: Apache-2.0
import type { Assessment, Comparison, Option } from "#outputs";
import type { Field } from "../entry/answer";
import type { OnDemand } from "../on-demand";
import type { Controls } from "../robustness/controls";
import type { Insight } from "../robustness/insights";

/** All that a panel may know. */
export interface View {
  /**
   * For what is drawn on every key the overview: of an option the criteria that decide or speak, of a trial its verdict and
   * recruitment. For all else the whole.
   */
  assessment: Assessment;
  /** An option with all of its criteria. The core is asked when it is wanted, once. */
  option: (id: string) => Option;
  /** The whole assessment, likewise. */
  whole: () => Assessment;
  /** Another patient, whole: the example worked out, the scores of the self-check. */
  judge: (patient: string) => Assessment;
  /** Puts a case, or a patient, in place of what is entered and leads to it; says so where it cannot. */
  openCase: (file: File) => Promise<void>;
  /** The patient as the core was given it, as JSON. */
  patient: string;
  /** The option that is shown whole; null: none. */
  chosen: string | null;
  /** What can be asked and answered. */
  fields: () => ReadonlyMap<string, Field>;
  /** The unit in which the question for a number stands. */
  unitOf: (field: string) => string | undefined;
  /** Nothing is entered. */
  isEmpty: boolean;
  /** The example patient is shown and has not been changed into another. */
  example: boolean;
  /** Draws plots and diagrams, once they have been asked for; a sentence where the details could not be loaded. */
  onDemand: OnDemand | string | null;
  /** `data-key` of every `details` that is open: what is long is only made where it can be seen. */
  open: ReadonlySet<string>;
  /** Weights and the like, as chosen. */
  controls: Controls;
  /** How sure the order is and what would change it, as far as the worker has come; null where there is none. */
  insight: Insight | null;
  /** Why of two options one stands above the other. */
  compare: (a: string, b: string) => Comparison | null;
  /** The rank distribution of an option with its sentence, for its card. */
  rankNote: ((view: View, id: string) => Node | null) | null;
  /** Release and knowledge version of the core. */
  version: string;
}

/** The same with the whole assessment. */
export const wholeView = (view: View): View => ({
  ...view,
  assessment: view.whole(),
});

/** For `depends` of a panel that cites: the numbers of the sources. */
export const sourceNumbers = ({ assessment }: View): string =>
  (assessment.sources ?? []).map(({ id }) => id).join();

export interface Panel {
  /** Kebab-case; folder, root class (`panel-<id>`) and address (`#<id>`) at once. */
  id: string;
  /** Its heading; the host writes it as h2. */
  title: string | ((view: View) => string);
  /**
   * Set where it is folded to one line until the reader opens it: what the line says beside the title, from the overview;
   * null where there is nothing to show; undefined where it must be seen unfolded. It is drawn only while it is open.
   */
  folded?(view: View): string | null | undefined;
  /** Drawn anew when the worker has answered. */
  followsWorker?: true;
  /**
   * All that `render` looks at, besides what is open: while its JSON stays the same, nothing is drawn again; null: it
   * looks at nothing. Left out where most keys change it.
   */
  depends?(view: View): unknown;
  /** What stands under the heading, or null where there is nothing to show. */
  render(view: View): Node[] | null;
  /** After it has been painted: for what attributes cannot say. */
  after?(section: HTMLElement, view: View): void;
}
