// SPDX-License-Identifier: Apache-2.0
import type { KnowledgeDetail } from "#outputs";
import type { View } from "../panels/panel";

/** All that a page may know. */
export interface PageView {
  detail: KnowledgeDetail;
  /** The patient as assessed, or null while nothing is entered. */
  view: View | null;
  /** The core's answer, of an empty patient too: its versions and scores. */
  base: View;
  /** What stands behind the question mark of the address. */
  query: URLSearchParams;
  /** `data-key` of every `details` that is open. */
  open: ReadonlySet<string>;
}

export interface Page {
  title: string;
  /** One sentence under the heading. */
  lead: string;
  render(view: PageView): Node[];
  /** Handles keys inside the page; true where it did. */
  key?(event: KeyboardEvent, place: HTMLElement): boolean;
}
