// SPDX-License-Identifier: Apache-2.0
import type { Patient } from "#fields";
import type { Assessment } from "../assessment";
import type { OnDemand } from "../on-demand";

/** All that a panel may know. */
export interface View {
  assessment: Assessment;
  patient: Patient;
  /** The example patient is shown and has not been changed into another. */
  example: boolean;
  /** Draws plots and diagrams, once they have been asked for; a sentence where the details could not be loaded. */
  onDemand: OnDemand | string | null;
  /** `data-key` of every `details` that is open: what is long is only made where it can be seen. */
  open: ReadonlySet<string>;
  /** Release and knowledge version of the core. */
  version: string;
}

export interface Panel {
  /** Kebab-case; folder, root class (`panel-<id>`) and address (`#<id>`) at once. */
  id: string;
  /** Its heading; the host writes it as h2. */
  title: string;
  /** What stands under the heading, or null where there is nothing to show. */
  render(view: View): Node[] | null;
}
