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
import type { FromTable, PieceOfRows, Reading, TableJob } from "./table-worker";

const patience = 60_000; // ms; a piece takes a tenth of a second, a file of gigabytes is looked through for one row
const what = "What reads tables";
const betweenPictures = 250; // ms
const mostWorkers = 4;
// A worker more for so many bytes of a table: fewer rows are judged before another one has started.
const bytesForOne = 2 ** 20;
// A packed table is some eight times as long.
const packing = 8;

/** One core is left to the page. */
const workersFor = ({ size, name }: File): number => {
  const long = (/\.gz$/i.test(name) ? packing : 1) * size;
  const cores = (navigator.hardwareConcurrency || 2) - 1;
  return Math.max(
    1,
    Math.min(cores, mostWorkers, Math.ceil(long / bytesForOne)),
  );
};

const start = startWith(
  "pages/cohort/worker",
  what,
  () =>
    new Worker(new URL("./table-worker.ts", import.meta.url), {
      type: "module",
    }),
);

type ToTable = Bridge<TableJob, FromTable>;
const bridge = (): ToTable => new Bridge(start, patience, what);

/** Rows on screen at once. */
export const windowSize = 200;

/** Of all rows that came out so far. */
export interface Progress {
  /** Of the file as it lies on the device. */
  bytes: number;
  rows: number;
  withErrors: number;
  unreadable: number;
  seconds: number;
}

/** What came out of one piece of the file: its place in the whole. */
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
  /** "cohort-summary/1"; empty: not counted yet. */
  summaryText = "";
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
  private runs = 0;
  private ended = false; // the end of the file came out, or where it cannot be read on
  private stopping = false;
  private drawnAt = 0;
  // Those that judge rows; the first of them also finds out what the columns mean.
  private readonly crew = [bridge()];
  // What is asked beside a run: rows to look at, one patient.
  private readonly looker = bridge();

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
    this.summaryText = "";
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

  /**
   * Over all rows. Each worker of the crew cuts the whole file alike, which costs little, and judges the pieces that it is asked for:
   * whoever is free takes the next one, and what comes out is put together in order.
   */
  async run(): Promise<void> {
    const { file, reading } = this;
    if (!file || this.phase.is === "running") return;
    this.forget();
    const { signal } = this.asking;
    const run = ++this.runs;
    this.phase = { is: "running" };
    this.stopping = false;
    this.ended = false;
    this.changed();
    const begun = performance.now();
    const early = new Map<number, PieceOfRows>(); // judged before the one in front of it
    let asked = 0;
    let taken = 0;
    const take = (piece: PieceOfRows): void => {
      if (piece.ended) this.stopping = true;
      early.set(piece.piece, piece);
      for (let next; (next = early.get(taken)); ++taken) {
        early.delete(taken);
        this.took(next, (performance.now() - begun) / 1000);
      }
    };
    const work = async (worker: ToTable): Promise<void> => {
      while (!this.stopping && !signal.aborted) {
        const piece = asked++;
        const done = await this.ask(
          { version: this.version(), kind: "rows", run, file, reading, piece },
          signal,
          (part) => {
            if (part.kind === "rows") take(part);
          },
          worker,
        );
        if (!done) this.stopping = true;
      }
    };
    const workers = workersFor(file);
    while (this.crew.length < workers) this.crew.push(bridge());
    const crew = this.crew.slice(0, workers);
    await Promise.all(crew.map(work));
    if (signal.aborted) return;
    if (!this.failed) await this.count(run, crew, signal);
    if (signal.aborted) return;
    const whole = this.ended && !this.error && !this.failed;
    this.phase = this.progress
      ? { is: "done", partial: !whole }
      : { is: "planned" };
    this.changed();
  }

  /** What the rows have in common: the counts of each worker, put together by the first. */
  private async count(
    run: number,
    crew: ToTable[],
    signal: AbortSignal,
  ): Promise<void> {
    const of = async (worker: ToTable, others: string[]): Promise<string> => {
      let text = "";
      await this.ask(
        { version: this.version(), kind: "summary", run, others },
        signal,
        (part) => {
          if (part.kind === "summary") text = part.summary;
        },
        worker,
      );
      return text;
    };
    const [first, ...rest] = crew;
    const others = await Promise.all(rest.map((worker) => of(worker, [])));
    if (!first || this.failed || signal.aborted) return;
    this.summaryText = await of(first, others);
    this.summary = this.summaryText
      ? (JSON.parse(this.summaryText) as CohortSummary)
      : null;
  }

  /** What is done stays and can be saved; pieces that are being judged are done first. */
  stop(): void {
    this.stopping = true;
  }

  /** The next piece in order. */
  private took(piece: PieceOfRows, seconds: number): void {
    const before = this.progress?.rows ?? 0;
    this.ended = piece.ended;
    this.error ||= piece.error;
    if (piece.rows || piece.ended)
      this.progress = {
        bytes: piece.bytes,
        rows: before + piece.rows,
        withErrors: (this.progress?.withErrors ?? 0) + piece.withErrors,
        unreadable: (this.progress?.unreadable ?? 0) + piece.unreadable,
        seconds,
      };
    this.unsaved ||= piece.rows > 0;
    this.output.push(piece.output);
    this.errors.push(piece.errors);
    if (piece.rows)
      this.pieces.push({
        first: before + 1,
        rows: piece.rows,
        csv: piece.output,
      });
    if (!this.shown.cells.length && piece.rows) void this.show(1);
    const now = performance.now();
    if (now - this.drawnAt < betweenPictures) return;
    this.drawnAt = now;
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

  /** False where it was not done. */
  private async ask(
    job: TableJob,
    signal: AbortSignal,
    onpart: (part: FromTable) => void,
    bridge = this.crew[0]!,
  ): Promise<boolean> {
    try {
      await bridge.run(job, onpart, signal);
      return true;
    } catch (reason) {
      if (reason instanceof Stopped || signal.aborted) return false;
      this.failed =
        reason instanceof NotLoaded ? reason.message : `${what} broke down.`;
      return false;
    }
  }
}
