// SPDX-License-Identifier: Apache-2.0
// One table of many patients and what has come of it so far: what its columns mean, the run over its rows, the results as they
// came out. No DOM; the page draws it (cohort.ts).
import type {
  CohortPlan,
  CohortSummary,
  MappedColumn,
  ColumnMap,
} from "#outputs";
import { NotLoaded } from "../../loading/lazy";
import { Bridge, startWith, Stopped } from "../../robustness/bridge";
import type { FromTable, Progress, Reading, TableJob } from "./table-worker";

const patience = 60_000; // ms; a piece takes a tenth of a second, a file of gigabytes is looked through for one row
const what = "What reads tables";

const start = startWith(
  "pages/cohort/worker",
  what,
  () =>
    new Worker(new URL("./table-worker.ts", import.meta.url), {
      type: "module",
    }),
);

/** Rows on screen at once. */
export const windowSize = 200;

/** What came out with one word of the worker: its place in the whole. */
interface Piece {
  first: number;
  rows: number;
  csv: Blob;
}

export type Phase =
  | { is: "empty" }
  | { is: "planning" }
  | { is: "planned" }
  | { is: "running" }
  | { is: "done"; partial: boolean };

export class Tables {
  phase: Phase = { is: "empty" };
  file: File | null = null;
  plan: CohortPlan | null = null;
  /** Why the table cannot be read, or not to its end. */
  error = "";
  /** Why what reads it did not do so. */
  failed = "";
  /** Some rows as they come out, with the header. */
  preview: string[][] = [];
  progress: Progress | null = null;
  summary: CohortSummary | null = null;
  /** Header and rows on the screen, from `first` on. */
  shown: { first: number; cells: string[][] } = { first: 1, cells: [] };

  map: MappedColumn[] = [];
  missing = "";
  keepAll = false;
  all = false;

  /** What came out is nowhere but here. */
  unsaved = false;

  private output: Blob[] = [];
  private errors: Blob[] = [];
  private pieces: Piece[] = [];
  private header: string[] = [];
  private asking = new AbortController();
  private readonly runner = new Bridge<TableJob, FromTable>(
    start,
    patience,
    what,
  );
  // What is asked beside a run: rows to look at, one patient.
  private readonly looker = new Bridge<TableJob, FromTable>(
    start,
    patience,
    what,
  );

  constructor(
    private readonly version: () => string,
    private readonly changed: () => void,
  ) {}

  /** "column-map/1" of what was chosen here; empty: nothing was. */
  get mapText(): string {
    const map: ColumnMap = { schema: "column-map/1", columns: this.map };
    return this.map.length ? JSON.stringify(map) : "";
  }

  private get reading(): Reading {
    const words = this.missing.split(",").map((word) => word.trim());
    return {
      map: this.mapText,
      missing: words.filter(Boolean),
      keepAll: this.keepAll,
      all: this.all,
    };
  }

  async take(file: File): Promise<void> {
    this.file = file;
    this.map = [];
    this.plan = null;
    await this.replan();
  }

  clear(): void {
    this.forget();
    this.file = null;
    this.plan = null;
    this.map = [];
    this.missing = "";
    this.phase = { is: "empty" };
    this.changed();
  }

  private forget(): void {
    this.asking.abort();
    this.asking = new AbortController();
    this.error = "";
    this.failed = "";
    this.progress = null;
    this.summary = null;
    this.unsaved = false;
    this.output = [];
    this.errors = [];
    this.pieces = [];
    this.header = [];
    this.shown = { first: 1, cells: [] };
  }

  /** What each column is taken for, with what was chosen; what came out before is of another reading. */
  async replan(): Promise<void> {
    const { file, reading } = this;
    if (!file) return;
    this.forget();
    const { signal } = this.asking;
    this.phase = { is: "planning" };
    this.changed();
    // What shows rows is there before the first of them.
    void this.cells(new Blob([]), signal);
    await this.ask(
      { version: this.version(), kind: "plan", file, reading },
      signal,
      (part) => {
        if (part.kind !== "plan") return;
        this.plan = part.plan ? (JSON.parse(part.plan) as CohortPlan) : null;
        this.preview = JSON.parse(part.preview) as string[][];
        this.error = part.error;
      },
    );
    if (signal.aborted) return;
    this.phase = { is: "planned" };
    this.changed();
  }

