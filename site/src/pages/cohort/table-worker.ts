// SPDX-License-Identifier: Apache-2.0
// Reads a table of many patients beside the page, piece by piece, through the core: nothing of it is kept here. The page sends
// the module first, then jobs (robustness/bridge.ts).
import createRecords, { type Records, type Table } from "#records";
import type { FromWorker, ToWorker } from "../../robustness/bridge";

/** How the table is to be read. */
export interface Reading {
  map: string;
  missing: string[];
  keepAll: boolean;
  all: boolean;
}

export type TableJob = { version: string } & (
  | { kind: "plan"; file: Blob; reading: Reading }
  /** The rows of one piece of the file; who is asked for a later one has passed over those before. */
  | { kind: "rows"; run: number; file: Blob; reading: Reading; piece: number }
  /** Of the rows that were asked for in this run, and of others' counts; ends it here. */
  | { kind: "summary"; run: number; others: string[] }
  | { kind: "patient"; file: Blob; reading: Reading; row: number }
  | { kind: "cells"; csv: Blob }
);

/** What came out of one piece. */
export interface PieceOfRows {
  piece: number;
  output: Blob;
  errors: Blob;
  /** Of the file as it lies on the device, up to the end of this piece. */
  bytes: number;
  rows: number;
  withErrors: number;
  unreadable: number;
  /** Nothing comes behind it, or can be read there: then `error` says why. */
  ended: boolean;
  error: string;
}

export type FromTable =
  | { kind: "plan"; plan: string; error: string; preview: string }
  | ({ kind: "rows" } & PieceOfRows)
  | { kind: "summary"; summary: string }
  | { kind: "patient"; patient: string }
  | { kind: "cells"; cells: string };

// Some two thousand rows; the first ones shorter, so that there is soon something to see. Each worker of a run cuts alike.
const sizeOfPiece = (piece: number): number => (piece < 4 ? 64 : 256) * 1024;

let core: Promise<Records> | null = null;
let stopped = 0;

const post = (message: FromWorker<FromTable>): void =>
  self.postMessage(message);

/** A file that cannot be read to its end; its message is for the reader. */
class Unreadable extends Error {}

const isPacked = async (file: Blob): Promise<boolean> => {
  const head = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return head[0] === 0x1f && head[1] === 0x8b;
};

/** The bytes of a packed file, in pieces as they come. */
async function* unpacked(
  file: Blob,
  taken: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  if (typeof DecompressionStream !== "function")
    throw new Unreadable(
      "The file is packed (gzip), which this browser cannot unpack: unpack it first.",
    );
  let bytes = 0;
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, onward) {
      bytes += piece.length;
      taken(bytes);
      onward.enqueue(piece);
    },
  });
  const own: ReadableStream<Uint8Array> = file.stream().pipeThrough(counted);
  const reader = own
    .pipeThrough(
      new DecompressionStream("gzip") as ReadableWritablePair<
        Uint8Array,
        Uint8Array
      >,
    )
    .getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw new Unreadable(
          "The packed file is damaged or ends too early: what came before was read.",
        );
      });
      if (done) return;
      yield value;
    }
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}

/** The same bytes in pieces of the sizes that every worker cuts; what came before a fault comes out before it. */
async function* cutAlike(
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let piece = new Uint8Array(sizeOfPiece(0));
  let filled = 0;
  let index = 0;
  let fault: unknown;
  try {
    for await (const from of source)
      for (let at = 0; at < from.length;) {
        const part = from.subarray(at, at + piece.length - filled);
        piece.set(part, filled);
        filled += part.length;
        at += part.length;
        if (filled < piece.length) continue;
        yield piece;
        piece = new Uint8Array(sizeOfPiece(++index));
        filled = 0;
      }
  } catch (reason) {
    fault = reason;
  }
  if (filled) yield piece.subarray(0, filled);
  if (fault !== undefined) throw fault;
}

/** The bytes of the file, unpacked where it is a gzip; `taken` is told how many of the file's own have been used. */
async function* pieces(
  file: Blob,
  taken: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  if (await isPacked(file)) return yield* cutAlike(unpacked(file, taken));
  for (let at = 0, index = 0; at < file.size; at += sizeOfPiece(index++)) {
    const piece = await file
      .slice(at, at + sizeOfPiece(index))
      .arrayBuffer()
      .catch(() => {
        throw new Unreadable(
          "The file could not be read to its end: what came before was read.",
        );
      });
    taken(at + piece.byteLength);
    yield new Uint8Array(piece);
  }
}

const optionsOf = (reading: Reading, patientOf = 0) => ({
  map: reading.map,
  decimal: "" as const,
  missing: reading.missing,
  keep: reading.keepAll ? ["*"] : [],
  all: reading.all,
  patientOf,
});

/** Feeds the file to a table until `enough`, or to its end; the sentence that says why it was not. */
async function feed(
  file: Blob,
  table: Table,
  enough: () => boolean | Promise<boolean>,
): Promise<string> {
  let failure = "";
  try {
    for await (const piece of pieces(file, () => undefined)) {
      if (!table.feed(piece)) return table.error();
      if (await enough()) return "";
    }
  } catch (reason) {
    if (!(reason instanceof Unreadable)) throw reason;
    failure = reason.message;
  }
  return table.finish() ? failure : failure || table.error();
}

