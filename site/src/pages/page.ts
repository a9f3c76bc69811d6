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
  /** Listens inside the place of all pages, once, before the first page is drawn; `draw` draws anew. */
  attach?(place: HTMLElement, draw: () => void): void;
  /** After it has been drawn: for what attributes cannot say. */
  after?(place: HTMLElement): void;
  /** Handles keys inside the page; true where it did. */
  key?(event: KeyboardEvent, place: HTMLElement): boolean;
}