  /** Over all rows. */
  async run(): Promise<void> {
    const { file, reading } = this;
    if (!file || this.phase.is === "running") return;
    this.forget();
    const { signal } = this.asking;
    this.phase = { is: "running" };
    this.changed();
    await this.ask(
      { version: this.version(), kind: "run", file, reading },
      signal,
      (part) => {
        if (part.kind === "refused") this.error = part.error;
        if (part.kind === "progress") this.took(part);
      },
    );
    if (signal.aborted) return;
    this.end(this.error !== "" || this.failed !== "");
  }

  /** What is done stays and can be saved. */
  stop(): void {
    if (this.phase.is !== "running") return;
    this.asking.abort();
    this.asking = new AbortController();
    this.end(true);
  }

  private end(partial: boolean): void {
    this.phase = this.progress ? { is: "done", partial } : { is: "planned" };
    const { progress } = this;
    this.summary = progress
      ? (JSON.parse(progress.summary) as CohortSummary)
      : null;
    this.changed();
  }

  private took(progress: Progress): void {
    const before = this.progress?.rows ?? 0;
    this.progress = progress;
    this.unsaved = true;
    this.output.push(progress.output);
    this.errors.push(progress.errors);
    if (progress.rows > before)
      this.pieces.push({
        first: before + 1,
        rows: progress.rows - before,
        csv: progress.output,
      });
    if (!this.shown.cells.length) void this.show(1);
    this.changed();
  }

  /** Shows rows from the one of this number on. */
  async show(number: number): Promise<void> {
    const last = this.progress?.rows ?? 0;
    const first = Math.max(1, Math.min(number, last));
    const { signal } = this.asking;
    const cells: string[][] = [];
    for (const piece of this.pieces) {
      const upTo = piece.first + piece.rows;
      if (upTo <= first || cells.length >= windowSize) continue;
      const rows = await this.cells(piece.csv, signal);
      if (!rows) return;
      if (piece.first === 1) this.header = rows.shift() ?? [];
      cells.push(...rows.slice(Math.max(0, first - piece.first)));
    }
    if (signal.aborted) return;
    this.shown = { first, cells: cells.slice(0, windowSize) };
    this.changed();
  }

  get columns(): string[] {
    return this.header;
  }

  private async cells(
    csv: Blob,
    signal: AbortSignal,
  ): Promise<string[][] | null> {
    let rows: string[][] | null = null;
    await this.ask(
      { version: this.version(), kind: "cells", csv },
      signal,
      (part) => {
        if (part.kind === "cells") rows = JSON.parse(part.cells) as string[][];
      },
      this.looker,
    );
    return rows;
  }

  /** The patient of a row as the core takes one; empty: there is none. */
  async patient(row: number): Promise<string> {
    const { file, reading } = this;
    let text = "";
    if (!file) return text;
    await this.ask(
      { version: this.version(), kind: "patient", file, reading, row },
      this.asking.signal,
      (part) => {
        if (part.kind === "patient") text = part.patient;
      },
      this.looker,
    );
    return text;
  }

  get results(): Blob {
    return new Blob(this.output, { type: "text/csv" });
  }
  get problems(): Blob {
    return new Blob(this.errors, { type: "text/csv" });
  }

  private async ask(
    job: TableJob,
    signal: AbortSignal,
    onpart: (part: FromTable) => void,
    bridge = this.runner,
  ): Promise<void> {
    try {
      await bridge.run(job, onpart, signal);
    } catch (reason) {
      if (reason instanceof Stopped || signal.aborted) return;
      this.failed =
        reason instanceof NotLoaded ? reason.message : `${what} broke down.`;
    }
  }
}