const text = new TextDecoder();
const previewRows = 10;

async function plan(
  records: Records,
  number: number,
  job: TableJob & { kind: "plan" },
): Promise<void> {
  const table = new records.Table(optionsOf(job.reading));
  try {
    const error = await feed(job.file, table, () => table.plan() !== "");
    const output = table.takeOutput();
    const rows = JSON.parse(records.cells(output)) as string[][];
    post({
      number,
      part: {
        kind: "plan",
        plan: table.plan(),
        error,
        preview: JSON.stringify(rows.slice(0, previewRows + 1)),
      },
    });
  } finally {
    table.delete();
  }
}

/** How far this worker is in the table of a run. */
interface Course {
  run: number;
  table: Table;
  pieces: AsyncGenerator<Uint8Array>;
  bytes: number;
  /** The piece that comes next. */
  next: number;
  ended: boolean;
}

let course: Course | null = null;

function leaveCourse(): void {
  course?.table.delete();
  void course?.pieces.return(undefined);
  course = null;
}

function courseOf(
  records: Records,
  { run, reading, file }: TableJob & { kind: "rows" },
): Course {
  if (course?.run === run) return course;
  leaveCourse();
  const begun: Course = {
    run,
    table: new records.Table(optionsOf(reading)),
    pieces: pieces(file, (bytes) => (begun.bytes = bytes)),
    bytes: 0,
    next: 0,
    ended: false,
  };
  return (course = begun);
}

/** Takes the next piece, whose rows are judged here or by another; why nothing comes behind it, where that is a fault. */
async function step(at: Course, mine: boolean): Promise<string> {
  const { table } = at;
  const end = (): boolean => {
    at.ended = true;
    return mine ? table.finish() : table.passEnd();
  };
  ++at.next;
  try {
    const { value, done } = await at.pieces.next();
    if (done) return end() ? "" : table.error();
    if (mine ? table.feed(value) : table.pass(value)) return "";
    at.ended = true;
    return table.error();
  } catch (reason) {
    if (!(reason instanceof Unreadable)) throw reason;
    end();
    return reason.message;
  }
}

async function rows(
  records: Records,
  number: number,
  job: TableJob & { kind: "rows" },
): Promise<void> {
  const at = courseOf(records, job);
  const { table } = at;
  const counts = (): number[] => [
    table.rows(),
    table.withErrors(),
    table.unreadable(),
  ];
  const before = counts();
  let error = "";
  while (!at.ended && at.next < job.piece) await step(at, false);
  if (!at.ended) error = await step(at, true);
  const [count, withErrors, unreadable] = counts().map(
    (now, index) => now - before[index]!,
  ) as [number, number, number];
  post({
    number,
    part: {
      kind: "rows",
      piece: job.piece,
      output: new Blob([table.takeOutput() as BlobPart]),
      errors: new Blob([table.takeErrors() as BlobPart]),
      bytes: at.bytes,
      rows: count,
      withErrors,
      unreadable,
      ended: at.ended,
      error,
    },
  });
}

function summary(number: number, job: TableJob & { kind: "summary" }): void {
  if (course?.run !== job.run) return;
  for (const other of job.others) course.table.addSummary(other);
  post({ number, part: { kind: "summary", summary: course.table.summary() } });
  leaveCourse();
}

async function patient(
  records: Records,
  number: number,
  job: TableJob & { kind: "patient" },
): Promise<void> {
  const table = new records.Table(optionsOf(job.reading, job.row));
  let found = "";
  try {
    await feed(job.file, table, () => {
      found ||= text.decode(table.takeOutput());
      return found !== "" || stopped === number;
    });
    found ||= text.decode(table.takeOutput());
    post({ number, part: { kind: "patient", patient: found } });
  } finally {
    table.delete();
  }
}

async function work(number: number, job: TableJob): Promise<void> {
  const records = await core?.catch(() => null);
  if (records?.version() !== job.version) {
    const failed = records
      ? "The files of two versions met; nothing is read. Reload the page."
      : "What reads tables did not start in this browser.";
    return post({ number, failed });
  }
  try {
    if (job.kind === "plan") await plan(records, number, job);
    else if (job.kind === "rows") await rows(records, number, job);
    else if (job.kind === "summary") summary(number, job);
    else if (job.kind === "patient") await patient(records, number, job);
    else {
      const csv = new Uint8Array(await job.csv.arrayBuffer());
      post({ number, part: { kind: "cells", cells: records.cells(csv) } });
    }
    post({ number, done: true });
  } catch {
    post({ number, failed: "What reads tables broke down." });
  }
}

self.addEventListener(
  "message",
  ({ data }: MessageEvent<{ module: ArrayBuffer } | ToWorker<TableJob>>) => {
    if ("module" in data) core = createRecords({ wasmBinary: data.module });
    else if ("stop" in data) stopped = data.number;
    else void work(data.number, data.job);
  },
);
