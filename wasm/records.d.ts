// SPDX-License-Identifier: Apache-2.0
// The types of the border in bindings_records.cpp, which the worker of the page for many patients runs.
import type { NextlineOptions } from "./nextline";

/** How a table is read; what `nextline cohort` calls by the same names. */
export interface TableOptions {
  /** A map of columns, "column-map/1"; empty: none. */
  map: string;
  /** The decimal mark of all columns; empty: each column's own. */
  decimal: "" | "." | ",";
  /** Further words for "not known". */
  missing: string[];
  /** Columns to pass on; "*": all that are no fields. */
  keep: string[];
  /** Every score, fact, verdict, rank and trial besides. */
  all: boolean;
  /** Not 0: the patient of this row comes out, and nothing else. */
  patientOf: number;
}

/** One table, in pieces of any size, on its way through the core (core/include/nextline/cohort.h). */
export interface Table {
  /** False from where nothing more can be read: error() says why. */
  feed(bytes: Uint8Array): boolean;
  finish(): boolean;
  /** The same where the rows that come out are judged by another, who is given the same pieces. */
  pass(bytes: Uint8Array): boolean;
  passEnd(): boolean;
  /** Adds what another of them counted; false: that is no summary of this knowledge. */
  addSummary(summary: string): boolean;
  error(): string;
  /** "cohort-plan/1"; empty until the columns are decided. */
  plan(): string;
  /** "cohort-summary/1". */
  summary(): string;
  rows(): number;
  withErrors(): number;
  unreadable(): number;
  /** CSV, whole rows since the last call. */
  takeOutput(): Uint8Array;
  takeErrors(): Uint8Array;
  /** Gives its memory back. */
  delete(): void;
}

export interface Records {
  Table: new (options: TableOptions) => Table;
  /** The cells of rows that came out, as JSON: string[][]. */
  cells(csv: Uint8Array): string;
  /** Release and knowledge version: the page's own, or the answers are not of its knowledge. */
  version(): string;
}

export default function createRecords(options?: NextlineOptions): Promise<Records>;
